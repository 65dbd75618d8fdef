package figure

import (
	"cmp"
	"fmt"
	"slices"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Stretch is a stretch of time on the way to an outcome.
type Stretch struct {
	From, Until sim.Time
	Delay       measure.Delay
	What        string // step and cause in words
	Where       string // the desk, rule, channel or nation
	World       bool   // the deciding fact did not exist yet
}

// Ms is how long it lasted.
func (s *Stretch) Ms() sim.Time { return s.Until - s.From }

// Path is the way to an outcome, stretch by stretch without a gap, and when it
// was due.
type Path struct {
	Title     string
	Says      string
	Stretches []Stretch
	Due       sim.Time // sim.Never: none
	Outcome   string   // what stands at its end, in words
	Late      bool
}

// from and until are the window of a path.
func (p *Path) from() sim.Time  { return p.Stretches[0].From }
func (p *Path) until() sim.Time { return p.Stretches[len(p.Stretches)-1].Until }

// drawnStretches are the stretches from the first at which anybody was at work: before the
// deciding fact exists nobody is late with it, and drawing that time to scale hides
// the rest.
func (p *Path) drawnStretches() (before sim.Time, list []Stretch) {
	list = mergeStretches(p.Stretches)
	if list[0].World {
		if len(list) > 1 {
			return list[0].Ms(), list[1:]
		}
	}
	return 0, list
}

// widest is the width of the widest of some small words, within bounds.
func widest(words []string, least, most float64) float64 {
	w := least
	for _, s := range words {
		w = max(w, font.Width(s, font.Regular, theme.Note))
	}
	return min(w, most)
}

func shorter(n int) string {
	if n == 1 {
		return "1 shorter stretch"
	}
	return fmt.Sprintf("%d shorter stretches", n)
}

// mostStretches is how many rows a waterfall shows; what is shorter is summed up in one.
const mostStretches = 10

// mergeStretches puts stretches that follow each other under one heading at one place
// together.
func mergeStretches(list []Stretch) []Stretch {
	var out []Stretch
	for _, s := range list {
		if n := len(out) - 1; n >= 0 && out[n].Delay == s.Delay && out[n].Where == s.Where && out[n].World == s.World && out[n].Until == s.From {
			out[n].Until = s.Until
			if out[n].What != s.What {
				out[n].What = ""
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// longestStretches are the longest stretches in order of time, and the sum of the others.
func longestStretches(list []Stretch, most int) (shown []Stretch, rest sim.Time, others int) {
	if len(list) <= most {
		return list, 0, 0
	}
	byLength := slices.Clone(list)
	slices.SortStableFunc(byLength, func(a, b Stretch) int { return cmp.Compare(b.Ms(), a.Ms()) })
	least := byLength[most-1].Ms()
	for _, s := range list {
		if s.Ms() >= least && len(shown) < most {
			shown = append(shown, s)
		} else {
			rest, others = rest+s.Ms(), others+1
		}
	}
	return shown, rest, others
}

// Waterfall draws where the time of a path went, in its order, with the deadline
// across. Its rows add up to the whole, to the millisecond.
func Waterfall(id string, p *Path, say *wording.Speaker, t *theme.Theme) document.Figure {
	all := mergeStretches(p.Stretches)
	before, list := p.drawnStretches()
	shown, rest, others := longestStretches(list, mostStretches)
	const top, row, right = 34.0, 33.0, 96.0
	var words []string
	parts := []sim.Time{before}
	for i := range shown {
		words, parts = append(words, placeText(&shown[i])), append(parts, shown[i].Ms())
	}
	told, sum := notation.Parts(append(parts, rest))
	label := 66 + widest(words, 200, 380)
	rows := len(shown)
	if others > 0 {
		rows++
	}
	s := &scene.Scene{W: Wide, H: top + float64(float64(rows)*row) + 30, Title: p.Title, Says: p.Says}
	bottom := top + float64(float64(rows)*row)
	from, until := list[0].From, p.until()
	if p.Due != sim.Never && p.Due > from {
		until = max(until, p.Due)
	}
	a := Axis{from, until, label, Wide - label - right - 12, p.Due}
	s.Add(a.Elapsed(top, bottom, t)...)
	for i := range shown {
		x := &shown[i]
		y := top + float64(float64(i)*row)
		s.Add(line(0, y, Wide, y, t.Line, 1), text(0, y+22, fmt.Sprint(i+1), theme.Tick, font.Regular, t.Ink3, scene.Start))
		s.Add(scene.NewBar(scene.Box{X: 20, Y: y + 10, W: 24, H: 14}, x.Delay, t, ""))
		s.Add(cutText(54, y+16, say.Terms.Delay(x.Delay.Code()), theme.Note, font.SemiBold, t.Ink, scene.Start, label-64),
			cutText(54, y+28, placeText(x), theme.Tick, font.Regular, t.Ink3, scene.Start, label-64))
		left, end := a.At(x.From), a.At(x.Until)
		s.Add(scene.NewBar(scene.Box{X: left, Y: y + 8, W: max(end-left, 1), H: 20}, x.Delay, t, told[i+1]))
		if i+1 < len(shown) && shown[i+1].From == x.Until {
			s.Add(line(end, y+8, end, y+row+8, t.Ink3, 1))
		}
		s.Add(text(Wide, y+22, told[i+1], theme.Note, font.SemiBold, t.Ink, scene.End))
	}
	if others > 0 {
		y := top + float64(float64(len(shown))*row)
		s.Add(line(0, y, Wide, y, t.Line, 1), text(54, y+22, "and "+shorter(others)+" between them", theme.Note, font.Regular, t.Ink2, scene.Start),
			text(Wide, y+22, told[len(shown)+1], theme.Note, font.SemiBold, t.Ink, scene.End))
	}
	whole := p.until() - p.from()
	s.Add(line(0, bottom, Wide, bottom, t.Ink, 1.2), text(0, bottom+19, "Sum of the parts", theme.Note, font.SemiBold, t.Ink, scene.Start),
		line(a.At(from), bottom+14, a.At(p.until()), bottom+14, t.Ink, 3),
		text(Wide, bottom+19, sum, theme.Note, font.SemiBold, t.Ink, scene.End))
	s.Add(a.Deadline(bottom, say.Clock, t)...)
	return document.Figure{
		ID: id, Scene: s, Numbers: waterfallTable(all, whole, say),
		Caption: beforeCaption(before, told[0]) + fmt.Sprintf("The parts add up to the whole to the millisecond: %s, exactly %s.", sum, whole),
	}
}

func beforeCaption(before sim.Time, told string) string {
	if before == 0 {
		return ""
	}
	return fmt.Sprintf("The %s before the deciding fact existed count and are not drawn. ", told)
}

func placeText(x *Stretch) string {
	switch {
	case x.Where == "":
		return x.What
	case x.What == "":
		return x.Where
	}
	return x.Where + ": " + x.What
}

func waterfallTable(all []Stretch, whole sim.Time, say *wording.Speaker) document.Table {
	out := document.Table{Head: []string{"From", "Until", "Why", "Step and cause", "Where", "Time", "ms"}, Right: []int{5, 6}}
	told, sum := notation.PartsOf(all, (*Stretch).Ms)
	for i := range all {
		x := &all[i]
		out.Rows = append(out.Rows, document.Plain(say.Clock.At(x.From), say.Clock.At(x.Until), say.Terms.Delay(x.Delay.Code()), x.What, x.Where, told[i], fmt.Sprint(int64(x.Ms()))))
	}
	last := document.Plain("", "", "Sum", "", "", sum, fmt.Sprint(int64(whole)))
	for i := range last {
		last[i].Strong = true
	}
	out.Rows = append(out.Rows, last)
	return out
}

// Lanes draws a path as one lane for each place in the order in which it came to
// them, on the exercise's clock.
func Lanes(id string, p *Path, say *wording.Speaker, t *theme.Theme) document.Figure {
	before, all := p.drawnStretches()
	var places []string
	for i := range all {
		if !slices.Contains(places, all[i].Where) {
			places = append(places, all[i].Where)
		}
	}
	const most = 14
	if len(places) > most { // those with most time, in their order
		sums := map[string]sim.Time{}
		for i := range all {
			sums[all[i].Where] += all[i].Ms()
		}
		order := slices.Clone(places)
		slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(sums[b], sums[a]) })
		keep := order[:most]
		places = slices.DeleteFunc(places, func(w string) bool { return !slices.Contains(keep, w) })
	}
	const top, row = 36.0, 34.0
	label := 14 + widest(places, 120, 380)
	s := &scene.Scene{W: Wide, H: top + float64(float64(len(places))*row) + 26, Title: "Lanes: " + p.Title, Says: p.Says}
	bottom := top + float64(float64(len(places))*row)
	until := p.until()
	if p.Due != sim.Never {
		until = max(until, p.Due)
	}
	a := Axis{all[0].From, until + (until-all[0].From)/40, label, Wide - label, p.Due}
	s.Add(a.Calendar(top, bottom, say.Clock, t)...)
	for i, name := range places {
		y := top + float64(float64(i)*row)
		s.Add(line(0, y, Wide, y, t.Line, 1), cutText(0, y+22, orElse(name, "the world"), theme.Note, font.Regular, t.Ink, scene.Start, label-12))
	}
	s.Add(line(0, bottom, Wide, bottom, t.Line, 1))
	lane := func(name string) float64 { return top + float64(float64(slices.Index(places, name))*row) }
	for i := range all {
		x := &all[i]
		if slices.Index(places, x.Where) < 0 {
			continue
		}
		y, left, end := lane(x.Where), a.At(x.From), a.At(x.Until)
		s.Add(scene.NewBar(scene.Box{X: left, Y: y + 9, W: max(end-left, 1.5), H: 18}, x.Delay, t, say.Terms.Delay(x.Delay.Code())+" "+wording.Lasting(x.Ms())))
		if i+1 < len(all) && all[i+1].Where != x.Where && slices.Index(places, all[i+1].Where) >= 0 {
			to := lane(all[i+1].Where)
			from := y + 27.0
			tip := to + 9
			if to < y {
				from, tip = y+9, to+27
			}
			s.Add(arrow(end, from, tip, t.Ink)...)
		}
	}
	end := a.At(p.until())
	last := lane(all[len(all)-1].Where)
	if slices.Index(places, all[len(all)-1].Where) >= 0 {
		s.Add(scene.Rect{Box: scene.Box{X: end, Y: last + 9, W: 4, H: 18}, Fill: t.Ink})
	}
	s.Add(a.Deadline(bottom, say.Clock, t)...)
	if p.Outcome != "" {
		colour := t.Ink2
		if p.Late {
			colour = t.Late
		}
		s.Add(text(Wide, bottom+18, font.Fit(p.Outcome, font.SemiBold, theme.Note, Wide), theme.Note, font.SemiBold, colour, scene.End))
	}
	return document.Figure{ID: id, Scene: s, Numbers: waterfallTable(mergeStretches(p.Stretches), p.until()-p.from(), say), Caption: beforeCaption(before, wording.Lasting(before)) + "Each lane is a place at which it waited or was worked on; an arrow is where it went on."}
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// arrow goes straight up or down.
func arrow(x, from, to float64, c theme.Colour) []scene.Item {
	way := 1.0
	if to < from {
		way = -1
	}
	return []scene.Item{line(x, from, x, to-float64(4*way), c, 1.4), scene.Polygon{Points: []scene.Point{{X: x - 4, Y: to - float64(7*way)}, {X: x + 4, Y: to - float64(7*way)}, {X: x, Y: to}}, Fill: c}}
}

// Chip is the small picture of a delay for a table.
func Chip(d measure.Delay, terms *wording.Terms, t *theme.Theme) *scene.Scene {
	s := &scene.Scene{W: 30, H: 15, Title: terms.Delay(d.Code())}
	s.Add(scene.NewBar(scene.Box{X: 0, Y: 0, W: 30, H: 15}, d, t, ""))
	return s
}

// Legend names the delays that a picture shows, in their fixed order.
func Legend(id string, shown []measure.Delay, terms *wording.Terms, t *theme.Theme) *scene.Scene {
	s := &scene.Scene{W: Wide, Title: "Legend"}
	x, y := 0.0, 0.0
	var names []string
	for d := range measure.NumDelays {
		if !slices.Contains(shown, d) {
			continue
		}
		name := terms.Delay(d.Code())
		names = append(names, name)
		w := 40 + font.Width(name, font.Regular, theme.Body) + 26
		if x+w > Wide && x > 0 {
			x, y = 0, y+26
		}
		s.Add(scene.NewBar(scene.Box{X: x, Y: y + 3, W: 30, H: 15}, d, t, ""))
		s.Add(text(x+38, y+15, name, theme.Body, font.Regular, t.Ink2, scene.Start))
		x += w
	}
	s.H = y + 24
	s.Says = fmt.Sprintf("Patterns and colours of: %s", names)
	return s
}
