package review

import (
	"cmp"
	"slices"

	"entente/render/view"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Knowledge is what a perspective knew at an instant, what it did not, what others
// knew of that, and what stood between. It is for reading only, and kept until
// another is asked for.
type Knowledge struct {
	As   view.Perspective
	At   sim.Time
	Upto journal.Num // the last record that had happened

	Knew     []Knew
	Unopened []Cell // what lay with its agencies, and nobody there knew of what
	Lacked   []Lacked
	Others   []Other
	Bars     [wording.NumBars]int // of Lacked, by what stood between; of those that were traced
	Traced   int

	record journal.Num
	loaded journal.Num
	deep   bool
	fault  error
	rested bool          // nobody asked for another since the last call of Pace
	next   int           // of Lacked, to be traced
	agency int           // of those to which it is traced
	state  *replay.State // at the instant; nil before it is looked up
}

// Knew is a fact that was understood there. How is looked up for those that are looked
// at (Run.How).
type Knew struct {
	Fact journal.Ref
	Cell
}

// How is one of the facts that were understood, with who had it, from whom and since when.
func (r *Run) How(k *Knowledge, i int) *Knew {
	x := &k.Knew[i]
	if x.Reach == Unknown {
		x.Cell = r.CellOf(k.As, x.Fact, k.Upto)
	}
	return x
}

// Lacked is a fact that was there to be noticed, and not understood there.
type Lacked struct {
	Fact   journal.Ref
	Needed bool                 // ground truth: one of its agencies needs it
	Since  sim.Time             // when anybody first understood it; if nobody had, when it was there to be noticed
	Held   bool                 // somebody else had understood it
	Near   *explain.MissingFact // how far it had come to the agency that it had come nearest; nil where it was not traced
	Bar    wording.Bar
	Delay  measure.Delay // what the time since goes into; with Near only
}

// Other is somebody else with facts that were lacked: an agency of the same nation,
// or a nation or body.
type Other struct {
	Who   journal.Ref
	Facts []journal.Ref
	Since sim.Time // when it understood the first of them
}

// mostTraced is how many missing facts are traced at most, those needed first; of a run
// of many records so few that a playhead can be dragged.
func (r *Run) mostTraced() int {
	if r.Records.Count() > few {
		return 3
	}
	return 12
}

// Knowledge gives what a perspective knew at an instant, of one storyline or with 0 of
// all. Deep, it traces what stood between it and what it lacked, which reads records.
// Of the White Cell it is what anybody knew.
func (r *Run) Knowledge(as view.Perspective, at sim.Time, record journal.Num, storyline journal.Ref, deep bool) (*Knowledge, error) {
	k := &r.known
	if k.As == as && k.At == at && k.record == record && k.loaded == r.loaded && r.knownOf == storyline && r.loaded > 0 {
		k.deep = k.deep || deep
		return k, r.traceAll()
	}
	*k = Knowledge{As: as, At: at, Upto: r.Upto(at, record), record: record, loaded: r.loaded, deep: deep, Knew: k.Knew[:0], Unopened: k.Unopened[:0], Lacked: k.Lacked[:0], Others: k.Others[:0]}
	r.knownOf = storyline
	c := r.circleOf(as)
	for _, fact := range r.Facts() {
		if storyline != 0 && r.storylines[fact] != storyline {
			continue
		}
		if c != nil {
			r.unopened(k, fact)
		}
		if r.Understood(as, fact, k.Upto) {
			k.Knew = append(k.Knew, Knew{Fact: fact})
			continue
		}
		if s := r.ledger.shownAt[fact]; s >= 0 && r.ledger.shown[s].num <= k.Upto {
			r.addMissing(k, c, fact)
		}
	}
	slices.SortStableFunc(k.Lacked, func(a, b Lacked) int {
		return cmp.Or(cmp.Compare(orderMissing(&a), orderMissing(&b)), cmp.Compare(a.Since, b.Since))
	})
	slices.SortStableFunc(k.Others, func(a, b Other) int { return cmp.Compare(len(b.Facts), len(a.Facts)) })
	return k, r.traceAll()
}

// traceAll traces all that is asked for of a run that is not paced, and gives what went
// wrong in tracing.
func (r *Run) traceAll() error {
	for k := &r.known; !r.pace.bound && r.tracing(); {
		if err := r.traceOne(); err != nil {
			k.next, k.fault = len(k.Lacked), err
		}
	}
	return r.known.fault
}

// tracing says whether there is more to trace of what was asked for last.
func (r *Run) tracing() bool {
	k := &r.known
	return k.deep && k.As.Sort != view.WhiteCell && k.loaded == r.loaded && k.loaded > 0 && k.next < len(k.Lacked) && k.Traced < r.mostTraced()
}

// traceNext goes on with tracing, once nobody asks for another instant any more: each
// piece reads some records.
func (r *Run) traceNext() {
	k := &r.known
	if !r.tracing() {
		return
	}
	if !k.rested {
		k.rested = true
		return
	}
	if err := r.traceOne(); err != nil {
		k.next, k.fault = len(k.Lacked), err
	}
	r.pace.left -= traceCost
	r.pace.learnt++
}

// traceCost is about what a piece of tracing costs, in steps.
const traceCost = 20_000

// orderMissing puts what was needed first, then what somebody else had.
func orderMissing(l *Lacked) int {
	switch {
	case l.Needed:
		return 0
	case l.Held:
		return 1
	}
	return 2
}

// unopened enters what lay unread, garbled or not worked off.
func (r *Run) unopened(k *Knowledge, fact journal.Ref) {
	from, c := len(k.Unopened), r.circleOf(k.As)
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if !c.has(x.agency, 0) {
			continue
		}
		if v := r.ledger.find(x, k.Upto); v >= 0 && !r.ledger.stamps[v].got {
			k.Unopened = append(k.Unopened, Cell{})
			r.read(&k.Unopened[len(k.Unopened)-1], &r.ledger.versions[v], k.Upto)
		}
	}
	slices.SortFunc(k.Unopened[from:], func(a, b Cell) int { return cmp.Compare(a.Holder.Agency, b.Holder.Agency) })
}

