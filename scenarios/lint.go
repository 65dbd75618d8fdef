package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// notes lists what is allowed but looks like a mistake. It reads the compiled
// scenario, never changes it.
func (c *compiler) notes() Problems {
	l := linter{c: c, course: c.follow(), moves: c.stretches()}
	l.yaml(c.tree, "")
	l.rules()
	l.conditions()
	l.instruments()
	l.comesAbout()
	l.circles()
	l.reachable()
	l.asking()
	l.bodies()
	l.threads()
	l.clocks()
	l.capacity()
	l.workload()
	l.exercise()
	l.msel()
	l.sites()
	l.relations()
	l.r.List = append(l.r.List, c.told...)
	_ = l.r.Err(c.tree.File)
	return l.r.List
}

type linter struct {
	c      *compiler
	r      tree.Report
	course *course
	moves  []stretch
	alone  []bool // nations and bodies that no channel leads out of
}

// note says something about the value of a path. What nobody wrote is said
// where the thing stands that lacks it.
func (l *linter) note(path, what, hint string) {
	where := l.c.tree.At(path, false)
	for above := path; where.File == defaultsFile && above != ""; {
		above = above[:max(0, strings.LastIndexByte(above, '.'))]
		where = l.c.tree.At(above, false)
	}
	l.r.Add(where, path, what, hint)
}

func (l *linter) hasRole(n model.NationID, role string) bool {
	for _, a := range l.c.spec.Nations[n].Agencies {
		if l.c.spec.Names.Text(l.c.spec.Agencies[a].Role) == role {
			return true
		}
	}
	return false
}

// nationPath is where a nation or body stands in the document.
func (l *linter) nationPath(n model.NationID) string {
	if l.c.spec.Nations[n].Body {
		return tree.Join("bodies", string(l.c.nationIDs[n]))
	}
	return tree.Join("nations", string(l.c.nationIDs[n]))
}

// reachable finds nations that no channel connects to another.
func (l *linter) reachable() {
	c := l.c
	l.alone = make([]bool, len(c.spec.Nations))
	if len(c.spec.Nations) < 2 {
		return
	}
	for i := range l.alone {
		l.alone[i] = true
	}
	for i := range c.spec.Channels {
		var on []model.NationID // each nation once after another, for agencies stand by nation
		for a := range c.spec.Channels[i].Agencies() {
			if n := c.spec.Agencies[a].Nation; len(on) == 0 || on[len(on)-1] != n {
				on = append(on, n)
			}
		}
		for _, n := range on {
			l.alone[n] = l.alone[n] && on[0] == on[len(on)-1]
		}
	}
	for i, n := range c.spec.Nations {
		if l.alone[i] && !l.isStore(n) {
			l.note(l.nationPath(model.NationID(i)), "no channel leads out of it", "")
		}
	}
}

// isStore says whether a body is the office of a store, which decisions may write to
// without any channel.
func (l *linter) isStore(n model.Nation) bool {
	return n.Body && slices.ContainsFunc(n.Agencies, func(a model.AgencyID) bool { return l.c.spec.Agencies[a].Store != model.None })
}

// relations finds those with the office of a store, which nobody trusts or mistrusts:
// what is asked of a store is answered by rule.
func (l *linter) relations() {
	for _, key := range sorted(l.c.doc.Relations) {
		for _, id := range strings.FieldsFunc(key, func(r rune) bool { return r == '-' || r == '>' }) {
			n, known := l.c.nation[ID(id)]
			if path := tree.Join("relations", key); known && l.isStore(l.c.spec.Nations[n]) {
				l.r.Add(l.c.tree.At(path, true), path, fmt.Sprintf("%s is a store: it answers by rule, whatever the relation", id), "leave it out, or name the nation that keeps it")
			}
		}
	}
}

// threads finds storylines that nobody waits for and facts that nobody can
// learn.
func (l *linter) threads() {
	c := l.c
	for i, id := range sorted(c.doc.Storylines) {
		path := "storylines." + string(id)
		line := model.StorylineID(i)
		if !c.spec.Storylines[i].Benign && !slices.ContainsFunc(c.spec.Deadlines, func(d model.Deadline) bool { return d.Storyline == line }) {
			l.note(path, "no deadline: nothing will be measured against it", "")
		}
		for _, f := range c.spec.Storylines[i].Facts {
			l.fact(f, path+".facts."+strings.TrimPrefix(c.spec.Names.Text(c.spec.Facts[f].Ref), string(id)+"."))
		}
	}
	if len(c.spec.Storylines) > 0 && !slices.ContainsFunc(c.spec.Storylines, func(s model.Storyline) bool { return s.Benign }) {
		l.note("storylines", "none is benign: nobody can be wrong about anything", "")
	}
}

func (l *linter) fact(id model.FactID, path string) {
	c := l.c
	f := &c.spec.Facts[id]
	if f.ByInject && !l.exposed(id) {
		l.note(path, "never exposed: no stage and no effect names it", "")
		return
	}
	if len(f.NoticedBy) > 0 {
		return
	}
	for _, a := range c.spec.Agencies {
		if slices.Contains(f.SeenIn, a.Nation) && (l.value(a.Collects[f.Kind]) > 0 || l.altered(a.Collects[f.Kind])) {
			return
		}
	}
	l.note(path, fmt.Sprintf("nobody who can see it collects %s", f.Kind), "")
}

// exposed says whether some effect opens a fact's window.
func (l *linter) exposed(id model.FactID) (yes bool) {
	l.c.eachEffect(func(x *model.Effect) { yes = yes || x.Op == model.Expose && x.Fact == id })
	return yes
}
