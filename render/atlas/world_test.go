package atlas

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/country"
)

// The shapes as they were when somebody last looked at them. Whoever makes them anew
// looks at the pictures of this package and changes the sum.
const shapesSHA256 = "5ad3b9e73fb8359c504031c6f7ecef989e71a678f6aa1df658c0926d394f014e"

// mostEmbedded is what the map may add to a program, in bytes.
const mostEmbedded = 150_000

func raw(t *testing.T, gz []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(gz))
	require.NoError(t, err)
	b, err := io.ReadAll(z)
	require.NoError(t, err)
	return b
}

func TestShapesAreThoseThatWereLookedAt(t *testing.T) {
	sum := sha256.Sum256(raw(t, packed))
	assert.Equal(t, shapesSHA256, hex.EncodeToString(sum[:]))
	table, err := os.ReadFile("../country/countries.tsv")
	require.NoError(t, err)
	assert.Less(t, len(packed)+len(table), mostEmbedded)
	assert.Len(t, country.All(), 237)
	assert.Len(t, earth().lands, 241, "and four without a code")
}

func TestGeneratorMakesTheShapes(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("generate/node_modules/world-atlas"); err != nil {
		depth.Missing(t, "world-atlas (`npm ci` in render/atlas/generate)")
	}
	file := filepath.Join(t.TempDir(), "world.bin.gz")
	out, err := exec.Command(node, "generate/generate.mjs", file).CombinedOutput()
	require.NoError(t, err, string(out))
	made, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(raw(t, packed), raw(t, made)), "shapes differ from what the generator makes: run it, look, and commit")
}

// Places that everybody can look up, in whole degrees or near them.
var known = map[string]LonLat{
	"SG": {103.8, 1.35}, "MT": {14.4, 35.9}, "BH": {50.55, 26}, "MC": {7.41, 43.74}, "VA": {12.45, 41.9}, "SM": {12.46, 43.94},
	"LI": {9.55, 47.15}, "MV": {73.5, 3.5}, "TV": {179.2, -8.5}, "NR": {166.93, -0.53}, "GI": {-5.35, 36.14}, "XK": {20.9, 42.6},
	"TR": {35, 39}, "BE": {4.7, 50.6}, "NL": {5.6, 52.2}, "FR": {2.5, 46.6}, "US": {-98, 39}, "RU": {95, 62}, "BR": {-53, -10},
	"IN": {79, 22}, "LK": {80.7, 7.6}, "JP": {138, 36.5}, "AU": {134, -25}, "ZA": {24, -29}, "LS": {28.2, -29.6}, "FJ": {178, -17.8}, "NZ": {170, -44},
}

func TestCountriesLieWhereTheyAre(t *testing.T) {
	w := earth()
	require.NotEmpty(t, known)
	for code, p := range known {
		c, ok := country.Find(code)
		require.True(t, ok, code)
		x, y := w.project(p)
		h := w.lands[c.Shape].home
		const near = 20 // units, 25 km
		assert.True(t, x > float64(h.x0)-near && x < float64(h.x1)+near && y > float64(h.y0)-near && y < float64(h.y1)+near, "%s: %v, %v is not in %v", code, x, y, h)
	}
}

func TestAnchorsLieOnTheirLand(t *testing.T) {
	w := earth()
	seen := map[int32]bool{}
	for i := range w.parts {
		p := &w.parts[i]
		if seen[p.land] {
			continue
		}
		seen[p.land] = true // its largest part
		f := p.frame
		at := w.lands[p.land].at
		assert.True(t, at.x >= f.x0-1 && at.x <= f.x1+1 && at.y >= f.y0-1 && at.y <= f.y1+1, "shape %d: %v is not in %v", p.land, at, f)
	}
	assert.Len(t, seen, len(w.lands), "each land has a part")
}

// Equal Earth keeps areas, so those of countries can be looked up too.
func TestCountriesAreAsLargeAsTheyAre(t *testing.T) {
	w := earth()
	sum := map[int32]float64{}
	for i := range w.parts {
		sum[w.parts[i].land] += w.parts[i].area
	}
	for i := range w.lands { // what lies within was counted twice
		for _, e := range w.lands[i].enclaves {
			if within := sum[e]; within < sum[int32(i)]/10 && e != int32(i) && len(w.lands[i].enclaves) == 1 {
				sum[int32(i)] -= within
			}
		}
	}
	unit := float64(w.wide) / (2 * 2 * math.Sqrt(3) * math.Pi / (3 * a1))
	perUnit := 510.07e6 / (4 * math.Pi * unit * unit)
	for code, km2 := range map[string]float64{"TR": 783e3, "DE": 357e3, "BR": 8515e3, "RU": 17098e3, "PL": 312e3, "LS": 30.4e3, "ZA": 1221e3, "IS": 103e3, "LK": 65.6e3} {
		c, _ := country.Find(code)
		assert.InEpsilon(t, km2, sum[int32(c.Shape)]*perUnit, 0.04, code)
	}
}

