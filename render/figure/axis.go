package figure

import (
	"fmt"
	"math"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
	"entente/sim/notation"
)

// Axis maps a window of time to a stretch of the picture.
type Axis struct {
	From, Until sim.Time
	X, W        float64
	Due         sim.Time // sim.Never: none; ticks beside it have no words
}

// crowded says whether a tick stands beside the deadline's line.
func (a Axis) crowded(x float64) bool {
	return a.Due != sim.Never && math.Abs(x-a.At(a.Due)) < 26
}

// Deadline draws the line, the flag and the words of when it was due.
func (a Axis) Deadline(bottom float64, c notation.Clock, t *theme.Theme) []scene.Item {
	if a.Due == sim.Never || a.Due < a.From {
		return nil
	}
	x := a.At(a.Due)
	words := text(x+13, 12, "due "+c.At(a.Due), theme.Tick, font.SemiBold, t.Late, scene.Start)
	if b := words.Box(); b.X+b.W > a.X+a.W {
		words.At.X, words.Anchor = x-5, scene.End
	}
	return []scene.Item{line(x, 4, x, bottom, t.Late, 1.6), flag(x, 4, t.Late), words}
}

func (a Axis) At(t sim.Time) float64 {
	if a.Until == a.From {
		return a.X
	}
	return a.X + float64(a.W*float64(t-a.From))/float64(a.Until-a.From)
}

// steps are the distances between ticks that people count in.
var steps = [...]sim.Time{
	sim.Minute, 2 * sim.Minute, 5 * sim.Minute, 10 * sim.Minute, 15 * sim.Minute, 30 * sim.Minute, sim.Hour, 2 * sim.Hour, 3 * sim.Hour,
	6 * sim.Hour, 12 * sim.Hour, sim.Day, 2 * sim.Day, 3 * sim.Day, 5 * sim.Day, 7 * sim.Day, 10 * sim.Day, 14 * sim.Day, 28 * sim.Day,
}

// Step is the least distance between ticks at which labels of a width fit.
func (a Axis) Step(room float64) sim.Time {
	for _, s := range steps {
		if float64(a.W*float64(s))/float64(max(1, a.Until-a.From)) >= room {
			return s
		}
	}
	last := steps[len(steps)-1]
	each := float64(a.W*float64(last)) / float64(max(1, a.Until-a.From))
	return last * sim.Time(1+room/each)
}

// Elapsed draws ticks of time since the window began.
func (a Axis) Elapsed(y, bottom float64, t *theme.Theme) (items []scene.Item) {
	step := a.Step(64)
	for at := a.From; at <= a.Until; at += step {
		x := a.At(at)
		items = append(items, line(x, y, x, bottom, t.Line, 1))
		label := "0"
		if at > a.From {
			label = counted(at-a.From, step)
		}
		anchor := scene.Middle
		if x+20 > a.X+a.W {
			anchor = scene.End
		}
		if !a.crowded(x) {
			items = append(items, text(x, y-6, label, theme.Tick, font.Regular, t.Ink3, anchor))
		}
	}
	return items
}

// counted is a number of steps in the unit in which people count them.
func counted(t, step sim.Time) string {
	switch {
	case step >= sim.Day:
		return fmt.Sprintf("%d d", t/sim.Day)
	case step >= sim.Hour:
		return fmt.Sprintf("%d h", t/sim.Hour)
	}
	return fmt.Sprintf("%d min", t/sim.Minute)
}

// Calendar draws ticks of the exercise's clock: the day where it begins, hours
// between.
func (a Axis) Calendar(y, bottom float64, c notation.Clock, t *theme.Theme) (items []scene.Item) {
	step := a.Step(70)
	// Ticks stand at whole steps of local time.
	offset := sim.Time((c.Start + int64(c.Zone)) % int64(sim.Day))
	first := (a.From+offset)/step*step - offset
	for at := first; at <= a.Until; at += step {
		if at < a.From {
			continue
		}
		x := a.At(at)
		label := c.At(at)
		day, clock := label[:len(label)-6], label[len(label)-5:]
		if step >= sim.Day || clock == "00:00" {
			label = day
		} else {
			label = clock
		}
		weight := font.Regular
		if label == day {
			weight = font.SemiBold
		}
		anchor := scene.Middle
		if half := float64(font.Width(label, weight, theme.Tick) / 2); x+half > a.X+a.W {
			anchor = scene.End
		} else if x-half < max(a.X-30, 0) { // to the left of the axis there may be room, and of the picture none
			anchor = scene.Start
		}
		items = append(items, line(x, y, x, bottom, t.Line, 1))
		if !a.crowded(x) {
			items = append(items, text(x, y-6, label, theme.Tick, weight, t.Ink3, anchor))
		}
	}
	return items
}
