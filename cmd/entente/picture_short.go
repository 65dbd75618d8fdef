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

// What a world may have and be shown whole. A larger one has a short picture, of one
// screen, unless all of it is asked for.
const (
	wholeAgencies   = 40
	wholeDeadlines  = 12
	wholeStorylines = 6
)

// What a short picture shows of each.
const (
	shortDeadlines  = 5
	shortDecisions  = 3
	shortStorylines = 3
	shortAgencies   = 4 // of a storyline
	shortRows       = 3 // of reasons, steps and causes
)

// tooLarge says that the whole picture of a world would be a scroll.
func tooLarge(st *journal.Static) bool {
	return len(st.Agencies) > wholeAgencies || len(st.Deadlines) > wholeDeadlines || len(st.Storylines) > wholeStorylines
}

// shortDeadline writes how a deadline came out, and in one line what was missing or took
// the time where it was not met.
func (p *screen) shortDeadline(d *measure.Deadline, x *explain.Explanation) {
	p.outcomeText(d)
	text := ""
	switch {
	case d.Outcome == journal.Late:
		text = p.shortPath(x)
	case d.Outcome == journal.NotMet && len(x.Missing) > 0:
		l := &x.Missing[max(x.Through, 1)-1]
		more := ""
		if n := len(x.Missing) - 1; n > 0 {
			more = fmt.Sprintf("; and %d more", n)
		}
		text = clip(p.Fact(l.Fact)+" "+p.Whereabouts(l), p.width-len(indent)-len(more)) + more
	case d.Outcome == journal.NotMet && x.Failing() != nil:
		text = clip(p.Test(x.Failing()), p.width-len(indent))
	}
	if text != "" {
		p.printLine(indent, inColour(faint, text))
	}
}

// shortPath names the stretches that took most of the time, as many as a line holds,
// and counts the rest.
func (p *screen) shortPath(x *explain.Explanation) string {
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

// pickDeadlines picks the deadlines that a short picture shows: those that were not met and
// those that were late before the others, in their order. The rest is counted.
func pickDeadlines(all []measure.Deadline) (show []int, rest string) {
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

var roleMarks = [...]string{bystander: " ", refuser: "×", carrier: "›", needing: "!"}

// mattered says of a storyline who was on the way that decided its deadlines, and who
// refused or held back its facts, and how often.
func (p *screen) mattered(storyline string, facts []journal.Ref) (roles map[journal.Ref]role, often map[journal.Ref]int) {
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
func (p *screen) agencyOf(r journal.Ref) journal.Ref {
	things := p.trace.Static.Things
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

// shortKnowledge names of each storyline the agencies that need to know, and of the
// others those that mattered; it counts the rest.
func (p *screen) shortKnowledge() {
	p.beginSection("Who knew what", "facts understood; ! needs to know › on a deciding way × held it back; --all")
	state := p.trace.At(sim.Never)
	shown, left := 0, 0
	for _, thread := range p.trace.Static.Storylines {
		facts := p.trace.KeyFacts(thread.Name)
		all := p.trace.Knowers(state, thread.Name, facts)
		switch {
		case len(facts) == 0 && len(all) == 0:
		case shown == shortStorylines:
			left++
		default:
			shown++
			p.printStoryline(thread)
			p.shortKnowers(thread.Name, all, facts)
		}
	}
	if left > 0 {
		p.printLine("  ", inColour(faint, "and "+wording.Plural(left, "storyline")+" more"))
	}
}

// shortKnowers names the agencies of one storyline that are shown, two in a line, and
// counts the others.
func (p *screen) shortKnowers(storyline string, all []measure.Knower, facts []journal.Ref) {
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
	half := (p.width - 4) / 2
	for i := 0; i < len(shown); i += 2 {
		line := "    " + p.shortKnower(&all[shown[i]], roles, half-1)
		if i+1 < len(shown) {
			line += " " + p.shortKnower(&all[shown[i+1]], roles, half-1)
		}
		p.printLine(line)
	}
	if len(shown) < len(all) {
		p.printLine("    ", inColour(faint, p.countHidden(all, shown)))
	}
}

// shortName is how much of an agency's name stands in a short picture.
const shortName = 18

// shortKnower says of one agency how many of the facts it has, and what it made of them.
func (p *screen) shortKnower(k *measure.Knower, roles map[journal.Ref]role, width int) string {
	share := fmt.Sprintf(" %d/%d ", countUnderstood(k), len(k.Facts))
	room := width - 2 - len(share) - len("RECOGNISED D+10 00:00")
	made, at := "nothing made of it", p.Clock.At(k.Since)
	if room < shortName { // the day is enough
		room += len(" 00:00")
		at, _, _ = strings.Cut(at, " ")
	}
	if k.Level > journal.Unaware {
		made = k.Level.String() + " " + at
	}
	name := max(room, 8)
	return pad(roleMarks[roles[k.Agency]]+" "+pad(clip(p.Who(k.Agency), name), name)+share+clip(made, width-2-name-len(share)), width)
}

// countUnderstood counts the facts that an agency has understood.
func countUnderstood(k *measure.Knower) (n int) {
	for _, h := range k.Facts {
		if h != nil && h.Understood != sim.Never {
			n++
		}
	}
	return n
}

// countHidden counts the agencies that are not shown, by how much they have.
func (p *screen) countHidden(all []measure.Knower, shown []int) string {
	needs, whole, some, none := 0, 0, 0, 0
	for i := range all {
		if slices.Contains(shown, i) {
			continue
		}
		if all[i].Needs {
			needs++
		}
		switch n := countUnderstood(&all[i]); {
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
