package sweep

import (
	"fmt"
	"slices"
	"strconv"

	"entente/replay/measure"
	"entente/sim"
)

// RehearsalData is a rehearsal as data: the shape of `entente rehearse --json`.
type RehearsalData struct {
	Scenario string      `json:"scenario"`
	Title    string      `json:"title"`
	Banner   string      `json:"banner"`
	Engine   string      `json:"engine"`
	Seed     uint64      `json:"seed,string"`
	Runs     int         `json:"runs"`    // that came to their end
	Failed   int         `json:"failed"`  // runs beside those that did not come to their end
	Entries  []EntryData `json:"entries"` // in the order of the list
	Cells    []CellData  `json:"cells"`   // how much work arrives, by hour of play

	Objectives []ObjectiveData `json:"objectives"` // in how many of the runs each was rated how
}

// ObjectiveData is an objective of the exercise over the runs of a rehearsal.
type ObjectiveData struct {
	Objective string         `json:"objective"`              // its id
	Text      string         `json:"text"`                   // of the objective
	Ratings   map[string]int `json:"ratings" words:"rating"` // runs by the worst rating of its critical tasks; empty where it has none
	Tasks     []TaskData     `json:"tasks"`                  // its critical tasks
}

// TaskData is a critical task over the runs of a rehearsal.
type TaskData struct {
	Task    string         `json:"task"`                   // its id
	Text    string         `json:"text"`                   // of the task
	Measure string         `json:"measure"`                // that it is rated by
	Ratings map[string]int `json:"ratings" words:"rating"` // runs by rating; a rating that no run had is left out
}

// countRatings counts the runs by rating.
func countRatings(c *measure.RatingCount) map[string]int {
	out := map[string]int{}
	for i, n := range c {
		if n > 0 {
			out[string(measure.Ratings[i])] = n
		}
	}
	return out
}

// EntryData is one entry of a rehearsal; times are null where it came in no run.
type EntryData struct {
	Number string          `json:"number"`  // as the list spells it
	Type   string          `json:"type"`    // inject, contingency, expected_action or other
	Status string          `json:"status"`  // as planned
	Due    int64           `json:"due_ms"`  // since StartEx
	Came   int             `json:"came"`    // runs in which it was released, or its action seen
	Share  float64         `json:"share"`   // of the runs in which it came
	Missed int             `json:"missed"`  // runs in which an expected action was not seen
	Never  bool            `json:"never"`   // it is to be played and came in no run
	When   *measure.Spread `json:"when_ms"` // since StartEx, in the runs in which it came
}

// CellData is the load of one cell, by hour of play.
type CellData struct {
	Cell  string    `json:"cell"`         // or agency that is played
	Means []float64 `json:"mean_by_hour"` // pieces of work, mean of the runs
	Highs []int     `json:"p95_by_hour"`  // pieces of work, not exceeded in 95 % of the runs
}

// Data gives a rehearsal as data. Seed and engine say of which runs.
func (r *Rehearsal) Data(seed uint64, engine string) *RehearsalData {
	out := &RehearsalData{
		Scenario: r.Static.Scenario, Title: r.Static.Title, Banner: r.Static.Banner, Engine: engine, Seed: seed, Runs: r.Runs, Failed: len(r.Failed),
	}
	for i := range r.Entries {
		o := &r.Entries[i]
		one := EntryData{
			Number: o.Number, Type: o.Type, Status: o.Status, Due: o.At, Came: o.Came,
			Share: float64(o.Came) / float64(r.Runs), Missed: o.Missed, Never: o.Never(),
		}
		if o.Came > 0 {
			at := func(q sim.PPM) *float64 { v := float64(o.Quantile(q)); return &v }
			one.When = &measure.Spread{P05: at(5 * sim.Percent), P50: at(50 * sim.Percent), P95: at(95 * sim.Percent)}
		}
		out.Entries = append(out.Entries, one)
	}
	for i := range r.Objectives {
		o := &r.Objectives[i]
		x := ObjectiveData{Objective: o.ID, Text: o.Text.Text, Ratings: countRatings(&o.Worst)}
		for k := range o.Tasks {
			t := &o.Tasks[k]
			x.Tasks = append(x.Tasks, TaskData{t.ID, t.Text, t.Measure, countRatings(&t.Count)})
		}
		out.Objectives = append(out.Objectives, x)
	}
	for _, c := range r.Cells {
		two := CellData{Cell: c.Cell}
		for _, h := range c.Hours {
			two.Means, two.Highs = append(two.Means, h.Mean), append(two.Highs, h.High)
		}
		out.Cells = append(out.Cells, two)
	}
	return out
}

// EntryTitles and LoadTitles head the tables of a rehearsal; after `due` stands which
// count its times use.
var (
	EntryTitles = []string{"number", "type", "status", "due", "came", "runs", "share", "missed", "at 5 %", "at 50 %", "at 95 %"}
	LoadTitles  = []string{"cell", "hour of play", "mean", "not exceeded in 95 %"}
)

// EntryRows is a row for each entry, headings first.
func (r *Rehearsal) EntryRows() [][]string {
	clock, titles := r.Static.Clock(), slices.Clone(EntryTitles)
	titles[slices.Index(titles, "due")] += " (" + clock.Legend() + ")"
	rows := [][]string{titles}
	for i := range r.Entries {
		o := &r.Entries[i]
		row := []string{
			o.Number, o.Type, o.Status, clock.Exact(sim.Time(o.At)), strconv.Itoa(o.Came), strconv.Itoa(r.Runs),
			fmt.Sprintf("%.3f", float64(o.Came)/float64(r.Runs)), strconv.Itoa(o.Missed),
		}
		for _, q := range [...]sim.PPM{5 * sim.Percent, 50 * sim.Percent, 95 * sim.Percent} {
			text := ""
			if o.Came > 0 {
				text = clock.Exact(o.Quantile(q))
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

// LoadRows is a row for each cell and hour of play, headings first.
func (r *Rehearsal) LoadRows() [][]string {
	rows := [][]string{LoadTitles}
	for _, c := range r.Cells {
		for h, x := range c.Hours {
			rows = append(rows, []string{c.Cell, strconv.Itoa(h), fmt.Sprintf("%.3f", x.Mean), strconv.Itoa(x.High)})
		}
	}
	return rows
}
