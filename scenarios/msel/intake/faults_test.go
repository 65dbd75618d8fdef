package intake

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// Every fault of a list is told in one try, each at its own cell, with what to do.
func TestFaultsOfAList(t *testing.T) {
	const text = "#,Time,Description,To,Type,Status\n" +
		"1,D+0 0600,first,Police,Inject,Approved\n" +
		"1,D+0 0700,again,Police,Inject,Approved\n" +
		",D+0 0800,no number,Police,Inject,Approved\n" +
		"4,soon,no time,Police,Inject,Approved\n" +
		"5,,none at all,Police,Inject,Approved\n" +
		"6,D+0 0500,too early,Police,Inject,Approved\n" +
		"7,D+0 0900,a text, with a comma,Police,Inject,Approved\n" +
		"8,D+0 0900,fine,Police,Thunder,Purple\n"
	m := mapping(t, "startex: 2027-03-01T06:00+00:00\ncolumns: {'#': number, Time: time, Description: text, To: to, Type: type, Status: status}\n")
	_, r := byMap(t, "list.csv", []byte(text), m, nil)
	var told []string
	for _, f := range r.Faults {
		told = append(told, f.String())
	}
	require.Equal(t, []string{
		"list.csv:3:1: the number 1 stands at 2:1 as well; give each entry its own, or its sheet a `prefix` in the mapping file",
		"list.csv:4:1: an entry without a number; give it one, or empty the row",
		"list.csv:5:3: \"soon\" is not a time that can be told; write it as 010600ZMAR27, 2027-03-01 06:00, D+1 06:00 or 0600, or say under `times` in the mapping file when it is",
		"list.csv:6:3: no time; say when it happens, or empty the row",
		"list.csv:7:3: 1 h 0 min before StartEx; move `startex` in the mapping file, or the entry",
		"list.csv:8:47: this row is longer than its headings; give its last column a heading, or put quotes around the cell that holds a separator, or say under `columns` in the mapping file what `column G` is",
		"list.csv:9:24: unknown type of entry \"Thunder\"; say under `types` in the mapping file which it is: inject, contingency, expected_action, other",
		"list.csv:9:32: unknown status \"Purple\"; say under `statuses` in the mapping file which it is: Draft, Submitted, Approved, Synchronized, Released, Complete, Deferred, Obsolete, or leave",
	}, told)
	require.Len(t, r.Table.Rows, 8, "what is faulty stays, so that the rest is checked with it")
	require.True(t, r.Faulty("msel.7.to"), "one comma too many moves all that follows")
	require.True(t, r.Faulty("msel.8.type"))
	require.False(t, r.Faulty("msel.8.to"))
}

// mapping is a mapping file with what all of them have.
func mapping(t *testing.T, text string) *Map {
	m, err := ReadMap("map.yaml", []byte("entente: 1\nmapping: m\nsheets: {list: {headings: 1}}\n"+text))
	require.NoError(t, err)
	return m
}

func byMap(t *testing.T, name string, data []byte, m *Map, w *World) (*sheet.Book, *Reading) {
	b, err := sheet.Read(name, bytes.NewReader(data))
	require.NoError(t, err)
	r, err := Read(b, m, w)
	require.NoError(t, err)
	return b, r
}

// What a person changed in a mapping file holds, and a column or word that came later is told.
func TestMapsAreObeyed(t *testing.T) {
	m := mapping(t, `
startex: 2027-03-01T05:00+01:00
zone: "+01:00"
zones: {Q: "-03:30"}
first_day: 0
columns: {Nr: number, When: time, Who gets it: to, Story: storyline, column E: notes, What: text, Kind: type}
types: {"Ping!": contingency}
names: {Rozzers: arvonia.police}
storylines: {harbour: harbour, weather: notes}
times: {dawn: D+1T05:40}
`)
	text := "Nr;When;Who gets it;Story;;What;Kind\n" +
		"1;Day 1 0600;rozzers;Harbour;extra;first;\n" +
		"2;dawn;Somebody;Weather;;second;ping\n" +
		"3;Day 0 0600Q;all;;;third;inject\n"
	_, r := byMap(t, "list.csv", []byte(text), m, &World{Start: 5_000, Agencies: []Named{{"arvonia.police", "Police"}}, Storylines: []Named{{"harbour", "H"}}})
	require.NoError(t, r.Err())
	cell := func(row int, key string) string { return cellOf(r, row, key) }
	require.Equal(t, []string{"T+1d1h", "T+1d40m", "T+5h30m"}, []string{cell(0, "at"), cell(1, "at"), cell(2, "at")})
	require.Equal(t, "arvonia.police", cell(0, "to"))
	require.Equal(t, "column E: extra", cell(0, "notes"))
	require.Equal(t, "Story: Weather", cell(1, "notes"))
	require.Equal(t, "contingency", cell(1, "type"))
	_, r = byMap(t, "list.csv", []byte(strings.Replace(text, "Kind", "Sort", 1)), m, nil)
	require.ErrorContains(t, r.Err(), "list.csv:1:33: the column \"Sort\" is not in the mapping file; say there what it is, or `leave`")
}

