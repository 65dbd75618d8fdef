package canvas

import (
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// PhraseSort is what a phrase is about.
type PhraseSort uint8

const (
	whenPhrase PhraseSort = iota
	lastingPhrase
	namePhrase
	RolePhrase
	CapitalsPhrase
	AgePhrase
	LackedPhrase
)

// Phrase is what is worded once and remembered: a time on a clock, a stretch of time,
// the name of a thing.
type Phrase struct {
	Run   *review.Run
	Sort  PhraseSort
	clock view.Clock
	Of    sim.Time
}

// Worded is a phrase, made at most once.
func (c *Canvas) Worded(p Phrase, say func() string) string {
	if s, known := c.phrases[p]; known {
		return s
	}
	if c.phrases == nil || len(c.phrases) >= mostWords {
		c.phrases = map[Phrase]string{}
	}
	s := say()
	c.phrases[p] = s
	return s
}

// When is an instant on the clock that was chosen.
func (c *Canvas) When(run *review.Run, clock view.Clock, t sim.Time) string {
	return c.Worded(Phrase{run, whenPhrase, clock, t}, func() string { return Instant(run, clock, t) })
}

// Lasting is a stretch of time, of which from a minute on the seconds are not said.
func (c *Canvas) Lasting(t sim.Time) string {
	if t > sim.Minute {
		t -= t % sim.Minute
	}
	return c.Worded(Phrase{Sort: lastingPhrase, Of: t}, func() string { return wording.Lasting(t) })
}

// Named is the name of a thing with a capital.
func (c *Canvas) Named(run *review.Run, r journal.Ref) string {
	return c.Worded(Phrase{Run: run, Sort: namePhrase, Of: sim.Time(r)}, func() string { return wording.Upper(run.Speak.Name(r)) })
}
