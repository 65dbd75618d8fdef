package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/tree"
)

// Findings are what is told of a scenario that may be played.
type Findings struct {
	Notes scenarios.Problems // what is allowed but looks like a mistake, in order of place
	Idle  []string           // agencies that nothing reaches: no rule, law, fact, motion or entry needs them
}

// Look reads a compiled scenario and what it was compiled from, and changes neither. A
// variant of a family has nothing to be told of: notes are on how a scenario was written.
func Look(s *scenarios.Scenario) Findings {
	c := s.Compiled()
	if c == nil {
		return Findings{}
	}
	l := linter{s: s, c: c, course: followCourse(c), moves: stretches(c)}
	l.findUnquoted(c.Tree, "")
	l.checkRules()
	l.conditions()
	l.instruments()
	l.comesAbout()
	l.circles()
	l.reachable()
	l.findUnreachable()
	l.bodies()
	l.threads()
	l.clocks()
	l.capacity()
	l.workload()
	l.exercise()
	l.msel()
	l.checkSites()
	l.relations()
	l.r.List = append(l.r.List, c.Told...)
	_ = l.r.Err(c.Tree.File)
	return Findings{Notes: l.r.List, Idle: l.idle}
}

type linter struct {
	s      *scenarios.Scenario
	c      *scenarios.Compiled
	r      tree.Report
	course *course
	moves  []stretch
	idle   []string
	alone  []bool // nations and bodies that no channel leads out of
}

// note says something about the value of a path. What nobody wrote is said
// where the thing stands that lacks it.
func (l *linter) note(path, what, hint string) {
	where := l.c.Tree.At(path, false)
	for above := path; where.File == scenarios.DefaultsFile && above != ""; {
		above = above[:max(0, strings.LastIndexByte(above, '.'))]
		where = l.c.Tree.At(above, false)
	}
	l.r.Add(where, path, what, hint)
}

func (l *linter) hasRole(n model.NationID, role string) bool {
	for _, a := range l.c.Spec.Nations[n].Agencies {
		if l.c.Spec.Names.Text(l.c.Spec.Agencies[a].Role) == role {
			return true
		}
	}
	return false
}

// nationPath is where a nation or body stands in the document.
func (l *linter) nationPath(n model.NationID) string {
	if l.c.Spec.Nations[n].Body {
		return tree.Join("bodies", string(l.c.NationIDs[n]))
	}
	return tree.Join("nations", string(l.c.NationIDs[n]))
}

// reachable finds nations that no channel connects to another.
func (l *linter) reachable() {
	c := l.c
	l.alone = make([]bool, len(c.Spec.Nations))
	if len(c.Spec.Nations) < 2 {
		return
	}
	for i := range l.alone {
		l.alone[i] = true
	}
	for i := range c.Spec.Channels {
		var on []model.NationID // each nation once after another, for agencies stand by nation
		for a := range c.Spec.Channels[i].Agencies() {
			if n := c.Spec.Agencies[a].Nation; len(on) == 0 || on[len(on)-1] != n {
				on = append(on, n)
			}
		}
		for _, n := range on {
			l.alone[n] = l.alone[n] && on[0] == on[len(on)-1]
		}
	}
	for i, n := range c.Spec.Nations {
		if l.alone[i] && !l.isStore(n) {
			l.note(l.nationPath(model.NationID(i)), "no channel leads out of it", "")
		}
	}
}

// isStore says whether a body is the office of a store, which decisions may write to
// without any channel.
func (l *linter) isStore(n model.Nation) bool {
	return n.Body && slices.ContainsFunc(n.Agencies, func(a model.AgencyID) bool { return l.c.Spec.Agencies[a].Store != model.None })
}

// relations finds those with the office of a store, which nobody trusts or mistrusts:
// what is asked of a store is answered by rule.
func (l *linter) relations() {
	for _, key := range slices.Sorted(maps.Keys(l.c.Doc.Relations)) {
		for _, id := range strings.FieldsFunc(key, func(r rune) bool { return r == '-' || r == '>' }) {
			n, known := l.c.Nation[scenarios.ID(id)]
			if path := tree.Join("relations", key); known && l.isStore(l.c.Spec.Nations[n]) {
				l.r.Add(l.c.Tree.At(path, true), path, fmt.Sprintf("%s is a store: it answers by rule, whatever the relation", id), "leave it out, or name the nation that keeps it")
			}
		}
	}
}

// threads finds storylines that nobody waits for and facts that nobody can
// learn.
func (l *linter) threads() {
	c := l.c
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Storylines)) {
		path := "storylines." + string(id)
		line := model.StorylineID(i)
		if !c.Spec.Storylines[i].Benign && !slices.ContainsFunc(c.Spec.Deadlines, func(d model.Deadline) bool { return d.Storyline == line }) {
			l.note(path, "it has no deadline, so whether it was handled in time is not measured", "")
		}
		for _, f := range c.Spec.Storylines[i].Facts {
			l.fact(f, path+".facts."+strings.TrimPrefix(c.Spec.Names.Text(c.Spec.Facts[f].Ref), string(id)+"."))
		}
	}
	if len(c.Spec.Storylines) > 0 && !slices.ContainsFunc(c.Spec.Storylines, func(s model.Storyline) bool { return s.Benign }) {
		l.note("storylines", "no storyline is benign, so nobody can be wrong about an innocent one", "")
	}
}

func (l *linter) fact(id model.FactID, path string) {
	c := l.c
	f := &c.Spec.Facts[id]
	if f.ByInject && !l.exposed(id) {
		l.note(path, "never exposed: no stage and no effect names it", "")
		return
	}
	if len(f.NoticedBy) > 0 || l.isHanded(id) {
		return
	}
	for _, a := range c.Spec.Agencies {
		if c.Spec.MayNotice(id, a.Nation) && (l.value(a.Collects[f.Kind]) > 0 || l.altered(a.Collects[f.Kind])) {
			return
		}
	}
	l.note(path, fmt.Sprintf("nobody who can see it collects %s", f.Kind), "")
}

// isHanded says whether an entry gives a fact to an agency, which has noticed it then.
func (l *linter) isHanded(id model.FactID) bool {
	return slices.ContainsFunc(l.c.Spec.Entries, func(e model.Entry) bool {
		return e.To != model.None && slices.ContainsFunc(e.Effects, func(x model.Effect) bool { return x.Op == model.Expose && x.Fact == id })
	})
}

// exposed says whether some effect opens a fact's window.
func (l *linter) exposed(id model.FactID) (yes bool) {
	eachEffect(l.c, func(x *model.Effect) { yes = yes || x.Op == model.Expose && x.Fact == id })
	return yes
}