// A mapping file is read strictly, and all its problems are told with their places.
func TestFaultsOfAMap(t *testing.T) {
	_, err := ReadMap("map.yaml", []byte(`entente: 2
mapping: m
startex: T+1h
zone: "+1"
dates: american
zones: {EST: five}
hidden_rows: drop
sheets:
  Day 1: {}
  Day 2: {headings: 1, day: soon}
columns:
  No.: nummer
  Send to: to
  SEND TO: from
types: {x: injection}
statuses: {y: approved}
times: {dawn: soon}
`))
	for _, want := range []string{
		"map.yaml:1:10: entente: mapping files of version 2 (this program reads version 1)",
		"map.yaml:3:10: startex: \"T+1h\" is not an instant (write it as 2027-03-01T08:00+01:00)",
		"map.yaml:4:7: zone: \"+1\" is not an offset",
		"map.yaml:5:8: dates: unknown order of dates \"american\" (one of day-month, month-day)",
		"map.yaml:6:14: zones.EST: \"five\" is not an offset such as \"+01:00\", nor local",
		"map.yaml:7:14: hidden_rows: unknown word \"drop\"",
		"map.yaml:9:3: sheets.Day 1: in which row are its headings? (add `headings: 1`, or `leave: true`)",
		"map.yaml:10:29: sheets.Day 2.day: \"soon\" is not a day",
		"map.yaml:12:8: columns.No.: unknown field \"nummer\" (did you mean number?)",
		"columns.Send to: \"Send to\" stands here twice",
		"map.yaml:15:12: types.x: unknown type of entry \"injection\" (did you mean inject?)",
		"map.yaml:16:15: statuses.y: unknown status \"approved\" (did you mean Approved?)",
		"map.yaml:17:15: times.dawn: \"soon\" is not a time",
	} {
		require.ErrorContains(t, err, want)
	}
	for text, want := range map[string]string{
		"entente: 1\nmapping: m\ncolumns: {a: to}\n":                              "sheets",
		"entente: 1\nmapping: m\ncolumns: {a: to}\nsheets: {}\ncolour: red\n":     "colour: unknown key",
		"entente: 1\nmapping: m\ncolumns: [a]\nsheets: {list: {headings: one}}\n": "map.yaml:3:10",
		"": "is empty",
	} {
		_, err := ReadMap("map.yaml", []byte(text))
		require.ErrorContains(t, err, want)
	}
	m := mapping(t, "columns: {a: to}\n")
	m.Sheets["Other"] = &SheetMap{Headings: 1}
	b, err := sheet.Read("list.csv", strings.NewReader("a\n1\n"))
	require.NoError(t, err)
	_, err = Read(b, m, nil)
	require.ErrorContains(t, err, "list.csv: there is no sheet \"Other\", of which the mapping file speaks; there are: list")
}

