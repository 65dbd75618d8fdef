package reference_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/reference"
	"entente/sim/journal"
)

// TestReferenceIsWhole: the manual's reference has a chapter for all that can be written
// or read, and in it every word of the program's own tables.
func TestReferenceIsWhole(t *testing.T) {
	own := reference.Commands{
		ExitCodes: []reference.ExitCode{{Code: 7, Says: "It rained."}}, Letters: "free as the wind",
		Shapes: []reference.Shape{{Name: "thing", Says: "what comes of it", Printers: "entente thing --json",
			Schema: []byte(`{"$ref": "#/$defs/thing", "$defs": {"thing": {"properties": {"name": {"description": "what it is called"}}}}}`)}},
	}
	text := map[string]string{}
	for i, c := range reference.Manual(own) {
		require.Equal(t, i+1, c.Number)
		text[strings.TrimPrefix(c.Title, "Reference: ")] = "\n" + c.Text + "\n"
	}
	in := func(chapter string, words ...string) {
		require.NotEmpty(t, text[chapter], chapter)
		for _, w := range words {
			if w != "" {
				require.Contains(t, text[chapter], "\n"+w, "%s: nothing on %s", chapter, w)
			}
		}
	}
	in("patches", append(scenarios.PatchNames(), "set", "add", "remove")...)
	for _, w := range scenarios.PredicateNames() {
		in("predicates", w.Name)
	}
	for _, w := range scenarios.ConditionVerbs() {
		in("conditions of the events list", w.Form)
	}
	for i := range measure.Catalogue {
		in("measures", measure.Catalogue[i].ID+"  ("+measure.Catalogue[i].Key())
	}
	for _, r := range measure.Ratings {
		in("ratings", string(r))
	}
	in("outcomes", journal.TOutcome.Texts()...)
	in("steps and causes", append(journal.TStep.Texts(), journal.CauseTexts()...)...)
	for _, w := range wording.Reasons() {
		in("reasons", w.Word+"  ("+string(w.Family)+")\n    "+w.Says+"\n    Against it: "+w.Remedy)
	}
	require.Regexp(t, `(?m)^CLASS_TOO_HIGH .*\n.*\n.*\n    Reforms: .*writing-for-release|^CLASS_TOO_HIGH .*\n.*\n.*\n    Reforms: \w+`, text["reasons"])
	require.Contains(t, text["the shape of every --json"], "What a seed changes: ")
	in("levels", journal.TGrade.Texts()...)
	in("the shape of every --json", "thing: what comes of it\n    entente thing --json\n    name: what it is called\n")
	require.Contains(t, text["licences"], "free as the wind")
	in("exit codes", "7\n    It rained.")
}

// TestPatchOfTheManualRuns: the patch that the manual shows fits a scenario.
func TestPatchOfTheManualRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "slow-link.yaml")
	require.NoError(t, os.WriteFile(file, []byte(reference.PatchExample), 0o644))
	_, err := scenarios.Load("two-nations", scenarios.Options{Patches: []string{file}})
	require.NoError(t, err)
}
