package figure

import (
	"math"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
)

// Band is where nine runs of ten lie, worded, with one value from elsewhere to hold
// against it. Times are in milliseconds; infinite is never.
type Band struct {
	Name              string
	Low, Middle, High float64  // 5, 50 and 95 % of the runs
	From, To          float64  // the other value, the same where it is one
	Apart             bool     // it lies outside of the band
	Hollow            bool     // a row of another sort
	Cells             []string // of the table of numbers, after the name
}

// decades are the marks of a logarithmic axis of times.
var decades = [...]struct {
	at   sim.Time
	text string
}{
	{sim.Minute, "1 min"},
	{10 * sim.Minute, "10 min"},
	{sim.Hour, "1 h"},
	{6 * sim.Hour, "6 h"},
	{sim.Day, "1 d"},
	{7 * sim.Day, "1 week"},
	{30 * sim.Day, "1 month"},
	{365 * sim.Day, "1 year"},
}

// Bands draws bands below each other over a logarithmic axis from a minute to a year: a
// line from 5 to 95 % with a dot in the middle, and a diamond where the other value lies,
// in the colour of what is late if that is outside. Beyond the axis is never: there a line
// has an arrow's end. head names the columns of the table.
func Bands(id, title, says string, head []string, all []Band, t *theme.Theme) document.Figure {
	f := drawBoth(func(wide float64) document.Figure { return bands(wide, id, title, says, all, t) })
	f.Numbers = document.Table{Head: head}
	for i := range all {
		f.Numbers.Rows = append(f.Numbers.Rows, document.Plain(append([]string{all[i].Name}, all[i].Cells...)...))
	}
	f.Spec = bandSpec(title, all)
	return f
}

// logarithm maps times to a stretch of the picture; what is beyond the axis stands beside it.
type logarithm struct{ x, w float64 }

const beyond = 46.0 // pixels from the axis to what never was

func (a logarithm) at(ms float64) float64 {
	if math.IsInf(ms, 1) {
		return a.x + a.w + beyond
	}
	first, last := math.Log(float64(decades[0].at)), math.Log(float64(decades[len(decades)-1].at))
	share := float64((math.Log(max(ms, 1)) - first) / (last - first))
	return math.Round(float64((a.x+float64(a.w*min(max(share, 0), 1)))*100)) / 100
}

func bands(wide float64, id, title, says string, all []Band, t *theme.Theme) document.Figure {
	const foot = 22.0
	row, above, left := 24.0, 0.0, 0.0
	for i := range all {
		left = max(left, font.Width(all[i].Name, font.Medium, theme.Note))
	}
	left = min(math.Ceil(left)+20, 360)
	if wide < Wide {
		row, above, left = 44, 20, 18
	}
	bottom := float64(float64(len(all))*row) + 10
	s := &scene.Scene{W: wide, H: bottom + foot, Title: title, Says: says}
	a := logarithm{left, wide - left - beyond - 22}
	for i, d := range decades {
		x := a.at(float64(d.at))
		s.Add(line(x, 2, x, bottom, t.Line, 1))
		if wide >= Wide || i%2 == 0 {
			s.Add(text(x, bottom+15, d.text, theme.Tick, font.Regular, t.Ink3, scene.Middle))
		}
	}
	s.Add(text(a.at(math.Inf(1)), bottom+15, "never", theme.Tick, font.Regular, t.Ink3, scene.Middle))
	for i := range all {
		b, y, room := &all[i], float64(float64(i)*row)+above+17, left-12
		if above > 0 {
			room = wide
		}
		s.Add(cutText(0, y+4-above, b.Name, theme.Note, font.Medium, t.Ink, scene.Start, room))
		s.Add(b.items(a, y, t)...)
	}
	return document.Figure{ID: id, Scene: s}
}

// items are a band's line, its dot and its diamond.
func (b *Band) items(a logarithm, y float64, t *theme.Theme) (items []scene.Item) {
	low, high := a.at(b.Low), a.at(b.High)
	items = append(items, line(low, y, high, y, t.Ink2, 2))
	if math.IsInf(b.High, 1) {
		items = append(items, scene.Polygon{Points: []scene.Point{{X: high + 6, Y: y}, {X: high, Y: y - 4}, {X: high, Y: y + 4}}, Fill: t.Ink2})
	} else {
		items = append(items, line(high, y-4, high, y+4, t.Ink2, 2))
	}
	items = append(items, line(low, y-4, low, y+4, t.Ink2, 2), disc(a.at(b.Middle), y, 4, b.Hollow, t))
	colour := t.Ink
	if b.Apart {
		colour = t.Late
	}
	from, to := a.at(b.From), a.at(b.To)
	if to > from {
		items = append(items, line(from, y+7, to, y+7, colour, 3))
	}
	x := from + float64((to-from)/2)
	return append(items, scene.Polygon{Points: []scene.Point{{X: x, Y: y - 9}, {X: x + 5, Y: y - 4}, {X: x, Y: y + 1}, {X: x - 5, Y: y - 4}}, Fill: colour})
}

func bandSpec(title string, all []Band) vega {
	var rows []vega
	for i := range all {
		b := &all[i]
		rows = append(rows, vega{"name": b.Name, "low": in(Length, b.Low), "middle": in(Length, b.Middle), "high": in(Length, b.High), "from": in(Length, b.From), "to": in(Length, b.To), "apart": b.Apart})
	}
	across := func(field string) vega {
		x := axis(field, unitOf(Length), Length)
		x["scale"] = vega{"type": "log"}
		return x
	}
	return specOf(title, rows,
		vega{"mark": "rule", "encoding": vega{"y": nameChannel("name"), "x": across("low"), "x2": vega{"field": "high"}}},
		vega{"mark": vega{"type": "point", "filled": true, "size": 50, "tooltip": true}, "encoding": vega{"y": nameChannel("name"), "x": across("middle")}},
		vega{"mark": vega{"type": "point", "shape": "diamond", "size": 70, "tooltip": true}, "encoding": vega{"y": nameChannel("name"), "x": across("from"), "color": vega{"condition": vega{"test": "datum.apart", "value": "#c4161c"}, "value": "#1a1d20"}}})
}
