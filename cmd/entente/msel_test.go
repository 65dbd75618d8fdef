//go:build !js

package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/cmd/dev/depth"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/msel"
	"entente/sim"
)

// withLists are the scenarios of the library that have an events list.
func withLists(t *testing.T) map[string]*scenarios.Scenario {
	out := map[string]*scenarios.Scenario{}
	for i, x := range scenarios.Library() {
		if i%depth.Pick(4, 1, 1) > 0 {
			continue
		}
		sc, err := load(x.Name, scenarios.Options{})
		require.NoError(t, err)
		if len(sc.Static.Entries) > 0 {
			out[x.Name] = sc
		}
	}
	require.GreaterOrEqual(t, len(out), depth.Pick(4, 15, 15))
	return out
}

// sheetOf is a scenario's list as somebody gets it back from a spreadsheet.
func sheetOf(t require.TestingT, sc *scenarios.Scenario) *msel.Table {
	var b bytes.Buffer
	require.NoError(t, tableOf(measure.NewTrace(sc.Static), false, wording.HSEEP).WriteCSV(&b))
	table, unknown, err := msel.ReadCSV("list.csv", &b)
	require.NoError(t, err)
	require.Empty(t, unknown)
	return table
}

// back puts a table into the text of a scenario.
func back(t require.TestingT, sc *scenarios.Scenario, table *msel.Table) (string, error) {
	merged, err := table.Merge(listHome(sc))
	if err != nil {
		return "", err
	}
	var said bytes.Buffer
	yaml, err := putList(&edge{stderr: &said}, "mine.yaml", sc, merged)
	require.NoError(t, err)
	require.NotContains(t, said.String(), "written anew")
	return string(yaml), nil
}

// An exported list that nobody touched changes not one byte of any scenario; and an
// edit of one cell changes that entry alone, or is refused with its cell.
func TestListsComeBack(t *testing.T) {
	all := withLists(t)
	require.NotEmpty(t, all)
	for name, sc := range all {
		t.Run(name, func(t *testing.T) {
			source := string(sc.Sources[0].Data)
			same, err := back(t, sc, sheetOf(t, sc))
			require.NoError(t, err)
			require.Equal(t, source, same)
			crlf := strings.ReplaceAll(source, "\n", "\r\n")
			windows, err := scenarios.LoadText("mine.yaml", []byte(crlf), scenarios.Options{})
			require.NoError(t, err)
			same, err = back(t, windows, sheetOf(t, windows))
			require.NoError(t, err)
			require.Equal(t, crlf, same)
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		oneCell(t, all[rapid.SampledFrom(slices.Sorted(maps.Keys(all))).Draw(t, "scenario")])
	})
}

// oneCell edits one cell of a sheet and looks at what became of the scenario.
func oneCell(t *rapid.T, sc *scenarios.Scenario) {
	table := sheetOf(t, sc)
	row := rapid.IntRange(0, len(table.Rows)-1).Draw(t, "row")
	minutes := rapid.Int64Range(0, 20_000).Draw(t, "minutes")
	at := sim.Time(minutes) * sim.Minute
	edit := rapid.SampledFrom([][2]string{
		{"Title", rapid.StringMatching(`[ -~é]{1,20}`).Draw(t, "title")},
		{"Description", rapid.StringMatching(`[ -~é\n]{0,30}`).Draw(t, "text")},
		{"Controller notes", ""},
		{"Status", "Deferred"},
		{"Category", "001"},
		{"Method", "5.10"},
		{"From", "yes"},
		{"Objective", ""},
		{"Scenario time", sc.Static.Clock().Exact(at)},
		{"DTG", sc.Static.Clock().Group(at)},
		{"Exercise time", fmt.Sprintf("%d:%02d", minutes/600, minutes%60)},
	}).Draw(t, "edit")
	number := table.Rows[row][0]
	for c := range table.Columns {
		if strings.HasPrefix(table.Columns[c].Title, edit[0]) {
			table.Rows[row][c] = strings.TrimSpace(edit[1])
		}
	}
	source := string(sc.Sources[0].Data)
	text, err := back(t, sc, table)
	if err != nil {
		require.Contains(t, []string{"Exercise time", "DTG"}, edit[0], "%v", err)
		require.Contains(t, err.Error(), fmt.Sprintf("list.csv:%d:", row+2))
		return
	}
	for _, changed := range between(source, text) {
		require.LessOrEqual(t, strings.Count(changed, "number: "), 1)
		require.NotContains(t, changed, "\n#")
		if before, after, ok := strings.Cut(changed, "number: "); ok {
			require.NotContains(t, before, "msel:")
			require.True(t, strings.HasPrefix(strings.Trim(after, `"'`), number), "%s: %s", number, changed)
		}
	}
	after, err := scenarios.LoadText("mine.yaml", []byte(text), scenarios.Options{})
	if err != nil {
		return // a name that is none, or an instant out of order, is told by the scenario
	}
	again := sheetOf(t, after)
	for c := range table.Columns {
		if title := table.Columns[c].Title; strings.HasPrefix(title, edit[0]) && strings.TrimSpace(edit[1]) != "" && again.Rows[row][0] == number {
			require.Equal(t, strings.TrimSpace(edit[1]), again.Rows[row][c], title)
		}
	}
}

// between are the lines in which two texts differ, of each text.
func between(a, b string) [2]string {
	x, y := strings.SplitAfter(a, "\n"), strings.SplitAfter(b, "\n")
	from := 0
	for from < min(len(x), len(y)) && x[from] == y[from] {
		from++
	}
	end := 0
	for end < min(len(x), len(y))-from && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	return [2]string{strings.Join(x[from:len(x)-end], ""), strings.Join(y[from:len(y)-end], "")}
}
