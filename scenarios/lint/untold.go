package lint

import (
	"fmt"

	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// untold notes deadlines in nations that facts name and nobody tells: rules tell a role in
// the nations so named, such as their spoc, and these have nobody of that role.
func (l *linter) untold() {
	told, noted := l.told(), map[model.NationID]bool{}
	for i := range l.c.Spec.Deadlines {
		n := l.c.Spec.Agencies[l.c.Spec.Deadlines[i].Agency].Nation
		if told.to[n] || noted[n] || l.alone[n] {
			continue
		}
		if role := told.missedRole(n); role != 0 {
			noted[n] = true
			name := l.c.Spec.Names.Text(role)
			l.note(tree.Join(l.nationPath(n), "agencies"), fmt.Sprintf("a deadline is to be met here, and nobody tells them anything: the rules of the others tell the %s of a nation, and there is none", name),
				fmt.Sprintf("give one of them role: %s, or name an agency in the `to` of a distribution rule", name))
		}
	}
}

// missedRole is the first role that a rule of another nation would tell in a nation that
// facts name, and that nobody there has; 0 if there is no such rule.
func (t *talk) missedRole(n model.NationID) journal.Ref {
	for a := range t.c.Spec.Agencies {
		x := &t.c.Spec.Agencies[a]
		if x.Nation == n {
			continue
		}
		for _, d := range x.Distribution {
			for _, to := range d.To {
				named := to.Of == model.ByPlace || to.Of == model.ByNationality || to.Of == model.Named
				if named && to.Agency == model.None && !t.hasRole(n, to.Role) && t.isNamed(n, to.Of) && !predicate.AnyFrame().Never(d.When) {
					return to.Role
				}
			}
		}
	}
	return 0
}
