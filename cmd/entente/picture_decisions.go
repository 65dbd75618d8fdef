package main

import (
	"fmt"
	"strings"

	"entente/replay/explain"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// decisions tells of each proposal that came before a body how it was decided and
// what took the time.
func (p *screen) decisions(why *explain.Reader) error {
	list, err := why.Decisions()
	if err != nil || len(list) == 0 {
		return err
	}
	adopted := 0
	for _, x := range list {
		if x.Outcome == journal.Adopted {
			adopted++
		}
	}
	p.beginSection(fmt.Sprintf("Decisions of bodies: %d of %s adopted", adopted, wording.Plural(len(list), "proposal")), "how long each took, and over what")
	for i, x := range list {
		if p.short && i == shortDecisions && len(list) > i+1 {
			p.printLine("  ", inColour(faint, fmt.Sprintf("and %d more", len(list)-i)))
			break
		}
		p.printDecision(x)
	}
	return nil
}

// printDecision writes one proposal.
func (p *screen) printDecision(x *explain.Explanation) {
	sign, colour := "…", faint
	switch x.Outcome {
	case journal.Adopted:
		sign, colour = "✓", good
	case journal.Open, journal.NotYet:
	default:
		sign, colour = "✗", bad
	}
	what := p.Who(x.Thing)
	if x.Nth > 1 {
		what += fmt.Sprintf("/%d", x.Nth)
	}
	if x.Agency != 0 {
		what = p.Who(x.Agency) + ": " + what
	}
	when := "put " + p.Clock.At(x.From)
	if x.Came != sim.Never {
		_, whole := notation.Parts([]sim.Time{x.Length()}) // as its parts are told below
		when = p.Clock.At(x.Came) + ", " + whole + " after it was put"
	}
	p.printLine("  ", inColour(colour, pad(sign+" "+strings.ToUpper(p.Terms.Outcome(x.Outcome)), 12)), pad(what, max(p.width-16-columns(when), 1)), "  ", when)
	if p.short {
		if text := p.shortPath(x); text != "" {
			p.printLine(indent, inColour(faint, clip(text, p.width-len(indent))))
		}
		return
	}
	p.drawPath(x, "")
}
