package panel

import (
	"cmp"
	"slices"
	"sort"

	"entente/render/atlas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// flow is who sent to whom in the window up to the playhead, what is on its way and
// what waits. What it counts slides with the window: each message is added once as the
// playhead passes it, and taken away as it leaves.
type flow struct {
	of     wanted
	is     bool
	filter look.Filter
	seen   []sighting // messages that count, in the order in which they can be seen
	pairOf []int32    // by place of a message; -1 does not count
	pairs  []tie
	at     map[[2]atlas.Party]int32
	lo, hi int // what of seen is counted

	stand  []atlas.Party // by Ref of a thing: the party that stands for it
	stood  []atlas.Party // by party: the one that stands for it
	holds  []int32
	wide   []int32                    // the largest pairs
	busy   []int32                    // pairs with something on its way
	waits  [][measure.NumDelays]int32 // by party
	listed []atlas.Party              // parties with something waiting
}

// wanted is what the messages that count follow from.
type wanted struct {
	loaded             journal.Num
	as                 view.Perspective
	who, fact, message uint64
	storyline          journal.Ref
	filter             string
	ring               bool
}

// sighting is a message when it can first be seen.
type sighting struct {
	at    sim.Time
	first journal.Num
	pair  int32
}

// tie is one party that sends to another.
type tie struct {
	from, to atlas.Party
	count    int32 // in the window
	flying   int32
	delays   [measure.NumDelays]int32 // of what is on its way
}

// find fills what moves of the frame.
func (f *flow) find(w *Where, run *review.Run, s *view.State) {
	f.gather(w, run, s)
	if f.of.as.Sort != view.WhiteCell && len(f.pairOf) < len(run.Messages) {
		f.slide(0, 0) // they are not in order yet
	} else {
		f.slide(f.window(run, s))
	}
	f.fly(w, run, s)
	f.list(w)
	w.pulses(run, s)
}

// want says which messages count: of one agency or nation those that it sent or got,
// of a fact those that carry it, and of a chosen outcome those of its storyline.
func (w *Where) want(run *review.Run, s *view.State) (x wanted) {
	x.storyline, x.filter, x.ring = run.Storyline(s.Outcome), s.Filter, w.ring()
	if look.Strict(s) {
		x.as = s.As
	}
	switch s.Subject.Topic {
	case view.Agency, view.Nation:
		x.who = uint64(s.Subject.Agency)
	case view.Fact:
		x.fact = uint64(s.Subject.Thing)
	case view.Message, view.Hold:
		if run.MessagePlace(s.Subject.ID) >= 0 {
			x.message = uint64(s.Subject.ID)
		}
	}
	return x
}

// gather lists the messages that count, and when each can be seen.
func (f *flow) gather(w *Where, run *review.Run, s *view.State) {
	of := w.want(run, s)
	if of.as.Sort != view.WhiteCell || of.fact != 0 || of.filter != "" { // what comes later may change what counts
		of.loaded, _ = run.Loaded()
		if n, all := run.Loaded(); n < all && f.is && n < f.of.loaded+f.of.loaded/2 {
			of.loaded = f.of.loaded
		}
	}
	if !f.is || f.of != of {
		f.begin(w, run, s, of)
	}
	from := len(f.pairOf)
	if from == len(run.Messages) {
		return
	}
	cost := f.filter.Cost()
	upto := from + run.AffordPart((len(run.Messages)-from)*cost)/cost
	for i := from; i < upto; i++ {
		f.take(run, &run.Messages[i])
	}
	if of.as.Sort != view.WhiteCell && upto == len(run.Messages) {
		f.slide(0, 0) // the window is counted anew in their order
		slices.SortStableFunc(f.seen, func(a, b sighting) int { return cmp.Compare(a.at, b.at) })
	}
}

// begin forgets the messages that counted.
func (f *flow) begin(w *Where, run *review.Run, s *view.State, of wanted) {
	f.of, f.is, f.lo, f.hi = of, true, 0, 0
	f.filter.Set(run, s)
	if f.at == nil {
		f.at = map[[2]atlas.Party]int32{}
		f.waits = make([][measure.NumDelays]int32, len(run.Static.Things)+1)
	}
	f.stand = f.stand[:0]
	for i := range run.Static.Things {
		f.stand = append(f.stand, w.page.Stand(w.page.Party(journal.Ref(i))))
	}
	f.stood = append(f.stood[:0], 0)
	for p := atlas.Party(1); w.page.Ref(p) != 0; p++ {
		f.stood = append(f.stood, w.page.Stand(p))
	}
	clear(f.at)
	f.seen, f.pairs, f.pairOf, f.busy = f.seen[:0], f.pairs[:0], f.pairOf[:0], f.busy[:0]
}

// take takes in the next message, if it counts.
func (f *flow) take(run *review.Run, m *review.Message) {
	i := len(f.pairOf)
	f.pairOf = append(f.pairOf, -1)
	from, to := f.stands(m.From), f.stands(m.To)
	if from == 0 || to == 0 || from == to || !f.counts(run, m) {
		return
	}
	at := m.Sent
	switch {
	case f.of.as.Sort == view.WhiteCell:
	case f.of.fact != 0, f.of.storyline != 0: // what it is about is known to whom has read it
		at = run.Opened(f.of.as, m)
	case f.of.filter != "" && !f.filter.Outside(m):
		at = run.Opened(f.of.as, m)
	default:
		at = run.Arrived(f.of.as, m)
	}
	if at == sim.Never {
		return
	}
	p := f.pair(from, to)
	f.pairOf[i] = p
	f.seen = append(f.seen, sighting{at, m.First, p})
}

// stands is the party that stands for a thing; 0 nobody.
func (f *flow) stands(thing journal.Ref) atlas.Party {
	if int(thing) >= len(f.stand) {
		return 0
	}
	return f.stand[thing]
}

// standing is the party that stands for another.
func (f *flow) standing(p atlas.Party) atlas.Party {
	if int(p) >= len(f.stood) {
		return 0
	}
	return f.stood[p]
}

func (f *flow) pair(from, to atlas.Party) int32 {
	key := [2]atlas.Party{from, to}
	p, known := f.at[key]
	if !known {
		p = int32(len(f.pairs))
		f.pairs = append(f.pairs, tie{from: from, to: to})
		f.at[key] = p
	}
	return p
}

// counts says whether a message is of what is chosen.
func (f *flow) counts(run *review.Run, m *review.Message) bool {
	of := &f.of
	who := journal.Ref(of.who)
	switch {
	case of.storyline != 0 && m.Storyline != of.storyline,
		who != 0 && m.From != who && m.To != who && run.Nation(m.From) != who && run.Nation(m.To) != who,
		of.fact != 0 && !slices.Contains(run.Carries(m), journal.Ref(of.fact)),
		of.message != 0 && uint64(m.ID) != of.message:
		return false
	}
	return f.filter.Inside(m) || f.filter.Outside(m)
}

// window is what of the messages lies in the window up to the playhead.
func (f *flow) window(run *review.Run, s *view.State) (lo, hi int) {
	upto := run.Upto(s.At, s.Record)
	hi = sort.Search(len(f.seen), func(i int) bool {
		if f.of.as.Sort == view.WhiteCell {
			return f.seen[i].first > upto
		}
		return f.seen[i].at > s.At
	})
	if s.Until != 0 {
		lo = sort.Search(hi, func(i int) bool { return f.seen[i].at >= s.From })
		hi = lo + sort.Search(hi-lo, func(i int) bool { return f.seen[lo+i].at > s.Until })
	}
	return lo, hi
}

// slide counts what lies in another window.
func (f *flow) slide(lo, hi int) {
	if lo >= f.hi || hi <= f.lo {
		for ; f.lo < f.hi; f.lo++ {
			f.pairs[f.seen[f.lo].pair].count--
		}
		f.lo, f.hi = lo, lo
	}
	for ; f.hi < hi; f.hi++ {
		f.pairs[f.seen[f.hi].pair].count++
	}
	for f.lo > lo {
		f.lo--
		f.pairs[f.seen[f.lo].pair].count++
	}
	for f.hi > hi {
		f.hi--
		f.pairs[f.seen[f.hi].pair].count--
	}
	for ; f.lo < lo; f.lo++ {
		f.pairs[f.seen[f.lo].pair].count--
	}
}

// fly counts what waits at the playhead: on its way by pair, and by where it waits. A
// view that sees its own alone has what waits with its own agencies.
func (f *flow) fly(w *Where, run *review.Run, s *view.State) {
	for _, p := range f.busy {
		f.pairs[p].flying, f.pairs[p].delays = 0, [measure.NumDelays]int32{}
	}
	for _, p := range f.listed {
		f.waits[p] = [measure.NumDelays]int32{}
	}
	f.busy, f.listed = f.busy[:0], f.listed[:0]
	f.holds = run.AppendHolds(f.holds[:0], s.At, s.At+1)
	for _, i := range f.holds {
		f.enter(run, s, &run.Holds[i])
	}
	for i := range run.Open {
		if h := &run.Open[i]; h.From <= s.At {
			f.enter(run, s, h)
		}
	}
}

func (f *flow) enter(run *review.Run, s *view.State, h *review.Hold) {
	if h.Step == journal.World || look.Strict(s) && !run.Has(s.As, h.Agency) {
		return
	}
	if f.of.storyline == 0 || h.Storyline == f.of.storyline {
		if p := f.stands(h.Agency); p != 0 {
			if f.waits[p] == ([measure.NumDelays]int32{}) {
				f.listed = append(f.listed, p)
			}
			f.waits[p][h.Delay]++
		}
	}
	i := run.MessagePlace(h.Subject)
	if i < 0 || i >= len(f.pairOf) || f.pairOf[i] < 0 || run.Messages[i].Sent > s.At || run.Messages[i].End() <= s.At {
		return
	}
	p := &f.pairs[f.pairOf[i]]
	if p.flying == 0 {
		f.busy = append(f.busy, f.pairOf[i])
	}
	p.flying++
	p.delays[h.Delay]++
}

// What is drawn of arcs: the count of the widest, to which others are in proportion,
// and how many there are at most.
const (
	widestCount = 12
	narrowCount = 6
	mostArcs    = 40
	fewArcs     = 20 // in a narrow map
)

// list hands the widest arcs and what waits to the frame. Where the path is drawn there
// is no arc.
func (f *flow) list(w *Where) {
	x := &w.frame
	x.Arcs, x.Waits, f.wide = x.Arcs[:0], x.Waits[:0], f.wide[:0]
	limit, widest := mostArcs, int32(widestCount)
	if w.box.W < narrowHead {
		limit, widest = fewArcs, narrowCount
	}
	for i := range f.pairs {
		if p := &f.pairs[i]; p.size() > 0 && !w.trail.covers(f, p.from, p.to) {
			f.rank(int32(i), limit)
		}
	}
	most := widest
	if len(f.wide) > 0 {
		most = max(most, f.pairs[f.wide[0]].size())
	}
	for _, i := range f.wide {
		p := &f.pairs[i]
		a := atlas.Arc{From: p.from, To: p.to, Count: int(max(p.size()*widest/most, 1)), Faint: p.flying == 0 && len(w.trail.path) > 0}
		if p.flying > 0 {
			a.Delayed, a.Delay = true, largest(&p.delays)
		}
		x.Arcs = append(x.Arcs, a)
	}
	for _, p := range f.listed {
		x.Waits = append(x.Waits, atlas.Wait{At: p, Count: int(total(&f.waits[p])), Delay: largest(&f.waits[p])})
	}
}

// size is how much goes between two parties: what was sent in the window, or what is
// still on its way from before.
func (p *tie) size() int32 { return max(p.count, p.flying) }

// rank keeps the largest so many pairs in order.
func (f *flow) rank(i int32, most int) {
	at := len(f.wide)
	for at > 0 && f.pairs[i].size() > f.pairs[f.wide[at-1]].size() {
		at--
	}
	if at == most {
		return
	}
	if len(f.wide) < most {
		f.wide = append(f.wide, 0)
	}
	copy(f.wide[at+1:], f.wide[at:])
	f.wide[at] = i
}

func largest(list *[measure.NumDelays]int32) (most measure.Delay) {
	for d := range measure.NumDelays {
		if list[d] > list[most] {
			most = d
		}
	}
	return most
}

func total(list *[measure.NumDelays]int32) (n int32) {
	for _, x := range list {
		n += x
	}
	return n
}

// Pulses of arrivals while playing no faster than an hour a second.
const (
	pulseTime  = 600 // milliseconds that one is seen for
	mostPulses = 7   // at once: 12 a second
	pulseSpeed = 3600
)

// pulses lists what has just arrived.
func (w *Where) pulses(run *review.Run, s *view.State) {
	f := &w.frame
	f.Pulses = f.Pulses[:0]
	speed := view.Speeds[min(max(s.Speed, 0), len(view.Speeds)-1)]
	if !s.Playing || speed > pulseSpeed {
		return
	}
	span := sim.Second * sim.Time(speed) * pulseTime / 1000
	first, last := run.EventsWithin(s.At-span+1, s.At+1)
	for i := last - 1; i >= first && len(f.Pulses) < mostPulses; i-- {
		e := &run.Events[i]
		if e.Kind != journal.Delivered || look.Strict(s) && !run.Sees(s.As, e) {
			continue
		}
		f.Pulses = append(f.Pulses, atlas.Pulse{At: w.page.Party(e.Actor), Phase: float64(s.At-e.At) / float64(span)})
	}
}
