// Package syntax finds where a text stops being YAML, and explains it in a planner's
// words.
//
// A parser tells where it gave up, which may be twenty lines after the mistake: a
// quote that nobody closed is noticed at the next quote, a bracket at the end of
// the list. Diagnose is asked only after the parser has refused a text. It walks
// the text as its writer did, line by line, and looks for the first place at which
// a person would stop: what was opened and not closed, a line that stands under
// nothing, a colon inside words. It proves nothing and reads no values; where it
// finds nothing, what the parser said remains.
//
// It knows the two ways of writing that are taken for each other: the block, in
// which lines stand under one another (block.go), and the flow, which stands in
// brackets (flow.go).
package syntax
