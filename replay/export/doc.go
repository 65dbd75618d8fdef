// Package export gives a run to other programs: tidy tables with a dictionary of
// their columns, a trace that opens in a trace viewer, and a graph of who told whom.
//
// # Tables
//
// A table has one row for each thing that it is about, one column for each thing that is
// said of it, the unit in the column's name (_ms), names as the scenario has them, and an
// empty cell for what did not happen. Instants are milliseconds since StartEx. Every
// table begins with the columns scenario and seed, so that those of many runs can be put
// under each other. Dictionary describes every column of every table; it is made from the
// same source as the tables, so each has whatever the other has.
package export
