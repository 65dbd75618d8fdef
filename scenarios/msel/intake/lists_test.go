package intake

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"entente/scenarios/msel/sheet"
	"entente/sim"
	"entente/sim/notation"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// books are workbooks as planners make them, each with a habit that a text cannot have.
var books = map[string]func(*book){
	// Several day sheets with their own title and headings, numbers that begin again,
	// merged cells, a hidden row and a sheet that is no list.
	"days.xlsx": func(b *book) {
		for day, name := range []string{"Day 1", "Day 2"} {
			b.sheet(name)
			b.row("EXERCISE IRON BRIDGE " + strings.ToUpper(name))
			b.merge("A1", "F1")
			b.row()
			b.row("MSEL #", "Time", "SENT FROM", "CONTROLLER", "Players", "Inject")
			b.row(1, "0700L", "SimCell", "Smith", "Police", fmt.Sprintf("Opening of day %d", day+1))
			b.row(2, "0915L", "SimCell", "Smith", "Customs", "A list is missing")
			b.row("LUNCH BREAK")
			b.row("MSEL #", "Time", "SENT FROM", "CONTROLLER", "Players", "Inject")
			b.row(3, "1330L", "Media Cell", "Jones", "Press office", "Two questions:\n- who?\n- when?")
		}
		b.hide(5)
		b.sheet("Contacts")
		b.row("Who is who", "Extension")
		b.row("Smith", 4711)
	},
	// Native dates, times and numbers with their formats, and a formula with its value.
	"native.xlsx": func(b *book) {
		b.row("No", "Day", "Date", "Time", "From", "To", "Description", "Window")
		b.formats = []string{"000", "", "dd.mm.yyyy", "h:mm AM/PM"}
		b.row(1, 1, 46447, 0.25, "SimCell", "Police", "STARTEX", 5)
		b.row(2, 1, 46447, 0.395833333333333, "SimCell", "Police", "Call", 5)
		b.row(3, 2, 46448, 0.75, "Press", "Police", "Question", 5)
		b.merge("B2", "B3")
	},
	// The epoch of 1904, and dates with times that lost their format.
	"mac.xlsx": func(b *book) {
		b.epoch1904()
		b.row("Inject Number", "Date/Time", "Subject", "Recipient(s)", "Means of Delivery", "State")
		b.formats = []string{"0.00", "yyyy-mm-dd hh:mm"}
		b.row(5.1, 44985.25, "First", "Police", "Phone", "Ready")
		b.formats = []string{"0.00"}
		b.row(5.2, 44985.5, "Second", "Police", "Phone", "WIP")
		b.row(5.3, 44986.25, "Third", "Customs", "Phone", "On Hold")
	},
	// Durations since StartEx.
	"elapsed.xlsx": func(b *book) {
		b.row("Table-top of the harbour")
		b.row()
		b.row("Event", "Time since StartEx", "Facilitator", "Audience", "Expected outcome")
		b.formats = []string{"", "[h]:mm"}
		b.row("Welcome", 0, "Lead", "All", "")
		b.row("First news", 0.03125, "Lead", "All", "A list of questions")
		b.row("Second news", 1.25, "Lead", "All", "A decision")
	},
	// Headings in two rows: groups that are merged, with what stands in each, and others
	// merged over both rows. Ranges of times, and a night through which rows go on.
	"groups.xlsx": func(b *book) {
		b.row("EXERCISE IRON BRIDGE", "", "", "", "", "", "", "", "OFFICIAL")
		b.merge("A1", "H1")
		b.row("No.", "PLANNED", "", "INJECT", "", "", "PLAYER", "", "Kind", "REMARKS", "PLAYED")
		b.row("", "DTG", "DURATION", "SUBJECT", "MODE", "FROM", "SENT TO", "EXPECTED ACTION", "", "", "TIME")
		for _, m := range [][2]string{{"A2", "A3"}, {"B2", "C2"}, {"D2", "F2"}, {"G2", "H2"}, {"I2", "I3"}, {"J2", "J3"}} {
			b.merge(m[0], m[1])
		}
		b.row("001", "010600ZMAR27", "", "STARTEX", "", "EXCON", "All", "", "Admin", "", "")
		b.row("002", "010900Z-011000ZMAR27", "60", "A call", "Phone", "SimCell", "Arvonia Police", "Ask back", "Inject", "Be slow", "0905")
		b.row("003", "01 Mar 2027 2200–0200", "", "", "", "Arvonia Police", "Belmora Police", "Belmora is told", "Player action", "", "")
		b.row("004", "02 Mar 2027 1 to 3 pm", "", "If nobody calls", "Phone", "White Cell", "Belmora Police", "Call", "Contingency", "", "")
	},
	// A sheet for each day whose rows go past midnight.
	"night.xlsx": func(b *book) {
		b.sheet("Day 1")
		b.row("No.", "Time", "From", "To", "Description")
		b.row("1", "0800", "EXCON", "All", "STARTEX")
		b.row("2", "2315", "SimCell", "Arvonia Police", "A call")
		b.row("3", "0030", "SimCell", "Arvonia Police", "Another")
		b.row("4", "2350-0010", "SimCell", "Belmora Police", "Of the evening before")
		b.sheet("Day 2")
		b.row("No.", "Time", "From", "To", "Description")
		b.row("5", "0830", "SimCell", "Belmora Police", "A visit")
	},
	// Day and clock in one cell, in words, and the day as a title between rows.
	"words.xlsx": func(b *book) {
		b.row("Ser", "When", "Sent by", "Delivered to", "Message", "Kind", "Trigger")
		b.row("DAY 1 – Monday 1 March 2027")
		b.row("A1", "0600", "Excon", "All", "STARTEX", "Start", "")
		b.row("A2", "9 am", "Excon", "Police", "Call", "Injection", "If nobody has called yet")
		b.row("DAY 2 – Tuesday 2 March 2027")
		b.row("A3", "18:30 hrs", "Excon", "Police", "Call", "Bypass", "on order of the director")
		b.row("A4", "D+2 06:00", "Excon", "Police", "Call", "Injection", "")
	},
}

