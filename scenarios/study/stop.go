package study

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/notation"
)

// Stop says when a study has replications enough.
type Stop struct {
	Figure      *measure.Figure
	Within      float64 // in the figure's unit, or of the mean
	Relative    bool    // Within is a part of the mean
	Differences bool    // of the options' differences from the baseline, not of their means
	Batch, Most int
	Says        string // Within, as it was written
}

// Next is how many replications there are after one more batch; the same where there
// can be no more.
func (s *Stop) Next(reps int) int { return min(reps+s.Batch, s.Most) }

// settleStop settles when there are replications enough.
func (p *planner) settleStop(m *More) {
	const at = "replications.more"
	s := &Stop{Figure: measure.FigureOf(m.Measure), Batch: p.plan.Reps, Says: m.Within}
	if p.plan.Reps < 2 {
		p.form.Add("replications", "one replication says nothing of chance", "write n: 10, say")
	}
	if m.Batch != nil {
		s.Batch = int(m.Batch.Value)
	}
	if m.Most != nil {
		if s.Most = int(m.Most.Value); s.Most <= p.plan.Reps {
			p.form.Add(at+".most", fmt.Sprintf("%d is no more than n, %d", s.Most, p.plan.Reps), "")
		}
	}
	switch m.Of {
	case "", "means":
	case "differences":
		if s.Differences = true; len(p.plan.Study.Options) < 2 {
			p.form.Add(at+".of", "a study of one option has no differences", "of: means")
		}
	default:
		p.form.AddError(at+".of", scenarios.Named("word", string(m.Of), []string{"means", "differences"}))
	}
	if s.Figure == nil || m.Within == "" {
		return
	}
	var err error
	if part, is := strings.CutSuffix(s.Says, "%"); is {
		s.Relative = true
		if s.Within, err = strconv.ParseFloat(strings.TrimSpace(part), 64); err == nil {
			s.Within /= 100
		}
	} else {
		s.Within, err = readAmount(s.Figure, s.Says)
	}
	if err != nil || !(s.Within > 0) {
		p.form.Add(at+".within", fmt.Sprintf("%q is nothing that %s can be within", s.Says, s.Figure.ID), "write "+amountHint(s.Figure)+", or a part of the mean such as 5%")
		return
	}
	p.plan.Enough = s
}

// readAmount reads an amount of a figure: a duration where it is one, else a number; a
// plain number of a duration is milliseconds.
func readAmount(f *measure.Figure, text string) (float64, error) {
	if u := f.Unit; u == measure.Duration || u == measure.Margin {
		size, minus := strings.CutPrefix(text, "-")
		if t, err := notation.ParseDuration(size); err == nil {
			if minus {
				t = -t
			}
			return float64(t), nil
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is no amount of %s; write %s", text, f.ID, amountHint(f))
	}
	return v, nil
}

func amountHint(f *measure.Figure) string {
	if f.Unit == measure.Duration || f.Unit == measure.Margin {
		return "a duration such as 15m"
	}
	return "a number such as 0.05"
}

// Track says what is kept of runs on their way.
type Track struct {
	Every   sim.Time
	Count   int // instants: Every, twice Every and so on, to the end
	Figures []*measure.Figure
}

// mostInstants bounds the instants of a series: the rows of a run wait in memory until
// its turn comes.
const mostInstants = 10_000

// settleSeries settles the series.
func (p *planner) settleSeries() {
	s := p.plan.Study.Series
	if s == nil || s.Every == nil || p.form.Err() != nil {
		return
	}
	t := &Track{Every: s.Every.Value}
	end := p.plan.End()
	if t.Every <= 0 || t.Every > end {
		p.form.Add("series.every", "a run has no such instant", "write a time shorter than the run, such as 1h")
		return
	}
	if n := int64(end / t.Every); n > mostInstants {
		p.form.Add("series.every", fmt.Sprintf("%d instants of every run are more than %d", n, mostInstants), "write a longer time")
		return
	}
	t.Count = int(end / t.Every)
	ids := s.Measures
	if len(ids) == 0 {
		ids = p.plan.Study.Measures
	}
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		for _, id := range ids {
			if id == f.ID {
				t.Figures = append(t.Figures, f)
				break
			}
		}
	}
	if len(t.Figures) == 0 {
		p.form.Add("series.measures", "is missing", "list measures here, or for the whole study")
		return
	}
	p.plan.Series = t
}

// End is when runs of the plan are stopped: at EndEx, or before. It is that of the first
// option where options differ.
func (p *Plan) End() sim.Time {
	spec := p.Options[0].Family.Scenario().Spec
	if p.Study.Until == "" {
		return spec.End
	}
	t, err := spec.Clock().Read(p.Study.Until)
	if err != nil {
		return spec.End // finish tells of it
	}
	return min(t, spec.End)
}
