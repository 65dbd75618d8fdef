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
	{"M1", "wait for a needed key fact, median", timesAt(func(r *measure.Results) measure.Times { return r.M1 }, 500), span, "never", true},
	{"M1 p95", "wait for a needed key fact, 95 %", timesAt(func(r *measure.Results) measure.Times { return r.M1 }, 950), span, "never", true},
	{"M2", "time to shared awareness, worst", timesAt(func(r *measure.Results) measure.Times { return r.M2 }, 1000), span, "never", true},
	{"M3", "deadlines to know that were met", shareOf(func(r *measure.Results) (int, int) { return r.M3.Of, r.M3.All }), percent, "none", false},
	{"M4", "messages that a law ended", shareOf(func(r *measure.Results) (int, int) { return r.M4.Ended, r.M4.Reached }), percent, "none", false},
	{"M4 held", "time that laws held messages", countOf(func(r *measure.Results) int64 { return int64(r.M4.Held) }), span, "none", false},
	{"M5", "key facts lost before sending", shareOf(func(r *measure.Results) (int, int) { return r.M5.Of, r.M5.All }), percent, "none", false},
	{"M6", "facts held twice, unknown to both", countOf(func(r *measure.Results) int64 { return int64(len(r.M6)) }), number, "none", false},
	{"M6 time", "for how long, in all", countOf(func(r *measure.Results) int64 { return int64(r.M6.Total()) }), span, "none", false},
	{"M7", "key facts that nobody could act on", shareOf(func(r *measure.Results) (int, int) { return r.M7.Of, r.M7.All }), percent, "none", false},
	{"M8", "answers within their clock", shareOf(func(r *measure.Results) (int, int) { return r.M8.Of, r.M8.All }), percent, "none", false},
	{"M9", "facts read against their marking", countOf(func(r *measure.Results) int64 { return int64(len(r.M9.Breaches)) }), number, "none", false},
	{"M10", "least margin of an action", marginAt(0), before, "never", false},
	{"M10 median", "median margin of an action", marginAt(500), before, "never", false},
	{"M11", "actions asked for that were lawful", shareOf(func(r *measure.Results) (int, int) { return r.M11.Of, r.M11.All }), percent, "none", false},
	{"M12", "proposal to decision, median", timesAt(func(r *measure.Results) measure.Times { return r.M12.Times }, 500), span, "never", true},
	{"M13", "messages per action", shareOf(func(r *measure.Results) (int, int) { return r.M13.Messages, r.M13.Decided }), tenth, "none", false},
	{"M13 idle", "of their time in queues and closed", shareOf(func(r *measure.Results) (sim.Time, sim.Time) { return r.M13.Idle, r.M13.Total }), percent, "none", false},
	{"M14", "support asked to on station, median", timesAt(func(r *measure.Results) measure.Times { return r.M14 }, 500), span, "never", true},
	{"M15", "trust moved, mean of pairs", trustOf(measure.Faiths.Mean), signed, "none", false},
	{"M15 least", "trust moved, worst pair", trustOf(measure.Faiths.Least), signed, "none", false},
	{"M17", "transfers refused for rights", countOf(func(r *measure.Results) int64 { return int64(r.M17.Refused) }), number, "none", false},
	{"M17 benign", "innocent under a coercive action", countOf(func(r *measure.Results) int64 { return int64(r.M17.Benign) }), number, "none", false},
	{"M17 overrun", "kept past the end of retention", countOf(func(r *measure.Results) int64 { return int64(r.M17.Overrun) }), span, "none", false},
	{"M17 unlawful", "reviews that found it unlawful", countOf(func(r *measure.Results) int64 { return int64(r.M17.Unlawful) }), number, "none", false},
}

// timesAt is a quantile of times that may not have ended, in thousandths.
func timesAt(of func(*measure.Results) measure.Times, q int) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) {
		all := of(r)
		t, ok := all.Quantile(q)
		return value{float64(t), ok}, all.All() > 0
	}
}

func trustOf(of func(measure.Faiths) (sim.PPM, bool)) func(*measure.Results) (value, bool) {
	return func(r *measure.Results) (value, bool) {
		v, ok := of(r.M15)
		return value{float64(v) / float64(sim.One), ok}, ok
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
func signed(v float64) string  { return fmt.Sprintf("%+.3f", v) }
func number(v float64) string  { return fmt.Sprintf("%.0f", v) }
func span(v float64) string    { return lasting(sim.Time(v)) }

// before writes a margin.
func before(v float64) string {
	if v < 0 {
		return span(-v) + " late"
	}
	return span(v) + " before"
}
