// Package words holds the closed words that the grammar and its predicates share, and
// the errors for a word that is none of them.
//
// An error may know what would have been right (Refusal). The nearest known word is
// offered as a guess, with one exception: a classification or a label is never guessed,
// for who follows the guess might share more widely than was meant.
package words
