// Package msel writes the Master Scenario Events List as a table, as planners keep it in
// spreadsheets, and reads it back.
//
// A Table has one row for each entry and the columns that exercise staffs know, with
// scenario time and exercise time side by side. From takes one from a scenario or a
// replay; WriteCSV and WriteXLSX write it; Read makes one of a sheet that came back, as
// long as its headings are ours. Lists with other headings or words come in through
// scenarios/msel/intake. Merge compares what came back with the list of the scenario it
// comes back to, cell by cell, so that what nobody touched stays as it is written there;
// YAML writes a list that stands in no scenario yet, and Splice puts it into a file.
//
// Nothing is lost on the way there and back: a condition and an effect stand in
// their columns as a scenario writes them. The exercise time and the move follow from
// the scenario time: an exercise time that a person changed is turned into it, and
// what contradicts it is refused.
//
// What is read is bounded before memory is spent on it, and every fault of a table
// is told at once, each with its row and column.
package msel
