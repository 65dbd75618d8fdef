package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// holds notes a condition that can never hold.
func (l *linter) holds(path string, p law.Program, known ways) {
	if known.never(p) {
		l.note(path, "this can never hold", "")
	}
}

// conditions finds conditions beside the laws that can never hold: those of
// distribution rules, bodies, motions and support.
func (l *linter) conditions() {
	c := l.c
	l.policies()
	for i, n := range c.spec.Nations {
		l.holds(tree.Join("bodies", string(c.nationIDs[i]))+".review", n.Review, anyFrame())
	}
	for i, id := range sorted(c.doc.Motions) {
		m, path := &c.spec.Motions[i], tree.Join("motions", string(id))
		l.holds(tree.Join(path, "when"), m.When, anyFrame())
		if m.Body == model.None {
			if len(m.Review) > 0 {
				l.note(tree.Join(path, "review"), "nobody reviews it: there is no body with a secretariat", "")
			}
			continue
		}
		brought := anyFrame().with(law.Message, int64(journal.Proposal)).ofAgency(c, law.RecipientNation, c.spec.Nations[m.Body].Agencies[0])
		l.holds(tree.Join(path, "review"), m.Review, brought)
	}
	for i, id := range sorted(c.doc.Support) {
		s := &c.spec.Support[i]
		l.holds(tree.Join(tree.Join("support", string(id)), "when"), s.When, anyFrame().ofAgency(c, law.SenderNation, s.Asker))
	}
}

// policies finds distribution rules whose condition can never hold.
func (l *linter) policies() {
	c := l.c
	look := func(p *Policy, path string, known ways) {
		if p == nil {
			return
		}
		for i, d := range p.Distribution {
			name := string(d.ID)
			if name == "" {
				name = fmt.Sprint(i + 1)
			}
			at := path + ".policy.distribution." + name + ".when"
			l.holds(at, c.predicate(at, d.When, law.InDistribution), known)
		}
	}
	for _, id := range sorted(c.doc.Nations) {
		look(c.doc.Nations[id].Policy, "nations."+string(id), anyFrame().ofNation(c, law.SenderNation, c.nation[id]))
	}
	for i, a := range c.agencyDoc {
		look(a.Policy, c.agencyPath[i], anyFrame().ofAgency(c, law.SenderNation, model.AgencyID(i)))
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
