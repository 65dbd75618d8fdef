package scenarios

import (
	"fmt"

	"entente/agents"
	"entente/agents/decide"
	"entente/sim"
)

// bodies finds bodies and nations that nothing reaches, bodies without members,
// and motions that cannot be carried as they stand.
func (l *linter) bodies() {
	c := l.c
	reached := l.addressed()
	for i := range c.spec.Nations {
		n, path := &c.spec.Nations[i], l.nationPath(agents.NationID(i))
		switch {
		case reached[i] || l.alone[i] || len(c.nationIDs) == 1:
		case n.Body && c.spec.Agencies[n.Agencies[0]].Store != agents.None:
		case n.Body && len(n.Member) == 0:
			l.note(path, "has no members, and nothing is sent to it or by way of it", "give it members, or make it a relay of a route")
		case n.Body:
			l.note(path, "nothing is sent to it or by way of it", "put a motion to it, name it in a rule's `to`, or make it a relay of a route")
		case len(c.spec.Facts) > 0:
			l.note(path, "nobody talks to it, and it can notice nothing itself", "name it in a fact, in a rule's `to`, in a motion or in an entry")
		}
	}
	for i, id := range sorted(c.doc.Motions) {
		l.motion(&c.spec.Motions[i], c.doc.Motions[id], join("motions", string(id)))
	}
}

// motion finds votes that decide nothing.
func (l *linter) motion(m *agents.Motion, d *Motion, path string) {
	total := int64(0)
	for _, w := range m.Weight {
		total += w
	}
	majority := m.Procedure.Rule == decide.Majority
	for _, k := range []struct {
		key   string
		given bool
	}{{"weights", d.Weights != nil}, {"share", d.Share.given}, {"quorum", d.Quorum.given}} {
		if k.given && !majority {
			l.note(join(path, k.key), fmt.Sprintf("has no meaning where %s decides", decide.Names[m.Procedure.Rule]), "only a majority counts votes")
		}
	}
	if majority && total == 0 {
		l.note(join(path, "weights"), "nobody's vote has any weight", "")
	}
	if majority && m.Procedure.Share >= sim.One {
		l.note(join(path, "share"), "more than all votes: it can never be adopted", "write unanimity as the rule")
	}
}
