package replay

import (
	"maps"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// A keyframe is what changed of a State since an earlier keyframe, written down
// so that a reader can begin in the middle. It is cut into parts, each a message
// of its own:
//
//	{"n": last record in it, "since": that of the earlier keyframe, "t": its
//	 instant, "part": from 0, "more": whether another part follows,
//	 "holdings": [...], "levels": [...], ...}
//
// What is Never, empty or nobody is left out of a row. Tables whose rows go away
// again, of what is under way, are always written whole. The i-th keyframe, from
// 1, says what changed since the one whose number is i without its lowest bit, so
// that a state is a handful of keyframes on top of each other, however long the
// run, and all of them together grow hardly faster than the run.
const (
	keyframeEvery = 2000      // records between keyframes, at most
	keyframePart  = 768 << 10 // bytes of a part; one more row stays far below 1 MB
	keyframeRow   = 32        // bytes of a row in it, at least
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

// keyframeSince is the last record of the keyframe on which the next stands, by
// the last records of those before it; 0 for none.
func keyframeSince(before []journal.Num) journal.Num {
	nth := len(before) + 1
	if on := nth & (nth - 1); on > 0 {
		return before[on-1]
	}
	return 0
}

// tabled is a table of a state without its type.
type tabled struct {
	name    string
	passing bool // its rows go away again
	rows
}

type rows interface {
	// each shows the rows that changed after a record, in order of their keys.
	each(since journal.Num, f func(fields func(fielder)))
	// grow makes room for more rows in the table's one layer.
	grow(more int)
	// add reads one more row into the table's one layer; false if it is not the
	// next by its key.
	add(f fielder) bool
	// take copies the rows of a state that changed after a record into the
	// table's one layer.
	take(from tabled, since journal.Num)
	// share makes an empty table the same as another, which may change after it.
	share(from tabled)
	// stand puts the layer of another table of the sort on top.
	stand(on tabled)
	// count is the rows in layers.
	count() int
}

// tables lists the tables in the order in which they are written.
func (s *State) tables() []tabled {
	return []tabled{
		{"holdings", false, rowsOf(&s.holdings, (*Holding).fields, func(h *Holding) journal.Num { return h.Last })},
		{"levels", false, rowsOf(&s.levels, (*Level).fields, func(l *Level) journal.Num { return l.Last })},
		{"transits", true, rowsOf(&s.transits, (*Transit).fields, nil)},
		{"stages", false, rowsOf(&s.stages, (*Stage).fields, func(s *Stage) journal.Num { return s.Last })},
		{"channels", false, rowsOf(&s.channels, (*Channel).fields, func(c *Channel) journal.Num { return c.Last })},
		{"actions", false, rowsOf(&s.actions, (*Action).fields, func(a *Action) journal.Num { return a.Last })},
		{"deadlines", false, rowsOf(&s.deadlines, (*Deadline).fields, func(d *Deadline) journal.Num { return d.Last })},
		{"clocks", true, rowsOf(&s.clocks, (*Clock).fields, nil)},
		{"params", false, rowsOf(&s.params, (*Param).fields, func(p *Param) journal.Num { return p.Last })},
		{"trusts", false, rowsOf(&s.trusts, (*Trust).fields, func(t *Trust) journal.Num { return t.Last })},
	}
}

type typedRows[T any] struct {
	t      *table[T]
	fields func(*T, fielder) row
	last   func(*T) journal.Num // the record that changed a row last; nil in a table that is written whole
}

func rowsOf[T any](t *table[T], fields func(*T, fielder) row, last func(*T) journal.Num) rows {
	return typedRows[T]{t, fields, last}
}

func (r typedRows[T]) each(since journal.Num, f func(func(fielder))) {
	show := func(list []*T) {
		for _, v := range list {
			f(func(x fielder) { r.fields(v, x) })
		}
	}
	wanted := func(v *T) bool { return r.last == nil || r.last(v) > since }
	if len(r.t.under) == 0 {
		_, list := r.t.ownRows(wanted)
		show(list)
		return
	}
	show(slices.DeleteFunc(r.t.list(), func(v *T) bool { return !wanted(v) }))
}

// layer is the table's one layer.
func (r typedRows[T]) layer() *layer[T] {
	if len(r.t.under) == 0 {
		r.t.under = []*layer[T]{{}}
	}
	return r.t.under[0]
}

func (r typedRows[T]) grow(more int) {
	l := r.layer()
	l.keys, l.rows = slices.Grow(l.keys, more), slices.Grow(l.rows, more)
}

func (r typedRows[T]) add(f fielder) bool {
	l := r.layer()
	n := len(l.rows)
	l.rows = append(l.rows, zero[T]())
	k := r.fields(&l.rows[n], f)
	if n > 0 && l.keys[n-1].compare(k) >= 0 {
		return false
	}
	l.keys = append(l.keys, k)
	return true
}

func (r typedRows[T]) take(from tabled, since journal.Num) {
	x := from.rows.(typedRows[T])
	keys, list := x.t.ownRows(func(v *T) bool { return x.last == nil || x.last(v) > since })
	l := &layer[T]{keys: keys}
	for _, v := range list {
		l.rows = append(l.rows, *v)
	}
	r.t.under = []*layer[T]{l}
}

func (r typedRows[T]) share(from tabled) {
	x := from.rows.(typedRows[T]).t
	r.t.under = slices.Clip(x.under)
	if len(x.own) == 0 {
		return
	}
	r.t.own = make(map[row]*T, len(x.own))
	rows := make([]T, 0, len(x.own))
	for _, k := range slices.SortedFunc(maps.Keys(x.own), row.compare) {
		rows = append(rows, *x.own[k])
		r.t.own[k] = &rows[len(rows)-1]
	}
}

func (r typedRows[T]) stand(on tabled) {
	layers := on.rows.(typedRows[T]).t.under
	if !on.passing {
		r.t.under = append(r.t.under, layers...)
		return
	}
	r.t.own = nil
	for _, l := range layers {
		for i, k := range l.keys {
			v := l.rows[i]
			r.t.put(k, &v)
		}
	}
}

func (r typedRows[T]) count() (n int) {
	for _, l := range r.t.under {
		n += len(l.keys)
	}
	return n
}

// clone is a state that changes by itself.
func (s *State) clone() *State {
	x := &State{Num: s.Num, At: s.At}
	from := s.tables()
	for i, t := range x.tables() {
		t.share(from[i])
	}
	return x
}

// frame is a keyframe as read or taken: a state of one layer, and the last record
// of the one that it stands on.
type frame struct {
	State
	since journal.Num
}

// rows counts the rows of a frame.
func (x *frame) rows() (n int) {
	for _, t := range x.tables() {
		n += t.count()
	}
	return n
}

// stacked is the state of a frame with those that it stands on behind it, each
// on the next. All rows stay theirs.
func stacked(stack []*frame) *State {
	s := &State{Num: stack[0].Num, At: stack[0].At}
	tables := s.tables()
	for nth, x := range slices.Backward(stack) {
		for j, t := range x.tables() {
			if !t.passing || nth == 0 {
				tables[j].stand(t)
			}
		}
	}
	return s
}
