package lint

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// checkRules finds laws that can never fire and laws that nobody can obey, and looks
// at the laws of one owner together.
func (l *linter) checkRules() {
	c := l.c
	for id, d := range c.Rules {
		r := &c.Spec.Rules[id]
		known := l.c.Binds(model.RuleID(id))
		l.noteNever(d.Path+".when", r.When, known)
		l.noteNever(d.Path+".unless", r.Except, known)
		if r.Effect == law.Require || r.Effect == law.Notify {
			owner, _, _ := strings.Cut(d.Name, ".")
			for _, n := range l.boundBy(scenarios.ID(owner)) {
				if !l.hasRole(n, string(d.Doc.Do.Role())) {
					l.note(d.Path+".do", fmt.Sprintf("%s has no %s", c.NationIDs[n], d.Doc.Do.Role()), "")
				}
			}
		}
	}
	for first, id := 0, 0; id < len(c.Rules); first = id {
		for id++; id < len(c.Rules) && scenarios.OwnerOf(c.Rules[id].Name) == scenarios.OwnerOf(c.Rules[first].Name); id++ {
		}
		l.conflicts(first, id)
	}
	l.overrides()
}

// conflicts finds, among the laws of one owner, those that say what another
// says and those that another leaves nothing to do: what is blocked needs no
// permission, and whoever waited for one waited for nothing. A notice of what is
// blocked has a meaning, and laws for readers are asked elsewhere.
func (l *linter) conflicts(first, end int) {
	rules := l.c.Spec.Rules
	for i := first; i < end; i++ {
		for j := first; j < end; j++ {
			at, other := l.c.Rules[i].Path, l.c.Rules[j].Doc.ID
			if i == j || rules[i].Effect.AtReader() && rules[i].Effect != rules[j].Effect || !l.always(i) || !l.always(j) {
				continue
			}
			if l.isSame(i, j) {
				if i > j {
					l.note(at, fmt.Sprintf("says the same as %s", other), "leave one out")
					break
				}
				continue
			}
			if rules[i].Effect.AtReader() || !l.isBlocked(i, j) {
				continue
			}
			if i > j {
				l.note(at, fmt.Sprintf("never counts: %s comes before it and blocks all that it is about", other), fmt.Sprintf("narrow %s, or override it", other))
				break
			}
			if rules[i].Effect != law.Notify && rules[i].Effect != law.Block {
				l.note(at, fmt.Sprintf("has no effect: %s comes after it and blocks all that it is about", other), fmt.Sprintf("narrow %s, or override it", other))
				break
			}
		}
	}
}

// always says whether a law is in force from beginning to end.
func (l *linter) always(id int) bool {
	p := l.c.Spec.InForce[id]
	return l.c.Spec.Params[p].Value == 1 && !l.altered(p)
}

// isBlocked says whether law j ends every message that law i applies to, whatever
// else holds: it has no exception and yields to no other law, and law i makes
// no other law yield.
func (l *linter) isBlocked(i, j int) bool {
	a, b := &l.c.Spec.Rules[j], &l.c.Spec.Rules[i]
	if a.Effect != law.Block || len(a.Except) > 0 || len(b.Overrides) > 0 {
		return false
	}
	for k := range l.c.Spec.Rules {
		if slices.Contains(l.c.Spec.Rules[k].Overrides, a.Ref) {
			return false
		}
	}
	return !l.c.Binds(model.RuleID(i)).Never(b.When) && l.c.Binds(model.RuleID(i)).Covers(a.When, b.When)
}

// isSame says whether two laws differ in nothing but their names.
func (l *linter) isSame(i, j int) bool {
	a, b := &l.c.Spec.Rules[i], &l.c.Spec.Rules[j]
	known := l.c.Binds(model.RuleID(i))
	alike := func(p, q law.Program) bool { return known.Covers(p, q) && known.Covers(q, p) }
	return a.Effect == b.Effect && a.Ground == b.Ground && a.Review == b.Review && slices.Equal(a.Overrides, b.Overrides) &&
		l.c.Rules[i].Doc.Do.Same(&l.c.Rules[j].Doc.Do) &&
		(len(a.Except) == 0) == (len(b.Except) == 0) && alike(a.Except, b.Except) && alike(a.When, b.When) && !known.Never(a.When)
}

// overrides finds laws that override themselves, in a circle, or laws that they
// never meet.
func (l *linter) overrides() {
	c := l.c
	at := map[journal.Ref]model.RuleID{}
	for id := range c.Spec.Rules {
		at[c.Spec.Rules[id].Ref] = model.RuleID(id)
	}
	for id := range c.Spec.Rules {
		r := &c.Spec.Rules[id]
		for k, ref := range r.Overrides {
			path, other := tree.Element(c.Rules[id].Path+".overrides", k), at[ref]
			switch {
			case int(other) == id:
				l.note(path, "a law that overrides itself yields to itself, and never applies", "leave it out")
			case !l.canMeet(model.RuleID(id), other):
				l.note(path, fmt.Sprintf("no message is bound by both this and %s", c.Rules[other].Name), "")
			case l.c.Binds(model.RuleID(id)).Never(predicate.Both(r.When, c.Spec.Rules[other].When, false)):
				l.note(path, fmt.Sprintf("the two can never apply together: %s has no reason to yield", c.Rules[other].Name), "")
			}
		}
		if round := l.overrideCycle(model.RuleID(id), at); round != nil && slices.Min(round) == model.RuleID(id) && len(round) > 1 {
			var names []string
			for _, o := range append(round, model.RuleID(id)) {
				names = append(names, c.Rules[o].Name)
			}
			l.note(c.Rules[id].Path+".overrides", "laws override each other in a circle: where all of them hold, none applies", strings.Join(names, " -> "))
		}
	}
}

// overrideCycle is the shortest way from a law by what it overrides back to itself, or
// nil.
func (l *linter) overrideCycle(id model.RuleID, at map[journal.Ref]model.RuleID) []model.RuleID {
	from := map[model.RuleID]model.RuleID{}
	for queue := []model.RuleID{id}; len(queue) > 0; queue = queue[1:] {
		for _, ref := range l.c.Spec.Rules[queue[0]].Overrides {
			next := at[ref]
			if next == id {
				var way []model.RuleID
				for x := queue[0]; x != id; x = from[x] {
					way = append(way, x)
				}
				slices.Reverse(way)
				return append([]model.RuleID{id}, way...)
			}
			if _, seen := from[next]; !seen {
				from[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// canMeet says whether some message is bound by both of two laws: those of its
// sender, the sender's nation, one agreement of that nation, and a body that is
// addressed.
func (l *linter) canMeet(i, j model.RuleID) bool {
	c := l.c
	x, y := scenarios.OwnerOf(c.Rules[i].Name), scenarios.OwnerOf(c.Rules[j].Name)
	nationX, agencyX, _ := strings.Cut(x, ".")
	nationY, agencyY, _ := strings.Cut(y, ".")
	m, ofNationX := c.Nation[scenarios.ID(nationX)]
	n, ofNationY := c.Nation[scenarios.ID(nationY)]
	switch {
	case x == y || ofNationX && c.Spec.Nations[m].Body || ofNationY && c.Spec.Nations[n].Body:
		return true
	case ofNationX && ofNationY:
		return m == n && (agencyX == "" || agencyY == "")
	case ofNationX:
		return slices.Contains(l.boundBy(scenarios.ID(y)), m)
	case ofNationY:
		return slices.Contains(l.boundBy(scenarios.ID(x)), n)
	}
	return false
}
