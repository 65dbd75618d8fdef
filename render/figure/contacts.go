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

// Contact is what one told another.
type Contact struct {
	From, To string
	Read     int      // messages that were read
	Other    int      // that ended otherwise or were still under way
	Median   sim.Time // from sending to reading; sim.Never where none was read
}

// Contacts draws who told whom: rows send, columns receive; the darker, the more
// was read, and the figure is its count.
func Contacts(id, title string, names []string, all []Contact, t *theme.Theme) document.Figure {
	const label, top = 150, 96
	size := min(46, (Wide-label)/float64(max(1, len(names))))
	s := &scene.Scene{W: Wide, H: top + size*float64(len(names)) + 4, Title: title}
	place := map[string]int{}
	for i, n := range names {
		place[n] = i
		y := top + float64(i)*size
		s.Add(fitted(label-10, y+size/2+4, n, theme.Tick, font.Regular, t.Ink, scene.End, label-14))
		// Columns are numbered as rows are, and named on a slant of steps, so that no
		// two names meet.
		x := label + float64(i)*size + size/2
		s.Add(text(x, top-8, fmt.Sprint(i+1), theme.Tick, font.SemiBold, t.Ink2, scene.Middle))
		s.Add(text(8, y+size/2+4, fmt.Sprint(i+1), theme.Tick, font.SemiBold, t.Ink2, scene.Start))
	}
	s.Add(text(label, top-30, "to", theme.Tick, font.Regular, t.Ink3, scene.Start), text(8, top-8, "from", theme.Tick, font.Regular, t.Ink3, scene.Start))
	most := 1
	for _, c := range all {
		most = max(most, c.Read)
	}
	for i := range names {
		for j := range names {
			s.Add(scene.Rect{Box: scene.Box{X: label + float64(j)*size + 0.5, Y: top + float64(i)*size + 0.5, W: size - 1, H: size - 1}, Fill: t.Ground[1], Stroke: t.Line, Width: 1})
		}
	}
	numbers := document.Table{Head: []string{"From", "To", "Read", "Ended otherwise", "Median time to reading"}, Right: []int{2, 3, 4}}
	for _, c := range all {
		i, okI := place[c.From]
		j, okJ := place[c.To]
		median := "–"
		if c.Median != sim.Never {
			median = wording.Lasting(c.Median)
		}
		numbers.Rows = append(numbers.Rows, document.Plain(c.From, c.To, fmt.Sprint(c.Read), fmt.Sprint(c.Other), median))
		if !okI || !okJ || c.Read == 0 {
			continue
		}
		share := uint32(18 + 72*c.Read/most)
		x, y := label+float64(j)*size, top+float64(i)*size
		ink := t.Ink
		if share > 45 {
			ink = t.Ground[2]
		}
		s.Add(scene.Rect{Box: scene.Box{X: x + 0.5, Y: y + 0.5, W: size - 1, H: size - 1}, Fill: t.Ink.Over(t.Ground[2], share), Tip: fmt.Sprintf("%s to %s: %d read", c.From, c.To, c.Read)})
		if size >= 24 {
			s.Add(text(x+size/2, y+size/2+4, fmt.Sprint(c.Read), theme.Tick, font.Medium, ink, scene.Middle))
		}
	}
	s.Says = fmt.Sprintf("%d senders and receivers; most between two: %d messages read.", len(names), most)
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Caption: "Rows send, columns of the same number receive; the figure is how many messages were read."}
}
