package analysis_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// ran makes all runs of a study and loads them.
func ran(t *testing.T, text string) *analysis.Data {
	t.Helper()
	p, err := study.NewPlan(filepath.Join(t.TempDir(), "study.yaml"), []byte(text))
	require.NoError(t, err)
	dir := t.TempDir()
	f, err := batch.Prepare(dir, p, []byte(text), files.NewStore(files.Disk{}), "0", "build")
	require.NoError(t, err)
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 2}})
	require.NoError(t, err)
	_, err = f.Merge(false)
	require.NoError(t, err)
	in, err := os.Open(filepath.Join(dir, "runs.parquet"))
	require.NoError(t, err)
	defer in.Close()
	st, err := in.Stat()
	require.NoError(t, err)
	r, err := results.NewReader(in, st.Size(), f.Table)
	require.NoError(t, err)
	defer r.Close()
	d, err := analysis.Load(p, r)
	require.NoError(t, err)
	return d
}

// spread is the variance of an option's differences from the first, within points, and
// of how many pairs it is.
func spread(d *analysis.Data, c *analysis.Column, option int) (variance float64, pairs int) {
	options := len(d.Plan.Options)
	freedom := 0
	for point := range d.Plan.Configs() / options {
		var diffs []float64
		sum := 0.0
		for rep := range d.Plan.Reps {
			first := rep*d.Plan.Configs() + point*options
			if c.States[first] == analysis.Has && c.States[first+option] == analysis.Has {
				diffs = append(diffs, c.Values[first+option]-c.Values[first])
				sum += diffs[len(diffs)-1]
			}
		}
		for _, x := range diffs {
			x -= sum / float64(len(diffs))
			variance += float64(x * x)
		}
		pairs, freedom = pairs+len(diffs), freedom+max(len(diffs)-1, 0)
	}
	return variance / float64(max(freedom, 1)), pairs
}

// Officers posted across the line, in twelve nations: runs that share their luck need
// many times fewer pairs for the same interval of a difference than runs that do not,
// measured by making both. At the depth long it is the study of the library, whole; the
// manual of studies has what it came to.
func TestPairsNeedFewerRuns(t *testing.T) {
	depth.NeedFull(t, "runs twelve nations 72 times")
	whole, err := scenarios.LibraryStudy("liaison-or-platform")
	require.NoError(t, err)
	text := strings.Replace(string(whole), "{n: 30}", fmt.Sprintf("{n: %d}", depth.Pick(0, 6, 30)), 1)
	text = strings.Replace(text, "n: 12,", fmt.Sprintf("n: %d,", depth.Pick(0, 3, 12)), 1)
	if depth.Now() < depth.Long {
		text = regexp.MustCompile(`(?m)^  - \{id: (platform|both),.*\n`).ReplaceAllString(text, "")
	}
	common := ran(t, text)
	alone := ran(t, strings.Replace(text, "{root: 42}", "{root: 42, scheme: independent}", 1))
	fewer := map[string]float64{}
	for o := 1; o < len(common.Plan.Options); o++ {
		for i := range common.Columns {
			paired, n := spread(common, &common.Columns[i], o)
			apart, m := spread(alone, &alone.Columns[i], o)
			name := string(common.Plan.Options[o].ID) + " " + common.Columns[i].Figure.ID
			if paired == 0 || n < 12 || m < 12 {
				continue
			}
			fewer[name] = apart / paired
			t.Logf("%s: %.1f times fewer, of %d pairs and %d", name, fewer[name], n, m)
		}
	}
	require.NotEmpty(t, fewer)
	require.Greater(t, fewer["liaison M3"], 3.0)
	require.Greater(t, fewer["liaison M13 idle"], 5.0)
}
