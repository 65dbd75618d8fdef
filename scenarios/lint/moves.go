package lint

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"entente/scenarios"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/notation"
)

// stretch is a move of the exercise: some time of the scenario, played in a time
// of its own.
type stretch struct {
	id       string
	from, to sim.Time
	playedIn sim.Time
	before   sim.Time // play before it
}

func (m *stretch) has(t sim.Time) bool { return m.from <= t && t <= m.to }

// play is the time of play since the beginning of the move.
func (m *stretch) play(t sim.Time) sim.Time {
	hi, lo := bits.Mul64(uint64(t-m.from), uint64(m.playedIn))
	q, _ := bits.Div64(hi, lo, uint64(m.to-m.from))
	return sim.Time(q)
}

func stretches(c *scenarios.Compiled) []stretch {
	if c.Doc.Exercise == nil {
		return nil
	}
	var out []stretch
	before := sim.Time(0)
	for _, m := range c.Doc.Exercise.Moves {
		out = append(out, stretch{m.ID, c.Instant(m.From), c.Instant(m.To), m.PlayedIn.Value, before})
		before += m.PlayedIn.Value
	}
	return out
}

// playTime is the time of play at an instant of the scenario, which is that of the
// scenario itself where there are no moves, and whether it is played at all.
func (l *linter) playTime(t sim.Time) (sim.Time, bool) {
	if l.moves == nil {
		return t, true
	}
	for i := range l.moves {
		if m := &l.moves[i]; m.has(t) {
			return m.before + m.play(t), true
		}
	}
	return 0, false
}

// exercise finds moves that are beyond the exercise, and what happens to the audience while nobody plays.
func (l *linter) exercise() {
	c := l.c
	for i := range l.moves {
		m, path := &l.moves[i], "exercise.moves."+l.moves[i].id
		if i > 0 && m.from > l.moves[i-1].to {
			l.note(tree.Join(path, "from"), fmt.Sprintf("begins %s after move %s ends: nobody plays in between", notation.FormatDuration(m.from-l.moves[i-1].to), l.moves[i-1].id), "close the gap, or say so in the text of the first entry after it")
		}
		if m.from < 0 {
			l.note(tree.Join(path, "from"), "before StartEx", "")
		}
		if m.to > c.Spec.End {
			l.note(tree.Join(path, "to"), "after EndEx", "")
		}
		if m.playedIn == 0 {
			l.note(tree.Join(path, "played_in"), "this move is played in no time at all", "")
		}
	}
	for i, e := range c.Doc.MSEL {
		at := c.Spec.Entries[i].At
		who := cmp.Or(e.To, e.Who)
		if at > c.Spec.End {
			l.note(tree.Join("msel", e.Number), "after EndEx", "")
		} else if _, played := l.playTime(at); !played && slices.Contains(c.Doc.Exercise.Audience, who) {
			l.note(tree.Join("msel", e.Number), fmt.Sprintf("no move covers its time: %s does not play then", who), "")
		}
	}
}
