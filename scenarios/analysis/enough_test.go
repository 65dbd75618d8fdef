package analysis_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim"
	"entente/sim/files"
)

const grows = `
study: 1
name: grows
scenario: three-nations
until: D+3
replications: {n: 2, more: {measure: M7, within: 0.4, most: 9}}
options:
  - {id: none}
  - {id: quick, set: {channels.siena.latency: 30s}}
`

// until makes batches until there is enough, each by so many shares.
func until(t *testing.T, text string, shares int) (known []*analysis.Known, digest string) {
	dir := t.TempDir()
	store := files.NewStore(files.Disk{})
	for {
		p, err := study.NewPlan(filepath.Join(t.TempDir(), "study.yaml"), []byte(text))
		require.NoError(t, err)
		f, err := batch.Prepare(dir, p, []byte(text), store, "0", "build")
		require.NoError(t, err)
		for i := range shares {
			_, err := f.RunShard(context.Background(), batch.Share{Index: shares - 1 - i, Of: shares}, batch.Pace{})
			require.NoError(t, err)
		}
		m, err := f.Merge(false)
		require.NoError(t, err)
		in, err := os.Open(filepath.Join(dir, "runs.parquet"))
		require.NoError(t, err)
		st, err := in.Stat()
		require.NoError(t, err)
		r, err := results.NewReader(in, st.Size(), f.Table)
		require.NoError(t, err)
		d, err := analysis.Load(p, r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		require.NoError(t, in.Close())
		k := analysis.Enough(d)
		if known = append(known, k); k.Next == 0 {
			return known, m.Digest
		}
		require.NoError(t, f.Grow(k.Next))
	}
}

// When there is enough is decided on whole batches, so it is the same however they were
// made, and what comes out is what a study of so many replications has.
func TestEnoughIsDecidedOnWholeBatches(t *testing.T) {
	known, digest := until(t, grows, 1)
	spread, same := until(t, grows, 5)
	require.Equal(t, known, spread)
	require.Equal(t, digest, same)
	last := known[len(known)-1]
	require.True(t, last.Enough)
	require.LessOrEqual(t, last.Widest.Half(), 0.4)
	require.Greater(t, len(known), 1)
	require.True(t, known[0].Alike, "two runs that came to the same prove nothing")
	for _, k := range known[:len(known)-1] {
		require.False(t, k.Enough)
		require.Equal(t, k.Widest.Groups+2, k.Next)
	}

	few, _ := until(t, strings.Replace(grows, "within: 0.4, most: 9", "within: 1%, most: 5, batch: 2", 1), 2)
	require.Equal(t, []int{4, 5, 0}, []int{few[0].Next, few[1].Next, few[2].Next}, "the last batch goes to the most")
	require.False(t, few[2].Enough)

	pairs, _ := until(t, strings.Replace(grows, "within: 0.4", "within: 0.4, of: differences", 1), 1)
	require.Equal(t, "quick", pairs[0].Option, "the baseline differs in nothing from itself")
}

// What it costs to look at every batch: intervals of studies that stopped when theirs was
// narrow enough miss the truth more often than one in twenty, and their means lean, since
// a batch of runs that happen to lie close together is the more likely to be the last. What
// is measured here at depth long stands in the manual.
func TestStoppingWhenEnoughIsKnownCostsLittle(t *testing.T) {
	p, err := study.NewPlan("study.yaml", []byte("study: 1\nname: s\nscenario: three-nations\nreplications: {n: 10, more: {measure: M7, within: 0.2, most: 400}}\noptions: [{id: none}]\n"))
	require.NoError(t, err)
	first := p.Reps
	times := depth.Pick(200, 400, 4_000)
	for _, x := range []struct {
		name        string
		draw        func(u float64) float64 // a number of mean 1
		within      float64                 // in standard deviations
		covers      float64
		least, most float64 // the lean of the mean, in parts of within
	}{
		{"bell", func(u float64) float64 { return 1 + sim.NormInv(u) }, 0.2, 0.94, -0.05, 0.05},
		{"bell, few", func(u float64) float64 { return 1 + sim.NormInv(u) }, 0.5, 0.93, -0.05, 0.05},
		{"skewed", func(u float64) float64 { return -math.Log(1 - u) }, 0.2, 0.89, -0.2, -0.05},
		{"skewed, few", func(u float64) float64 { return -math.Log(1 - u) }, 0.5, 0.88, -0.2, -0.05},
		{"one in ten", func(u float64) float64 { return 1 + (map[bool]float64{true: 9}[u < 0.1]-0.9)/2.7 }, 0.2, 0.85, -0.25, -0.05},
	} {
		covered, lean, runs := 0, 0.0, 0
		for n := range times {
			p.Reps, p.Enough.Within = first, x.within
			d := &analysis.Data{Plan: p, Columns: []analysis.Column{{Figure: p.Enough.Figure}}}
			c := &d.Columns[0]
			for {
				for i := len(c.Values); i < p.Runs(); i++ {
					u := float64(sim.Uniform(uint64(n), sim.Name("stops"), sim.Name(x.name).Nth(uint64(i)))>>11) / (1 << 53)
					c.Values, c.States = append(c.Values, x.draw(u)), append(c.States, analysis.Has)
				}
				k := analysis.Enough(d)
				if k.Next > 0 {
					p.Reps = k.Next
					continue
				}
				require.True(t, k.Enough, x.name)
				runs += p.Reps
				lean += (k.Widest.Value - 1) / x.within
				if k.Widest.Low <= 1 && 1 <= k.Widest.High {
					covered++
				}
				break
			}
		}
		share, mean := float64(covered)/float64(times), lean/float64(times)
		t.Logf("%-12s within %.1f: %5.1f runs, covers %.3f, leans by %+.3f of what was asked", x.name, x.within, float64(runs)/float64(times), share, mean)
		stray := 3 * math.Sqrt(0.25/float64(times))
		require.Greater(t, share, x.covers-stray/2, x.name)
		require.Less(t, share, 0.975, x.name)
		require.True(t, mean > x.least-stray && mean < x.most+stray, "%s leans by %.3f", x.name, mean)
	}
}
