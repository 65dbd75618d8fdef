// Package decide works out what a body of several members decides: its rules are data,
// and they are applied to the votes cast so far.
//
// # How to think of it
//
// A Procedure never changes and knows no time. The caller keeps the ballots, learns of
// each reaction, of the end of a period and of a meeting, and asks Tally for the result.
// Everything that takes time (reactions, periods, holds, redrafts, the next meeting) is
// done by the caller; all counting is done here.
//
// What a vote against does depends on the rule: it may lose (majority), reject
// (unanimity), be an objection at a meeting (consensus), a hold (no-objection) or a break
// of silence (silence).
package decide
