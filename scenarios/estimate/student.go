package estimate

import (
	"math"

	"entente/sim"
)

// Student is the p-quantile of Student's distribution with df degrees of freedom.
func Student(p float64, df int) float64 {
	if p < 0.5 {
		return -Student(1-p, df)
	}
	low, high := 0.0, 2.0
	for studentBelow(high, df) < p && high < 1e9 {
		high += high
	}
	for range 200 {
		mid := float64((low + high) / 2)
		if mid == low || mid == high {
			break
		}
		if studentBelow(mid, df) < p {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// studentBelow is the chance that a Student variable lies below t, t at least 0.
func studentBelow(t float64, df int) float64 {
	n := float64(df)
	return 1 - float64(0.5*beta(n/(n+float64(t*t)), float64(n/2), 0.5))
}

// beta is the regularised incomplete beta function, by its continued fraction.
func beta(x, a, b float64) float64 {
	if x <= 0 {
		return 0
	}
	if x >= 1 {
		return 1
	}
	if x > (a+1)/(a+b+2) {
		return 1 - beta(1-x, b, a)
	}
	front := sim.Exp(lgamma(a+b) - lgamma(a) - lgamma(b) + float64(a*sim.Log(x)) + float64(b*sim.Log(1-x)))
	return float64(front*fraction(x, a, b)) / a
}

// fraction is the continued fraction of the incomplete beta function (Lentz).
func fraction(x, a, b float64) float64 {
	const tiny = 1e-300
	c, d := 1.0, 1-float64((a+b)*x)/(a+1)
	if math.Abs(d) < tiny {
		d = tiny
	}
	d = 1 / d
	h := d
	step := func(num float64) float64 {
		d = 1 + float64(num*d)
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = 1 + num/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		return float64(d * c)
	}
	for m := 1.0; m < 500; m++ {
		h = float64(h * step(float64(float64(m*(b-m))*x)/float64((a+float64(2*m)-1)*(a+float64(2*m)))))
		del := step(-float64(float64((a+m)*(a+b+m))*x) / float64((a+float64(2*m))*(a+float64(2*m)+1)))
		h = float64(h * del)
		if math.Abs(del-1) < 1e-15 {
			break
		}
	}
	return h
}

// lgamma is the logarithm of the gamma function for arguments above 0, by Stirling's
// series.
func lgamma(x float64) float64 {
	shift := 0.0
	for x < 12 {
		shift += sim.Log(x)
		x++
	}
	i := 1 / float64(x*x)
	series := float64((1.0/12 - float64(i*(1.0/360-float64(i*(1.0/1260-float64(i*(1.0/1680))))))) / x)
	return float64((x-0.5)*sim.Log(x)) - x + 0.91893853320467274178 + series - shift
}

// BinomialUpto is the chance of at most k successes in n trials of chance p.
func BinomialUpto(k, n int, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n:
		return 1
	}
	return beta(1-p, float64(n-k), float64(k+1))
}

// Enough is the fewest replications that carry a claim about a tail, at a level, when
// at most so many of them contradict it: that no more than share of all runs do. With
// none of 59, one of 93, two of 124 below zero the fifth percentile is above zero at
// 95 %.
func Enough(contradict int, share, level float64) int {
	n := contradict + 1
	for BinomialUpto(contradict, n, share) > 1-level {
		n++
	}
	return n
}

// Carries says whether n replications of which some contradict a claim carry it: that
// no more than share of all runs contradict it, at a level.
func Carries(contradict, n int, share, level float64) bool {
	return n > contradict && BinomialUpto(contradict, n, share) <= 1-level
}

// Exact is the share of trials in which something held, with the interval of Clopper and
// Pearson (Biometrika 26, 1934): it covers the truth in at least Level of all experiments,
// however few trials there are, if each has its own luck.
func Exact(held, of int, level float64) Interval {
	out := Interval{Level: level, N: of, High: 1}
	if of == 0 {
		return out
	}
	out.Value = float64(held) / float64(of)
	tail := float64((1 - level) / 2)
	if held > 0 { // the chance of as many or more is the tail
		out.Low = bisect(func(p float64) bool { return 1-BinomialUpto(held-1, of, p) < tail })
	}
	if held < of { // the chance of as many or fewer is the tail
		out.High = bisect(func(p float64) bool { return BinomialUpto(held, of, p) > tail })
	}
	return out
}

// bisect is where on [0, 1] something stops to hold.
func bisect(holds func(float64) bool) float64 {
	low, high := 0.0, 1.0
	for range 100 {
		mid := float64((low + high) / 2)
		if holds(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
