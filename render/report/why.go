package report

import (
	"fmt"
	"slices"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// mostWaterfalls that a report draws; of more deadlines, the worst, and all in a
// table.
const mostWaterfalls = 8

// worstDeadline is the deadline whose thread is drawn: of those that missed, the first with
// a path through several places, one that came late before one that did not; nil if
// there is nothing to draw.
func (b *builder) worstDeadline() *explain.Explanation {
	var found *explain.Explanation
	best := 0
	for _, e := range b.Why {
		if len(e.Stretches) == 0 {
			continue
		}
		places := map[journal.Ref]bool{}
		for _, s := range e.Stretches {
			places[s.Object] = true
		}
		score := 4*min(len(places), 4) + map[journal.Outcome]int{journal.Late: 3, journal.NotMet: 2}[e.Outcome]
		if score > best {
			found, best = e, score
		}
	}
	return found
}

// pathWords words the stretches of an explanation for a picture.
func (b *builder) pathWords(e *explain.Explanation) *figure.Path {
	p := &figure.Path{Title: b.speak.Asked(e), Says: b.speak.Verdict(e), Due: e.Due, Late: e.Outcome == journal.Late || e.Outcome == journal.NotMet}
	for _, s := range e.Stretches {
		p.Stretches = append(p.Stretches, figure.Stretch{
			From: s.From, Until: s.To, Delay: measure.DelayOf(s.Step, s.Cause), What: b.Terms.Stretch(s.Step, s.Cause), Where: b.place(s.Object), World: s.Step == journal.World,
		})
	}
	switch margin, came := e.Margin(); {
	case !came:
		p.Outcome = wording.Upper(b.Terms.Outcome(e.Outcome))
	default:
		p.Outcome = fmt.Sprintf("%s %s, %s", wording.Upper(b.Terms.Outcome(e.Outcome)), b.speak.Clock.At(e.Came), wording.Margin(margin))
	}
	return p
}

// place is where a stretch passed, as a lane calls it.
func (b *builder) place(r journal.Ref) string {
	if r == 0 {
		return ""
	}
	return b.label(r)
}

// whyTitle heads the explanations.
const whyTitle = "Why it was late, and why not"

// explainLate explains each deadline: a sentence, where the time went, what was missing
// and what the rules say.
func (b *builder) explainLate() document.Section {
	s := document.Section{ID: "why", Title: whyTitle}
	if len(b.Why) == 0 {
		return document.Section{}
	}
	t := document.Table{Head: []string{"Deadline", "Outcome", "When", "Margin", "Largest reason"}, Right: []int{3}}
	for _, e := range b.Why {
		margin, largest := "", document.Cell{}
		if m, ok := e.Margin(); ok {
			margin = wording.Margin(m)
		}
		if most := explain.Most(e.Stretches); most != nil {
			d := measure.DelayOf(most.Step, most.Cause)
			largest = document.Cell{Text: fmt.Sprintf("%s, %s", b.Terms.Delay(d.Code()), keepOnLine(wording.Lasting(most.Ms))), Chip: figure.Chip(d, b.Terms, b.theme)}
		}
		row := document.Plain(b.speak.Asked(e), keepOnLine(wording.Mark(e.Outcome)+" "+b.Terms.Outcome(e.Outcome)), b.when(e), margin)
		row[1].Late = e.Outcome == journal.Late || e.Outcome == journal.NotMet
		t.Rows = append(t.Rows, append(row, largest))
	}
	s.Blocks = append(s.Blocks, t)
	if len(b.tallies) > 0 {
		s.Blocks = append(s.Blocks, b.drawOutcomes())
	}
	var drawn []*explain.Explanation
	for _, e := range b.Why {
		if e.Outcome != journal.Late && e.Outcome != journal.NotMet || len(drawn) == mostWaterfalls {
			continue
		}
		s.Blocks = append(s.Blocks, b.waterfall(e, drawn)...)
		drawn = append(drawn, e)
	}
	if t := rulesOf(drawn); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, document.Heading{Text: "Rules on the way"}, t)
	}
	return s
}

// rulesOf are the rules that some explanations name, each once.
func rulesOf(list []*explain.Explanation) document.Table {
	t := document.Table{Head: []string{"Rule", "What it says"}}
	seen := map[string]bool{}
	for _, e := range list {
		for i := range e.Rules {
			if x := &e.Rules[i]; !seen[x.ID] {
				seen[x.ID] = true
				t.Rows = append(t.Rows, document.Plain(x.ID, ruleWords(x)))
			}
		}
	}
	return t
}

