package analysis_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim"
)

const asked = `
study: 1
name: planted
scenario: three-nations
replications: {n: 40}
options:
  - {id: none}
  - {id: quick, set: {channels.siena.latency: 30s}}
factors:
  relations.*.trust: {from: 0, to: 1}
  relations.*.tension: {from: 0, to: 1}
blocks:
  - {id: spread, design: sobol, n: 64}
  - {id: indices, design: saltelli, n: 64}
  - {id: screen, design: morris, n: 8}
measures: [M1, M3]
analysis: {success: "M3 > 0.5", bootstrap: 100}
`

// planted is a table in which M3 is trust, 0.1 more under the second option, and some
// noise; M1 never came in every fifth run, and one run failed.
func planted(t *testing.T) *analysis.Data { return plantedFor(t, asked) }

func plantedFor(t *testing.T, asked string) *analysis.Data {
	p, err := study.NewPlan("study.yaml", []byte(asked))
	require.NoError(t, err)
	table := batch.Runs(p)
	var b bytes.Buffer
	w, err := results.NewWriter(&b, table)
	require.NoError(t, err)
	place := func(name string) int {
		i := table.Find(name)
		require.GreaterOrEqual(t, i, 0, name)
		return i
	}
	for i := range p.Runs() {
		run := p.Run(i)
		c := p.Config(run.Config)
		row := make(results.Row, len(table.Columns))
		for k, col := range table.Columns {
			if !col.Optional {
				row[k] = results.Cell{Has: true, S: "x"}
			}
		}
		row[0], row[place("status")] = results.Int(int64(i)), results.String("ok")
		if i == 77 {
			row[place("status")], row[place("error")] = results.String("failed"), results.String("it broke")
		} else {
			var trust float64
			for k, col := range p.Columns {
				if col.Path == "relations.*.trust" {
					_, err := fmt.Sscan(c.Values[k], &trust)
					require.NoError(t, err)
				}
			}
			luck := float64(sim.Uniform(9, sim.Name("luck"), sim.Name("rep").Nth(uint64(run.Rep)))>>11) / (1 << 53)
			v := trust + 0.1*float64(c.Option) + 0.02*(luck-0.5)
			row[place("M3")], row[place("M3_status")] = results.Float(v), results.String("ok")
			if row[place("M1_ms_status")] = results.String("never"); i%5 != 0 {
				row[place("M1_ms")], row[place("M1_ms_status")] = results.Float(float64(i)), results.String("ok")
			}
		}
		require.NoError(t, w.Write(row))
	}
	require.NoError(t, w.Close())
	r, err := results.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()), table)
	require.NoError(t, err)
	d, err := analysis.Load(p, r)
	require.NoError(t, err)
	return d
}

// A factorial block of one factor shows the mean at each of its levels.
func TestOneFactorIsToldByItsLevels(t *testing.T) {
	a := analysis.Of(plantedFor(t, `
study: 1
name: one-factor
scenario: three-nations
replications: {n: 4}
options: [{id: none}]
factors: {relations.*.trust: {values: [0.2, 0.5, 0.8]}}
blocks: [{id: all, design: factorial}]
measures: [M3]
`))
	require.Len(t, a.Blocks, 1)
	require.Len(t, a.Blocks[0].Responses, 1)
	r := &a.Blocks[0].Responses[0]
	require.Nil(t, r.B)
	require.Equal(t, [2][]string{{"0.2", "0.5", "0.8"}, {"mean"}}, r.Levels)
	for i, want := range []float64{0.2, 0.5, 0.8} {
		require.InDelta(t, want, r.Means[i][0], 0.011)
	}
	require.Equal(t, "relations.*.trust", r.By())
	require.True(t, r.Differs())
}

// What an analysis says of itself follows from the study: the luck of its runs, the rounds
// of its bootstraps, and what it has no number of.
func TestMethodSaysWhatIsLeft(t *testing.T) {
	m := planted(t).Method()
	require.False(t, m.Independent)
	require.Equal(t, 100, m.Rounds)
	require.Len(t, m.Intervals, 3)
	require.Equal(t, []string{
		fmt.Sprintf("Other measures: the study names 2 of %d; the tables have all", len(measure.Catalogue)),
		"Runs that are not there: 0 missing, 1 failed; no number is of them",
		"Measures over time: the study keeps no series",
	}, m.Left)

	p, err := study.NewPlan("bare.yaml", []byte("study: 1\nname: bare\nscenario: two-nations\nseeds: {scheme: independent}\nreplications: {n: 1}\n"))
	require.NoError(t, err)
	m = (&analysis.Data{Plan: p}).Method()
	require.True(t, m.Independent)
	require.Equal(t, 1000, m.Rounds)
	left := strings.Join(m.Left, "\n")
	for _, what := range []string{"Intervals over replications: there is one", "Differences: there is one option", "Which factors matter: no block", "Where runs succeed: the study does not say"} {
		require.Contains(t, left, what)
	}
}

func TestAnalysisFindsWhatWasPlanted(t *testing.T) {
	d := planted(t)
	require.Equal(t, []analysis.Failure{{Run: 77, Error: "it broke"}}, d.Failed)
	require.Zero(t, d.Missing)
	a := analysis.Of(d)
	require.Len(t, a.Measures, 2)
	m3, m1 := a.Measures[1], a.Measures[0]
	require.Equal(t, "M3", m3.Figure.ID)

	less := m3.Options[1].Less
	require.InDelta(t, 0.1, less.Value, 1e-4)
	require.InDelta(t, 0.1, less.Low, 1e-4, "pairs share their luck, so their difference has none")
	require.Equal(t, 1, less.Lost, "the pair of the run that failed")
	require.InDelta(t, 0.5, m3.Options[0].Median.Value, 0.05)
	require.Less(t, m3.Noise, 0.01)

	require.Equal(t, 1, m1.Options[0].Absent+m1.Options[1].Absent)
	require.InDelta(t, 0.2, float64(m1.Options[0].Never)/float64(m1.Options[0].Runs), 0.01)
	require.True(t, math.IsInf(m1.Options[0].High.Value, 1), "what never came ranks beyond all that did")
	require.False(t, math.IsInf(m1.Options[0].Median.Value, 0))

	blocks := map[string]analysis.Block{}
	for _, b := range a.Blocks {
		blocks[b.ID] = b
	}
	one := func(id string) *analysis.Sensitivity {
		for i := range blocks[id].Options {
			if s := &blocks[id].Options[i]; s.Figure.ID == "M3" && s.Option == "none" {
				return s
			}
		}
		t.Fatalf("block %s says nothing of M3", id)
		return nil
	}
	tension, trust := 0, 1 // in the order of paths
	x := one("indices").Indices
	require.Greater(t, x.First[trust].Value, 0.95)
	require.InDelta(t, 0, x.Total[tension].Value, 0.02)
	e := one("screen").Effects
	require.InDelta(t, 1, e.MuStar[trust].Value, 0.01)
	require.InDelta(t, 0, e.MuStar[tension].Value, 0.01)
	best := one("spread").Best
	require.NotNil(t, best)
	require.InDelta(t, 0.5, best.Low[trust], 0.05)
	require.False(t, best.Bound(tension))
	require.Equal(t, 1.0, best.Density)
}
