package replay

import (
	"bytes"
	"fmt"
	"slices"
	"sort"

	"entente/sim"
	"entente/sim/journal"
)

// Memory is a run's records in memory, found and folded as those of a file are.
// What that takes is made when it is first asked for.
type Memory struct {
	static   *journal.Static
	records  []journal.Record // number n is at n-1
	index    Index
	postings [numSections]*postings
	frames   []*frame // after every so many records
	end      *State   // after all of them; nobody else has it
}

// NewMemory gives the records of a run, from the first, which must not change.
func NewMemory(static *journal.Static, records []journal.Record) *Memory {
	return &Memory{static: static, records: records}
}

// Static is the page that explains the records.
func (m *Memory) Static() *journal.Static { return m.static }

// Count is the number of records.
func (m *Memory) Count() journal.Num { return journal.Num(len(m.records)) }

// Record gives a copy of record n. Its causes have numbers only.
func (m *Memory) Record(n journal.Num) (*journal.Record, error) {
	if err := m.has(n); err != nil {
		return nil, err
	}
	r := m.records[n-1]
	r.From, r.Spans, r.Facts = slices.Clone(r.From), slices.Clone(r.Spans), slices.Clone(r.Facts)
	for i := range r.From {
		r.From[i] = journal.Link{Num: r.From[i].Num}
	}
	r.Trigger = journal.Link{Num: r.Trigger.Num}
	return &r, nil
}

func (m *Memory) has(n journal.Num) error {
	if n == 0 || n > m.Count() {
		return fmt.Errorf("no record %d; the run has %d", n, m.Count())
	}
	return nil
}

// Find gives the numbers of the records that a query fits, in order.
func (m *Memory) Find(q Query) ([]journal.Num, error) { return find(m, &q) }

// Index says what caused each record and of what kind it is.
func (m *Memory) Index() (Index, error) {
	err := m.buildIndex()
	return m.index, err
}

func (m *Memory) readPostings(section int) (*postings, error) {
	err := m.buildIndex()
	return m.postings[section], err
}

// buildIndex makes the index.
func (m *Memory) buildIndex() error {
	if m.postings[sectionThings] != nil {
		return nil
	}
	x := newIndexer(len(m.static.Things))
	for i := range m.records {
		x.add(&m.records[i])
	}
	m.index = Index{x.records}
	for section, b := range x.postings() {
		if b == nil {
			continue
		}
		p, err := readPostings(bytes.NewReader(b), int64(len(b)), m.Count())
		if err != nil {
			return err
		}
		m.postings[section] = p
	}
	return nil
}

// At is the state after everything that happened up to and including t.
func (m *Memory) At(t sim.Time) (*State, error) {
	return m.State(t), nil
}

// State is At for those who need no error: in memory there is none.
func (m *Memory) State(t sim.Time) *State {
	n := sort.Search(len(m.records), func(i int) bool { return m.records[i].At > t })
	return m.upto(journal.Num(n))
}

// Upto is the state after record n.
func (m *Memory) Upto(n journal.Num) (*State, error) {
	if err := m.has(n); err != nil {
		return nil, err
	}
	return m.upto(n), nil
}

func (m *Memory) upto(n journal.Num) *State {
	s := &State{}
	switch {
	case n == m.Count() && m.frames == nil: // how it ended is often all that is asked
		if m.end == nil {
			for i := range m.records {
				s.Apply(&m.records[i])
			}
			m.end = s
		}
		return m.end.clone()
	case n >= keyframeEvery:
		m.foldAll()
		var stack []*frame
		for at := n / keyframeEvery; at > 0; at = stack[len(stack)-1].since / keyframeEvery {
			stack = append(stack, m.frames[at-1])
		}
		s = stacked(stack)
	}
	for i := s.Num; i < n; i++ {
		s.Apply(&m.records[i])
	}
	return s
}

// foldAll goes through all records once and takes a frame wherever a file would
// have a keyframe.
func (m *Memory) foldAll() {
	if m.frames != nil {
		return
	}
	s, keyed := &State{}, []journal.Num(nil)
	for i := range m.records {
		s.Apply(&m.records[i])
		if s.Num%keyframeEvery == 0 {
			m.frames = append(m.frames, s.frame(keyframeSince(keyed)))
			keyed = append(keyed, s.Num)
		}
	}
}

// frame takes what changed of a state after a record.
func (s *State) frame(since journal.Num) *frame {
	x := &frame{State: State{Num: s.Num, At: s.At}, since: since}
	from := s.tables()
	for i, t := range x.tables() {
		t.take(from[i], since)
	}
	return x
}