// Times as people write them are instants; StartEx is 1 March 2027, 06:00 in a zone one
// hour east.
func TestMomentsAsPeopleWriteThem(t *testing.T) {
	m := mapping(t, "startex: 2027-03-01T06:00+01:00\nzone: \"+01:00\"\nzones: {L: local, EST: \"-05:00\"}\ncolumns: {a: time}\n")
	r := newReader(&sheet.Book{Name: "list.csv", Separator: ','}, m, nil)
	for text, want := range map[string]sim.Time{
		"0600": 0, "600": 0, "6:00": 0, "06:00:30": 30 * sim.Second, "9:30 AM": 3*sim.Hour + 30*sim.Minute, "9.30 a.m.": 3*sim.Hour + 30*sim.Minute,
		"930am": 3*sim.Hour + 30*sim.Minute, "9 PM": 15 * sim.Hour, "12:15 pm": 6*sim.Hour + 15*sim.Minute, "noon": 6 * sim.Hour, "2400": 18 * sim.Hour,
		"0700L": sim.Hour, "0700Z": 2 * sim.Hour, "0700 Z": 2 * sim.Hour, "0700 (local)": sim.Hour, "0600 EST": 6 * sim.Hour, "07:00 UTC+2": 0, "07:00+02:00": 0,
		"14h30": 8*sim.Hour + 30*sim.Minute, "14:30 Uhr": 8*sim.Hour + 30*sim.Minute, "0630 hrs": 30 * sim.Minute, "0630hrs": 30 * sim.Minute,
		"010600ZMAR27": sim.Hour, "01 0600Z Mar 27": sim.Hour, "010600 Z MAR 2027": sim.Hour, "020600LMAR27": sim.Day, "010700BMAR27": 0, "010700jmar27": sim.Hour,
		"1 MAR 2027 0600Z": sim.Hour, "1 March 2027, 07:00": sim.Hour, "March 1, 2027 07:00": sim.Hour, "Mon 1 Mar 2027 07:00": sim.Hour, "1-Mar-27 7:00": sim.Hour,
		"2027-03-01 07:00": sim.Hour, "2027-03-01T07:00Z": 2 * sim.Hour, "2027/03/02 06:00": sim.Day, "02.03.2027 06:00": sim.Day, "2.3.27, 06:00": sim.Day,
		"2/3/2027 06:00": sim.Day, "13/3/2027 06:00": 12 * sim.Day, "3/13/2027 06:00": 12 * sim.Day, "2. März 06:00": sim.Day, "2 mars 2027 06h00": sim.Day, "2 Mar 0600": sim.Day,
		"D+1 0600": sim.Day, "D+1 06:00": sim.Day, "D+1/0600L": sim.Day, "D+1T06:00": sim.Day, "D +1, 0600": sim.Day, "D-Day 0700": sim.Hour, "Day 2 0600": sim.Day, "DAY 1, 7 am": sim.Hour,
		"Tag 2 06:00": sim.Day, "D+1 H+2": 26 * sim.Hour, "D+1 H+2:30": 26*sim.Hour + 30*sim.Minute, "H+2": 2 * sim.Hour, "H+0230": 2*sim.Hour + 30*sim.Minute, "T+90m": 90 * sim.Minute,
		"NLT 0700": sim.Hour, "by 07:00": sim.Hour, "approx. 0700": sim.Hour, "ca. 7 am": sim.Hour, "~0700": sim.Hour, "@ 0700": sim.Hour, "no later than D+1 0600": sim.Day, "not before 0700": sim.Hour,
		"2-3 March 2027": 18 * sim.Hour, "2.–4.3.2027": 18 * sim.Hour,
		"T+1:30": 90 * sim.Minute, "STARTEX": 0, "StartEx + 30 min": 30 * sim.Minute, "+00:45": 45 * sim.Minute, "T+1d2h": 26 * sim.Hour,
	} {
		at, fault := r.since(&list{}, r.moment(text, ""))
		assert.Empty(t, fault, text)
		assert.Equal(t, want, at, text)
	}
	for _, text := range []string{"soon", "TBD", "25:00", "13:00 PM", "0660", "31.02.2027 06:00", "D+1 D+2 0600", "0600 0700", "0700 XYZ", "010600ZXYZ27", "12345", "Day 2 of 3", "99999999999999999999"} {
		_, fault := r.since(&list{}, r.moment(text, ""))
		assert.NotEmpty(t, fault, text)
	}
	for text, want := range map[string][2]sim.Time{
		"0900-1000": {3 * sim.Hour, 4 * sim.Hour}, "0900–1000": {3 * sim.Hour, 4 * sim.Hour}, "09:00 to 10:00": {3 * sim.Hour, 4 * sim.Hour}, "9-10 am": {3 * sim.Hour, 4 * sim.Hour},
		"11:30-1:30 PM": {5*sim.Hour + 30*sim.Minute, 7*sim.Hour + 30*sim.Minute}, "9:00-10:30 PM": {15 * sim.Hour, 16*sim.Hour + 30*sim.Minute}, "0900-1000Z": {4 * sim.Hour, 5 * sim.Hour},
		"from 0900 to 1000": {3 * sim.Hour, 4 * sim.Hour}, "2300-0100": {17 * sim.Hour, 19 * sim.Hour}, "D+1 0900 - 1000": {sim.Day + 3*sim.Hour, sim.Day + 4*sim.Hour}, "1 Mar 2027 2200 until 2 Mar 2027 0600": {16 * sim.Hour, sim.Day},
		"010900Z-011000ZMAR27": {4 * sim.Hour, 5 * sim.Hour}, "010900ZMAR27 - 020600ZMAR27": {4 * sim.Hour, sim.Day + sim.Hour}, "T+1:00 - T+2:00": {sim.Hour, 2 * sim.Hour}, "06:00-07:00": {0, sim.Hour},
	} {
		w := r.moment(text, "")
		require.NotNil(t, w.end, text)
		first, fault := r.since(&list{}, w)
		assert.Empty(t, fault, text)
		last, fault := r.since(&list{}, w.rangeEnd())
		assert.Empty(t, fault, text)
		assert.Equal(t, want, [2]sim.Time{first, last}, text)
	}
	for _, text := range []string{"by", "0600 or 0700", "NLT soon", "0900-soon", "0900-2500", "-", "0900-T+2:00", strings.Repeat("1-", 500)} {
		_, fault := r.since(&list{}, r.moment(text, ""))
		assert.NotEmpty(t, fault, text)
	}
	m.Dates = monthDay
	at, _ := r.since(&list{}, r.moment("3/2/2027 06:00", ""))
	require.Equal(t, sim.Day, at)
}

