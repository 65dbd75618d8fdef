package notes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/replay/measure"
	"entente/replay/notes"
	"entente/sim"
)

// A note that is taken back or said anew counts no more, wherever notes are asked for;
// its line stays.
func TestNotesAreRevisedAndKept(t *testing.T) {
	one := notes.Note{Kind: notes.Observation, At: int64(sim.Hour), By: "A", Text: "they rnag", Tag: notes.Sustain, Entry: "5.10"}
	better := one.Correct("B", "they rang", notes.Improve)
	best := better.Correct("", "they rang twice", notes.Improve)
	mark := notes.Note{Kind: notes.Bookmark, At: 5}
	rating := notes.Note{Kind: notes.Rating, Task: "CT-1.1", By: "A", Rating: measure.Major}
	all := []notes.Note{one, mark, rating, better, mark.Withdraw("A", "too early"), best, rating.Withdraw("A", "")}
	lines := []string{first}
	for i := range all {
		lines = append(lines, strings.TrimSpace(string(all[i].Line())))
	}
	b, err := read(t, lines...)
	require.NoError(t, err)
	require.Equal(t, all, b.Notes, "nothing is lost")
	require.Equal(t, []notes.Note{best}, b.Standing())
	require.Equal(t, []notes.Note{best}, b.Of(func(*notes.Note) bool { return true }))
	require.Equal(t, "B", best.By, "who corrected it last said so")
	require.Equal(t, "5.10", best.Entry, "what it is tied to stays")
	require.Equal(t, []notes.Note{better, one}, b.History(&best))
	require.Nil(t, b.Find(one.Number()))
	require.Equal(t, &best, b.Find(best.Number()))
	require.Nil(t, b.Objective("CT-1.1").Note)

	b.Notes = append(b.Notes, mark)
	require.Equal(t, []notes.Note{best, mark}, b.Standing(), "what was taken back can be noted again")
	require.Nil(t, (*notes.Book)(nil).Standing())
}

// What names no earlier note, or is of no use, is a fault with its line.
func TestFaultsOfRevisions(t *testing.T) {
	later := notes.Note{Kind: notes.Bookmark, At: 7}
	_, err := read(t, first, `{"kind":"withdrawal","at_ms":0,"of":"`+later.ID()+`"}`, `{"kind":"withdrawal","at_ms":0}`, `{"kind":"bookmark","at_ms":0,"of":"xyz"}`,
		`{"kind":"note","at_ms":0,"text":"x","tag":"good"}`, `{"kind":"bookmark","at_ms":0,"tag":"sustain"}`, strings.TrimSpace(string(later.Line())))
	for _, want := range []string{
		":2: no line before it is the note " + later.ID(), ":3: a withdrawal says of which note it is", `:4: "xyz" is no number of a note: sixteen hex digits`,
		`:5: tag "good" is none of sustain, improve, important`, ":6: a bookmark has no tag",
	} {
		require.ErrorContains(t, err, want)
	}
}

// Standing notes asked for after each line are those that come of all lines at once.
func TestStandingGrowsWithTheBook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grown := &notes.Book{}
		for range rapid.IntRange(1, 12).Draw(t, "lines") {
			n := notes.Note{Kind: notes.Bookmark, At: rapid.Int64Range(0, 3).Draw(t, "at")}
			if list := grown.Standing(); len(list) > 0 && rapid.Bool().Draw(t, "revise") {
				was := list[rapid.IntRange(0, len(list)-1).Draw(t, "which")]
				if n = was.Withdraw("", ""); rapid.Bool().Draw(t, "correct") {
					n = was.Correct("", rapid.StringMatching(`[a-c]`).Draw(t, "text"), "")
				}
			}
			grown.Notes = append(grown.Notes, n)
			whole := notes.Book{Notes: grown.Notes}
			require.Equal(t, len(whole.Standing()), len(grown.Standing()))
			for i, x := range whole.Standing() {
				require.Equal(t, x, grown.Standing()[i])
				require.NotEqual(t, notes.Withdrawal, x.Kind)
			}
		}
	})
}
