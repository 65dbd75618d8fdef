package notes_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/notes"
	"entente/sim"
	"entente/sim/journal"
)

var page = notes.Page{Records: 100, Static: &journal.Static{
	EndEx:      int64(48 * sim.Hour),
	Objectives: []journal.Text{{ID: "OBJ-1"}}, Tasks: []journal.Task{{ID: "CT-1.1", Objective: "OBJ-1"}},
	Entries: []journal.Entry{{Number: "5.10"}}, Deadlines: []journal.Due{{Name: "harbour.1"}},
}}

func read(t *testing.T, lines ...string) (*notes.Book, error) {
	t.Helper()
	return notes.Read(strings.NewReader(strings.Join(lines, "\n")), "run.notes.jsonl", "abc", page)
}

const first = `{"entente_notes":1,"digest":"abc","scenario":"harbour"}`

// What is written is read back.
func TestNotesComeBack(t *testing.T) {
	var file bytes.Buffer
	file.Write(notes.Head("abc", "harbour"))
	all := []notes.Note{
		{Kind: notes.Observation, At: int64(sim.Hour), By: "A. Evaluator", Objective: "OBJ-1", Entry: "5.10", Record: 7, Text: "They <asked> twice & waited."},
		{Kind: notes.Rating, At: int64(2 * sim.Hour), By: "B", Task: "CT-1.1", Rating: measure.Major},
		{Kind: notes.Bookmark, At: 0, Deadline: "harbour.1"},
	}
	for i := range all {
		file.Write(all[i].Line())
	}
	require.Contains(t, file.String(), "<asked>", "people read the file too")
	b, err := notes.Read(&file, "run.notes.jsonl", "abc", page)
	require.NoError(t, err)
	require.Equal(t, all, b.Notes)
	require.Equal(t, "harbour", b.Scenario)
	require.Equal(t, "OBJ-1, entry 5.10, record 7", b.Notes[0].About())
}

// Every fault is told with its line, all at once.
func TestFaultsOfNotes(t *testing.T) {
	_, err := read(t, first, `{"kind":"note","at_ms":0,"text":"x","objective":"OBJ-9"}`, `{"kind":"rating","at_ms":0,"rating":"X"}`, `{`, ``, `{"at_ms":"D+1"}`, `{"kind":"note","at_ms":-1,"record":101,"text":"x","colour":1}`, `{"kind":"note","at_ms":-1,"record":101,"text":"x"}`)
	for _, want := range []string{
		`run.notes.jsonl:2: there is no objective "OBJ-9"`, `:3: rating "X" is none of P, S, M, U, N/R; a rating is of a task or an objective`,
		`:4: this is not a note`, `:6: this is not a note: at_ms cannot be a string`, `:7: this is not a note: unknown field "colour"`, `:8: its moment is not between StartEx and EndEx; there is no record 101; the run has 100`,
	} {
		require.ErrorContains(t, err, want)
	}
	_, err = read(t, strings.Replace(first, "abc", "abd", 1))
	require.ErrorContains(t, err, "of another run")
	_, err = read(t, `{"some":"json"}`)
	require.ErrorContains(t, err, "not a notes file")
	_, err = read(t)
	require.Error(t, err)
	_, err = read(t, strings.Replace(first, ":1,", ":2,", 1))
	require.ErrorContains(t, err, "version 2")
}

// A file of any size ends in an error, not in memory.
func TestNotesAreBounded(t *testing.T) {
	line := fmt.Sprintf(`{"kind":"note","at_ms":0,"text":%q}`, strings.Repeat("x", 60_000))
	_, err := notes.Read(strings.NewReader(first+"\n"+strings.Repeat(line+"\n", 300)), "n", "abc", page)
	require.ErrorContains(t, err, "more than 16 MiB")
	_, err = read(t, first, strings.Repeat("x", 70_000))
	require.ErrorContains(t, err, "too long")
}

