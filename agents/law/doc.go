// Package law evaluates what binds a message: rules, markings and the predicates that say
// when a rule applies. It is pure: the answer depends on the Frame alone.
//
// # Mental model
//
// A Rule is data: `when` a predicate holds, an effect is due. A predicate is
// written in a scenario as an expression over a closed table of names (Var),
// and reaches the engine lowered to a Program: a flat list of tests, each with
// the place to go on when it passes and when it fails. A Program reads a Frame,
// which is one int64 for each name and two sets of nations.
//
//	abroad && "IDENTITY" in item.kinds && !imminent
//
//	0: abroad == true ? 1 : fails
//	1: "IDENTITY" in item.kinds ? 2 : fails
//	2: imminent == true ? fails : holds
//
// Shares (danger, trust, tension) are millionths on both sides of a comparison,
// so that no floating point takes part in a decision.
//
// # The caller's duties
//
//  1. Fill every name of the Frame that the predicate's use allows (Var.Use):
//     a law reads a message on its way, a distribution rule reads a dossier
//     before anything is addressed.
//  2. Treat the empty Program as "always". Where the absence of a predicate
//     means "never" (Rule.Except), ask for its length first; no written
//     predicate lowers to the empty Program there, for one that is always true
//     is refused when the scenario is loaded.
//  3. Build Programs with a Builder: its jumps lead forward only, so that every
//     evaluation ends after at most len(p) tests.
package law
