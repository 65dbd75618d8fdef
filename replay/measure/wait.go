package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var collectedFact = field(journal.Collected, "fact")

// Wait is the time that a key fact took to an agency that needs it, from the
// first instant at which any other agency understood it. What the agency
// collected itself before it read of it is no wait.
type Wait struct {
	Agency journal.Ref
	Fact   journal.Ref
	Since  sim.Time    // first understood by another agency; where none did, there to be noticed
	Read   sim.Time    // read and understood; sim.Never if not by the end
	Record journal.Num // that says so; of what was not read, where the fact was first understood or there; 0 if none
}

// Waits gives the waits for key facts in the order of the scenario's needs. A fact
// that was there and that nobody noticed never came: fewer who notice must not make
// a run look better. A fact that was not there yet was needed by nobody; one that
// came garbled was not read.
func (s *Trace) Waits() []Wait {
	holders, exposed := s.holders(), s.exposures()
	var list []Wait
	for _, n := range s.Static.Needs {
		agency := s.find(journal.SortAgency, n.Agency)
		for _, f := range s.needed(n) {
			w := Wait{Agency: agency, Fact: f, Since: sim.Never, Read: sim.Never}
			own, since := false, journal.Num(0)
			for _, h := range holders[f] {
				if h.agency != agency {
					if h.at < w.Since {
						w.Since, since = h.at, h.record
					}
				} else {
					w.Read, w.Record, own = h.at, h.record, h.own
				}
			}
			if r, there := exposed[f]; there && w.Since == sim.Never {
				w.Since, since = r.At, r.Num
			}
			if w.Read == sim.Never {
				w.Record = since
			}
			same := func(o Wait) bool { return o.Agency == agency && o.Fact == f }
			if !own && w.Since != sim.Never && !slices.ContainsFunc(list, same) {
				list = append(list, w)
			}
		}
	}
	return list
}

// holder is an agency with the instant at which it first understood a fact.
type holder struct {
	agency journal.Ref
	at     sim.Time
	own    bool // by its own collection
	record journal.Num
}

// holders gives those who understood each fact, in order of time.
func (s *Trace) holders() map[journal.Ref][]holder {
	list := map[journal.Ref][]holder{}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		if r.Kind != journal.Collected && (r.Kind != journal.Held || r.Args[heldUnderstood] == 0) {
			continue
		}
		f := journal.Ref(r.Args[heldFact])
		if r.Kind == journal.Collected {
			f = journal.Ref(r.Args[collectedFact])
		}
		if !slices.ContainsFunc(list[f], func(h holder) bool { return h.agency == r.Actor }) {
			list[f] = append(list[f], holder{r.Actor, r.At, r.Kind == journal.Collected, r.Num})
		}
	}
	return list
}

// needed are the key facts of a need; unset, all of its storyline.
func (s *Trace) needed(n journal.Need) []journal.Ref {
	if len(n.Facts) == 0 {
		return s.KeyFacts(n.Storyline)
	}
	var facts []journal.Ref
	for _, f := range n.Facts {
		facts = append(facts, s.find(journal.SortFact, f))
	}
	return facts
}

// Times are stretches of time, shortest first. Those that had not ended by the
// end of the run rank beyond all others and are only counted.
type Times struct {
	Known []sim.Time
	Never int
}

// All is their number.
func (t Times) All() int { return len(t.Known) + t.Never }

// Quantile gives the least time that the share q do not exceed, and false where
// that one had not ended.
func (t Times) Quantile(q sim.PPM) (sim.Time, bool) {
	i := sim.QuantileIndex(t.All(), q)
	if i >= len(t.Known) {
		return sim.Never, false
	}
	return t.Known[i], true
}

// WaitTimes (M1) is how long agencies waited for the key facts that they need: reading
// minus first understanding by any other agency. What nobody noticed never came.
func WaitTimes(all []Wait) Times {
	var t Times
	for _, w := range all {
		if w.Read == sim.Never {
			t.Never++
			continue
		}
		t.Known = append(t.Known, w.Read-w.Since)
	}
	slices.SortFunc(t.Known, cmp.Compare[sim.Time])
	return t
}

// Needed lists, for every need in its order and each once, an agency and a key
// fact that it needs.
func (s *Trace) Needed() (out [][2]journal.Ref) {
	for _, n := range s.Static.Needs {
		for _, f := range s.needed(n) {
			if k := [2]journal.Ref{s.find(journal.SortAgency, n.Agency), f}; !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}
