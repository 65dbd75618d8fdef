package casebook

import (
	"context"
	"fmt"
	"slices"

	"entente/scenarios/sweep"
	"entente/sim"
)

// MostPairs is how many replications a remedy is run for: a sign takes fewer than a place
// in a distribution.
const MostPairs = 300

// The marks of a verdict.
const (
	closedAt = 0.95 // a gap is closed if this share of the runs has none
	mostly   = 0.5  // a label shows in most runs
)

// Runs is how many runs a case takes, with as many replications.
func (p *Plan) Runs(reps int) int { return reps + len(p.remedies)*min(reps, MostPairs) }

// Kept is how many instants of one replication are kept.
func (p *Plan) Kept() int {
	most := len(p.base.look)
	for _, v := range p.remedies {
		most = max(most, len(v.look))
	}
	return most
}

// Measure runs a case as documented and under each remedy, seed by seed. The first run
// that fails is an error; how many workers the pool has changes nothing.
func (p *Plan) Measure(ctx context.Context, pool sweep.Pool, seed uint64, reps int) (*Result, error) {
	c := p.Case
	base, err := p.base.replicate(ctx, pool, seed, reps)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Name, err)
	}
	o := &Result{Name: string(c.Name), Title: c.Title, Scenario: string(p.base.scenario.Static.Scenario), Fitted: p.Fitted, Remedies: len(p.remedies)}
	for i := range c.Rows {
		o.Rows = append(o.Rows, p.measured(i, base))
	}
	for i, x := range c.Labels {
		o.Labels = append(o.Labels, labelled(x, base, p.base.labels[i]))
	}
	o.Controls = make([]Held, len(c.Controls))
	for i, x := range c.Controls {
		o.Controls[i] = Held{ID: x.ID, Says: x.Says, On: controlOn(x), Closed: closedAt, Without: p.base.closedShare(i, x, base)}
		if x.Closed != nil {
			o.Controls[i].Closed = share(x.Closed.Value)
		}
	}
	for k, v := range p.remedies {
		runs, err := v.replicate(ctx, pool, seed, min(reps, MostPairs))
		if err != nil {
			return nil, fmt.Errorf("%s, under %s: %w", c.Name, c.Remedies[k].ID, err)
		}
		for _, r := range v.read {
			o.Signs = append(o.Signs, p.compare(c.Remedies[k], v, r, base[:len(runs)], runs))
		}
		for i, x := range c.Controls {
			if s := v.closedShare(i, x, runs); o.Controls[i].Best == "" || s > o.Controls[i].With {
				o.Controls[i].Best, o.Controls[i].With = c.Remedies[k].ID, s
			}
		}
	}
	for i := range o.Controls {
		h := &o.Controls[i]
		h.Holds = max(h.With, h.Without) < h.Closed
	}
	return o, nil
}

// replicate gives when everything that is looked at came, for each replication.
func (v *variant) replicate(ctx context.Context, pool sweep.Pool, seed uint64, reps int) ([][]sim.Time, error) {
	worlds := sweep.NewWorlds(v.scenario.Spec)
	return sweep.RunAll(ctx, pool, reps, func(r int) ([]sim.Time, error) {
		w := newWatch(v)
		_, err := worlds.Run(sim.Replication(seed, uint64(r)), w)
		return w.at, err
	})
}

// between is how long a row took in each run: never where it did not begin or end.
func (v *variant) between(row int, runs [][]sim.Time) []sim.Time {
	list, from := make([]sim.Time, len(runs)), v.rows[row]
	for i, at := range runs {
		if list[i] = sim.Never; at[from] != sim.Never && at[from+1] != sim.Never {
			list[i] = at[from+1] - at[from]
		}
	}
	return list
}

// counted are the runs that have what a row takes for granted.
func (p *Plan) counted(row int, runs [][]sim.Time) (list [][]sim.Time) {
	if p.Case.Rows[row].Given == nil {
		return runs
	}
	for _, at := range runs {
		if at[p.base.rows[row]+2] != sim.Never {
			list = append(list, at)
		}
	}
	return list
}

