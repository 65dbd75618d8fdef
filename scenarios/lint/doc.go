// Package lint finds what is allowed in a scenario but looks like a mistake. Its findings
// are notes: they refuse nothing.
//
// It reads a compiled scenario with all its changes, and the tree and document that it
// comes from, and changes none of them. Some notes work out what can happen from StartEx
// on (course.go); some walk every way through a condition with what is known of its names
// (predicate.Ways). Thresholds are rules of thumb and stand as constants with their
// reasons.
//
// A new note is a method of linter in the file of its noun, a line in Look, and an entry
// in a test that changes the good scenario (testdata/good.yaml) so that the note appears,
// with a near miss beside it. A note that is wrong of a good scenario is a fault of its
// rule: the library has none.
package lint
