package study_test

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/formtest"
	"entente/scenarios/study"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// grammar is what the schema of studies is made of.
var grammar = formtest.Grammar{
	Root: reflect.TypeFor[study.Study](), File: "doc.go",
	Title: "Entente study", Says: "What is asked of many runs of a scenario. What paths reach, and what belongs together, is checked by: entente sweep plan",
	Special: map[string]any{
		"Seeds.scheme":         []string{"common", "independent"},
		"More.of":              []string{"means", "differences"},
		"Factor.scale":         []string{"linear", "log"},
		"Limits.on_error":      []string{"continue", "stop"},
		"Block.design":         []string{"factorial", "one-at-a-time", "zip", "table", "latin", "sobol", "saltelli", "morris"},
		"Study.study":          formtest.Object{"const": study.Version},
		"Study.measures":       listOf(measures()),
		"Series.measures":      listOf(measures()),
		"Analysis.sensitivity": listOf(measures()),
		"More.measure":         measures(),
	},
}

func listOf(words []string) formtest.Object {
	return formtest.Object{"type": "array", "items": formtest.Object{"enum": words}}
}

func measures() (ids []string) {
	for i := range measure.Catalogue {
		ids = append(ids, measure.Catalogue[i].ID)
	}
	return ids
}

// TestStudySchemaIsCurrent makes the schema of the types and compares it with the file
// that is embedded. -rewrite brings it up to date.
func TestStudySchemaIsCurrent(t *testing.T) {
	got, err := grammar.Schema()
	require.NoError(t, err)
	if *rewrite {
		require.NoError(t, os.WriteFile("schema.json", got, 0o644))
		return
	}
	require.Equal(t, string(study.Schema()), string(got), "the schema is out of date: go run ./cmd/dev schema")
}

// every is a study that uses every key, as JSON, which YAML reads too.
const every = `{
 "study": 1, "name": "trust-or-speed", "title": "Trust or speed", "asks": "What helps more?", "scenario": "three-nations", "until": "D+3",
 "seeds": {"root": 7, "scheme": "independent"},
 "replications": {"n": 12, "more": {"measure": "M10", "within": "5%", "of": "means", "batch": 4, "most": 40}},
 "set": {"model.trust": 0.5}, "patches": [],
 "options": [{"id": "none"}, {"id": "quick", "title": "A quicker channel", "set": {"channels.siena.latency": "30s"}, "patches": []}],
 "factors": {"relations.*.trust": {"title": "Trust", "from": 0.2, "to": 0.9, "scale": "linear"}, "channels.siena.latency": {"values": ["1m", "2h"], "weights": [3, 1]},
  "model.patience": {"draw": {"median": "2h", "p95": "1d"}}},
 "blocks": [{"id": "corners", "design": "factorial", "factors": ["relations.*.trust"], "levels": 2, "values": {"relations.*.trust": [0.3, 0.6]}},
  {"id": "spread", "design": "latin", "n": 4, "seed": 3}, {"id": "mine", "design": "table", "file": "mine.csv"},
  {"id": "indices", "design": "saltelli", "n": 2, "second": true, "groups": {"world": ["relations.*.trust", "model.patience"]}}],
 "measures": ["M10"], "series": {"every": "6h", "measures": ["M1"]}, "limits": {"max_events": 1000000, "on_error": "stop"},
 "analysis": {"level": 0.9, "baseline": "none", "sensitivity": ["M10"], "bootstrap": 200, "success": "M10 > 0"}
}`

// The schema and the reader agree: on a study with every key, on those of the library,
// and on each with one thing wrong.
func TestStudySchemaAgreesWithReader(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("../testdata/schema/node_modules/ajv"); err != nil {
		depth.Missing(t, "ajv (`npm ci` in scenarios/testdata/schema)")
	}
	texts, err := formtest.Bend(every, []string{"set", "factors", "groups", "values"}, // keys that are paths or names
		[]string{"study", "name", "scenario", "id", "design", "measure", "within", "most", "every"}, []string{"from", "to", "set.*"})
	require.NoError(t, err)
	require.Greater(t, len(texts), 100)
	texts["every"], texts["whole"] = every, wholeSeconds
	for _, name := range scenarios.Studies() {
		text, err := study.Text(name.Name)
		require.NoError(t, err)
		texts[name.Name] = string(text)
	}
	found, err := formtest.Judge(node, "../testdata/schema", "schema.json", texts)
	require.NoError(t, err)
	require.Len(t, found, len(texts))
	for name, errors := range found {
		_, err := study.Read(written(t, texts[name]))
		if !strings.HasPrefix(name, "wrong: ") {
			require.NoError(t, err, name)
			require.Empty(t, errors, name)
			continue
		}
		require.Error(t, err, "only the schema refuses %s: %v", name, errors)
		require.NotEmpty(t, errors, "only the reader refuses %s: %v", name, err)
	}
}