// The longest straight line is the 49th parallel, 2,500 km; one across the cut would
// go from edge to edge.
func TestNoLineCrossesTheCut(t *testing.T) {
	w := earth()
	require.NotEmpty(t, w.borders)
	for i := range w.borders {
		s := w.borders[i].spots
		for k := 1; k < len(s); k++ {
			long := math.Hypot(float64(s[k].x-s[k-1].x), float64(s[k].y-s[k-1].y))
			assert.Less(t, long, float64(w.wide)/12, "line %d, spot %d", i, k)
		}
	}
	require.NotEmpty(t, w.lands)
	for i := range w.lands {
		h := w.lands[i].home
		assert.Less(t, float64(h.x1-h.x0), float64(w.wide)*0.45, "shape %d", i)
	}
}

// Neighbours have the same line between them, however few points it has left.
func TestNeighboursShareTheirLine(t *testing.T) {
	w := earth()
	fr, _ := country.Find("FR")
	de, _ := country.Find("DE")
	shared := 0
	for i := range w.borders {
		if l := w.borders[i].lands; l == [2]int32{int32(fr.Shape), int32(de.Shape)} || l == [2]int32{int32(de.Shape), int32(fr.Shape)} {
			shared += len(w.borders[i].spots)
		}
	}
	assert.Greater(t, shared, 20)
}

// However few points a line has left, none of those left out is farther from it than
// the limit.
func TestALineMovesNoFartherThanAsked(t *testing.T) {
	w := earth()
	require.NotEmpty(t, w.borders)
	for i := range w.borders {
		b := &w.borders[i]
		for limit := 1.0; limit < 1e6; limit *= 4 {
			last := 0
			for k := range b.spots {
				if b.weight[k] <= limit {
					continue
				}
				for j := last + 1; j < k; j++ {
					require.LessOrEqual(t, squaredDistance(b.spots[j], b.spots[last], b.spots[k]), limit, "line %d, spot %d", i, j)
				}
				last = k
			}
		}
	}
}

func pack(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	z.Write(b)
	z.Close()
	return out.Bytes()
}

func TestDamagedShapesAreAnError(t *testing.T) {
	whole := raw(t, packed)
	for name, b := range map[string][]byte{
		"nothing":     nil,
		"a text":      []byte("ATLAS"),
		"ends early":  whole[:len(whole)/2],
		"more":        append(bytes.Clone(whole), 0),
		"many lines":  append([]byte(magic), 0x80, 0x80, 1, 0x80, 0x80, 1, 0xff, 0xff, 0xff, 0x7f),
		"long number": append([]byte(magic), 0xff, 0xff, 0xff, 0xff, 0xff, 1),
		"no grid":     append([]byte(magic), 0, 0, 0, 0),
	} {
		_, err := unpack(pack(b))
		assert.Error(t, err, name)
	}
	_, err := unpack([]byte("not packed at all"))
	assert.Error(t, err)
	_, err = unpack(pack(make([]byte, mostBytes+1)))
	assert.ErrorContains(t, err, "more than", "it is not unpacked to the end")
}

// Whatever the bytes, unpacking ends, and what comes of it can be walked.
func FuzzUnpack(f *testing.F) {
	small := append([]byte(magic), 64, 64,
		1, 4, 2, 2, 8, 0, 0, 8, 7, 7, // one line round a square, closed
		1, 4, 4, 2, 2, 12, 12, 1, 2, 0)
	_, err := unpack(pack(small))
	require.NoError(f, err)
	small = small[len(magic):]
	f.Add(small)
	f.Add(small[:9])
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := unpack(pack(append([]byte(magic), b...)))
		if err != nil {
			return
		}
		for i := range w.parts {
			for _, s := range w.walk(nil, w.parts[i].refs, 1) {
				if !w.has(s) {
					t.Fatalf("%v leaves the grid", s)
				}
			}
		}
	})
}
