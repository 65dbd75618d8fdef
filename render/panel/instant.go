package panel

import (
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
)

// instant writes when something is, on the clock that was chosen, or that it never
// came.
func instant(run *review.Run, clock view.Clock, t sim.Time) string {
	if t == sim.Never {
		return wordNever
	}
	switch at := run.Speak.Clock; clock {
	case view.ElapsedClock:
		return string(wording.AppendElapsed(nil, t))
	case view.UTCClock:
		return string(wording.Clock{Start: at.Start}.AppendDate(nil, t))
	case view.LocalClock:
		return string(at.AppendDate(nil, t))
	default:
		return at.At(t)
	}
}
