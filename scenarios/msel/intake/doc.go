// Package intake imports events lists that other people wrote, in their own words.
//
// A list comes as a sheet.Book. Propose looks at its habits: which row holds the
// headings, what each means, which sheets are lists, what the words for types and
// statuses stand for, how times are written; and gives a mapping file that says so, with
// a comment on whatever was guessed or not understood. A person edits and keeps it.
// ReadMap reads one, and Read makes of the book and the map an events list in this
// project's words, every cell with its place.
//
// There is one way in: an import without a mapping file proposes one and reads it. What
// is guessed is reported, what is left out is reported, and every fault of a list is
// reported at once, each at its own cell. A number of an entry stays as a person reads
// it: 001 and 5.10.
package intake
