package analysis_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
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

// fewer is how many times fewer runs tell an option's difference from the first, when runs
// share their luck: the variance that independent runs have over that of pairs at the same
// points, by option and measure, for those with pairs enough. Both are made.
func fewer(t *testing.T, text string) (list []string, by map[string]float64) {
	common := ran(t, text)
	alone := ran(t, strings.Replace(text, "{root: 42}", "{root: 42, scheme: independent}", 1))
	require.Equal(t, "independent", string(alone.Plan.Study.Seeds.Scheme))
	by = map[string]float64{}
	for o := 1; o < len(common.Plan.Options); o++ {
		for i := range common.Columns {
			paired, n := spread(common, &common.Columns[i], o)
			apart, m := spread(alone, &alone.Columns[i], o)
			if paired == 0 || n < 12 || m < 12 {
				continue
			}
			option, figure := common.Plan.Options[o].ID, common.Columns[i].Figure.ID
			by[option+" "+figure] = apart / paired
			list = append(list, fmt.Sprintf("%s | %s | %s | %.1f | %d | %d", common.Plan.Study.Name, option, figure, apart/paired, n, m))
		}
	}
	return list, by
}

// shorter is a study of the library with other replications, points and without some of its
// options.
func shorter(t *testing.T, name string, reps, points int, without string) string {
	whole, err := scenarios.LibraryStudy(name)
	require.NoError(t, err)
	text := regexp.MustCompile(`replications: \{n: \d+\}`).ReplaceAllString(string(whole), fmt.Sprintf("replications: {n: %d}", reps))
	text = strings.Replace(text, "n: 12,", fmt.Sprintf("n: %d,", points), 1)
	if without == "" {
		return text
	}
	return regexp.MustCompile(`(?m)^  - \{id: (`+without+`),.*\n`).ReplaceAllString(text, "")
}

// Officers posted across the line, in twelve nations: runs that share their luck need
// many times fewer pairs for the same interval of a difference than runs that do not,
// measured by making both.
func TestPairsNeedFewerRuns(t *testing.T) {
	depth.NeedFull(t, "runs twelve nations 72 times")
	list, by := fewer(t, shorter(t, "liaison-or-platform", 6, 3, "platform|both"))
	t.Log(strings.Join(list, "\n"))
	require.Greater(t, by["liaison M3"], 1.5)
	require.Greater(t, by["liaison M13 idle"], 5.0)
}

var rewrite = flag.Bool("rewrite", false, "measure anew how many fewer runs pairs need, at the depth long")

const pairsHead = `# How many times fewer runs tell what an option changes when runs share their luck: the
# variance of differences between independent runs over that between pairs at the same
# points, both made, of the studies of the library with ten replications and without the
# option that is both. Made in some two minutes of one core by
# ENTENTE_DEPTH=long go test ./scenarios/analysis -run PairsAsMeasured -rewrite
#
# study | option | measure | times fewer | pairs | independent
`

// What the manual says of pairs was measured, and says with which engine; at the depth
// long it is measured again with this one.
func TestPairsAsMeasured(t *testing.T) {
	name := filepath.Join("testdata", "pairs.txt")
	if depth.Now() >= depth.Long {
		text := pairsHead + "# engine " + agents.Version + "\n\n"
		for _, s := range []string{"liaison-or-platform", "consent-under-tension"} {
			list, _ := fewer(t, shorter(t, s, 10, 12, "both"))
			text += strings.Join(list, "\n") + "\n"
		}
		if *rewrite {
			require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
		}
		kept, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(kept), text)
	}
	kept, err := os.ReadFile(name)
	require.NoError(t, err)
	engine := regexp.MustCompile(`(?m)^# engine (\S+)$`).FindSubmatch(kept)
	require.NotNil(t, engine)
	_, told, there := strings.Cut(study.Manual(), "**Pairs.**")
	require.True(t, there)
	require.Contains(t, told, "engine "+string(engine[1]))
	told, _, _ = strings.Cut(told, "\n**")
	rows := regexp.MustCompile(`(?m)^\| (\S+) \| ([^|]+) \| ([\d.]+) \|$`).FindAllStringSubmatch(told, -1)
	require.GreaterOrEqual(t, len(rows), 6)
	for _, r := range rows {
		require.Regexp(t, `(?m)^\S+ \| `+r[1]+` \| `+r[2]+` \| `+regexp.QuoteMeta(r[3])+` \|`, string(kept))
	}
}
