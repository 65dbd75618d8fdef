// Package decide is how a body of several members comes to a decision: rules as
// data, and what they make of the votes cast so far.
//
// # How to think of it
//
// A Procedure never changes and knows no time. The caller keeps the ballots,
// hears of each reaction, of the end of a period and of a meeting, and asks Tally
// what that amounts to. Everything that takes time (reactions, periods, holds,
// redrafts, the next meeting) is the caller's; everything that is counting is
// here.
//
// A vote against means what the rule makes of it: one that loses (majority), one
// that rejects (unanimity), an objector at a meeting (consensus), a hold
// (no-objection) or a break (silence).
package decide
