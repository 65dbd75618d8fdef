package main

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
)

// shortNames are the measures in a few words, for the narrow column beside a number.
var shortNames = map[string]string{
	"M1":  "wait for a key fact",
	"M2":  "shared awareness",
	"M3":  "deadlines to know",
	"M4":  "ended by a law",
	"M5":  "lost before sending",
	"M6":  "held twice unknown",
	"M7":  "without a home",
	"M8":  "answered in time",
	"M9":  "read against marking",
	"M10": "margin of actions",
	"M11": "lawful capacity",
	"M12": "decisions of bodies",
	"M13": "effort",
	"M14": "support on station",
	"M15": "trust moved",
	"M17": "rights",
	"M18": "put aside",
	"M19": "false suspicion",
	"M20": "left undone",
}

// measures tells what a run came down to, a line for each measure.
func (p *picture) measures(r measure.Results) {
	p.head("Measures (indicative)", "one run is one draw; --reps gives ranges")
	line := func(id string, counts bool, text string, values ...any) {
		text, colour := fmt.Sprintf(text, values...), plain
		if !counts {
			text, colour = "nothing to measure", faint
		}
		p.measure(id, shortNames[id], text, colour)
	}
	line("M1", r.M1.All() > 0, "median %s, 95 %% %s; %d of %s %s", p.figure("M1", &r), p.figure("M1 p95", &r),
		r.M1.Never, wording.Plural(r.M1.All(), "fact"), p.Never())
	line("M2", r.M2.All() > 0, "worst %s; %d of %s %s", p.figure("M2", &r), r.M2.Never, wording.Plural(r.M2.All(), "storyline"), p.Never())
	line("M3", r.M3.All > 0, "%d of %d met", r.M3.Of, r.M3.All)
	line("M4", r.M4.Reached > 0, "%d of %s; laws held them %s", r.M4.Ended, wording.Plural(r.M4.Reached, "message"), wording.Lasting(r.M4.Held))
	line("M5", r.M5.All > 0, "%d of %s", r.M5.Of, wording.Plural(r.M5.All, "key fact"))
	line("M6", true, "%s, %s in all", wording.Plural(len(r.M6), "fact"), wording.Lasting(r.M6.Total()))
	line("M7", r.M7.All > 0, "%d of %s that nobody could act on in time", r.M7.Of, wording.Plural(r.M7.All, "key fact"))
	line("M8", r.M8.All > 0, "%d of %s", r.M8.Of, wording.Plural(r.M8.All, "clock"))
	line("M9", r.M9.Read > 0 || r.M9.Leaks > 0, "%d of %s; apart from it %s, %d traced", len(r.M9.Breaches), wording.Thousands(r.M9.Read), wording.Plural(r.M9.Leaks, "leak"), r.M9.Traced)
	if n := len(r.M9.Breaches); n > 0 {
		p.line("       ", in(bad, "✗ the chain broke a marking: a fault of the engine"))
	}
	n := len(r.M10.Known) + r.M10.Unavailable
	line("M10", n > 0, "least %s, median %s; %d of %d %s", p.figure("M10", &r), p.figure("M10 median", &r), r.M10.Unavailable, n, map[bool]string{true: "not available by then", false: "never available"}[p.Stopped()])
	line("M11", r.M11.All > 0, "%d of %s; %d denied, %s", r.M11.Of, wording.Plural(r.M11.All, "action"), r.M11.Denied, wording.Plural(r.M11.Expired, "expired clock"))
	if r.M12.All() > 0 {
		line("M12", true, "median %s; %d adopted, %s, %s", p.figure("M12", &r), r.M12.Adopted, wording.Plural(r.M12.Breaks, "break"), wording.Plural(r.M12.Holds, "objection"))
	}
	line("M13", r.M13.Messages > 0, "%s, %s; %s of the time waiting",
		wording.Plural(r.M13.Messages, "message"), wording.Plural(r.M13.Decided, "action"), p.figure("M13 idle", &r))
	if r.M14.All() > 0 {
		line("M14", true, "median %s; %d of %d %s", p.figure("M14", &r), r.M14.Never, r.M14.All(), p.Never())
	}
	line("M15", len(r.M15) > 0, "mean %s, worst %s over %s", p.figure("M15", &r), p.figure("M15 least", &r), wording.Plural(len(r.M15), "pair"))
	line("M17", true, "refused %d, innocent %d, overrun %s, unlawful %d",
		r.M17.Refused, r.M17.Benign, wording.Lasting(r.M17.Overrun), r.M17.Unlawful)
	if r.M18.Paid {
		line("M18", true, "%s, %d for over a day, %s in all; %d left, %s",
			wording.Plural(len(r.M18.Pieces), "piece"), r.M18.Long(), wording.Lasting(r.M18.Lay()), r.M18.Left(), wording.Plural(len(r.M18.Needed), "needed fact"))
	}
	if x := r.M19; x.Innocent > 0 {
		line("M19", true, "%d of %d innocent, at %s; %d by pooling; %s in all",
			x.People(), x.Innocent, wording.Plural(x.Agencies(), "agency"), x.Pooled(), wording.Lasting(x.Time()))
	}
	if x := r.M20; x.Paid {
		line("M20", true, "%s overlooked, %d to the end; %d usual tellings left out; %s", wording.Plural(len(x.Pairs), "pair"), x.Left(), x.Omitted, wording.Plural(len(x.Needed), "needed fact"))
	}
}

// figure writes one number of a run.
func (p *picture) figure(id string, r *measure.Results) string {
	return p.Figure(measure.FigureOf(id), r)
}

// measure writes one line.
func (p *picture) measure(id, says, text string, colour ink) {
	p.line("  ", pad(id, 4), " ", pad(says, 20), " ", in(colour, clip(text, p.width-28)))
}

// measureRanges tells the same over replications; further numbers of a measure
// stand under its name.
func (p *picture) measureRanges(runs []measure.Readings) {
	p.head("Measures (indicative)", "5, 50 and 95 % of the runs")
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		id, _, further := strings.Cut(x.ID, " ")
		if further {
			id = ""
		}
		s, colour := x.Over(runs), plain
		if s == nil {
			colour = faint
		}
		p.line("  ", pad(id, 5), pad(p.Terms.Figure(x.ID), 36), in(colour, clip(p.Spread(x.Unit, s), p.width-43)))
	}
	p.breaches(runs)
}

// breaches tells of each run in which the chain broke a marking.
func (p *picture) breaches(runs []measure.Readings) {
	breaches := measure.FigureOf("M9")
	for i, r := range runs {
		if n := int(r.Of(breaches).V); n > 0 {
			p.line("       ", in(bad, fmt.Sprintf("✗ replication %d: %s against a marking, a fault of the engine", i, wording.Plural(n, "reading"))))
		}
	}
}
