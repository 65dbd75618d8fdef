package lint

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// msel looks at the MSEL as its planner would: what serves which objective,
// whom it goes to, and how it paces the players.
func (l *linter) msel() {
	l.objectives()
	l.addressees()
	l.repeats()
	l.exposures()
	if len(l.c.Doc.MSEL) >= fewEntries {
		l.findDense()
		l.findEmpty()
	}
}

// objectives finds objectives that no entry serves, and entries that serve
// none. Where no entry names any, one note says it for all.
func (l *linter) objectives() {
	c := l.c
	if c.Doc.Exercise == nil || len(c.Doc.Exercise.Objectives) == 0 || len(c.Doc.MSEL) == 0 {
		return
	}
	served := map[string]bool{}
	for _, e := range c.Doc.MSEL {
		served[e.Objective] = e.Objective != "" || served[e.Objective]
	}
	if len(served) == 1 && !served[c.Doc.MSEL[0].Objective] {
		l.note("exercise.objectives", "no entry of the MSEL names an objective", "give each entry the `objective` that it serves")
		return
	}
	for _, o := range c.Doc.Exercise.Objectives {
		if !served[o.ID] {
			l.note("exercise.objectives."+o.ID, "no entry of the MSEL serves it", "name it as `objective` of the entries that do")
		}
	}
	for i, e := range c.Doc.MSEL {
		if e.Objective == "" && c.Spec.Entries[i].Type != model.OtherEntry {
			l.note(tree.Join("msel", e.Number), "serves no objective", "name the `objective` that it serves")
		}
	}
}

// addressees finds entries whose addressee is almost an agency.
func (l *linter) addressees() {
	c := l.c
	for i, e := range c.Doc.MSEL {
		if e.To != "" && c.Spec.Entries[i].To == model.None && strings.Contains(e.To, ".") {
			l.note("msel."+e.Number+".to", fmt.Sprintf("%s is no agency, so this goes to a cell outside the world", e.To),
				words.DidYouMean(e.To, c.AgencyNames))
		}
	}
}

// repeats finds orders given, and support asked for, a second time on a storyline,
// which is the same order and the same call. What hangs on a condition may be the
// other way to the same end.
func (l *linter) repeats() {
	c := l.c
	type deed struct {
		op   model.EffectOp
		what int
		task journal.Ref
		on   model.StorylineID
	}
	first, list := map[deed]string{}, []int{}
	for i := range c.Spec.Entries {
		if e := &c.Spec.Entries[i]; e.Type == model.InjectEntry && !e.Deferred {
			list = append(list, i)
		}
	}
	for _, i := range l.inOrder(list) {
		e := &c.Spec.Entries[i]
		for _, x := range e.Effects {
			d, says := deed{x.Op, int(x.Command), x.Action, x.Story}, "given"
			switch x.Op {
			default:
				continue
			case model.GiveOrder:
			case model.CallFor:
				d, says = deed{x.Op, int(x.Support), 0, x.Story}, "asked for"
			}
			if d.on == model.None {
				d.on = e.Storyline
			}
			number := c.Doc.MSEL[i].Number
			if before, again := first[d]; again {
				l.note(tree.Join("msel", number)+".effect", fmt.Sprintf("%s by entry %s already on this storyline: the second time changes nothing", says, before), "")
				continue
			}
			first[d] = number
		}
	}
}

// exposures finds entries that expose, to nobody in particular, what has been exposed
// by then: by the storyline's own stage, or by an entry before.
func (l *linter) exposures() {
	c := l.c
	all := make([]int, len(c.Spec.Entries))
	for i := range all {
		all[i] = i
	}
	first := map[model.FactID]string{}
	for _, i := range l.inOrder(all) {
		e := &c.Spec.Entries[i]
		for _, x := range e.Effects {
			if x.Op != model.Expose {
				continue
			}
			path, sure := tree.Join("msel", c.Doc.MSEL[i].Number)+".effect.expose", e.Type == model.InjectEntry && !e.Deferred
			before, again := first[x.Fact]
			stage, by := exposedBy(c, x.Fact)
			switch {
			case e.To != model.None: // who is handed it notices it
			case stage > 0 && e.At > by:
				l.note(path, fmt.Sprintf("stage %d of its storyline has exposed it by %s: this changes nothing", stage, notation.Elapsed(by)), "expose it before, take it out of the stage, or hand it to an agency with `to`")
			case again:
				l.note(path, fmt.Sprintf("entry %s has exposed it before: this changes nothing", before), "hand it to an agency with `to`, or leave this out")
			}
			if sure && !again {
				first[x.Fact] = c.Doc.MSEL[i].Number
			}
		}
	}
}

