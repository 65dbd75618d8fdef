package batch

import (
	"time"

	"entente/scenarios/study"
)

type (
	// Outline is what a plan comes to as data: what is varied, how many runs that makes,
	// and what they are likely to take. It is what sweep plan --json prints.
	Outline struct {
		Study        string          `json:"study"`        // its name
		Scenario     string          `json:"scenario"`     // as the study names it
		Plan         string          `json:"plan"`         // hash of all that decides the results
		Options      []OutlineOption `json:"options"`      // of the study, in its order
		Factors      []OutlineFactor `json:"factors"`      // what is varied
		Blocks       []OutlineBlock  `json:"blocks"`       // designs, one after the other
		Points       int             `json:"points"`       // of all blocks; each is run under every option
		Replications int             `json:"replications"` // of every point under every option
		Runs         int             `json:"runs"`         // points times options times replications
		More         *OutlineMore    `json:"more"`         // when there are replications enough; null: the study says how many
		Series       *OutlineSeries  `json:"series"`       // what is kept of runs on their way; null: nothing
		Estimate     Estimate        `json:"estimate"`     // from a few runs on this machine, which says no two times the same
		Notes        []string        `json:"notes"`        // what may not be meant
	}

	// OutlineOption is an option of the study.
	OutlineOption struct {
		ID    string `json:"id"`    // as results name it
		Title string `json:"title"` // empty where the study gives none
	}

	// OutlineFactor is what a study varies.
	OutlineFactor struct {
		Path   string `json:"path"`   // in the scenario
		Takes  string `json:"takes"`  // which values, in words
		Places int    `json:"places"` // of the scenario that the path reaches
	}

	// OutlineBlock is a block of a design.
	OutlineBlock struct {
		ID      string `json:"id"`      // of the block in the study
		Design  string `json:"design"`  // as the study names it
		Factors int    `json:"factors"` // that it varies
		Points  int    `json:"points"`  // that it has
	}

	// OutlineMore says until when replications are added.
	OutlineMore struct {
		Measure string `json:"measure"` // that decides
		Within  string `json:"within"`  // half of an interval that is narrow enough, as the study writes it
		Batch   int    `json:"batch"`   // replications that are added at a time
		Most    int    `json:"most"`    // replications at most
		Runs    int    `json:"runs"`    // if it comes to that
	}

	// OutlineSeries says what is kept of runs on their way.
	OutlineSeries struct {
		Instants int      `json:"instants"` // of each run
		Measures []string `json:"measures"` // that are kept of each
		Rows     int      `json:"rows"`     // of the table
	}

	// Estimate is what all runs of a plan are likely to take, from a few of them.
	Estimate struct {
		Run    int64 `json:"run_ms"`       // of one core
		All    int64 `json:"all_ms"`       // of one core, for all runs
		Cores  int   `json:"cores"`        // of this machine, and so workers
		Tables int64 `json:"table_bytes"`  // of all tables as text
		Memory int64 `json:"memory_bytes"` // with so many workers
		Worker int64 `json:"worker_bytes"` // that each of them keeps at most: its worlds, and the records of a run, twice those of the longest that was tried
		Shares int   `json:"shares"`       // for a cluster, so that each takes some five minutes
	}
)

// ShareTime is what a share of a cluster should take: long beside what it costs to
// begin one, short beside the limits of queues.
const ShareTime = 5 * time.Minute

// probed is how many runs say what all take: of many points, since some points have runs
// several times as long as others.
const probed = 8

// EstimateCost makes a few runs to estimate what all runs of a plan take with so many
// workers, each on a core of its own. now is the clock of whoever asks.
func EstimateCost(p *study.Plan, workers int, now func() time.Time) (x Estimate, err error) {
	need, err := Probe(p, probed, now)
	if err != nil {
		return x, err
	}
	total := need.Each * time.Duration(p.Runs())
	return Estimate{
		Run: need.Each.Round(time.Millisecond).Milliseconds(), All: total.Milliseconds(), Cores: workers, Tables: int64(need.Row) * int64(p.Runs()),
		Memory: need.Memory(workers), Worker: need.Worker,
		Shares: need.Shares(p.Runs(), 1),
	}, nil
}

// OutlinePlan makes the outline of a plan, for so many workers on this machine. It makes a
// few runs to estimate what all of them take; now is the clock of whoever asks.
func OutlinePlan(p *study.Plan, workers int, now func() time.Time) (o Outline, err error) {
	o = Outline{Study: string(p.Study.Name), Scenario: p.Study.Scenario, Plan: p.Hash, Points: p.Points(), Replications: p.Reps, Runs: p.Runs(), Notes: p.Warnings()}
	for _, x := range p.Options {
		o.Options = append(o.Options, OutlineOption{x.ID, x.Title})
	}
	for _, c := range p.Columns {
		o.Factors = append(o.Factors, OutlineFactor{c.Path, c.Says(), len(c.Targets)})
	}
	for _, l := range p.Layouts {
		o.Blocks = append(o.Blocks, OutlineBlock{l.ID, l.Name, len(l.Columns), l.Rows()})
	}
	if k := p.Enough; k != nil {
		o.More = &OutlineMore{k.Figure.ID, k.Says, k.Batch, k.Most, p.Configs() * k.Most}
	}
	if t := p.Series; t != nil {
		o.Series = &OutlineSeries{Instants: t.Count, Rows: p.Runs() * t.Count}
		for _, f := range t.Figures {
			o.Series.Measures = append(o.Series.Measures, f.ID)
		}
	}
	o.Estimate, err = EstimateCost(p, workers, now)
	return o, err
}
