package main

import (
	"fmt"
	"slices"
	"strings"

	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// What a world may have and be shown whole. A larger one has a short picture, of a
// screen or two, unless all of it is asked for.
const (
	wholeAgencies   = 40
	wholeDeadlines  = 12
	wholeStorylines = 6
)

// What a short picture shows of each.
const (
	shortDeadlines  = 10
	shortStorylines = 4
	shortAgencies   = 6 // of a storyline
	shortRows       = 3 // of reasons, steps and causes
)

// large says that the whole picture of a world would be a scroll.
func large(st *journal.Static) bool {
	return len(st.Agencies) > wholeAgencies || len(st.Deadlines) > wholeDeadlines || len(st.Storylines) > wholeStorylines
}

// rows is how many rows of a list are shown.
func (p *picture) rows() int {
	if p.short {
		return shortRows
	}
	return mostRows
}

// shortDeadline writes a deadline in two lines: how it came out, and what decided it.
func (p *picture) shortDeadline(d *measure.Deadline, x *explain.Explanation) {
	p.outcome(d)
	text := ""
	switch {
	case d.Outcome == journal.Met || d.Outcome == journal.Late:
		text = p.shortPath(x)
	case d.Outcome == journal.NotMet && len(x.Missing) > 0:
		l := &x.Missing[max(x.Through, 1)-1]
		text = p.Fact(l.Fact) + " " + p.Whereabouts(l)
		if more := len(x.Missing) - 1; more > 0 {
			text += fmt.Sprintf("; and %d more", more)
		}
	case d.Outcome == journal.NotMet && x.Failing() != nil:
		text = p.Test(x.Failing())
	}
	if text != "" {
		p.paragraph(faint, indent, text)
	}
}

// shortPath names the stretches that took most of the time, as many as a line holds,
// and counts the rest.
func (p *picture) shortPath(x *explain.Explanation) string {
	sums := slices.DeleteFunc(explain.Shares(x.Stretches), func(s explain.Share) bool { return s.Step == journal.World })
	var parts []string
	room := p.width - len(indent) - len(" · 99 others")
	for _, s := range sums {
		part := strings.TrimSpace(wording.Lasting(s.Ms) + " " + p.Terms.Stretch(s.Step, s.Cause) + " " + p.Who(s.Object))
		if room -= columns(part) + len(" · "); len(parts) > 0 && room < 0 {
			break
		}
		parts = append(parts, part)
	}
	if more := len(sums) - len(parts); more > 0 {
		parts = append(parts, wording.Plural(more, "other"))
	}
	return strings.Join(parts, " · ")
}

// chosen picks the deadlines that a short picture shows: those that were not met and
// those that were late before the others, in their order. The rest is counted.
func chosen(all []measure.Deadline) (show []int, rest string) {
	order := [...]journal.Outcome{journal.NotMet, journal.Late, journal.Met, journal.Open, journal.Void}
	left := map[journal.Outcome]int{}
	for _, o := range order {
		for i := range all {
			switch {
			case all[i].Outcome != o:
			case len(show) < shortDeadlines && o != journal.Void:
				show = append(show, i)
			default:
				left[o]++
			}
		}
	}
	slices.Sort(show)
	var parts []string
	for _, o := range order {
		if left[o] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", left[o], strings.ToLower(strings.ReplaceAll(o.String(), "_", " "))))
		}
	}
	return show, strings.Join(parts, ", ")
}

// role is why an agency is shown.
type role uint8

const (
	bystander role = iota
	refuser        // refused or held back a fact of the storyline
	carrier        // on the way that decided a deadline, or where a missing fact was left
	needing        // needs to know
)

var roleMarks = [...]string{bystander: "", refuser: " ×", carrier: " ›", needing: " !"}

// mattered says of a storyline who was on the way that decided its deadlines, and who
// refused or held back its facts, and how often.
func (p *picture) mattered(storyline string, facts []journal.Ref) (roles map[journal.Ref]role, often map[journal.Ref]int) {
	roles, often = map[journal.Ref]role{}, map[journal.Ref]int{}
	for _, t := range p.transits {
		by := p.agencyOf(t.Rule)
		if by == 0 {
			by = t.From
		}
		ended := t.Outcome != journal.Done && t.Outcome != journal.Open && t.Outcome != journal.Pending
		if ended && slices.ContainsFunc(t.Facts, func(f journal.Ref) bool { return slices.Contains(facts, f) }) {
			roles[by], often[by] = refuser, often[by]+1
		}
		for _, fallen := range t.Fallen {
			if slices.ContainsFunc(fallen.Facts, func(f journal.Ref) bool { return slices.Contains(facts, f) }) {
				who := t.From
				if a := p.agencyOf(fallen.Rule); a != 0 {
					who = a
				}
				roles[who], often[who] = refuser, often[who]+1
			}
		}
	}
	for _, x := range p.reasons {
		if p.Who(x.Storyline) != storyline {
			continue
		}
		for _, s := range x.Stretches {
			if a := p.agencyOf(s.Object); a != 0 {
				roles[a] = carrier
			}
		}
		for i := range x.Missing[:min(len(x.Missing), 1)] {
			if a := x.Missing[i].Agency; a != 0 {
				roles[a] = carrier
			}
		}
	}
	return roles, often
}

// agencyOf is an agency, or the one that a desk belongs to; 0 for neither.
func (p *picture) agencyOf(r journal.Ref) journal.Ref {
	things := p.story.Static.Things
	if int(r) >= len(things) {
		return 0
	}
	name := things[r].Name
	switch journal.SortOf(things[r].Sort) {
	case journal.SortAgency:
		return r
	case journal.SortDesk:
		return p.agencies[name[:max(strings.LastIndexByte(name, '.'), 0)]]
	}
	return 0
}

