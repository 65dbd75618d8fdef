//go:build !js

package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBar(t *testing.T) {
	require.Equal(t, "██████████", bar(10, 10, 10))
	require.Equal(t, "█████", bar(5, 10, 10))
	require.Equal(t, "▏", bar(1, 1_000_000, 10), "something is never drawn as nothing")
	require.Empty(t, bar(0, 10, 10))
	require.Empty(t, bar(1, 0, 10))
	require.Equal(t, "██████████", bar(math.MaxInt64, 1, 10), "a part is no more than its whole")
	require.Equal(t, "█████", bar(1<<61, 1<<62, 10))
}

func TestPadAndClip(t *testing.T) {
	require.Equal(t, "ab   ", pad("ab", 5))
	require.Equal(t, "abcd…", pad("abcdefgh", 5))
	require.Equal(t, 6, columns("日本国"), "wide letters take two columns")
	require.Equal(t, "日… ", pad("日本国", 4))
	require.Equal(t, []string{"one two", "three"}, wrap("one two three", 8))
}
