package panel

import (
	"entente/render/font"
	"entente/render/review"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// strict says whether only what a perspective saw may be told.
func strict(s *view.State) bool { return s.As.Sort != view.WhiteCell && !s.Missed }

func (p *inspection) strict() bool { return strict(p.s) }

// saw says whether the perspective could see a record.
func (p *inspection) saw(n journal.Num) bool {
	return n > 0 && int(n) <= len(p.run.Events) && p.run.Sees(p.s.As, &p.run.Events[n-1])
}

// own says whether all of the time of an explanation passed within the perspective:
// only then it is told into what it went.
func (p *inspection) own(e *explain.Explanation) bool { return passedWith(p.run, p.s, e) }

func passedWith(run *review.Run, s *view.State, e *explain.Explanation) bool {
	if !strict(s) {
		return true
	}
	for i := range e.Stretches {
		if h := run.House(e.Stretches[i].Object); h == 0 || !run.Has(s.As, h) {
			return false
		}
	}
	return len(e.Missing) == 0
}

// ownOutcomes are the places of the deadlines that a perspective is told of: its own,
// or all.
func ownOutcomes(run *review.Run, s *view.State) (list []int) {
	for i := range run.Outcomes {
		if !strict(s) || run.Has(s.As, run.Outcomes[i].Agency) {
			list = append(list, i)
		}
	}
	return list
}

// drawElsewhere says on the Why screen that it came about where the perspective does
// not see, and what shows more.
func drawElsewhere(c *Canvas, run *review.Run, s *view.State, x, y, w float64) {
	y = c.Tell(x, y, min(w, 900), 20, 3, noteElsewhere, theme.Section, font.Regular, c.Theme.Ink2) + 4
	x = c.Button(x, y, labelAndMissed, "", false, view.Action{Do: view.Missed})
	c.Button(x, y, labelWhiteCell, "0", false, view.Action{Do: view.LookAs})
}
