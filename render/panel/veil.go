package panel

import (
	"entente/render/font"
	"entente/render/review"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// Strict says whether only what a perspective saw may be told.
func Strict(s *view.State) bool { return s.As.Sort != view.WhiteCell && !s.Missed }

func (p *inspection) strict() bool { return Strict(p.s) }

// saw says whether the perspective could see a record.
func (p *inspection) saw(n journal.Num) bool {
	return n > 0 && int(n) <= len(p.run.Events) && p.run.Sees(p.s.As, &p.run.Events[n-1])
}

// own says whether all of the time of an explanation passed within the perspective:
// only then it is told into what it went.
func (p *inspection) own(e *explain.Explanation) bool { return PassedWith(p.run, p.s, e) }

// PassedWith says whether all of the time of an explanation passed within the
// perspective, or all may be told.
func PassedWith(run *review.Run, s *view.State, e *explain.Explanation) bool {
	if !Strict(s) {
		return true
	}
	if e.Topic == explain.OfEntry { // when it was to come is how the exercise is run
		return false
	}
	for i := range e.Stretches {
		if h := run.House(e.Stretches[i].Object); h == 0 || !run.Has(s.As, h) {
			return false
		}
	}
	return len(e.Missing) == 0
}

// told says whether what came of a deadline may be told.
func told(run *review.Run, s *view.State, o *review.Outcome) bool {
	return !Strict(s) || run.Told(s.As, o, s.At, s.Record)
}

// courseOf is the outcome whose way is drawn in full: by which way it came the White
// Cell knows alone.
func courseOf(s *view.State) journal.Ref {
	if Strict(s) {
		return 0
	}
	return s.Outcome
}

// ToldOutcomes are the places of the deadlines that a perspective is told of: its own
// that are settled, or all.
func ToldOutcomes(run *review.Run, s *view.State) (list []int) {
	for i := range run.Outcomes {
		if told(run, s, &run.Outcomes[i]) {
			list = append(list, i)
		}
	}
	return list
}

// drawElsewhere says that something is not seen from where the perspective looks, and
// what shows more.
func drawElsewhere(c *Canvas, note string, x, y, w float64) {
	y = c.Tell(x, y, min(w, 900), 20, 3, note, theme.Section, font.Regular, c.Theme.Ink2) + 4
	x = c.Button(x, y, labelAndMissed, "", false, view.Action{Do: view.Missed})
	c.Button(x, y, labelWhiteCell, "0", false, view.Action{Do: view.LookAs})
}
