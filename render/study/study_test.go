package study_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/document"
	"entente/render/rendertest"
	page "entente/render/study"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim/files"
)

const asked = `
study: 1
name: three
title: Trust and patience among three nations
asks: Which of these matters most, and where does it succeed?
scenario: three-nations
replications: {n: 3, more: {measure: M15, within: 0.001, most: 4}}
options:
  - {id: none}
  - {id: trusting, set: {model.trust: 0.7}}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
  model.own_word: {from: 0.5, to: 0.95}
blocks:
  - {id: corners, design: factorial, levels: 2}
  - {id: spread, design: sobol, n: 16}
  - {id: indices, design: saltelli, n: 4}
  - {id: screen, design: morris, n: 4}
measures: [M1, M3, M13 idle, M15]
series: {every: 8h, measures: [M1, M13 idle]}
analysis: {success: "M13 idle < 0.3", bootstrap: 100}
`

// made is the study above, with the runs of its table.
var made = sync.OnceValues(func() (*page.Input, error) {
	dir, err := os.MkdirTemp("", "study")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	p, err := study.NewPlan(filepath.Join(dir, "study.yaml"), []byte(asked))
	if err != nil {
		return nil, err
	}
	f, err := batch.Prepare(filepath.Join(dir, "out"), p, []byte(asked), files.NewStore(files.Disk{}), "9.9", "build")
	if err != nil {
		return nil, err
	}
	if _, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{}); err != nil {
		return nil, err
	}
	if _, err := f.Merge(false); err != nil {
		return nil, err
	}
	read := func(name string, t *results.Table, use func(*results.Reader) error) error {
		text, err := os.ReadFile(filepath.Join(f.Path, name))
		if err != nil {
			return err
		}
		r, err := results.NewReader(bytes.NewReader(text), int64(len(text)), t)
		if err != nil {
			return err
		}
		defer r.Close()
		return use(r)
	}
	in := &page.Input{Terms: wording.HSEEP, Engine: "9.9", Digest: "d1ge57"}
	if err := read("runs.parquet", f.Table, func(r *results.Reader) (err error) {
		in.Data, err = analysis.Load(p, r)
		return err
	}); err != nil {
		return nil, err
	}
	in.Analysis = analysis.Of(in.Data)
	err = read("series.parquet", f.Series, func(r *results.Reader) (err error) {
		in.Courses, err = analysis.Courses(p, r)
		return err
	})
	return in, err
})

func build(t *testing.T) (*document.Document, string) {
	t.Helper()
	in, err := made()
	require.NoError(t, err)
	d := page.Build(in)
	var text bytes.Buffer
	require.NoError(t, document.HTML(&text, d))
	return d, text.String()
}

// The page of a study asks its question, has a figure of every sort, each with its
// numbers and nothing cut, fetches nothing, runs nothing, and comes out the same again.
func TestPageOfAStudy(t *testing.T) {
	d, text := build(t)
	kept := filepath.Join(depth.Kept(t), "study.html")
	require.NoError(t, os.WriteFile(kept, []byte(text), 0o600))
	sorts := map[string]int{}
	for _, f := range d.Figures() {
		sort, _, _ := strings.Cut(f.ID, "-")
		sorts[sort]++
		require.Empty(t, rendertest.Faults(f.Scene, true), f.ID)
		require.NotNil(t, f.Small, "%s has nothing for a small screen", f.ID)
		require.LessOrEqual(t, f.Small.W, 360.0, "%s on a screen of 400 pixels, less the margins", f.ID)
		require.Empty(t, rendertest.Faults(f.Small, false), f.ID)
		require.NotEmpty(t, f.Numbers.Rows, f.ID)
		require.NotEmpty(t, f.Scene.Says, f.ID)
		require.NotNil(t, f.Spec, f.ID)
		for _, row := range f.Numbers.Rows {
			require.Len(t, row, len(f.Numbers.Head), f.ID)
		}
	}
	for _, sort := range []string{"difference", "course", "compared", "sensitivity", "response", "tradeoff"} {
		require.Positive(t, sorts[sort], "no figure of %s", sort)
	}
	for _, words := range []string{
		"Which of these matters most, and where does it succeed?", "Each option less none, run by run with the same luck",
		"Sobol&#39; indices", "Elementary effects (Morris)", "Success is M13 idle &lt; 0.3", "Where nothing can be said",
		"M3 under none, indices: the result is the same in every run", "common random numbers", "d1ge57", "Not worked out", "Other measures: the study names 4 of", "Student&#39;s, over replications", "root of the seeds 1", "M15 decides how many replications there are",
	} {
		require.Contains(t, text, words)
	}
	require.Contains(t, text, "@media screen and (max-width:760px){.slight{display:block}")
	_, body, _ := strings.Cut(text, "</style>")
	for _, never := range []string{"NaN", "Inf", ">-0.00<"} {
		require.NotContains(t, body, never)
	}
	require.Empty(t, regexp.MustCompile(`(?i)<script|<link|<img|src="|@import`).FindString(text))
	_, again := build(t)
	require.Equal(t, text, again)
}

