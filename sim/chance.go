package sim

import (
	"math"
	"math/bits"
)

// Chance answers a yes/no question whose uniform is u: yes exactly when u, read
// as a fraction of 1<<64, is less than p. A greater p never turns a yes into a
// no; p <= 0 is never, p >= One always.
func Chance(u uint64, p PPM) bool {
	millionth, _ := bits.Mul64(u, uint64(One))
	return PPM(millionth) < p
}

// Logistic is the logistic function 1/(1+e^-x), rounded to the millionth. It is
// exactly symmetric: Logistic(x) + Logistic(-x) = One.
func Logistic(x PPM) PPM {
	switch {
	case x > 20*One:
		return One
	case x < -20*One:
		return 0
	case x < 0:
		return One - Logistic(-x)
	}
	return PPM(math.Floor(float64(float64(One)/(1+Exp(-float64(x)/float64(One)))) + 0.5))
}

// halving is ln 2 in millionths: half of a thing is left after one half-life.
const halving = PPM(693_147)

// RemainingShare is what is left, after some time, of what halves in each half-life. Both
// count in whole seconds, and a half-life of less than a second as one. After 64 of them
// nothing is left.
func RemainingShare(after, halfLife Time) PPM {
	seconds, life := int64(after/Second), max(1, int64(halfLife/Second))
	if seconds/64 >= life {
		return 0
	}
	return ExpPPM(-PPM(seconds * int64(One) / life).Times(halving))
}

// MaxPPM is where ExpPPM saturates: e^27.6.
const MaxPPM = One * One

// ExpPPM is e^x, rounded to the millionth, and MaxPPM where that is greater.
func ExpPPM(x PPM) PPM {
	if x >= 28*One {
		return MaxPPM
	}
	y := math.Floor(float64(Exp(float64(x)/float64(One))*float64(One)) + 0.5)
	return min(PPM(y), MaxPPM)
}