// Two columns that say two times are a fault.
func TestTwoTimesOfOneEntry(t *testing.T) {
	m := mapping(t, "startex: 2027-03-01T06:00+00:00\ncolumns: {'No': number, DTG: time, 'Local (L)': time, Text: text}\nzone: \"+02:00\"\nzones: {L: local}\n")
	_, r := byMap(t, "list.csv", []byte("No,DTG,Local (L),Text\n1,010600ZMAR27,0800,same\n2,010600ZMAR27,1 Mar 2027 0900,other\n"), m, nil)
	require.EqualError(t, r.Err(), "list.csv:3:16: this column says 2027-03-01 09:00 and another one 2027-03-01 08:00; leave one of them")
}

// What cannot be a list is refused with what a list has.
func TestNoList(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", strings.Repeat("x,y\n", 100) + "No.,Time,Description\n"} {
		b, err := sheet.Read("list.csv", strings.NewReader(text))
		require.NoError(t, err)
		_, err = Propose(b, nil)
		require.ErrorContains(t, err, "list.csv: no row of headings was found in the first 40 rows")
	}
}

func FuzzPropose(f *testing.F) {
	for _, name := range []string{"guard.csv", "hseep.csv", "european.csv", "jemm.tsv", "un.txt", "vendor.csv"} {
		text, err := os.ReadFile("testdata/" + name)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := sheet.Read("list.csv", bytes.NewReader(data))
		if err != nil {
			return
		}
		p, err := Propose(b, nil)
		if err != nil {
			return
		}
		m, err := ReadMap("map.yaml", p.Text)
		require.NoError(t, err, "%s", p.Text)
		_, err = Read(b, m, nil)
		if err != nil {
			require.ErrorContains(t, err, "it holds no entry")
		}
	})
}

func FuzzReadMap(f *testing.F) {
	f.Add([]byte("entente: 1\nmapping: m\nsheets: {list: {headings: 1, day: Day 2}}\ncolumns: {'No.': number, When: time, What: text}\ntimes: {x: D+1}\nzones: {EST: local}\n"), "x EST")
	f.Fuzz(func(t *testing.T, text []byte, when string) {
		m, err := ReadMap("map.yaml", text)
		if err != nil {
			require.Contains(t, err.Error(), "map.yaml:")
			return
		}
		b := &sheet.Book{Name: "list.csv", Separator: ',', Sheets: []sheet.Sheet{{Rows: []sheet.Row{
			{Number: 1, Cells: []sheet.Cell{{Text: "No."}, {Text: "When"}, {Text: "What"}}}, {Number: 2, Cells: []sheet.Cell{{Text: "1"}, {Text: when}, {Text: "x"}}},
		}}}}
		_, _ = Read(b, m, nil)
	})
}

// The schema has every key that a mapping file can have, and no other.
func TestSchemaHasEveryKey(t *testing.T) {
	var s struct {
		Properties map[string]struct {
			AdditionalProperties any
			Description          string
		}
	}
	require.NoError(t, json.Unmarshal(Schema(), &s))
	keys := func(of any) (list []string) {
		for i := range reflect.TypeOf(of).NumField() {
			if key := reflect.TypeOf(of).Field(i).Tag.Get("yaml"); key != "" {
				list = append(list, key)
			}
		}
		slices.Sort(list)
		return list
	}
	require.Equal(t, keys(Map{}), sortedKeys(s.Properties))
	require.Equal(t, keys(SheetMap{}), sortedKeys(s.Properties["sheets"].AdditionalProperties.(map[string]any)["properties"].(map[string]any)))
	for _, field := range Fields() {
		require.Contains(t, s.Properties["columns"].AdditionalProperties.(map[string]any)["enum"], field)
	}
	for _, p := range sortedKeys(s.Properties) {
		require.NotEmpty(t, s.Properties[p].Description, p)
	}
}

// The mapping file of the manual is one, and shows every key.
func TestManualShowsAMap(t *testing.T) {
	chapters := scenarios.Manual()
	_, text, ok := strings.Cut(chapters[26].Text, "### Your list comes in")
	require.True(t, ok)
	_, text, ok = strings.Cut(text, "```yaml\n")
	require.True(t, ok)
	text, _, _ = strings.Cut(text, "```")
	m, err := ReadMap("manual.yaml", []byte(text))
	require.NoError(t, err)
	v := reflect.ValueOf(*m)
	for i := range v.NumField() {
		if key := v.Type().Field(i).Tag.Get("yaml"); key != "" {
			require.False(t, v.Field(i).IsZero(), "it does not show %s", key)
		}
	}
}
