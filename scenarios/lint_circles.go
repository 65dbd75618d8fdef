package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents"
	"entente/sim"
)

// shortestRound is the least time that a circle of effects may take: what is
// repeated by `every` may not come sooner either.
const shortestRound = sim.Hour

// turn is a change, or a support that a command sends.
type turn struct {
	support bool
	id      int
}

// circles finds changes and orders that set each other going again and again
// without time between: such a run does not come to rest.
func (l *linter) circles() {
	var seen []turn
	for i := range l.c.spec.Changes {
		seen = l.circle(turn{false, i}, seen)
	}
	for i := range l.c.spec.Support {
		seen = l.circle(turn{true, i}, seen)
	}
}

// circle follows what begins with one of them until that begins again, and
// gives all that it found to go round.
func (l *linter) circle(first turn, seen []turn) []turn {
	if slices.Contains(seen, first) {
		return seen
	}
	from := map[turn]turn{}
	for queue := []turn{first}; len(queue) > 0; queue = queue[1:] {
		for _, next := range l.next(queue[0]) {
			if next == first {
				way := []turn{first}
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

// next lists what the effects of a change or support set going each time.
// Support is asked for once only, a motion put once, a team founded once.
func (l *linter) next(t turn) (out []turn) {
	var effects []agents.Effect
	if t.support {
		effects = l.c.spec.Support[t.id].Effects
	} else {
		effects = l.c.spec.Changes[t.id].Effects
	}
	for i := range effects {
		switch x := &effects[i]; x.Op {
		case agents.Begin:
			out = append(out, turn{false, int(x.Change)})
		case agents.GiveOrder:
			for _, f := range l.c.spec.Commands[x.Command].Forces {
				out = append(out, turn{true, int(f)})
			}
		}
	}
	return out
}

// goesRound notes a circle that takes too little time.
func (l *linter) goesRound(way []turn) {
	c, takes := l.c, sim.Time(0)
	var names []string
	for _, t := range append(slices.Clone(way), way[0]) {
		names = append(names, l.turnPath(t))
	}
	for _, t := range way {
		if t.support {
			takes += c.spec.Support[t.id].Mobilise.Mean()
			continue
		}
		x := &c.spec.Changes[t.id]
		takes += sim.PPM(c.spec.Params[x.Pace].Value).Scale(x.Lead.Mean())
	}
	if takes < shortestRound {
		l.note(l.turnPath(way[0]), fmt.Sprintf("sets itself going again within %s: a run does not come to rest", formatDuration(takes)),
			strings.Join(names, " -> "))
	}
}

func (l *linter) turnPath(t turn) string {
	if t.support {
		return join("support", l.c.spec.Names.Of(l.c.spec.Support[t.id].Ref).Name)
	}
	return join("changes", l.c.spec.Names.Of(l.c.spec.Changes[t.id].Ref).Name)
}
