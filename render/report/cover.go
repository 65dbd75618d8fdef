package report

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// promise says in a sentence what the reader has before them.
func (b *builder) promise() string {
	parts := []string{wording.Plural(b.count(journal.SortNation), "nation")}
	if n := b.count(journal.SortBody); n > 0 {
		parts = append(parts, wording.Plural(n, "common body"))
	}
	parts = append(parts, wording.Plural(len(b.Trace.Static.Storylines), "storyline"), wording.Span(b.end))
	text := strings.Join(parts, ", ") + "."
	if name := wording.Exercise(b.Trace.Static); name != "" {
		text = name + ". " + text
	}
	return text + " What happened, why, and what to change."
}

// count is how many things of a sort the scenario has.
func (b *builder) count(sort journal.Sort) (n int) {
	for _, t := range b.Trace.Static.Things {
		if journal.SortOf(t.Sort) == sort {
			n++
		}
	}
	return n
}

// tellRun tells of the run itself, and says how far its numbers go.
func (b *builder) tellRun() []document.Block {
	waits := b.listWaits()
	var blocks []document.Block
	if b.Partial != "" {
		blocks = append(blocks, document.Paragraph{Text: "Partial: " + b.Partial})
	}
	if b.speak.Stopped() {
		blocks = append(blocks, document.Paragraph{Text: b.speak.Stopping() + "."})
	}
	if len(waits) > 0 {
		f := figure.Load(b.nextFigure(), "What waited where", b.nations(), waits, 0, b.end, b.speak.Clock, b.theme)
		b.deferNumbers(&f, "What waited where: the numbers of the picture on the cover")
		f.Caption += " Its numbers stand under “Method and proof”."
		blocks = append(blocks, f,
			document.Picture{ID: b.nextFigure(), Scene: figure.Legend("", figure.LoadLegend(waits), b.Terms, b.theme)})
	}
	claim := "Single run: illustrates, does not estimate. One run is one draw of chance; replications give ranges."
	if n := len(b.Runs); n > 0 {
		claim = fmt.Sprintf("Headline numbers carry their range over %s, from the value that 5 %% of them stay below to the one that 95 %% do, and the rank of this run among them, from the lowest.", wording.Plural(n, "replication"))
		if b.Failed > 0 {
			claim += fmt.Sprintf(" Beside them %s failed and %s in no range.", wording.Plural(b.Failed, "replication"), map[bool]string{true: "is", false: "are"}[b.Failed == 1])
		}
	}
	return append(blocks, document.Paragraph{Text: claim}, document.Paragraph{Faint: true, Text: b.provenance()}, document.Paragraph{Faint: true, Text: b.speak.Clock.Legend()})
}

// provenance is one line that identifies the run.
func (b *builder) provenance() string {
	return fmt.Sprintf("Scenario %s · %s to %s · seed %d · engine %s · digest %s", b.Trace.Static.Scenario,
		b.speak.Clock.Date(0), b.speak.Clock.Date(b.end), b.Seed, b.Engine, b.Digest)
}

// nations are the names of nations and bodies as figures call them, in the order
// of the scenario.
func (b *builder) nations() (names []string) {
	for i, t := range b.Trace.Static.Things {
		if s := journal.SortOf(t.Sort); s == journal.SortNation || s == journal.SortBody {
			names = append(names, b.label(journal.Ref(i)))
		}
	}
	return names
}

// nationName is the nation or body of a thing, as figures call it; else its own name.
func (b *builder) nationName(r journal.Ref) string {
	home := b.Trace.Nation(r)
	for i, t := range b.Trace.Static.Things {
		if s := journal.SortOf(t.Sort); t.Name == home && (s == journal.SortNation || s == journal.SortBody) {
			return b.label(journal.Ref(i))
		}
	}
	return b.label(r)
}

// listWaits lists all stretches for which messages and jobs waited, with whom: the
// nation or body of what held them, else that of the record.
func (b *builder) listWaits() (list []figure.Wait) {
	known := map[journal.Ref]string{}
	houses := func(r journal.Ref) string {
		if _, ok := known[r]; !ok {
			known[r] = b.nationName(r)
		}
		return known[r]
	}
	for i := range b.Trace.Records {
		r := &b.Trace.Records[i]
		if r.At < 0 {
			continue
		}
		end := r.At
		for k := len(r.Spans) - 1; k >= 0; k-- {
			s := &r.Spans[k]
			who := houses(s.Object)
			if b.Trace.Nation(s.Object) == "" {
				who = houses(r.Actor)
			}
			if d := measure.DelayOf(s.Step, s.Cause); s.Ms > 0 && s.Cause != journal.Idle {
				list = append(list, figure.Wait{Who: who, Delay: d, From: max(0, end-s.Ms), Until: end})
			}
			end -= s.Ms
		}
	}
	return list
}

