package guide_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/document"
	"entente/render/guide"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/journal"
)

func written(t *testing.T, in *guide.Input) (page, sheet string) {
	t.Helper()
	var html, md bytes.Buffer
	d := guide.Build(in)
	require.NoError(t, document.HTML(&html, d))
	require.NoError(t, document.Markdown(&md, d))
	return html.String(), md.String()
}

var (
	recordNumbers = regexp.MustCompile(`Evidence: records? ([0-9, and]+)`)
	othersLeft    = regexp.MustCompile(` and [0-9]+ more`)
)

// The guide of every scenario of the library, in the words of every school: blank it
// has all objectives, tasks and expected actions and no box is ticked; filled in, its
// evidence are records that can be explained, and still the engine ticks nothing.
func TestGuidesOfTheLibrary(t *testing.T) {
	evidence := 0
	for _, entry := range scenarios.Library() {
		sc, err := scenarios.Load(entry.Name, scenarios.Options{})
		require.NoError(t, err)
		for _, terms := range wording.AllTerms {
			page, sheet := written(t, &guide.Input{Static: sc.Static, Terms: terms})
			require.Contains(t, sheet, "\n"+terms.Noun("guide")+"\n")
			for _, text := range []string{page, sheet} {
				require.NotContains(t, text, "%!")
				require.NotContains(t, text, "Indicative")
				require.NotContains(t, text, "checked")
				require.NotContains(t, text, "☒")
				for i := range sc.Static.Tasks {
					require.Contains(t, text, sc.Static.Tasks[i].ID)
				}
				require.Contains(t, text, sc.Static.Exercise)
			}
			choices := len(sc.Static.Tasks) + len(sc.Static.Objectives)
			require.Equal(t, choices, strings.Count(page, "<fieldset"), entry.Name)
			require.Equal(t, choices, strings.Count(sheet, "☐ N/R"), entry.Name)
			for i := range sc.Static.Entries {
				if e := &sc.Static.Entries[i]; e.Objective != "" && e.Type == "expected_action" {
					require.Contains(t, sheet, "| "+e.Number+" | "+strings.ReplaceAll(e.Who, "_", `\_`), entry.Name)
				}
			}
		}
		trace := measure.NewTrace(sc.Static)
		require.NoError(t, agents.New(sc.Spec, 1, trace).Run())
		_, sheet := written(t, &guide.Input{Static: sc.Static, Terms: wording.HSEEP, Played: &guide.Played{Trace: trace}})
		require.Equal(t, len(sc.Static.Tasks), strings.Count(sheet, "Indicative: "), entry.Name)
		require.NotContains(t, sheet, "☒")
		why, err := explain.New(trace.Lookup())
		require.NoError(t, err)
		for _, found := range recordNumbers.FindAllStringSubmatch(othersLeft.ReplaceAllString(sheet, ""), -1) {
			for _, word := range strings.FieldsFunc(strings.ReplaceAll(found[1], "and", ","), func(c rune) bool { return c == ',' || c == ' ' }) {
				n, err := strconv.Atoi(word)
				require.NoError(t, err)
				_, err = why.Record(journal.Num(n))
				require.NoError(t, err, "%s: record %d", entry.Name, n)
				evidence++
			}
		}
	}
	require.Greater(t, evidence, 50)
}

// An evaluator's rating is the box that is ticked, with the words beside it.
func TestAnEvaluatorTicksTheBox(t *testing.T) {
	sc, err := scenarios.Load("deportation-notice-2015", scenarios.Options{})
	require.NoError(t, err)
	trace := measure.NewTrace(sc.Static)
	require.NoError(t, agents.New(sc.Spec, 1, trace).Run())
	book := &notes.Book{Notes: []notes.Note{
		{Kind: notes.Rating, By: "R. Evaluator", Task: "CT-1.1", Rating: measure.Major, Text: "two of four"},
		{Kind: notes.Rating, By: "R. Evaluator", Objective: "OBJ-2", Rating: measure.Performed},
	}}
	page, sheet := written(t, &guide.Input{Static: sc.Static, Terms: wording.HSEEP, Played: &guide.Played{Trace: trace, Notes: book}})
	require.Contains(t, sheet, "☐ S ☒ M ☐ U")
	require.Contains(t, sheet, "☒ P ☐ S")
	require.Equal(t, 2, strings.Count(sheet, "☒"))
	require.Contains(t, sheet, "| R. Evaluator | **M** | two of four |")
	require.Contains(t, page, `<input type="radio" name="field1" checked>M</label>`)
	require.Contains(t, sheet, fmt.Sprintf("Indicative: %s.", measure.Unable), "what the run came to stands beside it")
}
