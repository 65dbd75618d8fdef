package panel

import (
	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// strict says whether only what a perspective saw may be told.
func (p *inspection) strict() bool { return p.s.As.Sort != view.WhiteCell && !p.s.Missed }

// saw says whether the perspective could see a record.
func (p *inspection) saw(n journal.Num) bool {
	return n > 0 && int(n) <= len(p.run.Events) && p.run.Sees(p.s.As, &p.run.Events[n-1])
}

// own says whether all of the time of an explanation passed within the perspective:
// only then it is told into what it went.
func (p *inspection) own(e *explain.Explanation) bool {
	if !p.strict() {
		return true
	}
	for i := range e.Stretches {
		if h := p.run.House(e.Stretches[i].Object); h == 0 || !p.run.Has(p.s.As, h) {
			return false
		}
	}
	return true
}
