package measure

import (
	"fmt"
	"slices"

	"entente/replay"
	"entente/replay/explain"
	"entente/sim"
	"entente/sim/journal"
)

// Trace keeps the records of one run, which all measures are folded from.
type Trace struct {
	Static  *journal.Static
	Records []journal.Record // number n is at n-1

	lists struct { // of the records
		links slab[journal.Link]
		spans slab[journal.Span]
		facts slab[journal.Ref]
	}

	memory *replay.Memory  // of as many records as it has
	reader *explain.Reader // of the memory; nil until it is asked for

	indexed int // lines of the page that refs and entries know
	refs    map[thing]journal.Ref
	entries map[journal.Ref]int // place in the events list
}

// thing is what a Ref stands for.
type thing struct{ sort, name string }

// NewTrace gives an empty Trace of the scenario that static describes.
func NewTrace(static *journal.Static) *Trace { return &Trace{Static: static} }

// Again empties a trace for another run, perhaps of another scenario, in the storage it
// has. What was read of it before, but for numbers and names, must not be kept.
func (s *Trace) Again(static *journal.Static) {
	if s.Static != static {
		s.indexed = 0
	}
	s.Static, s.Records, s.memory, s.reader = static, s.Records[:0], nil, nil
	s.lists.links.emptyRooms()
	s.lists.spans.emptyRooms()
	s.lists.facts.emptyRooms()
}

// index finds things and entries once, and again where the page has grown.
func (s *Trace) index() {
	if s.indexed == len(s.Static.Things)+len(s.Static.Entries) {
		return
	}
	s.indexed = len(s.Static.Things) + len(s.Static.Entries)
	s.refs, s.entries = map[thing]journal.Ref{}, map[journal.Ref]int{}
	for i := len(s.Static.Things) - 1; i > 0; i-- {
		s.refs[thing{s.Static.Things[i].Sort, s.Static.Things[i].Name}] = journal.Ref(i)
	}
	for i := range s.Static.Entries {
		if r := s.refs[thing{journal.SortEntry.String(), s.Static.Entries[i].Number}]; r != 0 {
			s.entries[r] = i
		}
	}
}

// Record keeps a copy of r. A record about an entry that the events list does not
// have is an error.
func (s *Trace) Record(r *journal.Record) error {
	if r.Kind == journal.Inject || r.Kind == journal.Expected {
		s.index()
		e := journal.Ref(r.Args[entryField[r.Kind]])
		if _, listed := s.entries[e]; !listed {
			return fmt.Errorf("record %d is about %q, which is no entry of the events list", r.Num, s.Name(e))
		}
	}
	kept := *r
	kept.From, kept.Spans, kept.Facts = s.lists.links.keep(r.From), s.lists.spans.keep(r.Spans), s.lists.facts.keep(r.Facts)
	s.Records = append(s.Records, kept)
	return nil
}

// Expect makes room for the records of a run that is about so long.
func (s *Trace) Expect(records int) { s.Records = slices.Grow(s.Records, records) }

// slab keeps copies of short lists close together: a run has millions of them.
type slab[T any] struct {
	room       []T
	full, free [][]T
}

// slabRoom is how many there are in one room.
const slabRoom = 4096

// keep gives a copy of a list that nobody appends to in place.
func (s *slab[T]) keep(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	if cap(s.room)-len(s.room) < len(list) {
		s.next(len(list))
	}
	n := len(s.room)
	s.room = append(s.room, list...)
	return s.room[n:len(s.room):len(s.room)]
}

// next begins a room for n at least: one of a run that is over where there is one.
func (s *slab[T]) next(n int) {
	if s.room != nil {
		s.full = append(s.full, s.room)
	}
	if last := len(s.free) - 1; last >= 0 && n <= cap(s.free[last]) {
		s.room, s.free = s.free[last], s.free[:last]
		return
	}
	s.room = make([]T, 0, max(n, min(2*cap(s.room), slabRoom), 16))
}

// emptyRooms empties the rooms; those that are full size are kept.
func (s *slab[T]) emptyRooms() {
	for _, room := range append(s.full, s.room) {
		if cap(room) >= slabRoom {
			s.free = append(s.free, room[:0])
		}
	}
	s.room, s.full = nil, s.full[:0]
}

// End is the instant of the last record.
func (s *Trace) End() sim.Time {
	if len(s.Records) == 0 {
		return 0
	}
	return s.Records[len(s.Records)-1].At
}

// exercise are the records from StartEx on: the warm-up counts in no measure.
func (s *Trace) exercise() []journal.Record {
	i := slices.IndexFunc(s.Records, func(r journal.Record) bool { return r.At >= 0 })
	if i < 0 {
		return nil
	}
	return s.Records[i:]
}

// sort is the sort of the thing behind a Ref.
func (s *Trace) sort(r journal.Ref) journal.Sort {
	if int(r) >= len(s.Static.Things) {
		return journal.SortNone
	}
	return journal.SortOf(s.Static.Things[r].Sort)
}

// Name is the name behind a Ref as paths use it; empty for none.
func (s *Trace) Name(r journal.Ref) string {
	if int(r) >= len(s.Static.Things) {
		return ""
	}
	return s.Static.Things[r].Name
}

// Nation is the name of the nation that the thing behind a Ref belongs to.
func (s *Trace) Nation(r journal.Ref) string {
	if int(r) >= len(s.Static.Things) {
		return ""
	}
	return s.Static.Things[r].Nation
}

// find gives the Ref of a named thing; 0 if there is none.
func (s *Trace) find(sort journal.Sort, name string) journal.Ref {
	s.index()
	return s.refs[thing{sort.String(), name}]
}

// field finds the place of a kind's argument by its name, once, when the
// program starts. A name that the vocabulary does not have is a fault of ours.
func field(k journal.Kind, name string) int { return k.Field(name) }
