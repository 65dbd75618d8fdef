package panel

import (
	"cmp"
	"fmt"
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Records is the list of all records in words, in order of time. Only what is seen of
// it is worded. While nobody has scrolled it follows what is chosen, else the
// playhead.
type Records struct {
	layer  canvas.Layer
	run    *review.Run
	filter string
	as     view.Perspective // whose view it is: what it does not see is not listed
	finder *review.Finder
	err    error
	tried  int           // how many events have been held against the filter
	found  []journal.Num // that fit it
	ends   bool          // at the playhead: what is to come is not listed
	upto   journal.Num   // the last record that had happened
	lines  map[journal.Num]recordLine
	lead   string
	told   leadCause
}

// recordLine is a record in words, which are made once.
type recordLine struct {
	at         sim.Time
	says, code string
	number     string
	sign       *mark.Glyph
	fault      bool
}

// leadCause is what the line below the title follows from.
type leadCause struct {
	rows, of int
	filter   string
	as       view.Perspective
}

// mostWorded is how many lines are remembered.
const mostWorded = 4096

// Draw draws the screen.
func (p *Records) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	p.find(run, s.Filter, s.As)
	reads := view.State{At: s.At, Record: s.Record, Subject: s.Subject, Clock: s.Clock, Filter: s.Filter, As: s.As, Hidden: look.UptoNow(s)}
	if reads.Subject.Topic != view.Event {
		reads.Subject = view.Subject{}
	}
	reads.Scroll[view.RecordList] = s.Scroll[view.RecordList]
	p.layer.Draw(c, run, reads, box, p.draw)
}

// mostTried is how many records one frame holds against a filter.
const mostTried = 20_000

// Busy says whether a filter has not gone through all records yet: the next frame
// has more.
func (p *Records) Busy() bool { return p.finder != nil && p.err == nil && p.tried < len(p.run.Events) }

// whole says whether all records are listed.
func (p *Records) whole() bool { return p.filter == "" && p.as.Sort == view.WhiteCell }

// find goes on making the list of what fits the filter.
func (p *Records) find(run *review.Run, filter string, as view.Perspective) {
	if p.run != run {
		p.lines = map[journal.Num]recordLine{}
	}
	if p.run != run || p.filter != filter || p.as != as {
		p.run, p.filter, p.as, p.finder, p.err, p.tried, p.found, p.layer.IsDrawn = run, filter, as, nil, nil, 0, p.found[:0], false
		if !p.whole() {
			if p.finder, p.err = run.NewFinder(filter); p.err == nil {
				p.finder.As = as
			}
		}
	}
	if !p.Busy() {
		return
	}
	cost := p.finder.Cost()
	n := run.Afford(min(len(run.Events)-p.tried, mostTried)*cost) / cost
	for upto := p.tried + n; p.tried < upto && p.err == nil; p.tried++ {
		if !run.Sees(as, &run.Events[p.tried]) {
			continue
		}
		var fits bool
		if fits, p.err = p.finder.Fits(p.tried); fits {
			p.found = append(p.found, run.Events[p.tried].Num)
		}
	}
	p.layer.IsDrawn = false
}

// rows is how many records are listed.
func (p *Records) rows() int {
	if p.ends {
		return p.row(p.upto + 1)
	}
	if p.whole() {
		return len(p.run.Events)
	}
	return len(p.found)
}

// at is the number of the record in a row.
func (p *Records) at(row int) journal.Num {
	if p.whole() {
		return p.run.Events[row].Num
	}
	return p.found[row]
}

// row is that of a record, or of the last before it.
func (p *Records) row(n journal.Num) int {
	list := p.found
	if p.whole() {
		i, _ := slices.BinarySearchFunc(p.run.Events, n, func(e review.Event, n journal.Num) int { return cmp.Compare(e.Num, n) })
		return i
	}
	i, _ := slices.BinarySearch(list, n)
	return i
}

// scrolled is what the first row has as its place in a list that was scrolled: below
// it the list follows what is chosen.
const scrolled = 4

const recordHigh = 24

func (p *Records) draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, g := c.Theme, pageOf(box)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	p.ends, p.upto = s.Hidden, run.Upto(s.At, s.Record)
	x, w := box.X+g.side, box.W-float64(2*g.side)
	y := box.Y + g.side + float64(g.title*0.9)
	c.SayIn(x, y, w, headRecords, g.title, font.SemiBold, t.Ink)
	y += float64(g.title * 1.2)
	if p.filter != "" && p.rows() == 0 && !p.Busy() && p.err == nil {
		drawNothingFits(c, p.filter, scene.Box{X: box.X, Y: y, W: box.W, H: box.Y + box.H - y})
		return
	}
	c.SayIn(x, y, w, p.leading(), g.lead, font.Regular, t.Ink2)
	y += float64(g.lead * 1.45)
	b := scene.Box{X: x, Y: y + 2, W: w, H: box.Y + box.H - y - 2 - float64(g.side/2)}
	fit := max(1, int(b.H/recordHigh))
	first := s.Scroll[view.RecordList] - scrolled
	if s.Scroll[view.RecordList] == 0 {
		chosen := s.Subject.Record
		if chosen == 0 {
			chosen = run.Upto(s.At, s.Record)
		}
		first = p.row(chosen) - fit/2
	}
	first = max(0, min(first, p.rows()-fit))
	upto := min(p.rows(), first+fit)
	c.Lists[view.RecordList] = canvas.Extent{Rows: p.rows() + scrolled, Shown: upto - first, First: first + scrolled}
	c.Hit(canvas.Hit{Box: b, Drag: view.Scroll, Do: view.Action{N: int(view.RecordList)}})
	now := p.row(run.Upto(s.At, s.Record) + 1) // the first that has not happened yet
	for i := first; i < upto; i++ {
		p.drawRecord(c, run, s, p.at(i), scene.Box{X: b.X, Y: b.Y + float64(recordHigh*float64(i-first)), W: b.W - 10, H: recordHigh})
	}
	if now > first && now <= upto {
		y := canvas.SnapToPixel(b.Y + float64(recordHigh*float64(now-first)))
		c.Rule(b.X, y, b.X+b.W-10, y, t.Ink2)
		c.Scene.Polygon([]scene.Point{{X: b.X - 8, Y: y - 4}, {X: b.X, Y: y}, {X: b.X - 8, Y: y + 4}}, t.Ink2)
	}
	if p.rows() > fit {
		c.ScrollBar(b, p.rows(), fit, float64(first)/float64(p.rows()-fit))
	}
}

