package replay

import (
	"entente/sim"
	"entente/sim/journal"
)

// A keyframe is a State written down, so that a reader can begin in the middle.
// It is cut into parts, each a message of its own:
//
//	{"n": last record in it, "t": its instant, "part": from 0, "more": whether
//	 another part follows, "holdings": [...], "levels": [...], ...}
//
// What is Never, empty or nobody is left out of a row.
const (
	keyframeEvery = 2000      // records between keyframes, at most
	keyframePart  = 768 << 10 // bytes of a part; one more row stays far below 1 MB
)

// fielder exchanges the fields of a row: it takes each field's value and gives
// the value the field should have. Writing gives back what it took, reading
// what the file says. So every row lists its fields once.
type fielder interface {
	ref(name string, v journal.Ref) journal.Ref
	refs(name string, v []journal.Ref) []journal.Ref
	id(name string, v sim.ID) sim.ID
	time(name string, v sim.Time) sim.Time
	number(name string, v int64) int64
	word(name string, t journal.Type, v int64) int64
}

func (h *Holding) fields(f fielder) row {
	h.Agency = f.ref("agency", h.Agency)
	h.Fact = f.ref("fact", h.Fact)
	h.Detected = f.time("detected", h.Detected)
	h.Received = f.time("received", h.Received)
	h.Read = f.time("read", h.Read)
	h.Understood = f.time("understood", h.Understood)
	h.Credited = f.time("credited", h.Credited)
	h.Dormant = f.time("dormant", h.Dormant)
	h.Purged = f.time("purged", h.Purged)
	h.Credence = sim.PPM(f.number("credence", int64(h.Credence)))
	h.Purposes = f.number("purposes", h.Purposes)
	h.Origins = f.refs("origins", h.Origins)
	h.Last = journal.Num(f.number("last", int64(h.Last)))
	return refs(h.Agency, h.Fact)
}

func (l *Level) fields(f fielder) row {
	l.Agency = f.ref("agency", l.Agency)
	l.Storyline = f.ref("storyline", l.Storyline)
	l.Grade = journal.Grade(f.word("grade", journal.TGrade, int64(l.Grade)))
	l.Since = f.time("since", l.Since)
	l.Danger = sim.PPM(f.number("danger", int64(l.Danger)))
	l.Precedence = journal.Precedence(f.word("precedence", journal.TPrecedence, int64(l.Precedence)))
	l.Last = journal.Num(f.number("last", int64(l.Last)))
	return refs(l.Agency, l.Storyline)
}

func (t *Transit) fields(f fielder) row {
	t.ID = f.id("id", t.ID)
	t.Message = journal.Message(f.word("message", journal.TMessage, int64(t.Message)))
	t.From = f.ref("sender", t.From)
	t.To = f.ref("to", t.To)
	t.Storyline = f.ref("storyline", t.Storyline)
	t.Class = journal.Class(f.word("class", journal.TClass, int64(t.Class)))
	t.Precedence = journal.Precedence(f.word("precedence", journal.TPrecedence, int64(t.Precedence)))
	t.Re = f.id("re", t.Re)
	t.Sent = f.time("sent", t.Sent)
	t.Facts = f.refs("facts", t.Facts)
	t.Hold.Since = f.time("since", t.Hold.Since)
	t.Hold.After = journal.Kind(f.word("after", journal.TKind, int64(t.Hold.After)))
	t.Hold.Step = journal.Step(f.word("step", journal.TStep, int64(t.Hold.Step)))
	t.Hold.Object = f.ref("object", t.Hold.Object)
	t.Hold.Until = f.time("until", t.Hold.Until)
	t.Last = journal.Num(f.number("last", int64(t.Last)))
	return row{uint64(t.ID)}
}

func (s *Stage) fields(f fielder) row {
	s.Storyline = f.ref("storyline", s.Storyline)
	s.Number = f.number("stage", s.Number)
	s.Since = f.time("since", s.Since)
	s.Until = f.time("until", s.Until)
	s.Last = journal.Num(f.number("last", int64(s.Last)))
	return refs(s.Storyline, 0)
}

