package panel

import (
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
)

// instant writes when something is, on the clock that was chosen. What never came is
// a dot.
func instant(run *review.Run, clock view.Clock, t sim.Time) string {
	if t == sim.Never {
		return "·"
	}
	switch at := run.Speak.Clock; clock {
	case view.ElapsedClock:
		return "T+" + wording.Lasting(t)
	case view.UTCClock:
		return wording.Clock{Start: at.Start}.Date(t)
	case view.LocalClock:
		return at.Date(t)
	default:
		return at.At(t)
	}
}
