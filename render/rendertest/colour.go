package rendertest

import (
	"math"

	"entente/render/theme"
)

// rgb are linear light components.
type rgb [3]float64

func linear(c theme.Colour) rgb {
	var out rgb
	for i, shift := range []uint{16, 8, 0} {
		v := float64(uint32(c)>>shift&255) / 255
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

func luminance(c theme.Colour) float64 {
	l := linear(c)
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

// Contrast is the ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b theme.Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Eyes are how somebody sees colours.
type Eyes struct {
	Name string
	sees [3]rgb
}

// AllEyes are the severest forms of colour blindness after Machado, Oliveira and
// Fernandes (2009), and none.
var AllEyes = []Eyes{
	{"normal", [3]rgb{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia", [3]rgb{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3]rgb{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3]rgb{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}

func (c rgb) seen(m [3]rgb) rgb {
	var out rgb
	for i, row := range m {
		out[i] = min(1, max(0, row[0]*c[0]+row[1]*c[1]+row[2]*c[2]))
	}
	return out
}

func (c rgb) lab() [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// Apart is how far apart eyes see two colours, as CIEDE2000: above 9 they are told
// apart at a glance.
func (e *Eyes) Apart(a, b theme.Colour) float64 {
	return Distance(linear(a).seen(e.sees).lab(), linear(b).seen(e.sees).lab())
}

// Distance is CIEDE2000 between two colours in CIELAB.
func Distance(p, q [3]float64) float64 {
	rad := math.Pi / 180
	c1, c2 := math.Hypot(p[1], p[2]), math.Hypot(q[1], q[2])
	g7 := math.Pow((c1+c2)/2, 7)
	g := 0.5 * (1 - math.Sqrt(g7/(g7+math.Pow(25, 7))))
	a1, a2 := (1+g)*p[1], (1+g)*q[1]
	d1, d2 := math.Hypot(a1, p[2]), math.Hypot(a2, q[2])
	angle := func(b, a float64) float64 { return math.Mod(math.Atan2(b, a)/rad+360, 360) }
	h1, h2 := angle(p[2], a1), angle(q[2], a2)
	dh, hm := 0.0, h1+h2
	if d1*d2 != 0 {
		dh = math.Mod(h2-h1+540, 360) - 180
		switch {
		case math.Abs(h1-h2) <= 180:
			hm = (h1 + h2) / 2
		case h1+h2 < 360:
			hm = (h1 + h2 + 360) / 2
		default:
			hm = (h1 + h2 - 360) / 2
		}
	}
	dL, dC, dH := q[0]-p[0], d2-d1, 2*math.Sqrt(d1*d2)*math.Sin(rad*dh/2)
	lm, cm := (p[0]+q[0])/2, (d1+d2)/2
	t := 1 - 0.17*math.Cos(rad*(hm-30)) + 0.24*math.Cos(rad*2*hm) + 0.32*math.Cos(rad*(3*hm+6)) - 0.2*math.Cos(rad*(4*hm-63))
	c7 := math.Pow(cm, 7)
	rt := -math.Sin(2*rad*30*math.Exp(-math.Pow((hm-275)/25, 2))) * 2 * math.Sqrt(c7/(c7+math.Pow(25, 7)))
	sl := 1 + 0.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50))
	sc, sh := 1+0.045*cm, 1+0.015*cm*t
	return math.Sqrt(dL*dL/sl/sl + dC*dC/sc/sc + dH*dH/sh/sh + rt*dC/sc*dH/sh)
}
