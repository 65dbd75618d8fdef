package still

import (
	"fmt"
	"strings"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// A slide is as wide and high as screens are, in pixels.
const (
	slideWide, slideHigh = 1280.0, 720.0
	slideEdge            = 56.0
)

// Slide writes a scene as an SVG file of its own, 16 by 9: its title and what it
// says above, the picture as large as it fits, a banner and a note at the foot, and the
// letters in it. The picture's own ids begin with name.
func Slide(s *scene.Scene, name, banner, note string, t *theme.Theme) string {
	w := &writer{name: name}
	w.open(s, scene.Box{W: slideWide, H: slideHigh}, 1, family)
	w.letters()
	const room = slideWide - 2*slideEdge
	frame := &scene.Scene{}
	frame.Add(
		scene.Rect{Box: scene.Box{W: slideWide, H: slideHigh}, Fill: t.Ground[2]},
		scene.Text{At: scene.Point{X: slideEdge, Y: 68}, Text: font.Fit(s.Title, font.SemiBold, theme.Title, room), Size: theme.Title, Weight: font.SemiBold, Fill: t.Ink},
	)
	y := 68.0
	for _, line := range lines(s.Says, theme.Heading, room, 2) {
		y += 27
		frame.Add(scene.Text{At: scene.Point{X: slideEdge, Y: y}, Text: line, Size: theme.Heading, Fill: t.Ink2})
	}
	frame.Add(scene.Text{At: scene.Point{X: slideEdge, Y: slideHigh - 22}, Text: font.Fit(banner, font.SemiBold, theme.Body, room-font.Width(note, font.Regular, theme.Note)-24), Size: theme.Body, Weight: font.SemiBold, Fill: t.Ink2})
	if note != "" {
		frame.Add(scene.Text{At: scene.Point{X: slideWide - slideEdge, Y: slideHigh - 22}, Text: note, Size: theme.Note, Fill: t.Ink3, Anchor: scene.End})
	}
	frame.Paint(w)
	y += 24
	fmt.Fprintf(&w.out, `<svg x="%s" y="%s" width="%s" height="%s" viewBox="0 0 %s %s" preserveAspectRatio="xMinYMin meet">`,
		num(slideEdge), num(y), num(room), num(slideHigh-48-y), num(s.W), num(s.H))
	s.Paint(w)
	w.out.WriteString("</svg></svg>\n")
	return w.out.String()
}

// lines breaks text into at most so many lines that fit a room; the last is cut.
func lines(text string, size, room float64, most int) (out []string) {
	words := strings.Fields(text)
	for len(words) > 0 {
		n := 1
		for n < len(words) && font.Width(strings.Join(words[:n+1], " "), font.Regular, size) <= room {
			n++
		}
		if len(out) == most-1 {
			n = len(words)
		}
		out = append(out, font.Fit(strings.Join(words[:n], " "), font.Regular, size, room))
		words = words[n:]
	}
	return out
}
