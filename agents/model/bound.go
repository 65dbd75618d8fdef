package model

// MaxEvents is how many events a run may set going where its scenario is not
// allowed another number: sixty times what 190 nations need for ten days. A run that
// has more is stopped, at the same event on every machine, for nobody knows of a
// stranger's scenario whether it ever ends.
const MaxEvents = 100_000_000

// EventCeiling bounds what may be asked for in place of MaxEvents: the kernel numbers
// twice as many.
const EventCeiling = 1 << 35

// EventBound is how many events the runs of a scenario may set going.
func (s *Spec) EventBound() uint64 {
	if s.MaxEvents == 0 {
		return MaxEvents
	}
	return min(s.MaxEvents, EventCeiling)
}
