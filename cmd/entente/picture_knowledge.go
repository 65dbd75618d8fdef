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

// levelWidth is that of the grid's column of levels.
const levelWidth = 11

// cellWidth is that of a column of the grid: a mark, the longest instant, as "D+33 10:40",
// a star where the agency collected the fact itself, and a space.
func (p *screen) cellWidth(rows []measure.Knower) int {
	w := 13
	for i := range rows {
		for _, h := range rows[i].Facts {
			if sign, since, own := heldSign(h); sign != "·" {
				w = max(w, columns(p.Clock.At(since)+own)+3)
			}
		}
	}
	return w
}

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
		p.drawBlocks(rows, facts, name)
	}
	p.suspected()
}

// drawBlocks draws the grid in as few blocks as the width takes; the last has the levels
// beside it, and so room for fewer facts.
func (p *screen) drawBlocks(rows []measure.Knower, facts []journal.Ref, name int) {
	cell := p.cellWidth(rows)
	room := max((p.width-2-name)/cell, 1)
	last := max((p.width-4-name-levelWidth-cell)/cell, 1)
	from := 0
	for len(facts)-from > last {
		to := min(from+room, len(facts)-1)
		p.drawGrid(rows, facts, from, to, name, cell)
		from = to
	}
	p.drawGrid(rows, facts, from, len(facts), name, cell)
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
// the level that each agency reached. The columns of names and of facts are so wide.
func (p *screen) drawGrid(rows []measure.Knower, facts []journal.Ref, from, to, name, cell int) {
	last := to == len(facts)
	head, kinds := "  "+pad("key fact", name), "  "+pad("", name)
	for _, f := range facts[from:to] {
		head += pad(p.Fact(f), cell-1) + " "
		kinds += pad(p.kind(f), cell-1) + " "
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
			parts = append(parts, p.cell(k, cell))
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

// cell is what an agency holds of a fact, and since when, in a column so wide.
func (p *screen) cell(h *replay.Holding, width int) string {
	sign, since, own := heldSign(h)
	if sign == "·" {
		return inColour(faint, pad(sign, width))
	}
	return inColour(know, sign) + pad(" "+p.Clock.At(since)+own, width-1)
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
