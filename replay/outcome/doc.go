// Package outcome gives the results of a run as data: the objects that commands print as
// JSON and the rows of their tables.
//
// Fields are named for programs (snake_case, the unit at the end: _ms); null
// stands for what did not happen, or for a share of nothing. Numbers come from
// package measure, words from package wording; nothing is worked out here.
package outcome
