package lint

import (
	"fmt"
	"maps"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
)

// comesAbout finds what can never come about: stages that no way leads to,
// conditions of the MSEL, and what nothing sets going.
func (l *linter) comesAbout() {
	c, w := l.c, l.course
	for s, id := range slices.Sorted(maps.Keys(c.Doc.Storylines)) {
		for i := range c.Spec.Storylines[s].Stages {
			if !w.reached[s][i+1] {
				l.note(fmt.Sprintf("storylines.%s.stages.%d", id, i+1), "no stage leads here", "")
			}
		}
	}
	for i, e := range c.Spec.Entries {
		if !w.entry[i] && !e.Deferred && len(e.If) > 0 && e.At <= c.Spec.End {
			l.note(tree.Join("msel", c.Doc.MSEL[i].Number)+"."+conditionKey(e.Type), "this condition can never hold", l.tooEarly(i))
		}
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Motions)) {
		m, path := &c.Spec.Motions[i], tree.Join("motions", string(id))
		if m.When != nil && !proposer(c, m) {
			l.note(tree.Join(path, "by"), fmt.Sprintf("no member has a %s to put it", c.Spec.Names.Of(m.By).Name), "")
		}
		l.setGoing(path, w.motion[i] || m.When != nil, startsThing(model.Propose, i), "proposes it", "give it `when`, or propose it by an effect")
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Changes)) {
		does := w.change[i] || c.Spec.Changes[i].At != sim.Never
		l.setGoing(tree.Join("changes", string(id)), does, startsThing(model.Begin, i), "begins it", "give it `at`, or begin it by an effect")
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Teams)) {
		does := w.team[i] || c.Spec.Teams[i].From != sim.Never
		l.setGoing(tree.Join("teams", string(id)), does, startsThing(model.Found, i), "founds it", "give it `from`, or found it by an effect")
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Support)) {
		force := slices.ContainsFunc(c.Spec.Commands, func(x model.Command) bool { return slices.Contains(x.Forces, model.SupportID(i)) })
		l.setGoing(tree.Join("support", string(id)), w.support[i] || force || c.Spec.Support[i].When != nil, startsThing(model.CallFor, i), "asks for it",
			"give it `when`, ask for it by an effect, or make it a force of a command")
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Commands)) {
		l.setGoing(tree.Join("commands", string(id)), w.command[i], startsThing(model.GiveOrder, i), "gives it an order", "give it one by an effect")
	}
}

// startsThing recognises an effect that sets the i-th of its kind going.
func startsThing(op model.EffectOp, i int) func(*model.Effect) bool {
	return func(x *model.Effect) bool {
		what := [...]int{
			model.Propose: int(x.Motion), model.Begin: int(x.Change), model.Found: int(x.Team),
			model.CallFor: int(x.Support), model.GiveOrder: int(x.Command),
		}
		return x.Op == op && what[op] == i
	}
}

// setGoing notes what no effect, or none that can come about, sets going.
func (l *linter) setGoing(path string, does bool, puts func(*model.Effect) bool, verb, hint string) {
	if does {
		return
	}
	named := false
	eachEffect(l.c, func(x *model.Effect) { named = named || puts(x) })
	if named {
		l.note(path, "what "+verb+" can never happen", "")
		return
	}
	l.note(path, "nothing "+verb, hint)
}

// conditionKey is where the condition of an entry stands.
func conditionKey(t model.EntryType) string {
	if t == model.ExpectedEntry {
		return "when"
	}
	return "if"
}

// tooEarly names an entry that the condition of another asks for before its
// time.
func (l *linter) tooEarly(i int) string {
	c := l.c
	for _, t := range c.Spec.Entries[i].If {
		if t.Op == model.EntryDone && int(t.A) != i && l.course.entry[t.A] && !l.course.precedes(int(t.A), i) {
			return fmt.Sprintf("it is looked at before %s is released", c.Doc.MSEL[t.A].Number)
		}
		if t.Op == model.IsMissed && int(t.A) != i && !l.course.missable(int(t.A), i) {
			if c.Spec.Entries[t.A].At == c.Spec.End {
				return fmt.Sprintf("%s can be missed at EndEx only, and nothing follows that", c.Doc.MSEL[t.A].Number)
			}
			return fmt.Sprintf("it is looked at before %s can be missed", c.Doc.MSEL[t.A].Number)
		}
	}
	return ""
}
