package lint

import (
	"fmt"
	"maps"
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// noteNever notes a condition that can never hold.
func (l *linter) noteNever(path string, p law.Program, known predicate.Ways) {
	if known.Never(p) {
		l.note(path, "this condition can never hold", "")
	}
}

// conditions finds conditions beside the laws that can never hold: those of
// distribution rules, bodies, motions and support.
func (l *linter) conditions() {
	c := l.c
	l.policies()
	for i, n := range c.Spec.Nations {
		l.noteNever(tree.Join("bodies", string(c.NationIDs[i]))+".review", n.Review, predicate.AnyFrame())
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Motions)) {
		m, path := &c.Spec.Motions[i], tree.Join("motions", string(id))
		l.noteNever(tree.Join(path, "when"), m.When, predicate.AnyFrame())
		if m.Body == model.None {
			if len(m.Review) > 0 {
				l.note(tree.Join(path, "review"), "nobody reviews it: there is no body with a secretariat", "")
			}
			continue
		}
		brought := c.OfAgency(predicate.AnyFrame().With(law.Message, int64(journal.Proposal)), law.RecipientNation, c.Spec.Nations[m.Body].Agencies[0])
		l.noteNever(tree.Join(path, "review"), m.Review, brought)
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Support)) {
		s := &c.Spec.Support[i]
		l.noteNever(tree.Join(tree.Join("support", string(id)), "when"), s.When, c.OfAgency(predicate.AnyFrame(), law.SenderNation, s.Asker))
	}
}

// policies finds distribution rules whose condition can never hold.
func (l *linter) policies() {
	c := l.c
	look := func(p *scenarios.Policy, path string, known predicate.Ways) {
		if p == nil {
			return
		}
		for i, d := range p.Distribution {
			name := string(d.ID)
			if name == "" {
				name = fmt.Sprint(i + 1)
			}
			at := path + ".policy.distribution." + name + ".when"
			l.noteNever(at, c.Predicate(d.When, law.InDistribution), known)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Doc.Nations)) {
		look(c.Doc.Nations[id].Policy, "nations."+string(id), c.OfNation(predicate.AnyFrame(), law.SenderNation, c.Nation[id]))
	}
	for i, a := range c.AgencyDocs {
		look(a.Policy, c.AgencyPaths[i], c.OfAgency(predicate.AnyFrame(), law.SenderNation, model.AgencyID(i)))
	}
}

// satisfiable says whether a condition holds in some case in which only what
// is possible has come about. It tries every case of a condition of usual size.
func satisfiable(cond model.Condition, possible func(model.Test) bool) bool {
	var facts []model.Test
	for _, t := range cond {
		if t.Op < model.Not && possible(t) && !slices.Contains(facts, t) {
			facts = append(facts, t)
		}
	}
	if len(facts) > 12 {
		return true
	}
	for held := range 1 << len(facts) {
		var stack []bool
		for _, t := range cond {
			top := len(stack) - 1
			switch t.Op {
			case model.Not:
				stack[top] = !stack[top]
			case model.And:
				stack = append(stack[:top-1], stack[top-1] && stack[top])
			case model.Or:
				stack = append(stack[:top-1], stack[top-1] || stack[top])
			default:
				i := slices.Index(facts, t)
				stack = append(stack, i >= 0 && held>>i&1 == 1)
			}
		}
		if stack[0] {
			return true
		}
	}
	return false
}
