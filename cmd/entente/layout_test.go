package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

func TestLasting(t *testing.T) {
	for want, ms := range map[string]sim.Time{
		"0 s": 0, "250 ms": 250, "59 s": 59_999, "26 min": 26 * sim.Minute, "24 h 36 min": 24*sim.Hour + 36*sim.Minute,
		"2 d 5 h": 53 * sim.Hour, "−1 h 05 min": -65 * sim.Minute,
	} {
		require.Equal(t, want, lasting(ms))
	}
}

func TestClock(t *testing.T) {
	// 1 March 2027, 08:00 +01:00.
	c := clock{start: 1803884400000, zone: sim.Hour}
	require.Equal(t, "D+0 08:00", c.at(0))
	require.Equal(t, "D+1 00:00", c.at(16*sim.Hour))
	require.Equal(t, "D-1 23:59", c.at(-8*sim.Hour-sim.Minute))
	require.Equal(t, "·", c.at(sim.Never))
	require.Equal(t, "2 Mar 2027 00:00 +01:00", c.date(16*sim.Hour))
	west := clock{start: 1803884400000, zone: -9 * sim.Hour}
	require.Equal(t, "28 Feb 2027 22:00 -09:00", west.date(0))
	require.Equal(t, "D+1 00:30", west.at(2*sim.Hour+30*sim.Minute))
}

func TestBar(t *testing.T) {
	require.Equal(t, "██████████", bar(10, 10, 10))
	require.Equal(t, "█████", bar(5, 10, 10))
	require.Equal(t, "▏", bar(1, 1_000_000, 10), "something is never drawn as nothing")
	require.Empty(t, bar(0, 10, 10))
	require.Empty(t, bar(1, 0, 10))
}

func TestPadAndClip(t *testing.T) {
	require.Equal(t, "ab   ", pad("ab", 5))
	require.Equal(t, "abcd…", pad("abcdefgh", 5))
	require.Equal(t, 6, columns("日本国"), "wide letters take two columns")
	require.Equal(t, "日… ", pad("日本国", 4))
	require.Equal(t, []string{"one two", "three"}, wrap("one two three", 8))
}

func TestThousands(t *testing.T) {
	require.Equal(t, "1,234,567", thousands(1234567))
	require.Equal(t, "999", thousands(999))
}
