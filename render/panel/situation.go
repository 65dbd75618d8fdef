package panel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// waiting are the holds that last at an instant in the lanes that somebody wants,
// those that began first in front.
func waiting(run *review.Run, at sim.Time, in func(*review.Hold) bool) (list []review.Hold) {
	for _, h := range run.InFlight(at) {
		if h.Step != journal.World && in(&h) {
			list = append(list, h)
		}
	}
	return list
}

// waits are how many things wait, by reason.
func (p *inspection) waits(list []review.Hold) {
	t := p.c.Theme
	p.head(headWaiting)
	if len(list) == 0 {
		p.text(noteNothingWaits, theme.Body, font.Regular, t.Ink3, 2)
		return
	}
	var counts [measure.NumDelays]int
	most := 0
	for i := range list {
		d := list[i].Delay
		counts[d]++
		most = max(most, counts[d])
	}
	for d := range measure.NumDelays {
		n := counts[d]
		if n == 0 {
			continue
		}
		p.add(canvas.Block{High: 22, Draw: func(y float64) {
			name := p.run.Speak.Terms.Delay(d.Code())
			room := float64(float64((p.w-reasonColumn-56)*float64(n)) / float64(most))
			p.c.SayIn(p.x, y+15, reasonColumn, name, theme.Body, font.Regular, t.Ink)
			p.c.Bar(scene.Box{X: p.x + reasonColumn + 8, Y: y + 4, W: max(4, room), H: 14}, d, name)
			p.c.Say(p.x+reasonColumn+16+max(4, room), y+15, wording.Thousands(n), theme.Body, font.SemiBold, t.Ink)
		}})
	}
}

// longest are the things that have waited longest.
func (p *inspection) longest(list []review.Hold) {
	if len(list) == 0 {
		return
	}
	t := p.c.Theme
	p.head(headLongest)
	for _, h := range list[:min(len(list), mostSituation)] {
		subject := view.Subject{Topic: view.Hold, ID: h.Subject, Record: h.Record, From: h.From, Until: h.Until}
		b := canvas.Block{High: 40, Draw: func(y float64) {
			p.c.Rule(p.x, y+0.5, p.x+p.w, y+0.5, t.Line)
			since := wording.Lasting(p.s.At - h.From)
			p.c.Bar(scene.Box{X: p.x, Y: y + 7, W: 22, H: 11}, h.Delay, "")
			drawWaiter(p.c, p.run, &h, p.x+32, y+16, p.w-44-font.Width(since, font.SemiBold, theme.Body))
			p.c.SayEnd(p.x+p.w, y+16, since, theme.Body, font.SemiBold, t.Ink)
			p.c.SayIn(p.x+32, y+32, p.w-32, wording.Upper(p.run.Speak.Terms.Stretch(h.Step, h.Cause))+", since "+p.when(h.From), theme.Note, font.Regular, t.Ink3)
		}}
		p.add(p.c.Pressed(b, p.x, p.w, canvas.Hit{Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject}))
	}
}

// agency tells of an agency: what waits there, what it was to do by when, and what it
// has.
func (p *inspection) agency(*explain.Explanation) {
	who := p.s.Subject.Agency
	p.place(who)
	for _, a := range p.run.Static.Agencies {
		if a.Name == p.run.Static.Things[who].Name && len(a.Clearance) > 0 {
			p.text(labelClearance+": "+strings.Join(a.Clearance, ", "), theme.Note, font.Regular, p.c.Theme.Ink3, 2)
		}
	}
	p.deadlines(func(r journal.Ref) bool { return r == who })
	list := waiting(p.run, p.s.At, func(h *review.Hold) bool { return h.Agency == who })
	p.waits(list)
	p.longest(list)
	p.held(who)
}

// nation tells of a nation: its agencies, what waits there, what was due.
func (p *inspection) nation(*explain.Explanation) {
	who := p.s.Subject.Agency
	p.place(who)
	p.deadlines(func(r journal.Ref) bool { return p.run.Nation(r) == who })
	list := waiting(p.run, p.s.At, func(h *review.Hold) bool { return p.run.Nation(h.Agency) == who })
	p.waits(list)
	p.longest(list)
	p.head(headAgencies)
	for r := range p.run.Static.Things {
		ref := journal.Ref(r)
		if journal.SortOf(p.run.Static.Things[r].Sort) != journal.SortAgency || p.run.Nation(ref) != who {
			continue
		}
		n := 0
		for i := range list {
			if list[i].Agency == ref {
				n++
			}
		}
		value := ""
		if n > 0 {
			value = fmt.Sprintf("%d waiting", n)
		}
		p.line(wording.Upper(p.run.Speak.Name(ref)), value, view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Agency, Agency: ref}})
	}
}

// place is the heading of an agency or nation.
func (p *inspection) place(who journal.Ref) {
	t := p.c.Theme
	code := p.run.Code(who)
	indent := 0.0
	if code != "" {
		indent = mark.ChipWidth(code) + 10
	}
	size := 15.0
	if p.wide {
		size = theme.Heading
	}
	words := p.c.TextBlock(p.x+indent, p.w-indent, 3, wording.Upper(p.run.Speak.Name(who)), size, font.SemiBold, t.Ink)
	p.add(canvas.Block{High: words.High, Draw: func(y float64) {
		if code != "" {
			mark.Chip(&p.c.Scene, p.x, y+float64(size*0.7), code, false, t)
		}
		words.Draw(y)
	}})
	note := p.when(p.s.At)
	if nation := p.run.Nation(who); nation != 0 && nation != who {
		note = wording.Upper(p.run.Speak.Name(nation)) + " · " + note
	}
	p.text(note, theme.Note, font.Regular, t.Ink3, 1)
}

