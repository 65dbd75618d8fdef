package panel

import (
	"cmp"
	"slices"
	"strconv"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// situation tells how things stand at the instant: what falls due next and who is
// informed, what waits, and what has waited longest. It changes with every instant of
// play, so it is drawn without taking memory.
type situation struct {
	run    *review.Run
	due    []dueNext // of all deadlines, in order of time
	counts [measure.NumDelays]int
	most   int
	rows   []situationRow
}

// dueNext is a deadline, what it asks, and who is to know of its storyline.
type dueNext struct {
	of    *review.Outcome
	asks  string
	needy []journal.Ref
}

// reasonColumn is the width of the names of reasons beside their bars: that of the
// widest.
const reasonColumn = 144.0

// mostSituation is how many a list of the situation shows.
const mostSituation = 5

// situationRow is one row: its sort, how high it is, and what it is about.
type situationRow struct {
	sort situationSort
	high float64
	at   int
}

type situationSort uint8

const (
	arrivingRow situationSort = iota
	nowRow
	listRow // of the list at
	emptyRow
	dueRow
	moreDueRow
	countRow
	longRow
)

// heads and empty are what lists of the situation are called, and what they say when
// there is nothing in them.
var (
	situationHeads = [...]string{headDueNext, headWaiting, headLongest}
	situationEmpty = [...]string{noteNothingDue, noteNothingWaits}
)

// read makes ready what does not change with the instant.
func (n *situation) read(run *review.Run) {
	if n.run == run {
		return
	}
	n.run, n.due = run, n.due[:0]
	for i := range run.Outcomes {
		o := &run.Outcomes[i]
		if o.At == sim.Never {
			continue
		}
		d := dueNext{of: o, asks: run.Speak.Asked(o.Why), needy: []journal.Ref{o.Agency}}
		for _, x := range run.Static.Needs {
			if r := run.Find(journal.SortAgency, x.Agency); o.Due != nil && x.Storyline == o.Due.Storyline && !slices.Contains(d.needy, r) {
				d.needy = append(d.needy, r)
			}
		}
		n.due = append(n.due, d)
	}
	slices.SortStableFunc(n.due, func(a, b dueNext) int { return cmp.Compare(a.of.At, b.of.At) })
}

func (n *situation) draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	n.read(run)
	c.Clip(box)
	c.Fill(box, c.Theme.Ground[1])
	side := 16.0
	if box.W > 400 {
		side = 20
	}
	x, w := box.X+side, box.W-float64(2*side)
	flight := run.InFlight(s.At)
	first, _ := slices.BinarySearchFunc(n.due, s.At+1, func(d dueNext, t sim.Time) int { return cmp.Compare(d.of.At, t) })
	n.list(run, flight, first, box.W > 400)
	b := scene.Box{X: x, Y: box.Y + 12, W: w + side - 6, H: box.H - 18}
	c.Stack(view.InspectorList, s, b, len(n.rows), func(i int) float64 { return n.rows[i].high }, func(i int, y float64) {
		n.drawRow(c, s, &n.rows[i], flight, x, y, w, box.W > 400)
	})
	c.Unclip()
}

// list makes the rows.
func (n *situation) list(run *review.Run, flight []review.Hold, first int, wide bool) {
	n.rows, n.counts, n.most = n.rows[:0], [measure.NumDelays]int{}, 0
	add := func(sort situationSort, high float64, at int) { n.rows = append(n.rows, situationRow{sort, high, at}) }
	if done, of := run.Loaded(); done < of {
		add(arrivingRow, 160, 0)
	}
	title := 40.0
	if wide {
		title = 46
	}
	add(nowRow, title, 0)
	add(listRow, 30, 0)
	for i := first; i < min(len(n.due), first+mostSituation); i++ {
		add(dueRow, 40, i)
	}
	if more := len(n.due) - first - mostSituation; more > 0 {
		add(moreDueRow, 19, more)
	} else if first == len(n.due) {
		add(emptyRow, 20, 0)
	}
	waits := 0
	for i := range flight {
		if h := &flight[i]; h.Step != journal.World {
			waits++
			n.counts[h.Delay]++
			n.most = max(n.most, n.counts[h.Delay])
		}
	}
	add(listRow, 30, 1)
	if waits == 0 {
		add(emptyRow, 20, 1)
		return
	}
	for d := range measure.NumDelays {
		if n.counts[d] > 0 {
			add(countRow, 22, int(d))
		}
	}
	add(listRow, 30, 2)
	for i, left := 0, mostSituation; i < len(flight) && left > 0; i++ {
		if flight[i].Step != journal.World {
			add(longRow, 40, i)
			left--
		}
	}
}

