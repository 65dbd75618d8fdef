package design

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"sync"
)

//go:embed directions.txt
var directionFile string

// MostDimensions is how many dimensions there are direction numbers for.
const MostDimensions = 256

// depth is the number of bits of a coordinate.
const depth = 32

// directions are the direction numbers of each dimension: the i-th has its first i+1
// bits in use. Dimension 0 is the van der Corput sequence.
var directions = sync.OnceValue(func() *[MostDimensions][depth]uint32 {
	var all [MostDimensions][depth]uint32
	for i := range depth {
		all[0][i] = 1 << (depth - 1 - i)
	}
	d := 1
	for line := range strings.Lines(directionFile) {
		if !strings.HasPrefix(line, "#") {
			all[d] = directionNumbers(strings.Fields(line))
			d++
		}
	}
	if d != MostDimensions {
		panic(fmt.Sprintf("design: %d dimensions of directions", d)) // a file of ours
	}
	return &all
})

// directionNumbers works out the direction numbers of one dimension by the recurrence of its
// primitive polynomial: degree, inner coefficients, initial numbers.
func directionNumbers(words []string) (v [depth]uint32) {
	n := make([]uint32, len(words))
	for i, w := range words {
		x, err := strconv.ParseUint(w, 10, 32)
		if err != nil {
			panic(err) // a file of ours
		}
		n[i] = uint32(x)
	}
	s, a, m := int(n[0]), n[1], n[2:]
	for i := range depth {
		if i < s {
			v[i] = m[i] << (depth - 1 - i)
			continue
		}
		v[i] = v[i-s] ^ v[i-s]>>s
		for k := 1; k < s; k++ {
			v[i] ^= v[i-k] * (a >> (s - 1 - k) & 1)
		}
	}
	return v
}

// sobol is coordinate d of point i of the sequence, in the order of the Gray code, as
// a whole number of 2^-32.
func sobol(i uint32, d int) (x uint32) {
	v := &directions()[d]
	for g := i ^ i>>1; g != 0; g &= g - 1 {
		x ^= v[bits.TrailingZeros32(g)]
	}
	return x
}

// Sobol is a low-discrepancy sequence: any first power of two of its rows fills the
// cube evenly. Point 0, the corner, is kept, for without it that is not so. With a
// Seed other than 0 the coordinates are shifted, by a digit-wise sum with one random
// number for each factor, which keeps the evenness and moves the points off the
// corner.
type Sobol struct {
	N    int // rows; a power of two
	D    int // factors
	Seed uint64
}

// Check says what is wrong with a design.
func (s *Sobol) Check() error {
	if s.N&(s.N-1) != 0 || s.N < 1 {
		return fmt.Errorf("a Sobol' design has a power of two of rows, such as %d, not %d", 1<<bits.Len(uint(max(s.N, 0))), s.N)
	}
	return inBounds(s.N, s.D)
}

// Factors is how many places a row has.
func (s *Sobol) Factors() int { return s.D }

// Rows is how many rows there are.
func (s *Sobol) Rows() int { return s.N }

// Row puts the places of row i into x.
func (s *Sobol) Row(i int, x []float64) { sobolRow(i, x[:s.D], s.Seed) }

func sobolRow(i int, x []float64, seed uint64) {
	for d := range x {
		c := sobol(uint32(i), d)
		if seed != 0 {
			c ^= uint32(draw(seed, "shift", d) >> 32)
		}
		x[d] = float64(float64(c) / (1 << depth))
	}
}
