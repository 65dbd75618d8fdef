package figure

import (
	"fmt"
	"math"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Estimate is a number with its interval, worded.
type Estimate struct {
	Name             string
	Value, Low, High float64 // infinite where there is no bound
	Says             string  // the number and its interval in words
	Hollow           bool    // an outline: a second number of the same row's kind
}

// scaled maps numbers to a stretch of the picture, with some room at both ends.
type scaled struct{ low, high, x, w float64 }

func spread(all []Estimate, zero bool, x, w float64) scaled {
	s := scaled{math.Inf(1), math.Inf(-1), x, w}
	take := func(v float64) {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			s.low, s.high = min(s.low, v), max(s.high, v)
		}
	}
	for i := range all {
		take(all[i].Value)
		take(all[i].Low)
		take(all[i].High)
	}
	if zero {
		take(0)
	}
	switch {
	case s.low > s.high:
		s.low, s.high = 0, 1
	case s.low == s.high:
		s.low, s.high = s.low-0.5, s.high+0.5
	}
	return s
}

func (s scaled) at(v float64) float64 {
	share := float64((v - s.low) / (s.high - s.low))
	return s.x + float64(s.w*min(max(share, 0), 1))
}

// sideWidths are the widths that names on the left and words on the right need, within what
// leaves room for the picture between them.
func sideWidths(all []Estimate, says float64) (left, right float64) {
	for i := range all {
		left = max(left, font.Width(all[i].Name, font.Medium, theme.Note))
		right = max(right, font.Width(all[i].Says, font.Regular, says))
	}
	return min(math.Ceil(left)+20, 350), min(math.Ceil(right)+22, 270)
}

// Intervals draws numbers with their intervals below each other: a dot, and a line over
// what it may be. With zero the axis has it, as a line across: an interval that does
// not touch it differs. A line that leaves the picture has an arrow's end.
func Intervals(id, title, says string, all []Estimate, zero bool, q Quantity, t *theme.Theme) document.Figure {
	return drawBoth(func(wide float64) document.Figure { return intervals(wide, id, title, says, all, zero, q, t) })
}

func intervals(wide float64, id, title, says string, all []Estimate, zero bool, q Quantity, t *theme.Theme) document.Figure {
	const foot = 22.0
	row, above := 26.0, 0.0 // of each, and of its words where they stand above the line
	left, right := sideWidths(all, theme.Note)
	if wide < Wide {
		row, above, left, right = 46, 20, 8, 8
	}
	bottom := float64(float64(len(all))*row) + 10
	s := &scene.Scene{W: wide, H: bottom + foot, Title: title, Says: says}
	a := spread(all, zero, left, wide-left-right)
	s.Add(a.across(q, 2, bottom, t)...)
	if zero {
		s.Add(line(a.at(0), 2, a.at(0), bottom, t.Edge, 1))
	}
	numbers := document.Table{Head: []string{"", "Estimate"}}
	for i := range all {
		x, y := &all[i], float64(float64(i)*row)+above+18
		s.Add(x.nameText(wide, left, y+4-above, theme.Note, t))
		numbers.Rows = append(numbers.Rows, document.Plain(x.Name, x.Says))
		if math.IsNaN(x.Value) {
			if above > 0 {
				s.Add(x.valueText(wide, right, y+4-above, theme.Note, t))
				continue
			}
			s.Add(text(left, y+4, x.Says, theme.Note, font.Regular, t.Ink3, scene.Start))
			continue
		}
		s.Add(a.whisker(x, y, t)...)
		s.Add(disc(a.at(x.Value), y, 5, x.Hollow, t))
		s.Add(x.valueText(wide, right, y+4-above, theme.Note, t))
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Spec: intervalSpec(title, all, q)}
}

// nameText is the name of a number: left of the picture, or on a small screen above it.
func (x *Estimate) nameText(wide, left, y, size float64, t *theme.Theme) scene.Text {
	room := left - 12
	if wide < Wide {
		room = wide - font.Width(x.Says, font.Regular, size) - 12
	}
	return cutText(0, y, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, max(room, 60))
}