// book makes a workbook row by row.
type book struct {
	t       *testing.T
	f       *excelize.File
	name    string
	at      int
	formats []string
}

func (b *book) sheet(name string) {
	if b.at == 0 {
		require.NoError(b.t, b.f.SetSheetName(b.name, name))
	} else {
		_, err := b.f.NewSheet(name)
		require.NoError(b.t, err)
	}
	b.name, b.at = name, 0
}

func (b *book) row(cells ...any) {
	b.at++
	for c, v := range cells {
		at := fmt.Sprintf("%s%d", sheet.ColumnName(c), b.at)
		require.NoError(b.t, b.f.SetCellValue(b.name, at, v))
		if c < len(b.formats) && b.formats[c] != "" {
			id, err := b.f.NewStyle(&excelize.Style{CustomNumFmt: &b.formats[c]})
			require.NoError(b.t, err)
			require.NoError(b.t, b.f.SetCellStyle(b.name, at, at, id))
		}
	}
}

func (b *book) merge(from, to string) { require.NoError(b.t, b.f.MergeCell(b.name, from, to)) }
func (b *book) hide(row int)          { require.NoError(b.t, b.f.SetRowVisible(b.name, row, false)) }

func (b *book) epoch1904() {
	yes := true
	require.NoError(b.t, b.f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
}

// made is a workbook that a test makes.
func made(t *testing.T, build func(*book)) []byte {
	b := &book{t: t, f: excelize.NewFile(), name: "Sheet1"}
	defer b.f.Close()
	build(b)
	var out bytes.Buffer
	require.NoError(t, b.f.Write(&out))
	return out.Bytes()
}

// lists are all lists of the corpus by name: texts and workbooks of files, and
// workbooks that are made.
func lists(t *testing.T) map[string][]byte {
	all := map[string][]byte{}
	names, err := filepath.Glob("testdata/*.*")
	require.NoError(t, err)
	for _, name := range names {
		if !slices.Contains([]string{".golden", ".yaml"}, filepath.Ext(name)) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			all[filepath.Base(name)] = data
		}
	}
	for name, build := range books {
		all[name] = made(t, build)
	}
	return all
}

// readAs reads a list by its own proposal.
func readAs(t *testing.T, name string, data []byte, w *World) (*Proposal, *Reading) {
	b, err := sheet.Read(name, bytes.NewReader(data))
	require.NoError(t, err, name)
	p, err := Propose(b, w)
	require.NoError(t, err, name)
	m, err := ReadMap("map.yaml", p.Text)
	require.NoError(t, err, "%s:\n%s", name, p.Text)
	r, err := Read(b, m, w)
	require.NoError(t, err, name)
	return p, r
}

