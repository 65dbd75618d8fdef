package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim/journal"
)

// rules finds laws that can never fire and laws that nobody can obey, and looks
// at the laws of one owner together.
func (l *linter) rules() {
	c := l.c
	for id, d := range c.ruleDocs {
		r := &c.spec.Rules[id]
		known := l.c.binds(model.RuleID(id))
		l.holds(d.path+".when", r.When, known)
		l.holds(d.path+".unless", r.Except, known)
		if r.Effect == law.Require || r.Effect == law.Notify {
			owner, _, _ := strings.Cut(d.name, ".")
			for _, n := range l.boundBy(ID(owner)) {
				if !l.hasRole(n, string(d.doc.Do.role)) {
					l.note(d.path+".do", fmt.Sprintf("%s has no %s", c.nationIDs[n], d.doc.Do.role), "")
				}
			}
		}
	}
	for first, id := 0, 0; id < len(c.ruleDocs); first = id {
		for id++; id < len(c.ruleDocs) && ownerOf(c.ruleDocs[id].name) == ownerOf(c.ruleDocs[first].name); id++ {
		}
		l.together(first, id)
	}
	l.overrides()
}

// ownerOf is who declared a law: its full name without its own.
func ownerOf(name string) string { return name[:strings.LastIndexByte(name, '.')] }

// binds is what is known of every message that a law is asked about: a nation's
// and an agency's bind what they send, or what they read where the law is one
// for readers; an agreement's what goes between nations. What a body sends and
// what it is sent are both bound by its laws.
func (c *compiler) binds(id model.RuleID) ways {
	known := anyFrame()
	owner := ownerOf(c.ruleDocs[id].name)
	who := law.SenderNation
	if c.spec.Rules[id].Effect.AtReader() {
		who = law.RecipientNation
	}
	n, isNation := c.nation[ID(owner)]
	a, isAgency := c.agency[owner]
	switch {
	case isNation && c.spec.Nations[n].Body:
		return known
	case isNation:
		return known.ofNation(c, who, n)
	case isAgency:
		return known.ofAgency(c, who, a)
	}
	return known.with(law.Abroad, 1)
}

// ofNation knows the nation of a sender or recipient.
func (w ways) ofNation(c *compiler, who law.Var, id model.NationID) ways {
	n := &c.spec.Nations[id]
	return w.with(who, int64(n.Ref)).with(who+3, truth(n.Body)).with(who+4, truth(n.Adequate))
}

