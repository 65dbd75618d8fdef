package casebook_test

import (
	"flag"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/scenarios/casebook"
	"entente/scenarios/formtest"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// sign is what an expectation takes.
var sign = formtest.Object{"type": "object", "additionalProperties": formtest.Object{"enum": []string{"sooner", "same", "later"}}}

// grammar is what the schema of cases is made of.
var grammar = formtest.Grammar{
	Root: reflect.TypeFor[casebook.Case](), File: "doc.go",
	Title: "Entente case", Says: "A documented case that the engine is held against. What names refer to is checked by: entente validate",
	Special: map[string]any{
		"Case.case":        formtest.Object{"const": casebook.Version},
		"Row.role":         []string{"predictive", "fitted"},
		"Row.documented":   formtest.Object{"type": "string", "pattern": `^(never|(at least )?([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+( to ([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+)?)$`},
		"Event.kind":       kinds(),
		"Event.reason":     journal.ReasonTexts()[1:],
		"Event.step":       journal.TStep.Texts()[1:],
		"Event.cause":      journal.CauseTexts()[1:],
		"Remedy.deadlines": sign, "Remedy.motions": sign, "Remedy.rows": sign,
	},
}

func kinds() (list []string) {
	for k := journal.NoKind + 1; k.Exists(); k++ {
		list = append(list, k.String())
	}
	return list
}

// TestCaseSchemaIsCurrent makes the schema of the types and compares it with the file that
// is embedded. -rewrite brings it up to date.
func TestCaseSchemaIsCurrent(t *testing.T) {
	got, err := grammar.Schema()
	require.NoError(t, err)
	if *rewrite {
		require.NoError(t, os.WriteFile("schema.json", got, 0o644))
		return
	}
	require.Equal(t, string(casebook.Schema()), string(got), "the schema is out of date: go run ./cmd/dev schema")
}

// every is a case that uses every key, as JSON, which YAML reads too.
const every = `{
 "case": 1, "name": "mine", "title": "Mine", "says": "From a report.", "scenario": "two-nations", "set": {"model.trust": 0.5}, "patches": [], "anchor": "V99",
 "fitted": [{"path": "model.trust", "rows": ["R2"], "says": "taken from it"}],
 "rows": [
  {"id": "R1", "says": "seen to read", "from": {"kind": "collected", "by": "arvonia.police", "fact": "main.f1"},
   "to": {"kind": "held", "by": "belmora.spoc", "storyline": "main", "where": {"understood": true}, "after": true}, "documented": "6h to 9h", "source": "page 41", "tag": "S", "role": "predictive", "note": "so it says", "may_not_end": "it is refused"},
  {"id": "R2", "says": "sent to refused", "from": {"kind": "sent", "by": "arvonia.police", "nth": 2},
   "to": {"kind": "ended", "reason": "RULE_BLOCKS", "rule": "arvonia.warnings-need-a-prosecutor", "step": "LAW", "cause": "RULE"}, "documented": "never", "source": "page 42", "tag": "K"},
  {"id": "R3", "says": "a stage", "from": {"kind": "startex"}, "to": {"kind": "stage", "by": "main", "at": "until"}, "documented": "at least 2d", "source": "page 43", "tag": "C"}],
 "labels": [{"id": "L1", "says": "late", "shows": {"kind": "deadline"}, "at_least": 0.6, "source": "page 60"}, {"id": "L2", "says": "shed", "shows": {"kind": "overload"}, "at_most": 0.1, "source": "page 61"}],
 "remedies": [{"id": "trust", "says": "more trust", "set": {"model.trust": 0.9}, "patches": [], "deadlines": {"main.1": "sooner"}, "motions": {}, "rows": {"R1": "same"}}],
 "controls": [{"id": "C1", "says": "still late", "deadline": "main.1", "closed": 0.9}, {"id": "C2", "says": "still slow", "row": "R1", "within": "1h"}]
}`

// The schema and the reader agree: on a case with every key, on those of the library, and
// on each with one thing wrong in its form.
func TestCaseSchemaAgreesWithReader(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("../testdata/schema/node_modules/ajv"); err != nil {
		depth.Missing(t, "ajv (`npm ci` in scenarios/testdata/schema)")
	}
	texts, err := formtest.Bend(every, []string{"set", "where", "deadlines", "motions", "rows"}, // keys that are paths or names
		[]string{"case", "name", "title", "scenario", "id", "kind", "documented", "source", "tag", "path", "shows"}, []string{"set.*", "where.*"})
	require.NoError(t, err)
	require.Greater(t, len(texts), 150)
	texts["every"] = every
	for _, c := range slices.Concat(scenarios.Cases(), scenarios.Unseen()) {
		text, err := casebook.Text(c.Name)
		require.NoError(t, err)
		texts[c.Name] = string(text)
	}
	found, err := formtest.Judge(node, "../testdata/schema", "schema.json", texts)
	require.NoError(t, err)
	require.Len(t, found, len(texts))
	for i, name := range slices.Sorted(maps.Keys(found)) {
		errors := found[name]
		if !strings.HasPrefix(name, "wrong: ") {
			require.Empty(t, errors, name)
			continue
		}
		if i%depth.Pick(5, 3, 1) != 0 {
			continue // one case is like the next, and each reads a scenario
		}
		_, err := casebook.NewPlan(name+".yaml", []byte(texts[name]), casebook.Options{})
		require.Error(t, err, "only the schema refuses %s: %v", name, errors)
		require.NotEmpty(t, errors, "only the reader refuses %s: %v", name, err)
	}
}