// TestListsComeIn reads every list of the corpus by what is proposed for it, and holds the
// proposal, what is told and every entry against a golden file.
func TestListsComeIn(t *testing.T) {
	all := lists(t)
	require.NotEmpty(t, all)
	for _, name := range sortedKeys(all) {
		t.Run(name, func(t *testing.T) {
			p, r := readAs(t, name, all[name], nil)
			require.NoError(t, r.Err())
			golden := filepath.Join("testdata", name+".golden")
			if *rewrite {
				require.NoError(t, os.WriteFile(golden, []byte(described(p, r)), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), described(p, r))
			require.NotEmpty(t, r.Table.Rows)
			_, err = r.Table.Entries(notation.Clock{Start: r.StartEx, Zone: r.Zone}, func(cell string) (string, error) { return cell, nil })
			require.NoError(t, err)
		})
	}
}

// An entry that needs a condition keeps that of the scenario when its list, which has no
// column for one, comes in again.
func TestConditionsOfAScenarioStay(t *testing.T) {
	text := "No.,Time,From,To,Description,Type\n1,0900,SimCell,Police,Call,Inject\n2,1000,Police,Customs,Tell,Player action\n3,1100,Police,Customs,Ask,Player action\n"
	w := &World{Start: 1_803_877_200_000, EndEx: 4 * sim.Day, Conditional: map[string]string{"2": "expected_action"}}
	p, r := readAs(t, "list.csv", []byte(text), w)
	require.NoError(t, r.Err())
	require.Equal(t, []string{"inject", "expected_action", "other"}, []string{cellOf(r, 0, "type"), cellOf(r, 1, "type"), cellOf(r, 2, "type")})
	require.Contains(t, string(p.Text), "Player action: other")
	w.Conditional["3"] = "expected_action"
	p, r = readAs(t, "list.csv", []byte(text), w)
	require.NoError(t, r.Err())
	require.Equal(t, "expected_action", cellOf(r, 2, "type"))
	require.Contains(t, string(p.Text), "Player action: expected_action")
}

// A workbook that LibreOffice saved as an OpenDocument sheet says what it said before.
func TestOpenDocumentsSayTheSame(t *testing.T) {
	for _, name := range []string{"groups", "native", "days", "elapsed"} {
		p, r := readAs(t, name+".xlsx", made(t, books[name+".xlsx"]), nil)
		data, err := os.ReadFile(filepath.Join("testdata", "office-"+name+".ods"))
		require.NoError(t, err)
		q, s := readAs(t, name+".xlsx", data, nil)
		require.Equal(t, described(p, r), described(q, s))
	}
}

// described is a proposal and what it reads, for people.
func described(p *Proposal, r *Reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n--- guessed\n", p.Text)
	for _, n := range p.Guesses {
		fmt.Fprintln(&b, n)
	}
	fmt.Fprintf(&b, "--- read: %q, zone %s\n", r.Title, offsetText(r.Zone))
	for _, n := range r.Notes {
		fmt.Fprintln(&b, n)
	}
	for _, n := range r.Names {
		fmt.Fprintf(&b, "name %s %v %d\n", n.Text, n.Columns, n.Entries)
	}
	for i, row := range r.Table.Rows {
		fmt.Fprintf(&b, "--- %s\n", r.Table.Place(i, "number"))
		for c, text := range row {
			if text != "" {
				fmt.Fprintf(&b, "%s: %s\n", r.Table.Columns[c].Key, strings.ReplaceAll(text, "\n", "\n  "))
			}
		}
	}
	return b.String()
}

// cellOf is what an entry of a reading says under a key.
func cellOf(r *Reading, row int, key string) string {
	for c := range r.Table.Columns {
		if r.Table.Columns[c].Key == key {
			return r.Table.Rows[row][c]
		}
	}
	return ""
}

// A list keeps the distance of its entries when it goes into a scenario: by its dates
// where they lie in it, else moved as a whole, which is told.
func TestListIntoAWorld(t *testing.T) {
	w := &World{Start: 1_803_877_200_000, EndEx: 4 * sim.Day, Zone: sim.Hour, Agencies: []Named{{"arvonia.harbour-police", "Harbour Police"}, {"arvonia.press", "Public Affairs"}}, Storylines: []Named{{"crossing", "The crossing"}}}
	text, err := os.ReadFile("testdata/guard.csv")
	require.NoError(t, err)
	p, r := readAs(t, "guard.csv", text, w) // 1 March 2027 05:00Z, so 06:00 in the zone of the scenario
	require.NoError(t, r.Err())
	require.NotContains(t, string(p.Text), "\nstartex")
	cell := cellOf
	require.Equal(t, []string{"T+0h", "T+1h30m", "T+9h45m", "T+1d3h"}, []string{cell(r, 0, "at"), cell(r, 1, "at"), cell(r, 2, "at"), cell(r, 3, "at")})
	require.Equal(t, "arvonia.harbour-police", cell(r, 1, "to"))
	require.Equal(t, "crossing", cell(r, 1, "storyline"))
	require.Contains(t, cell(r, 2, "notes"), "STORYLINE/THREAD: Media")
	w.Start += int64(900 * sim.Day)
	p, r = readAs(t, "guard.csv", text, w)
	require.NoError(t, r.Err())
	require.Contains(t, string(p.Text), "\nstartex: 2027-03-01T06:00+01:00")
	require.Equal(t, "T+9h45m", cell(r, 2, "at"))
}
