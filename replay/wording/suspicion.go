package wording

import "entente/replay/measure"

// Suspicion says what it took to suspect somebody innocent: "by its own
// facts alone", "only with facts from abroad, the last of them from belmora.spoc,
// in one matter with harbour".
func (s *Speaker) Suspicion(x *measure.Suspicion) string {
	text := x.Pooled.String()
	if x.Pooled != measure.OwnFacts && x.Via != x.Agency {
		text += ", the last of them from " + s.Name(x.Via)
	}
	if x.With != 0 {
		text += ", in one matter with " + s.Short(x.With)
	}
	return text
}
