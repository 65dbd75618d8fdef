// Package analysis computes the results of a study from its runs.
//
// # What it gives
//
// Data is the runs of a study in memory: what each was, and its measures. Of gives for
// every option the result of each measure, the differences from a baseline, which factors
// matter by the designs that can tell, and where in the space of factors runs succeed.
//
// # How to think of it
//
// A run that failed, and a measure that had nothing to count, is absent. What it counts
// may also not have happened by the end ("never"): such a run has no number, yet ranks
// beyond all that have one, so it counts in quantiles and in shares and is reported
// beside every mean. Nothing is left out in silence: each number says how many runs it
// rests on and how many are missing.
//
// All of it follows from the table of runs and the study; bootstraps draw by keyed hash.
package analysis

import (
	"fmt"
	"io"
	"math"

	"entente/replay/measure"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
)

// State is what a run has for a measure.
type State uint8

// The states.
const (
	Absent State = iota // the run failed, is missing, or had nothing to count
	Never               // it had not happened by the end
	Has
)

// Column is one measure over all runs of a plan, by number of run.
type Column struct {
	Figure *measure.Figure
	Values []float64
	States []State
}

// Data is the runs of a study.
type Data struct {
	Plan    *study.Plan
	Columns []Column
	Missing int
	Failed  []Failure // the first of them
	Fails   int
}

// Failure is a run that failed.
type Failure struct {
	Run   int
	Error string
}

// mostTold bounds the failures that are told.
const mostTold = 20

// Load reads the runs of a plan from its table: some figures, or all that the study is
// about.
func Load(p *study.Plan, r *results.Reader, some ...*measure.Figure) (*Data, error) {
	t, d := batch.Runs(p), &Data{Plan: p}
	var places []int
	if some == nil {
		some = figures(p)
	}
	for _, f := range some {
		c := Column{Figure: f, Values: make([]float64, p.Runs()), States: make([]State, p.Runs())}
		for i := range c.Values {
			c.Values[i] = math.NaN()
		}
		d.Columns = append(d.Columns, c)
		places = append(places, t.Find(batch.MeasureColumn(f)))
	}
	status, because := t.Find("status"), t.Find("error")
	row, n := make(results.Row, len(t.Columns)), 0
	for {
		err := r.Read(row)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		run := int(row[0].I)
		if run < 0 || run >= p.Runs() {
			return nil, fmt.Errorf("the table has run %d, and the study has %d", run, p.Runs())
		}
		n++
		if row[status].S != "ok" {
			if d.Fails++; len(d.Failed) < mostTold {
				d.Failed = append(d.Failed, Failure{run, row[because].S})
			}
			continue
		}
		for i, at := range places {
			switch c := &d.Columns[i]; {
			case row[at].Has:
				c.Values[run], c.States[run] = row[at].F, Has
			case row[at+1].S == "never":
				c.States[run] = Never
			}
		}
	}
	d.Missing = p.Runs() - n
	return d, nil
}

// figures are those that a study is about.
func figures(p *study.Plan) (list []*measure.Figure) {
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		wanted := len(p.Study.Measures) == 0
		for _, id := range p.Study.Measures {
			wanted = wanted || id == f.ID
		}
		wanted = wanted || p.Enough != nil && p.Enough.Figure == f
		if wanted {
			list = append(list, f)
		}
	}
	return list
}

// Find is the column of a measure; nil where the study has none.
func (d *Data) Find(id string) *Column {
	for i := range d.Columns {
		if d.Columns[i].Figure.ID == id {
			return &d.Columns[i]
		}
	}
	return nil
}

// Factors are those of a block, by the places of its design; none of a block that the
// study has not.
func (d *Data) Factors(block string) (list []*study.Column) {
	for _, l := range d.Plan.Layouts {
		if l.ID != block {
			continue
		}
		for _, c := range l.Columns {
			list = append(list, d.Plan.Columns[c])
		}
	}
	return list
}
