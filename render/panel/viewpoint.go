package panel

import (
	"slices"

	"entente/render/canvas"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/view"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Viewpoint tells what somebody knew at the playhead: what it had understood, from
// whom and since when; and where what it missed is shown, what it did not know, who
// else did, and what stood between. It changes with every instant of play, so it is
// drawn without taking memory, and only rows that are shown are worded.
type Viewpoint struct {
	c   *canvas.Canvas
	run *review.Run
	s   *view.State
	k   *review.Knowledge
	err error

	x, w  float64
	wide  bool
	rows  []viewRow
	count [measure.NumDelays]int // of missing facts, by what stood between
	order []measure.Delay
	lying []lying
	lines map[viewText][]string
}

// viewRow is one row: its sort, and what it is about.
type viewRow struct {
	sort viewSort
	at   int
}

type viewSort uint8

const (
	whoseRow viewSort = iota
	whenRow
	faultRow
	hiddenRow
	gapRow
	countedRow // the heading of the list at
	nothingRow
	firstRow
	knewRow
	unopenedRow
	lackedRow
	otherRow
	titleRow // of the delays, of the bars
	delayRow
	barRow
	barNoteRow
)

// viewHeads are the headings of what a viewpoint lists.
var viewHeads = [...]string{headKnewFacts, headUnopened, headDidNotKnow, headOthersKnew, headStoodBetween, headLawfully}

// viewText is what a paragraph is made of; where it is made of anything else, that is
// in text.
type viewText struct {
	run      *review.Run
	sort     viewSort
	text     string
	who, via journal.Ref
	at       sim.Time
	of       [4]int
	lack     explain.MissingFact
	facts    [mostNamedFacts]journal.Ref
	room     float64
}

// mostNamedFacts are more than there is room to name in three lines.
const mostNamedFacts = 12

// Draw draws the panel.
func (p *Viewpoint) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	c.Fill(box, c.Theme.Ground[1])
	side := 16.0
	if box.W > 400 {
		side = 20
	}
	p.c, p.run, p.s, p.x, p.w, p.wide = c, run, s, box.X+side, box.W-float64(2*side), box.W > 400
	// While a run is played nothing is traced: that reads records.
	p.k, p.err = run.Knowledge(s.As, s.At, s.Record, run.Storyline(s.Outcome), s.Missed && !s.Playing)
	p.list()
	b := scene.Box{X: p.x, Y: box.Y + 12, W: p.w + side - 6, H: box.H - 18}
	c.Stack(view.InspectorList, s, b, len(p.rows), func(i int) float64 { return p.high(p.rows[i]) }, func(i int, y float64) { p.drawRow(p.rows[i], y) })
	c.Unclip()
}

// Viewer names whose view it is.
func Viewer(run *review.Run, as view.Perspective) string {
	return wording.Upper(run.Speak.Viewer(review.View(as), as.Who))
}

// HiddenFrom counts what is hidden from whose view it is.
func HiddenFrom(run *review.Run, s *view.State) string {
	h := run.Hidden(s.As, s.At, s.Record)
	if h.Counting {
		return noteCountingHidden
	}
	return run.Speak.Hidden(review.View(s.As), s.As.Who, h.Messages, h.OfMessages, h.Facts, h.OfFacts)
}

// mostRows bounds the rows of one of the lists, but of what was known.
const mostRows = 40

// list lists the rows.
func (p *Viewpoint) list() {
	p.rows = p.rows[:0]
	p.add(whoseRow, 0)
	p.add(whenRow, 0)
	if p.err != nil {
		p.add(faultRow, 0)
	}
	p.add(hiddenRow, 0)
	p.section(0)
	if len(p.k.Knew) == 0 {
		p.add(nothingRow, 0)
		if _, some := firstSeen(p.run, p.s.As); some {
			p.add(firstRow, 0)
		}
	}
	p.each(knewRow, len(p.k.Knew))
	if len(p.k.Unopened) > 0 {
		p.section(1)
		p.alike()
		p.each(unopenedRow, len(p.lying))
	}
	if !p.s.Missed {
		return
	}
	if n := len(p.k.Lacked); n > 0 {
		p.section(2)
		p.each(lackedRow, min(mostRows, n))
	}
	if n := len(p.k.Others); n > 0 {
		p.section(3)
		p.each(otherRow, min(mostRows, n))
	}
	p.between()
	if p.k.Traced == 0 {
		return
	}
	p.add(gapRow, 0)
	p.add(titleRow, 5)
	for b := range wording.NumBars {
		if p.k.Bars[b] > 0 {
			p.add(barRow, int(b))
		}
	}
	if p.k.Bars[wording.Unhindered] > 0 {
		p.add(barNoteRow, 0)
	}
}

// lying is what lay with an agency since a minute and was not opened, and how often.
type lying struct {
	agency   journal.Ref
	standing replay.Standing
	since    sim.Time
	first, n int // of the list
}

// alike lists what lay there, and what is said alike once.
func (p *Viewpoint) alike() {
	p.lying = p.lying[:0]
	for i := range p.k.Unopened {
		h := p.k.Unopened[i].Holder
		x := lying{agency: h.Agency, standing: h.Standing(), first: i, n: 1}
		x.since = [...]sim.Time{h.Detected, h.Received, h.Read}[x.standing-replay.Noticed]
		at := slices.IndexFunc(p.lying, func(o lying) bool {
			return o.agency == x.agency && o.standing == x.standing && minuteOf(o.since) == minuteOf(x.since)
		})
		switch {
		case at >= 0:
			p.lying[at].n++
		case len(p.lying) < mostRows:
			p.lying = append(p.lying, x)
		}
	}
}

// minuteOf is the minute of an instant, which is all that is said of it.
func minuteOf(t sim.Time) sim.Time {
	m := t / sim.Minute
	if t < 0 && t%sim.Minute != 0 {
		m--
	}
	return m
}

func (p *Viewpoint) add(sort viewSort, at int) { p.rows = append(p.rows, viewRow{sort, at}) }

func (p *Viewpoint) each(sort viewSort, n int) {
	for i := range n {
		p.add(sort, i)
	}
}

// section begins a list with its heading and how many it has.
func (p *Viewpoint) section(head int) {
	p.add(gapRow, 0)
	p.add(countedRow, head)
}

// between lists into which delays the time of what was missed went.
func (p *Viewpoint) between() {
	p.count, p.order = [measure.NumDelays]int{}, p.order[:0]
	for i := range p.k.Lacked {
		if l := &p.k.Lacked[i]; l.Near != nil {
			p.count[l.Delay]++
		}
	}
	for d := range measure.NumDelays {
		if p.count[d] > 0 {
			p.order = append(p.order, d)
		}
	}
	if len(p.order) == 0 {
		return
	}
	slices.SortStableFunc(p.order, func(a, b measure.Delay) int { return p.count[b] - p.count[a] })
	p.add(gapRow, 0)
	p.add(titleRow, 4)
	for _, d := range p.order {
		p.add(delayRow, int(d))
	}
}

// firstSeen is when somebody could first see anything but the beginning.
func firstSeen(run *review.Run, as view.Perspective) (sim.Time, bool) {
	for _, i := range run.Seen(as) {
		if e := &run.Events[i]; e.Kind != journal.StartEx {
			return e.At, true
		}
	}
	return 0, false
}
