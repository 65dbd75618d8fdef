package panel

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// drawElsewhere says that something is not seen from where the perspective looks, and
// what shows more.
func drawElsewhere(c *canvas.Canvas, note string, x, y, w float64) {
	y = c.Tell(x, y, min(w, 900), 20, 3, note, theme.Section, font.Regular, c.Theme.Ink2) + 4
	x = c.Button(x, y, labelAndMissed, "", false, view.Action{Do: view.Missed})
	c.Button(x, y, labelWhiteCell, "0", false, view.Action{Do: view.LookAs})
}

func (p *inspection) strict() bool { return look.Strict(p.s) }

// saw says whether the perspective could see a record.
func (p *inspection) saw(n journal.Num) bool {
	return n > 0 && n <= p.run.Upto(p.s.At, p.s.Record) && p.run.Sees(p.s.As, &p.run.Events[n-1])
}

// own says whether all of the time of an explanation passed within the perspective:
// only then it is told into what it went.
func (p *inspection) own(e *explain.Explanation) bool { return look.PassedWith(p.run, p.s, e) }
