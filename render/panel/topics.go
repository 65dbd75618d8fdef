package panel

import (
	"fmt"
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// when is an instant on the chosen clock.
func (p *inspection) when(t sim.Time) string { return canvas.Instant(p.run, p.s.Clock, t) }

// number says which record of how many one is.
func (p *inspection) number(n journal.Num) string {
	_, of := p.run.Loaded()
	return fmt.Sprintf("record %s of %s", wording.Thousands(uint32(n)), wording.Thousands(uint32(of)))
}

// event tells one record.
func (p *inspection) event(e *explain.Explanation) {
	r, err := p.run.Records.Record(p.s.Subject.Record)
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, p.c.Theme.Ink2, 4)
		return
	}
	if r.Kind == journal.NoKind {
		p.heading(nil, p.run.Speak.NewerRecord(), p.when(r.At)+" · "+p.number(r.Num))
		return
	}
	p.heading(signOf(r), wording.Upper(p.run.Speak.Record(r)), p.when(r.At)+" · "+strings.ReplaceAll(r.Kind.String(), "_", " ")+" · "+p.number(r.Num))
	if r.Actor != 0 && p.run.House(r.Actor) != 0 {
		p.route(r.Actor, messageTo(r))
	}
	if len(r.Facts) > 0 {
		p.facts(headFacts, r.Facts, 0)
	}
	causes := make([]*journal.Record, 0, len(r.From))
	for _, l := range r.From {
		if c, err := p.run.Records.Record(l.Num); err == nil {
			causes = append(causes, c)
		}
	}
	p.explained(e, causes)
}

// signOf is the sign of a record; nil where it has none.
func signOf(r *journal.Record) *mark.Glyph {
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == journal.TMessage && journal.Message(r.Args[i]) != journal.NoMessage {
			g := mark.OfMessage(journal.Message(r.Args[i]), outcomeOf(r))
			return &g
		}
	}
	if g, has := mark.OfRecord(r.Kind, outcomeOf(r)); has {
		return &g
	}
	return nil
}

func outcomeOf(r *journal.Record) journal.Outcome {
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == journal.TOutcome {
			return journal.Outcome(r.Args[i])
		}
	}
	return journal.NoOutcome
}

// messageTo is to whom a message was sent; 0 for what is no sending.
func messageTo(r *journal.Record) journal.Ref {
	if r.Kind != journal.Sent {
		return 0
	}
	return journal.Ref(r.Args[sentTo])
}

var (
	sentTo         = journal.Sent.Field("to")
	sentPrecedence = journal.Sent.Field("precedence")
)

// message tells one message from its sending to its end.
func (p *inspection) message(e *explain.Explanation) {
	if e == nil || len(e.Course) == 0 {
		return
	}
	if m := look.Sealed(p.run, p.s); m != nil {
		p.sealed(m, e.Course)
		return
	}
	first, last := e.Course[0], e.Course[len(e.Course)-1]
	sign := mark.OfMessage(e.Message, e.Outcome)
	p.heading(&sign, wording.Upper(p.run.Speak.Record(first)), fmt.Sprintf("%s · records %s to %s", strings.ToLower(e.Message.String()), wording.Thousands(uint32(first.Num)), wording.Thousands(uint32(last.Num))))
	p.route(e.Agency, e.Toward)
	came := pair{labelRead, p.when(e.Came)}
	switch {
	case !look.Settled(p.run, p.s, e):
		came.value = wordNotYet
	case e.Came == sim.Never:
		came = pair{labelEnded, p.run.Speak.Terms.Outcome(e.Outcome)}
	}
	p.keys(pair{labelSent, p.when(first.At)}, came, pair{labelPrecedence, wording.Upper(strings.ToLower(journal.Precedence(first.Args[sentPrecedence]).String()))}, pair{labelCarries, wording.Plural(len(e.Facts), "fact")})
	p.facts(headFacts, e.Facts, e.Toward)
	p.explained(e, e.Back[:min(len(e.Back), 3)])
	p.records(headCourse, e.Course)
}