// Widths of a short grid: a share such as 12/14, and a sign with a day.
const (
	hasWidth = 7
	dayWidth = 9
)

// shortKnowledge draws of each storyline the agencies that need to know, and of the
// others those that mattered; it counts the rest.
func (p *picture) shortKnowledge() {
	p.head("Who knew what when", "! needs to know › on the way that decided a deadline × refused or held it back; --all has the rest")
	p.line("  ", in(faint, "● believed ◐ understood ◌ garbled ○ unread · unknown * own collection; the day of each"))
	state := p.story.At(sim.Never)
	for i, thread := range p.story.Static.Storylines {
		if i == shortStorylines && len(p.story.Static.Storylines) > i+1 {
			p.line("  ", in(faint, fmt.Sprintf("and %s more", wording.Plural(len(p.story.Static.Storylines)-i, "storyline"))))
			break
		}
		facts := p.story.KeyFacts(thread.Name)
		all := p.story.Knowers(state, thread.Name, facts)
		if len(facts) > 0 || len(all) > 0 {
			p.thread(thread)
			p.shortGrid(thread.Name, all, facts)
		}
	}
}

// shortGrid draws the agencies of one storyline that are shown, and counts the others.
func (p *picture) shortGrid(storyline string, all []measure.Knower, facts []journal.Ref) {
	roles, often := p.mattered(storyline, facts)
	for i := range all {
		if all[i].Needs {
			roles[all[i].Agency] = needing
		}
	}
	byWeight := make([]int, 0, len(all))
	for i := range all {
		if roles[all[i].Agency] != bystander {
			byWeight = append(byWeight, i)
		}
	}
	slices.SortStableFunc(byWeight, func(a, b int) int {
		x, y := all[a].Agency, all[b].Agency
		if roles[x] != roles[y] {
			return int(roles[y]) - int(roles[x])
		}
		return often[y] - often[x]
	})
	shown := byWeight[:min(len(byWeight), shortAgencies)]
	slices.Sort(shown)
	name := 12
	for _, i := range shown {
		name = min(max(name, columns(p.Who(all[i].Agency))+3), p.width/3)
	}
	fit := min(max((p.width-2-name-hasWidth-levelWidth-instantWidth)/dayWidth, 1), len(facts))
	head := "  " + pad("", name) + pad("has", hasWidth)
	for _, f := range facts[:fit] {
		head += pad(clip(p.Fact(f), dayWidth-1), dayWidth)
	}
	p.line(in(faint, head+"made of it"))
	for _, i := range shown {
		p.shortRow(&all[i], roles[all[i].Agency], fit, name)
	}
	if len(shown) < len(all) {
		p.line("  ", in(faint, p.others(all, shown)))
	}
}

// shortRow draws one agency: how many of the facts it has, and of the first of them
// since when.
func (p *picture) shortRow(k *measure.Knower, why role, fit, name int) {
	parts := []string{"  ", pad(clip(p.Who(k.Agency), name-3)+roleMarks[why], name), pad(fmt.Sprintf("%d/%d", has(k), len(k.Facts)), hasWidth)}
	for _, h := range k.Facts[:fit] {
		sign, since, own := heldSign(h)
		if sign == "·" {
			parts = append(parts, in(faint, pad(sign, dayWidth)))
			continue
		}
		day, _, _ := strings.Cut(p.Clock.At(since), " ")
		parts = append(parts, in(know, sign), pad(" "+day+own, dayWidth-1))
	}
	if k.Level > journal.Unaware {
		parts = append(parts, pad(k.Level.String(), levelWidth), p.Clock.At(k.Since))
	}
	p.line(parts...)
}

// has is how many of the facts an agency has understood.
func has(k *measure.Knower) (n int) {
	for _, h := range k.Facts {
		if h != nil && h.Understood != sim.Never {
			n++
		}
	}
	return n
}

// others counts the agencies that are not shown, by how much they have.
func (p *picture) others(all []measure.Knower, shown []int) string {
	needs, whole, some, none := 0, 0, 0, 0
	for i := range all {
		if slices.Contains(shown, i) {
			continue
		}
		if all[i].Needs {
			needs++
		}
		switch n := has(&all[i]); {
		case n == len(all[i].Facts):
			whole++
		case n > 0:
			some++
		default:
			none++
		}
	}
	var parts []string
	for _, x := range [...]struct {
		n    int
		word string
	}{{whole, "all of it"}, {some, "a part"}, {none, "nothing"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d understood %s", x.n, x.word))
		}
	}
	text := wording.Plural(len(all)-len(shown), "other agency") + " that it came to: " + strings.Join(parts, ", ")
	if needs > 0 {
		text += fmt.Sprintf("; %d of them need to know", needs)
	}
	return text
}

// shortMeasures gives the first number of each measure, two in a line.
func (p *picture) shortMeasures(r *measure.Results) {
	p.head("Measures (indicative)", "one run is one draw; --reps gives ranges, --all every number")
	half := (p.width - 2) / 2
	var cells []string
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		if strings.Contains(x.ID, " ") {
			continue
		}
		if _, counts := x.Read(r); counts {
			cells = append(cells, pad(x.ID, 4)+pad(shortNames[x.ID], 22)+wording.Figure(x, r))
		}
	}
	rows := (len(cells) + 1) / 2
	for i := range rows {
		right := ""
		if i+rows < len(cells) {
			right = cells[i+rows]
		}
		p.line("  ", pad(cells[i], half), right)
	}
	if n := len(r.M9.Breaches); n > 0 {
		p.line("       ", in(bad, "✗ the chain broke a marking: a fault of the engine"))
	}
}