func (c *Channel) fields(f fielder) row {
	c.Channel = f.ref("channel", c.Channel)
	c.State = journal.Outcome(f.word("state", journal.TOutcome, int64(c.State)))
	c.Since = f.time("since", c.Since)
	c.Until = f.time("until", c.Until)
	c.Last = journal.Num(f.number("last", int64(c.Last)))
	return refs(c.Channel, 0)
}

func (a *Action) fields(f fielder) row {
	a.Action = f.ref("action", a.Action)
	a.Storyline = f.ref("storyline", a.Storyline)
	a.Asked = f.time("asked", a.Asked)
	a.Decided = f.time("decided", a.Decided)
	a.Authority = journal.Outcome(f.word("authority", journal.TOutcome, int64(a.Authority)))
	a.Available = f.time("available", a.Available)
	a.Ordered = f.time("ordered", a.Ordered)
	a.Until = f.time("until", a.Until)
	a.Closed = f.time("closed", a.Closed)
	a.End = journal.Outcome(f.word("end", journal.TOutcome, int64(a.End)))
	a.Last = journal.Num(f.number("last", int64(a.Last)))
	return refs(a.Action, a.Storyline)
}

func (d *Deadline) fields(f fielder) row {
	d.Deadline = f.ref("deadline", d.Deadline)
	d.Outcome = journal.Outcome(f.word("outcome", journal.TOutcome, int64(d.Outcome)))
	d.Due = f.time("due", d.Due)
	d.When = f.time("when", d.When)
	d.Last = journal.Num(f.number("last", int64(d.Last)))
	return refs(d.Deadline, 0)
}

func (c *Clock) fields(f fielder) row {
	c.Subject = f.id("subject", c.Subject)
	c.Clock = f.ref("clock", c.Clock)
	c.Since = f.time("since", c.Since)
	c.Due = f.time("due", c.Due)
	c.Last = journal.Num(f.number("last", int64(c.Last)))
	return row{uint64(c.Subject), uint64(c.Clock)}
}

func (p *Param) fields(f fielder) row {
	p.Param = f.ref("param", p.Param)
	p.Value = f.number("value", p.Value)
	p.Last = journal.Num(f.number("last", int64(p.Last)))
	return refs(p.Param, 0)
}

func (t *Trust) fields(f fielder) row {
	t.Nation = f.ref("nation", t.Nation)
	t.Toward = f.ref("toward", t.Toward)
	t.Trust = sim.PPM(f.number("trust", int64(t.Trust)))
	t.Last = journal.Num(f.number("last", int64(t.Last)))
	return refs(t.Nation, t.Toward)
}

// lister does one thing with every table of a state.
type lister interface {
	list(name string, rows rows)
}

// rows is a table without its type.
type rows interface {
	each(f func(fields func(fielder)))
	add(f fielder)
}

func (s *State) tables(l lister) {
	l.list("holdings", rowsOf(&s.holdings, (*Holding).fields))
	l.list("levels", rowsOf(&s.levels, (*Level).fields))
	l.list("transits", rowsOf(&s.transits, (*Transit).fields))
	l.list("stages", rowsOf(&s.stages, (*Stage).fields))
	l.list("channels", rowsOf(&s.channels, (*Channel).fields))
	l.list("actions", rowsOf(&s.actions, (*Action).fields))
	l.list("deadlines", rowsOf(&s.deadlines, (*Deadline).fields))
	l.list("clocks", rowsOf(&s.clocks, (*Clock).fields))
	l.list("params", rowsOf(&s.params, (*Param).fields))
	l.list("trusts", rowsOf(&s.trusts, (*Trust).fields))
}

type typedRows[T any] struct {
	t      *table[T]
	fields func(*T, fielder) row
}

func rowsOf[T any](t *table[T], fields func(*T, fielder) row) rows { return typedRows[T]{t, fields} }

func (r typedRows[T]) each(f func(func(fielder))) {
	for _, v := range r.t.rows() {
		f(func(x fielder) { r.fields(v, x) })
	}
}

func (r typedRows[T]) add(f fielder) {
	v := new(T)
	*r.t.at(r.fields(v, f), zero[T]) = *v
}