// addMissing enters a fact that was not understood there, and who else had it.
func (r *Run) addMissing(k *Knowledge, c *circle, fact journal.Ref) {
	l := Lacked{Fact: fact, Since: sim.Never}
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		v := r.ledger.of(x, k.Upto)
		if v == nil || v.Understood == sim.Never || v.Purged != sim.Never {
			continue
		}
		l.Held, l.Since = true, min(l.Since, v.Understood)
		r.addOther(k, x.agency, fact, v.Understood)
	}
	if !l.Held {
		l.Since = r.Shown(fact)
	}
	if c != nil {
		for _, agency := range r.needing(fact) {
			l.Needed = l.Needed || c.has(agency, 0)
		}
	}
	k.Lacked = append(k.Lacked, l)
}

// addOther enters somebody else who had a fact.
func (r *Run) addOther(k *Knowledge, agency, fact journal.Ref, since sim.Time) {
	who := r.Nation(agency)
	if k.As.Sort == view.OfAgency && who == r.Nation(k.As.Who) || who == 0 {
		who = agency
	}
	i := slices.IndexFunc(k.Others, func(o Other) bool { return o.Who == who })
	if i < 0 {
		i = len(k.Others)
		if i < cap(k.Others) {
			k.Others = k.Others[:i+1]
			k.Others[i] = Other{Facts: k.Others[i].Facts[:0]}
		} else {
			k.Others = append(k.Others, Other{})
		}
		k.Others[i].Who, k.Others[i].Since = who, sim.Never
	}
	o := &k.Others[i]
	o.Since = min(o.Since, since)
	if len(o.Facts) == 0 || o.Facts[len(o.Facts)-1] != fact { // facts come one after the other
		o.Facts = append(o.Facts, fact)
	}
}

