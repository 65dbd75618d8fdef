package sim

import (
	"fmt"
	"math"
	"math/bits"
)

// Dist is a distribution of durations in whole milliseconds. It is immutable
// and can be shared; the zero Dist is the constant 0.
//
// A draw inverts the distribution at one uniform number, so that the n-th draw
// means the same thing whatever the parameters are, and a greater uniform never
// gives a shorter duration.
type Dist struct {
	shape   shape
	lo      Time // constant, uniform, triangular, PERT: the least
	mode    Time // triangular
	hi      Time // uniform, triangular: the greatest
	scale   float64
	sigma   float64 // lognormal
	slack   float64 // lognormal: how far off the short way for all may be, as a share of the draw
	curve   *curve  // exponential, or a lognormal that is Tabulated: with scale 1
	knots   *quantiles
	steps   *steps
	mean    Time
	capAt   Time
	hasACap bool
}

type shape uint8

const (
	constant shape = iota
	uniform
	triangular
	exponential
	logNormal
	tabled // PERT, gamma
	empirical
)

// Longest bounds every parameter and every draw: about 35,000 years, so that
// sums of draws cannot overflow Time.
const Longest Time = 1 << 50

// Const is always t.
func Const(t Time) Dist { return Dist{lo: t, mean: t} }

// UniformDist is uniform over the milliseconds from lo to hi, both included.
func UniformDist(lo, hi Time) (Dist, error) {
	if err := ascending("uniform", "min", lo, "max", hi); err != nil {
		return Dist{}, err
	}
	return Dist{shape: uniform, lo: lo, hi: hi, mean: lo + (hi-lo+1)/2}, nil
}

// Triangular has a density that rises from lo to mode and falls to hi.
func Triangular(lo, mode, hi Time) (Dist, error) {
	if err := threePoints("triangular", lo, mode, hi); err != nil {
		return Dist{}, err
	}
	if lo == hi {
		return Const(lo), nil
	}
	return Dist{shape: triangular, lo: lo, mode: mode, hi: hi, mean: (lo + mode + hi + 1) / 3}, nil
}

// PERT is the beta distribution of project planning: from lo to hi, with
// mean (lo + 4 mode + hi)/6.
func PERT(lo, mode, hi Time) (Dist, error) {
	if err := threePoints("pert", lo, mode, hi); err != nil {
		return Dist{}, err
	}
	if lo == hi {
		return Const(lo), nil
	}
	width := float64(hi - lo)
	a := 1 + float64(4*float64(mode-lo))/width
	b := 1 + float64(4*float64(hi-mode))/width
	return Dist{shape: tabled, lo: lo, knots: betaQuantiles(a, b, hi-lo), mean: (lo + 4*mode + hi + 3) / 6}, nil
}

// Exponential has the given mean.
func Exponential(mean Time) (Dist, error) {
	if err := positive("exponential", "mean", mean); err != nil {
		return Dist{}, err
	}
	return Dist{shape: exponential, scale: float64(mean), curve: unitExponential, mean: mean}, nil
}

// LogNormal is given by its median and its 95th percentile: its sigma is
// ln(p95/median)/1.645.
func LogNormal(median, p95 Time) (Dist, error) {
	if err := positive("lognormal", "median", median); err != nil {
		return Dist{}, err
	}
	if err := ascending("lognormal", "median", median, "p95", p95); err != nil {
		return Dist{}, err
	}
	if median == p95 {
		return Const(median), nil
	}
	sigma := Log(float64(p95)/float64(median)) / 1.645
	mean := whole(float64(float64(median) * Exp(float64(float64(sigma*sigma)/2))))
	return Dist{shape: logNormal, scale: float64(median), sigma: sigma, slack: float64(sigma*normSlack) + expSlack, mean: mean}, nil
}

// Gamma has the given shape, in millionths, and mean. Shape 1 is the
// exponential; the greater the shape, the narrower.
func Gamma(shapePPM PPM, mean Time) (Dist, error) {
	if shapePPM < minGamma || shapePPM > maxGamma {
		return Dist{}, fmt.Errorf("gamma: shape %s is not within %s and %s", shapePPM, minGamma, maxGamma)
	}
	if err := positive("gamma", "mean", mean); err != nil {
		return Dist{}, err
	}
	return Dist{shape: tabled, knots: gammaQuantiles(float64(shapePPM)/float64(One), mean), mean: mean}, nil
}

