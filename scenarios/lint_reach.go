package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents"
	"entente/agents/law"
)

// keys finds names that other YAML tools would read as something else: yes, no
// and numbers with a dot, of which the last zero is lost. A dotted name may
// also stand in the way of a path.
func (l *linter) keys(n *node, path string) {
	for _, k := range n.keys {
		if k.style == plain && k.tag == tagText && slices.Contains(elsewhere, strings.ToLower(k.text)) {
			l.r.add(k.place, join(path, k.text), fmt.Sprintf("%s means true or false to other YAML tools", k.text), "put quotes around it")
		}
	}
	if n.kind != sequence {
		return
	}
	names := n.names()
	for i, v := range n.vals {
		name := names[i]
		for _, key := range [...]string{"id", "number"} {
			if id := v.get(key); id != nil && id.style == plain && id.tag == tagNumber && strings.Contains(id.text, ".") {
				l.r.add(id.place, join(path, name)+"."+key, fmt.Sprintf("%s is a number with a fraction to other YAML tools", name), "put quotes around it")
			}
		}
		if whole, _, dotted := strings.Cut(name, "."); dotted && slices.Contains(names, whole) {
			l.r.add(v.place, join(path, name), fmt.Sprintf("a dotted name: paths take it for a part of %s", whole), "write a hyphen")
		}
	}
}

// policies finds distribution rules whose condition can never hold.
func (l *linter) policies() {
	c := l.c
	look := func(p *Policy, path string) {
		if p == nil {
			return
		}
		for i, d := range p.Distribution {
			name := string(d.ID)
			if name == "" {
				name = fmt.Sprint(i + 1)
			}
			at := path + ".policy.distribution." + name + ".when"
			if when := c.predicate(at, d.When, law.InDistribution); len(when) > 0 && never(when) {
				l.note(at, "this can never hold", "")
			}
		}
	}
	for _, id := range sorted(c.doc.Nations) {
		look(c.doc.Nations[id].Policy, "nations."+string(id))
	}
	for i, a := range c.agencyDoc {
		look(a.Policy, c.agencyPath[i])
	}
}

// stages finds stages that no way leads to, and gives for each storyline the
// last that one does.
func (l *linter) stages() []int {
	c := l.c
	last := make([]int, len(c.spec.Storylines))
	for s, id := range sorted(c.doc.Storylines) {
		stages := c.spec.Storylines[s].Stages
		reached := make([]bool, len(stages)+2)
		reached[1] = true
		for i, st := range stages {
			if !reached[i+1] {
				l.note(fmt.Sprintf("storylines.%s.stages.%d", id, i+1), "no stage leads here", "")
				continue
			}
			last[s] = i + 1
			for _, e := range st.Next {
				reached[e.Stage] = true
			}
			if len(st.Next) == 0 {
				reached[i+2] = true
			}
		}
	}
	return last
}

// entries finds conditions of the MSEL that can never hold: what they ask for
// is past the end or out of reach, or contradicts itself.
func (l *linter) entries() {
	c, last := l.c, l.stages()
	dead := make([]bool, len(c.spec.Entries))
	for changed := true; changed; {
		changed = false
		for i, e := range c.spec.Entries {
			possible := func(t agents.Test) bool {
				switch t.Op {
				case agents.EntryDone, agents.Elapsed:
					return int(t.A) != i && !dead[t.A]
				case agents.StageIs:
					return int(t.B) <= last[t.A]
				}
				return true
			}
			if !dead[i] && (e.At > c.spec.End || len(e.If) > 0 && !satisfiable(e.If, possible)) {
				dead[i], changed = true, true
			}
		}
	}
	for i, e := range c.spec.Entries {
		if dead[i] && e.At <= c.spec.End {
			key := "if"
			if e.Type == agents.ExpectedEntry {
				key = "when"
			}
			l.note("msel."+c.doc.MSEL[i].Number+"."+key, "this can never hold", "")
		}
	}
}

// satisfiable says whether a condition holds in some case in which only what
// is possible has come about. It tries every case of a condition of usual size.
func satisfiable(cond agents.Condition, possible func(agents.Test) bool) bool {
	var facts []agents.Test
	for _, t := range cond {
		if t.Op < agents.Not && possible(t) && !slices.Contains(facts, t) {
			facts = append(facts, t)
		}
	}
	if len(facts) > 12 {
		return true
	}
	for held := range 1 << len(facts) {
		var stack []bool
		for _, t := range cond {
			top := len(stack) - 1
			switch t.Op {
			case agents.Not:
				stack[top] = !stack[top]
			case agents.And:
				stack = append(stack[:top-1], stack[top-1] && stack[top])
			case agents.Or:
				stack = append(stack[:top-1], stack[top-1] || stack[top])
			default:
				i := slices.Index(facts, t)
				stack = append(stack, i >= 0 && held>>i&1 == 1)
			}
		}
		if stack[0] {
			return true
		}
	}
	return false
}
