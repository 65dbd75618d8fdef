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

// Agencies and facts that one grid shows; of more, those that need to know and
// those who knew first.
const (
	mostKnowers = 24
	mostColumns = 4
)

// knowledge tells who knew what since when, and who told whom.
func (b *builder) knowledge() document.Section {
	s := document.Section{ID: "knew", Title: "Who knew what, when"}
	state := b.Story.At(sim.Never)
	for _, thread := range b.Story.Static.Storylines {
		facts := b.Story.KeyFacts(thread.Name)
		rows := b.Story.Knowers(state, thread.Name, facts)
		if len(facts) == 0 || len(rows) == 0 {
			continue
		}
		name := thread.Name
		if thread.Title != "" {
			name = thread.Title
		}
		about := wording.Pattern(thread)
		if thread.Benign {
			about += "; it is benign"
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: name}, document.Paragraph{Text: title(about) + "."})
		shown, left := mostOf(rows)
		for from := 0; from < len(facts); from += mostColumns {
			s.Blocks = append(s.Blocks, b.grid(name, facts, shown, from, min(from+mostColumns, len(facts))))
		}
		if left > 0 {
			s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: fmt.Sprintf("%s knew something too, later than these.", wording.Plural(left, "more agency"))})
		}
	}
	if len(s.Blocks) == 0 {
		s.Lead = "No key fact became known to anybody."
	}
	if f, ok := b.contacts(); ok {
		s.Blocks = append(s.Blocks, document.Heading{Text: "Who told whom"}, f)
	}
	return s
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

// grid draws some columns.
func (b *builder) grid(name string, facts []journal.Ref, rows []measure.Knower, from, to int) document.Figure {
	var columns []figure.Fact
	for _, f := range facts[from:to] {
		columns = append(columns, figure.Fact{Name: b.speak.Fact(f), Kind: b.kind(f)})
	}
	var list []figure.Knower
	for i := range rows {
		k := &rows[i]
		row := figure.Knower{Name: b.label(k.Agency), Needs: k.Needs}
		for _, h := range k.Facts[from:to] {
			row.Cells = append(row.Cells, b.cell(h))
		}
		if k.Level > journal.Unaware {
			row.Made = fmt.Sprintf("%s %s", title(wordsOfGrade(k.Level)), b.speak.Clock.At(k.Since))
		}
		list = append(list, row)
	}
	return figure.Knowledge(b.id(), "Who knew what of "+name, columns, list, b.theme)
}

func wordsOfGrade(g journal.Grade) string {
	return map[journal.Grade]string{journal.Noticed: "noticed", journal.Suspected: "suspected", journal.Recognised: "recognised", journal.Actionable: "actionable"}[g]
}

// kind is the kind of a fact.
func (b *builder) kind(f journal.Ref) string {
	name := b.speak.Who(f)
	for i := range b.Story.Static.Facts {
		if x := &b.Story.Static.Facts[i]; x.Name == name {
			return x.Kind
		}
	}
	return ""
}

// cell is how far a fact had come to somebody by the end.
func (b *builder) cell(h *replay.Holding) figure.Known {
	if h == nil || h.Received == sim.Never {
		return figure.Known{}
	}
	own := len(h.Origins) > 0 && h.Origins[0] == h.Agency
	for _, x := range []struct {
		grade figure.Grade
		at    sim.Time
	}{{figure.Believed, h.Credited}, {figure.Understood, h.Understood}, {figure.Read, h.Read}} {
		if x.at != sim.Never {
			return figure.Known{Grade: x.grade, Since: b.speak.Clock.At(x.at), Own: own}
		}
	}
	return figure.Known{Grade: figure.Received, Since: b.speak.Clock.At(h.Received), Own: own}
}

// contacts counts messages between nations and bodies.
func (b *builder) contacts() (document.Figure, bool) {
	type pair struct{ from, to string }
	counts := map[pair]*figure.Contact{}
	times := map[pair][]sim.Time{}
	var order []pair
	var names []string
	for _, t := range b.Story.Transits(sim.Never) {
		if t.Sent < 0 {
			continue
		}
		p := pair{b.house(t.From), b.house(t.To)}
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
			c.Median = ts[measure.Rank(len(ts), 500)]
		}
		list = append(list, *c)
	}
	slices.SortFunc(list, func(x, y figure.Contact) int {
		return cmp.Or(cmp.Compare(slices.Index(names, x.From), slices.Index(names, y.From)), cmp.Compare(slices.Index(names, x.To), slices.Index(names, y.To)))
	})
	return figure.Contacts(b.id(), "Messages between nations and bodies", names, list, b.theme), true
}

// house is the nation or body of an agency.
func (b *builder) house(r journal.Ref) string {
	if n := b.Story.Nation(r); n != "" {
		return n
	}
	return b.speak.Who(r)
}
