package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Story is what is remembered of one run.
type Story struct {
	Static  *journal.Static
	Records []journal.Record // number n is at n-1
}

// NewStory gives an empty Story of the scenario that static describes.
func NewStory(static *journal.Static) *Story { return &Story{Static: static} }

// Record keeps a copy of r.
func (s *Story) Record(r *journal.Record) error {
	kept := *r
	kept.From, kept.Spans, kept.Facts = slices.Clone(r.From), slices.Clone(r.Spans), slices.Clone(r.Facts)
	s.Records = append(s.Records, kept)
	return nil
}

// End is the instant of the last record.
func (s *Story) End() sim.Time {
	if len(s.Records) == 0 {
		return 0
	}
	return s.Records[len(s.Records)-1].At
}

// exercise are the records from StartEx on: the warm-up counts in no measure.
func (s *Story) exercise() []journal.Record {
	i := slices.IndexFunc(s.Records, func(r journal.Record) bool { return r.At >= 0 })
	if i < 0 {
		return nil
	}
	return s.Records[i:]
}

// sort is the sort of the thing behind a Ref.
func (s *Story) sort(r journal.Ref) journal.Sort {
	if int(r) >= len(s.Static.Things) {
		return journal.SortNone
	}
	return journal.SortOf(s.Static.Things[r].Sort)
}

// Name is the name behind a Ref as paths use it; empty for none.
func (s *Story) Name(r journal.Ref) string {
	if int(r) >= len(s.Static.Things) {
		return ""
	}
	return s.Static.Things[r].Name
}

// Nation is the name of the nation that the thing behind a Ref belongs to.
func (s *Story) Nation(r journal.Ref) string {
	if int(r) >= len(s.Static.Things) {
		return ""
	}
	return s.Static.Things[r].Nation
}

// find gives the Ref of a named thing; 0 if there is none.
func (s *Story) find(sort journal.Sort, name string) journal.Ref {
	for i, t := range s.Static.Things {
		if i > 0 && t.Sort == sort.String() && t.Name == name {
			return journal.Ref(i)
		}
	}
	return 0
}

// field finds the place of a kind's argument by its name, once, when the
// program starts. A name that the vocabulary does not have is a fault of ours.
func field(k journal.Kind, name string) int {
	i := slices.IndexFunc(k.Shape().Fields, func(f journal.Field) bool { return f.Name == name })
	if i < 0 {
		panic("measure: " + k.String() + " has no argument " + name)
	}
	return i
}