// valueText is a number in words: right of the picture, or on a small screen above it.
func (x *Estimate) valueText(wide, right, y, size float64, t *theme.Theme) scene.Text {
	if wide < Wide {
		return cutText(wide, y, x.Says, size, font.Regular, t.Ink2, scene.End, wide-72)
	}
	return cutText(wide-right+14, y, x.Says, size, font.Regular, t.Ink2, scene.Start, right-14)
}

// whisker is the line over what a number may be; where it leaves the picture it has an
// arrow's end. Of a number without an interval there is none.
func (a scaled) whisker(x *Estimate, y float64, t *theme.Theme) (items []scene.Item) {
	if math.IsNaN(x.Low) || math.IsNaN(x.High) || math.IsInf(x.Low, -1) && math.IsInf(x.High, 1) {
		return nil
	}
	items = append(items, line(a.at(x.Low), y, a.at(x.High), y, t.Ink2, 2))
	if math.IsInf(x.Low, -1) {
		items = append(items, scene.Polygon{Points: []scene.Point{{X: a.x - 6, Y: y}, {X: a.x, Y: y - 4}, {X: a.x, Y: y + 4}}, Fill: t.Ink2})
	}
	if e := a.x + a.w; math.IsInf(x.High, 1) {
		items = append(items, scene.Polygon{Points: []scene.Point{{X: e + 6, Y: y}, {X: e, Y: y - 4}, {X: e, Y: y + 4}}, Fill: t.Ink2})
	}
	return items
}

// Bars draws numbers from 0 with their intervals, in pairs of one name: the second of a
// pair, hollow, below the first.
func Bars(id, title, says string, all []Estimate, q Quantity, t *theme.Theme) document.Figure {
	return drawBoth(func(wide float64) document.Figure { return bars(wide, id, title, says, all, q, t) })
}

func bars(wide float64, id, title, says string, all []Estimate, q Quantity, t *theme.Theme) document.Figure {
	const thick, foot = 12.0, 22.0
	pair, above := 36.0, 0.0 // of each pair, and of its name where it stands above the bars
	left, right := sideWidths(all, theme.Tick)
	if wide < Wide {
		pair, above, left = 56, 18, 16
	}
	bottom := float64(float64((len(all)+1)/2)*pair) + 8
	s := &scene.Scene{W: wide, H: bottom + foot, Title: title, Says: says}
	a := spread(all, true, left, wide-left-right)
	s.Add(a.across(q, 2, bottom, t)...)
	numbers := document.Table{Head: []string{"", "Estimate"}}
	for i := range all {
		x, y := &all[i], float64(float64(i/2)*pair)+float64(float64(i%2)*(thick+3))+above+6
		numbers.Rows = append(numbers.Rows, document.Plain(x.Name, x.Says))
		if i%2 == 0 {
			name := cutText(0, y+thick+6, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, left-12)
			if above > 0 {
				name = cutText(0, y-5, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, wide)
			}
			s.Add(name)
		}
		from, to := min(a.at(0), a.at(x.Value)), max(a.at(0), a.at(x.Value))
		bar := scene.Rect{Box: scene.Box{X: from, Y: y, W: max(to-from, 1), H: thick}, Fill: t.Line2}
		if x.Hollow {
			bar.Fill, bar.Stroke, bar.Width = t.Ground[2], t.Edge, 1
		}
		s.Add(bar)
		s.Add(a.whisker(x, y+thick/2, t)...)
		s.Add(cutText(wide-right+14, y+thick-1, x.Says, theme.Tick, font.Regular, t.Ink2, scene.Start, right-14))
	}
	s.Add(line(a.at(0), 2, a.at(0), bottom, t.Edge, 1))
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Spec: barSpec(title, all, q)}
}