// drawRecord draws one record as a line: when, its number, its sign, whose, and what
// happened.
func (p *Records) drawRecord(c *canvas.Canvas, run *review.Run, s *view.State, n journal.Num, b scene.Box) {
	t := c.Theme
	line := b.Y + 16
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	rec := p.line(run, n)
	if rec.fault {
		c.SayIn(b.X+8, line, b.W-16, rec.says, theme.Body, font.Regular, t.Late)
		return
	}
	subject := view.Subject{Topic: view.Event, Record: n}
	chosen := s.Subject == subject
	do := view.Action{Do: view.Select, Subject: subject}
	if chosen {
		c.Fill(b, t.Ground[2])
		do = locate(n, rec.at)
	}
	c.Hit(canvas.Hit{Box: b, Do: do, Double: locate(n, rec.at), Subject: subject})
	c.Say(b.X+8, line, c.When(run, s.Clock, rec.at), theme.Note, font.Regular, t.Ink2)
	x := b.X + 190
	c.SayEnd(x-14, line, rec.number, theme.Note, font.Regular, t.Ink3)
	if rec.sign != nil {
		rec.sign.Draw(&c.Scene, scene.Point{X: x, Y: b.Y + 12}, mark.SmallGlyph, t.Ink2, t.Ground[1])
	}
	if rec.code != "" {
		mark.Chip(&c.Scene, x+14, b.Y+12, rec.code, false, t)
	}
	weight, ink := font.Regular, t.Ink
	if e := p.event(n); e != nil {
		if e.Weight > review.Plain {
			weight = font.Medium
		}
		if e.Late {
			ink = t.Late
		}
	}
	c.SayIn(x+60, line, b.X+b.W-x-60, rec.says, theme.Body, weight, ink)
	if chosen {
		c.Frame(scene.Box{X: b.X + 1, Y: b.Y + 1, W: b.W - 2, H: b.H - 2}, t.Ink, 2, 0)
	}
}

// line is a record in words.
func (p *Records) line(run *review.Run, n journal.Num) recordLine {
	if l, known := p.lines[n]; known {
		return l
	}
	if len(p.lines) >= mostWorded {
		clear(p.lines)
	}
	rec, err := run.Records.Record(n)
	if err != nil {
		says := err.Error()
		if run.GapAt(n) != nil {
			says = wording.Thousands(uint32(n)) + "  " + run.Speak.GapRecord()
		}
		return recordLine{says: says, fault: true}
	}
	if rec.Kind == journal.NoKind {
		return recordLine{says: wording.Thousands(uint32(n)) + "  " + run.Speak.NewerRecord(), fault: true}
	}
	l := recordLine{at: rec.At, says: wording.Upper(run.Speak.Record(rec)), code: run.Code(rec.Actor), number: wording.Thousands(uint32(n)), sign: signOf(rec)}
	p.lines[n] = l
	return l
}

// leading says how many records are listed, of how many.
func (p *Records) leading() string {
	if p.err != nil {
		return wording.Upper(p.err.Error())
	}
	now := leadCause{p.rows(), len(p.run.Events), p.filter, p.as}
	if p.lead != "" && p.told == now {
		return p.lead
	}
	p.told = now
	switch {
	case p.filter != "":
		p.lead = fmt.Sprintf("%s of %s fit: %s", wording.Thousands(now.rows), wording.Plural(now.of, "record"), p.filter)
	case !p.whole():
		p.lead = fmt.Sprintf("%s can be seen from here, in order of time.", wording.Plural(now.rows, "record"))
	default:
		p.lead = fmt.Sprintf("%s in order of time.", wording.Plural(now.rows, "record"))
	}
	return p.lead
}

// event is the column's row of a record.
func (p *Records) event(n journal.Num) *review.Event {
	i, found := slices.BinarySearchFunc(p.run.Events, n, func(e review.Event, n journal.Num) int { return cmp.Compare(e.Num, n) })
	if !found {
		return nil
	}
	return &p.run.Events[i]
}

// drawNothingFits says that a filter finds nothing, with the way out of it.
func drawNothingFits(c *canvas.Canvas, filter string, b scene.Box) {
	t := c.Theme
	x, y := b.X+float64(b.W/2)-180, b.Y+float64(b.H*0.25)
	x = max(b.X+12, x)
	c.Say(x, y, headNothingFits, theme.Heading, font.SemiBold, t.Ink)
	y = c.Tell(x, y+24, min(360, b.W-24), 18, 2, labelFilter+": "+filter, theme.Body, font.Regular, t.Ink2)
	c.Button(x, y, lanes.LabelClearFilter, "", true, view.Action{Do: view.Filter})
}