// hotWash is the page for those who read one.
func (b *builder) hotWash() document.Section {
	s := document.Section{ID: "hot-wash", Title: wording.Upper(b.Terms.Noun("hot_wash"))}
	met, late, due := 0, 0, 0
	for i := range b.deadlines {
		if d := &b.deadlines[i]; d.Counts() {
			due++
			switch d.Outcome {
			case journal.Met:
				met++
			case journal.Late:
				late++
			}
		}
	}
	s.Lead = wording.Deadlines(met, late, due-met-late)
	numbers := document.Numbers{}
	number := func(value, says, note string, late bool) {
		numbers.Items = append(numbers.Items, document.Number{Value: value, Says: says, Note: note, Late: late})
	}
	if due > 0 {
		number(fmt.Sprintf("%d of %d", met, due), "deadlines met", b.headline("M3"), met < due)
	}
	if b.results.KeyFactWaits.All() > 0 {
		value, says := b.speak.Figure(measure.FigureOf("M1"), &b.results), "until half of what was needed had arrived"
		if value == b.speak.Absent(measure.Duration) {
			value, says = "under half", "of what was needed arrived"
		}
		number(value, says, b.headline("M1"), false)
	}
	if d, ms := b.largest(); ms > 0 {
		number(wording.Total(ms), "of the time of messages went to "+wording.Lower(b.Terms.Delay(d.Code())), "the largest of all reasons", false)
	}
	if b.results.LegalEffects.Reached > 0 {
		number(fmt.Sprintf("%s of %s", wording.Thousands(b.results.LegalEffects.Ended), wording.Thousands(b.results.LegalEffects.Reached)), "messages ended by a law", b.headline("M4"), false)
	}
	s.Blocks = append(s.Blocks, numbers)
	s.Blocks = append(s.Blocks, b.happened()...)
	if sums, all := b.sumTimes(); all > 0 {
		_, whole := notation.Parts(sums[:])
		f := figure.Shares(b.nextFigure(), "Where the time of messages went", sums, b.Terms, b.theme)
		b.deferNumbers(&f, "Where the time of messages went")
		s.Blocks = append(s.Blocks, document.Heading{Text: fmt.Sprintf("Where %s of the time of messages went", whole)}, f)
	}
	s.Blocks = append(s.Blocks, document.Columns{Sides: [][]document.Block{pointList("What was planned", b.planned()), pointList("Why", b.reasons())}})
	keep, mend := firstOf(texts(b.strengths()), 2), firstOf(b.actions(b.listAreas()), 3)
	if len(mend) == 0 {
		mend = []string{"Nothing that a deadline shows."}
	}
	if len(keep) == 0 {
		keep = []string{"No deadline was met and no task was performed without challenges."}
	}
	s.Blocks = append(s.Blocks, document.Columns{Sides: [][]document.Block{pointList("Keep", keep), pointList("Mend", mend)}})
	return s
}

// happened draws how the deadlines came out; where none came due it says so.
func (b *builder) happened() []document.Block {
	list := b.listLeads()
	if len(list) == 0 {
		return pointList("What happened", []string{"No deadline came due."})
	}
	f := figure.LeadTimes(b.nextFigure(), "Lead time at each deadline", list[:min(len(list), mostLeads)], b.theme)
	if more := len(list) - mostLeads; more > 0 {
		f.Caption = strings.TrimSpace(f.Caption + fmt.Sprintf(" And %d more, under “%s”.", more, whyTitle))
	}
	b.deferNumbers(&f, "Lead time at each deadline")
	return []document.Block{document.Heading{Text: "What happened: lead time at each deadline"}, f}
}

// mostLeads is how many deadlines the hot wash draws, the worst first.
const mostLeads = 7

// listLeads lists how long before or after it was due each deadline came true, of those
// that came due.
func (b *builder) listLeads() (list []figure.Lead) {
	for _, e := range b.Why {
		x := figure.Lead{Name: b.speak.Asked(e), Late: e.Outcome != journal.Met, Says: b.Terms.Outcome(e.Outcome)}
		if e.Outcome != journal.Met && e.Outcome != journal.Late && e.Outcome != journal.NotMet {
			continue
		}
		if x.Margin, x.Came = e.Margin(); x.Came {
			x.Says = wording.Margin(x.Margin)
		}
		list = append(list, x)
	}
	return list
}

// pointList makes a heading and a list.
func pointList(heading string, list []string) []document.Block {
	return []document.Block{document.Heading{Text: heading}, document.List{Points: list}}
}

// headline is the range of a figure and the rank of this run.
func (b *builder) headline(id string) string {
	if len(b.Runs) == 0 {
		return ""
	}
	x := measure.FigureOf(id)
	text := fmt.Sprintf("in %s: %s", wording.Plural(len(b.Runs), "replication"), b.speak.Range(x.Unit, x.Over(b.Runs)))
	switch rank := b.rankAmongRuns(x); rank {
	case "":
		return text
	case asAll:
		return "the same in all " + wording.Plural(len(b.Runs), "replication")
	default:
		return text + "; this run ranks " + rank
	}
}

// deferNumbers moves the numbers of a figure to the end of the document, where they do not
// drive apart a page that is read at a glance.
func (b *builder) deferNumbers(f *document.Figure, caption string) {
	f.Numbers.Caption = caption
	b.later = append(b.later, f.Numbers)
	f.Numbers = document.Table{}
}

// sumTimes adds up the time of messages by what it went to, and all of it.
func (b *builder) sumTimes() (sums [measure.NumDelays]sim.Time, whole sim.Time) {
	for _, s := range b.Trace.OnTheWay() {
		sums[measure.DelayOf(s.Step, s.Cause)] += s.Ms
		whole += s.Ms
	}
	return sums, whole
}

// largest is the reason that took most of the time of messages.
func (b *builder) largest() (measure.Delay, sim.Time) {
	sums, _ := b.sumTimes()
	best := measure.Delay(0)
	for d := range measure.NumDelays {
		if sums[d] > sums[best] {
			best = d
		}
	}
	return best, sums[best]
}
