// Package measure computes the measures of a run from its records: which deadlines were
// met and by how much, who knew what when, what was refused and why, and where the time
// went.
//
// A Trace is a journal.Sink that remembers every record it is given. Everything else is a
// pure function of it: nothing here changes a run, and the same records give the same
// answers whether they come from a run that has just ended or from a replay file. Things
// are named by their Ref into the Static of the scenario.
//
// The measures are M1 to M20: M16 is of a campaign of runs (improvement.go), all others
// of one run. There is one file for each unit that they count: waits (M1), deadlines (M3,
// M10), rulings (M4), clocks (M8), breaches (M9), effort (M13), rights (M17), attention
// (M18), false suspicion (M19), what was left undone (M20). In code they go by name; the
// Catalogue and printed data have the numbers. Results has the summaries. What happened
// in the warm-up before StartEx counts in none.
//
// Values that did not happen by EndEx are not turned into numbers: they rank
// beyond all others and are told apart (Outcome, or sim.Never).
//
// The caller must give a Trace the records of one run only, in order and from the first
// one on.
package measure
