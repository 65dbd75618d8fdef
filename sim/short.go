package sim

import "math"

// The short way of a draw: an exponential or a lognormal is worked out from tables,
// without a division, to within a slack that is known. If all that lies within the slack
// rounds to the same millisecond, that is the draw; in the few other cases the functions
// of math.go are asked, which say what a draw is. So no draw is another for it: what the
// tables hold can make a draw slow, but not wrong, as long as the slack holds.

// shortly draws an exponential or a lognormal, and says whether it can be sure of it.
func (d *Dist) shortly(u uint64) (Time, bool) {
	if d.shape == exponential {
		return unanimous(float64(d.scale*shortExponential(u)), float64(d.scale*lnSlack))
	}
	z, near := shortNormal(u)
	if !near {
		return 0, false
	}
	ms := float64(d.scale * shortExp(float64(d.sigma*z)))
	return unanimous(ms, float64(ms*d.slack))
}

// DrawAll draws for each of u what Draw does, into as much of to.
func (d *Dist) DrawAll(to []Time, u []uint64) {
	switch {
	case d.hasACap || d.shape != exponential && d.shape != logNormal:
		for i, u := range u {
			to[i] = d.Draw(u)
		}
	case d.shape == exponential:
		scale, slack := d.scale, float64(d.scale*lnSlack)
		for i, u := range u {
			t, sure := unanimous(float64(scale*shortExponential(u)), slack)
			if !sure {
				t = d.draw(u)
			}
			to[i] = t
		}
	default:
		scale, sigma, slack := d.scale, d.sigma, d.slack
		for i, u := range u {
			z, near := shortNormal(u)
			ms := float64(scale * shortExp(float64(sigma*z)))
			t, sure := unanimous(ms, float64(ms*slack))
			if !near || !sure {
				t = d.draw(u)
			}
			to[i] = t
		}
	}
}

// lnTable has, for each of the equal parts of [1, 2), a number near the inverse of its
// middle, and the logarithm of that number.
var lnTable = func() (t [1 << lnBits][2]float64) {
	for i := range t {
		inverse := 1 / (1 + float64((float64(i)+0.5)*(1.0/(1<<lnBits))))
		t[i] = [2]float64{inverse, Log(inverse)}
	}
	return t
}()

const (
	lnBits  = 7
	lnSlack = 0x1p-41 // of shortLog: half of it is the series, cut off
	ln2     = ln2Hi + ln2Lo
)

// shortLog is the logarithm of x >= 1, to within lnSlack.
func shortLog(x float64) float64 {
	b := math.Float64bits(x)
	t := &lnTable[b>>(52-lnBits)&(1<<lnBits-1)]
	r := float64(math.Float64frombits(b&(1<<52-1)|1023<<52)*t[0]) - 1
	r2 := float64(r * r)
	series := r + float64(r2*(float64(r*(1.0/3))-0.5-float64(r2*0.25)))
	return (float64(float64(int64(b>>52)-1023)*ln2) - t[1]) + series
}

// shortExponential is -Log(1-cell(u)), to within lnSlack.
func shortExponential(u uint64) float64 {
	return 45*ln2 - shortLog(float64(1<<45-(int64(u>>20)<<1|1)))
}

// normTable has polynomials of NormInv for the tail 2^-normOctaves up to 1/2: each octave
// in equal parts, and each part with the powers of the distance from its middle.
var normTable = func() (t [normOctaves << normBits][normDegree + 1]float64) {
	for i := range t {
		octave, part := i>>normBits, i&(1<<normBits-1)
		unit := math.Float64frombits(uint64(1023-normOctaves-1+octave) << 52)
		t[i] = interpolate(func(x float64) float64 {
			return NormInv(float64(unit * (1 + float64((float64(part)+0.5+x)*(1.0/(1<<normBits))))))
		})
	}
	return t
}()

const (
	normBits    = 5
	normDegree  = 4
	normOctaves = 10
	normSlack   = 0x1p-36
)

// interpolate gives the coefficients of the polynomial through f at the zeros of a
// Chebyshev polynomial on [-1/2, 1/2], by Newton's divided differences.
func interpolate(f func(float64) float64) (c [normDegree + 1]float64) {
	node := [normDegree + 1]float64{ // cos((2k+1) pi/10) / 2
		0.47552825814757678606, 0.29389262614623656458, 0, -0.29389262614623656458, -0.47552825814757678606,
	}
	var d [normDegree + 1]float64
	for i, x := range node {
		d[i] = f(x)
	}
	for n := 1; n <= normDegree; n++ {
		for i := normDegree; i >= n; i-- {
			d[i] = (d[i] - d[i-1]) / (node[i] - node[i-n])
		}
	}
	for i := normDegree; i >= 0; i-- { // c = c * (x - node[i]) + d[i]
		for k := normDegree; k > 0; k-- {
			c[k] = c[k-1] - float64(c[k]*node[i])
		}
		c[0] = d[i] - float64(c[0]*node[i])
	}
	return c
}

// shortNormal is NormInv(cell(u)), to within normSlack; false for the far tails.
func shortNormal(u uint64) (float64, bool) {
	c := int64(u>>20)<<1 | 1
	b := math.Float64bits(float64(min(c, 1<<45-c)))
	i := b>>(52-normBits) - (1023+44-normOctaves)<<normBits
	if i >= normOctaves<<normBits {
		return 0, false
	}
	t := &normTable[i]
	x := math.Float64frombits(b<<normBits&(1<<52-1)|1023<<52) - 1.5
	x2 := float64(x * x)
	z := (t[0] + float64(t[1]*x)) + float64(x2*((t[2]+float64(t[3]*x))+float64(x2*t[4])))
	above := ^uint64(c-1<<44) & (1 << 63) // the sign: the upper half mirrors the lower one
	return math.Float64frombits(math.Float64bits(z) ^ above), true
}

// expTable has 2^(i/2^expBits).
var expTable = func() (t [1 << expBits]float64) {
	for i := range t {
		t[i] = Exp(float64(float64(i) * (ln2 / (1 << expBits))))
	}
	return t
}()

const (
	expBits  = 7
	expSlack = 0x1p-37 // relative: half of it is the grid of exponents, and the series, cut off
)

// shortExp is e^x for |x| < 512, to within expSlack of itself.
func shortExp(x float64) float64 {
	const whole = 0x1.8p52 // added, it leaves no room for a fraction
	n := float64(x*((1<<expBits)/ln2)) + whole
	r := x - float64((n-whole)*(ln2/(1<<expBits)))
	k := int64(math.Float64bits(n)<<13) >> 13
	r2 := float64(r * r)
	y := 1 + (r + float64(r2*(0.5+float64(r*(1.0/6)))))
	return float64(y * math.Float64frombits(math.Float64bits(expTable[k&(1<<expBits-1)])+uint64(k>>expBits)<<52))
}

// unanimous is the whole millisecond of all that lies within slack of ms, if it is one.
func unanimous(ms, slack float64) (Time, bool) {
	if !(ms < float64(Longest/2)) {
		return 0, false
	}
	low, high := Time(ms-slack+0.5), Time(ms+slack+0.5)
	return low, low == high
}
