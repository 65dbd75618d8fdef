package panel

import (
	"strings"

	"entente/render/review"
	"entente/replay/measure"
	"entente/sim/journal"
)

// laneFilter says what fits the filter; all else is faint.
type laneFilter struct {
	run     *review.Run
	text    string
	finder  *review.Finder // nil: everything fits
	reasons [measure.NumDelays]bool
	some    bool // reasons are asked for
}

// set reads a filter. One that cannot be read, such as half of a term that somebody
// is typing, lets everything through.
func (f *laneFilter) set(run *review.Run, text string) {
	if f.run == run && f.text == text {
		return
	}
	*f = laneFilter{run: run, text: text}
	if text == "" {
		return
	}
	finder, err := run.NewFinder(text)
	if err != nil || finder.Any() {
		return
	}
	f.finder = finder
	for _, word := range strings.Fields(text) {
		key, code, _ := strings.Cut(word, ":")
		for d := range measure.NumDelays {
			if strings.EqualFold(key, "reason") && strings.EqualFold(code, d.Code()) {
				f.reasons[d], f.some = true, true
			}
		}
	}
}

// on says whether there is a filter.
func (f *laneFilter) on() bool { return f.finder != nil }

// cost is about what it takes to hold a message against the filter, in steps.
func (f *laneFilter) cost() int {
	if f.finder == nil {
		return 1
	}
	return 2 * f.finder.Cost()
}

// fits says whether a record fits. One that nobody has had the time to look at does,
// until somebody has.
func (f *laneFilter) fits(n journal.Num) bool {
	if n == 0 {
		return false
	}
	if cost := f.finder.Cost(); !f.finder.Known(int(n)-1) && f.run.Afford(cost) < cost {
		return true
	}
	fits, err := f.finder.Fits(int(n) - 1)
	return fits && err == nil
}

// hold says whether a stretch of time fits: its record does, and its delay is one that
// is asked for.
func (f *laneFilter) hold(h *review.Hold) bool {
	if f.finder == nil {
		return true
	}
	return (!f.some || f.reasons[h.Delay]) && f.fits(h.Record)
}

// message says whether the first or the last record of a message fits.
func (f *laneFilter) message(m *review.Message) bool {
	return f.finder == nil || f.fits(m.First) || f.fits(m.Last)
}
