package sim

import "math"

// curve is a quantile function without its far tails, as the short way of a draw knows it:
// in pieces, each a polynomial. The uniforms below 1/2 are divided into octaves, [1/4, 1/2)
// and so on, and each octave into equal pieces; those above 1/2 mirror them.
type curve struct {
	slack float64 // how far off a value may be, as a share of it
	piece [2 * pieces]piece
}

// piece has the coefficients of a polynomial, the constant one first. It takes the number
// of half cells, of those that cell knows, from the nearer end of the uniforms.
type piece [curveDegree + 1]float64

const (
	curveOctaves = 10
	curveBits    = 5 // an octave has 1<<curveBits pieces
	curveDegree  = 4
	pieces       = curveOctaves << curveBits
	firstOctave  = 44 - curveOctaves // begins at 1<<firstOctave half cells
)

// place finds the piece for u and the number that it takes; false in the far tails.
func place(u uint64) (i uint64, x float64, near bool) {
	upper := uint64(int64(u) >> 63)
	x = float64(int64((u^upper)>>20)<<1 | 1)
	i = math.Float64bits(x)>>(52-curveBits) - (1023+firstOctave)<<curveBits
	return i + upper&pieces, x, i < pieces
}

func (p *piece) at(x float64) float64 {
	x2 := float64(x * x)
	return (p[0] + float64(p[1]*x)) + float64(x2*((p[2]+float64(p[3]*x))+float64(x2*p[4])))
}

// newCurve makes a curve of a function that gives the two quantiles at x half cells from
// either end, in piece i.
func newCurve(slack float64, quantiles func(i int, x float64) (lower, upper float64)) *curve {
	c := &curve{slack: slack}
	for i := range pieces {
		exponent := firstOctave - curveBits + i>>curveBits
		middle := float64(1<<curveBits+i&(1<<curveBits-1)) + 0.5
		var lower, upper piece
		for k, node := range nodes {
			lower[k], upper[k] = quantiles(i, float64((middle+node)*power2(exponent)))
		}
		c.piece[i] = lower.interpolated(middle, power2(-exponent))
		c.piece[pieces+i] = upper.interpolated(middle, power2(-exponent))
	}
	return c
}

// nodes are the zeros of a Chebyshev polynomial on [-1/2, 1/2]: cos((2k+1) pi/10) / 2.
var nodes = piece{0.47552825814757678606, 0.29389262614623656458, 0, -0.29389262614623656458, -0.47552825814757678606}

// interpolated makes a polynomial of values at the nodes: by Newton's divided differences,
// first one in the distance from the middle of the piece, then one in x, whose unit is a
// power of 2.
func (v piece) interpolated(middle, unit float64) (p piece) {
	for n := 1; n <= curveDegree; n++ {
		for i := curveDegree; i >= n; i-- {
			v[i] = (v[i] - v[i-1]) / (nodes[i] - nodes[i-n])
		}
	}
	for i := curveDegree; i >= 0; i-- { // p = p * (x*unit - zero) + v[i]
		zero := middle + nodes[i]
		for k := curveDegree; k > 0; k-- {
			p[k] = float64(p[k-1]*unit) - float64(p[k]*zero)
		}
		p[0] = v[i] - float64(p[0]*zero)
	}
	return p
}

// unitExponential is the curve of the exponential with mean 1.
var unitExponential = newCurve(0x1p-35, func(_ int, x float64) (lower, upper float64) {
	p := float64(x * halfCell)
	return -Log(1 - p), -Log(p)
})

// unitNormal is the curve of the standard normal distribution. It crosses 0, so its slack
// is no share of a value: normSlack is how far off it may be.
var unitNormal = newCurve(0, func(_ int, x float64) (lower, upper float64) {
	z := NormInv(float64(x * halfCell))
	return z, -z
})

const normSlack = 0x1p-36

// unitLogNormal is the curve of a lognormal with median 1. It asks the normal curve at its
// nodes, where that one is as good as NormInv. Half of the least slack is the grid of
// exponents.
func unitLogNormal(sigma float64) *curve {
	s := 1 + sigma
	s2 := float64(s * s)
	slack := float64((1 + float64(float64(s2*s2)*s)) * 0x1p-39)
	return newCurve(slack, func(i int, x float64) (lower, upper float64) {
		e := Exp(float64(sigma * unitNormal.piece[i].at(x)))
		return e, 1 / e
	})
}
