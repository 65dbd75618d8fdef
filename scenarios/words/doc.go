// Package words holds the closed lists of words that the grammar and its predicates
// share, and makes the errors for a word that is not on them.
//
// An error may know what would have been right (Refusal). The nearest known word is
// offered as a guess, with one exception: a classification or a label is never guessed,
// since whoever follows the guess might share more widely than was meant.
package words
