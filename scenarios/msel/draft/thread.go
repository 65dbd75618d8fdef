package draft

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/msel/intake"
	"entente/scenarios/tree"
	"entente/sim"
)

// noticed is the kind of fact that an agency of a role notices; of other roles nobody
// notices anything of themselves.
var noticed = map[string]string{"police": "ACTIVITY", "intelligence": "ACTIVITY", "fiu": "FIN", "border": "TRAVEL", "": "ACTIVITY"}

// addFacts gives every inject to somebody who could notice it a fact of its storyline.
func (d *Draft) addFacts() {
	taken := map[string]bool{}
	woven := 0
	for i := range d.entries {
		e := &d.entries[i]
		line := e.Text("storyline")
		if line != "" {
			d.thread(line, line)
		}
		a, ok := d.find(e.to)
		kind, notices := noticed[a.role], false
		if ok {
			_, notices = noticed[a.role]
		}
		if e.Text("type") != "inject" && e.Text("type") != "contingency" || !notices || e.Text("effect") != "" {
			continue
		}
		if line == "" {
			line = "main"
			e.Set("storyline", line)
		}
		t := d.thread(line, "What the list is about")
		id := "inject-" + intake.Slug(e.Number)
		for n := 2; taken[id]; n++ { // 5.1 and 5-1
			id = fmt.Sprintf("inject-%s-%d", intake.Slug(e.Number), n)
		}
		taken[id] = true
		own, _, _ := strings.Cut(e.to, ".")
		t.facts = append(t.facts, fact{id: id, kind: kind, seenIn: own})
		e.fact = line + "." + id
		e.Set("effect", "{expose: "+e.fact+"}")
		woven++
	}
	if len(d.threads) == 0 {
		d.thread("main", "What the list is about")
	}
	if woven > 0 {
		d.guess("%d injects expose a fact each, which the agency they go to may notice", woven)
	}
}

func (d *Draft) thread(id, title string) *thread {
	for _, t := range d.threads {
		if t.id == id {
			return t
		}
	}
	t := &thread{id: id, title: strings.ToUpper(title[:1]) + strings.ReplaceAll(title[1:], "-", " ")}
	d.threads = append(d.threads, t)
	return t
}

// addCondition gives a condition to what has none: an expected action is seen when its agency
// has read the inject before it; a contingency is held.
func (d *Draft) addCondition() {
	for i := range d.entries {
		e := &d.entries[i]
		switch kind := e.Text("type"); {
		case kind == "expected_action" && e.Text("when") == "":
			d.expected(e, i)
		case kind == "contingency" && e.Text("if") == "":
			if x := d.actionBefore(i); x != "" {
				e.Set("if", tree.QuoteText("not done("+name(x)+")"))
				e.guessed = append(e.guessed, "released where the expected action before it was not seen; to fill in: its condition")
				d.guess("contingency %s is released where the expected action %s was not seen", e.Number, x)
				continue
			}
			before := d.entryBefore(i)
			if before < 0 {
				d.keepForPeople(e, "it waits for nothing, since no entry comes before it")
				continue
			}
			e.Set("status", "Deferred")
			e.Set("if", tree.QuoteText("done("+name(d.entries[before].Number)+")"))
			e.guessed = append(e.guessed, "held; to fill in: the condition, and then leave out the status")
			d.guess("contingency %s is held (Deferred) until somebody writes its condition", e.Number)
		}
	}
}

func (d *Draft) expected(e *entry, i int) {
	for _, name := range [...]string{e.Text("from"), e.to} { // who acts is who sends, or else to whom it falls
		if _, ok := d.find(e.who); ok {
			break
		}
		e.who = name
	}
	if _, ok := d.find(e.who); !ok {
		e.who = ""
		d.keepForPeople(e, "nobody of the world is said to do it")
		return
	}
	e.Set("who", e.who)
	own, _, _ := strings.Cut(e.who, ".")
	if partner, _, _ := strings.Cut(e.to, "."); partner != own {
		if _, ok := d.find(e.to); ok {
			d.expectNews(e, own, partner)
			return
		}
	}
	if f := d.factBefore(e, i); f != "" {
		e.Set("when", tree.QuoteText(fmt.Sprintf("read(%s, %q)", name(e.who), f)))
		e.guessed = append(e.guessed, "seen when "+e.who+" has read the inject before it; to fill in: what shows it")
		d.guess("expected action %s is seen when %s has read %s", e.Number, e.who, f)
		return
	}
	d.keepForPeople(e, "no inject before it reaches anybody who could act")
}

