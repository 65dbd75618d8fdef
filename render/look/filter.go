package look

import (
	"strings"

	"entente/render/review"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Filter says what fits the filter; all else is faint.
type Filter struct {
	run     *review.Run
	text    string
	as      view.Perspective // who looks; the White Cell where what was missed is shown too
	finder  *review.Finder   // nil: everything fits
	outer   *review.Finder   // what whoever looks finds without having read anything
	Reasons [measure.NumDelays]bool
	Some    bool // reasons are asked for
}

// Set reads a filter. One that cannot be read, such as half of a term that somebody
// is typing, lets everything through.
func (f *Filter) Set(run *review.Run, s *view.State) {
	as, text := view.Perspective{}, s.Filter
	if Strict(s) {
		as = s.As
	}
	if f.run == run && f.text == text && f.as == as {
		return
	}
	*f = Filter{run: run, text: text, as: as}
	if text == "" {
		return
	}
	finder, err := run.NewFinder(text)
	if err != nil || finder.Any() {
		return
	}
	f.finder, f.outer = finder, finder
	if as.Sort != view.WhiteCell {
		if f.outer, err = run.NewFinder(text); err != nil {
			return
		}
		f.outer.As = as
	}
	for _, word := range strings.Fields(text) {
		key, code, _ := strings.Cut(word, ":")
		for d := range measure.NumDelays {
			if strings.EqualFold(key, "reason") && strings.EqualFold(code, d.Code()) {
				f.Reasons[d], f.Some = true, true
			}
		}
	}
}

// On says whether there is a filter.
func (f *Filter) On() bool { return f.finder != nil }

// Cost is about what it takes to hold a message against the filter, in steps.
func (f *Filter) Cost() int {
	if f.finder == nil {
		return 1
	}
	return 2 * f.finder.Cost()
}

// fits says whether a record fits. One that nobody has had the time to look at does,
// until somebody has.
func (f *Filter) fits(finder *review.Finder, n journal.Num) bool {
	if n == 0 {
		return false
	}
	if cost := finder.Cost(); !finder.Known(int(n)-1) && f.run.Afford(cost) < cost {
		return true
	}
	fits, err := finder.Fits(int(n) - 1)
	return fits && err == nil
}

// Hold says whether a stretch of time fits: its record does, and its delay is one that
// is asked for.
func (f *Filter) Hold(h *review.Hold) bool {
	if f.finder == nil {
		return true
	}
	return (!f.Some || f.Reasons[h.Delay]) && f.fits(f.outer, h.Record)
}

// Message says whether a message fits at an instant: by all that it is about once whoever
// looks has read it, before by what can be seen of it unread.
func (f *Filter) Message(m *review.Message, at sim.Time) bool {
	if f.finder == nil || f.Outside(m) {
		return true
	}
	return f.as.Sort != view.WhiteCell && f.run.Opened(f.as, m) <= at && f.Inside(m)
}

// Inside says whether the first or the last record of a message fits.
func (f *Filter) Inside(m *review.Message) bool {
	return f.finder == nil || f.fits(f.finder, m.First) || f.fits(f.finder, m.Last)
}

// Outside is the same of what whoever looks has seen of it without reading it.
func (f *Filter) Outside(m *review.Message) bool {
	if f.finder == nil || f.as.Sort == view.WhiteCell {
		return f.Inside(m)
	}
	read := f.run.Opened(f.as, m)
	for _, n := range [...]journal.Num{m.First, m.Last} {
		if e := &f.run.Events[n-1]; e.At < read && f.run.Sees(f.as, e) && f.fits(f.outer, n) {
			return true
		}
	}
	return false
}
