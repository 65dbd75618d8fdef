package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Events is the events list and what became of each of its entries. A nation or
// agency sees of it what had been handed to it at the instant, and no more: what is to
// come, what others were handed and what was expected of whom is the White Cell's.
type Events struct{ layer canvas.Layer }

// Draw draws the screen.
func (p *Events) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{Subject: s.Subject, Clock: s.Clock, As: s.As, Missed: s.Missed}
	if look.Strict(s) {
		reads.At, reads.Record = s.At, s.Record
	}
	reads.Scroll[view.EntryList] = s.Scroll[view.EntryList]
	p.layer.Draw(c, run, reads, box, drawEvents)
}

// entryColumns are where those of the events list begin.
type entryColumns struct{ number, kind, planned, what, parties, became, whatWide, partiesWide, becameWide float64 }

func entryColumnsOf(b scene.Box) (k entryColumns) {
	k.number, k.kind = b.X+8, b.X+60
	k.planned = k.kind + 128
	k.what = k.planned + 206
	k.becameWide = 150
	k.became = b.X + b.W - 18 - k.becameWide
	end := k.became - 16
	if b.W > 1000 {
		k.partiesWide = float64(b.W * 0.16)
		k.parties = end - k.partiesWide
		end = k.parties - 16
	}
	if b.W < 900 {
		k.what = k.kind + 128
		k.planned = 0
	}
	k.whatWide = max(60, end-k.what)
	return k
}

func drawEvents(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, p := c.Theme, pageOf(box)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	measured, err := run.Measured()
	var told []*measure.Entry
	if err == nil {
		told = toldEntries(run, s, measured)
		if s.As.Sort != view.WhiteCell && len(measured.Entries) > 0 {
			text := run.Speak.HiddenEntries(review.View(s.As), s.As.Who, len(measured.Entries)-len(told), len(measured.Entries))
			drawBanner(c, run, s, box, text, text)
			box.Y, box.H = box.Y+BannerHigh, box.H-BannerHigh
		}
	}
	x, w := box.X+p.side, box.W-float64(2*p.side)
	y := box.Y + p.side + float64(p.title*0.9)
	y = c.Tell(x, y, w, float64(p.title*1.2), 1, run.Speak.Terms.Noun("events_list"), p.title, font.SemiBold, t.Ink)
	if err != nil {
		c.Tell(x, y, min(w, 900), float64(p.lead*1.45), 3, wording.Upper(err.Error()), p.lead, font.Regular, t.Ink2)
		return
	}
	if len(measured.Entries) == 0 {
		c.Tell(x, y, min(w, 900), float64(p.lead*1.45), 3, noteNoEntries, p.lead, font.Regular, t.Ink2)
		return
	}
	y = c.Tell(x, y, w, float64(p.lead*1.45), 1, entriesLead(run, s, told), p.lead, font.Regular, t.Ink2)
	if len(told) == 0 {
		return
	}
	b := scene.Box{X: x, Y: y + 4, W: w, H: box.Y + box.H - y - 4 - float64(p.side/2)}
	k := entryColumnsOf(b)
	head := func(x float64, text string) { c.Say(x, b.Y+14, text, theme.Note, font.Regular, t.Ink3) }
	head(k.number, "No.")
	head(k.kind, "Type")
	if k.planned > 0 {
		head(k.planned, "Planned")
	}
	head(k.what, "What")
	if k.parties > 0 {
		head(k.parties, "From, to")
	}
	head(k.became, "What became of it")
	b.Y, b.H = b.Y+22, b.H-22
	var blocks []canvas.Block
	for _, e := range told {
		blocks = append(blocks, entryBlock(c, run, s, e, b, &k))
	}
	c.Column(view.EntryList, s, b, blocks)
}

// entryOf is an entry as something that can be chosen.
func entryOf(run *review.Run, e *measure.Entry) view.Subject {
	return view.Subject{Topic: view.Entry, Thing: run.Find(journal.SortEntry, e.Number)}
}

// toldEntries are the entries of which a view is told: those handed to it by now, or
// all.
func toldEntries(run *review.Run, s *view.State, measured *review.Measured) (list []*measure.Entry) {
	for i := range measured.Entries {
		if e := &measured.Entries[i]; !look.Strict(s) || run.Knows(s.As, entryOf(run, e), s.At, s.Record) {
			list = append(list, e)
		}
	}
	return list
}