// sealed tells the outside of a message that whoever looks has not read.
func (p *inspection) sealed(m *review.Message, course []*journal.Record) {
	sign := mark.OfMessage(m.Kind, journal.Open)
	p.heading(&sign, p.run.Speak.Sealed(review.View(p.s.As), p.s.As.Who, m.Kind, m.From, m.To), strings.ToLower(m.Kind.String()))
	p.route(m.From, m.To)
	p.keys(pair{labelCame, p.when(p.run.Arrived(p.s.As, m))}, pair{labelPrecedence, wording.Upper(strings.ToLower(m.Precedence.String()))})
	p.records(headCourse, course)
}

// facts are facts that can be chosen; with an agency, as a cell of who knows what.
func (p *inspection) facts(head string, facts []journal.Ref, agency journal.Ref) {
	if len(facts) == 0 {
		return
	}
	t := p.c.Theme
	p.head(head)
	for _, f := range facts {
		subject := view.Subject{Topic: view.Fact, Thing: f, Agency: agency}
		b := canvas.Block{High: 20, Draw: func(y float64) {
			p.c.SayIn(p.x, y+14, p.w, p.run.Speak.Who(f), theme.Body, font.Regular, t.Ink)
		}}
		p.add(p.c.Pressed(b, p.x, p.w, canvas.Hit{Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject}))
	}
}

// hold tells a stretch of time at one place.
func (p *inspection) hold(e *explain.Explanation) {
	s, t := &p.s.Subject, p.c.Theme
	rec, err := p.run.Records.Record(s.Record)
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, t.Ink2, 4)
		return
	}
	until := rec.At
	for i := len(rec.Spans) - 1; i >= 0; i-- {
		x := rec.Spans[i]
		if until == s.Until {
			words := strings.TrimPrefix(p.run.Speak.Stretch(explain.Share{Step: x.Step, Cause: x.Cause, Object: x.Object, Ms: x.Ms, First: until - x.Ms}), "=")
			p.heading(nil, wording.Upper(words), p.run.Speak.Terms.Delay(measure.DelayOf(x.Step, x.Cause).Code())+" · "+p.run.Speak.Terms.Stretch(x.Step, x.Cause))
			break
		}
		until -= x.Ms
	}
	if p.strict() && s.Until > p.s.At { // it goes on
		p.keys(pair{labelFrom, p.when(s.From)}, pair{labelUntil, wordNotYet})
		return
	}
	p.keys(pair{labelFrom, p.when(s.From)}, pair{labelUntil, p.when(s.Until)}, pair{labelLasted, wording.Lasting(s.Until - s.From)})
	if rule := p.run.Rule(rec.Rule); rule != nil {
		p.add(ruleBlocks(p.c, p.x, p.w, []journal.Text{*rule})...)
	}
	p.records(headEndedBy, []*journal.Record{rec})
	p.explained(e, nil)
}

// fact tells a fact, or with an agency what that has of it and why only then.
func (p *inspection) fact(e *explain.Explanation) {
	s := &p.s.Subject
	name := p.run.Static.Things[s.Thing].Name
	var f journal.Fact
	for _, x := range p.run.Static.Facts {
		if x.Name == name {
			f = x
		}
	}
	note := []string{strings.ToLower(strings.ReplaceAll(f.Kind, "_", " "))}
	if f.Key {
		note = append(note, "key fact")
	}
	if f.Class != "" {
		note = append(note, f.Class)
	}
	if f.Place != "" {
		note = append(note, f.Place)
	}
	p.heading(nil, p.run.Speak.Who(s.Thing), strings.Join(note, " · "))
	if s.Agency != 0 {
		p.route(s.Agency, 0)
		if e != nil {
			says := look.Withheld(p.run, p.s, *s, e)
			if says == "" {
				says = p.run.Speak.Came(e)
			}
			p.text(says, theme.Body, font.Regular, p.c.Theme.Ink2, 4)
		}
		p.explained(e, backOf(e))
		return
	}
	p.holders(s.Thing)
}

func backOf(e *explain.Explanation) []*journal.Record {
	if e == nil {
		return nil
	}
	return e.Back[:min(len(e.Back), 4)]
}

