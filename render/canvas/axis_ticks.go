package canvas

import (
	"fmt"

	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Ticks are the marks of an axis: where hours and days stand, and their words.
type Ticks struct {
	Clock view.Clock
	At    notation.Clock

	Days, Hours float64     // baselines of the words
	Lines       [2]float64  // from where to where grid lines go
	keep        []scene.Box // kept free of words
	Room        scene.Box
}

// tickSteps are the distances between ticks that people count in.
var tickSteps = [...]sim.Time{
	sim.Minute, 2 * sim.Minute, 5 * sim.Minute, 10 * sim.Minute, 15 * sim.Minute, 30 * sim.Minute, sim.Hour, 2 * sim.Hour, 3 * sim.Hour,
	6 * sim.Hour, 12 * sim.Hour, sim.Day, 2 * sim.Day, 7 * sim.Day,
}

// tickRoom is how far apart the words of ticks stand at least.
const tickRoom = 56

// tickStep is the least distance between ticks at which their words have room.
func tickStep(rate float64) sim.Time {
	for _, s := range tickSteps {
		if float64(rate*float64(s)) >= tickRoom {
			return s
		}
	}
	weeks := tickRoom / float64(rate*float64(7*sim.Day))
	return 7 * sim.Day * (1 + sim.Time(weeks))
}

// ClockOf is the clock of a choice: that of the exercise, UTC, or the local time of
// whose lane is chosen, or else of whose view it is.
func ClockOf(run *review.Run, s *view.State) notation.Clock {
	c := run.Speak.Clock
	switch s.Clock {
	case view.UTCClock:
		c.Zone = 0
	case view.LocalClock:
		if s.Subject.Agency != 0 {
			return run.ClockOf(s.Subject.Agency)
		}
		return run.ClockOf(s.As.Who)
	}
	return c
}

// HourOf writes a time of day on the clock that was chosen.
func HourOf(run *review.Run, s *view.State, t sim.Time) string {
	return hourOn(s.Clock, ClockOf(run, s), t)
}

func hourOn(chosen view.Clock, at notation.Clock, t sim.Time) string {
	if chosen == view.UTCClock {
		return at.Hour(t) + "Z"
	}
	return at.Hour(t)
}

// day names a day, by the clock that was chosen.
func (k *Ticks) day(t sim.Time) string {
	switch k.Clock {
	case view.ElapsedClock:
		return fmt.Sprintf("T+%d d", t/sim.Day)
	case view.ExerciseClock:
		label := k.At.At(t)
		return label[:len(label)-len(" 00:00")]
	case view.UTCClock:
		return k.At.Day(t) + " UTC"
	}
	return k.At.Day(t)
}

// hour names a time of day.
func (k *Ticks) hour(t sim.Time) string {
	if k.Clock == view.ElapsedClock {
		t -= k.midnight(t)
		return fmt.Sprintf("%d:%02d", t/sim.Hour, t%sim.Hour/sim.Minute)
	}
	return hourOn(k.Clock, k.At, t)
}

// midnight is where the day of an instant begins.
func (k *Ticks) midnight(t sim.Time) sim.Time {
	if k.Clock == view.ElapsedClock {
		if t < 0 {
			return (t+1)/sim.Day*sim.Day - sim.Day
		}
		return t / sim.Day * sim.Day
	}
	return k.At.Midnight(t)
}

// Draw draws the ticks of an axis: days above, hours below, and how long what is
// folded lasts. Words that find no room are left out, those of days last.
func (k *Ticks) Draw(c *Canvas, a *Axis) {
	placer := scene.NewPlacer(k.Room)
	for _, b := range k.keep {
		placer.Take(b)
	}
	step := tickStep(a.Rate())
	for i := range a.parts {
		if p := &a.parts[i]; p.folded {
			mid := p.left + float64((p.right-p.left)/2)
			if t, ok := placer.Place(k.text(mid, k.Hours, lastingShort(p.until-p.from), font.Medium, c.Theme.Ink2, scene.Middle)); ok {
				c.Text(&t)
			}
			mark.Folded(&c.Scene, p.left+3, p.right-3, k.Lines[0]-6, k.Lines[1], c.Theme)
		}
	}
	for i := range a.parts {
		if p := &a.parts[i]; !p.folded {
			k.dayWords(c, placer, a, p, step)
		}
	}
	for i := range a.parts {
		if p := &a.parts[i]; !p.folded && step < sim.Day {
			k.hourWords(c, placer, a, p, step)
		}
	}
}

func (k *Ticks) text(x, y float64, words string, w font.Weight, ink theme.Colour, anchor scene.Anchor) scene.Text {
	return scene.Text{At: scene.Point{X: float64(int(x)), Y: y}, Text: words, Size: theme.Tick, Weight: w, Fill: ink, Anchor: anchor}
}

// dayWords names the days of a part: where it begins, and at each midnight.
func (k *Ticks) dayWords(c *Canvas, placer *scene.Placer, a *Axis, p *part, step sim.Time) {
	first := k.midnight(p.from)
	every := max(step, sim.Day)
	if every > sim.Day { // the same days, however far the window is moved
		first -= (first - k.midnight(0)) % every
	}
	for at := first; at < p.until; at += every {
		x := p.left
		if at > p.from {
			x = a.At(at)
			c.Rule(SnapToPixel(x), k.Lines[0], SnapToPixel(x), k.Lines[1], c.Theme.Line2)
		} else if at+every < p.until && a.At(at+every)-x < tickRoom && p.right-x > tickRoom {
			continue // the next midnight is near: the day that ends there has no room
		}
		if t, ok := placer.Place(k.text(x+1, k.Days, k.day(max(at, p.from)), font.SemiBold, c.Theme.Ink2, scene.Start)); ok {
			c.Text(&t)
		}
	}
}

// hourWords names the times of day of a part.
func (k *Ticks) hourWords(c *Canvas, placer *scene.Placer, a *Axis, p *part, step sim.Time) {
	day := k.midnight(p.from)
	for at := day + (p.from-day+step-1)/step*step; at < p.until; at += step {
		x := a.At(at)
		if at != k.midnight(at) {
			c.Rule(SnapToPixel(x), k.Lines[0], SnapToPixel(x), k.Lines[1], c.Theme.Line)
		}
		if t, ok := placer.Place(k.text(x, k.Hours, k.hour(at), font.Regular, c.Theme.Ink3, scene.Middle)); ok {
			c.Text(&t)
		}
	}
}

// SnapToPixel puts a line of one pixel on one pixel.
func SnapToPixel(x float64) float64 { return float64(int(x)) + 0.5 }

// lastingShort writes how long something lasts in one unit: "15 d", "14 h".
func lastingShort(t sim.Time) string {
	switch {
	case t >= 2*sim.Day:
		return fmt.Sprintf("%d d", t/sim.Day)
	case t >= 2*sim.Hour:
		return fmt.Sprintf("%d h", t/sim.Hour)
	}
	return wording.Lasting(t)
}
