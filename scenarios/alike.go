package scenarios

import (
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
)

// alike keeps once what many nations and agencies have alike: predicates, opening hours,
// the work of desks and rules of whom to tell. A run of a large world then goes back to
// the same few places in memory.
type alike struct {
	programs map[predicateText]law.Program
	hours    map[string]calendar.Calendar
	tasks    map[model.Tasks]*model.Tasks
	rules    map[int][][]model.Distribution // by their number
	often    map[sim.Dist]sim.Dist          // tabulated
}

// predicateText is a predicate as it is written, and what it is asked about.
type predicateText struct {
	text string
	use  law.Use
}

func newAlike() alike {
	return alike{
		programs: map[predicateText]law.Program{}, hours: map[string]calendar.Calendar{},
		tasks: map[model.Tasks]*model.Tasks{}, rules: map[int][][]model.Distribution{},
		often: map[sim.Dist]sim.Dist{},
	}
}

// tasksLike gives tasks that are equal to these.
func (k *alike) tasksLike(t model.Tasks) *model.Tasks {
	if k.tasks[t] == nil {
		k.tasks[t] = &t
	}
	return k.tasks[t]
}

// tabulated gives a duration that is drawn very often the tables that make it sooner.
func (k *alike) tabulated(d sim.Dist) sim.Dist {
	if t, known := k.often[d]; known {
		return t
	}
	if len(k.often) < mostKinds {
		k.often[d] = d.Tabulated()
		return k.often[d]
	}
	return d
}

// rulesLike gives distribution rules that are equal to these.
func (k *alike) rulesLike(rules []model.Distribution) []model.Distribution {
	known := k.rules[len(rules)]
	for _, x := range known {
		if slices.EqualFunc(x, rules, sameRule) {
			return x
		}
	}
	if len(known) < mostKinds {
		k.rules[len(rules)] = append(known, rules)
	}
	return rules
}

// mostKinds is how many kinds of rules, of one number, are looked through, and how many
// durations are tabulated: in a world in which no two agencies have the same it must not
// take longer and longer.
const mostKinds = 32

// sameRule says whether two rules are equal; equal predicates are the same one.
func sameRule(a, b model.Distribution) bool {
	same := len(a.When) == len(b.When) && (len(a.When) == 0 || &a.When[0] == &b.When[0])
	return same && slices.Equal(a.To, b.To) && a.Name == b.Name && a.Ref == b.Ref && a.Practice == b.Practice && a.Label == b.Label &&
		a.Reminders == b.Reminders && a.Tasking == b.Tasking && a.Reply == b.Reply && a.Clock == b.Clock && a.Certain == b.Certain && a.Composed == b.Composed
}
