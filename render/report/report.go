// Package report makes an after-action report and improvement plan of a run: a
// document that is written as a page or as Markdown.
//
// # How to think of it
//
// Input is what was computed elsewhere: the trace of the run, its explanations,
// its measures and, where there are any, those of replications. Build puts them in
// the order in which a general reads: the cover, one page for the hot wash, what
// happened, who knew what, why it was late, what was decided and refused, how the
// objectives came out, what to keep and what to change, and how to prove it. One
// file makes one section.
//
// # What it may say
//
// A report says when a lawful action was available against its deadline. It never
// says what would have been: no sentence here is in the conditional perfect, and a
// test reads all words of all library reports for it. Numbers are minutes in
// sentences and milliseconds in the tables of figures. Without replications the
// cover says that a single run illustrates and does not estimate.
package report

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/theme"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Input is what a report is made of.
type Input struct {
	Trace     *measure.Trace
	Why       []*explain.Explanation // of each deadline, worst first
	Decisions []*explain.Explanation // of each proposal of a body
	Notes     *notes.Book            // nil where nobody noted anything
	Terms     *wording.Terms

	Engine, Digest, Sources string
	Seed                    uint64
	Records                 uint32
	File                    string   // the replay file it was made of
	Until                   string   // where the run was stopped; empty: EndEx
	Set                     []string // settings that the run was made with
	Partial                 string   // what is missing of a file that was cut; empty: nothing

	// Replications of the same scenario with the same settings; empty for none.
	Runs    []measure.Readings
	Endings [][]measure.Ending
	Failed  int // replications that did not come to their end, beside those
}

// builder holds what several sections use.
type builder struct {
	*Input
	speak     *wording.Speaker
	theme     *theme.Theme
	results   measure.Results
	deadlines []measure.Deadline
	tallies   []measure.Tally
	end       sim.Time // of the exercise, as far as the run covers it
	figures   int

	later []document.Table // numbers of the figures of the first two pages
}

// newBuilder makes ready what sections and figures use.
func newBuilder(in *Input, t *theme.Theme) *builder {
	st := in.Trace.Static
	speak := wording.NewSpeaker(st, in.Terms)
	if err := speak.ReadStop(in.Until); err != nil {
		panic(err) // Read took it
	}
	b := &builder{
		Input: in, speak: speak, theme: t, results: in.Trace.Results(),
		deadlines: in.Trace.Deadlines(), end: min(in.Trace.End(), sim.Time(st.EndEx)),
	}
	if len(in.Endings) > 0 {
		b.tallies = measure.Tallies(st.Deadlines, in.Endings)
	}
	return b
}

// Build makes the report.
func Build(in *Input) *document.Document {
	st, b := in.Trace.Static, newBuilder(in, theme.Light)
	d := &document.Document{
		Maker: "entente report", Title: st.Title, Kind: in.Terms.Noun("report") + " and " + in.Terms.Noun("plan"), Banner: st.Banner, Lead: b.promise(), Cover: b.tellRun(),
	}
	if d.Title == "" {
		d.Title = st.Scenario
	}
	if in.Partial != "" {
		d.Banner = strings.TrimSpace(d.Banner + " PARTIAL")
	}
	for _, make := range []func() document.Section{
		b.hotWash, b.timeline, b.refusals, b.knowledge, b.explainLate, b.tellDecisions, b.tellEvents, b.objectives, b.observations, b.findings, b.planActions, b.measures, b.tellMethod,
	} {
		if s := make(); s.Title != "" {
			s.Flows = !opens[s.ID] || len(s.Blocks) < 2
			d.Sections = append(d.Sections, s)
		}
	}
	return d
}

// explanationOf is the explanation of a deadline; nil if there is none.
func (b *builder) explanationOf(name string) *explain.Explanation {
	for _, e := range b.Why {
		if b.speak.Who(e.Thing) == name {
			return e
		}
	}
	return nil
}

// opens are the sections that begin a page of paper; the others follow on.
var opens = map[string]bool{"hot-wash": true, "timeline": true, "why": true}

// label is a thing as a row or lane of a figure calls it: its name without an
// article.
func (b *builder) label(r journal.Ref) string {
	return wording.Upper(strings.TrimPrefix(b.speak.Name(r), "the "))
}

// wantedText says what a deadline asks of whom, as a heading.
func (b *builder) wantedText(d *journal.Due) string {
	if e := b.explanationOf(d.Name); e != nil {
		return b.speak.Asked(e)
	}
	return b.speak.Wanted(d)
}

// instantCell is an instant for a table: it does not break across lines.
func (b *builder) instantCell(t sim.Time) string { return keepOnLine(b.speak.Clock.At(t)) }

// keepOnLine keeps words on one line.
func keepOnLine(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// nextFigure names the next figure of the page.
func (b *builder) nextFigure() string {
	b.figures++
	return fmt.Sprintf("fig%d", b.figures)
}

// rankAmongRuns gives the place of this run among the replications, for a value of a
// figure.
func (b *builder) rankAmongRuns(x *measure.Figure) string {
	if len(b.Runs) == 0 {
		return ""
	}
	v, counts := x.Read(&b.results)
	if !counts {
		return ""
	}
	below, equal := 0, 0
	for _, r := range b.Runs {
		o := r.Of(x)
		switch {
		case !o.Counts:
		case x.Scaled(o.Value) < x.Scaled(v):
			below++
		case x.Scaled(o.Value) == x.Scaled(v):
			equal++
		}
	}
	if equal == len(b.Runs) {
		return asAll
	}
	return fmt.Sprintf("%s of %d", rankRange(below+1, below+max(equal, 1)), len(b.Runs))
}

// asAll is the rank of a run that is like all others.
const asAll = "as all"

// rankRange writes a range of ranks, the lowest value first.
func rankRange(from, to int) string {
	if from == to {
		return wording.Ordinal(from)
	}
	return wording.Ordinal(from) + " to " + wording.Ordinal(to)
}