// measured is a row over all runs that count for it.
func (p *Plan) measured(row int, all [][]sim.Time) Measured {
	r, x, runs := p.Case.Rows[row], p.rows[row], p.counted(row, all)
	m := Measured{ID: r.ID, Says: r.Says, Documented: x.documented.String(), Source: r.Source, Tag: string(r.Tag), Note: r.Note, MayNotEnd: r.MayNotEnd, Role: "predictive", documented: x.documented, runs: p.base.between(row, runs)}
	if x.fitted {
		m.Role = "fitted"
	}
	begun, ended := 0, 0
	for i, at := range runs {
		if at[p.base.rows[row]] != sim.Never {
			begun++
		}
		if m.runs[i] != sim.Never {
			ended++
		}
	}
	m.Counted, m.Never = float64(len(runs))/float64(len(all)), x.documented.High == sim.Never
	if len(runs) == 0 {
		m.Verdict = "not measured: what it takes for granted came about in no run"
		return m
	}
	m.Begun, m.Ended = float64(begun)/float64(len(runs)), float64(ended)/float64(len(runs))
	if begun == 0 {
		m.Verdict = "not measured: it began in no run"
		return m
	}
	m.Measured = true
	sorted := slices.Clone(m.runs)
	slices.Sort(sorted)
	low, mid, high := quantile(sorted, lowest), quantile(sorted, 0.5), quantile(sorted, highest)
	m.Low, m.Median, m.High, m.Width = ms(low), ms(mid), ms(high), bandRatio(low, high)
	m.Place = place(m.runs, x.documented)
	m.Off = logDistance(sorted, x.documented, p.base.scenario.Spec.End)
	m.Inside, m.Verdict = inBand(m.Place), verdictOf(m.runs, x.documented, m.Place)
	return m
}

// ms is a stretch of time for data; nil: never.
func ms(t sim.Time) *int64 {
	if t == sim.Never {
		return nil
	}
	n := int64(t)
	return &n
}

func share(ppm int64) float64 { return float64(ppm) / 1e6 }

// labelled counts the runs in which a label shows.
func labelled(x *Label, runs [][]sim.Time, at int) Labelled {
	n := 0
	for _, run := range runs {
		if run[at] != sim.Never {
			n++
		}
	}
	l := Labelled{ID: x.ID, Says: x.Says, Source: x.Source, Share: float64(n) / float64(len(runs)), Wanted: "in most runs"}
	switch {
	case x.AtLeast != nil:
		l.Wanted = "in at least " + Percent(share(x.AtLeast.Value))
		l.Holds = l.Share >= share(x.AtLeast.Value)
	case x.AtMost != nil:
		l.Wanted = "in at most " + Percent(share(x.AtMost.Value))
		l.Holds = l.Share <= share(x.AtMost.Value)
	default:
		l.Holds = l.Share > mostly
	}
	return l
}

// closedShare is the share of runs in which a gap is none: the deadline was met, or the row
// ended in time.
func (v *variant) closedShare(control int, x *Control, runs [][]sim.Time) float64 {
	n := 0
	if at := v.controls[control]; at >= 0 {
		for _, run := range runs {
			if run[at] != sim.Never {
				n++
			}
		}
	} else {
		for _, t := range v.between(v.gaps[control], runs) {
			if t != sim.Never && t <= x.Within.Value {
				n++
			}
		}
	}
	return float64(n) / float64(len(runs))
}

func controlOn(x *Control) string {
	if x.Row != "" {
		return "row " + x.Row + " within " + intervalCell(x.Within.Value)
	}
	return "deadline " + x.Deadline
}

// compare counts, pair by pair of one seed, whether what is read came sooner, at the same
// time or later. Never is later than every time.
func (p *Plan) compare(x *Remedy, v *variant, r reading, before, after [][]sim.Time) Sign {
	s := Sign{Remedy: x.ID, Says: x.Says, On: r.on, Expected: signs[r.expected+1]}
	var was, is []sim.Time
	if r.row {
		was, is = p.base.between(r.at, before), v.between(r.at, after)
	} else {
		at := p.base.read[slices.IndexFunc(p.base.read, func(b reading) bool { return b.on == r.on })].at
		for i := range before {
			was, is = append(was, before[i][at]), append(is, after[i][r.at])
		}
	}
	for i := range was {
		switch {
		case is[i] < was[i]:
			s.Sooner++
		case is[i] > was[i]:
			s.Later++
		default:
			s.Same++
		}
	}
	s.Came = signs[s.sign()+1]
	s.Confirmed = s.Came == s.Expected
	return s
}

// sign is that of the difference: none where fewer than one pair in twenty differ, or as
// many came sooner as later.
func (s *Sign) sign() int {
	switch differ := s.Sooner + s.Later; {
	case 20*differ < differ+s.Same || s.Sooner == s.Later:
		return 0
	case s.Sooner > s.Later:
		return -1
	}
	return 1
}
