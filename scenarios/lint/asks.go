package lint

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// findUnreachable finds agencies that are told to ask where no channel leads: every such
// question ends at once. By themselves they ask only where one does.
func (l *linter) findUnreachable() {
	c := l.c
	for i := range c.Spec.Agencies {
		p := c.AgencyDocs[i].Policy
		if p == nil {
			continue
		}
		for k, t := range c.Spec.Agencies[i].Asks {
			if p.Asks != nil && t.Agency != model.None && !l.hasRoute(model.AgencyID(i), t.Agency) {
				l.note(tree.Element(c.AgencyPaths[i]+".policy.asks", k), fmt.Sprintf("no channel leads from %s to %s", c.AgencyNames[i], c.AgencyNames[t.Agency]), "")
			}
		}
	}
}

// hasRoute says whether a route, or a channel that both are members of, leads from one
// agency to another.
func (l *linter) hasRoute(a, to model.AgencyID) bool {
	if listed, ok := l.c.Spec.Routes[[2]model.AgencyID{a, to}]; ok {
		return len(listed) > 0
	}
	return slices.ContainsFunc(l.c.Spec.Channels, func(ch model.Channel) bool { return ch.Has(a) && ch.Has(to) })
}
