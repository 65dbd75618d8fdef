package measure

import (
	"slices"

	"entente/sim/journal"
)

// LostFacts (M5) is the share of key facts, counted once for each message that carried them
// into the sending chain, that fell out before it was sent: for want of consent,
// by a rule that strips or by sanitising.
func (s *Trace) LostFacts() Share {
	var out Share
	keys := s.allKeys()
	records := s.exercise()
	for i := range records {
		r := &records[i]
		n := 0
		for _, f := range r.Facts {
			if slices.Contains(keys, f) {
				n++
			}
		}
		switch {
		case r.Kind == journal.Sent:
			out.All += n
		case fellOut(r):
			out.Of += n
		}
	}
	return out
}

// allKeys are the key facts of all storylines.
func (s *Trace) allKeys() (keys []journal.Ref) {
	for _, t := range s.Static.Storylines {
		keys = append(keys, s.KeyFacts(t.Name)...)
	}
	return keys
}
