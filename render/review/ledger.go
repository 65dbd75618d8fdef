package review

import (
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// ledger is what every agency had of every fact, at every instant: a chain of
// versions for each cell, the latest in front. So what a playhead shows is looked up
// and not folded again.
type ledger struct {
	state    replay.State // of what has been loaded
	cells    []cell
	at       map[[2]journal.Ref]int32 // by agency and fact
	byFact   []int32                  // by Ref of a fact: the cell that came last; -1 none
	versions []version
	stamps   []stamp // of versions
	rises    []rise
	graded   map[[2]journal.Ref]int32 // by agency and storyline: the last rise
	shown    []showing                // facts that were there to be noticed, in order
	shownAt  []int32                  // by Ref of a fact, in shown; -1 not yet
	due      []sim.Time               // by Ref of a fact: the last deadline about it that came due
	voters   map[journal.Ref][]journal.Ref
	votes    int // that named a member of a body

	understood []understanding // in order
}

// understanding is that an agency understood a fact, for the first time.
type understanding struct {
	agency, fact journal.Ref
	num          journal.Num
}

// cell is an agency and a fact of which something came to it.
type cell struct {
	agency, fact journal.Ref
	last         int32       // version
	first        journal.Num // record with which its first version came
	next         int32       // the cell of the same fact that came before; -1 none
}

// version is what an agency had of a fact from a record on.
type version struct {
	replay.Holding
	via journal.Ref // who passed it on first; the agency itself for what it collected
}

// stamp is what finds the version of a record: it is small, since a playhead that is
// dragged goes by those of all cells.
type stamp struct {
	num    journal.Num
	before int32 // the version before; -1 none
	got    bool  // it was understood
}

// rise is what an agency made of a storyline from a record on.
type rise struct {
	replay.Level
	before int32
}

// showing is a fact that was there to be noticed.
type showing struct {
	fact        journal.Ref
	num         journal.Num
	from, until sim.Time
}

var (
	factOf      = argument("fact")
	heldVia     = journal.Held.Field("via")
	shownUntil  = journal.Exposed.Field("until")
	dueAt       = journal.Deadline.Field("due")
	dueWhich    = journal.Deadline.Field("deadline")
	voteBody    = journal.Vote.Field("body")
	levelOf     = journal.Level.Field("storyline")
	learningFor = [256]bool{
		journal.Detected: true, journal.Collected: true, journal.Held: true, journal.Credited: true, journal.Dormant: true, journal.Purged: true,
	}
)

func (l *ledger) init(r *Run) {
	n := r.names.Len()
	l.at, l.graded, l.voters = map[[2]journal.Ref]int32{}, map[[2]journal.Ref]int32{}, map[journal.Ref][]journal.Ref{}
	l.byFact, l.shownAt, l.due = make([]int32, n), make([]int32, n), make([]sim.Time, n)
	for i := range n {
		l.byFact[i], l.shownAt[i], l.due[i] = -1, -1, sim.Never
	}
}

// add takes in a record.
func (l *ledger) add(r *Run, rec *journal.Record) {
	l.state.Apply(rec)
	switch {
	case learningFor[rec.Kind]:
		l.learn(r, rec, rec.Actor, journal.Ref(value(rec, &factOf)))
	case rec.Kind == journal.Sent:
		for _, f := range rec.Facts {
			l.learn(r, rec, rec.Actor, f)
		}
	case rec.Kind == journal.Delivered:
		if m := r.Message(rec.Subject); m != nil && m.To == rec.Actor {
			for _, f := range r.Carries(m) {
				l.learn(r, rec, rec.Actor, f)
			}
		}
	case rec.Kind == journal.Level:
		l.grade(rec.Actor, journal.Ref(rec.Args[levelOf]))
	case rec.Kind == journal.Exposed:
		if f := journal.Ref(value(rec, &factOf)); l.shownAt[f] < 0 {
			l.shownAt[f] = int32(len(l.shown))
			l.shown = append(l.shown, showing{f, rec.Num, rec.At, sim.Time(rec.Args[shownUntil])})
		}
	case rec.Kind == journal.Deadline:
		l.fallDue(r, rec)
	case rec.Kind == journal.Vote:
		if body := journal.Ref(rec.Args[voteBody]); !slices.Contains(l.voters[body], rec.Actor) {
			l.voters[body], l.votes = append(l.voters[body], rec.Actor), l.votes+1
		}
	}
}

// grade notes what an agency makes of a storyline now.
func (l *ledger) grade(agency, storyline journal.Ref) {
	key := [2]journal.Ref{agency, storyline}
	before, known := l.graded[key]
	if !known {
		before = -1
	}
	if x := l.state.Level(agency, storyline); x != nil && (!known || l.rises[before].Last != x.Last) {
		l.graded[key] = int32(len(l.rises))
		l.rises = append(l.rises, rise{*x, before})
	}
}

// learn makes a new version of a cell if anything of it changed.
func (l *ledger) learn(r *Run, rec *journal.Record, agency, fact journal.Ref) {
	h := l.state.Holding(agency, fact)
	if h == nil {
		return
	}
	key := [2]journal.Ref{agency, fact}
	i, known := l.at[key]
	if !known {
		i = int32(len(l.cells))
		l.at[key] = i
		l.cells = append(l.cells, cell{agency: agency, fact: fact, last: -1, first: rec.Num, next: l.byFact[fact]})
		l.byFact[fact] = i
	}
	c := &l.cells[i]
	v := version{Holding: *h}
	had := false
	if c.last >= 0 {
		was := &l.versions[c.last]
		v.via, had = was.via, wasUnderstood(&was.Holding)
		if sameHolding(&was.Holding, h) {
			return
		}
	}
	if !had && wasUnderstood(h) {
		l.understood = append(l.understood, understanding{agency, fact, rec.Num})
	}
	if v.via == 0 && h.Understood != sim.Never {
		if v.via = agency; rec.Kind == journal.Held {
			v.via = journal.Ref(rec.Args[heldVia])
		}
	}
	x := stamp{rec.Num, c.last, wasUnderstood(h)}
	c.last = int32(len(l.versions))
	l.versions, l.stamps = r.room.versions.add(r, l.versions, v), r.room.stamps.add(r, l.stamps, x)
}

// wasUnderstood says whether a fact was understood, whatever became of it.
func wasUnderstood(h *replay.Holding) bool { return h.Standing() >= replay.Understood }

// sameHolding says whether two holdings say the same, whatever record they are of.
func sameHolding(a, b *replay.Holding) bool {
	return a.Detected == b.Detected && a.Received == b.Received && a.Read == b.Read && a.Understood == b.Understood && a.Credited == b.Credited &&
		a.Dormant == b.Dormant && a.Purged == b.Purged && a.Credence == b.Credence && a.Purposes == b.Purposes && len(a.Origins) == len(b.Origins)
}

// fallDue notes that what a deadline was about came due.
func (l *ledger) fallDue(r *Run, rec *journal.Record) {
	at := sim.Time(rec.Args[dueAt])
	if at == sim.Never {
		return
	}
	note := func(f journal.Ref) {
		if l.due[f] == sim.Never || l.due[f] < at {
			l.due[f] = at
		}
	}
	name := r.names.Text(journal.Ref(rec.Args[dueWhich]))
	for i := range r.Static.Deadlines {
		d := &r.Static.Deadlines[i]
		if d.Name != name {
			continue
		}
		for _, f := range d.Facts {
			note(r.Find(journal.SortFact, f))
		}
		for j := range r.Static.Facts {
			if f := &r.Static.Facts[j]; len(d.Facts) == 0 && f.Storyline == d.Storyline {
				note(r.Find(journal.SortFact, f.Name))
			}
		}
	}
}

// version gives what an agency had of a fact after a record; nil for nothing.
func (l *ledger) version(agency, fact journal.Ref, n journal.Num) *version {
	i, known := l.at[[2]journal.Ref{agency, fact}]
	if !known {
		return nil
	}
	return l.of(&l.cells[i], n)
}

func (l *ledger) of(c *cell, n journal.Num) *version {
	if i := l.find(c, n); i >= 0 {
		return &l.versions[i]
	}
	return nil
}

// find is the place of the version that a cell had after a record; -1 for none.
func (l *ledger) find(c *cell, n journal.Num) int32 {
	if c.first > n {
		return -1
	}
	i := c.last
	for i >= 0 && l.stamps[i].num > n {
		i = l.stamps[i].before
	}
	return i
}

// Made is what an agency made of a storyline after a record; Unaware for nothing.
func (r *Run) Made(agency, storyline journal.Ref, n journal.Num) (journal.Grade, sim.Time) {
	i, known := r.ledger.graded[[2]journal.Ref{agency, storyline}]
	if known {
		for ; i >= 0; i = r.ledger.rises[i].before {
			if x := &r.ledger.rises[i]; x.Last <= n {
				return x.Grade, x.Since
			}
		}
	}
	return journal.Unaware, sim.Never
}

// Upto is the last record that had happened at an instant, or of those at this
// instant up to a record; 0 if none had.
func (r *Run) Upto(at sim.Time, record journal.Num) journal.Num {
	if record > 0 && record <= r.loaded && r.Events[record-1].At <= at {
		return record
	}
	if at == sim.Never {
		return r.loaded
	}
	return journal.Num(r.eventAt(at + 1))
}
