package measure

import (
	"fmt"
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Lookup gives the story's records as a file gives them.
func (s *Story) Lookup() replay.Records { return lookup{s} }

// lookup is a story read by number and by what records are about.
type lookup struct{ story *Story }

func (l lookup) Static() *journal.Static { return l.story.Static }

func (l lookup) Count() journal.Num { return journal.Num(len(l.story.Records)) }

func (l lookup) Record(n journal.Num) (*journal.Record, error) {
	if err := l.has(n); err != nil {
		return nil, err
	}
	r := l.story.Records[n-1]
	r.From, r.Spans, r.Facts = slices.Clone(r.From), slices.Clone(r.Spans), slices.Clone(r.Facts)
	for i := range r.From {
		r.From[i] = journal.Link{Num: r.From[i].Num}
	}
	r.Trigger = journal.Link{Num: r.Trigger.Num}
	return &r, nil
}

func (l lookup) has(n journal.Num) error {
	if n == 0 || n > l.Count() {
		return fmt.Errorf("measure: no record %d; the run has %d", n, l.Count())
	}
	return nil
}

func (l lookup) Find(q replay.Query) ([]journal.Num, error) {
	var list []journal.Num
	for i := range l.story.Records {
		if q.Fits(&l.story.Records[i]) {
			list = append(list, l.story.Records[i].Num)
		}
	}
	return list, nil
}

func (l lookup) Upto(n journal.Num) (*replay.State, error) {
	if err := l.has(n); err != nil {
		return nil, err
	}
	st := &replay.State{}
	for i := range l.story.Records[:n] {
		st.Apply(&l.story.Records[i])
	}
	return st, nil
}

func (l lookup) At(t sim.Time) (*replay.State, error) { return l.story.At(t), nil }