// mostTold bounds the facts that a condition names.
const mostTold = 3

// expectNews has an expected action seen when one nation has told another of its storyline:
// whoever does may send it, and so may its point of contact in its place, to whom it is
// meant for or to that nation's own.
func (d *Draft) expectNews(e *entry, own, partner string) {
	line := d.lineOf(e)
	when, what := fmt.Sprintf("sent(%s, %s)", name(line), partner), fmt.Sprintf("%s has sent %s anything on %s", e.who, partner, line)
	readers := []string{e.to}
	if contact := partner + ".spoc"; contact != e.to {
		readers = append(readers, contact)
	}
	facts := d.noticedIn(own, line, e.at)
	for _, f := range facts {
		for _, who := range readers {
			when += fmt.Sprintf(" or read(%s, %q)", name(who), f)
		}
	}
	if len(facts) > 0 {
		what += ", or " + strings.Join(readers, " or ") + " has read " + strings.Join(facts, " or ")
	}
	e.Set("when", tree.QuoteText(when))
	e.guessed = append(e.guessed, "seen when "+what+"; to fill in: what shows it")
	d.guess("expected action %s is seen when %s", e.Number, what)
}

// lineOf is the storyline of an entry: the first one where it names none.
func (d *Draft) lineOf(e *entry) string { return cmp.Or(e.Text("storyline"), d.threads[0].id) }

// name is a word of a condition, in quotes where it needs them.
func name(s string) string {
	if strings.ContainsAny(s, "- '\"(),") {
		return fmt.Sprintf("%q", s)
	}
	return s
}

// keepForPeople makes an entry one for people only.
func (d *Draft) keepForPeople(e *entry, why string) {
	was := e.Text("type")
	at := e.Text("by") + e.Text("after")
	for _, key := range [...]string{"by", "after", "until", "who"} {
		if key != "who" || e.who == "" {
			e.Drop(key)
		}
	}
	e.Set("type", "other")
	if at != "" {
		e.Set("at", tree.QuoteText(at))
	}
	e.guessed = append(e.guessed, "for people only, in place of "+was+": "+why)
	d.guess("entry %s is for people only (other), in place of %s: %s", e.Number, was, why)
}

// entryBefore is the entry that comes last before another, or is at the same time and stands
// before it; -1 if there is none.
func (d *Draft) entryBefore(i int) int {
	best := -1
	for j := range d.entries {
		at := d.entries[j].at
		if (at < d.entries[i].at || at == d.entries[i].at && j < i) && (best < 0 || at >= d.entries[best].at) {
			best = j
		}
	}
	return best
}

// actionBefore is the last expected action of the same storyline that is due before a
// contingency; empty if there is none.
func (d *Draft) actionBefore(i int) string {
	best, at := "", sim.Time(-1)
	for j := range d.entries {
		x := &d.entries[j]
		if x.Text("type") == "expected_action" && x.at < d.entries[i].at && x.at >= at && x.Text("storyline") == d.entries[i].Text("storyline") {
			best, at = x.Number, x.at
		}
	}
	return best
}

// noticedIn are the first facts of a storyline that injects expose in a nation before an
// instant. What a contingency exposes may never come.
func (d *Draft) noticedIn(own, line string, before sim.Time) (facts []string) {
	var found []*entry
	for i := range d.entries {
		x := &d.entries[i]
		if place, _, _ := strings.Cut(x.to, "."); x.at < before && place == own && strings.HasPrefix(x.fact, line+".") && x.Text("type") == "inject" {
			found = append(found, x)
		}
	}
	slices.SortStableFunc(found, func(a, b *entry) int { return cmp.Compare(a.at, b.at) })
	for _, x := range found[:min(len(found), mostTold)] {
		facts = append(facts, x.fact)
	}
	return facts
}

