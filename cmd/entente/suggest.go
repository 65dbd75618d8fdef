package main

import (
	"slices"
	"strings"
)

// closest gives the candidate that a misspelt word most likely meant; empty if
// none is near.
func closest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, far := "", 0
	for _, c := range slices.Sorted(slices.Values(candidates)) {
		d := distance(word, strings.ToLower(c))
		near := d <= max(1, min(len(word), len(c))/3) || len(word) > 1 && strings.HasPrefix(c, word)
		if near && (best == "" || d < far) {
			best, far = c, d
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap with their
// neighbour to get from a to b.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
