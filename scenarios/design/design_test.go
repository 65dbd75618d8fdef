package design_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios/design"
)

// The sums are over the coordinates times 2^30 as 4 bytes, little-endian, row by row,
// of scipy.stats.qmc.Sobol(d, scramble=False).random(n) of scipy 1.10.1.
func TestSobolPointsAreThoseOfScipy(t *testing.T) {
	for _, c := range []struct {
		n, d int
		sum  string
	}{
		{4096, 32, "cd340c95b18b321b344d0c532b2448e625f7f8bbd39d9b5506daa797061bef46"},
		{1024, 256, "affc72475567e88b5535fb1fb5117015943454b6a7d1227cc65e422e63944a32"},
	} {
		s := design.Sobol{N: c.n, D: c.d}
		h, x := sha256.New(), make([]float64, c.d)
		for i := range c.n {
			s.Row(i, x)
			for _, v := range x {
				h.Write(binary.LittleEndian.AppendUint32(nil, uint32(v*(1<<30))))
			}
		}
		require.Equal(t, c.sum, hex.EncodeToString(h.Sum(nil)))
	}
	s := design.Sobol{N: 8, D: 6}
	x := make([]float64, 6)
	s.Row(5, x)
	require.Equal(t, []float64{0.875, 0.875, 0.125, 0.375, 0.875, 0.625}, x)
}

// stratified says whether each of n equal parts of every factor has one row.
func stratified(t require.TestingT, d design.Design) {
	x := make([]float64, d.Factors())
	seen := map[[2]int]bool{}
	for i := range d.Rows() {
		d.Row(i, x)
		for f, v := range x {
			k := [2]int{f, int(v * float64(d.Rows()))}
			require.False(t, seen[k], "factor %d has two rows in part %d", f, k[1])
			require.True(t, v >= 0 && v < 1)
			seen[k] = true
		}
	}
	require.Len(t, seen, d.Rows()*d.Factors())
}

func TestLatinAndShiftedSobolSeeEveryFactorEvenly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		stratified(t, &design.Latin{N: rapid.IntRange(1, 90).Draw(t, "rows"), D: rapid.IntRange(1, 7).Draw(t, "factors"), Seed: seed, Centred: rapid.Bool().Draw(t, "centred")})
		stratified(t, &design.Sobol{N: 1 << rapid.IntRange(0, 7).Draw(t, "log rows"), D: rapid.IntRange(1, 9).Draw(t, "factors"), Seed: seed})
	})
}

// A base row of a Saltelli design has A, then A with one group from B each, then B
// with one group from A each, then B; more base rows begin with the fewer.
func TestSaltelliRowsDifferInOneGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.IntRange(1, 6).Draw(t, "factors")
		s := design.Saltelli{N: 8, D: d, Second: rapid.Bool().Draw(t, "second"), Seed: rapid.Uint64().Draw(t, "seed")}
		if rapid.Bool().Draw(t, "grouped") && d > 1 {
			cut := rapid.IntRange(1, d-1).Draw(t, "cut")
			s.Groups = [][]int{nil, nil}
			for f := range d {
				g := 0
				if f >= cut {
					g = 1
				}
				s.Groups[g] = append(s.Groups[g], f)
			}
		}
		require.NoError(t, s.Check())
		longer := s
		longer.N = 16
		row := func(i int) []float64 {
			x, y := make([]float64, d), make([]float64, d)
			s.Row(i, x)
			longer.Row(i, y)
			require.Equal(t, x, y)
			return x
		}
		groups := s.Groups
		if groups == nil {
			for f := range d {
				groups = append(groups, []int{f})
			}
		}
		for base := range s.N {
			a, b := row(base*s.Block()), row((base+1)*s.Block()-1)
			for g, members := range groups {
				ab := append([]float64(nil), a...)
				ba := append([]float64(nil), b...)
				for _, f := range members {
					ab[f], ba[f] = b[f], a[f]
				}
				require.Equal(t, ab, row(base*s.Block()+1+g))
				if s.Second {
					require.Equal(t, ba, row(base*s.Block()+1+len(groups)+g))
				}
			}
		}
	})
}

func TestMorrisTrajectoriesStepAlongEachGroupOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.IntRange(1, 6).Draw(t, "factors")
		m := design.Morris{N: 5, D: d, Levels: 2 * rapid.IntRange(1, 5).Draw(t, "half the levels"), Seed: rapid.Uint64().Draw(t, "seed")}
		require.NoError(t, m.Check())
		x, y := make([]float64, d), make([]float64, d)
		for j := range m.N {
			for step, f := range m.Order(j) {
				m.Row(j*(d+1)+step, x)
				m.Row(j*(d+1)+step+1, y)
				for k := range d {
					if k != f {
						require.Equal(t, x[k], y[k])
						continue
					}
					way := -1.0
					if m.Up(j, f) {
						way = 1
					}
					require.InDelta(t, way*m.Delta(), y[k]-x[k], 1e-12)
				}
				for _, v := range y {
					require.InDelta(t, 0, v*float64(m.Levels-1)-float64(int(v*float64(m.Levels-1)+0.5)), 1e-9, "off the grid")
					require.True(t, v >= 0 && v <= 1+1e-12)
				}
			}
		}
	})
}

func TestGridsAndWalks(t *testing.T) {
	list := func(d design.Design) (out []string) {
		x := make([]float64, d.Factors())
		for i := range d.Rows() {
			d.Row(i, x)
			out = append(out, fmt.Sprint(x))
		}
		return out
	}
	require.Equal(t, []string{"[0.25 0.25]", "[0.25 0.75]", "[0.75 0.25]", "[0.75 0.75]"}, list(&design.Grid{Levels: []int{2, 2}}))
	require.Equal(t, []string{"[0.75 0.25]", "[0.25 0.25]", "[0.75 0.75]"}, list(&design.Along{Levels: []int{2, 2}, Base: []int{1, 0}}))
}

func TestDesignsSayWhatIsWrongWithThem(t *testing.T) {
	for want, d := range map[string]interface{ Check() error }{
		"a Sobol' design has a power of two of rows, such as 128, not 100": &design.Sobol{N: 100, D: 3},
		"a design has from 1 to 128 factors, not 0":                        &design.Latin{N: 10},
		"factor 2 is in two groups":                                        &design.Saltelli{N: 8, D: 3, Groups: [][]int{{0, 1}, {1, 2}}},
		"1 of 3 factors are in no group":                                   &design.Saltelli{N: 8, D: 3, Groups: [][]int{{0}, {2}}},
		"a Morris design has an even number of levels from 2 to 64, not 5": &design.Morris{N: 4, D: 2, Levels: 5},
		"crossing all levels gives more than 16777216 rows":                &design.Grid{Levels: []int{5000, 5000}},
		"factor 1 has 2 levels, and its base is level 3":                   &design.Along{Levels: []int{2}, Base: []int{2}},
		"a design has from 1 to 16777216 rows, not 0":                      &design.Morris{D: 2, Levels: 4},
	} {
		require.EqualError(t, d.Check(), want)
	}
}
