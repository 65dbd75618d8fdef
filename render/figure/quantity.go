package figure

import (
	"math"
	"strconv"
	"strings"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
	"entente/sim/notation"
)

// Quantity says what numbers along an axis are, and so where ticks stand and what is
// written at them.
type Quantity uint8

// The quantities.
const (
	Plain  Quantity = iota // a number
	Part                   // of a whole, 0 to 1: in percent
	Length                 // of time, in milliseconds
)

// tick is a mark along an axis.
type tick struct {
	at   float64
	text string
}

// ticks are marks from low to high, at most so many of them.
func (q Quantity) ticks(low, high float64, most int) (list []tick) {
	span := high - low
	if !(span > 0) || math.IsInf(span, 0) || most < 1 {
		return nil
	}
	step := 0.0
	if q == Length {
		step = float64(steps[len(steps)-1])
		for _, s := range steps {
			if span/float64(s) <= float64(most) {
				step = float64(s)
				break
			}
		}
		for span/step > float64(most) {
			step += step
		}
	} else {
		step = roundStep(span / float64(most))
	}
	for k := math.Ceil(low / step); ; k++ {
		at := float64(k*step) + 0 // no minus nought
		if at > high+float64(span*1e-9) {
			return list
		}
		list = append(list, tick{at, q.label(at, step)})
	}
}

// roundStep is the least of 1, 2 and 5 times a power of ten that is no smaller.
func roundStep(v float64) float64 {
	p := 1.0
	for ; p > v; p /= 10 {
	}
	for ; float64(p*10) <= v; p = float64(p * 10) {
	}
	for _, m := range [...]float64{1, 2, 5} {
		if s := float64(m * p); s >= float64(v*(1-1e-9)) {
			return s
		}
	}
	return float64(10 * p)
}

// label writes a tick.
func (q Quantity) label(at, step float64) string {
	switch q {
	case Length:
		if at == 0 {
			return "0"
		}
		t, sign := sim.Time(math.Round(math.Abs(at))), ""
		if at < 0 {
			sign = "−"
		}
		return sign + counted(t, sim.Time(step))
	case Part:
		return strings.Replace(notation.Level(at), "-", "−", 1)
	}
	return decimal(at, step)
}

// decimal writes a number with the digits that its step has.
func decimal(v, step float64) string {
	digits := 0
	for s := step; digits < 6 && math.Abs(s-math.Round(s)) > float64(1e-6*s); s = float64(s * 10) {
		digits++
	}
	text, negative := strings.CutPrefix(strconv.FormatFloat(v, 'f', digits, 64), "-")
	if negative && strings.Trim(text, "0.") != "" { // what rounds to nothing has no sign
		return "−" + text
	}
	return text
}

// across draws an axis below a picture, with lines up from its ticks.
func (a scaled) across(q Quantity, top, bottom float64, t *theme.Theme) (items []scene.Item) {
	for _, k := range a.marks(q) {
		items = append(items, text(a.at(k.at), bottom+15, k.text, theme.Tick, font.Regular, t.Ink3, scene.Middle))
	}
	return append(a.lines(q, top, bottom, t), items...)
}

// lines are those of an axis across, without words.
func (a scaled) lines(q Quantity, top, bottom float64, t *theme.Theme) (items []scene.Item) {
	for _, k := range a.marks(q) {
		items = append(items, line(a.at(k.at), top, a.at(k.at), bottom, t.Line, 1))
	}
	return items
}

// marks are the ticks of an axis across that have room for their words.
func (a scaled) marks(q Quantity) []tick { return q.ticks(a.low, a.high, int(a.w/84)) }

// upwards draws an axis at the left of a picture, with lines across from its ticks.
func (a scaled) upwards(q Quantity, left, right float64, most int, t *theme.Theme) (items []scene.Item) {
	for _, k := range q.ticks(a.low, a.high, most) {
		y := a.up(k.at)
		items = append(items, line(left, y, right, y, t.Line, 1), text(left-8, y+4, k.text, theme.Tick, font.Regular, t.Ink3, scene.End))
	}
	return items
}

// up is where a number stands on an axis that goes up: x is its bottom.
func (a scaled) up(v float64) float64 { return a.x - (a.at(v) - a.x) }
