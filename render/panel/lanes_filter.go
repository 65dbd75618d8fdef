package panel

import (
	"strings"

	"entente/render/review"
	"entente/replay/measure"
)

// laneFilter says what fits the filter; all else is faint.
type laneFilter struct {
	finder  *review.Finder // nil: everything fits
	reasons [measure.NumDelays]bool
	some    bool // reasons are asked for
}

// set reads a filter. One that cannot be read, such as half of a term that somebody
// is typing, lets everything through.
func (f *laneFilter) set(run *review.Run, text string) {
	*f = laneFilter{}
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

// hold says whether a stretch of time fits: its record does, and its delay is one that
// is asked for.
func (f *laneFilter) hold(h *review.Hold) bool {
	if f.finder == nil {
		return true
	}
	if f.some && !f.reasons[h.Delay] || h.Record == 0 {
		return false
	}
	fits, err := f.finder.Fits(int(h.Record) - 1)
	return fits && err == nil
}

// message says whether the first or the last record of a message fits.
func (f *laneFilter) message(m *review.Message) bool {
	if f.finder == nil {
		return true
	}
	first, err := f.finder.Fits(int(m.First) - 1)
	if first && err == nil {
		return true
	}
	last, err := f.finder.Fits(int(m.Last) - 1)
	return last && err == nil
}
