package lint

import (
	"slices"

	"entente/agents/decide"
	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/predicate"
	"entente/sim"
	"entente/sim/journal"
)

// course is what can come about in a run: what happens by itself, and what its
// effects lead to. It is the least fixed point:
// nothing counts as reachable through itself.
type course struct {
	c       *scenarios.Compiled
	reached [][]bool // by storyline and stage, from 1
	fact    []bool
	entry   []bool
	early   []bool // an effect releases the entry, whatever its time and status
	motion  []bool
	change  []bool
	team    []bool
	support []bool
	command []bool
	grew    bool
}

// followCourse works out the course of a scenario, from nothing until nothing is
// added.
func followCourse(c *scenarios.Compiled) *course {
	s := c.Spec
	w := &course{
		c: c, fact: make([]bool, len(s.Facts)), entry: make([]bool, len(s.Entries)), early: make([]bool, len(s.Entries)),
		motion: make([]bool, len(s.Motions)), change: make([]bool, len(s.Changes)), team: make([]bool, len(s.Teams)),
		support: make([]bool, len(s.Support)), command: make([]bool, len(s.Commands)),
	}
	for i := range s.Storylines {
		w.stages(&s.Storylines[i])
	}
	for w.grew = true; w.grew; {
		w.grew = false
		for i := range s.Entries {
			e := &s.Entries[i]
			possible := func(t model.Test) bool { return asks[t.Op](w, i, t) }
			played := e.At <= s.End && !e.Deferred || w.early[i]
			if e.Type != model.OtherEntry && played && (len(e.If) == 0 || satisfiable(e.If, possible)) {
				w.add(w.entry, i)
				w.applyEffects(e.Effects)
			}
		}
		for i := range s.Motions {
			if m := &s.Motions[i]; w.motion[i] || m.When != nil && !predicate.AnyFrame().Never(m.When) && proposer(c, m) {
				w.add(w.motion, i)
				if w.adoptable(i) {
					w.applyEffects(m.Effects)
				}
			}
		}
		for i := range s.Changes {
			if x := &s.Changes[i]; w.change[i] || x.At <= s.End {
				w.add(w.change, i)
				w.applyEffects(x.Effects)
			}
		}
		for i := range s.Support {
			if x := &s.Support[i]; w.support[i] || x.When != nil && !predicate.AnyFrame().Never(x.When) {
				w.add(w.support, i)
				w.applyEffects(x.Effects)
			}
		}
		for i := range s.Teams {
			if s.Teams[i].From <= s.End {
				w.add(w.team, i)
			}
		}
	}
	return w
}

func (w *course) add(list []bool, i int) {
	if i >= 0 && !list[i] {
		list[i], w.grew = true, true
	}
}

// applyEffects adds what effects set going.
func (w *course) applyEffects(effects []model.Effect) {
	for i := range effects {
		x := &effects[i]
		switch x.Op {
		case model.Expose:
			w.add(w.fact, int(x.Fact))
		case model.Propose:
			w.add(w.motion, int(x.Motion))
		case model.Begin:
			w.add(w.change, int(x.Change))
		case model.Found:
			w.add(w.team, int(x.Team))
		case model.CallFor:
			w.add(w.support, int(x.Support))
		case model.Release:
			w.add(w.early, int(x.Entry))
		case model.GiveOrder:
			w.add(w.command, int(x.Command))
			for _, f := range w.c.Spec.Commands[x.Command].Forces {
				w.add(w.support, int(f))
			}
		}
	}
}

// stages follows the ways between the stages of a storyline, and adds the facts
// that its stages expose. A way of weight 0 is taken only where all are.
func (w *course) stages(s *model.Storyline) {
	reached := make([]bool, len(s.Stages)+2)
	reached[1] = true
	for i, st := range s.Stages {
		if !reached[i+1] {
			continue
		}
		for _, f := range st.Facts {
			w.fact[f] = true
		}
		total := int64(0)
		for _, e := range st.Next {
			total += e.Weight
		}
		for _, e := range st.Next {
			reached[e.Stage] = reached[e.Stage] || e.Weight > 0 || total == 0
		}
		if len(st.Next) == 0 {
			reached[i+2] = true
		}
	}
	w.reached = append(w.reached, reached)
}

// proposer says whether anybody may put a motion of its own accord.
func proposer(c *scenarios.Compiled, m *model.Motion) bool {
	if m.Agency != model.None {
		return true
	}
	for _, n := range m.Members {
		if m.By == 0 || (&linter{c: c}).hasRole(n, c.Spec.Names.Of(m.By).Name) {
			return true
		}
	}
	return false
}

// adoptable says whether a motion that is put can be adopted: no majority is more
// than all there is.
func (w *course) adoptable(i int) bool {
	p := &w.c.Spec.Motions[i].Procedure
	return w.motion[i] && !(p.Rule == decide.Majority && !p.Share.Carries(1, 1))
}

