package figure

import (
	"fmt"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/sim"
)

// Lead is how long before or after its instant one deadline came true.
type Lead struct {
	Name   string
	Margin sim.Time // before it was due; negative: late
	Came   bool     // false: it did not come true, and there is no margin
	Late   bool     // late or not met
	Says   string   // the outcome in words
}

// farthest is how many times farther than what was late a bar goes: what came true
// weeks before would make hours of delay a point.
const farthest = 4

// LeadTimes draws how long before or after its instant each deadline came true, on
// one line for all instants. What did not come true goes on to the edge.
func LeadTimes(id, title string, list []Lead, t *theme.Theme) document.Figure {
	const top, row, label, right = 22.0, 21.0, 372.0, 124.0
	before, after, open := timeReach(list)
	cut := before
	if after > 0 && before > farthest*after {
		cut = farthest * after
	}
	if open || after > 0 {
		after = max(after, cut/farthest)
	}
	from, until := -cut-cut/12, after+after/12
	a := Axis{From: from, Until: max(until, from+1), X: label, W: Wide - label - right, Due: sim.Never}
	bottom := top + float64(row*float64(len(list)))
	s := &scene.Scene{W: Wide, H: bottom + 4, Title: title, Says: fmt.Sprintf("How long before or after it was due each of %s came true.", wording.Plural(len(list), "deadline"))}
	due := a.At(0)
	s.Add(a.margins(top, bottom, t)...)
	numbers := document.Table{Slim: true, Dense: true, Head: []string{"Deadline", "Margin", "Outcome", "ms"}, Right: []int{3}}
	beyond := false
	for i := range list {
		x := &list[i]
		y := top + float64(row*float64(i))
		colour := t.Ink
		if x.Late {
			colour = t.Late
		}
		s.Add(line(0, y, Wide, y, t.Line, 1), cutText(0, y+14, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, label-14))
		middle, margin, ms := y+float64(row/2), "", ""
		switch {
		case !x.Came && x.Late:
			s.Add(line(due, middle, a.X+a.W, middle, colour, 2.4), tip(a.X+a.W, middle, 1, colour))
		case x.Came:
			margin, ms = wording.Margin(x.Margin), fmt.Sprint(int64(x.Margin))
			end := a.At(-x.Margin)
			if x.Margin > cut {
				beyond = true
				s.Add(line(due, middle, a.X, middle, colour, 2.4), tip(a.X, middle, -1, colour))
				break
			}
			s.Add(line(due, middle, end, middle, colour, 2.4), dot(end, middle, colour))
		}
		s.Add(text(Wide, y+14, font.Fit(x.Says, font.SemiBold, theme.Note, right-8), theme.Note, font.SemiBold, colour, scene.End))
		numbers.Rows = append(numbers.Rows, document.Plain(x.Name, margin, x.Says, ms))
	}
	s.Add(line(0, bottom, Wide, bottom, t.Line, 1), line(due, top-6, due, bottom, t.Late, 1.4))
	f := document.Figure{ID: id, Scene: s, Numbers: numbers}
	if beyond {
		f.Caption = "An arrow on the left goes beyond the picture."
	}
	return f
}

// timeReach is how far deadlines came true before and after they were due, and whether
// one never did.
func timeReach(list []Lead) (before, after sim.Time, open bool) {
	for i := range list {
		switch x := &list[i]; {
		case !x.Came:
			open = open || x.Late
		default:
			before, after = max(before, x.Margin), max(after, -x.Margin)
		}
	}
	if before == 0 && after == 0 {
		return sim.Hour, sim.Hour, open
	}
	return before, after, open
}

// margins are the ticks before and after the instant.
func (a Axis) margins(top, bottom float64, t *theme.Theme) (items []scene.Item) {
	due := a.At(0)
	items = append(items, text(due, top-10, "due", theme.Tick, font.SemiBold, t.Late, scene.Middle))
	step := a.Step(84)
	for n := sim.Time(1); n*step <= max(-a.From, a.Until); n++ {
		for _, at := range [...]sim.Time{-n * step, n * step} {
			x := a.At(at)
			if at < a.From || at > a.Until || x < a.X || x > a.X+a.W {
				continue
			}
			words := counted(n*step, step)
			if at < 0 {
				words += " before"
			} else {
				words += " late"
			}
			items = append(items, line(x, top, x, bottom, t.Line, 1))
			half := float64(font.Width(words, font.Regular, theme.Tick) / 2)
			if x+half <= Wide && x-half >= a.X-60 {
				items = append(items, text(x, top-10, words, theme.Tick, font.Regular, t.Ink3, scene.Middle))
			}
		}
	}
	return items
}

// dot is a round end of a line.
func dot(x, y float64, c theme.Colour) scene.Item {
	return scene.Rect{Box: scene.Box{X: x - 4, Y: y - 4, W: 8, H: 8}, Fill: c, Radius: 4}
}

// tip is the head of an arrow that goes out of the picture, to the left or right.
func tip(x, y, way float64, c theme.Colour) scene.Item {
	back := x - float64(9*way)
	return scene.Polygon{Points: []scene.Point{{X: x, Y: y}, {X: back, Y: y - 5}, {X: back, Y: y + 5}}, Fill: c}
}
