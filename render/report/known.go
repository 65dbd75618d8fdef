package report

import (
	"cmp"
	"fmt"
	"slices"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Agencies and facts that one table shows; of more agencies, those that need to
// know and those who knew first.
const (
	mostKnowers = 16
	mostColumns = 6
)

// knowledge tells who knew what since when, and who told whom.
func (b *builder) knowledge() document.Section {
	s := document.Section{ID: "knew", Title: "Who knew what, when"}
	state := b.Trace.At(sim.Never)
	for _, thread := range b.Trace.Static.Storylines {
		facts := b.Trace.KeyFacts(thread.Name)
		rows := b.Trace.Knowers(state, thread.Name, facts)
		if len(facts) == 0 || len(rows) == 0 {
			continue
		}
		s.Blocks = append(s.Blocks, b.storyline(thread, facts, rows)...)
	}
	if len(s.Blocks) == 0 {
		s.Lead = "No key fact became known to anybody."
	} else {
		s.Blocks = append([]document.Block{document.Paragraph{Faint: true, Text: inkKey}}, s.Blocks...)
	}
	s.Blocks = append(s.Blocks, b.suspected()...)
	if f, ok := b.contacts(); ok {
		s.Blocks = append(s.Blocks, document.Heading{Text: "Who told whom"}, f)
	}
	return s
}

// inkKey says what the squares of who knew what mean.
const inkKey = "Dashed squares: unknown. Filled by quarters: received, read, understood, and with a tick believed. A star: by its own collection. In bold: an agency that needs to know."

// storyline tells who knew the key facts of one storyline.
func (b *builder) storyline(thread journal.Thread, facts []journal.Ref, rows []measure.Knower) (blocks []document.Block) {
	name := wording.Upper(thread.Name)
	if thread.Title != "" {
		name = thread.Title
	}
	heading, about := name, wording.Upper(wording.Pattern(thread))+"."
	if thread.Benign {
		heading, about = "Benign: "+name, about+" Nothing is behind it: whoever acts on it acts against the innocent."
	}
	shown, left := mostOf(rows)
	needs, made := 0, 0
	for i := range rows {
		if rows[i].Needs {
			needs++
			if rows[i].Level >= journal.Recognised {
				made++
			}
		}
	}
	if needs > 0 {
		about += fmt.Sprintf(" Of %s to know, %d recognised it.", wording.Plural(needs, "agency")+" that "+map[bool]string{true: "needs", false: "need"}[needs == 1], made)
	}
	blocks = append(blocks, document.Heading{Text: heading}, document.Paragraph{Text: about})
	for from := 0; from < len(facts); from += mostColumns {
		blocks = append(blocks, b.tellColumns(name, facts, shown, from, min(from+mostColumns, len(facts))))
	}
	if left > 0 {
		blocks = append(blocks, document.Paragraph{Faint: true, Text: wording.Plural(left, "more agency") + " knew something too, later than these."})
	}
	return blocks
}

// mostOf keeps those who need to know, then those who knew first.
func mostOf(rows []measure.Knower) ([]measure.Knower, int) {
	if len(rows) <= mostKnowers {
		return rows, 0
	}
	firstKnown := func(k *measure.Knower) sim.Time {
		t := sim.Never
		for _, h := range k.Facts {
			if h != nil {
				t = min(t, h.Understood)
			}
		}
		return t
	}
	order := slices.Clone(rows)
	slices.SortStableFunc(order, func(x, y measure.Knower) int {
		need := func(k measure.Knower) int { return map[bool]int{true: 0, false: 1}[k.Needs] }
		return cmp.Or(cmp.Compare(need(x), need(y)), cmp.Compare(firstKnown(&x), firstKnown(&y)))
	})
	keep := map[journal.Ref]bool{}
	for _, k := range order[:mostKnowers] {
		keep[k.Agency] = true
	}
	return slices.DeleteFunc(slices.Clone(rows), func(k measure.Knower) bool { return !keep[k.Agency] }), len(rows) - mostKnowers
}

// tellColumns tells some columns.
func (b *builder) tellColumns(name string, facts []journal.Ref, rows []measure.Knower, from, to int) document.Table {
	t := document.Table{Dense: true, Caption: "Who knew what of " + name, Head: []string{"Agency"}}
	for _, f := range facts[from:to] {
		t.Head = append(t.Head, b.speak.Fact(f))
	}
	t.Head = append(t.Head, "Made of it")
	for i := range rows {
		k := &rows[i]
		row := []document.Cell{{Text: b.label(k.Agency), Strong: k.Needs}}
		for _, h := range k.Facts[from:to] {
			row = append(row, b.cell(h))
		}
		made := ""
		if k.Level > journal.Unaware {
			made = fmt.Sprintf("%s %s", wording.Upper(wordsOfGrade(k.Level)), b.speak.Clock.At(k.Since))
		}
		t.Rows = append(t.Rows, append(row, document.Cell{Text: made}))
	}
	return t
}

func wordsOfGrade(g journal.Grade) string {
	return map[journal.Grade]string{journal.Noticed: "noticed", journal.Suspected: "suspected", journal.Recognised: "recognised", journal.Actionable: "actionable"}[g]
}

// cell is how far a fact had come to somebody by the end.
func (b *builder) cell(h *replay.Holding) document.Cell {
	cell := func(g figure.Grade, since string) document.Cell {
		return document.Cell{Chip: figure.Ink(g, b.theme), Says: g.String(), Text: since}
	}
	if h == nil || h.Received == sim.Never {
		return cell(figure.Unknown, "")
	}
	own := ""
	if len(h.Origins) > 0 && h.Origins[0] == h.Agency {
		own = "*"
	}
	for _, x := range []struct {
		grade figure.Grade
		at    sim.Time
	}{{figure.Believed, h.Credited}, {figure.Understood, h.Understood}, {figure.Read, h.Read}} {
		if x.at != sim.Never {
			return cell(x.grade, b.speak.Clock.At(x.at)+own)
		}
	}
	return cell(figure.Received, b.speak.Clock.At(h.Received)+own)
}

// contacts counts messages between nations and bodies.
func (b *builder) contacts() (document.Figure, bool) {
	type pair struct{ from, to string }
	counts := map[pair]*figure.Contact{}
	times := map[pair][]sim.Time{}
	var order []pair
	var names []string
	houses := map[journal.Ref]string{}
	house := func(r journal.Ref) string {
		if _, ok := houses[r]; !ok {
			houses[r] = b.nationName(r)
		}
		return houses[r]
	}
	for _, t := range b.Trace.Transits(sim.Never) {
		if t.Sent < 0 {
			continue
		}
		p := pair{house(t.From), house(t.To)}
		if p.from == p.to || p.from == "" || p.to == "" {
			continue
		}
		c := counts[p]
		if c == nil {
			c = &figure.Contact{From: p.from, To: p.to, Median: sim.Never}
			counts[p] = c
			order = append(order, p)
		}
		if t.Outcome == journal.Done {
			c.Read++
			times[p] = append(times[p], t.Ended-t.Sent)
		} else {
			c.Other++
		}
		for _, n := range []string{p.from, p.to} {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	if len(order) == 0 {
		return document.Figure{}, false
	}
	all := b.nations()
	slices.SortFunc(names, func(x, y string) int { return cmp.Compare(slices.Index(all, x), slices.Index(all, y)) })
	var list []figure.Contact
	for _, p := range order {
		c := counts[p]
		if ts := times[p]; len(ts) > 0 {
			slices.Sort(ts)
			c.Median = ts[sim.QuantileIndex(len(ts), 50*sim.Percent)]
		}
		list = append(list, *c)
	}
	slices.SortFunc(list, func(x, y figure.Contact) int {
		return cmp.Or(cmp.Compare(slices.Index(names, x.From), slices.Index(names, y.From)), cmp.Compare(slices.Index(names, x.To), slices.Index(names, y.To)))
	})
	return figure.Contacts(b.nextFigure(), "Messages between nations and bodies", names, list, b.theme), true
}
