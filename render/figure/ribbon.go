package figure

import (
	"math"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
)

// Ribbon is a number over time in many runs: its middle, and where nine in ten of them
// are. NaN: it had not come in so many.
type Ribbon struct {
	Name              string
	Low, Middle, High []float64 // by instant
	Says              []string  // of each instant, in words
}

// Ribbons draws numbers over time, one below the other with one scale: a band over nine
// in ten runs and a line through their middle. The line of the first stands pale in the
// others. Instants are Every, twice Every and so on.
func Ribbons(id, title, says string, every sim.Time, all []Ribbon, q Quantity, t *theme.Theme) document.Figure {
	return drawBoth(func(wide float64) document.Figure { return ribbons(wide, id, title, says, every, all, q, t) })
}

func ribbons(wide float64, id, title, says string, every sim.Time, all []Ribbon, q Quantity, t *theme.Theme) document.Figure {
	const left, tall, head, foot = 72.0, 110.0, 24.0, 24.0
	s := &scene.Scene{W: wide, H: float64(float64(len(all))*(tall+head)) + foot, Title: title, Says: says}
	y := scaled{math.Inf(1), math.Inf(-1), 0, tall - 8}
	most := 0
	for i := range all {
		most = max(most, len(all[i].Middle))
		for _, list := range [][]float64{all[i].Low, all[i].Middle, all[i].High} {
			for _, v := range list {
				if !math.IsNaN(v) && !math.IsInf(v, 0) {
					y.low, y.high = min(y.low, v), max(y.high, v)
				}
			}
		}
	}
	switch {
	case y.low > y.high:
		y.low, y.high = 0, 1
	case y.low == y.high:
		y.low, y.high = min(y.low, 0), y.high+1
	}
	x := scaled{0, float64(every * sim.Time(max(most, 1))), left, wide - left - 16}
	at := func(k int) float64 { return x.at(float64(every * sim.Time(k+1))) }
	numbers := document.Table{Head: []string{"Time"}, Dense: true}
	for i := range all {
		r := &all[i]
		y.x = float64(float64(i)*(tall+head)) + head + tall - 8
		top := y.x - y.w
		if i+1 < len(all) {
			s.Add(x.lines(Length, top, y.x, t)...)
		} else {
			s.Add(x.across(Length, top, y.x, t)...)
		}
		s.Add(y.upwards(q, left, wide-16, 3, t)...)
		s.Add(cutText(left, top-6, r.Name, theme.Note, font.SemiBold, t.Ink, scene.Start, wide-left))
		s.Add(y.band(r, at, t)...)
		if i > 0 {
			s.Add(y.middle(&all[0], at, t.Edge, 1)...)
		}
		s.Add(y.middle(r, at, t.Ink, 2)...)
		s.Add(line(left, y.x, wide-16, y.x, t.Edge, 1))
		numbers.Head = append(numbers.Head, r.Name)
	}
	for k := range most {
		row := []string{Length.label(float64(every*sim.Time(k+1)), float64(every))}
		for i := range all {
			row = append(row, all[i].Says[k])
		}
		numbers.Rows = append(numbers.Rows, document.Plain(row...))
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Spec: ribbonSpec(title, every, all, q)}
}

// band is the area over nine in ten runs, in stretches in which it has a number.
func (a scaled) band(r *Ribbon, at func(int) float64, t *theme.Theme) (items []scene.Item) {
	has := func(k int) bool { return k < len(r.Low) && !math.IsNaN(r.Low[k]) && !math.IsNaN(r.High[k]) }
	for from := 0; from < len(r.Low); from++ {
		until := from
		for ; has(until); until++ {
		}
		if until > from+1 {
			var p []scene.Point
			for k := from; k < until; k++ {
				p = append(p, scene.Point{X: at(k), Y: a.up(r.High[k])})
			}
			for k := until - 1; k >= from; k-- {
				p = append(p, scene.Point{X: at(k), Y: a.up(r.Low[k])})
			}
			items = append(items, scene.Polygon{Points: p, Fill: t.Line})
		}
		from = max(from, until)
	}
	return items
}

// middle is the line through the middle of runs.
func (a scaled) middle(r *Ribbon, at func(int) float64, c theme.Colour, width float64) (items []scene.Item) {
	for k := 1; k < len(r.Middle); k++ {
		if p, v := r.Middle[k-1], r.Middle[k]; !math.IsNaN(p) && !math.IsNaN(v) && !math.IsInf(p, 0) && !math.IsInf(v, 0) {
			items = append(items, line(at(k-1), a.up(p), at(k), a.up(v), c, width))
		}
	}
	return items
}
