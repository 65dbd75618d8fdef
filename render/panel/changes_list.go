package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/review"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// mostChanges is how many messages or records of a sort are listed.
const mostChanges = 8

// messages are those that ended at another time or otherwise in the second run, the
// largest shift first. Each leads to where the first run sent it.
func (p *Compare) messages(c *canvas.Canvas, x, w float64) (list []canvas.Block) {
	all := p.pair.Messages
	for i := range all[:min(mostChanges, len(all))] {
		k := &all[i]
		a, b := &p.pair.A.Messages[k.A], &p.pair.B.Messages[k.B]
		terms := p.pair.A.Speak.Terms
		words := terms.Outcome(a.Outcome) + " → " + terms.Outcome(b.Outcome)
		switch {
		case a.End() == sim.Never || b.End() == sim.Never:
		case k.Later > 0:
			words = wording.Lasting(k.Later) + " later"
		case k.Later < 0:
			words = wording.Lasting(-k.Later) + " sooner"
		}
		if len(list) == 0 {
			list = append(list, c.HeadBlock(x, headMessages))
		}
		list = append(list, p.changed(c, p.pair.A, a.First, a.Sent, words, x, w)...)
	}
	return append(list, moreBlock(c, x, w, p.pair.Ended)...)
}

// alone are the records that only one of the runs has, in order of time. Those of the
// first lead into the lanes.
func (p *Compare) alone(c *canvas.Canvas, head string, run *review.Run, records []journal.Num, x, w float64) (list []canvas.Block) {
	for _, n := range records[:min(mostChanges, len(records))] {
		if len(list) == 0 {
			list = append(list, c.HeadBlock(x, head))
		}
		list = append(list, p.changed(c, run, n, run.Events[n-1].At, "", x, w)...)
	}
	return append(list, moreBlock(c, x, w, len(records))...)
}

// changed is one record of a run, with when it was and what became of it in the other.
func (p *Compare) changed(c *canvas.Canvas, run *review.Run, n journal.Num, at sim.Time, note string, x, w float64) []canvas.Block {
	rec, err := run.Records.Record(n)
	if err != nil {
		return nil
	}
	t := c.Theme
	words := c.TextBlock(x, w, 2, wording.Upper(run.Speak.Record(rec)), theme.Note, font.Regular, t.Ink)
	when := run.Speak.Clock.At(at)
	b := canvas.Block{High: words.High + 20, Draw: func(y float64) {
		c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
		words.Draw(y)
		c.Say(x, y+words.High+11, when, theme.Tick, font.Regular, t.Ink3)
		c.SayEnd(x+w, y+words.High+11, note, theme.Note, font.SemiBold, t.Ink2)
	}}
	if run != p.pair.A {
		return []canvas.Block{b}
	}
	do := locate(n, at)
	return []canvas.Block{c.Pressed(b, x, w, canvas.Hit{Do: do, Subject: do.Subject})}
}

// moreBlock says how many there are beyond those that are listed.
func moreBlock(c *canvas.Canvas, x, w float64, n int) []canvas.Block {
	if n <= mostChanges {
		return nil
	}
	return []canvas.Block{c.TextBlock(x, w, 1, fmt.Sprintf("and %s more", wording.Thousands(n-mostChanges)), theme.Note, font.Regular, c.Theme.Ink3)}
}
