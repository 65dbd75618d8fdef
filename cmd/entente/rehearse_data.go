package main

import (
	"fmt"
	"io"
	"strconv"

	"entente/agents"
	"entente/replay/measure"
	"entente/scenarios/msel"
	"entente/scenarios/sweep"
	"entente/sim"
)

// rehearsed is what `rehearse --json` prints.
type rehearsed struct {
	Scenario string         `json:"scenario"`
	Title    string         `json:"title,omitempty"`
	Banner   string         `json:"banner,omitempty"`
	Engine   string         `json:"engine"`
	Seed     uint64         `json:"seed"`
	Runs     int            `json:"runs"`
	Entries  []rehearsedOne `json:"entries"`
	Cells    []rehearsedTwo `json:"cells"`
}

// rehearsedOne is one entry; times are null where it came in no run.
type rehearsedOne struct {
	Number string          `json:"number"`
	Type   string          `json:"type"`
	Status string          `json:"status"`
	Due    int64           `json:"due_ms"`
	Came   int             `json:"came"`
	Share  float64         `json:"share"`
	Missed int             `json:"missed,omitempty"`
	Never  bool            `json:"never"`
	When   *measure.Spread `json:"when_ms"`
}

type rehearsedTwo struct {
	Cell  string    `json:"cell"`
	Means []float64 `json:"mean_by_hour"`
	Highs []int     `json:"p95_by_hour"`
}

func rehearsalData(r *sweep.Rehearsal, seed uint64) *rehearsed {
	out := &rehearsed{
		Scenario: r.Static.Scenario, Title: r.Static.Title, Banner: r.Static.Banner, Engine: agents.Version, Seed: seed, Runs: r.Runs,
	}
	for i := range r.Entries {
		o := &r.Entries[i]
		one := rehearsedOne{
			Number: o.Number, Type: o.Type, Status: o.Status, Due: o.At, Came: o.Came,
			Share: float64(o.Came) / float64(r.Runs), Missed: o.Missed, Never: o.Never(),
		}
		if o.Came > 0 {
			at := func(q int) *float64 { v := float64(o.Quantile(q)); return &v }
			one.When = &measure.Spread{P05: at(50), P50: at(500), P95: at(950)}
		}
		out.Entries = append(out.Entries, one)
	}
	for _, c := range r.Cells {
		two := rehearsedTwo{Cell: c.Cell}
		for _, h := range c.Hours {
			two.Means, two.Highs = append(two.Means, h.Mean), append(two.Highs, h.High)
		}
		out.Cells = append(out.Cells, two)
	}
	return out
}

var (
	entriesTitles = []string{"number", "type", "status", "due", "came", "runs", "share", "missed", "at 5 %", "at 50 %", "at 95 %"}
	loadTitles    = []string{"cell", "hour of play", "mean", "not exceeded in 95 %"}
)

// entriesCSV writes a row for each entry.
func entriesCSV(w io.Writer, r *sweep.Rehearsal) error {
	rows := [][]string{entriesTitles}
	for i := range r.Entries {
		o := &r.Entries[i]
		row := []string{
			o.Number, o.Type, o.Status, msel.DayHour(sim.Time(o.At)), strconv.Itoa(o.Came), strconv.Itoa(r.Runs),
			fmt.Sprintf("%.3f", float64(o.Came)/float64(r.Runs)), strconv.Itoa(o.Missed),
		}
		for _, q := range [...]int{50, 500, 950} {
			text := ""
			if o.Came > 0 {
				text = msel.DayHour(o.Quantile(q))
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return msel.WriteCells(w, rows)
}

// loadCSV writes a row for each cell and hour of play.
func loadCSV(w io.Writer, r *sweep.Rehearsal) error {
	rows := [][]string{loadTitles}
	for _, c := range r.Cells {
		for h, x := range c.Hours {
			rows = append(rows, []string{c.Cell, strconv.Itoa(h), fmt.Sprintf("%.3f", x.Mean), strconv.Itoa(x.High)})
		}
	}
	return msel.WriteCells(w, rows)
}