// needing are the agencies that need a fact, by the ground truth of the page.
func (r *Run) needing(fact journal.Ref) []journal.Ref {
	if r.needs == nil {
		r.needs = map[journal.Ref][]journal.Ref{}
		key := map[string][]journal.Ref{} // key facts, by storyline
		for i := range r.Static.Facts {
			if f := &r.Static.Facts[i]; f.Key {
				key[f.Storyline] = append(key[f.Storyline], r.Find(journal.SortFact, f.Name))
			}
		}
		for _, n := range r.Static.Needs {
			agency, facts := r.Find(journal.SortAgency, n.Agency), key[n.Storyline]
			if len(n.Facts) > 0 {
				facts = nil
				for _, name := range n.Facts {
					facts = append(facts, r.Find(journal.SortFact, name))
				}
			}
			for _, f := range facts {
				if f != 0 {
					r.needs[f] = append(r.needs[f], agency)
				}
			}
		}
	}
	return r.needs[fact]
}

// Needs says whether an agency needs a fact, by the ground truth of the page.
func (r *Run) Needs(agency, fact journal.Ref) bool {
	return slices.Contains(r.needing(fact), agency)
}

// traceOne goes one piece further in finding what stood between a perspective and what
// it lacked: it looks up how things stood, or follows one fact to one agency.
func (r *Run) traceOne() (err error) {
	k := &r.known
	if k.state == nil {
		k.state, err = r.State(k.At, k.record)
		return err
	}
	l := &k.Lacked[k.next]
	list := r.nearest(r.circleOf(k.As), l.Fact, k.Upto)
	if k.agency < len(list) {
		near, err := r.Explain.Whereabouts(l.Fact, list[k.agency], k.state, k.At)
		if near != nil && (l.Near == nil || cmp.Or(cmp.Compare(near.Place, l.Near.Place), cmp.Compare(near.Since, l.Near.Since)) < 0) {
			l.Near = near
		}
		k.agency++
		return err
	}
	k.next, k.agency = k.next+1, 0
	if l.Near == nil {
		return nil
	}
	k.Traced++
	l.Delay = measure.DelayOf(l.Near.Step, l.Near.Cause)
	l.Bar = r.barOf(l.Near, k.Upto)
	k.Bars[l.Bar]++
	return nil
}

// mostNear is how many agencies a missing fact is traced to at most.
const mostNear = 2

// nearest are the agencies of a perspective to which a missing fact is traced: those
// that something of it has reached, else those that need it, else those that it
// reached later, else the first.
func (r *Run) nearest(c *circle, fact journal.Ref, n journal.Num) (list []journal.Ref) {
	add := func(agency journal.Ref) {
		if c.has(agency, 0) && len(list) < mostNear && !slices.Contains(list, agency) {
			list = append(list, agency)
		}
	}
	later := func(now bool) {
		for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
			if x := &r.ledger.cells[i]; !now || r.ledger.of(x, n) != nil {
				add(x.agency)
			}
		}
	}
	later(true)
	for _, agency := range r.needing(fact) {
		add(agency)
	}
	later(false)
	for g := 0; g < len(c.groups) && len(list) == 0; g++ {
		if len(c.groups[g].agencies) > 0 {
			add(c.groups[g].agencies[0])
		}
	}
	return list
}

// barOf reads from how far a fact had come what stood between. Of what others held
// and nobody sent, it asks whether its marking lets them pass it on; whether a rule
// does nobody knows, as rules are tried when something is sent.
func (r *Run) barOf(l *explain.MissingFact, n journal.Num) wording.Bar {
	switch l.Place {
	case explain.Barred, explain.AtDesk, explain.Doubted, explain.Garbled:
		return wording.AtHome
	case explain.UnderWay:
		return wording.OnTheWay
	case explain.Waiting:
		return wording.ByChoice
	case explain.Stopped:
		switch {
		case l.Reason.Discretionary():
			return wording.ByChoice
		case l.Reason.Legal():
			return wording.ByLaw
		}
		return wording.Lost
	case explain.Elsewhere:
		if v := r.ledger.version(l.Agency, l.Fact, n); l.Rule != 0 || v != nil && v.Purposes&journal.Onward == 0 {
			return wording.ByLaw
		}
		return wording.Unhindered
	}
	return wording.Unfound
}
