package measure

import (
	"entente/replay"
	"entente/replay/explain"
	"entente/sim"
)

// Lookup gives the trace's records so far as a file gives them.
func (s *Trace) Lookup() replay.Records { return s.lookup() }

func (s *Trace) lookup() *replay.Memory {
	if s.memory == nil || int(s.memory.Count()) != len(s.Records) {
		s.memory, s.reader = replay.NewMemory(s.Static, s.Records), nil
	}
	return s.memory
}

// At is the state of the run after everything that happened up to an instant.
func (s *Trace) At(t sim.Time) *replay.State { return s.lookup().State(t) }

// explain gives who explains the run so far.
func (s *Trace) explain() (*explain.Reader, error) {
	records, err := s.lookup(), error(nil)
	if s.reader == nil {
		s.reader, err = explain.New(records)
	}
	return s.reader, err
}
