package review

import (
	"entente/replay"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Load goes through at most so many further records and says whether there is
// nothing more to do. When all are loaded it explains the outcomes of a run of many
// records, one with each call.
func (r *Run) Load(most int) (done bool, err error) {
	if r.finished {
		return r.explainNext()
	}
	// Of a run that is paced each of these has a call of its own.
	if !r.settled {
		if !r.ready() {
			return false, nil
		}
		if err := r.resolve(); err != nil || r.pace.bound {
			return false, err
		}
	}
	r.readyIndex()
	if r.walk == nil {
		if err := r.begin(); err != nil || r.pace.bound {
			return false, err
		}
	}
	if r.Events == nil {
		if r.makeRoom(); r.pace.bound {
			return false, nil
		}
	}
	p := r.piece(most)
	for p.hasBudget() {
		rec, err := r.nextRecord()
		if err != nil {
			r.broken = true
			r.endWalk(true)
			return false, err
		}
		if rec == nil {
			break
		}
		if rec.Num > r.loaded+1 && !r.skipMissing(&p, rec.Num) {
			r.held = rec
			break
		}
		if g := len(r.gaps) - 1; g >= 0 && rec.Num == r.gaps[g].Known+1 {
			if err := r.resume(rec.Num - 1); err != nil {
				return false, err
			}
		}
		r.add(rec)
		r.loaded = rec.Num
		r.work.Records++
	}
	if r.loaded == r.Records.Count() && r.leaveOpen(&p) {
		r.finished = true
		r.endWalk(false)
		r.ledger.state = replay.State{} // nothing is folded any more
	}
	return r.finished && r.allExplained(), nil
}

// nextRecord is the record that comes next; nil at the end.
func (r *Run) nextRecord() (*journal.Record, error) {
	if rec := r.held; rec != nil { // the walk stands at it
		r.held = nil
		return rec, nil
	}
	for {
		was := r.walk.Unpacked()
		rec, err := r.walk.Next()
		r.work.Bytes += r.walk.Unpacked() - was
		if err == nil || !r.goAround(err) {
			return rec, err
		}
	}
}

// ready says whether how things stood at the end can be asked for; of a file of which
// much has to be read for it, a piece of that is read with each call.
func (r *Run) ready() bool {
	f, is := r.Records.(interface{ Ready(n journal.Num) bool })
	if !is || r.Records.Count() == 0 {
		return true
	}
	for ; r.pieces < mostPieces && !f.Ready(r.Records.Count()); r.pieces++ {
		if r.pace.bound {
			r.pieces++
			return false
		}
	}
	return true
}

// readyIndex reads a piece of the index that explanations go by.
func (r *Run) readyIndex() {
	if f, is := r.Records.(interface{ ReadyIndex() bool }); is && r.pace.bound && !r.indexed {
		r.indexed = f.ReadyIndex()
	}
}

// mostPieces bounds the pieces that are read beforehand: what stands on more does not
// stay in memory anyway.
const mostPieces = 256

func (r *Run) allExplained() bool { return r.unexplained() == nil }

// unexplained is the first outcome without a whole explanation; nil if all have one.
func (r *Run) unexplained() *Outcome {
	for ; r.explained < len(r.Outcomes); r.explained++ {
		if !r.Outcomes[r.explained].Explained {
			return &r.Outcomes[r.explained]
		}
	}
	return nil
}

func (r *Run) explainNext() (done bool, err error) {
	if o := r.unexplained(); o != nil {
		if _, err := r.WhyOf(o.Thing); err != nil {
			return false, err
		}
	}
	return r.allExplained(), nil
}

// makeRoom makes room for the events, whose number is known.
func (r *Run) makeRoom() {
	n := int(r.Records.Count())
	r.Events, r.firsts = make([]Event, 0, n), make([]int32, 0, n)
}

// growth is the room to which a column moves before its own is full: a few rows with
// each that is added, so that no frame waits for all of them.
type growth[T any] struct{ next []T }

const (
	growsFrom = 1024 // rows of a column; a shorter one is moved at once
	movedEach = 32   // rows with each that is added
)

// add adds a row to a column. The next room is as large as the column will be at the
// end, going by the records so far.
func (g *growth[T]) add(r *Run, list []T, row T) []T {
	n := len(list)
	if n < growsFrom {
		return append(list, row)
	}
	if g.next == nil && cap(list)-n <= n/16+1 {
		left := float64(r.Records.Count()-r.loaded) / float64(max(1, r.loaded))
		g.next = make([]T, 0, n+max(n/4, int(float64(float64(float64(n)*left)*1.02))))
	}
	if g.next != nil {
		g.next = append(g.next, list[len(g.next):min(n, len(g.next)+movedEach)]...)
		if len(g.next) == n && n == cap(list) {
			list, g.next = g.next, nil
		}
	}
	return append(list, row)
}

// change tells of a row that was changed after it was added.
func (g *growth[T]) change(list []T, i int32) {
	if int(i) < len(g.next) {
		g.next[i] = list[i]
	}
}

// leaveOpen makes holds of the time since the last record of each message that was
// still under way at the end, and says whether it came to the last of them. What that
// time goes into no record tells: it has the step and cause of the state that the
// message was left in.
func (r *Run) leaveOpen(p *piece) (done bool) {
	for i := r.underWay.nextMessage(r.left); i >= 0; i = r.underWay.nextMessage(i) {
		if !p.hasBudget() {
			return false
		}
		r.left = i
		r.work.Parts++
		m := &r.Messages[i]
		h := Hold{From: r.Events[m.Last-1].At, Until: sim.Never, Subject: m.ID, Agency: m.From, Object: m.From, Storyline: m.Storyline, Record: m.Last, Step: m.Step, Cause: journal.Queue}
		switch r.Events[m.Last-1].Kind {
		case journal.Parked:
			h.Cause, h.Object, h.Agency = journal.Unwilling, m.Rule, r.places.lane(m.Rule, m.From)
		case journal.Delivered, journal.Read:
			at := r.Events[m.Last-1].Actor
			h.Agency, h.Object = at, at
		case journal.Sent:
			h.Step = journal.Law
		}
		h.Delay = measure.DelayOf(h.Step, h.Cause)
		r.Open = append(r.Open, h)
	}
	return true
}

// argument is where the field of a name stands in each kind of record; -1 where the
// kind has none.
func argument(name string) (at [256]int8) {
	for k := range at {
		at[k] = -1
		if kind := journal.Kind(k); kind.Exists() {
			for i, f := range kind.Shape().Fields {
				if f.Name == name {
					at[k] = int8(i)
				}
			}
		}
	}
	return at
}

var (
	outcomes   = argument("outcome")
	storylines = argument("storyline")
	sentKind   = journal.Sent.Field("message")
	sentTo     = journal.Sent.Field("to")
	sentClass  = journal.Sent.Field("class")
	sentFirst  = journal.Sent.Field("precedence")
	sentRe     = journal.Sent.Field("re")
	channelOf  = journal.Delivered.Field("channel")
	levelNow   = journal.Level.Field("after")

	injectEntry = journal.Inject.Field("entry")
)

// value is a field of a record; 0 where its kind has none.
func value(rec *journal.Record, at *[256]int8) int64 {
	if i := at[rec.Kind]; i >= 0 {
		return rec.Args[i]
	}
	return 0
}

// add enters one record into the columns.
func (r *Run) add(rec *journal.Record) {
	if rec.Kind == journal.NoKind { // nobody here knows what it tells
		r.unknown++
		r.Events, r.firsts = append(r.Events, Event{Num: rec.Num, At: rec.At}), append(r.firsts, int32(len(r.Holds)))
		return
	}
	at := r.message(rec)
	e := Event{Num: rec.Num, At: rec.At, Kind: rec.Kind, Actor: rec.Actor, Nation: r.Nation(rec.Actor), Storyline: r.storylineOf(rec, at), Toward: otherParty(rec), Subject: rec.Subject, Late: isLate(rec)}
	e.Weight = weighRecord(rec, e.Late)
	if e.Weight > Plain {
		r.heavy[e.Weight-1] = append(r.heavy[e.Weight-1], int32(len(r.Events)))
	}
	if e.Kind == journal.Stage || e.Kind == journal.Inject {
		r.scenes = append(r.scenes, int32(len(r.Events)))
	}
	if e.Kind == journal.Inject {
		r.handouts = append(r.handouts, handout{journal.Ref(rec.Args[injectEntry]), e.Num})
	}
	r.Events, r.firsts = append(r.Events, e), append(r.firsts, int32(len(r.Holds)))
	r.addSpans(rec, e.Storyline)
	r.work.Parts += len(rec.Spans) + len(rec.Facts)
	if r.Unclear(rec.Num) == nil {
		r.ledger.add(r, rec)
	}
}

// storylineOf is the storyline that a record is about: as it says itself, of whom it
// happens to, of what it names, or of the message; 0 for none.
func (r *Run) storylineOf(rec *journal.Record, message int32) journal.Ref {
	if s := journal.Ref(value(rec, &storylines)); s != 0 {
		return s
	}
	if s := r.storylines[rec.Actor]; s != 0 {
		return s
	}
	for i, f := range rec.Kind.Shape().Fields {
		if f.Type == journal.TRef {
			if s := r.storylines[rec.Args[i]]; s != 0 {
				return s
			}
		}
	}
	if len(rec.Facts) > 0 {
		if s := r.storylines[rec.Facts[0]]; s != 0 {
			return s
		}
	}
	if message >= 0 {
		return r.Messages[message].Storyline
	}
	return 0
}

// parties are the names under which kinds of records have their other party, by
// which of them counts first.
var parties = [...][256]int8{argument("to"), argument("of"), argument("host"), argument("by"), argument("body"), argument("sender"), argument("owner"), argument("nation")}

// otherParty is the other party of a record; 0 for none.
func otherParty(rec *journal.Record) journal.Ref {
	for i := range parties {
		if at := parties[i][rec.Kind]; at >= 0 && rec.Kind.Shape().Fields[at].Type == journal.TRef {
			return journal.Ref(rec.Args[at])
		}
	}
	return 0
}

// bad are the outcomes that mean late, refused or lapsed.
var bad = [256]bool{
	journal.Denied: true, journal.Refused: true, journal.Blocked: true, journal.Lapsed: true, journal.Dropped: true,
	journal.Late: true, journal.NotMet: true, journal.Expired: true, journal.Unlawful: true, journal.Missed: true,
	journal.Fails: true, journal.Discovered: true, journal.Objects: true, journal.Rejected: true, journal.Declines: true,
}

// isLate says whether a record tells of something late, refused or lapsed: by its
// outcome, or since facts fell out of a message there.
func isLate(rec *journal.Record) bool {
	return bad[value(rec, &outcomes)&255] || rec.Kind == journal.Passed && len(rec.Facts) > 0
}

// weights of kinds that are more than plain.
var weights = [256]Weight{
	journal.StartEx: Notable, journal.EndEx: Notable,
	journal.Inject: Notable, journal.Stage: Notable, journal.Decided: Notable, journal.Available: Notable, journal.Authority: Notable,
	journal.Ordered: Notable, journal.Over: Notable, journal.Reaction: Notable, journal.Expected: Notable, journal.Changed: Notable,
	journal.Team: Notable, journal.Channel: Notable, journal.Crossing: Notable,
	journal.Deadline: Critical, journal.Exception: Critical, journal.Leak: Critical, journal.Breach: Critical,
}

// weighRecord says how much a record matters: by its kind, and notable at least if it
// tells of a refusal or of an agency that recognises a storyline.
func weighRecord(rec *journal.Record, late bool) Weight {
	w := weights[rec.Kind]
	if late || rec.Kind == journal.Level && journal.Grade(rec.Args[levelNow]) >= journal.Recognised {
		w = max(w, Notable)
	}
	return w
}

// addSpans enters the spans of a record, which end at it and tile the time before.
func (r *Run) addSpans(rec *journal.Record, storyline journal.Ref) {
	from := rec.At
	for _, s := range rec.Spans {
		from -= s.Ms
	}
	for _, s := range rec.Spans {
		h := Hold{
			Agency: r.places.lane(s.Object, rec.Actor), Object: s.Object, Storyline: storyline, Step: s.Step, Cause: s.Cause, Delay: measure.DelayOf(s.Step, s.Cause),
			From: from, Until: from + s.Ms, Subject: rec.Subject, Record: rec.Num,
		}
		from = h.Until
		i := int32(len(r.Holds))
		r.Holds = r.room.holds.add(r, r.Holds, h)
		r.times.add(h.From, h.Until)
		r.inLane(h.Agency, i)
		if n := r.Nation(h.Agency); n != 0 && n != h.Agency {
			r.inLane(n, i)
		}
	}
}

// HoldsOf are the holds that a record accounts for, in order of time.
func (r *Run) HoldsOf(n journal.Num) []Hold {
	if n == 0 || int(n) > len(r.firsts) {
		return nil
	}
	until := int32(len(r.Holds))
	if int(n) < len(r.firsts) {
		until = r.firsts[n]
	}
	return r.Holds[r.firsts[n-1]:until]
}
