package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Mark is something on a timeline.
type Mark struct {
	At   sim.Time
	Text string
	Rank int    // lower is more important
	Kind string // what it is one of, as "stage": those within a hair share one label
	Late bool
}

// Timeline draws a histogram of messages with what happened above it. A label that
// finds no free place stands in the table only.
func Timeline(id, title string, sent []sim.Time, marks []Mark, from, until sim.Time, c notation.Clock, t *theme.Theme) document.Figure {
	const step, foot, cols = 20, 46, 140
	merged := mergeMarks(marks, (until-from)/100)
	levels := min(12, max(4, 3+len(merged)/4))
	base := float64(levels*step + 44)
	s := &scene.Scene{W: Wide, H: base + foot - 14, Title: title}
	a := Axis{from, max(until, from+1), 6, Wide - 12, sim.Never}
	counts := [cols]int{}
	for _, at := range sent {
		counts[min(cols-1, max(0, int((at-from)*cols/max(1, until-from))))]++
	}
	peak := max(1, slices.Max(counts[:]))
	for k, n := range counts {
		if n > 0 {
			h := max(1, float64(float64(n)/float64(peak)*32))
			s.Add(scene.Rect{Box: scene.Box{X: a.X + float64(a.W*float64(k))/cols, Y: base - h, W: a.W/cols - 0.8, H: h}, Fill: t.Near})
		}
	}
	s.Add(line(a.X, base, a.X+a.W, base, t.Ink, 1))
	s.Add(tickRow(a, base+16, c, t)...)
	placer := NewLabels(scene.Box{X: 0, Y: 0, W: Wide, H: base})
	order := merged
	slices.SortStableFunc(order, func(x, y Mark) int { return cmp.Or(cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.At, y.At)) })
	var stems, texts []scene.Item
	hidden := 0
	for _, m := range order {
		stem, label, ok := placer.mark(a.At(m.At), base, levels, step, m, t)
		if !ok {
			hidden++
			continue
		}
		stems, texts = append(stems, stem...), append(texts, label...)
	}
	s.Add(stems...)
	s.Add(texts...)
	numbers := document.Table{Slim: true, Head: []string{"When", "What"}}
	slices.SortStableFunc(marks, func(x, y Mark) int { return cmp.Compare(x.At, y.At) })
	for _, m := range marks {
		row := document.Plain(c.At(m.At), m.Text)
		row[1].Late = m.Late
		numbers.Rows = append(numbers.Rows, row)
	}
	s.Says = fmt.Sprintf("%s from %s to %s; the table under it lists them.", wording.Plural(len(marks), "moment"), c.At(from), c.At(until))
	caption := fmt.Sprintf("Grey: messages sent, a column for %s. Flags: what was late or not met.", wording.Lasting((until-from)/cols))
	if hidden > 0 {
		caption += fmt.Sprintf(" For %s there was no room: the table has all.", wording.Plural(hidden, "label"))
	}
	return document.Figure{ID: id, Scene: s, Caption: caption, Numbers: numbers}
}

// mergeMarks puts marks of one kind that follow each other within a time under one label.
func mergeMarks(marks []Mark, within sim.Time) (out []Mark) {
	order := slices.Clone(marks)
	slices.SortStableFunc(order, func(x, y Mark) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Rank, y.Rank)) })
	last, counts := map[string]int{}, map[string]int{}
	for _, m := range order {
		i, ok := last[m.Kind]
		if !ok || m.Kind == "" || m.At-out[i].At > within {
			last[m.Kind], counts[m.Kind] = len(out), 1
			out = append(out, m)
			continue
		}
		counts[m.Kind]++
		noun, rest, _ := strings.Cut(m.Kind, " ")
		out[i].Text = strings.TrimSpace(wording.Plural(counts[m.Kind], noun) + " " + rest)
	}
	return out
}

// Labels places marks over an axis.
type Labels struct{ *scene.Placer }

// NewLabels places inside a room.
func NewLabels(room scene.Box) Labels { return Labels{scene.NewPlacer(room)} }

// mark puts a label on the first free level, right or left of its stem.
func (l Labels) mark(x, base float64, levels, step int, m Mark, t *theme.Theme) (stem, label []scene.Item, ok bool) {
	colour, weight, width := t.Ink2, font.Regular, 1.0
	if m.Rank == 0 {
		colour, weight = t.Ink, font.SemiBold
	}
	if m.Late {
		colour, weight, width = t.Late, font.SemiBold, 1.6
	}
	words := font.Fit(m.Text, weight, theme.Tick, 300)
	var offers []scene.Text
	for level := range levels {
		y := base - 40 - float64(level*step)
		offers = append(offers, text(x+4, y, words, theme.Tick, weight, colour, scene.Start), text(x-4, y, words, theme.Tick, weight, colour, scene.End))
		if m.Late {
			offers[len(offers)-2].At.X += 10
		}
	}
	got, ok := l.Place(offers...)
	if !ok {
		return nil, nil, false
	}
	top := got.At.Y - 9
	stem = append(stem, line(x, top, x, base, colour, width))
	l.Take(scene.Box{X: x - 1, Y: top, W: 2, H: base - top - 34})
	if m.Late {
		stem = append(stem, flag(x, top, t.Late))
	}
	// A plate of the ground keeps lines from crossing the letters.
	plate := got.Box().Grow(1)
	return stem, []scene.Item{scene.Rect{Box: plate, Fill: t.Ground[2]}, got}, true
}
