package sim

import (
	"math"
	"math/bits"
)

// quantiles is a quantile function in 1/1024 ms: its values at knots that grow
// denser towards both ends, with straight lines between.
//
// The knots divide (0, 1/2) into octaves, [1/4, 1/2) and [1/8, 1/4) and so on,
// and each octave into equal parts; what is left below the last octave is one
// part. The upper half mirrors the lower one: value i belongs to knot(i) from
// the left, value 2*halfKnots-i to knot(i) from the right.
type quantiles [2*halfKnots + 1]int64

const (
	octaves     = 32
	octaveShift = 6 // an octave has 1<<octaveShift parts
	octaveParts = 1 << octaveShift
	halfKnots   = octaves*octaveParts + 1 // the knot at 1/2
	lowestShift = 63 - octaves - octaveShift
)

// knot is the uniform at knot i, of 0 to halfKnots.
func knot(i int) uint64 {
	if i == 0 {
		return 0
	}
	octave, part := (i-1)>>octaveShift, (i-1)&(octaveParts-1)
	return (octaveParts + uint64(part)) << (lowestShift + octave)
}

// below finds the knot at or below u < 1<<63, and how far u lies on the way to
// the next one as a fraction of 1<<64.
func below(u uint64) (i int, way uint64) {
	octave := octaves - 1 - bits.LeadingZeros64(u<<1)
	if octave < 0 {
		return 0, u << (64 - lowestShift - octaveShift)
	}
	shift := lowestShift + octave
	part := int(u>>shift) & (octaveParts - 1)
	return octave<<octaveShift + part + 1, u << (64 - shift)
}

// at interpolates between two knots, in integers, and rounds to the
// millisecond. It starts from the outer knot, so that no value lies beyond its
// neighbours'.
func (q *quantiles) at(u uint64) Time {
	if u < 1<<63 {
		i, way := below(u)
		rise, _ := bits.Mul64(way, uint64(q[i+1]-q[i]))
		return rounded(q[i] + int64(rise))
	}
	i, way := below(^u)
	i = 2*halfKnots - i
	fall, _ := bits.Mul64(way, uint64(q[i]-q[i-1]))
	return rounded(q[i] - int64(fall))
}

// rounded is a duration in 1/1024 ms to the millisecond.
func rounded(fine int64) Time { return Time((fine + 512) >> 10) }

// fine is a duration in 1/1024 ms, at most Longest.
func fine(ms float64) int64 {
	if !(ms < float64(Longest)) {
		return int64(Longest) << 10
	}
	return int64(math.Floor(float64(ms*1024) + 0.5))
}

// betaQuantiles tabulates width times a beta variate. Its right half is the
// left one of the mirrored variate, which is solved from its own least p.
func betaQuantiles(a, b float64, width Time) *quantiles {
	q := &quantiles{}
	half := func(a, b float64) []float64 {
		x := make([]float64, halfKnots+1)
		s := newBeta(a, b)
		for i := 1; i <= halfKnots; i++ {
			x[i] = s.left(knotP(i))
		}
		return x
	}
	l, r := half(a, b), half(b, a)
	w := float64(width)
	for i := range halfKnots + 1 {
		q[i] = fine(float64(w * l[i]))
		q[2*halfKnots-i] = int64(width)<<10 - fine(float64(w*r[i]))
	}
	return q.ascending()
}

// gammaQuantiles tabulates a gamma variate of the given shape and mean. What
// lies beyond the last knot ends at the eighth of its probability.
func gammaQuantiles(shape float64, mean Time) *quantiles {
	q := &quantiles{}
	s := newGamma(shape)
	unit := float64(mean) / shape
	for i := 1; i <= halfKnots; i++ {
		q[i] = fine(float64(unit * s.left(knotP(i))))
	}
	for i := halfKnots - 1; i > 0; i-- {
		q[2*halfKnots-i] = fine(float64(unit * s.right(knotP(i))))
	}
	q[2*halfKnots] = fine(float64(unit * s.right(float64(knotP(1)/8))))
	return q.ascending()
}

// knotP is knot i as a probability.
func knotP(i int) float64 { return float64(float64(knot(i)>>11) * 0x1p-53) }

// ascending takes out what rounding may have put out of order.
func (q *quantiles) ascending() *quantiles {
	for i := 1; i < len(q); i++ {
		q[i] = max(q[i], q[i-1])
	}
	return q
}
