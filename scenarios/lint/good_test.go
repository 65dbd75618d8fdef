package lint

import (
	"os"
	"strings"
	"testing"

	"entente/scenarios"

	"github.com/stretchr/testify/require"
)

// change is a good scenario with something changed, and what is then noted: the
// notes without their places, one a line. Nothing is noted of a near miss.
type change struct {
	says  string
	edits []string // what stands there, what is to stand there, and so on
	notes string
}

// TestGoodScenario: what the changes start from has nothing to note.
func TestGoodScenario(t *testing.T) {
	require.Empty(t, notesOf(t, goodScenario(t)))
}

func goodScenario(t *testing.T) string {
	data, err := os.ReadFile("testdata/good.yaml")
	require.NoError(t, err)
	return string(data)
}

// tryAll makes each change by itself.
func tryAll(t *testing.T, all []change) {
	good := goodScenario(t)
	for _, c := range all {
		t.Run(c.says, func(t *testing.T) {
			text := good
			for i := 0; i < len(c.edits); i += 2 {
				require.Equal(t, 1, strings.Count(text, c.edits[i]), c.edits[i])
				text = strings.Replace(text, c.edits[i], c.edits[i+1], 1)
			}
			require.ElementsMatch(t, strings.Split(c.notes, "\n"), strings.Split(notesOf(t, text), "\n"))
		})
	}
}

// notesOf loads a scenario and gives its notes, each with a place in the file.
func notesOf(t *testing.T, text string) string {
	s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(text)}}, scenarios.Options{})
	require.NoError(t, err)
	var out []string
	for _, n := range Look(s).Notes {
		require.Equal(t, "test.yaml", n.File, n)
		n.File = ""
		_, rest, _ := strings.Cut(n.String(), " ")
		out = append(out, rest)
	}
	return strings.Join(out, "\n")
}

// loaded is a scenario written in a test.
func loaded(t require.TestingT, text string, set ...string) *scenarios.Scenario {
	s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(text)}}, scenarios.Options{Set: set})
	require.NoError(t, err)
	return s
}

// The library has no notes: a note that is wrong of a good scenario is a fault of its
// rule.
func TestLibraryHasNoNotes(t *testing.T) {
	require.NotEmpty(t, scenarios.Library())
	for _, e := range scenarios.Library() {
		s, err := scenarios.Load(e.Name, scenarios.Options{})
		require.NoError(t, err)
		require.Empty(t, Look(s).Notes, e.Name)
	}
}
