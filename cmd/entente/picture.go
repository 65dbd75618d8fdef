package main

import (
	"fmt"
	"io"
	"strings"

	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// screen is what a run ends with on a screen: text of a width, in sections.
type screen struct {
	out   strings.Builder
	width int
	*wording.Speaker
	trace *measure.Trace

	short    bool                   // of a large world, and not all of it is asked for
	reasons  []*explain.Explanation // why the deadlines came out so, in their order
	transits []measure.Transit
	agencies map[string]journal.Ref
}

// newPicture fits a picture to the terminal: 80 columns at least, and no more
// than are comfortable to read.
func newPicture(e *edge, trace *measure.Trace) *screen {
	p := &screen{width: min(max(e.columns(), 80), 132), Speaker: wording.NewSpeaker(trace.Static, wording.HSEEP), trace: trace, agencies: map[string]journal.Ref{}}
	for i, t := range trace.Static.Things {
		if t.Sort == journal.SortAgency.String() {
			p.agencies[t.Name] = journal.Ref(i)
		}
	}
	return p
}

// withSchool speaks with the words of a school.
func (p *screen) withSchool(t *wording.Terms) *screen {
	p.Terms = t
	return p
}

// printLine writes one line from its parts.
func (p *screen) printLine(parts ...string) {
	p.out.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.out.WriteByte('\n')
}

// beginSection begins a section: what it shows, and what to know to read it.
func (p *screen) beginSection(title, note string) {
	p.printLine()
	if columns(title)+columns(note)+3 > p.width {
		p.printLine(inColour(strong, title))
		for _, l := range wrap(note, p.width-2) {
			p.printLine("  ", inColour(faint, l))
		}
		return
	}
	p.printLine(inColour(strong, title), "   ", inColour(faint, note))
}

// showPicture prints the outcome of one run: of a large world who needs to know and
// who mattered, and of the rest the number, unless all is asked for.
func showPicture(e *edge, t *wording.Terms, r *result, all bool) error {
	p := newPicture(e, r.trace).withSchool(t)
	p.short = tooLarge(r.trace.Static) && !all
	p.StopAt(r.until)
	size := wording.Thousands(uint32(r.count)) + " records"
	if r.events > 0 {
		size += ", " + wording.Thousands(r.events) + " events"
	}
	p.printTitle(fmt.Sprintf("seed %d", r.seed), size)
	if err := p.decided(); err != nil {
		return err
	}
	p.transits = r.trace.Transits(sim.Never)
	results := r.trace.Results()
	if p.short {
		p.shortKnowledge()
		p.briefly(&results)
		p.briefProof(r)
	} else {
		p.knowledge()
		p.refusals()
		p.printTimes()
		p.measures(results)
		p.printPlayed()
		p.objectives(&results)
		p.printProof(r)
	}
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// printTitle says what was run.
func (p *screen) printTitle(seed, size string) {
	st := p.trace.Static
	if st.Banner != "" {
		p.printLine(inColour(strong, st.Banner))
	}
	p.printLine(inColour(strong, st.Scenario), "   ", st.Title)
	end := sim.Time(st.EndEx)
	for _, line := range wrapList([]string{fmt.Sprintf("%s to %s (%s)", p.Clock.Date(0), p.Clock.At(end), wording.Lasting(end)), seed, size}, p.width) {
		p.printLine(inColour(faint, line))
	}
	p.countsNote()
}

// countsNote says, once in a head, which count the times that follow use, and where the run
// was stopped.
func (p *screen) countsNote() {
	if p.Stopped() {
		p.paragraph(tight, "", p.Stopping())
	}
	p.printLine(inColour(faint, p.Clock.Legend()))
}

// pictureFrom begins a picture of the run in a file.
func pictureFrom(e *edge, f *replay.File) (*screen, error) {
	p := newPicture(e, measure.NewTrace(f.Static()))
	return p, p.ReadStop(f.Meta().Until)
}

// printProof says how to hold the run against another.
func (p *screen) printProof(r *result) {
	p.beginSection("Proof", "same scenario, seed and engine: same digest on every machine")
	switch {
	case r.digest == "":
		p.printLine("  digest   ", "not known: only a part of the file is there")
	case r.recovered:
		p.printLine("  digest   ", r.digest)
		p.printLine("           ", "of what was saved from a damaged file")
	default:
		p.printLine("  digest   ", r.digest)
	}
	p.printLine("  sources  ", r.source)
	p.printLine("  engine   ", r.engine)
	if r.file == "" {
		return
	}
	p.printLine("  replay   ", r.file)
	p.printLine("  verify   entente replay verify ", r.file)
	p.printLine("  explain  entente replay why ", r.file)
}

// outcomeMark gives the sign and word of an outcome, with its ink.
func (p *screen) outcomeMark(o journal.Outcome) (string, ink) {
	colour := map[journal.Outcome]ink{journal.Met: good, journal.Late: tight, journal.NotMet: bad}[o]
	if colour == plain {
		colour = faint
	}
	return wording.Mark(o) + " " + strings.ToUpper(p.Terms.Outcome(o)), colour
}
