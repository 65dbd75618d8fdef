package sim

import "math"

// The functions of this file give the same bits on every CPU: they use nothing
// of package math whose bits differ between machines, and each product is
// converted by float64(), which forbids the compiler to fuse it with a sum.

// ln 2 in two parts, the first short enough for an exact product with any
// exponent, and 1/ln 2.
const (
	ln2Hi  = 6.93147180369123816490e-01
	ln2Lo  = 1.90821492927058770002e-10
	invLn2 = 1.44269504088896338700e+00
)

// Log is the natural logarithm, within one unit in the last place. It follows
// the method of FreeBSD's e_log: x = 2^k (1+f), and ln(1+f) as an odd series in
// s = f/(2+f).
func Log(x float64) float64 {
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	exponent := -1022
	if x < 0x1p-1022 { // subnormal
		x = float64(x * 0x1p52)
		exponent -= 52
	}
	bits := math.Float64bits(x)
	exponent += int(bits>>52) - 1
	f := math.Float64frombits(bits&(1<<52-1) | 1023<<52) // in [1, 2)
	if f > math.Sqrt2 {
		f = float64(f * 0.5)
		exponent++
	}
	f--
	k := float64(exponent)
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	even := float64(s2 * (6.666666666666735130e-01 + float64(s4*(2.857142874366239149e-01+
		float64(s4*(1.818357216161805012e-01+float64(s4*1.479819860511658591e-01)))))))
	odd := float64(s4 * (3.999999999940941908e-01 + float64(s4*(2.222219843214978396e-01+
		float64(s4*1.531383769920937332e-01)))))
	half := float64(float64(0.5*f) * f)
	return float64(k*ln2Hi) - ((half - (float64(s*(half+(even+odd))) + float64(k*ln2Lo))) - f)
}

// Exp is e^x, within one unit in the last place: 0 below -745.2, +Inf above
// 709.8. It follows the method of FreeBSD's e_exp: x = k ln 2 + r, and e^r by a
// rational function of r.
func Exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.782712893383973096:
		return math.Inf(1)
	case x < -745.13321910194110842:
		return 0
	}
	k := math.Floor(float64(invLn2*x) + 0.5)
	hi := x - float64(k*ln2Hi)
	lo := float64(k * ln2Lo)
	r := hi - lo
	r2 := float64(r * r)
	c := r - float64(r2*(1.66666666666666657415e-01+float64(r2*(-2.77777777770155933842e-03+
		float64(r2*(6.61375632143793436117e-05+float64(r2*(-1.65339022054652515390e-06+
			float64(r2*4.13813679705723846039e-08)))))))))
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return scale(y, int(k))
}

// scale is y 2^k, for y near 1.
func scale(y float64, k int) float64 {
	switch {
	case k > 1023:
		return float64(float64(y*2) * power2(k-1))
	case k < -1022:
		return float64(float64(y*power2(k+64)) * 0x1p-64)
	}
	return float64(y * power2(k))
}

// power2 is 2^k for k of a normal number.
func power2(k int) float64 { return math.Float64frombits(uint64(k+1023) << 52) }

// NormInv is the quantile function of the standard normal distribution, for p
// in (0, 1): Wichura's algorithm AS 241 (1988), right to about 16 digits.
func NormInv(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	q := p - 0.5
	if q >= -0.425 && q <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q*horner(&centreNum, r)) / horner(&centreDen, r)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	r := math.Sqrt(-Log(tail))
	var z float64
	if r <= 5 {
		r -= 1.6
		z = horner(&middleNum, r) / horner(&middleDen, r)
	} else {
		r -= 5
		z = horner(&farNum, r) / horner(&farDen, r)
	}
	if q < 0 {
		return -z
	}
	return z
}

// horner is the polynomial with coefficients c, the constant one first, at x.
func horner(c *[8]float64, x float64) float64 {
	y := c[7]
	for i := 6; i >= 0; i-- {
		y = float64(y*x) + c[i]
	}
	return y
}

// The coefficients of AS 241 (PPND16) for |p - 0.5| <= 0.425, for the tails up
// to sqrt(-ln p) = 5, and beyond.
var (
	centreNum = [8]float64{
		3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
		4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
	}
	centreDen = [8]float64{
		1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
		2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
	}
	middleNum = [8]float64{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	}
	middleDen = [8]float64{
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	farNum = [8]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}
	farDen = [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)
