// Package scenarios compiles YAML into a scenario. It is strict and bounded, and reports
// every problem of the input at once, each with its file, line and column.
//
// # Mental model
//
//	files -> trees -> one tree -> Document -> model.Spec + journal.Static
//	     parse   include   expand     decode    compile
//
// A file is parsed into a tree of nodes that know their places, and `include:` unites
// trees (package tree, which alone sees the YAML library); what two files both say is an
// error. `like:` copies a preset under a thing, and the engine's own defaults lie under
// everything, in the same grammar (defaults.go), so that each default has a path and a
// source. The tree is decoded into types that are the grammar (grammar.go is its root),
// and these are compiled: names to dense numbers in sorted order, figures to parameters,
// predicates to law.Programs (package predicate). Because things are numbered by name, a
// run does not depend on where in a file they stand.
//
// A path names a thing by its keys: nations.cendria.laws.cen-transfer.do.
// Entries of a list go by their id or number, else count from 1. The places of
// problems, parameters, changes (Options) and the schema all use paths.
//
// Changes come in two kinds. What may change during a run is a parameter: such a change
// becomes one of Spec.Patches and takes effect at the start of the warm-up like any other
// change of the world. Everything else changes the tree before it is compiled again.
// Background work stays as the scenario had it before any change, unless a desk's load
// itself is changed.
//
// # Notes
//
// What makes a scenario meaningless is an error. What is allowed but looks like a mistake
// is a note, and loading makes none: package lint looks at a compiled scenario for those
// who show notes.
//
// # The caller's duties
//
//  1. An error that is Problems means that the input is wrong; print them all.
//     Any other error means that a file could not be read.
//  2. Keep Scenario.Sources with a replay: LoadSources makes the same Scenario
//     of them and of the same Options.Set, on any machine, and reads nothing
//     else.
//  3. Show the notes of lint.Look to whoever writes the scenario; they refuse nothing.
//  4. A Spec is immutable and may be shared by any number of runs.
//
// # Bounds
//
// A file has at most 8 MiB, 500,000 parts, 64 levels and 5,000 keys in one mapping; it is
// one document without aliases, anchors, merge keys or tags. An expression has at most 1
// KiB and 200 parts and calls nothing. Files outside the scenario's folder are not
// included, whatever symbolic links lead there. Control characters, and line breaks where
// a text is one line, are refused. A key of the grammar that this version does not
// simulate is refused wherever it is written, never ignored.
package scenarios
