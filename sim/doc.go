// Package sim is the kernel of a deterministic discrete-event simulation: time,
// the order of events, random draws, distributions of durations, and the means
// to save, copy and resume a run. It knows no domain; what an event means is
// its caller's.
//
// # Time and order
//
// Time is whole milliseconds from T+0 (type Time). A Kernel keeps the events
// still to come and executes them in one total order:
//
//	(At, Round, Phase, Actor, Seq)
//
// One instant is processed in rounds. Within a round the phases follow each other (the
// world changes, work completes, actors decide, work starts), within a phase the actors
// in the order of their numbers, and for one actor the events in the order in which they
// were scheduled. What is scheduled for the present instant joins the present round if
// its phase and actor are still to come, else the next one. So a decision sees everything
// that has happened to anybody in the phases before it, and no actor gains by its place
// in a file.
//
//	instant   |            T             |   T+1 ...
//	round     |  0  |  1  | ... |  255   |
//	phase     |0 1 2 3|0 1 2 3|  | closing |
//
// Round 255 is the closing round. Deadlines and clocks are put there with Close,
// so that "by 08:40" includes whatever happens at 08:40; it may schedule only
// later instants. An instant that has not come to rest by round 254 is an error,
// the LivelockError, which names who was busy.
//
// Before the first event of an instant, be it at the start of a run or between
// two calls of Run, everything joins round 0.
//
// # Chance
//
// A draw keeps no state. It is a keyed hash, Uniform, of the run's seed, the
// name of the decision and the identity of what is decided; an ID is a hash of
// names and lineage. The same question has the same answer in every run of the
// seed, whatever else was added to it, which makes paired comparison of runs
// sharp (common random numbers). Chance answers yes or no and a Dist gives a
// duration, from one uniform each, and both are monotone in it. Who draws very
// often has the same draws sooner from Decision, DrawAll and Tabulated.
//
// # The same bits everywhere
//
// A run gives the same events, and each draw the same millisecond, on every
// CPU. For that the package uses nothing of package math whose bits differ
// between machines, forbids fused products, keeps no map, clock or goroutine,
// and holds probabilities and factors in millionths (type PPM).
//
// # What the caller must keep
//
//  1. Nothing but handled events may change the simulated world, and nothing
//     outside of it may decide what they do: no wall clock, no map order, no
//     pointer order.
//  2. Actors are numbered by name, not by position in a file.
//  3. Keys of draws are made of names and lineage, never of a time, a sequence
//     number or an order of arrival.
//  4. Events carry places in the caller's own flat columns (Arg, Aux). The
//     caller saves those beside the Kernel's state; a Handle is a plain number
//     and can be saved with them.
//  5. A Kernel belongs to one goroutine. Runs may go in parallel, events of one
//     run may not.
//
// Scheduling into the past, into an instant that is closing, or out of bounds
// panics: it is an error of the calling program, not of its input.
//
// # Cost
//
// Events are 32 bytes without pointers in an implicit 4-ary heap. Scheduling
// and executing one allocates nothing once the queue has grown, and takes
// between 0.03 and 0.2 microseconds with 1,000 to 65,000 events pending, about
// nine tenths of it what a loop without a kernel would take too; see the
// benchmarks, which measure it against such a loop in the same seconds. An
// exponential or lognormal duration takes 4 to 9 nanoseconds.
package sim
