package scene

import (
	"entente/render/theme"
	"entente/replay/measure"
)

// Bar is a box in the colour and pattern of a delay. Patterns are marks in the
// colour of the ground, and start at the top left, so that a growing bar does not
// shimmer. Below six pixels the colour stands alone.
func Bar(b Box, d measure.Delay, t *theme.Theme, tip string) []Item {
	ground := t.Ground[1]
	items := []Item{Rect{Box: b, Fill: t.Delays[d], Tip: tip}}
	if b.W < 6 || b.H < 6 {
		return items
	}
	marks := patterns[d](b, ground)
	if len(marks) == 0 {
		return items
	}
	return append(items, Clip{b, marks})
}

// patterns has the marks of each delay.
var patterns = [measure.NumDelays]func(Box, theme.Colour) []Item{
	measure.DeskQueue:   func(b Box, c theme.Colour) []Item { return uprights(b, c, 5, 1.4) },
	measure.OffHours:    dots,
	measure.ReadingTime: func(b Box, c theme.Colour) []Item { return levels(b, c, 5, 1.4) },
	measure.Analysis:    rings,
	measure.JudicialAuthority: func(b Box, c theme.Colour) []Item {
		return append(slants(b, c, 7, 1.2, 1), slants(b, c, 7, 1.2, -1)...)
	},
	measure.Approval:          func(Box, theme.Colour) []Item { return nil },
	measure.CarryingOut:       wedges,
	measure.Classification:    func(b Box, c theme.Colour) []Item { return slants(b, c, 8, 3, 1) },
	measure.OriginatorConsent: chevrons,
	measure.Unwillingness:     crosses,
	measure.Translation:       zigzags,
	measure.Gateway:           pairs,
	measure.Transport:         func(b Box, c theme.Colour) []Item { return slants(b, c, 6, 1.3, -1) },
	measure.OutageTime:        checks,
	measure.WaitingForDate:    grid,
	measure.NobodyActed:       hollow,
}

// uprights are vertical lines.
func uprights(b Box, c theme.Colour, pitch, width float64) (m []Item) {
	for x := b.X + float64(pitch/2); x < b.X+b.W; x += pitch {
		m = append(m, Line{Point{x, b.Y}, Point{x, b.Y + b.H}, c, width})
	}
	return m
}

// levels are horizontal lines.
func levels(b Box, c theme.Colour, pitch, width float64) (m []Item) {
	for y := b.Y + float64(pitch/2); y < b.Y+b.H; y += pitch {
		m = append(m, Line{Point{b.X, y}, Point{b.X + b.W, y}, c, width})
	}
	return m
}

// slants are diagonals, falling (1) or rising (-1).
func slants(b Box, c theme.Colour, pitch, width float64, way float64) (m []Item) {
	for x := b.X - b.H; x < b.X+b.W; x += pitch {
		if way > 0 {
			m = append(m, Line{Point{x, b.Y}, Point{x + b.H, b.Y + b.H}, c, width})
		} else {
			m = append(m, Line{Point{x, b.Y + b.H}, Point{x + b.H, b.Y}, c, width})
		}
	}
	return m
}

func dots(b Box, c theme.Colour) (m []Item) {
	for y := b.Y + 3.5; y < b.Y+b.H; y += 7 {
		for x := b.X + 3.5; x < b.X+b.W; x += 7 {
			m = append(m, Rect{Box: Box{x - 1.25, y - 1.25, 2.5, 2.5}, Fill: c, Radius: 1.25})
		}
	}
	return m
}

// rings are small hollow circles: a magnifying glass.
func rings(b Box, c theme.Colour) (m []Item) {
	for y := b.Y + 5; y < b.Y+b.H+3; y += 9 {
		for x := b.X + 5; x < b.X+b.W+3; x += 9 {
			m = append(m, Rect{Box: Box{x - 2.6, y - 2.6, 5.2, 5.2}, Hollow: true, Stroke: c, Width: 1.3, Radius: 2.6})
		}
	}
	return m
}

// wedges point forward.
func wedges(b Box, c theme.Colour) (m []Item) {
	for y := b.Y + 4; y < b.Y+b.H; y += 8 {
		for x := b.X + 2; x < b.X+b.W; x += 10 {
			m = append(m, Polygon{[]Point{{x, y - 3}, {x + 5, y}, {x, y + 3}}, c})
		}
	}
	return m
}

// chevrons point back.
func chevrons(b Box, c theme.Colour) (m []Item) {
	for y := b.Y; y < b.Y+b.H; y += 8 {
		for x := b.X + 1; x < b.X+b.W; x += 8 {
			m = append(m, Polyline{[]Point{{x + 4, y}, {x, y + 4}, {x + 4, y + 8}}, c, 1.6})
		}
	}
	return m
}

func crosses(b Box, c theme.Colour) (m []Item) {
	for y := b.Y + 4.5; y < b.Y+b.H+2; y += 9 {
		for x := b.X + 4.5; x < b.X+b.W+2; x += 9 {
			m = append(m, Line{Point{x - 2.5, y - 2.5}, Point{x + 2.5, y + 2.5}, c, 1.6}, Line{Point{x - 2.5, y + 2.5}, Point{x + 2.5, y - 2.5}, c, 1.6})
		}
	}
	return m
}

func zigzags(b Box, c theme.Colour) (m []Item) {
	for y := b.Y + 4; y < b.Y+b.H; y += 8 {
		line := Polyline{Stroke: c, Width: 1.5}
		for i, x := 0, b.X; x < b.X+b.W+4; i, x = i+1, x+4 {
			line.Points = append(line.Points, Point{x, y + float64(float64(i%2*2-1)*2)})
		}
		m = append(m, line)
	}
	return m
}

// pairs are bars two by two.
func pairs(b Box, c theme.Colour) (m []Item) {
	for x := b.X + 2.5; x < b.X+b.W; x += 9 {
		m = append(m, Line{Point{x, b.Y}, Point{x, b.Y + b.H}, c, 1.3}, Line{Point{x + 2.5, b.Y}, Point{x + 2.5, b.Y + b.H}, c, 1.3})
	}
	return m
}

func checks(b Box, c theme.Colour) (m []Item) {
	for j, y := 0, b.Y; y < b.Y+b.H; j, y = j+1, y+4 {
		for i, x := 0, b.X; x < b.X+b.W; i, x = i+1, x+4 {
			if (i+j)%2 == 1 {
				m = append(m, Rect{Box: Box{x, y, 4, 4}, Fill: c})
			}
		}
	}
	return m
}

// grid is a calendar.
func grid(b Box, c theme.Colour) []Item {
	return append(uprights(b, c, 8, 1.2), levels(b, c, 8, 1.2)...)
}

// hollow leaves an outline only: nobody was at it.
func hollow(b Box, c theme.Colour) []Item {
	return []Item{Rect{Box: Box{b.X + 1.4, b.Y + 1.4, b.W - 2.8, b.H - 2.8}, Fill: c}}
}
