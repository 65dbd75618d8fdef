package lanes

import (
	"entente/render/mark"
	"entente/render/theme"
)

// laneSizes are the sizes of a width of window.
type laneSizes struct {
	column             float64 // of names
	bar, thin          float64 // of the chosen path and others; of what waits beside it
	header             float64 // above the axis
	days, hours, due   float64 // baselines below the header
	axis               float64 // height of the axis
	rows               heights
	fold               float64
	legend             bool
	buttons            bool
	name, note         float64 // sizes of text
	glyph, pathGlyph   float64
	columnStep         float64
	hatchStep, padding float64
}

func sizesOf(width float64) laneSizes {
	z := laneSizes{
		column: 118, bar: 15, thin: 7, header: 40, days: 11, hours: 27, due: 40, axis: 48, rows: heights{21, 26, 28, 64}, fold: 20,
		name: theme.Body, note: theme.Tick, glyph: mark.SmallGlyph, pathGlyph: mark.PathGlyph, columnStep: 6, hatchStep: 7, padding: 12,
	}
	switch {
	case width >= 1500:
		z.column, z.bar, z.thin, z.header, z.days, z.hours, z.due, z.axis = 182, 22, 9, 42, 14, 31, 48, 58
		z.rows, z.fold, z.legend, z.buttons, z.columnStep = heights{28, 30, 28, 80}, 26, true, true, 8
	case width >= 1100:
		z.buttons = true
	case width >= 900:
		z.column = 112
	default:
		z.column = 96
	}
	return z
}