// ofAgency knows the agency too.
func (w ways) ofAgency(c *compiler, who law.Var, id model.AgencyID) ways {
	a := &c.spec.Agencies[id]
	return w.ofNation(c, who, a.Nation).with(who+1, int64(a.Ref)).with(who+2, int64(a.Role))
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// together finds, among the laws of one owner, those that say what another
// says and those that another leaves nothing to do: what is blocked needs no
// leave, and whoever waited for one waited for nothing. A notice of what is
// blocked has a meaning, and laws for readers are asked elsewhere.
func (l *linter) together(first, end int) {
	rules := l.c.spec.Rules
	for i := first; i < end; i++ {
		for j := first; j < end; j++ {
			at, other := l.c.ruleDocs[i].path, l.c.ruleDocs[j].doc.ID
			if i == j || rules[i].Effect.AtReader() && rules[i].Effect != rules[j].Effect || !l.always(i) || !l.always(j) {
				continue
			}
			if l.same(i, j) {
				if i > j {
					l.note(at, fmt.Sprintf("says the same as %s", other), "leave one out")
					break
				}
				continue
			}
			if rules[i].Effect.AtReader() || !l.blocks(i, j) {
				continue
			}
			if i > j {
				l.note(at, fmt.Sprintf("never counts: all of it is blocked by %s before", other), fmt.Sprintf("narrow %s, or override it", other))
				break
			}
			if rules[i].Effect != law.Notify && rules[i].Effect != law.Block {
				l.note(at, fmt.Sprintf("is for nothing: %s blocks all of it afterwards", other), fmt.Sprintf("narrow %s, or override it", other))
				break
			}
		}
	}
}

// always says whether a law is in force from beginning to end.
func (l *linter) always(id int) bool {
	p := l.c.spec.InForce[id]
	return l.c.spec.Params[p].Value == 1 && !l.altered(p)
}

// blocks says whether law j ends every message that law i applies to, whatever
// else holds: it has no exception and yields to no other law, and law i makes
// no other law yield.
func (l *linter) blocks(i, j int) bool {
	a, b := &l.c.spec.Rules[j], &l.c.spec.Rules[i]
	if a.Effect != law.Block || len(a.Except) > 0 || len(b.Overrides) > 0 {
		return false
	}
	for k := range l.c.spec.Rules {
		if slices.Contains(l.c.spec.Rules[k].Overrides, a.Ref) {
			return false
		}
	}
	return !l.c.binds(model.RuleID(i)).never(b.When) && l.c.binds(model.RuleID(i)).covers(a.When, b.When)
}

// same says whether two laws differ in nothing but their names.
func (l *linter) same(i, j int) bool {
	a, b := &l.c.spec.Rules[i], &l.c.spec.Rules[j]
	x, y := &l.c.ruleDocs[i].doc.Do, &l.c.ruleDocs[j].doc.Do
	known := l.c.binds(model.RuleID(i))
	alike := func(p, q law.Program) bool { return known.covers(p, q) && known.covers(q, p) }
	return a.Effect == b.Effect && a.Ground == b.Ground && a.Review == b.Review && slices.Equal(a.Overrides, b.Overrides) &&
		x.role == y.role && x.kind == y.kind && x.limit == y.limit && x.time.Mean() == y.time.Mean() && slices.Equal(x.time.figures, y.time.figures) &&
		(len(a.Except) == 0) == (len(b.Except) == 0) && alike(a.Except, b.Except) && alike(a.When, b.When) && !known.never(a.When)
}

// overrides finds laws that override themselves, in a circle, or laws that they
// never meet.
func (l *linter) overrides() {
	c := l.c
	at := map[journal.Ref]model.RuleID{}
	for id := range c.spec.Rules {
		at[c.spec.Rules[id].Ref] = model.RuleID(id)
	}
	for id := range c.spec.Rules {
		r := &c.spec.Rules[id]
		for k, ref := range r.Overrides {
			path, other := element(c.ruleDocs[id].path+".overrides", k), at[ref]
			switch {
			case int(other) == id:
				l.note(path, "a law that overrides itself yields to itself, and never applies", "leave it out")
			case !l.meet(model.RuleID(id), other):
				l.note(path, fmt.Sprintf("no message is bound by both this and %s", c.ruleDocs[other].name), "")
			case l.c.binds(model.RuleID(id)).never(both(r.When, c.spec.Rules[other].When, false)):
				l.note(path, fmt.Sprintf("the two can never apply together: %s has no reason to yield", c.ruleDocs[other].name), "")
			}
		}
		if round := l.round(model.RuleID(id), at); round != nil && slices.Min(round) == model.RuleID(id) && len(round) > 1 {
			var names []string
			for _, o := range append(round, model.RuleID(id)) {
				names = append(names, c.ruleDocs[o].name)
			}
			l.note(c.ruleDocs[id].path+".overrides", "laws override each other in a circle: where all of them hold, none applies", strings.Join(names, " -> "))
		}
	}
}

// round is the shortest way from a law by what it overrides back to itself, or
// nil.
func (l *linter) round(id model.RuleID, at map[journal.Ref]model.RuleID) []model.RuleID {
	from := map[model.RuleID]model.RuleID{}
	for queue := []model.RuleID{id}; len(queue) > 0; queue = queue[1:] {
		for _, ref := range l.c.spec.Rules[queue[0]].Overrides {
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

// meet says whether some message is bound by both of two laws: those of its
// sender, the sender's nation, one agreement of that nation, and a body that is
// addressed.
func (l *linter) meet(i, j model.RuleID) bool {
	c := l.c
	x, y := ownerOf(c.ruleDocs[i].name), ownerOf(c.ruleDocs[j].name)
	nationX, agencyX, _ := strings.Cut(x, ".")
	nationY, agencyY, _ := strings.Cut(y, ".")
	m, ofNationX := c.nation[ID(nationX)]
	n, ofNationY := c.nation[ID(nationY)]
	switch {
	case x == y || ofNationX && c.spec.Nations[m].Body || ofNationY && c.spec.Nations[n].Body:
		return true
	case ofNationX && ofNationY:
		return m == n && (agencyX == "" || agencyY == "")
	case ofNationX:
		return slices.Contains(l.boundBy(ID(y)), m)
	case ofNationY:
		return slices.Contains(l.boundBy(ID(x)), n)
	}
	return false
}
