package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"entente/agents"
	"entente/replay/measure"
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
	c := clock{st.Start, sim.Time(st.Zone)}
	p := &picture{clock: c, story: measure.NewStory(st)}
	out := &sheets{
		Banner: st.Banner, Scenario: st.Scenario, Title: st.Title, Engine: agents.Version, Seed: seed, Runs: r.Runs,
		Span: fmt.Sprintf("%s to %s", c.date(0), c.at(sim.Time(st.EndEx))),
	}
	groups, names := oddsByCell(r)
	for _, name := range names {
		sheet := cellSheet{Name: name}
		for _, o := range groups[name] {
			sheet.Rows = append(sheet.Rows, p.sheetRow(o, r.Runs))
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

func (p *picture) sheetRow(o *sweep.Odds, runs int) sheetRow {
	row := sheetRow{
		Number: o.Number, Type: typed(o.Type), Status: o.Status, To: o.To, Method: o.Method, Text: o.Text, Expected: o.Expected,
		Condition: o.Condition, Notes: o.Notes, Percent: (100*o.Came + runs/2) / runs, Never: o.Never(), Other: o.Type == "other",
	}
	if row.Text == "" {
		row.Text = o.Title
	}
	if move, played, ok := p.story.Static.Play(o.At); ok && move != "" {
		row.Play = fmt.Sprintf("%s %d:%02d", move, sim.Time(played)/sim.Hour, sim.Time(played)%sim.Hour/sim.Minute)
	}
	row.Due = map[string]string{"contingency": "from ", "expected_action": "by "}[o.Type] + p.clock.at(sim.Time(o.At))
	if o.Closes > 0 {
		row.Due += " to " + p.clock.at(sim.Time(o.Closes))
	}
	if varies(o) {
		row.When = fmt.Sprintf("%s · %s · %s", p.clock.at(o.Quantile(50)), p.clock.at(o.Quantile(500)), p.clock.at(o.Quantile(950)))
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
			high := max(1, 28*x.Mean/most)
			row.Bars = append(row.Bars, loadBar{X: float64(h) * row.Width, Y: 28 - high, H: high, Says: fmt.Sprintf("H+%d: %.1f; at most %d in 19 runs of 20", h, x.Mean, x.High)})
		}
	}
	return row
}
