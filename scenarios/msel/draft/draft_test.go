package draft_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/msel"
	"entente/scenarios/msel/draft"
	"entente/scenarios/msel/intake"
	"entente/scenarios/msel/sheet"
	"entente/scenarios/sweep"
	"entente/scenarios/tree"
)

// reading takes a list in as an import without a mapping file does.
func reading(t *testing.T, name string) *intake.Reading { return into(t, name, nil) }

// into takes a list in for a scenario that is there already.
func into(t *testing.T, name string, w *intake.World) *intake.Reading {
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	b, err := sheet.Read(filepath.Base(name), file)
	require.NoError(t, err)
	p, err := intake.Propose(b, w)
	require.NoError(t, err)
	m, err := intake.ReadMap("map.yaml", p.Text)
	require.NoError(t, err)
	r, err := intake.Read(b, m, w)
	require.NoError(t, err)
	require.NoError(t, r.Err())
	return r
}

// Every list of the corpus becomes a scenario that has no problem, twice the same, with
// every entry in it; and the list changes nothing when it comes in again.
func TestListsBecomeScenarios(t *testing.T) {
	for _, pattern := range []string{"*.csv", "*.tsv", "*.txt", "*.xlsx", "*.ods"} {
		names, err := filepath.Glob("../intake/testdata/" + pattern)
		require.NoError(t, err)
		require.NotEmpty(t, names)
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				r := reading(t, name)
				d := draft.Draft{Name: "mine", From: filepath.Base(name), Reading: r}
				yaml, guesses, sc, err := d.Make()
				require.NoError(t, err, yaml)
				require.NotEmpty(t, guesses)
				require.Len(t, sc.Static.Entries, len(r.Table.Rows))
				again := draft.Draft{Name: "mine", From: filepath.Base(name), Reading: reading(t, name)}
				same, _, _, err := again.Make()
				require.NoError(t, err)
				require.Equal(t, yaml, same)
				require.NotContains(t, yaml, strings.Repeat(" ", 4)+"number:")

				home := &msel.Home{Static: sc.Static, Flow: tree.Flow}
				merged, err := into(t, name, intake.WorldOf(sc.Static)).Table.Merge(home)
				require.NoError(t, err)
				added, changed := merged.Counts()
				require.Zero(t, added+changed+len(merged.Gone), "the same list changes nothing of the scenario that was made of it")
			})
		}
	}
}

// came is in how many of 20 runs each entry of a draft came.
func came(t *testing.T, d *draft.Draft) (counts map[string]int, never []string) {
	_, _, sc, err := d.Make()
	require.NoError(t, err)
	r, err := sweep.Rehearse(context.Background(), sweep.Pool{Workers: 1}, sc, 1, 20)
	require.NoError(t, err)
	counts = map[string]int{}
	for i := range r.Entries {
		if counts[r.Entries[i].Number] = r.Entries[i].Came; r.Entries[i].Never() {
			never = append(never, r.Entries[i].Number)
		}
	}
	return counts, never
}

// The drafts of workbooks of four nations behave: what its players are expected to do
// comes about in most runs, since they are on duty, what they are to tell concerns
// whom they are to tell it, and no condition waits for what never comes.
func TestDraftsBehave(t *testing.T) {
	for name, x := range map[string]struct {
		expected    []string
		contingency string
	}{"four-nations.xlsx": {[]string{"004", "011", "015", "021"}, "022"}, "copper.xlsx": {[]string{"4", "7", "11", "14"}, "12"}} {
		d := draft.Draft{Name: "mine", From: name, Reading: reading(t, "../intake/testdata/"+name)}
		counts, never := came(t, &d)
		require.Empty(t, never)
		for _, number := range x.expected {
			require.GreaterOrEqual(t, counts[number], 10, "%s %s", name, number)
		}
		require.LessOrEqual(t, counts[x.contingency], 10, "%s: a contingency for what mostly happens", name)
	}
}

// What came in no trial run is told with what to do, and stands so in the draft.
func TestDraftsTellWhatNeverComes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "soon.csv")
	require.NoError(t, os.WriteFile(name, []byte("No.,Time,From,To,Type,Thread,Inject\n"+
		"1,1 Mar 2027 08:00,EXCON,All,Admin,,STARTEX\n2,1 Mar 2027 09:00,SimCell,Arvonia Police,Inject,Port,A call\n"+
		"3,1 Mar 2027 09:01,Arvonia Police,Belmora Police,Player action,Port,Belmora hears of it\n4,1 Mar 2027 08:30,Belmora Police,Arvonia Police,Player action,Port,Arvonia hears of it\n"), 0o644))
	d := draft.Draft{Name: "soon", From: "soon.csv", Reading: reading(t, name)}
	_, never := came(t, &d)
	require.Equal(t, []string{"3", "4"}, never)
	d.Never = never
	yaml, guesses, _, err := d.Make()
	require.NoError(t, err)
	require.Contains(t, guesses, "expected action 3 came in none of the trial runs: what it waits for takes longer than until then; give it a later `by`, an earlier inject, or a `when` that is met sooner")
	require.Contains(t, yaml, "# In none of the trial runs of this draft: nothing that its agency can notice comes before it; put an inject to that agency before it")
}