// disc is a dot, full or hollow.
func disc(x, y, r float64, hollow bool, t *theme.Theme) scene.Rect {
	d := scene.Rect{Box: scene.Box{X: x - r, Y: y - r, W: float64(2 * r), H: float64(2 * r)}, Fill: t.Ink, Radius: r}
	if hollow {
		d.Fill, d.Stroke, d.Width = t.Ground[2], t.Ink, 1.6
	}
	return d
}

// Dot is a point of a scatter, with its name.
type Dot struct {
	Name         string
	X, Y         float64
	SaysX, SaysY string
	Hollow       bool // another sort of point
}

// Dots say what the axes of a scatter are.
type Dots struct {
	Across, Up string
	X, Y       Quantity
	Linked     bool // a line goes from each point to the next of its sort
}

// Scatter draws named points over two axes that begin at 0. Names stand where they meet
// no other; one that finds no place stands in the table only.
func Scatter(id, title, says string, d Dots, all []Dot, t *theme.Theme) document.Figure {
	return drawBoth(func(wide float64) document.Figure { return scatter(wide, id, title, says, d, all, t) })
}

func scatter(wide float64, id, title, says string, d Dots, all []Dot, t *theme.Theme) document.Figure {
	const high, left, bottom = 340.0, 72.0, 52.0
	s := &scene.Scene{W: wide, H: high, Title: title, Says: says}
	room := scene.Box{X: left, Y: 26, W: wide - left - 24, H: high - bottom - 26}
	x, y := scaled{0, 1, room.X, room.W}, scaled{0, 1, room.Y + room.H, room.H}
	if len(all) > 0 {
		x.high, y.high = 0, 0
	}
	for _, p := range all {
		x.high, y.high = max(x.high, float64(p.X*1.06)), max(y.high, float64(p.Y*1.06))
	}
	if x.high == 0 {
		x.high = 1
	}
	if y.high == 0 {
		y.high = x.high
	}
	s.Add(x.across(d.X, room.Y, room.Y+room.H, t)...)
	s.Add(y.upwards(d.Y, room.X, room.X+room.W, 6, t)...)
	s.Add(line(room.X, room.Y, room.X, room.Y+room.H, t.Edge, 1), line(room.X, room.Y+room.H, room.X+room.W, room.Y+room.H, t.Edge, 1))
	s.Add(text(room.X+room.W, high-12, d.Across, theme.Note, font.Medium, t.Ink2, scene.End), text(0, 14, d.Up, theme.Note, font.Medium, t.Ink2, scene.Start))
	labels := scene.NewPlacer(scene.Box{X: room.X + 2, Y: 16, W: wide - room.X - 2, H: room.Y + room.H - 18})
	numbers := document.Table{Head: []string{"", d.Across, d.Up}, Right: []int{1, 2}}
	var way []scene.Point
	for _, p := range all {
		at := scene.Point{X: x.at(p.X), Y: y.up(p.Y)}
		way = append(way, at)
		labels.Take(scene.Box{X: at.X - 6, Y: at.Y - 6, W: 12, H: 12})
	}
	for i := 1; d.Linked && i < len(way); i++ {
		if all[i].Hollow != all[i-1].Hollow {
			continue
		}
		s.Add(line(way[i-1].X, way[i-1].Y, way[i].X, way[i].Y, t.Line2, 1.4))
	}
	for i, p := range all {
		at := way[i]
		s.Add(disc(at.X, at.Y, 4.5, p.Hollow, t))
		n := func(x, y float64, a scene.Anchor) scene.Text {
			return text(at.X+x, at.Y+y, p.Name, theme.Note, font.Regular, t.Ink, a)
		}
		if p.Name != "" {
			if l, ok := labels.Place(n(11, 4, scene.Start), n(-11, 4, scene.End), n(0, -12, scene.Middle), n(0, 20, scene.Middle), n(11, -8, scene.Start), n(-11, -8, scene.End)); ok {
				s.Add(l)
			}
		}
		name := p.Name
		if name == "" {
			name = fmt.Sprint(i + 1)
		}
		numbers.Rows = append(numbers.Rows, document.Plain(name, p.SaysX, p.SaysY))
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Spec: dotSpec(title, d, all)}
}