// exposedBy is the stage that exposes a fact, and the instant by which it has at the
// latest if nothing delays the storyline; stage 0 where that is not sure.
func exposedBy(c *scenarios.Compiled, f model.FactID) (stage int, by sim.Time) {
	x := &c.Spec.Facts[f]
	s := &c.Spec.Storylines[x.Storyline]
	at := sim.Time(0)
	for n, st := range s.Stages {
		if slices.Contains(st.Facts, f) {
			return n + 1, at + longest(x.After)
		}
		if len(st.Next) > 0 || at > c.Spec.End {
			return 0, 0
		}
		at += longest(st.Lasts)
	}
	return 0, 0
}

// longest is what one draw in 2^64 is as long as.
func longest(d sim.Dist) sim.Time { return d.Draw(^uint64(0)) }

// The pace of a MSEL. All figures are rules of thumb (tag C).
const (
	// A list of one or two entries has no pace.
	fewEntries = 3
	// Somebody who reads an inject, logs it, talks it over and hands it on is
	// busy for some three minutes: five in a quarter of an hour keep a cell as
	// busy as it can be, and what comes on top is read by nobody.
	denseWithin, denseMost = 15 * sim.Minute, 5
	// What is played before lunch, or after it, is some three hours: players to
	// whom control sends nothing for that long go by what the simulation brings
	// alone, and control has no hand on the pace.
	emptyAfter = 3 * sim.Hour
)

// findDense finds stretches in which one addressee is handed more than it can read.
func (l *linter) findDense() {
	c := l.c
	to := map[string][]int{}
	for i, e := range c.Doc.MSEL {
		t := c.Spec.Entries[i].Type
		if _, played := l.playTime(c.Spec.Entries[i].At); played && e.To != "" && (t == model.InjectEntry || t == model.ContingencyEntry) {
			to[e.To] = append(to[e.To], i)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(to)) {
		list := l.inOrder(to[name])
		for first := 0; first < len(list); first++ {
			begins, _ := l.playTime(c.Spec.Entries[list[first]].At)
			end := first + 1
			for ; end < len(list); end++ {
				if at, _ := l.playTime(c.Spec.Entries[list[end]].At); at > begins+denseWithin {
					break
				}
			}
			if end-first <= denseMost {
				continue
			}
			of := ""
			if l.moves != nil {
				of = " of play"
			}
			l.note(tree.Join("msel", c.Doc.MSEL[list[first]].Number), fmt.Sprintf("%d entries to %s within %d min%s, up to %s",
				end-first, name, denseWithin/sim.Minute, of, c.Doc.MSEL[list[end-1]].Number),
				fmt.Sprintf("a cell can work off %d; spread them, or let another cell have some", denseMost))
			first = end - 1
		}
	}
}

// findEmpty finds stretches of moves in which nothing comes from the MSEL.
func (l *linter) findEmpty() {
	c := l.c
	all := make([]int, len(c.Doc.MSEL))
	for i := range all {
		all[i] = i
	}
	all = l.inOrder(all)
	for k := range l.moves {
		m := &l.moves[k]
		last, since := sim.Time(0), "from its beginning"
		gap := func(until sim.Time) {
			if until-last > emptyAfter {
				long := notation.FormatDuration((until - last) / sim.Minute * sim.Minute)
				l.note("exercise.moves."+m.id, fmt.Sprintf("nothing comes from the MSEL for %s of play, %s", long, since),
					fmt.Sprintf("more than %s is long: add entries, or play this stretch faster", notation.FormatDuration(emptyAfter)))
			}
		}
		for _, i := range all {
			if at := c.Spec.Entries[i].At; m.has(at) {
				gap(m.play(at))
				last, since = m.play(at), "after entry "+c.Doc.MSEL[i].Number
			}
		}
		gap(m.playedIn)
	}
}

// inOrder sorts entries by their time.
func (l *linter) inOrder(list []int) []int {
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(l.c.Spec.Entries[a].At, l.c.Spec.Entries[b].At) })
	return list
}
