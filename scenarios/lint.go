package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents"
	"entente/agents/law"
)

// notes lists what is allowed but looks like a mistake. It reads the compiled
// scenario, never changes it.
func (c *compiler) notes() Problems {
	l := linter{c: c}
	l.yaml(c.tree, "")
	l.rules()
	l.instruments()
	l.reachable()
	l.threads()
	l.policies()
	l.entries()
	l.exercise()
	_ = l.r.err(c.tree.file)
	return l.r.list
}

type linter struct {
	c *compiler
	r report
}

func (l *linter) note(path, what, hint string) {
	l.r.add(l.c.tree.at(path, false), path, what, hint)
}

// elsewhere are words that other YAML tools take for true or false.
var elsewhere = []string{"y", "n", "yes", "no", "on", "off"}

// yaml finds unquoted words that other tools would read as something else.
func (l *linter) yaml(n *node, path string) {
	if n.kind == scalar {
		if n.style == plain && n.tag == tagText && slices.Contains(elsewhere, strings.ToLower(n.text)) {
			l.r.add(n.place, path, fmt.Sprintf("%s means true or false to other YAML tools", n.text), "put quotes around it")
		}
		return
	}
	l.keys(n, path)
	for i, name := range n.names() {
		if path == "" && name == "presets" {
			continue
		}
		l.yaml(n.vals[i], join(path, name))
	}
}

// rules finds laws that can never fire and laws that nobody can obey.
func (l *linter) rules() {
	c := l.c
	for id, d := range c.ruleDocs {
		r := &c.spec.Rules[id]
		if len(r.When) > 0 && never(r.When) {
			l.note(d.path+".when", "this can never hold", "")
		}
		if len(r.Except) > 0 && never(r.Except) {
			l.note(d.path+".unless", "this can never hold", "")
		}
		if r.Effect == law.Require || r.Effect == law.Notify {
			owner, _, _ := strings.Cut(d.name, ".")
			for _, n := range l.boundBy(ID(owner)) {
				if !l.hasRole(n, string(d.doc.Do.role)) {
					l.note(d.path+".do", fmt.Sprintf("%s has no %s", c.nationIDs[n], d.doc.Do.role), "")
				}
			}
		}
	}
}

// never says whether a program holds for no frame, as far as the values of
// single names tell: it walks every way through the tests and drops those on
// which a name would have to have two values at once.
func never(p law.Program) bool {
	ways := 0
	var walk func(at law.Label, equal map[law.Var]int64, not map[law.Test]bool) bool
	walk = func(at law.Label, equal map[law.Var]int64, not map[law.Test]bool) bool {
		if ways++; ways > 10_000 || at == law.Holds {
			return false
		}
		if at == law.Fails {
			return true
		}
		t := p[at]
		question := law.Test{Op: t.Op, Var: t.Var, Other: t.Other, Const: t.Const}
		if t.Op != law.Equal {
			if known, asked := not[question]; asked {
				return walk(pick(known, t.No, t.Yes), equal, not)
			}
			not[question] = false
			yes := walk(t.Yes, equal, not)
			not[question] = true
			no := walk(t.No, equal, not)
			delete(not, question)
			return yes && no
		}
		if v, known := equal[t.Var]; known {
			return walk(pick(v == t.Const, t.Yes, t.No), equal, not)
		}
		if not[question] {
			return walk(t.No, equal, not)
		}
		equal[t.Var] = t.Const
		yes := walk(t.Yes, equal, not)
		delete(equal, t.Var)
		not[question] = true
		no := walk(t.No, equal, not)
		delete(not, question)
		return yes && no
	}
	return walk(0, map[law.Var]int64{}, map[law.Test]bool{})
}

func pick(yes bool, a, b law.Label) law.Label {
	if yes {
		return a
	}
	return b
}

func (l *linter) hasRole(n agents.NationID, role string) bool {
	for _, a := range l.c.spec.Nations[n].Agencies {
		if l.c.spec.Names.Text(l.c.spec.Agencies[a].Role) == role {
			return true
		}
	}
	return false
}

