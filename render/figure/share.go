package figure

import (
	"strings"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Shares draws where a sum of time went: one bar of all delays in their fixed order,
// and under it each with its time and its share.
func Shares(id, title string, sums [measure.NumDelays]sim.Time, terms *wording.Terms, t *theme.Theme) document.Figure {
	const bar, row, sides = 22.0, 21.0, 3
	whole, shown := sim.Time(0), 0
	times, _ := notation.Parts(sums[:])
	var parts []int64
	for _, ms := range sums {
		whole, parts = whole+ms, append(parts, int64(ms))
		if ms > 0 {
			shown++
		}
	}
	rows := (shown + sides - 1) / sides
	s := &scene.Scene{W: Wide, H: bar + 8 + float64(row*float64(rows)), Title: title}
	numbers := document.Table{Slim: true, Dense: true, Caption: title, Head: []string{"Reason", "Time", "Share"}, Right: []int{1, 2}}
	shares := notation.Shares(parts)
	x, at := 0.0, 0
	var said []string
	for d := range measure.NumDelays {
		ms := sums[d]
		if ms == 0 {
			continue
		}
		name, time, share := terms.Delay(d.Code()), times[d], shares[d]
		w := float64(Wide*float64(ms)) / float64(whole)
		s.Add(scene.NewBar(scene.Box{X: x, Y: 0, W: max(w, 0.5), H: bar}, d, t, name+" "+time))
		x += w
		const gap = 14.0
		side := (Wide - gap*(sides-1)) / sides
		left, y := float64(float64(at/rows)*(side+gap)), bar+8+float64(row*float64(at%rows))
		s.Add(scene.NewBar(scene.Box{X: left, Y: y + 4, W: 22, H: 12}, d, t, ""))
		s.Add(cutText(left+29, y+14, name, theme.Note, font.Regular, t.Ink2, scene.Start, side-29-34-6-font.Width(time, font.SemiBold, theme.Note)),
			text(left+side-34, y+14, time, theme.Note, font.SemiBold, t.Ink, scene.End),
			text(left+side, y+14, share, theme.Note, font.Regular, t.Ink3, scene.End))
		said = append(said, name+" "+time+", "+share)
		numbers.Rows = append(numbers.Rows, document.Plain(name, time, share))
		at++
	}
	s.Says = strings.Join(said, "; ")
	return document.Figure{ID: id, Scene: s, Numbers: numbers}
}
