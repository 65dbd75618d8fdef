package panel

import (
	"entente/render/atlas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
)

// Shown is what a map shows, for tests.
func (w *Where) Shown() (*atlas.Page, *atlas.Frame) { return w.page, &w.frame }

// Counted says how many messages go from one party to another, for tests.
func (w *Where) Counted() map[[2]atlas.Party][2]int32 {
	list := map[[2]atlas.Party][2]int32{}
	for _, p := range w.flow.pairs {
		if p.size() > 0 {
			list[[2]atlas.Party{p.from, p.to}] = [2]int32{p.count, p.flying}
		}
	}
	return list
}

// Highlights says whether a message stands out under the filter of a state, for tests.
func Highlights(run *review.Run, s *view.State, m *review.Message) bool {
	var f look.Filter
	f.Set(run, s)
	return f.Message(m, s.At)
}