// The last word of each person holds, and of several people the worst.
func TestRated(t *testing.T) {
	b, results := &notes.Book{}, &measure.Results{DeadlinesMet: measure.Share{Of: 1, All: 1}}
	task := journal.Task{ID: "CT-1.1", Measure: "M3", P: 1, S: 0.5, M: 0.2}
	for _, none := range []*notes.Book{nil, b} {
		require.Equal(t, notes.Verdict{Rating: measure.Performed, Indicative: measure.Performed}, none.Task(task, results))
		require.Empty(t, none.Objective("OBJ-1"))
	}
	add := func(by, task string, r measure.Rating) {
		b.Notes = append(b.Notes, notes.Note{Kind: notes.Rating, By: by, Objective: "OBJ-1", Task: task, Rating: r})
	}
	add("A", "CT-1.1", measure.Unable)
	add("A", "CT-1.1", measure.Some)
	v := b.Task(task, results)
	require.Equal(t, measure.Some, v.Rating)
	require.Equal(t, measure.Performed, v.Indicative)
	add("B", "CT-1.1", measure.Major)
	require.Equal(t, "B", b.Task(task, results).Note.By)
	require.Nil(t, b.Task(journal.Task{ID: "CT-1.2", Measure: "M3"}, results).Note)
	require.Empty(t, b.Objective("OBJ-1"), "a rating of a task is none of its objective")
	add("A", "", measure.Performed)
	require.Equal(t, measure.Performed, b.Objective("OBJ-1").Rating)
}

// A spreadsheet of notes, with the words of its headings as people write them.
func TestNotesFromTable(t *testing.T) {
	moment := func(s string) (sim.Time, error) {
		if s == "T+1h" {
			return sim.Hour, nil
		}
		return 0, fmt.Errorf("%q is no time", s)
	}
	list, err := notes.FromTable([][]string{
		{"When", " BY ", "Task", "Rating", "Text"},
		{"T+1h", "A", "CT-1.1", "m", "slow"},
		{"", "", "", "", ""},
		{"T+1h", "A", "", "", "seen"},
	}, moment, page)
	require.NoError(t, err)
	require.Equal(t, []notes.Note{
		{Kind: notes.Rating, At: int64(sim.Hour), By: "A", Task: "CT-1.1", Rating: measure.Major, Text: "slow"},
		{Kind: notes.Observation, At: int64(sim.Hour), By: "A", Text: "seen"},
	}, list)
	_, err = notes.FromTable([][]string{{"when", "colour"}, {"later", ""}, {"T+1h", "", "more"}, {"", "x"}}, moment, page)
	for _, want := range []string{`B1: no column is called "colour"`, `A2: "later" is no time`, "C3: the row is longer", "row 4: it has no moment"} {
		require.ErrorContains(t, err, want)
	}
}

// What a terminal or an editor would obey is refused wherever people write, and a
// file of nothing but faults ends in the first of them.
func TestHostileNotes(t *testing.T) {
	for _, bad := range []string{`\u001b[31m`, `\u202e`, `\u0000`, `\r`, `\ufeff`} {
		for _, field := range []string{"text", "by", "action", "owner", "due", "set"} {
			_, err := read(t, first, fmt.Sprintf(`{"kind":"note","at_ms":0,"text":"x",%q:"a%sb"}`, field, bad))
			require.ErrorContains(t, err, "its "+field+" holds a control character", bad)
		}
	}
	_, err := notes.Read(strings.NewReader(first+"\n"+strings.Repeat("x\n", 8<<20)), "n", "abc", page)
	require.ErrorContains(t, err, "these are the first 100")
	require.Less(t, len(err.Error()), 20_000)
	b, err := read(t, first, `{"kind":"note","at_ms":0,"text":"two\nlines"}`)
	require.NoError(t, err)
	require.Equal(t, "two\nlines", b.Notes[0].Text)
}
