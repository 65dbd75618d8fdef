package sim

import "math"

// The incomplete gamma and beta functions and their inverses, for the quantile
// tables. They follow the same rules as the functions of math.go, so that a
// table is the same on every CPU.

// lnGamma is the logarithm of the gamma function for x > 0: Stirling's series
// at x+n, taken back by recurrence.
func lnGamma(x float64) float64 {
	product := 1.0
	for x < 10 {
		product = float64(product * x)
		x++
	}
	y := 1 / float64(x*x)
	series := (1.0/12 - float64(y*(1.0/360-float64(y*(1.0/1260-float64(y*(1.0/1680-float64(y/1188)))))))) / x
	const halfLn2Pi = 0.91893853320467274178
	return float64((x-0.5)*Log(x)) - x + halfLn2Pi + series - Log(product)
}

// spread is a distribution on the positive numbers whose quantiles are wanted.
type spread struct {
	share func(x float64) (left, right, slope float64) // probabilities on both sides of x, and x times the density
	x     float64                                      // where the last quantile was found
}

// closeEnough is the last step of a search: what it leaves is about its square.
const closeEnough = 1e-8

// left is the quantile at the probability p from the left. It starts from the
// one found last, which must not lie to its right: there Newton's steps on
// ln p over ln x, which is concave, never overshoot.
func (s *spread) left(p float64) float64 {
	return s.solve(func(left, _, slope float64) float64 { return float64(left*Log(p/left)) / slope })
}

// right is the quantile at the probability p from the right, for p falling from
// call to call.
func (s *spread) right(p float64) float64 {
	return s.solve(func(_, right, slope float64) float64 { return float64(right*Log(right/p)) / slope })
}

// solve moves x by steps in ln x until they are small.
func (s *spread) solve(step func(left, right, slope float64) float64) float64 {
	for range 100 {
		d := step(s.share(s.x))
		s.x = float64(s.x * Exp(min(1, max(-1, d))))
		if math.Abs(d) < closeEnough {
			break
		}
	}
	return s.x
}

// newGamma is the gamma distribution of shape a and scale 1, and starts where
// the leading term of its series puts the first knot.
func newGamma(a float64) *spread {
	ln := lnGamma(a)
	start := Exp((Log(knotP(1)) + ln + Log(a)) / a)
	return &spread{x: start, share: func(x float64) (left, right, slope float64) {
		slope = Exp(float64(a*Log(x)) - x - ln)
		if x < a+1 {
			left = float64(slope * gammaSeries(a, x))
			return left, 1 - left, slope
		}
		right = float64(slope * gammaFraction(a, x))
		return 1 - right, right, slope
	}}
}

// maxTerms bounds every series: enough for the greatest shape.
const maxTerms = 10_000

// gammaSeries is P(a, x) less its leading factor x^a e^-x / Gamma(a).
func gammaSeries(a, x float64) float64 {
	term := 1 / a
	sum := term
	for n := 1; n < maxTerms && term > float64(sum*1e-17); n++ {
		term = float64(term*x) / (a + float64(n))
		sum += term
	}
	return sum
}

// gammaFraction is Q(a, x) less the same factor, by a continued fraction
// (modified Lentz).
func gammaFraction(a, x float64) float64 {
	b := x + 1 - a
	c := 1 / tiny
	d := 1 / b
	h := d
	for i := 1; i < maxTerms; i++ {
		n := float64(i)
		an := float64(n * (a - n))
		b += 2
		d = 1 / nonZero(float64(an*d)+b)
		c = nonZero(b + an/c)
		delta := float64(d * c)
		h = float64(h * delta)
		if math.Abs(delta-1) < 1e-16 {
			break
		}
	}
	return h
}

// newBeta is the beta distribution of a and b, for quantiles from the left up
// to the median.
func newBeta(a, b float64) *spread {
	ln := lnGamma(a) + lnGamma(b) - lnGamma(a+b)
	start := Exp((Log(knotP(1)) + ln + Log(a)) / a)
	return &spread{x: start, share: func(x float64) (left, right, slope float64) {
		power := Exp(float64(a*Log(x)) + float64(b*Log(1-x)) - ln)
		slope = power / (1 - x)
		if x < (a+1)/(a+b+2) {
			left = float64(power*betaFraction(a, b, x)) / a
			return left, 1 - left, slope
		}
		right = float64(power*betaFraction(b, a, 1-x)) / b
		return 1 - right, right, slope
	}}
}

// betaFraction is the incomplete beta function less its leading factor, by a
// continued fraction (modified Lentz).
func betaFraction(a, b, x float64) float64 {
	c := 1.0
	d := 1 / nonZero(1-float64((a+b)*x)/(a+1))
	h := d
	for i := 1; i < maxTerms; i++ {
		m := float64(i)
		even := float64(float64(m*(b-m))*x) / float64((a+float64(2*m)-1)*(a+float64(2*m)))
		d = 1 / nonZero(1+float64(even*d))
		c = nonZero(1 + even/c)
		h = float64(h * float64(d*c))
		odd := -float64(float64((a+m)*(a+b+m))*x) / float64((a+float64(2*m))*(a+float64(2*m)+1))
		d = 1 / nonZero(1+float64(odd*d))
		c = nonZero(1 + odd/c)
		delta := float64(d * c)
		h = float64(h * delta)
		if math.Abs(delta-1) < 1e-16 {
			break
		}
	}
	return h
}

// tiny keeps Lentz's method from dividing by zero.
const tiny = 1e-300

func nonZero(x float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}