// holders are those who have a fact at the instant, in order of their names.
func (p *inspection) holders(fact journal.Ref) {
	st, err := p.run.State(p.s.At, p.s.Record)
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, p.c.Theme.Ink2, 4)
		return
	}
	p.head(headHolders)
	n := 0
	for _, h := range st.Holdings() {
		if h.Fact != fact || p.strict() && !p.run.Has(p.s.As, h.Agency) {
			continue
		}
		n++
		since, level := levelOf(h)
		subject := view.Subject{Topic: view.Fact, Thing: fact, Agency: h.Agency}
		p.line(wording.Upper(p.run.Speak.Name(h.Agency)), level+" "+p.when(since), view.Action{Do: view.Select, Subject: subject})
	}
	if n == 0 {
		p.text(noteNobody, theme.Body, font.Regular, p.c.Theme.Ink3, 2)
	}
}

// line is a name with a value at its end, on which can be pressed.
func (p *inspection) line(name, value string, do view.Action) {
	t := p.c.Theme
	b := canvas.Block{High: 22, Draw: func(y float64) {
		p.c.Rule(p.x, y+21.5, p.x+p.w, y+21.5, t.Line)
		room := p.w - font.Width(value, font.Regular, theme.Note) - 12
		p.c.SayIn(p.x, y+15, room, name, theme.Body, font.Regular, t.Ink)
		p.c.SayEnd(p.x+p.w, y+15, value, theme.Note, font.Regular, t.Ink2)
	}}
	p.add(p.c.Pressed(b, p.x, p.w, canvas.Hit{Do: do, Subject: do.Subject}))
}

// deadline tells what was asked of whom, and what came of it.
func (p *inspection) deadline(e *explain.Explanation) {
	if e == nil {
		return
	}
	t := p.c.Theme
	p.heading(nil, p.run.Speak.Asked(e), "")
	p.add(canvas.Block{High: 26, Draw: func(y float64) {
		ink := t.Ink
		if e.Outcome == journal.Late || e.Outcome == journal.NotMet {
			ink = t.Late
		}
		mark.Verdict(&p.c.Scene, scene.Point{X: p.x + 8, Y: y + 14}, 8, e.Outcome, t, t.Ground[1])
		p.c.Say(p.x+24, y+18.5, wording.Upper(p.run.Speak.Terms.Outcome(e.Outcome)), theme.Body, font.SemiBold, ink)
	}})
	p.route(e.Agency, 0)
	p.keys(pair{labelDue, p.when(e.Due)}, pair{labelCame, p.when(e.Came)}, pair{labelNeeded, fmt.Sprintf("%d of %d", e.Had, max(e.Needed, e.Had))})
	p.explained(e, e.Back[:min(len(e.Back), 4)])
}

// course tells a decision or an action: what came of it, and what happened on the
// way.
func (p *inspection) course(e *explain.Explanation) {
	if e == nil {
		return
	}
	p.heading(nil, wording.Upper(p.run.Speak.Name(e.Thing)), p.run.Speak.Name(e.Agency))
	says := look.Withheld(p.run, p.s, p.s.Subject, e)
	if says == "" {
		says = p.run.Speak.Verdict(e)
	}
	p.text(says, theme.Body, font.Regular, p.c.Theme.Ink2, 6)
	p.explained(e, nil)
	p.records(headCourse, e.Course)
}

// entry tells an entry of the events list and what came of it.
func (p *inspection) entry(e *explain.Explanation) {
	name := p.run.Static.Things[p.s.Subject.Thing].Name
	for i := range p.run.Static.Entries {
		x := &p.run.Static.Entries[i]
		if x.Number != name {
			continue
		}
		p.heading(nil, x.Number+"  "+x.Title, wording.EntryType(x.Type)+" · "+p.run.Speak.EntryDue(x))
		p.text(x.Text, theme.Body, font.Regular, p.c.Theme.Ink, 8)
		if p.strict() {
			continue
		}
		if x.Expected != "" {
			p.text(labelExpected+": "+x.Expected, theme.Body, font.Regular, p.c.Theme.Ink2, 5)
		}
		p.text(x.Notes, theme.Note, font.Regular, p.c.Theme.Ink3, 5)
	}
	if e != nil && !p.strict() {
		p.text(p.run.Speak.Verdict(e), theme.Body, font.Medium, p.c.Theme.Ink, 6)
		p.explained(e, backOf(e))
	}
}
