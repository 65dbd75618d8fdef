package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/replay"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// instantWidth is that of a column of instants: "D+33 10:40" and a gap.
const instantWidth = 11

// page draws a ledger.
type page struct {
	*screen
	f    *replay.File
	l    *replay.Ledger
	name int // width of the column of names
}

// showLedger prints who knew what at a moment.
func showLedger(e *edge, f *replay.File, l *replay.Ledger) error {
	p, err := pictureFrom(e, f)
	if err != nil {
		return reading(err)
	}
	g := &page{p, f, l, p.width - 4 - 4*instantWidth - 5}
	g.masthead()
	found := false
	for _, t := range f.Static().Storylines {
		found = g.storyline(t) || found
	}
	g.unopened()
	if !found {
		p.printLine()
		p.printLine(inColour(faint, map[bool]string{true: "Nothing was true yet.", false: "It knew nothing yet."}[l.As == 0]))
	}
	g.legend()
	_, err = io.WriteString(colourWriter(e), p.out.String())
	return err
}

// masthead says of what, of when and for whose eyes the page is.
func (g *page) masthead() {
	st := g.trace.Static
	if st.Banner != "" {
		g.printLine(inColour(strong, st.Banner))
	}
	g.printLine(inColour(strong, st.Scenario), "   ", clip(st.Title, g.width-3-columns(st.Scenario)))
	moment := fmt.Sprintf("%s (%s), seed %d", g.Clock.At(g.l.At), g.Clock.Date(g.l.At), g.f.Meta().Seed)
	if g.l.As == 0 {
		g.printLine(inColour(faint, "Known at "+moment))
		g.printLine(inColour(faint, "With what was true: for the eyes of the exercise's control only."))
		g.countsNote()
		return
	}
	g.printLine(inColour(faint, "Known to "), inColour(strong, g.Who(g.l.As)), inColour(faint, " at "+moment))
	g.countsNote()
	g.printLine(inColour(tight, "Hidden: "+g.l.Hidden()))
}

// storyline draws the facts of one storyline; false if there are none.
func (g *page) storyline(t journal.Thread) bool {
	var facts []journal.Ref
	for i := range g.l.Rows {
		k := &g.l.Rows[i]
		if x := outcome.FactOf(g.f, k.Fact); x != nil && x.Storyline == t.Name && (len(facts) == 0 || facts[len(facts)-1] != k.Fact) {
			facts = append(facts, k.Fact)
		}
	}
	if len(facts) == 0 {
		return false
	}
	g.printLine()
	g.printLine(inColour(strong, t.Name), "  ", inColour(faint, clip(g.stageText(t), g.width-2-columns(t.Name))))
	head := ""
	for _, word := range []string{"received", "read", "understood", "believed"} {
		head += pad(word, instantWidth)
	}
	g.printLine("    ", pad("", g.name), inColour(faint, head+"for"))
	for _, fact := range facts {
		g.writeTruth(fact)
		for i := range g.l.Rows {
			if k := &g.l.Rows[i]; k.Fact == fact {
				g.writeRow(k)
			}
		}
	}
	g.writeMade(t.Name)
	return true
}

// stageText says where a storyline stood; as somebody nothing.
func (g *page) stageText(t journal.Thread) string {
	if g.l.As != 0 {
		return ""
	}
	var parts []string
	for _, s := range g.l.Stages {
		if g.Who(s.Storyline) == t.Name {
			parts = append(parts, fmt.Sprintf("stage %d since %s", s.Number, g.Clock.At(s.Since)))
		}
	}
	parts = append(parts, wording.Pattern(t))
	if t.Benign {
		parts = append(parts, "it is benign")
	}
	return strings.Join(parts, "; ")
}

// writeTruth writes a fact, and what was true of it.
func (g *page) writeTruth(fact journal.Ref) {
	x := outcome.FactOf(g.f, fact)
	text := g.Fact(fact) + "  " + x.Kind
	if x.Place != "" {
		text += ", place " + x.Place
	}
	if x.Nationality != "" {
		text += ", nationality " + x.Nationality
	}
	if x.Key && g.l.As == 0 {
		text += ", key"
	}
	g.printLine("  ", inColour(strong, clip(text, g.width-2)))
	for i := range g.l.Truth {
		if t := &g.l.Truth[i]; t.Fact == fact {
			by := "understood by " + wording.Plural(t.Knowers, "agency")
			if t.Knowers == 0 {
				by = "not known to anybody"
			}
			g.printLine("    ", inColour(faint, fmt.Sprintf("true; to be noticed from %s to %s; %s", g.Clock.At(t.From), g.Clock.At(t.Until), by)))
		}
	}
}