// asks holds what each question of a condition needs to be answered with yes at
// all, for the i-th entry.
var asks = [...]func(*course, int, model.Test) bool{
	model.SentTo: func(w *course, _ int, t model.Test) bool {
		return w.grade(model.None, model.StorylineID(t.A)) > journal.Unaware
	},
	model.EntryDone: func(w *course, i int, t model.Test) bool { return w.entry[t.A] && w.precedes(int(t.A), i) },
	model.Elapsed:   func(w *course, i int, t model.Test) bool { return w.entry[t.A] && w.precedes(int(t.A), i) },
	model.IsMissed:  func(w *course, i int, t model.Test) bool { return int(t.A) != i && w.missable(int(t.A), i) },
	model.Recorded:  func(*course, int, model.Test) bool { return true },
	model.Reached: func(w *course, _ int, t model.Test) bool {
		return w.grade(model.AgencyID(t.A), model.StorylineID(t.B)) >= t.Grade
	},
	model.HasRead:   func(w *course, _ int, t model.Test) bool { return w.fact[t.B] },
	model.StageIs:   func(w *course, _ int, t model.Test) bool { return w.reachesStage(int(t.A), int(t.B)) },
	model.IsAdopted: func(w *course, _ int, t model.Test) bool { return w.adoptable(int(t.A)) },
}

// reachesStage says whether a storyline can come to a stage or to one after it.
func (w *course) reachesStage(s, stage int) bool {
	for i := stage; i <= len(w.c.Spec.Storylines[s].Stages); i++ {
		if w.reached[s][i] {
			return true
		}
	}
	return false
}

// precedes says whether an entry can have been done when another is looked at for
// the last time. An inject is released at its time, or before it by an effect; an
// expected action may be seen at any time until then.
func (w *course) precedes(a, b int) bool {
	x, y := &w.c.Spec.Entries[a], &w.c.Spec.Entries[b]
	switch last := w.lastLook(b); {
	case a == b:
		return false
	case x.Type == model.ExpectedEntry, w.early[a], x.At < last:
		return true
	case x.At == last: // the last look is in the closing round
		return a < b || y.Type == model.ExpectedEntry || y.Until > y.At || last < w.c.Spec.End
	}
	return false
}

// missable says whether the window of an expected action can have passed when
// another entry is looked at for the last time: at the same instant too, but not at
// EndEx, for what was missed then is followed by nothing.
func (w *course) missable(a, b int) bool {
	x := &w.c.Spec.Entries[a]
	return (!x.Deferred || w.early[a]) && x.At <= w.lastLook(b) && x.At < w.c.Spec.End
}

// lastLook is when an entry's condition is looked at for the last time.
func (w *course) lastLook(i int) sim.Time {
	x := &w.c.Spec.Entries[i]
	if w.early[i] {
		return w.c.Spec.End
	}
	return max(x.At, x.Until)
}

// grade is the highest level that an agency can come to on a storyline, if it
// learns all that is ever exposed of it.
func (w *course) grade(a model.AgencyID, id model.StorylineID) journal.Grade {
	s := &w.c.Spec.Storylines[id]
	facts, keys, kinds, here, home := 0, 0, uint8(0), false, model.NationID(model.None)
	if a != model.None {
		home = w.c.Spec.Agencies[a].Nation
	}
	for _, f := range s.Facts {
		if !w.fact[f] {
			continue
		}
		x := &w.c.Spec.Facts[f]
		facts++
		kinds |= 1 << x.Kind
		if x.Key {
			keys++
		}
		here = here || x.Place == home || slices.Contains(s.Alternates, home) // where it may move
	}
	switch {
	case facts == 0:
		return journal.Unaware
	case keys >= s.K && kinds&s.Kinds == s.Kinds && kinds>>journal.IDENTITY&1 == 1 && here:
		return journal.Actionable
	case keys >= s.K && kinds&s.Kinds == s.Kinds:
		return journal.Recognised
	case facts >= 2 || kinds>>journal.THREATLEVEL&1 == 1:
		return journal.Suspected
	}
	return journal.Noticed
}

// eachEffect visits the effects of everything that has some.
func eachEffect(c *scenarios.Compiled, visit func(*model.Effect)) {
	all := func(effects []model.Effect) {
		for i := range effects {
			visit(&effects[i])
		}
	}
	for i := range c.Spec.Entries {
		all(c.Spec.Entries[i].Effects)
	}
	for i := range c.Spec.Motions {
		all(c.Spec.Motions[i].Effects)
	}
	for i := range c.Spec.Changes {
		all(c.Spec.Changes[i].Effects)
	}
	for i := range c.Spec.Support {
		all(c.Spec.Support[i].Effects)
	}
}

// altered says whether some effect changes a parameter.
func (l *linter) altered(p model.ParamID) (yes bool) {
	eachEffect(l.c, func(x *model.Effect) {
		yes = yes || x.Op <= model.MultiplyBy && x.Param == p
	})
	return yes
}
