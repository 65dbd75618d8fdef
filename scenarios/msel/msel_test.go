package msel

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios/msel/sheet"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Whatever entries say, a table of them comes back with every cell, as CSV and as
// a workbook.
func TestTablesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~äß€\n]{0,30}`).Filter(func(s string) bool { return s == strings.TrimSpace(s) })
		s := &journal.Static{Banner: "B", Start: 1_804_082_400_000, Moves: []journal.ExerciseMove{{ID: "M1", From: 0, To: int64(sim.Day), PlayedIn: int64(sim.Hour)}}}
		for i := range rapid.IntRange(1, 5).Draw(t, "n") {
			s.Entries = append(s.Entries, journal.Entry{
				Number: string(rune('1' + i)), Type: rapid.SampledFrom(Types).Draw(t, "type"), Status: rapid.SampledFrom(Statuses).Draw(t, "status"),
				At: rapid.Int64Range(0, 1000).Draw(t, "at") * int64(sim.Minute), From: text.Draw(t, "from"), Title: text.Draw(t, "title"),
				Text: text.Draw(t, "text"), Expected: text.Draw(t, "expected"), Condition: text.Draw(t, "condition"), Notes: text.Draw(t, "notes"),
			})
		}
		want := From(s, nil)
		for _, way := range []struct {
			write func(*bytes.Buffer) error
			read  func(*bytes.Buffer) (*Table, []string, error)
		}{
			{func(b *bytes.Buffer) error { return want.WriteCSV(b) }, func(b *bytes.Buffer) (*Table, []string, error) { return ReadCSV("t.csv", b) }},
			{func(b *bytes.Buffer) error { return want.WriteXLSX(b) }, func(b *bytes.Buffer) (*Table, []string, error) { return ReadXLSX("t.xlsx", b) }},
		} {
			var b bytes.Buffer
			require.NoError(t, way.write(&b))
			got, unknown, err := way.read(&b)
			require.NoError(t, err)
			require.Empty(t, unknown)
			for r := range want.Rows {
				for c, col := range want.Columns {
					if col.Key != "" {
						require.Equal(t, strings.ReplaceAll(want.Rows[r][c], "\r", ""), got.cell(r, col.Key), col.Title)
					}
				}
			}
		}
	})
}

// No cell of any table begins what a spreadsheet would run; numbers stay numbers,
// and everything comes back.
func TestNoCellRuns(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "arvonia": "arvonia", "a=b": "a=b", "=1+1": "'=1+1", "+1": "+1", "-12.5": "-12.5", "-1+1": "'-1+1", "-": "'-", "@sum": "'@sum",
		"\tx": "'\tx", "\rx": "'\rx", "\n=1": "'\n=1", "＝1": "'＝1", "'=1": "''=1", "'tis": "'tis", "1.2.3": "1.2.3", "-1.2.3": "'-1.2.3", "''-x": "'''-x", "'.0": "''.0", "'001": "''001",
	} {
		require.Equal(t, want, guard(cell), cell)
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`['=+@\-\t＝]{0,3}[a-z0-9.]{0,3}`).Draw(t, "cell")
		require.Equal(t, cell, unguard(guard(cell)))
		require.False(t, guard(cell) != "" && strings.ContainsRune("=@\t\r\n", rune(guard(cell)[0])))
	})
	var b bytes.Buffer
	s := &journal.Static{Entries: []journal.Entry{{Number: "1", Type: "inject", Text: "=HYPERLINK(1)", Notes: "@x"}}}
	require.NoError(t, From(s, nil).WriteCSV(&b))
	require.Contains(t, b.String(), ",'=HYPERLINK(1),")
	require.NotContains(t, b.String(), ",=")
}

// What a spreadsheet would make a number, a date or a time of goes behind an
// apostrophe in an events list, whose cells are text, and comes back.
func TestTextStaysText(t *testing.T) {
	for cell, want := range map[string]string{
		"1": "1", "12": "12", "5.5": "'5.5", "-12": "-12", "7a": "7a", "IN-04": "IN-04", "D+1 06:00": "D+1 06:00", "031400ZMAR27": "031400ZMAR27",
		"001": "'001", "5.10": "'5.10", "0600": "'0600", "1-2": "'1-2", "3/4": "'3/4", "1E5": "'1E5", "MAR-3": "'MAR-3", "9:30 AM": "'9:30 AM",
		"12345678901234567": "'12345678901234567", "true": "'true", "'001": "''001", "=001": "'=001", "'=1": "''=1",
	} {
		table := From(&journal.Static{Entries: []journal.Entry{{Number: "n", Type: "inject", Title: cell}}}, nil)
		var b bytes.Buffer
		require.NoError(t, table.WriteCSV(&b))
		require.Contains(t, b.String(), ","+want+",", cell)
		back, _, err := ReadCSV("t.csv", &b)
		require.NoError(t, err)
		require.Equal(t, cell, back.cell(0, "title"))
	}
}

