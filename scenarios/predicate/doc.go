// Package predicate compiles the condition of a rule, the text of a `when` or `unless`,
// into a law.Program.
//
// It reads one small language: comparisons of names from a closed table with literals or
// each other, `in`, `&&`, `||` and `!`. Any other form is refused, with its place in the
// text and what would have been right. An expression has at most 1 KiB and 200 parts, and
// calls nothing. The grammar of a whole scenario is not known here: whoever compiles a
// rule says which nations, agencies and terms there are.
package predicate
