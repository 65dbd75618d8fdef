//go:build !js

package main

import (
	"entente/scenarios/study"
)

// The shapes of sweep plan --json.
type (
	planJSON struct {
		Study        string        `json:"study"`        // its name
		Scenario     string        `json:"scenario"`     // as the study names it
		Plan         string        `json:"plan"`         // hash of all that decides the results
		Options      []choiceJSON  `json:"options"`      // of the study, in its order
		Factors      []factorJSON  `json:"factors"`      // what is varied
		Blocks       []layoutJSON  `json:"blocks"`       // designs, one after the other
		Points       int           `json:"points"`       // of all blocks; each is run under every option
		Replications int           `json:"replications"` // of every point under every option
		Runs         int           `json:"runs"`         // points times options times replications
		More         *moreJSON     `json:"more"`         // when there are replications enough; null: the study says how many
		Series       *instantsJSON `json:"series"`       // what is kept of runs on their way; null: nothing
		Estimate     estimateJSON  `json:"estimate"`     // from a few runs on this machine, which says no two times the same
		Notes        []string      `json:"notes"`        // what may not be meant
	}
	choiceJSON struct {
		ID    string `json:"id"`    // as results name it
		Title string `json:"title"` // empty where the study gives none
	}
	factorJSON struct {
		Path   string `json:"path"`   // in the scenario
		Takes  string `json:"takes"`  // which values, in words
		Places int    `json:"places"` // of the scenario that the path reaches
	}
	layoutJSON struct {
		ID      string `json:"id"`      // of the block in the study
		Design  string `json:"design"`  // as the study names it
		Factors int    `json:"factors"` // that it varies
		Points  int    `json:"points"`  // that it has
	}
	moreJSON struct {
		Measure string `json:"measure"` // that decides
		Within  string `json:"within"`  // half of an interval that is narrow enough, as the study writes it
		Batch   int    `json:"batch"`   // replications that are added at a time
		Most    int    `json:"most"`    // replications at most
		Runs    int    `json:"runs"`    // if it comes to that
	}
	instantsJSON struct {
		Instants int      `json:"instants"` // of each run
		Measures []string `json:"measures"` // that are kept of each
		Rows     int      `json:"rows"`     // of the table
	}
	estimateJSON struct {
		Run    int64 `json:"run_ms"`       // of one core
		All    int64 `json:"all_ms"`       // of one core, for all runs
		Cores  int   `json:"cores"`        // of this machine, and so workers
		Tables int64 `json:"table_bytes"`  // of all tables as text
		Memory int64 `json:"memory_bytes"` // with so many workers
		Worker int64 `json:"worker_bytes"` // that each of them keeps at most: its worlds, and the records of a run, twice those of the longest that was tried
		Shares int   `json:"shares"`       // for a cluster, so that each takes some five minutes
	}
)

// printPlan prints what a plan comes to as JSON.
func (e *edge) printPlan(p *study.Plan) (err error) {
	o := planJSON{Study: string(p.Study.Name), Scenario: p.Study.Scenario, Plan: p.Hash, Points: p.Points(), Replications: p.Reps, Runs: p.Runs(), Notes: p.Warnings()}
	for _, x := range p.Options {
		o.Options = append(o.Options, choiceJSON{x.ID, x.Title})
	}
	for _, c := range p.Columns {
		o.Factors = append(o.Factors, factorJSON{c.Path, c.Says(), len(c.Targets)})
	}
	for _, l := range p.Layouts {
		o.Blocks = append(o.Blocks, layoutJSON{l.ID, l.Name, len(l.Columns), l.Rows()})
	}
	if k := p.Enough; k != nil {
		o.More = &moreJSON{k.Figure.ID, k.Says, k.Batch, k.Most, p.Configs() * k.Most}
	}
	if t := p.Series; t != nil {
		o.Series = &instantsJSON{Instants: t.Count, Rows: p.Runs() * t.Count}
		for _, f := range t.Figures {
			o.Series.Measures = append(o.Series.Measures, f.ID)
		}
	}
	if o.Estimate, err = e.estimate(p); err != nil {
		return err
	}
	return printJSON(e.stdout, o)
}
