package reform

import (
	"entente/scenarios/estimate"
	"entente/sim"
)

// Rights is what a set changes for those whom it concerns (M17), in a run less the same
// run today.
type Rights struct {
	Refused, Benign, Unlawful, Overrun estimate.Interval
	Differs                            estimate.Interval // share of the runs in which any of them differs
}

// rightsLevel is the level at which a change of rights is told as one: higher than that
// of other intervals, for there are four of them.
const rightsLevel = 0.99

// Costs says whether it costs rights: more innocent people under a coercive action, more
// unlawful use of exceptions, more time beyond a retention, or fewer transfers refused
// on rights grounds, which is a safeguard that went or was walked around.
func (r *Rights) Costs() bool {
	return r.Benign.Low > 0 || r.Unlawful.Low > 0 || r.Overrun.Low > 0 || r.Refused.High < 0
}

// rightsOf is what rows change beside those of today, replication by replication.
func rightsOf(rows, base []Row) Rights {
	diff := func(read func(*Row) float64) estimate.Interval { return pairedMean(rows, base, rightsLevel, read) }
	n, differ, of := min(len(rows), len(base)), 0, 0
	for i := range n {
		a, b := &rows[i], &base[i]
		if a.Failed != "" || b.Failed != "" {
			continue
		}
		of++
		differ += one(a.Refused != b.Refused || a.Benign != b.Benign || a.Unlawful != b.Unlawful || a.Overrun != b.Overrun)
	}
	return Rights{
		Differs:  estimate.Share(differ, of, rightsLevel),
		Refused:  diff(func(r *Row) float64 { return float64(r.Refused) }),
		Benign:   diff(func(r *Row) float64 { return float64(r.Benign) }),
		Unlawful: diff(func(r *Row) float64 { return float64(r.Unlawful) }),
		Overrun:  diff(func(r *Row) float64 { return hours(r.Overrun) }),
	}
}

func hours(t sim.Time) float64 { return float64(t) / float64(sim.Hour) }

// pairedMean is the mean of what a number of rows is more than in the same runs today. Runs
// that failed are left out.
func pairedMean(rows, base []Row, level float64, read func(*Row) float64) estimate.Interval {
	n := min(len(rows), len(base))
	a, b := sample(base[:n], read), sample(rows[:n], read)
	return estimate.Paired(a, b, level)
}

func sample(rows []Row, read func(*Row) float64) estimate.Sample {
	s := estimate.Sample{Values: make([]float64, len(rows)), Has: make([]bool, len(rows))}
	for i := range rows {
		s.Values[i], s.Has[i] = read(&rows[i]), rows[i].Failed == ""
	}
	return s
}

// Load is what a set changes in what people have to do (M13), in a run less the same run
// today.
type Load struct{ Messages, Decided, Idle estimate.Interval }

func loadOf(rows, base []Row, level float64) Load {
	return Load{
		Messages: pairedMean(rows, base, level, func(r *Row) float64 { return float64(r.Messages) }),
		Decided:  pairedMean(rows, base, level, func(r *Row) float64 { return float64(r.Decided) }),
		Idle:     pairedMean(rows, base, level, func(r *Row) float64 { return hours(r.Idle) }),
	}
}

// Sum sets what a set does against the sum of what each of its reforms does alone: above
// zero they help each other, below they do the same work twice.
type Sum struct{ InTime, Lead estimate.Interval }

// compareWithParts compares rows of a set with those of its parts, all of the same replications.
func compareWithParts(rows, base []Row, parts [][]Row, level float64) Sum {
	over := func(read func(*Row) float64) estimate.Interval {
		n := len(rows)
		zero := estimate.Sample{Values: make([]float64, n)}
		d := estimate.Sample{Values: make([]float64, n), Has: make([]bool, n)}
		for i := range rows {
			d.Has[i] = rows[i].Lead.Counts && base[i].Lead.Counts
			d.Values[i] = read(&rows[i]) - read(&base[i])
			for _, p := range parts {
				d.Has[i] = d.Has[i] && p[i].Lead.Counts
				d.Values[i] -= read(&p[i]) - read(&base[i])
			}
		}
		return estimate.Paired(zero, d, level)
	}
	return Sum{over(inTime), over(leadHours)}
}

func inTime(r *Row) float64 { return float64(one(r.Lead.InTime())) }

func leadHours(r *Row) float64 { return hours(r.Lead.Ms) }

// gainHours is what a set changes in the time to spare, in hours: of what never comes the
// time from due to the end of the run counts.
func gainHours(rows, base []Row, level float64) estimate.Interval {
	n := min(len(rows), len(base))
	d := func(list []Row) estimate.Sample {
		s := sample(list[:n], leadHours)
		for i := range s.Has {
			s.Has[i] = s.Has[i] && list[i].Lead.Counts
		}
		return s
	}
	return estimate.Paired(d(base), d(rows), level)
}