func TestSplice(t *testing.T) {
	const list = "msel:\n  - number: 1\n"
	for before, after := range map[string]string{
		"a: 1\nmsel:\n  - {number: 9}\n  # old\n\n# of b\nb: 2\n": "a: 1\n" + list + "\n# of b\nb: 2\n",
		"a: 1\nmsel:\n- {number: 9}\n- {number: 8}\n":             "a: 1\n" + list,
		"a: 1\nmsel: [{number: 9},\n  {number: 8}]\nb: 2":         "a: 1\n" + list + "b: 2",
		"a: 1": "a: 1\n\n" + list,
	} {
		require.Equal(t, after, Splice(before, list), before)
	}
}

// What is read is bounded, and refused with its place.
func TestHostileTables(t *testing.T) {
	head := "No.,Type,Scenario time,Description\n"
	for name, c := range map[string]struct{ text, want string }{
		"large":   {head + strings.Repeat("x", sheet.MaxBytes), "larger than 8 MiB"},
		"rows":    {head + strings.Repeat("1,inject,D+1 H+0,t\n", sheet.MaxRows), "t.csv:5101:1: more than 5100 rows"},
		"columns": {head + strings.Repeat(",", sheet.MaxColumns+1) + "x\n", "t.csv:2:102: a text far beyond the list"},
		"longer":  {head + "1,inject,D+1 H+0,a text, with a comma\n2,inject,D+1 H+0,fine\n3,inject,D+1 H+0,,x\n", "t.csv:2:25: this row is longer than its headings"},
		"both":    {head + "1,inject,D+1 H+0,a text, with a comma\n2,inject,D+1 H+0,fine\n3,inject,D+1 H+0,,x\n", "t.csv:4:19: this row is longer than its headings"},
		"cell":    {head + "1,inject,D+1 H+0," + strings.Repeat("x", sheet.MaxCell+1) + "\n", "t.csv:2:18: a cell longer"},
		"quote":   {head + "1,inject,D+1 H+0,\"open\n", "t.csv:2:"},
		"empty":   {"", `no column "No."`},
	} {
		_, _, err := ReadCSV("t.csv", strings.NewReader(c.text))
		require.ErrorContains(t, err, c.want, name)
	}
	_, _, err := ReadXLSX("t.xlsx", strings.NewReader(strings.Repeat("x", sheet.MaxBytes+1)))
	require.ErrorContains(t, err, "larger than 8 MiB")
	_, _, err = ReadXLSX("t.xlsx", strings.NewReader("PK\x03\x04"))
	require.ErrorContains(t, err, "t.xlsx: not a workbook")
}

// A number with a point in it is not taken for a key of the entry before it.
func TestPlacesOfNumbersWithPoints(t *testing.T) {
	table, _, err := ReadCSV("t.csv", strings.NewReader("No.,Type,Scenario time\n5,inject,D+0 H+1\n5.10,inject,D+0 H+2\n"))
	require.NoError(t, err)
	for path, want := range map[string]string{"msel.5.at": "t.csv:2:10", "msel.5.10.at": "t.csv:3:13", "msel.5.10": "t.csv:3:1", "msel.5": "t.csv:2:1"} {
		where, ok := table.Where(path)
		require.True(t, ok, path)
		require.Equal(t, want, where, path)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("No.,Type\n1,inject\n"))
	f.Add([]byte("Event #;Event type;Date-time group\n1;inject;031400ZMAR27\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, _, err := ReadCSV("t.csv", bytes.NewReader(data))
		if err == nil {
			_, _ = table.Entries(notation.Clock{}, func(cell string) (string, error) { return cell, nil })
		}
	})
}

// A stretch of play is read as staffs and as spreadsheets write it.
func TestStretches(t *testing.T) {
	for text, want := range map[string]sim.Time{
		"1:30": 90 * sim.Minute, "01:30:00": 90 * sim.Minute, "12:15:00 AM": 15 * sim.Minute, "03:40:00 AM": 220 * sim.Minute, "1:05 pm": 785 * sim.Minute,
		"27:30": 1650 * sim.Minute,
	} {
		got, ok := parseStretch(text)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	for _, bad := range []string{"", "90", "1:60", "13:00 AM", "1:30 h", "-1:30", "1:2:3:4"} {
		_, ok := parseStretch(bad)
		require.False(t, ok, bad)
	}
}