// A run that failed is named with its reason, and one that is missing is counted.
func TestPageNamesWhatIsLacking(t *testing.T) {
	in, err := made()
	require.NoError(t, err)
	lacks, data := *in, *in.Data
	data.Fails, data.Missing, data.Failed = 2, 1, []analysis.Failure{{Run: 77, Error: "more than 40 events"}}
	lacks.Data = &data
	var text bytes.Buffer
	require.NoError(t, document.HTML(&text, page.Build(&lacks)))
	for _, words := range []string{"What is lacking", "1 run missing, 2 runs failed", "more than 40 events", ">77<"} {
		require.Contains(t, text.String(), words)
	}
}

// A mean of those runs alone in which something came says so, and where it hardly ever
// came nothing is said of chance.
func TestMeansOfWhatCame(t *testing.T) {
	in, err := made()
	require.NoError(t, err)
	of := func(never int) string {
		some, all := *in, *in.Analysis
		m := all.Measures[2]
		m.Options, m.Noise = slices.Clone(m.Options), 0.5
		for i := range m.Options {
			m.Options[i].Runs, m.Options[i].Never = 10, never
		}
		all.Measures = []analysis.Measure{m}
		some.Analysis = &all
		var text bytes.Buffer
		require.NoError(t, document.HTML(&text, page.Build(&some)))
		return text.String()
	}
	require.NotContains(t, of(0), "Mean where it came")
	require.Contains(t, of(2), "Mean where it came")
	require.Contains(t, of(2), "50 % of the variance between points is chance")
	require.NotContains(t, of(9), "between points is chance")
}

// A measure that is the same in every run is told in a line, and not as a table of its
// own; one that some runs lack is not the same in every run.
func TestWhatNeverDiffersIsALine(t *testing.T) {
	in, err := made()
	require.NoError(t, err)
	of := func(absent int) string {
		some, all := *in, *in.Analysis
		m := all.Measures[0]
		m.Options = slices.Clone(m.Options)
		for i := range m.Options {
			x := &m.Options[i]
			x.Runs, x.Absent, x.Least, x.Most = 10, absent, 7200e3, 7200e3
		}
		all.Measures = []analysis.Measure{m}
		some.Analysis = &all
		var text bytes.Buffer
		require.NoError(t, document.HTML(&text, page.Build(&some)))
		return text.String()
	}
	require.Contains(t, of(0), "The same in every run")
	require.NotContains(t, of(2), "The same in every run")
}

// Vega-Lite, a program of other people, draws every figure's specification without a
// warning.
func TestVegaLiteDrawsEveryFigure(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("testdata/node/node_modules/vega-lite"); err != nil {
		depth.Missing(t, "vega-lite (`npm ci` in render/study/testdata/node)")
	}
	d, _ := build(t)
	var in bytes.Buffer
	for _, f := range d.Figures() {
		require.NoError(t, json.NewEncoder(&in).Encode(f.Spec), f.ID)
	}
	draw := exec.Command(node, "draw.mjs")
	draw.Dir, draw.Stdin = "testdata/node", &in
	said, err := draw.CombinedOutput()
	require.NoError(t, err, string(said))
	var marks []int
	require.NoError(t, json.Unmarshal(said, &marks), string(said))
	require.Len(t, marks, len(d.Figures()))
	for i, n := range marks {
		require.Greater(t, n, 2, d.Figures()[i].ID)
	}
}
