package analysis

import (
	"math"

	"entente/scenarios/estimate"
	"entente/scenarios/study"
)

// Known is how well a study knows the measure that decides how many replications it
// makes.
type Known struct {
	Stop   *study.Stop
	Option string            // of the widest interval
	Widest estimate.Interval // of its mean, or of its difference from the baseline
	Asked  float64           // half of an interval that is narrow enough; in the figure's unit
	Alike  bool              // it has no width only because too few replications came to the same
	Enough bool
	Next   int // replications to make if it is not enough; 0: there can be no more
}

// Enough says whether the runs of a study, of all its replications so far, know its
// measure well enough. It is nil where the study does not ask. The measure must be among
// the columns.
func Enough(d *Data) *Known {
	stop := d.Plan.Enough
	if stop == nil {
		return nil
	}
	a := &Analysis{Level: levelOf(d.Plan.Study), Baseline: baselineOf(d.Plan)}
	c := d.Find(stop.Figure.ID)
	base := d.samples(c, a.Baseline)
	k := &Known{Stop: stop, Enough: true}
	worst := math.Inf(-1)
	for o := range d.Plan.Options {
		var i estimate.Interval
		switch {
		case !stop.Differences:
			i = estimate.Grouped(d.samples(c, o), a.Level)
		case o == a.Baseline:
			continue
		default:
			i = estimate.PairedGroups(base, d.samples(c, o), a.Level)
		}
		asked := stop.Within
		if stop.Relative {
			asked = math.Abs(float64(stop.Within * i.Value))
		}
		half := i.Half()
		same := half == 0 && i.Groups < alike
		if same {
			half = math.Inf(1)
		}
		k.Enough = k.Enough && half <= asked
		over := half - asked
		if over > worst {
			worst, k.Option, k.Widest, k.Asked, k.Alike = over, d.Plan.Options[o].ID, i, asked, same
		}
	}
	if next := stop.Next(d.Plan.Reps); !k.Enough && next > d.Plan.Reps {
		k.Next = next
	}
	return k
}

// alike is how many replications that all came to the same number prove something: of so
// many, that fewer than one in twenty of all come to another, at 95 % (0.95 to the 59th
// part is 0.05). A measure that mostly is the same, and now and then something else, would
// otherwise stop a study before it was seen to be.
const alike = 59

// levelOf is the level of a study's intervals.
func levelOf(s *study.Study) float64 {
	if s.Analysis != nil && s.Analysis.Level != nil {
		return float64(float64(s.Analysis.Level.Value) / 1e6)
	}
	return 0.95
}

// baselineOf is the option that others are compared with.
func baselineOf(p *study.Plan) int {
	if set := p.Study.Analysis; set != nil {
		for i, o := range p.Options {
			if o.ID == string(set.Baseline) {
				return i
			}
		}
	}
	return 0
}
