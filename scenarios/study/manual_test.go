package study_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/study"
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