// writeRow writes how far a fact had come to somebody.
func (g *page) writeRow(k *replay.Known) {
	if k.Agency == 0 {
		return // the line above says that nobody has it
	}
	name := g.Who(k.Agency)
	if len(k.Origins) > 0 && k.Origins[0] == k.Agency {
		name += " *"
	}
	if k.Needs {
		name += " !"
	}
	if columns(name) >= g.name {
		g.printLine("    ", name)
		name = ""
	}
	if k.Standing < replay.Unread {
		text := k.Standing.String()
		if k.Standing == replay.Noticed {
			text += " " + g.Clock.At(k.Detected) + ", not yet worked off"
		}
		g.printLine("    ", pad(name, g.name), inColour(faint, text))
		return
	}
	cells := ""
	for _, t := range []sim.Time{k.Received, k.Read, k.Understood, k.Credited} {
		cells += pad(g.Clock.At(t), instantWidth)
	}
	g.printLine("    ", pad(name, g.name), cells, inColour(know, letters(k.Purposes)))
	g.writeNotes(k)
}

// letters are the initials of purposes.
func letters(bits int64) string {
	out := ""
	for _, word := range wording.Purposes(bits) {
		out += strings.ToUpper(word[:1])
	}
	return out
}

// writeNotes says under a row what its columns cannot.
func (g *page) writeNotes(k *replay.Known) {
	note := func(colour ink, text string) {
		for _, l := range wrap(text, g.width-6) {
			g.printLine("      ", inColour(colour, l))
		}
	}
	if from := g.origins(k); len(from) > 0 {
		note(faint, "originated by "+strings.Join(from, ", "))
	}
	if with := outcome.Texts(g.f.Names(), k.Holders); len(with) > 1 || len(with) == 1 && with[0] != g.Who(g.l.As) {
		note(faint, "with "+strings.Join(with, ", "))
	}
	switch k.Standing {
	case replay.Garbled:
		note(tight, "GARBLED: it did not survive conversion, and can be regained only by asking")
	case replay.Purged:
		note(tight, "PURGED "+g.Clock.At(k.Purged)+": it may be used for nothing any more")
	}
	if k.Dormant != sim.Never && k.Standing != replay.Purged {
		note(tight, "DORMANT since "+g.Clock.At(k.Dormant)+": no rule sends it on")
	}
}

// origins names whose word a holding rests on, where no star in the list says
// it already.
func (g *page) origins(k *replay.Known) []string {
	var from []string
	listed := 0
	for _, o := range k.Origins {
		if o != k.Agency {
			from = append(from, g.Who(o))
		}
	}
	for i := range g.l.Rows {
		if x := &g.l.Rows[i]; x.Fact == k.Fact && slices.Contains(x.Origins, x.Agency) {
			listed++
		}
	}
	if g.l.As == 0 && listed == 1 && len(k.Origins) == 1 {
		return nil
	}
	return from
}

// writeMade says what was made of a storyline.
func (g *page) writeMade(storyline string) {
	for _, x := range g.l.Levels {
		if g.Who(x.Storyline) == storyline && x.Grade > journal.Unaware {
			g.printLine("  ", pad(g.Who(x.Agency), g.name+2), inColour(strong, pad(x.Grade.String(), instantWidth)), inColour(faint, "since "+g.Clock.At(x.Since)))
		}
	}
}

// unopened says what lay there without being understood, where that is all
// that may be told of it.
func (g *page) unopened() {
	if g.l.As == 0 {
		return
	}
	first := true
	for i := range g.l.Rows {
		k := &g.l.Rows[i]
		if k.Fact != 0 {
			continue
		}
		if first {
			g.printLine()
			g.printLine(inColour(strong, "Not understood yet"), "   ", inColour(faint, "of what, it cannot know"))
			first = false
		}
		text := map[replay.Standing]string{
			replay.Noticed: "something noticed " + g.Clock.At(k.Detected) + ", not yet worked off",
			replay.Unread:  "a message unread since " + g.Clock.At(k.Received),
			replay.Garbled: "a message that came garbled, read " + g.Clock.At(k.Read),
		}[k.Standing]
		g.printLine("    ", pad(g.Who(k.Agency), g.name), inColour(faint, text))
	}
}

func (g *page) legend() {
	g.printLine()
	text := "L lead  O onward  A act  E evidence  P passive actions  * own collection"
	if g.l.As == 0 {
		text = strings.Replace(text, " actions", "", 1) + "  ! needs it"
	}
	g.printLine(inColour(faint, text))
}