// deadlines are the outcomes of some agencies.
func (p *inspection) deadlines(of func(journal.Ref) bool) {
	t, first := p.c.Theme, true
	for i := range p.run.Outcomes {
		e := p.run.Outcomes[i].Why
		if !of(e.Agency) || !look.Told(p.run, p.s, &p.run.Outcomes[i]) {
			continue
		}
		if first {
			p.head(headDeadlines)
			first = false
		}
		subject := view.Subject{Topic: view.Deadline, Thing: e.Thing}
		words := p.c.TextBlock(p.x+24, p.w-24, 2, p.run.Speak.Asked(e), theme.Body, font.Regular, t.Ink)
		late := p.run.Speak.Terms.Outcome(e.Outcome)
		switch m, ok := e.Margin(); {
		case ok && m < 0:
			late = wording.Margin(m)
		case ok:
			late += ", " + wording.Margin(m)
		}
		p.add(p.c.Pressed(canvas.Block{High: words.High + 20, Draw: func(y float64) {
			ink := t.Ink2
			if p.run.Outcomes[i].Late {
				ink = t.Late
			}
			mark.Verdict(&p.c.Scene, scene.Point{X: p.x + 8, Y: y + 11}, 7, e.Outcome, t, t.Ground[1])
			words.Draw(y)
			p.c.SayIn(p.x+24, y+words.High+12, p.w-24, wording.Upper(late), theme.Note, font.SemiBold, ink)
		}}, p.x, p.w, canvas.Hit{Do: view.Action{Do: view.Select, Subject: subject}, Double: view.Action{Do: view.Explain, Subject: subject}, Subject: subject}))
	}
}

// mostHeld facts that an inspector lists of an agency.
const mostHeld = 12

// held are the facts that an agency has at the instant.
func (p *inspection) held(who journal.Ref) {
	st, err := p.run.State(p.s.At, p.s.Record)
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, p.c.Theme.Ink2, 4)
		return
	}
	p.head(headHas)
	n := 0
	for _, h := range st.Holdings() {
		if h.Agency != who || p.strict() && !p.run.Understood(p.s.As, h.Fact, p.run.Upto(p.s.At, p.s.Record)) {
			continue
		}
		if n++; n > mostHeld {
			continue
		}
		since, level := levelOf(h)
		p.line(p.run.Speak.Who(h.Fact), level+" "+p.when(since), view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: h.Fact, Agency: who}})
	}
	switch {
	case n == 0:
		p.text(noteNothing, theme.Body, font.Regular, p.c.Theme.Ink3, 2)
	case n > mostHeld:
		p.text(fmt.Sprintf("and %d more", n-mostHeld), theme.Note, font.Regular, p.c.Theme.Ink3, 1)
	}
}

// levelOf is how far a fact has become known to somebody, and since when.
func levelOf(h *replay.Holding) (since sim.Time, level string) {
	switch {
	case h.Purged != sim.Never:
		return h.Purged, levelPurged
	case h.Credited != sim.Never:
		return h.Credited, levelBelieved
	case h.Understood != sim.Never:
		return h.Understood, levelUnderstood
	case h.Read != sim.Never:
		return h.Read, levelRead
	case h.Received != sim.Never:
		return h.Received, levelReceived
	}
	return h.Detected, levelNoticed
}

// span tells what passed in a stretch of time that was chosen: how many messages, and
// into what the time of all that waited went.
func (p *inspection) span(*explain.Explanation) {
	s := &p.s.Subject
	p.heading(nil, fmt.Sprintf("%s to %s", p.when(s.From), p.when(s.Until)), wording.Lasting(s.Until-s.From))
	var r reasons
	for _, i := range p.run.AppendHolds(nil, s.From, s.Until) {
		h := &p.run.Holds[i]
		if from, until := max(h.From, s.From), min(h.Until, s.Until); from < until && h.Step != journal.World && (!p.strict() || p.run.Has(p.s.As, h.Agency)) {
			r[h.Delay] += until - from
		}
	}
	first, last := p.run.EventsWithin(s.From, s.Until)
	sent := func(t sim.Time) int {
		n, _ := slices.BinarySearchFunc(p.run.Messages, t, func(m review.Message, t sim.Time) int { return cmp.Compare(m.Sent, t) })
		return n
	}
	if !p.strict() {
		p.keys(pair{labelRecords, wording.Thousands(last - first)}, pair{labelMessages, wording.Thousands(sent(s.Until) - sent(s.From))}, pair{labelWaited, wording.Total(r.whole())})
	}
	t, terms, whole := p.c.Theme, p.run.Speak.Terms, r.whole()
	if whole == 0 {
		p.text(noteNothingWaits, theme.Body, font.Regular, t.Ink3, 2)
		return
	}
	p.head(headTime)
	p.add(canvas.Block{High: 34, Draw: func(y float64) { drawStack(p.c, scene.Box{X: p.x, Y: y + 8, W: p.w, H: 20}, &r, terms) }})
	told, _ := notation.Parts(r[:])
	shares := r.shares()
	for _, d := range r.ordered() {
		p.add(canvas.Block{High: 24, Draw: func(y float64) {
			p.c.Rule(p.x, y+23.5, p.x+p.w, y+23.5, t.Line)
			p.c.Bar(scene.Box{X: p.x, Y: y + 6, W: 22, H: 11}, d, "")
			p.c.SayIn(p.x+32, y+16, p.w-32-52-font.Width(told[d], font.SemiBold, theme.Body), terms.Delay(d.Code()), theme.Body, font.Medium, t.Ink)
			p.c.SayEnd(p.x+p.w-44, y+16, told[d], theme.Body, font.SemiBold, t.Ink)
			p.c.SayEnd(p.x+p.w, y+16, shares[d], theme.Note, font.Regular, t.Ink3)
		}})
	}
}
