// Package reference makes the reference of the manual: every word that can be written in a
// scenario or read in a result, from the tables that the program itself uses.
//
// # What it gives
//
// Manual is the whole manual as chapters: first the systems that a scenario can simulate
// (scenarios.Manual), then how documented cases are validated, then the reference. What the
// command line alone knows, its exit codes, the shapes of --json and the licence of its
// letters, is handed in as Commands.
//
// # How to think of it
//
// A reference that is typed goes stale; this one is printed from tables. A word that the
// program learns is in its table, and so it is in the reference.
package reference

import (
	"strings"

	"entente/scenarios"
	"entente/scenarios/casebook"
)

// Commands is what the command line says of itself.
type Commands struct {
	ExitCodes []ExitCode
	Shapes    []Shape
	Letters   string // the licence of the letters that pictures and pages are drawn with
}

// ExitCode is a number that a command ends with, and what it says to a script.
type ExitCode struct {
	Code int
	Says string
}

// Shape is the form of what some commands print with --json.
type Shape struct {
	Name     string // as library schema --of takes it
	Says     string // what is printed
	Printers string // the commands that print it
	Schema   []byte // JSON Schema
}

// Manual gives the chapters in their order, numbered from 1: systems, validation, reference.
func Manual(c Commands) []scenarios.Chapter {
	all := scenarios.Manual()
	for _, add := range []struct {
		title string
		text  func() string
	}{
		{"Documented cases: validation", casebook.Manual},
		{"Reference: patches", patchChapter},
		{"Reference: predicates", predicateChapter},
		{"Reference: conditions of the events list", conditionChapter},
		{"Reference: measures", measureChapter},
		{"Reference: ratings", ratingChapter},
		{"Reference: outcomes", glossaryChapter("How something ended or stands. Of deadlines: MET, LATE, NOT_MET, VOID and OPEN.", "outcome")},
		{"Reference: steps and causes", stepChapter},
		{"Reference: reasons", reasonChapter},
		{"Reference: levels", glossaryChapter("What an agency makes of a storyline. Levels never fall.", "level")},
		{"Reference: exit codes", c.exitChapter},
		{"Reference: the shape of every --json", c.shapeChapter},
		{"Reference: licences", c.licenceChapter},
	} {
		all = append(all, scenarios.Chapter{Number: len(all) + 1, Title: add.title, Text: strings.TrimSpace(add.text())})
	}
	return all
}
