// Package sheet reads any spreadsheet as it stands: a workbook (.xlsx or .ods), or a text
// with separators, as sheets of cells that know what they hold and where they stand.
//
// Read gives a Book. It says nothing of what the cells mean; what a person sees in a
// spreadsheet is told, and what they do not see (hidden rows, a formula that was
// never worked out, text a thousand columns out) is told as well.
//
// A text may be in UTF-8, UTF-16 or Windows-1252 and separated by comma, semicolon,
// tab or bar. Of a workbook, dates, times of day and durations come as such, in either
// of the two epochs. Whatever is empty costs nothing, however far out it stands; what is
// read is bounded before memory is spent on it.
package sheet
