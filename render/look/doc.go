// Package look says what of a run whoever looks at it is shown: what a perspective may be
// told, what fits the filter, what two things that can be pointed at have in common, and
// what agencies and nations are called. It draws nothing.
package look
