package measure

import (
	"entente/replay"
	"entente/replay/explain"
	"entente/sim"
)

// Lookup gives the story's records so far as a file gives them.
func (s *Story) Lookup() replay.Records { return s.lookup() }

func (s *Story) lookup() *replay.Memory {
	if s.memory == nil || int(s.memory.Count()) != len(s.Records) {
		s.memory, s.reader = replay.NewMemory(s.Static, s.Records), nil
	}
	return s.memory
}

// At is the state of the run after everything that happened up to an instant.
func (s *Story) At(t sim.Time) *replay.State { return s.lookup().State(t) }

// explain gives who explains the story so far.
func (s *Story) explain() (*explain.Reader, error) {
	records, err := s.lookup(), error(nil)
	if s.reader == nil {
		s.reader, err = explain.New(records)
	}
	return s.reader, err
}
