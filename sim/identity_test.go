package sim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// These values may never change: every replay file, and every seed that someone
// has written down, depends on them.
func TestGoldenIdentities(t *testing.T) {
	arvonia := sim.Name("arvonia")
	require.EqualValues(t, uint64(0xf0f487616c847c41), arvonia)
	require.EqualValues(t, uint64(0xa0fc191ea7bd5a1f), sim.Name(""))
	require.EqualValues(t, uint64(0xb8d5c585ee0f7049), sim.Name("nations.cendria.agencies.police.desks.intake"))
	require.EqualValues(t, uint64(0x440f73cddb808594), arvonia.Child(sim.Name("police")))
	require.EqualValues(t, uint64(0x0bad81e2ebaf964f), arvonia.Nth(3))
	require.EqualValues(t, uint64(0xdf8805ec77543a78), sim.Uniform(1, sim.Name("willing"), arvonia))
	require.EqualValues(t, uint64(0x4919c317d8111649), sim.Uniform(0, 0, 0))
}

func TestNamesDiffer(t *testing.T) {
	seen := map[sim.ID]string{}
	add := func(id sim.ID, s string) {
		if other, taken := seen[id]; taken {
			t.Fatalf("%q and %q have the same identity", s, other)
		}
		seen[id] = s
	}
	for n := range 40 {
		s := make([]byte, n)
		add(sim.Name(string(s)), string(s))
		for i := range s {
			for _, c := range []byte{1, 'a', 0x80, 0xff} {
				s[i] = c
				add(sim.Name(string(s)), string(s))
				s[i] = 0
			}
		}
	}
}

func TestChildDoesNotCommute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := sim.ID(rapid.Uint64().Draw(t, "a")), sim.ID(rapid.Uint64().Draw(t, "b"))
		if a != b {
			require.NotEqual(t, a.Child(b), b.Child(a))
			require.NotEqual(t, a.Nth(1), b.Nth(1))
		}
	})
}

// Flipping any one bit of any operand flips each bit of the result half of the
// time, also where the operands are small numbers.
func TestUniformAvalanche(t *testing.T) {
	const samples = 4000
	for operand := range 3 {
		for bit := range 64 {
			var flips [64]int
			for i := range samples {
				x := [3]uint64{uint64(i % 7), uint64(i / 7 % 53), uint64(i)}
				before := uniform(x)
				x[operand] ^= 1 << bit
				diff := before ^ uniform(x)
				for o := range flips {
					flips[o] += int(diff >> o & 1)
				}
			}
			for o, n := range flips {
				z := (float64(n) - samples/2) / math.Sqrt(samples/4)
				require.Less(t, math.Abs(z), 5.5, "operand %d bit %d moves bit %d in %d of %d", operand, bit, o, n, samples)
			}
		}
	}
}

// No single value of an operand makes the result independent of another one.
func TestUniformHasNoBlindSpot(t *testing.T) {
	constants := []uint64{0, 1, math.MaxUint64, 0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3, 0x589965cc75374cc3, 0x1d8e4e27c47d124f}
	for fixed := range 3 {
		for _, c := range constants {
			seen := map[uint64]bool{}
			for i := range uint64(1000) {
				for varied := range 3 {
					if varied != fixed {
						x := [3]uint64{7, 7, 7}
						x[fixed], x[varied] = c, i+8
						seen[uniform(x)] = true
					}
				}
			}
			require.Len(t, seen, 2000, "operand %d at %#x", fixed, c)
		}
	}
}

// Consecutive keys, seeds and decisions give uniform and uncorrelated numbers.
func TestUniformIsUniform(t *testing.T) {
	const n = 1 << 18
	for operand := range 3 {
		var counts [256]int
		serial, before := 0.0, 0.0
		for i := range uint64(n) {
			x := [3]uint64{5, 6, 7}
			x[operand] = i
			u := uniform(x)
			counts[u>>56]++
			centred := float64(u>>11)*0x1p-53 - 0.5
			serial += centred * before
			before = centred
		}
		chi := 0.0
		for _, c := range counts {
			d := float64(c) - n/256
			chi += d * d / (n / 256)
		}
		require.InDelta(t, 255, chi, 5*math.Sqrt(2*255), "chi-square over 256 cells, operand %d", operand)
		require.Less(t, math.Abs(serial)*12/math.Sqrt(n), 5.0, "serial correlation, operand %d", operand)
	}
}

func uniform(x [3]uint64) uint64 { return sim.Uniform(x[0], sim.ID(x[1]), sim.ID(x[2])) }
