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

// instruments finds agreements whose scope or clocks can never hold, authorities
// that a party lacks, and stores that nobody's rules write to.
func (l *linter) instruments() {
	c := l.c
	for i := range c.Spec.Agreements {
		a := &c.Spec.Agreements[i]
		name := c.Spec.Names.Text(a.Ref)
		path := tree.Join("agreements", name)
		between := predicate.AnyFrame().With(law.Abroad, 1)
		l.noteNever(tree.Join(path, "when"), a.When, between)
		always := ""
		for k, r := range a.Replies {
			at := path + ".replies." + strings.TrimPrefix(c.Spec.Names.Text(r.Ref), name+".")
			if role := c.Spec.Names.Text(r.Then.Role); role != "" && !l.anyParty(a, role) {
				l.note(tree.Join(at, "then"), fmt.Sprintf("no party has a %s", role), "")
			}
			switch {
			case always != "":
				l.note(at, fmt.Sprintf("never counts: %s comes before it and always holds", always), "put it first")
			case len(r.When) == 0:
				always = string(c.Doc.Agreements[scenarios.ID(name)].Replies[k].ID)
			default:
				l.noteNever(tree.Join(at, "when"), r.When, between.With(law.Message, int64(journal.Request)))
			}
		}
		if !a.Ack.IsZero() && len(a.Replies) == 0 {
			l.note(tree.Join(path, "ack"), "a late acknowledgement has no consequence: it is only counted", "give a time for the answer too, in `replies`, and say what follows with `then`")
		}
		if role := c.Spec.Names.Text(a.Excuse); role != "" && !l.anyParty(a, role) {
			l.note(tree.Join(path, "excuse"), fmt.Sprintf("no party has a %s", role), "")
		}
	}
	for i := range c.Spec.Stores {
		if s := &c.Spec.Stores[i]; !l.written(s.Agency) && !listedIn(c, model.StoreID(i)) {
			l.note(tree.Join("stores", c.Spec.Names.Text(s.Ref)), "no distribution rule or decision writes to it", "name it, or `stores`, in a rule's `to`")
		}
	}
}

// boundBy lists the nations whose messages the laws of an owner bind: the
// parties of an agreement, or the nation or body itself.
func (l *linter) boundBy(owner scenarios.ID) []model.NationID {
	if n, ok := l.c.Nation[owner]; ok {
		return []model.NationID{n}
	}
	var out []model.NationID
	for i := range l.c.Spec.Agreements {
		a := &l.c.Spec.Agreements[i]
		for n := range l.c.Spec.Nations {
			if l.c.Spec.Names.Text(a.Ref) == string(owner) && a.Binds(model.NationID(n)) {
				out = append(out, model.NationID(n))
			}
		}
	}
	return out
}

// anyParty says whether a party of an agreement has an agency of a role.
func (l *linter) anyParty(a *model.Agreement, role string) bool {
	for n := range l.c.Spec.Nations {
		if a.Binds(model.NationID(n)) && l.hasRole(model.NationID(n), role) {
			return true
		}
	}
	return false
}

// listedIn says whether a decision enters anything into a store.
func listedIn(c *scenarios.Compiled, id model.StoreID) bool {
	return slices.ContainsFunc(c.Spec.Motions, func(m model.Motion) bool {
		return slices.ContainsFunc(m.Effects, func(x model.Effect) bool { return x.Op == model.ListIn && x.Store == id })
	})
}

// written says whether a distribution rule of any agency names another.
func (l *linter) written(to model.AgencyID) bool {
	for i := range l.c.Spec.Agencies {
		for _, d := range l.c.Spec.Agencies[i].Distribution {
			for _, t := range d.To {
				if t.Agency == to {
					return true
				}
			}
		}
	}
	return false
}
