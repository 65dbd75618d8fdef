package lint

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/notation"
)

// shortestRound is the least time that a circle of effects may take: what is
// repeated by `every` may not come sooner either.
const shortestRound = sim.Hour

// circles finds changes that set each other going again and again without time
// between: such a run does not come to rest. All else that an effect begins (an
// order, support, a motion, a team) is begun once for a storyline.
func (l *linter) circles() {
	var seen []model.ChangeID
	for i := range l.c.Spec.Changes {
		seen = l.findCircle(model.ChangeID(i), seen)
	}
}

// findCircle follows what begins with a change until that begins again, and gives all
// that it found to go round.
func (l *linter) findCircle(first model.ChangeID, seen []model.ChangeID) []model.ChangeID {
	if slices.Contains(seen, first) {
		return seen
	}
	from := map[model.ChangeID]model.ChangeID{}
	for queue := []model.ChangeID{first}; len(queue) > 0; queue = queue[1:] {
		for _, next := range l.changesBegun(queue[0]) {
			if next == first {
				way := []model.ChangeID{first}
				for x := queue[0]; x != first; x = from[x] {
					way = append(way, x)
				}
				slices.Reverse(way[1:])
				l.goesRound(way)
				return append(seen, way...)
			}
			if _, known := from[next]; !known {
				from[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	return seen
}

// changesBegun lists the changes that a change's effects begin.
func (l *linter) changesBegun(id model.ChangeID) (out []model.ChangeID) {
	for _, x := range l.c.Spec.Changes[id].Effects {
		if x.Op == model.Begin {
			out = append(out, x.Change)
		}
	}
	return out
}

// goesRound notes a circle that takes too little time.
func (l *linter) goesRound(way []model.ChangeID) {
	c, takes := l.c, sim.Time(0)
	var names []string
	for _, id := range append(slices.Clone(way), way[0]) {
		names = append(names, tree.Join("changes", c.Spec.Names.Of(c.Spec.Changes[id].Ref).Name))
	}
	for _, id := range way {
		x := &c.Spec.Changes[id]
		takes += sim.PPM(c.Spec.Params[x.Pace].Value).Scale(x.Lead.Mean())
	}
	if takes < shortestRound {
		l.note(names[0], fmt.Sprintf("sets itself off again within %s, so a run never comes to rest", notation.FormatDuration(takes)), strings.Join(names, " -> "))
	}
}
