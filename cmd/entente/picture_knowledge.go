package main

import (
	"fmt"
	"strings"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Widths of the grid's columns: a mark and "D+33 10:40".
const (
	cellWidth  = 13
	levelWidth = 11
)

// knowledge draws, per storyline, a grid of agencies and key facts with the
// times at which each came to know.
func (p *screen) knowledge() {
	p.beginSection("Who knew what when", "● believed ◐ understood ◌ garbled ○ unread · unknown * own collection")
	state := p.trace.At(sim.Never)
	for _, thread := range p.trace.Static.Storylines {
		facts := p.trace.KeyFacts(thread.Name)
		rows := p.trace.Knowers(state, thread.Name, facts)
		if len(facts) == 0 && len(rows) == 0 {
			continue
		}
		p.printStoryline(thread)
		name := 12
		for _, r := range rows {
			name = min(max(name, columns(p.Who(r.Agency))+3), p.width/3)
		}
		fit := max((p.width-4-name-levelWidth-cellWidth)/cellWidth, 1)
		for from := 0; from < max(len(facts), 1); from += fit {
			p.drawGrid(rows, facts, from, min(from+fit, len(facts)), name)
		}
	}
	p.suspected()
}

// printStoryline writes a storyline's name, and what else to know of it.
func (p *screen) printStoryline(t journal.Thread) {
	about := wording.Pattern(t)
	if t.Benign {
		about += "; it is benign"
	}
	title := ""
	if t.Title != "" && !strings.EqualFold(t.Title, t.Name) {
		title = "   " + t.Title
	}
	if columns(t.Name+title+about)+7 > p.width {
		p.printLine("  ", inColour(strong, t.Name), clip(title, p.width-2-columns(t.Name)))
		p.printLine("  ", inColour(faint, about))
		return
	}
	p.printLine("  ", inColour(strong, t.Name), title, "   ", inColour(faint, about))
}

// drawGrid draws the columns [from, to) of the facts, and after the last of them
// the level that each agency reached.
func (p *screen) drawGrid(rows []measure.Knower, facts []journal.Ref, from, to, name int) {
	last := to == len(facts)
	head, kinds := "  "+pad("key fact", name), "  "+pad("", name)
	for _, f := range facts[from:to] {
		head += pad(p.Fact(f), cellWidth-1) + " "
		kinds += pad(p.kind(f), cellWidth-1) + " "
	}
	if last {
		head += "made of it"
	}
	p.printLine(inColour(faint, strings.TrimRight(head, " ")))
	p.printLine(inColour(faint, strings.TrimRight(kinds, " ")))
	for i := range rows {
		r := &rows[i]
		label := p.Who(r.Agency)
		if r.Needs {
			label += " !"
		}
		parts := []string{"  ", pad(label, name)}
		for _, k := range r.Facts[from:to] {
			parts = append(parts, p.cell(k))
		}
		if last && r.Level > journal.Unaware {
			parts = append(parts, pad(r.Level.String(), levelWidth), p.Clock.At(r.Since))
		}
		p.printLine(parts...)
	}
	if last {
		p.printLine("  ", inColour(faint, "! an agency that needs to know"))
	}
}

// suspected tells which innocent storylines somebody suspected, and what it took.
func (p *screen) suspected() {
	rows := p.trace.Suspicions().Rows
	if len(rows) == 0 {
		return
	}
	p.beginSection("Innocent under suspicion", "`replay why FILE --record N` says how")
	for i := range rows {
		x := &rows[i]
		p.printLine("  ", inColour(strong, p.Who(x.Storyline)), " by ", p.Who(x.Agency), " from ", p.Clock.At(p.trace.Records[x.Record-1].At), " for ", wording.Lasting(x.Lasted), inColour(faint, fmt.Sprintf(" (record %d)", x.Record)))
		for _, line := range wrap(p.Suspicion(x), p.width-4) {
			p.printLine("    ", inColour(faint, line))
		}
	}
}

// kind is the abstract kind of a fact.
func (p *screen) kind(f journal.Ref) string {
	for _, fact := range p.trace.Static.Facts {
		if fact.Name == p.Who(f) {
			return fact.Kind
		}
	}
	return ""
}

// cell is what an agency holds of a fact, and since when.
func (p *screen) cell(h *replay.Holding) string {
	sign, since, own := heldSign(h)
	if sign == "·" {
		return inColour(faint, pad(sign, cellWidth))
	}
	return inColour(know, sign) + pad(" "+p.Clock.At(since)+own, cellWidth-1)
}

// heldSign is the sign of how far a fact has come to an agency, since when, and a star
// where it is of its own collection.
func heldSign(h *replay.Holding) (sign string, since sim.Time, own string) {
	if h == nil || h.Received == sim.Never {
		return "·", sim.Never, ""
	}
	if len(h.Origins) > 0 && h.Origins[0] == h.Agency {
		own = "*"
	}
	sign, since = "○", h.Received
	switch {
	case h.Credited != sim.Never:
		sign, since = "●", h.Credited
	case h.Understood != sim.Never:
		sign, since = "◐", h.Understood
	case h.Read != sim.Never:
		sign, since = "◌", h.Read
	}
	return sign, since, own
}
