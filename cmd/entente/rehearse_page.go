package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"entente/agents"
	"entente/replay/wording"
	"entente/scenarios/sweep"
	"entente/sim"
)

//go:embed rehearsal.html
var rehearsalText string

var rehearsalTemplate = template.Must(template.New("rehearsal").Parse(rehearsalText))

// sheets are what the page of a rehearsal shows: one sheet for each cell.
type sheets struct {
	Banner, Scenario, Title, Span, Engine string
	Seed                                  uint64
	Runs                                  int
	Never                                 []string
	Cells                                 []cellSheet
	Load                                  []loadRow
	Hours                                 int
}

type cellSheet struct {
	Name string
	Rows []sheetRow
}

type sheetRow struct {
	Number, Type, Status, Due, Play, To, Method, Text, Expected, Condition, Notes string
	Percent                                                                       int
	Never, Other                                                                  bool
	When                                                                          string
}

// loadRow is the load of a cell as bars of one hour each, in percent of the most.
type loadRow struct {
	Cell  string
	Peak  string
	Bars  []loadBar
	Width float64
}

type loadBar struct {
	X, Y, H float64
	Says    string
}

// rehearsalPage writes a page that stands alone, without a script, and prints with
// every cell's sheet on a page of its own.
func rehearsalPage(w io.Writer, r *sweep.Rehearsal, seed uint64) error {
	st := r.Static
	speak := wording.NewSpeaker(st, wording.HSEEP)
	out := &sheets{
		Banner: st.Banner, Scenario: st.Scenario, Title: st.Title, Engine: agents.Version, Seed: seed, Runs: r.Runs,
		Span: fmt.Sprintf("%s to %s", speak.Clock.Date(0), speak.Clock.At(sim.Time(st.EndEx))),
	}
	groups, names := oddsByCell(r)
	for _, name := range names {
		sheet := cellSheet{Name: name}
		for _, o := range groups[name] {
			sheet.Rows = append(sheet.Rows, newSheetRow(speak, o, r.Runs))
			if o.Never() {
				out.Never = append(out.Never, o.Number)
			}
		}
		out.Cells = append(out.Cells, sheet)
	}
	for i := range r.Cells {
		out.Load = append(out.Load, loadOf(&r.Cells[i]))
		out.Hours = len(r.Cells[i].Hours)
	}
	return rehearsalTemplate.Execute(w, out)
}

func newSheetRow(speak *wording.Speaker, o *sweep.Odds, runs int) sheetRow {
	row := sheetRow{
		Number: o.Number, Type: wording.EntryType(o.Type), Status: o.Status, To: o.To, Method: o.Method, Text: o.Text, Expected: o.Expected,
		Condition: o.Condition, Notes: o.Notes, Percent: (100*o.Came + runs/2) / runs, Never: o.Never(), Other: o.Type == "other",
	}
	if row.Text == "" {
		row.Text = o.Title
	}
	row.Due, row.Play = speak.EntryWindow(&o.Entry), speak.EntryPlay(&o.Entry)
	if varies(o) {
		row.When = fmt.Sprintf("%s · %s · %s", speak.Clock.At(o.Quantile(50)), speak.Clock.At(o.Quantile(500)), speak.Clock.At(o.Quantile(950)))
	}
	return row
}

func loadOf(b *sweep.Busy) loadRow {
	row := loadRow{Cell: b.Cell, Peak: "nothing arrives", Width: 600 / float64(len(b.Hours))}
	peak := b.Peak()
	if peak < 0 {
		return row
	}
	most := b.Hours[peak].Mean
	row.Peak = fmt.Sprintf("most in H+%d: %.1f; at most %d in 19 runs of 20", peak, most, b.Hours[peak].High)
	for h, x := range b.Hours {
		if x.Mean > 0 {
			high := max(1, float64(28*x.Mean)/most)
			row.Bars = append(row.Bars, loadBar{X: float64(float64(h) * row.Width), Y: 28 - high, H: high, Says: fmt.Sprintf("H+%d: %.1f; at most %d in 19 runs of 20", h, x.Mean, x.High)})
		}
	}
	return row
}