func (n *situation) drawRow(c *canvas.Canvas, s *view.State, r *situationRow, flight []review.Hold, x, y, w float64, wide bool) {
	t := c.Theme
	switch r.sort {
	case arrivingRow:
		drawArriving(c, n.run, x, y, w)
	case nowRow:
		size := 15.0
		if wide {
			size = theme.Heading
		}
		c.Say(x, y+float64(size*1.05), headSituation, size, font.SemiBold, t.Ink)
		c.SayIn(x, y+float64(size*1.4)+16, w, c.When(n.run, s.Clock, s.At), theme.Note, font.Regular, t.Ink3)
	case listRow:
		c.Say(x, y+20, situationHeads[r.at], theme.Section, font.SemiBold, t.Ink)
	case emptyRow:
		c.SayIn(x, y+14, w, situationEmpty[r.at], theme.Body, font.Regular, t.Ink3)
	case dueRow:
		n.drawDue(c, s, &n.due[r.at], x, y, w)
	case moreDueRow:
		c.Scratch = append(strconv.AppendInt(append(c.Scratch[:0], "and "...), int64(r.at), 10), " more"...)
		c.Say(x, y+13, c.Word(c.Scratch), theme.Note, font.Regular, t.Ink3)
	case countRow:
		d := measure.Delay(r.at)
		name := n.run.Speak.Terms.Delay(d.Code())
		room := max(4, float64((w-reasonColumn-56)*float64(n.counts[d]))/float64(n.most))
		c.SayIn(x, y+15, reasonColumn, name, theme.Body, font.Regular, t.Ink)
		c.Bar(scene.Box{X: x + reasonColumn + 8, Y: y + 4, W: room, H: 14}, d, name)
		c.Scratch = strconv.AppendInt(c.Scratch[:0], int64(n.counts[d]), 10)
		c.Say(x+reasonColumn+16+room, y+15, c.Word(c.Scratch), theme.Body, font.SemiBold, t.Ink)
	case longRow:
		n.drawLong(c, s, &flight[r.at], x, y, w)
	}
}

// drawDue draws a deadline that falls due: what it asks, when, and how many of those
// who are to know of its storyline recognise it.
func (n *situation) drawDue(c *canvas.Canvas, s *view.State, d *dueNext, x, y, w float64) {
	t, informed := c.Theme, 0
	upto := n.run.Upto(s.At, s.Record)
	for _, r := range d.needy {
		if grade, _ := n.run.Made(r, d.of.Storyline, upto); grade >= journal.Recognised {
			informed++
		}
	}
	c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
	c.SayIn(x, y+16, w, d.asks, theme.Body, font.Medium, t.Ink)
	c.Scratch = strconv.AppendInt(append(strconv.AppendInt(c.Scratch[:0], int64(informed), 10), " of "...), int64(len(d.needy)), 10)
	note := c.Word(append(c.Scratch, " informed"...))
	c.SayEnd(x+w, y+32, note, theme.Note, font.SemiBold, t.Ink)
	c.Scratch = append(append(append(c.Scratch[:0], c.When(n.run, s.Clock, d.of.At)...), ", in "...), c.Lasting(d.of.At-s.At)...)
	c.SayIn(x, y+32, w-font.Width(note, font.SemiBold, theme.Note)-12, c.Word(c.Scratch), theme.Note, font.Regular, t.Ink3)
	subject := view.Subject{Topic: view.Deadline, Thing: d.of.Thing}
	c.Hit(canvas.Hit{Box: scene.Box{X: x, Y: y, W: w, H: 40}, Do: view.Action{Do: view.Select, Subject: subject}, Double: view.Action{Do: view.Explain, Subject: subject}, Subject: subject, Tip: d.asks})
}

// drawLong draws what has waited long: where, since when, and for what.
func (n *situation) drawLong(c *canvas.Canvas, s *view.State, h *review.Hold, x, y, w float64) {
	t, speak := c.Theme, n.run.Speak
	c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
	c.Bar(scene.Box{X: x, Y: y + 7, W: 22, H: 11}, h.Delay, "")
	lasted := c.Lasting(s.At - h.From)
	drawWaiter(c, n.run, h, x+32, y+16, w-44-font.Width(lasted, font.SemiBold, theme.Body))
	c.SayEnd(x+w, y+16, lasted, theme.Body, font.SemiBold, t.Ink)
	c.Scratch = append(append(append(c.Scratch[:0], speak.Terms.Step(h.Step)...), ", "...), speak.Terms.Cause(h.Cause)...)
	c.Scratch = append(append(c.Scratch, ", since "...), c.When(n.run, s.Clock, h.From)...)
	c.Scratch[0] = upper(c.Scratch[0])
	c.SayIn(x+32, y+32, w-32, c.Word(c.Scratch), theme.Note, font.Regular, t.Ink3)
	subject := view.Subject{Topic: view.Hold, ID: h.Subject, Record: h.Record, From: h.From, Until: h.Until}
	c.Hit(canvas.Hit{Box: scene.Box{X: x, Y: y, W: w, H: 40}, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject})
}

// drawWaiter names where something waits, in full if there is room, else by its nation's
// code and what the agency there is, as its lane is called.
func drawWaiter(c *canvas.Canvas, run *review.Run, h *review.Hold, x, y, room float64) {
	name := c.Named(run, h.Object)
	if code := run.Code(h.Agency); code != "" && run.House(h.Object) == h.Agency && font.Width(name, font.Medium, theme.Body) > room {
		w := mark.Chip(&c.Scene, x, y-4, code, false, c.Theme) + 8
		x, room, name = x+w, room-w, c.Worded(canvas.Phrase{Run: run, Sort: canvas.RolePhrase, Of: sim.Time(h.Agency)}, func() string { return look.RoleName(run, h.Agency) })
	}
	c.SayIn(x, y, room, name, theme.Body, font.Medium, c.Theme.Ink)
}

// upper is a small letter of English as a capital.
func upper(b byte) byte {
	if b >= 'a' && b <= 'z' {
		return b - 'a' + 'A'
	}
	return b
}
