package look

import (
	"entente/render/review"
	"entente/render/view"
)

// UnclearAt is the gap that makes it unknown how things stood at the instant that is
// looked at; nil where it is known.
func UnclearAt(run *review.Run, s *view.State) *review.Gap {
	if len(run.Gaps()) == 0 {
		return nil
	}
	return run.Unclear(run.Upto(s.At, s.Record))
}
