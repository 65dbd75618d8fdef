package wording

import (
	"fmt"

	"entente/replay"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// A run may be stopped before its exercise ends. What it did not come to by then is not
// reached: nobody can say that it never came.

// notReached is said of what a run that was stopped did not come to.
const notReached = "not reached"

// StopAt has s know where its run was to stop.
func (s *Speaker) StopAt(t sim.Time) {
	if t < sim.Time(s.st.EndEx) {
		s.Stop = t
	}
}

// ReadStop has s know where its run was to stop, as its file says it; empty is EndEx.
func (s *Speaker) ReadStop(until string) error {
	if until == "" {
		return nil
	}
	t, err := s.Clock.Read(until)
	if err != nil {
		return &replay.Damage{What: "where the run was stopped", Err: err}
	}
	s.StopAt(t)
	return nil
}

// Stopped says whether the run was stopped before its exercise ended.
func (s *Speaker) Stopped() bool { return s.Stop < sim.Never }

// Stopping says where the run was stopped, for the head of what tells of it; empty
// where it went to its end.
func (s *Speaker) Stopping() string {
	if !s.Stopped() {
		return ""
	}
	end := sim.Time(s.st.EndEx)
	return fmt.Sprintf("Stopped at %s, %s before EndEx at %s: what lies after that was not reached", s.Clock.At(s.Stop), Lasting(end-s.Stop), s.Clock.At(end))
}

// endText is the end of the run in the middle of a sentence.
func (s *Speaker) endText() string {
	if s.Stopped() {
		return "when the run was stopped, " + s.Clock.At(s.Stop)
	}
	return "by the end of the run"
}

// Never is the word for what did not happen.
func (s *Speaker) Never() string {
	if s.Stopped() {
		return notReached
	}
	return "never"
}

// Absent is the word for a run in which what a figure counts did not happen.
func (s *Speaker) Absent(u measure.Unit) string {
	if s.Stopped() {
		return notReached
	}
	return Absent(u)
}

// Reached says whether the run came to the end of an entry's time, so that one that was
// not released or seen did not come at all.
func (s *Speaker) Reached(x *journal.Entry) bool {
	end := max(sim.Time(x.At), sim.Time(x.Closes))
	if x.Type == "contingency" && x.Closes == 0 {
		end = sim.Time(s.st.EndEx)
	}
	return !s.Stopped() || end <= s.Stop
}
