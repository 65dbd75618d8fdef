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
)

// Contact is what one told another.
type Contact struct {
	From, To string
	Read     int      // messages that were read
	Other    int      // that ended unread or were still under way
	Median   sim.Time // from sending to reading; sim.Never where none was read
}

// mostHouses that a picture of contacts has; of more, those with most messages.
const mostHouses = 18

// Contacts draws who told whom, of contacts in order of their senders: rows send, columns receive; the darker, the more
// was read, and the figure is its count.
func Contacts(id, title string, names []string, all []Contact, t *theme.Theme) document.Figure {
	const label, row = 150.0, 27.0
	names, others := talkative(names, all)
	wide := min(120, (Wide-label)/float64(max(1, len(names))))
	longest := 0.0
	for _, n := range names {
		longest = max(longest, font.Width(n, font.Medium, theme.Tick))
	}
	// Names that are wider than their columns stand on two levels.
	levels := 1
	if longest > wide-6 {
		levels = 2
	}
	top := 14 + float64(17*float64(levels))
	s := &scene.Scene{W: Wide, H: top + float64(row*float64(len(names))) + 4, Title: title}
	place := map[string]int{}
	s.Add(text(0, top-8, "from, to", theme.Tick, font.Regular, t.Ink3, scene.Start))
	for i, n := range names {
		place[n] = i
		y := top + float64(float64(i)*row)
		s.Add(cutText(0, y+row/2+4, n, theme.Tick, font.Medium, t.Ink, scene.Start, label-10))
		x := label + float64(float64(i)*wide) + float64(wide/2)
		room, level := min(float64(wide*float64(levels))-6, float64(2*(Wide-x))), float64(i%levels)
		s.Add(cutText(x, top-8-float64(17*level), n, theme.Tick, font.Medium, t.Ink2, scene.Middle, room))
		if level > 0 {
			s.Add(line(x, top-20, x, top, t.Line2, 1))
		}
	}
	most := 1
	for _, c := range all {
		most = max(most, c.Read)
	}
	box := func(i, j int) scene.Box {
		return scene.Box{X: label + float64(float64(j)*wide) + 0.5, Y: top + float64(float64(i)*row) + 0.5, W: wide - 1, H: row - 1}
	}
	for i := range names {
		for j := range names {
			s.Add(scene.Rect{Box: box(i, j), Fill: t.Ground[1], Stroke: t.Line, Width: 1})
		}
	}
	for _, c := range all {
		i, okI := place[c.From]
		j, okJ := place[c.To]
		if !okI || !okJ || c.Read == 0 {
			continue
		}
		share := uint32(18 + 72*c.Read/most)
		ink := t.Ink
		if share > 45 {
			ink = t.Ground[2]
		}
		b := box(i, j)
		s.Add(scene.Rect{Box: b, Fill: t.Ink.Over(t.Ground[2], share), Tip: fmt.Sprintf("%s to %s: %d read", c.From, c.To, c.Read)},
			text(b.X+float64(b.W/2), b.Y+float64(b.H/2)+4, fmt.Sprint(c.Read), theme.Tick, font.Medium, ink, scene.Middle))
	}
	s.Says = fmt.Sprintf("%d senders and receivers; most between two: %d messages read.", len(names), most)
	caption := "Rows send, columns receive; the figure is how many messages were read."
	if others > 0 {
		caption += fmt.Sprintf(" The %d with most messages; the table has %d more.", len(names), others)
	}
	return document.Figure{ID: id, Scene: s, Numbers: contactTable(all), Caption: caption}
}

// contactTable is the table of contacts, a row for each who sent.
func contactTable(all []Contact) document.Table {
	t := document.Table{Head: []string{"From", "Read by whom, how many, and half of them within", "Read", "Not read"}, Right: []int{2, 3}}
	for i := 0; i < len(all); {
		var words []string
		read, other, from := 0, 0, all[i].From
		for ; i < len(all) && all[i].From == from; i++ {
			c := &all[i]
			read, other = read+c.Read, other+c.Other
			if c.Read > 0 {
				words = append(words, fmt.Sprintf("%s %d (%s)", c.To, c.Read, wording.Lasting(c.Median)))
			}
		}
		t.Rows = append(t.Rows, document.Plain(from, strings.Join(words, ", "), fmt.Sprint(read), fmt.Sprint(other)))
	}
	return t
}

// talkative keeps the names with most messages, in their order.
func talkative(names []string, all []Contact) ([]string, int) {
	if len(names) <= mostHouses {
		return names, 0
	}
	sums := map[string]int{}
	for _, c := range all {
		sums[c.From], sums[c.To] = sums[c.From]+c.Read+c.Other, sums[c.To]+c.Read+c.Other
	}
	order := slices.Clone(names)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(sums[b], sums[a]) })
	keep := order[:mostHouses]
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(keep, n) }), len(names) - mostHouses
}
