package sweep

import (
	"fmt"
	"math"
)

// Pairing is a scenario beside a variant of it, replication by replication.
type Pairing struct {
	Gauge Gauge
	Base  float64   // mean of the scenario
	Diffs []float64 // variant less scenario, by replication
	Same  int       // pairs of which the gauge did not move
}

// Beside pairs runs that were made already; at is the gauge's place in them.
func Beside(before, after []Run, g Gauge, at int) Pairing {
	p := Pairing{Gauge: g}
	for i := range before {
		d := after[i].Values[at] - before[i].Values[at]
		p.Base += before[i].Values[at] / float64(len(before))
		p.Diffs = append(p.Diffs, d)
		if d == 0 {
			p.Same++
		}
	}
	return p
}

// Mean is the mean difference.
func (p *Pairing) Mean() float64 {
	sum := 0.0
	for _, d := range p.Diffs {
		sum += d
	}
	return sum / float64(len(p.Diffs))
}

// z is the normal quantile of a two-sided 99.8 % interval.
const z = 3.0902

// Interval is the 99.8 % interval of the mean difference: Student's, by the
// expansion of its quantile in the degrees of freedom, which is exact to the
// third digit from twenty pairs on.
func (p *Pairing) Interval() (low, high float64) {
	n := float64(len(p.Diffs))
	if n < 2 {
		return math.Inf(-1), math.Inf(1)
	}
	mean, squares := p.Mean(), 0.0
	for _, d := range p.Diffs {
		squares += float64((d - mean) * (d - mean))
	}
	f := n - 1
	t := z + (z*z*z+z)/float64(4*f) + (5*z*z*z*z*z+16*z*z*z+3*z)/float64(float64(96*f)*f)
	half := float64(t * math.Sqrt(squares/f/n))
	return mean - half, mean + half
}

// Shows says whether the difference is significant and at least as large as least, which
// carries the sign.
func (p *Pairing) Shows(least float64) bool {
	low, high := p.Interval()
	if least < 0 {
		return high < 0 && p.Mean() <= least
	}
	return low > 0 && p.Mean() >= least
}

// String is for people: what moved, by how much, within which interval.
func (p *Pairing) String() string {
	low, high := p.Interval()
	return fmt.Sprintf("%s %.4g %s, moved by %+.4g (%+.4g to %+.4g); %d of %d pairs the same",
		p.Gauge.Name, p.Base, p.Gauge.Unit, p.Mean(), low, high, p.Same, len(p.Diffs))
}