// reachable finds nations that no channel connects to another.
func (l *linter) reachable() {
	c := l.c
	if len(c.spec.Nations) < 2 {
		return
	}
	for i, n := range c.spec.Nations {
		alone := true
		for _, ch := range c.spec.Channels {
			inside, outside := false, false
			for a := range c.spec.Agencies {
				if ch.Has(agents.AgencyID(a)) {
					inside = inside || c.spec.Agencies[a].Nation == agents.NationID(i)
					outside = outside || c.spec.Agencies[a].Nation != agents.NationID(i)
				}
			}
			alone = alone && !(inside && outside)
		}
		if alone && !l.isStore(n) {
			path := "nations." + string(c.nationIDs[i])
			if n.Body {
				path = "bodies." + string(c.nationIDs[i])
			}
			l.note(path, "no channel leads out of it", "")
		}
	}
}

// isStore says whether a body is the office of a store, which decisions may write to
// without any channel.
func (l *linter) isStore(n agents.Nation) bool {
	return n.Body && slices.ContainsFunc(n.Agencies, func(a agents.AgencyID) bool { return l.c.spec.Agencies[a].Store != agents.None })
}

// threads finds storylines that nobody waits for and facts that nobody can
// learn.
func (l *linter) threads() {
	c := l.c
	for i, id := range sorted(c.doc.Storylines) {
		path := "storylines." + string(id)
		line := agents.StorylineID(i)
		if !c.spec.Storylines[i].Benign && !slices.ContainsFunc(c.spec.Deadlines, func(d agents.Deadline) bool { return d.Storyline == line }) {
			l.note(path, "no deadline: nothing will be measured against it", "")
		}
		for _, f := range c.spec.Storylines[i].Facts {
			l.fact(f, path+".facts."+strings.TrimPrefix(c.spec.Names.Text(c.spec.Facts[f].Ref), string(id)+"."))
		}
	}
	if len(c.spec.Storylines) > 0 && !slices.ContainsFunc(c.spec.Storylines, func(s agents.Storyline) bool { return s.Benign }) {
		l.note("storylines", "none is benign: nobody can be wrong about anything", "")
	}
}

func (l *linter) fact(id agents.FactID, path string) {
	c := l.c
	f := &c.spec.Facts[id]
	if f.ByInject && !c.exposed(id) {
		l.note(path, "never exposed: no stage and no effect names it", "")
		return
	}
	for _, a := range c.spec.Agencies {
		if slices.Contains(f.SeenIn, a.Nation) && c.spec.Params[a.Collects[f.Kind]].Value > 0 {
			return
		}
	}
	l.note(path, fmt.Sprintf("nobody who can see it collects %s", f.Kind), "")
}

// exposed says whether some effect opens a fact's window: of an entry, a
// decision, a change, or support on station.
func (c *compiler) exposed(id agents.FactID) bool {
	does := func(list []agents.Effect) bool {
		return slices.ContainsFunc(list, func(x agents.Effect) bool { return x.Op == agents.Expose && x.Fact == id })
	}
	return slices.ContainsFunc(c.spec.Entries, func(e agents.Entry) bool { return does(e.Effects) }) ||
		slices.ContainsFunc(c.spec.Motions, func(m agents.Motion) bool { return does(m.Effects) }) ||
		slices.ContainsFunc(c.spec.Changes, func(x agents.Change) bool { return does(x.Effects) }) ||
		slices.ContainsFunc(c.spec.Support, func(s agents.Support) bool { return does(s.Effects) })
}

// exercise finds an audience without an exercise to do and agencies that are
// addressed but have no one at home.
func (l *linter) exercise() {
	c := l.c
	for i, e := range c.doc.MSEL {
		if e.To != "" && c.spec.Entries[i].To == agents.None && strings.Contains(e.To, ".") {
			l.note("msel."+e.Number+".to", fmt.Sprintf("%s is no agency, so this goes to a cell outside the world", e.To),
				didYouMean(e.To, c.agencyNames))
		}
		if at := c.spec.Entries[i].At; at > c.spec.End {
			l.note("msel."+e.Number, "after EndEx", "")
		}
	}
}
