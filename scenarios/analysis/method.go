package analysis

import (
	"fmt"

	"entente/replay/measure"
	"entente/scenarios/design"
	"entente/scenarios/estimate"
)

// Method is how an analysis was made, and what it has no number of.
type Method struct {
	Independent bool // every run has luck of its own; else those of one replication share it
	Luck        string
	Rounds      int   // of each bootstrap
	Intervals   []How // how the ends of intervals are found
	Ranks       string
	Left        []string // what was not worked out, and why
}

// How is by what some numbers are made.
type How struct{ Of, By string }

// bootstrapRounds are how bootstraps of a study are made.
func (d *Data) bootstrapRounds() estimate.Resample {
	r := estimate.Rounds95
	if set := d.Plan.Study.Analysis; set != nil && set.Bootstrap != nil {
		r.Rounds = int(set.Bootstrap.Value)
	}
	r.Level = levelOf(d.Plan.Study)
	return r
}

// Method says how the analysis of a study's runs is made.
func (d *Data) Method() *Method {
	m := &Method{
		Luck:   "Runs of one replication share their luck, whatever their configuration (common random numbers).",
		Rounds: d.bootstrapRounds().Rounds,
		Intervals: []How{
			{"means and differences", "Student's, over replications"},
			{"medians", "as far as the share of runs below them strays between replications; of single runs, between order statistics"},
			{"what factors explain", "percentile bootstrap, over base rows (Sobol' indices) or steps (elementary effects)"},
		},
		Ranks: "What had not happened by the end of a run ranks beyond all that had; a mean is of those in which it happened. Nothing is imputed.",
		Left:  d.noteOmitted(),
	}
	if m.Independent = d.Plan.Study.Seeds.Scheme == "independent"; m.Independent {
		m.Luck = "Every run has luck of its own."
	}
	return m
}

// noteOmitted says what was not worked out, and why.
func (d *Data) noteOmitted() (list []string) {
	say := func(what, why string, of ...any) { list = append(list, what+": "+fmt.Sprintf(why, of...)) }
	p := d.Plan
	if p.Reps == 1 {
		say("Intervals over replications", "there is one")
	}
	if len(p.Options) == 1 {
		say("Differences", "there is one option")
	}
	if len(d.Columns) < len(measure.Catalogue) {
		say("Other measures", "the study names %d of %d; the tables have all", len(d.Columns), len(measure.Catalogue))
	}
	if d.Missing+d.Fails > 0 {
		say("Runs that are not there", "%d missing, %d failed; no number is of them", d.Missing, d.Fails)
	}
	tells, fills := false, false
	for _, l := range p.Layouts {
		switch l.Design.(type) {
		case *design.Saltelli, *design.Morris:
			tells = true
		case *design.Latin, *design.Sobol:
			fills = true
		}
	}
	if !tells {
		say("Which factors matter", "no block is of the design saltelli or morris")
	} else if n := len(d.Columns) - len(d.sensitive()); n > 0 {
		say("Which factors matter to other measures", "analysis.sensitivity names %d of %d", len(d.sensitive()), len(d.Columns))
	}
	switch set := p.Study.Analysis; {
	case set == nil || set.Success == "":
		say("Where runs succeed", "the study does not say what success is (analysis.success)")
	case !fills:
		say("Where runs succeed", "no block is of the design latin or sobol")
	}
	if p.Series == nil {
		say("Measures over time", "the study keeps no series")
	}
	return list
}
