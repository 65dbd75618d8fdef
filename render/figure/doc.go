// Package figure draws the pictures of a report and of a viewer: where the time
// went, who knew what when, who told whom, what waited where. Each gives a scene
// and the table of its numbers.
//
// Pictures are drawn from plain data that the caller has worded; nothing here reads a
// record. Widths are those of a page's figure (Wide); heights follow the number of rows.
// Where there are more rows than can be read, they are summed up, never scrolled; the
// tables say the rest.
package figure

import (
	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Wide is the width of a figure on a page in pixels.
const Wide = 840

// Narrow is the same on a small screen.
const Narrow = 340

// drawBoth draws a figure for a page and for a small screen.
func drawBoth(draw func(wide float64) document.Figure) document.Figure {
	f := draw(Wide)
	f.Small = draw(Narrow).Scene
	return f
}

// text is a line of letters in a style.
func text(x, y float64, s string, size float64, w font.Weight, c theme.Colour, a scene.Anchor) scene.Text {
	return scene.Text{At: scene.Point{X: x, Y: y}, Text: s, Size: size, Weight: w, Fill: c, Anchor: a}
}

// cutText cuts text to a room.
func cutText(x, y float64, s string, size float64, w font.Weight, c theme.Colour, a scene.Anchor, room float64) scene.Text {
	return text(x, y, font.Fit(s, w, size, room), size, w, c, a)
}

func line(x1, y1, x2, y2 float64, c theme.Colour, width float64) scene.Line {
	return scene.Line{A: scene.Point{X: x1, Y: y1}, B: scene.Point{X: x2, Y: y2}, Stroke: c, Width: width}
}

// flag marks a deadline at the top of its line.
func flag(x, y float64, c theme.Colour) scene.Polygon {
	return scene.Polygon{Points: []scene.Point{{X: x, Y: y}, {X: x + 9, Y: y + 4}, {X: x, Y: y + 8}}, Fill: c}
}
