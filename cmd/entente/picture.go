package main

import (
	"fmt"
	"io"
	"strings"

	"entente/agents"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// picture is what a run ends with on a screen: text of a width, in sections.
type picture struct {
	out   strings.Builder
	width int
	clock clock
	story *measure.Story
}

// newPicture fits a picture to the terminal: 80 columns at least, and no more
// than are comfortable to read.
func newPicture(e *edge, story *measure.Story) *picture {
	st := story.Static
	return &picture{width: min(max(e.width, 80), 132), clock: clock{st.Start, sim.Time(st.Zone)}, story: story}
}

// line writes one line from its parts.
func (p *picture) line(parts ...string) {
	p.out.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.out.WriteByte('\n')
}

// head begins a section: what it shows, and what to know to read it.
func (p *picture) head(title, note string) {
	p.line()
	if columns(title)+columns(note)+3 > p.width {
		p.line(in(strong, title))
		for _, l := range wrap(note, p.width-2) {
			p.line("  ", in(faint, l))
		}
		return
	}
	p.line(in(strong, title), "   ", in(faint, note))
}

// showPicture prints the outcome of one run.
func showPicture(e *edge, r *result) error {
	p := newPicture(e, r.story)
	all := r.story.Deadlines()
	p.title(fmt.Sprintf("seed %d", r.seed), fmt.Sprintf("%s records, %s events", thousands(uint32(r.count)), thousands(r.events)))
	p.deadlines(all)
	p.knowledge()
	p.refusals()
	p.time()
	results := r.story.Results()
	p.measures(results)
	p.objectives(&results)
	p.proof(r)
	_, err := io.WriteString(paper(e), p.out.String())
	return err
}

// title says what was run.
func (p *picture) title(seed, size string) {
	st := p.story.Static
	if st.Banner != "" {
		p.line(in(strong, st.Banner))
	}
	p.line(in(strong, st.Scenario), "   ", st.Title)
	end := sim.Time(st.EndEx)
	for _, line := range wrapList([]string{fmt.Sprintf("%s to %s (%s)", p.clock.date(0), p.clock.at(end), lasting(end)), seed, size}, p.width) {
		p.line(in(faint, line))
	}
}

// proof says how to hold the run against another.
func (p *picture) proof(r *result) {
	p.head("Proof", "same scenario, seed and engine: same digest on every machine")
	p.line("  digest   ", r.digest.String())
	p.line("  engine   ", agents.Version)
	if r.file == "" {
		return
	}
	p.line("  replay   ", r.file)
	p.line("  verify   entente replay verify ", r.file)
}

// who is a thing as people call it.
func (p *picture) who(r journal.Ref) string { return p.story.Name(r) }

// mark is the sign and word of an outcome, each with its own ink.
func mark(o journal.Outcome) (string, ink) {
	switch o {
	case journal.Met:
		return "✓ MET", good
	case journal.Late:
		return "! LATE", tight
	case journal.NotMet:
		return "✗ NOT MET", bad
	case journal.Void:
		return "– VOID", faint
	}
	return "… OPEN", faint
}
