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
func (p *screen) measures(r measure.Results) {
	p.beginSection("Measures (indicative)", "one run is one draw; --reps gives ranges")
	line := func(id string, counts bool, text string, values ...any) {
		text, colour := fmt.Sprintf(text, values...), plain
		if !counts {
			text, colour = "nothing to measure", faint
		}
		p.printMeasure(id, shortNames[id], text, colour)
	}
	line("M1", r.KeyFactWaits.All() > 0, "median %s, 95 %% %s; %d of %s %s", p.printFigure("M1", &r), p.printFigure("M1 p95", &r),
		r.KeyFactWaits.Never, wording.Plural(r.KeyFactWaits.All(), "fact"), p.Never())
	line("M2", r.SharedAwareness.All() > 0, "worst %s; %d of %s %s", p.printFigure("M2", &r), r.SharedAwareness.Never, wording.Plural(r.SharedAwareness.All(), "storyline"), p.Never())
	line("M3", r.DeadlinesMet.All > 0, "%d of %d met", r.DeadlinesMet.Of, r.DeadlinesMet.All)
	line("M4", r.LegalEffects.Reached > 0, "%d of %s; laws held them %s", r.LegalEffects.Ended, wording.Plural(r.LegalEffects.Reached, "message"), wording.Lasting(r.LegalEffects.Held))
	line("M5", r.LostFacts.All > 0, "%d of %s", r.LostFacts.Of, wording.Plural(r.LostFacts.All, "key fact"))
	line("M6", true, "%s, %s in all", wording.Plural(len(r.Duplicates), "fact"), wording.Lasting(r.Duplicates.Total()))
	line("M7", r.Unactionable.All > 0, "%d of %s that nobody could act on in time", r.Unactionable.Of, wording.Plural(r.Unactionable.All, "key fact"))
	line("M8", r.AnswersInTime.All > 0, "%d of %s", r.AnswersInTime.Of, wording.Plural(r.AnswersInTime.All, "clock"))
	line("M9", r.Markings.Read > 0 || r.Markings.Leaks > 0, "%d of %s; apart from it %s, %d traced", len(r.Markings.Breaches), wording.Thousands(r.Markings.Read), wording.Plural(r.Markings.Leaks, "leak"), r.Markings.Traced)
	if n := len(r.Markings.Breaches); n > 0 {
		p.printLine("       ", inColour(bad, "✗ the chain broke a marking: a fault of the engine"))
	}
	n := len(r.ActionMargins.Known) + r.ActionMargins.Unavailable
	line("M10", n > 0, "least %s, median %s; %d of %d %s", p.printFigure("M10", &r), p.printFigure("M10 median", &r), r.ActionMargins.Unavailable, n, map[bool]string{true: "not available by then", false: "never available"}[p.Stopped()])
	line("M11", r.LegalCapacity.All > 0, "%d of %s; %d denied, %s", r.LegalCapacity.Of, wording.Plural(r.LegalCapacity.All, "action"), r.LegalCapacity.Denied, wording.Plural(r.LegalCapacity.Expired, "expired clock"))
	if r.Decisions.All() > 0 {
		line("M12", true, "median %s; %d adopted, %s, %s", p.printFigure("M12", &r), r.Decisions.Adopted, wording.Plural(r.Decisions.Breaks, "break"), wording.Plural(r.Decisions.Holds, "objection"))
	}
	line("M13", r.Effort.Messages > 0, "%s, %s; %s of the time waiting",
		wording.Plural(r.Effort.Messages, "message"), wording.Plural(r.Effort.Decided, "action"), p.printFigure("M13 idle", &r))
	if r.SupportTimes.All() > 0 {
		line("M14", true, "median %s; %d of %d %s", p.printFigure("M14", &r), r.SupportTimes.Never, r.SupportTimes.All(), p.Never())
	}
	line("M15", len(r.TrustShifts) > 0, "mean %s, worst %s over %s", p.printFigure("M15", &r), p.printFigure("M15 least", &r), wording.Plural(len(r.TrustShifts), "pair"))
	line("M17", true, "refused %d, innocent %d, overrun %s, unlawful %d",
		r.Rights.Refused, r.Rights.Benign, wording.Lasting(r.Rights.Overrun), r.Rights.Unlawful)
	if r.Attention.Paid {
		line("M18", true, "%s, %d for over a day, %s in all; %d left, %s",
			wording.Plural(len(r.Attention.Pieces), "piece"), r.Attention.Long(), wording.Lasting(r.Attention.Lay()), r.Attention.Left(), wording.Plural(len(r.Attention.Needed), "needed fact"))
	}
	if x := r.Suspicions; x.Innocent > 0 {
		line("M19", true, "%d of %d innocent, at %s; %d by pooling; %s in all",
			x.People(), x.Innocent, wording.Plural(x.Agencies(), "agency"), x.Pooled(), wording.Lasting(x.Time()))
	}
	if x := r.Undone; x.Paid {
		line("M20", true, "%s overlooked, %d to the end; %d usual tellings left out; %s", wording.Plural(len(x.Pairs), "pair"), x.Left(), x.Omitted, wording.Plural(len(x.Needed), "needed fact"))
	}
}

// printFigure writes one number of a run.
func (p *screen) printFigure(id string, r *measure.Results) string {
	return p.Figure(measure.FigureOf(id), r)
}

// printMeasure writes a line, and what it does not hold below it.
func (p *screen) printMeasure(id, says, text string, colour ink) {
	for _, part := range wrap(text, p.width-28) {
		p.printLine("  ", pad(id, 4), " ", pad(says, 20), " ", inColour(colour, part))
		id, says = "", ""
	}
}

// measureRanges tells the same over replications; further numbers of a measure
// stand under its name.
func (p *screen) measureRanges(runs []measure.Readings) {
	p.beginSection("Measures (indicative)", "5, 50 and 95 % of the runs")
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
		p.printLine("  ", pad(id, 5), pad(p.Terms.Figure(x.ID), 36), inColour(colour, clip(p.Spread(x.Unit, s), p.width-43)))
	}
	p.breaches(runs)
}

// breaches tells of each run in which the chain broke a marking.
func (p *screen) breaches(runs []measure.Readings) {
	breaches := measure.FigureOf("M9")
	for i, r := range runs {
		if n := int(r.Of(breaches).V); n > 0 {
			p.printLine("       ", inColour(bad, fmt.Sprintf("✗ replication %d: %s against a marking, a fault of the engine", i, wording.Plural(n, "reading"))))
		}
	}
}
