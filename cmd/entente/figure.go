package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/sim"
)

// figure is one number that a measure comes down to, as it is taken from one
// run and written for people.
type figure struct {
	name   string // the measure, and which of its numbers where it has several
	says   string
	of     func(*measure.Results) (v value, counts bool) // counts: the run had something to measure
	write  func(float64) string
	absent string // word for a run in which it did not happen
	wait   bool   // what did not happen ranks beyond all others, not below
}

// figures are in the order in which people read them.
var figures = []figure{
	{"M1", "wait for a needed key fact, median", waitAt(500), span, "never", true},
	{"M1 p95", "wait for a needed key fact, 95 %", waitAt(950), span, "never", true},
	{"M3", "deadlines to know that were met", shareOf(func(r *measure.Results) (int, int) { return r.M3.Of, r.M3.All }), percent, "none", false},
	{"M4", "messages that a law ended", shareOf(func(r *measure.Results) (int, int) { return r.M4.Ended, r.M4.Reached }), percent, "none", false},
	{"M4 held", "time that laws held messages", countOf(func(r *measure.Results) int64 { return int64(r.M4.Held) }), span, "none", false},
	{"M8", "answers within their clock", shareOf(func(r *measure.Results) (int, int) { return r.M8.Of, r.M8.All }), percent, "none", false},
	{"M9", "facts read against their marking", countOf(func(r *measure.Results) int64 { return int64(len(r.M9.Breaches)) }), number, "none", false},
	{"M10", "least margin of an action", marginAt(0), before, "never", false},
	{"M10 median", "median margin of an action", marginAt(500), before, "never", false},
	{"M13", "messages per action", shareOf(func(r *measure.Results) (int, int) { return r.M13.Messages, r.M13.Decided }), tenth, "none", false},
	{"M13 idle", "of their time in queues and closed", shareOf(func(r *measure.Results) (sim.Time, sim.Time) { return r.M13.Idle, r.M13.Total }), percent, "none", false},
	{"M17", "transfers refused for rights", countOf(func(r *measure.Results) int64 { return int64(r.M17.Refused) }), number, "none", false},
	{"M17 benign", "innocent under a coercive action", countOf(func(r *measure.Results) int64 { return int64(r.M17.Benign) }), number, "none", false},
	{"M17 overrun", "kept past the end of retention", countOf(func(r *measure.Results) int64 { return int64(r.M17.Overrun) }), span, "none", false},
	{"M17 unlawful", "reviews that found it unlawful", countOf(func(r *measure.Results) int64 { return int64(r.M17.Unlawful) }), number, "none", false},
}

func waitAt(q int) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) {
		t, ok := r.M1.Quantile(q)
		return value{float64(t), ok}, r.M1.All() > 0
	}
}

func marginAt(q int) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) {
		t, ok := r.M10.Quantile(q)
		return value{float64(t), ok}, len(r.M10.Known)+r.M10.Unavailable > 0
	}
}

func shareOf[N int | sim.Time](of func(*measure.Results) (part, whole N)) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) {
		v := ratio(of(r))
		if v == nil {
			return value{}, false
		}
		return value{*v, true}, true
	}
}

func countOf(of func(*measure.Results) int64) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) { return value{float64(of(r)), true}, true }
}

// over is the range of a figure over replications; nil where no run had
// anything to measure.
func over(runs []drawn, name string) *spread {
	for i := range figures {
		if figures[i].name == name {
			return figures[i].over(runs)
		}
	}
	panic("no figure " + name)
}

func (x *figure) over(runs []drawn) *spread {
	var values []value
	for i := range runs {
		if v, counts := x.of(&runs[i].results); counts {
			values = append(values, v)
		}
	}
	if x.wait {
		return waitOf(values)
	}
	return spreadOf(values)
}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", 100*v) }
func tenth(v float64) string   { return fmt.Sprintf("%.1f", v) }
func number(v float64) string  { return fmt.Sprintf("%.0f", v) }
func span(v float64) string    { return lasting(sim.Time(v)) }

// before writes a margin.
func before(v float64) string {
	if v < 0 {
		return span(-v) + " late"
	}
	return span(v) + " before"
}
