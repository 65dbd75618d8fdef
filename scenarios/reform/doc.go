// Package reform finds the smallest set of reforms that closes a gap.
//
// # What it gives
//
// Search takes what could be done, from the waits on the way to deadlines that were
// missed and from catalogues, and tries sets of it, small or cheap ones first. It
// claims a set only when enough fresh runs carry the claim, and says that no set closes
// the gap where none does. Data is its answer for people and programs.
//
// # How to think of it
//
// The gap is closed when the fifth percentile of the time to spare is above zero: due
// less when, signed, which is M10 for an action and the same for what is to be read or
// recognised. Of several deadlines the run's is the least. A run in which it never
// comes ranks below all; one in which none came due counts in nothing.
//
// That a set does not close it is claimed by the opposite test: its runs have to show
// that more than one in twenty miss. A set that was given up was looked at often and
// stopped at its worst moment, and the bound allows for that (refuted). What is neither
// carried nor refuted is undecided, and reported as such.
//
// The fifth percentile of a sample says little about the true one, so a claim uses the
// bound of order statistics: with none of 59 runs at or below zero the fifth percentile
// is above zero at 95 %, with one of 93, and so on. It holds whatever the distribution.
//
// The best of many sets looks better than it is. So the runs that a set was chosen by
// never carry its claim: that is made on replications which no search has seen. At most
// Finalists sets are put to that test, and the chance of error is divided between them
// before the first.
//
// All sets run the same replications, which share every draw that both make, so what they
// differ by is due to the reforms. A set is given up as soon as it has missed more often
// than the bound allows: no further run could change that. So the search is exact, and
// most sets cost a few runs.
//
// More reforms can do worse: a desk that sends more makes others wait. So even if all
// reforms together fail, a set of a size that was not tried may close the gap; the answer
// says how often in this search more was worse.
//
// # Documented cases
//
// What each named remedy should do was written down before any search was run, in
// testdata/stated.txt, and what was measured stands in testdata/measured.txt, with the
// engine's version: with 0.7.0, of 21 expectations on three documented and two invented
// scenarios 10 were confirmed, 4 by half, 7 not. No remedy that was expected to do
// nothing has an effect that shows. None of those that were expected to close the gap
// does so alone, since desks that put things aside let some through too late; three
// together close one gap. The manual has the table.
//
// # Duties of the caller
//
// A Runner makes the runs and may remember them. The answer depends on the question,
// the scenario and the seed alone: not on workers, nor on what was remembered.
package reform
