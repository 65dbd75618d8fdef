//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A long text is cut with about as much work as a short one, and cut right.
func TestClipIsCheap(t *testing.T) {
	for _, letter := range []string{"x", "é", "漢", "e\u0301"} {
		work := func(n int) float64 {
			text := strings.Repeat(letter, n)
			return testing.AllocsPerRun(1, func() { clip(text, 60) })
		}
		require.LessOrEqual(t, work(20_000), work(2_000)+10, letter)
		for w := range 12 {
			for n := range 12 {
				cut := clip(strings.Repeat(letter, n), w)
				require.LessOrEqual(t, columns(cut), max(w, 1), "%d of %q in %d", n, letter, w)
				if strings.HasSuffix(cut, "…") {
					require.Greater(t, columns(cut+letter), w, "more would fit")
				}
			}
		}
	}
}