// factBefore is the fact of the last inject before an expected action is due: one to the
// same agency, else of the same storyline in the same nation, else of the storyline,
// else in the nation, else any.
func (d *Draft) factBefore(e *entry, i int) string {
	own, _, _ := strings.Cut(e.who, ".")
	best, at, rank := "", sim.Time(-1), -1
	for j := range d.entries {
		x := &d.entries[j]
		if x.fact == "" || j == i || x.at >= e.at || x.Text("type") != "inject" {
			continue
		}
		near := 0
		if place, _, _ := strings.Cut(x.to, "."); place == own {
			near++
		}
		if strings.HasPrefix(x.fact, d.lineOf(e)+".") {
			near += 2
		}
		if x.to == e.who {
			near = 4
		}
		if near > rank || near == rank && x.at >= at {
			best, at, rank = x.fact, x.at, near
		}
	}
	return best
}

// partners are the nations that somebody of a nation is expected to tell of a storyline.
func (d *Draft) partners(line, from string) (list []string) {
	for i := range d.entries {
		e := &d.entries[i]
		own, _, _ := strings.Cut(cmp.Or(e.who, e.Text("from")), ".")
		to, _, _ := strings.Cut(e.to, ".")
		if _, ok := d.find(e.to); ok && e.Text("type") == "expected_action" && d.lineOf(e) == line && own == from && to != own && !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	return list
}

// concern says of each fact which nations it is about: those that are expected to be told
// of it, or the one that the storyline comes to next, so that there is something to share.
func (d *Draft) concern() {
	for _, t := range d.threads {
		var order []string // nations of the storyline, as entries come to them
		for _, e := range d.entries {
			for _, who := range [...]string{e.Text("from"), e.to, e.who} {
				own, _, _ := strings.Cut(who, ".")
				if _, ok := d.find(who); ok && e.Text("storyline") == t.id && !slices.Contains(order, own) {
					order = append(order, own)
				}
			}
		}
		turn := map[string]int{} // of each nation's partners
		for i := range t.facts {
			f := &t.facts[i]
			f.place = f.seenIn
			partners := d.partners(t.id, f.seenIn)
			if n := len(partners); n > 0 {
				f.about = partners[turn[f.seenIn]%n]
				if n > 1 {
					f.place = partners[(turn[f.seenIn]+1)%n]
				}
				turn[f.seenIn] += 2
				continue
			}
			if at := slices.Index(order, f.seenIn); len(order) > 1 && at >= 0 {
				f.about = order[(at+1)%len(order)]
			}
		}
	}
}

func (d *Draft) writeThreads(b *strings.Builder) {
	hours := int64((d.end + lull + sim.Hour - 1) / sim.Hour)
	b.WriteString("# Threads of ground truth. To fill in: what really happens (stages), what gives it away\n# (facts, with tokens that link them), and who must know when (deadlines).\nstorylines:\n")
	for _, t := range d.threads {
		fmt.Fprintf(b, "  %s:\n    title: %s\n    stages: [{lasts: %dh}]                 # guessed %dh: as long as the exercise\n", t.id, tree.QuoteText(t.title), hours, hours)
		if len(t.facts) == 0 {
			fmt.Fprintf(b, "    facts:                                 # a stub, which nothing exposes yet\n      something: {kind: ACTIVITY, place: %s, tokens: [%s], key: true, for: 24h}\n", d.nations[0].id, t.id)
			continue
		}
		b.WriteString("    facts:                                 # guessed: one for each inject that somebody could notice, about nations that\n                                           # are to be told or that the storyline comes to next, so that there is something to share\n")
		for _, f := range t.facts {
			about := ""
			if f.about != "" {
				about = ", nationality: " + f.about
			}
			if f.place != f.seenIn {
				about += ", seen_in: [" + f.seenIn + "]"
			}
			fmt.Fprintf(b, "      %s: {kind: %s, place: %s%s, tokens: [%s], key: true, for: 24h}\n", f.id, f.kind, f.place, about, t.id)
		}
	}
	b.WriteByte('\n')
	if slices.ContainsFunc(d.threads, func(t *thread) bool { return len(t.facts) > 0 }) {
		d.guess("%s", fmt.Sprintf("%d storylines have one stage and one fact for each inject", len(d.threads)))
	}
}
