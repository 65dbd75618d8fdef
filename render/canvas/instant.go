package canvas

import (
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
	"entente/sim/notation"
)

// Instant writes when something is, on the clock that was chosen, or that it never
// came.
func Instant(run *review.Run, clock view.Clock, t sim.Time) string {
	if t == sim.Never {
		return run.Speak.Never()
	}
	switch at := run.Speak.Clock; clock {
	case view.ElapsedClock:
		return string(notation.AppendElapsed(nil, t))
	case view.UTCClock:
		return string(append(notation.Clock{Start: at.Start}.AppendDate(nil, t), 'Z'))
	case view.LocalClock:
		return string(at.AppendDate(nil, t))
	default:
		return at.At(t)
	}
}
