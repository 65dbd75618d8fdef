package sim

import "math"

// The short way of a draw: an exponential or a lognormal is worked out from tables, without
// a logarithm or a division, to within a slack that is known. If all that lies within the
// slack rounds to the same millisecond, that is the draw; in the few other cases the
// functions of math.go are asked, which say what a draw is. So no draw is another for it:
// what the tables hold can make a draw slow, but not wrong, as long as the slack holds.

// shortly draws an exponential or a lognormal, and says whether it can be sure of it.
func (d *Dist) shortly(u uint64) (Time, bool) {
	i, x, near := place(u)
	if !near {
		return 0, false
	}
	if c := d.curve; c != nil {
		if t, sure := settled(float64(d.scale*c.piece[i].at(x)), c.slack); sure || d.shape == exponential {
			return t, sure
		}
	}
	z := unitNormal.piece[i].at(x)
	return settled(float64(d.scale*shortExp(float64(d.sigma*z))), d.slack)
}

// DrawAll draws for each of u what Draw does, into as much of to.
func (d *Dist) DrawAll(to []Time, u []uint64) {
	to = to[:len(u)]
	c, scale := d.curve, d.scale
	if c == nil || d.hasACap {
		for i, u := range u {
			to[i] = d.Draw(u)
		}
		return
	}
	for i, u := range u {
		if k, x, near := place(u); near {
			if t, sure := settled(float64(scale*c.piece[k].at(x)), c.slack); sure {
				to[i] = t
				continue
			}
		}
		to[i] = d.draw(u)
	}
}

// Tabulated is a Dist with the same draws, sooner: a lognormal has tables of its own, which
// take 25 KB and as long as some 5,000 draws, and halve the time of a draw. It is for a
// Dist from which very many draws are made.
func (d Dist) Tabulated() Dist {
	if d.shape == logNormal && d.curve == nil {
		d.curve = unitLogNormal(d.sigma)
	}
	return d
}

// settled is the whole millisecond of all that lies within a slack of ms, a share of it, if
// it is one. Of slacks of 1<<-39 or more, no time of 1<<37 ms or more is.
func settled(ms, slack float64) (Time, bool) {
	n := ms + 0x1p52 // which leaves no room for a fraction
	off := ms - (n - 0x1p52)
	return Time(math.Float64bits(n) & (1<<52 - 1)), float64(off*off) <= 0.25-float64(ms*slack)
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
	ln2      = ln2Hi + ln2Lo
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
