package study_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/study"
	"entente/sim"
)

// keys are those of the grammar, of a type and all below it that are of this package.
func keys(t reflect.Type, into map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() != "entente/scenarios/study" {
		return
	}
	for i := range t.NumField() {
		into[t.Field(i).Tag.Get("yaml")] = true
		keys(t.Field(i).Type, into)
	}
}

// Every study in the manual can be planned, every key of the grammar and every design
// is in it.
func TestManualIsTrue(t *testing.T) {
	text, n := study.Manual(), 0
	for rest := text; ; n++ {
		_, after, more := strings.Cut(rest, "```yaml\n")
		if !more {
			break
		}
		piece, left, _ := strings.Cut(after, "```")
		rest = left
		_, err := study.Read(written(t, piece))
		require.NoError(t, err, piece)
	}
	require.Equal(t, 2, n)
	all := map[string]bool{}
	keys(reflect.TypeFor[study.Study](), all)
	require.Greater(t, len(all), 35)
	for key := range all {
		require.Regexp(t, "\\b"+key+"\\b", text, "a key that the manual does not name")
	}
	for _, d := range []string{"factorial", "one-at-a-time", "zip", "table", "latin", "sobol", "saltelli", "morris"} {
		require.Contains(t, text, "| `"+d+"` |")
	}
}

// A factor takes words and distributions as well as figures, whole numbers stay whole,
// and a design of another program comes in as a table.
func TestFactorsOfEverySort(t *testing.T) {
	p, err := study.Read(written(t, `
study: 1
name: sorts
scenario: three-nations
factors:
  channels.siena.latency: {values: [30s, {median: 2h, p95: 12h}]}
  model.patience: {draw: {median: 2h, p95: 12h}}
  relations.*.trust: {from: 0.2, to: 0.9}
blocks:
  - {id: mine, design: table, file: mine.csv}
  - {id: all, design: sobol, n: 4, factors: [channels.siena.latency, model.patience]}
  - {id: corners, design: factorial, factors: [channels.siena.latency, relations.*.trust], levels: 2}
`))
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range p.Configs() {
		c := p.Config(i)
		for _, s := range p.Settings(&c) {
			seen[s] = true
		}
		_, err := p.Scenario(&c)
		require.NoError(t, err)
	}
	require.Contains(t, seen, "channels.siena.latency={median: 2h, p95: 12h}")
	require.Contains(t, seen, "channels.siena.latency=30s")
	require.Contains(t, seen, "relations.*.trust=0.25")
	require.Contains(t, seen, "model.patience=2h", "the middle of what is drawn")
}

// A value of a preset is an axis like any other: whoever is like it has it at that point,
// but for what says otherwise itself.
func TestPresetsAreAnAxis(t *testing.T) {
	p, err := study.Read(written(t, `
study: 1
name: loads
scenario: zero-hour
factors:
  presets.desks.office.load: {from: 0.2, to: 0.8}
  presets.nations.ordered-state.policy.crisis: {values: [never, precedence >= FLASH]}
blocks:
  - {id: corners, design: factorial, levels: 2}
`))
	require.NoError(t, err)
	require.Equal(t, 4, p.Configs())
	gaps, orders := map[sim.Time]int{}, map[bool]int{}
	for i := range p.Configs() {
		c := p.Config(i)
		s, err := p.Scenario(&c)
		require.NoError(t, err)
		for k := range s.Spec.Agencies {
			if a := &s.Spec.Agencies[k]; s.Spec.Names.Text(a.Ref) == "dornmark.crisis" {
				gaps[s.Spec.Desks[a.Desk[model.Intake]].Gap.Mean()]++
				orders[a.Alerts]++
			}
		}
	}
	require.Len(t, gaps, 2, "the crisis centre is like an office")
	require.Equal(t, map[bool]int{true: 2, false: 2}, orders)

	p, err = study.Read(written(t, `
study: 1
name: every-load
scenario: zero-hour
factors: {presets.desks.*.load: {from: 0.2, to: 0.8}}
blocks: [{id: all, design: latin, n: 2}]
`))
	require.NoError(t, err)
	require.Greater(t, len(p.Columns[0].Targets), 3)

	_, err = study.Read(written(t, `
study: 1
name: slip
scenario: zero-hour
factors: {presets.desks.offise.load: {from: 0.2, to: 0.8}}
blocks: [{id: all, design: latin, n: 2}]
`))
	require.ErrorContains(t, err, "office")
}

// Every figure of attention, labels, connecting and habit that no source counts is a factor
// of the study that asks which of them matters. That of ROUTINE is what the others are
// measured by.
func TestWhatNobodyCountedIsSwept(t *testing.T) {
	p, err := study.Read("unknowns-of-attention")
	require.NoError(t, err)
	swept := map[string]bool{"model.attention.precedence.routine": true}
	for _, c := range p.Columns {
		swept[c.Path] = true
	}
	s, err := scenarios.Load("strait-region", scenarios.Options{})
	require.NoError(t, err)
	n := 0
	for _, x := range s.Spec.Params {
		for _, part := range []string{"attention", "labels", "connecting", "practice", "withhold"} {
			if x.Tag == "C" && (x.Path == "model."+part || strings.HasPrefix(x.Path, "model."+part+".")) {
				require.True(t, swept[x.Path], x.Path)
				n++
			}
		}
	}
	require.Greater(t, n, 20)
}