func (b *builder) when(e *explain.Explanation) string {
	switch {
	case e.Came != sim.Never:
		return b.instantCell(e.Came)
	case e.Due != sim.Never:
		return keepOnLine("due ") + b.instantCell(e.Due)
	}
	if b.speak.Stopped() {
		return "its stage was not reached"
	}
	return "its stage did not come"
}

// waterfall is the explanation of one deadline. What went the way of an earlier one
// points there.
func (b *builder) waterfall(e *explain.Explanation, drawn []*explain.Explanation) (blocks []document.Block) {
	blocks = append(blocks, document.Heading{Text: b.speak.Asked(e)}, document.Paragraph{Text: b.speak.Verdict(e)})
	same := func(o *explain.Explanation) bool { return slices.Equal(o.Stretches, e.Stretches) }
	if i := slices.IndexFunc(drawn, same); i >= 0 && len(e.Stretches) > 0 {
		return append(blocks, document.Paragraph{Text: "Its time passed as that of the deadline above: " + b.speak.Asked(drawn[i]) + "."})
	}
	if len(e.Stretches) > 0 {
		blocks = append(blocks, figure.Waterfall(b.nextFigure(), b.pathWords(e), b.speak, b.theme))
	}
	if told := e.Came == sim.Never && e.Through > 0; len(e.Missing) > 1 || len(e.Missing) == 1 && !told {
		var points []string
		for i := range e.Missing {
			points = append(points, b.speak.Name(e.Missing[i].Fact)+" "+b.speak.Whereabouts(&e.Missing[i]))
		}
		const most = 6
		if more := len(points) - most; more > 0 {
			points = append(points[:most], fmt.Sprintf("and %d more", more))
		}
		blocks = append(blocks, document.Paragraph{Text: "Not there when it was due:"}, document.List{Points: points})
	}
	return blocks
}

// drawOutcomes draws the outcomes over replications.
func (b *builder) drawOutcomes() document.Figure {
	var list []figure.Tally
	for i := range b.tallies {
		t := &b.tallies[i]
		d := &b.deadlines[i]
		list = append(list, figure.Tally{
			Name: b.wantedText(&t.Due), Counts: t.Count, Margin: b.speak.Range(measure.Margin, t.Margin),
			This: fmt.Sprintf("%s, %s", b.Terms.Outcome(d.Outcome), b.speak.When(d)),
		})
	}
	return figure.Strips(b.nextFigure(), fmt.Sprintf("Deadlines over %s", wording.Plural(len(b.Runs), "replication")), list, b.Terms, b.theme)
}

// mostReasons of the hot wash.
const mostReasons = 3

// reasons are the sentences of what went wrong, worst first.
func (b *builder) reasons() (points []string) {
	for _, e := range b.Why {
		why := b.speak.Because(e)
		if (e.Outcome == journal.Late || e.Outcome == journal.NotMet) && len(points) < mostReasons && why != "" && !slices.Contains(points, why) {
			points = append(points, why)
		}
	}
	if len(points) > 0 {
		return points
	}
	if answers := b.results.AnswersInTime; answers.Of < answers.All {
		return []string{fmt.Sprintf("No deadline was missed. Of %s that were due %s ran out before they were answered: what was refused, and by which rule, names them.",
			wording.Plural(answers.All, "clock"), wording.Thousands(answers.All-answers.Of))}
	}
	return []string{"Nothing that was due was late."}
}

// tellDecisions tells what was decided, and how long it took.
func (b *builder) tellDecisions() document.Section {
	if len(b.Decisions) == 0 {
		return document.Section{}
	}
	s := document.Section{ID: "bodies", Title: "Bodies and their decisions"}
	t := document.Table{Head: []string{"Body", "On", "Put", "Outcome", "Decided", "Took", "Why"}, Right: []int{5}}
	for _, e := range b.Decisions {
		took, when := "", "open at the end"
		if e.Came != sim.Never {
			took, when = wording.Lasting(e.Came-e.From), b.instantCell(e.Came)
		}
		t.Rows = append(t.Rows, document.Plain(b.label(e.Agency), b.label(e.Thing), b.instantCell(e.From), b.Terms.Outcome(e.Outcome), when, took, b.speak.Verdict(e)))
	}
	s.Blocks = append(s.Blocks, t)
	return s
}