// The shapes that Gamma takes: 0.1 to 1000.
const (
	minGamma = One / 10
	maxGamma = 1000 * One
)

// Capped is d with every draw above max replaced by max.
func (d Dist) Capped(max Time) Dist {
	if max <= 0 {
		return Const(0)
	}
	if d.hasACap && d.capAt <= max {
		return d
	}
	d.hasACap, d.capAt = true, max
	d.mean = d.average()
	return d
}

// IsZero reports whether d is the constant 0.
func (d Dist) IsZero() bool { return d.shape == constant && d.lo == 0 }

// Mean is the mean of the draws, to the millisecond where it has a closed form;
// of a capped Dist to about one part in 10,000.
func (d Dist) Mean() Time { return d.mean }

// Draw inverts the distribution at u, read as a fraction of 1<<64. It never
// falls as u rises, and never exceeds Longest.
func (d Dist) Draw(u uint64) Time {
	t := d.draw(u)
	if d.hasACap {
		return min(t, d.capAt)
	}
	return t
}

func (d *Dist) draw(u uint64) Time {
	switch d.shape {
	case uniform:
		n, _ := bits.Mul64(u, uint64(d.hi-d.lo)+1)
		return d.lo + Time(n)
	case triangular:
		return d.drawTriangular(u)
	case exponential:
		if t, sure := d.shortly(u); sure {
			return t
		}
		return whole(float64(d.scale * -Log(1-cell(u))))
	case logNormal:
		if t, sure := d.shortly(u); sure {
			return t
		}
		return whole(float64(d.scale * Exp(onGrid(float64(d.sigma*NormInv(cell(u)))))))
	case tabled:
		return d.lo + d.knots.at(u)
	case empirical:
		return d.steps.at(u)
	}
	return d.lo
}

// drawTriangular takes the root of the area left of a rising edge or right of a
// falling one.
func (d *Dist) drawTriangular(u uint64) Time {
	p := cell(u)
	width, rise, fall := float64(d.hi-d.lo), float64(d.mode-d.lo), float64(d.hi-d.mode)
	if float64(p*width) < rise {
		return min(d.mode, d.lo+whole(math.Sqrt(float64(float64(p*width)*rise))))
	}
	return max(d.mode, d.hi-whole(math.Sqrt(float64(float64((1-p)*width)*fall))))
}

// cell is the middle of u's cell of 1<<-44 in (0, 1). The cells are wide enough
// that Log and NormInv, which may err in the last place, never fall from one
// cell to the next.
func cell(u uint64) float64 { return float64(float64(int64(u>>20)<<1|1) * halfCell) }

const halfCell = 0x1p-45

// onGrid rounds an exponent down to a multiple of 1<<-40, so that Exp, which
// may err in the last place, never falls from one multiple to the next.
func onGrid(x float64) float64 { return float64(math.Floor(float64(x*0x1p40)) * 0x1p-40) }

// whole rounds a duration to the millisecond, at most Longest.
func whole(ms float64) Time {
	if !(ms < float64(Longest)) {
		return Longest
	}
	return Time(math.Floor(ms + 0.5))
}

// average is the mean of the draws: it integrates Draw over the uniform by the
// midpoints of cells that shrink towards both ends, where a quantile function
// is steep.
func (d *Dist) average() Time {
	if d.shape == empirical {
		return d.steps.mean(d.capAt)
	}
	sum := 0.0
	for i := range halfKnots {
		width := float64(knotP(i+1) - knotP(i))
		middle := knot(i) + (knot(i+1)-knot(i))/2
		sum += float64(width * float64(d.Draw(middle)+d.Draw(^middle)))
	}
	return whole(sum)
}

func ascending(dist, lowName string, low Time, highName string, high Time) error {
	if low < 0 || low > high || high > Longest {
		return fmt.Errorf("%s: want 0 <= %s <= %s, not %s and %s", dist, lowName, highName, low, high)
	}
	return nil
}

func threePoints(dist string, lo, mode, hi Time) error {
	if lo < 0 || mode < lo || hi < mode || hi > Longest {
		return fmt.Errorf("%s: want 0 <= min <= mode <= max, not %s, %s and %s", dist, lo, mode, hi)
	}
	return nil
}

func positive(dist, name string, t Time) error {
	if t <= 0 {
		return fmt.Errorf("%s: %s must be more than 0, not %s", dist, name, t)
	}
	if t > Longest {
		return fmt.Errorf("%s: %s is %s, which is too long", dist, name, t)
	}
	return nil
}
