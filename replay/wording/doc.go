// Package wording puts into words what people read: times, durations, steps, causes,
// reasons, outcomes and measures.
//
// # What it gives
//
// A Speaker words what happened in one run. It knows the names of its things, the
// clock of its exercise, and a terminology (Terms): the words of a school for the
// same vocabulary. Everything that people read, on a terminal, a page or in a
// window, is worded here, so that a thing is never worded twice.
//
// # How to think of it
//
// Words are data: a file for each school in the folder terms. HSEEP is complete and the
// base of the others, which list only where they differ. The sentences on records and
// explanations are data too: sentences.json has a template for each kind of record, for
// each step and cause that takes time, for each condition and outcome, with {slots};
// testdata/sentences.txt has each as a run speaks it. What puts them together is code,
// since grammar is. Nothing here knows columns, colours or tags: those who draw, draw
// what is said here.
//
// # Duties of the caller
//
// A report says what was done and when it was available, never what might have
// been: no sentence here uses the conditional perfect, and a test holds that.
package wording
