// Package msel is the Master Scenario Events List as a table: what planners keep
// in spreadsheets, both ways.
//
// A Table has one row for each entry and the columns that exercise staffs know,
// with scenario time and exercise time side by side. From takes one from a
// scenario or a replay; WriteCSV and WriteXLSX write it; ReadCSV and ReadXLSX read
// one back, whoever wrote it, as long as it has a column for the number and one for
// the type. YAML turns it into the `msel:` of a scenario, and Splice puts that into
// a file, in which nothing else changes.
//
// Nothing is lost on the way there and back: a condition and an effect stand in
// their columns as a scenario writes them. What only tells (exercise time, the
// move, how an entry was played) is written and not read.
//
// What is read is bounded before memory is spent on it, and every fault of a table
// is told at once, each with its row and column.
package msel
