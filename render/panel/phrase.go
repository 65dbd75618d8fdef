package panel

import (
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// phraseSort is what a phrase is about.
type phraseSort uint8

const (
	whenPhrase phraseSort = iota
	lastingPhrase
	namePhrase
	rolePhrase
	capitalsPhrase
	agePhrase
	lackedPhrase
)

// phrase is what is worded once and remembered: a time on a clock, a stretch of time,
// the name of a thing.
type phrase struct {
	run   *review.Run
	sort  phraseSort
	clock view.Clock
	of    sim.Time
}

// worded is a phrase, made at most once.
func (c *Canvas) worded(p phrase, say func() string) string {
	if s, known := c.phrases[p]; known {
		return s
	}
	if c.phrases == nil || len(c.phrases) >= mostWords {
		c.phrases = map[phrase]string{}
	}
	s := say()
	c.phrases[p] = s
	return s
}

// when is an instant on the clock that was chosen.
func (c *Canvas) when(run *review.Run, clock view.Clock, t sim.Time) string {
	return c.worded(phrase{run, whenPhrase, clock, t}, func() string { return instant(run, clock, t) })
}

// lasting is a stretch of time, of which from a minute on the seconds are not said.
func (c *Canvas) lasting(t sim.Time) string {
	if t > sim.Minute {
		t -= t % sim.Minute
	}
	return c.worded(phrase{sort: lastingPhrase, of: t}, func() string { return wording.Lasting(t) })
}

// named is the name of a thing with a capital.
func (c *Canvas) named(run *review.Run, r journal.Ref) string {
	return c.worded(phrase{run: run, sort: namePhrase, of: sim.Time(r)}, func() string { return wording.Upper(run.Speak.Name(r)) })
}