// entriesLead says how many of the entries came, or had been handed out by now.
func entriesLead(run *review.Run, s *view.State, told []*measure.Entry) string {
	came, missed := 0, 0
	for _, e := range told {
		if e.When != sim.Never {
			came++
		}
		if e.Outcome == journal.Missed {
			missed++
		}
	}
	switch {
	case look.Strict(s) && came == 0:
		return noteNotReached
	case look.Strict(s):
		return fmt.Sprintf(noteHandedOut, wording.Plural(came, "entry"))
	}
	lead := fmt.Sprintf("%d of %s came.", came, wording.Plural(len(told), "entry"))
	if missed > 0 {
		lead += fmt.Sprintf(" %s missed.", wording.Plural(missed, run.Speak.Terms.Noun("expected_action")))
	}
	return lead
}

// entryBlock is one entry: its plan, its text, and what became of it with the reason
// where it did not come.
func entryBlock(c *canvas.Canvas, run *review.Run, s *view.State, e *measure.Entry, b scene.Box, k *entryColumns) canvas.Block {
	t := c.Theme
	subject := entryOf(run, e)
	title, text := e.Title, e.Text
	if title == "" {
		title, text = text, ""
	}
	if e.Expected != "" && !look.Strict(s) {
		text += " " + labelExpected + ": " + e.Expected
	}
	high := 30.0
	var says []canvas.Block
	if text != "" {
		says = append(says, c.TextBlock(k.what, k.whatWide, 2, text, theme.Note, font.Regular, t.Ink3))
	}
	if e.When == sim.Never {
		if why, err := run.Why(subject); err == nil && why != nil {
			says = append(says, c.TextBlock(k.what, k.whatWide, 2, run.Speak.Verdict(why), theme.Note, font.Medium, t.Ink2))
		}
	}
	rest := canvas.JoinBlocks(says...)
	chosen := s.Subject == subject
	do := view.Action{Do: view.Select, Subject: subject}
	explained := view.Action{Do: view.Explain, Subject: subject}
	if chosen {
		do = explained
	}
	missed := e.Outcome == journal.Missed
	return c.Pressed(canvas.Block{High: high + rest.High, Draw: func(y float64) {
		row := scene.Box{X: b.X, Y: y, W: b.W - 8, H: high + rest.High}
		if chosen {
			c.Fill(row, t.Ground[2])
		}
		c.Rule(b.X, y+0.5, b.X+b.W-8, y+0.5, t.Line)
		line := y + 20
		c.SayIn(k.number, line, k.kind-k.number-8, e.Number, theme.Body, font.SemiBold, t.Ink)
		sign := mark.Glyph{Family: mark.Exercise, Deed: mark.Gives}
		if e.When == sim.Never {
			sign.Deed = mark.Asks
		}
		sign.Draw(&c.Scene, scene.Point{X: k.kind + 6, Y: y + 15}, mark.SmallGlyph, t.Ink2, t.Ground[1])
		c.SayIn(k.kind+20, line, 100, wording.Upper(wording.EntryType(e.Type)), theme.Body, font.Regular, t.Ink2)
		if k.planned > 0 {
			c.SayIn(k.planned, line, 194, run.Speak.EntryDue(&e.Entry), theme.Body, font.Regular, t.Ink2)
		}
		c.SayIn(k.what, line, k.whatWide, title, theme.Body, font.Medium, t.Ink)
		rest.Draw(y + 25)
		if k.parties > 0 {
			c.SayIn(k.parties, line, k.partiesWide, wording.EntryParties(&e.Entry), theme.Body, font.Regular, t.Ink2)
		}
		ink := t.Ink
		if missed {
			ink = t.Late
			mark.Verdict(&c.Scene, scene.Point{X: k.became - 10, Y: y + 15}, 6, journal.NotMet, t, t.Ground[1])
		}
		status := run.Speak.Terms.EntryStatus(e)
		c.SayIn(k.became, line, k.becameWide, status, theme.Body, font.SemiBold, ink)
		if e.When != sim.Never {
			at := k.became + font.Width(status, font.SemiBold, theme.Body) + 8
			c.SayIn(at, line, k.became+k.becameWide-at, canvas.Instant(run, s.Clock, e.When), theme.Note, font.Regular, t.Ink2)
		}
		if chosen {
			c.Frame(scene.Box{X: row.X + 1, Y: row.Y + 1, W: row.W - 2, H: row.H - 2}, t.Ink, 2, 0)
		}
	}}, b.X, b.W-8, canvas.Hit{Do: do, Double: explained, Subject: subject})
}
