package scenarios

import (
	"slices"

	"entente/agents"
)

// addressed says of each nation and body whether anything is sent to it, or by
// way of it, or it may notice something itself, and so ask others, who answer.
func (l *linter) addressed() []bool {
	c := l.c
	t := talk{c: c, to: make([]bool, len(c.spec.Nations))}
	t.senses()
	for a := range c.spec.Agencies {
		for _, d := range c.spec.Agencies[a].Distribution {
			if !anyFrame().never(d.When) {
				t.told(c.spec.Agencies[a].Nation, d.To)
			}
		}
	}
	for i := range c.spec.Stores {
		for a := range c.spec.Agencies {
			s := &c.spec.Stores[i]
			if has(s.Readers, a) || has(s.Subscribers, a) {
				t.agency(agents.AgencyID(a))
			}
		}
	}
	for _, e := range c.spec.Entries {
		t.agency(e.To)
	}
	c.eachEffect(func(x *agents.Effect) {
		t.agency(x.From)
		t.agency(x.To)
	})
	for i := range c.spec.Motions {
		m := &c.spec.Motions[i]
		t.nation(m.Body)
		t.nation(m.Decider)
		for _, n := range m.Members {
			t.nation(n)
		}
	}
	for i := range c.spec.Support {
		t.agency(c.spec.Support[i].Asker)
		t.agencies(c.spec.Support[i].Of)
	}
	for i := range c.spec.Teams {
		t.agencies(c.spec.Teams[i].Members)
	}
	for i := range c.spec.Commands {
		t.agencies(c.spec.Commands[i].Echelons)
	}
	for _, key := range sorted(c.doc.Routes) {
		for _, words := range c.doc.Routes[key] {
			for i := 1; i < len(words); i += 2 { // the relays, between the channels
				t.agency(c.agency[words[i]])
			}
		}
	}
	return t.to
}

// has says whether an agency is in a set.
func has(set []uint64, a int) bool { return set[a>>6]>>(uint(a)&63)&1 == 1 }

// talk gathers to whom something is sent.
type talk struct {
	c  *compiler
	to []bool
}

func (t *talk) nation(n agents.NationID) {
	if n != agents.None {
		t.to[n] = true
	}
}

func (t *talk) agency(a agents.AgencyID) {
	if a != agents.None {
		t.nation(t.c.spec.Agencies[a].Nation)
	}
}

func (t *talk) agencies(list []agents.AgencyID) {
	for _, a := range list {
		t.agency(a)
	}
}

// senses adds nations that may notice a fact, and those whose point of contact
// is asked since a fact names them.
func (t *talk) senses() {
	for f := range t.c.spec.Facts {
		x := &t.c.spec.Facts[f]
		for a := range t.c.spec.Agencies {
			ag := &t.c.spec.Agencies[a]
			if slices.Contains(x.SeenIn, ag.Nation) && t.c.spec.Params[ag.Collects[x.Kind]].Value > 0 {
				t.nation(ag.Nation)
			}
			if r := &t.c.spec.Roles; (t.placed(x, ag.Nation) || x.Nationality == ag.Nation) && ag.Role != 0 && (ag.Role == r.SPOC || ag.Role == r.FIU) {
				t.nation(ag.Nation)
			}
		}
	}
}

// placed says whether a fact is placed in a nation, or its storyline may move
// there.
func (t *talk) placed(x *agents.Fact, n agents.NationID) bool {
	return x.Place == n || slices.Contains(t.c.spec.Storylines[x.Storyline].Alternates, n)
}

// told adds, for a rule of an agency of a nation, those outside it that the rule
// tells.
func (t *talk) told(own agents.NationID, to []agents.Target) {
	for _, target := range to {
		if target.Agency != agents.None {
			if t.c.spec.Agencies[target.Agency].Nation != own {
				t.agency(target.Agency)
			}
			continue
		}
		for n := range t.c.spec.Nations {
			x := &t.c.spec.Nations[n]
			switch target.Of {
			case agents.Bodies:
				t.to[n] = t.to[n] || x.Operational && slices.Contains(x.Member, own)
			case agents.ByPlace, agents.ByNationality, agents.Named:
				t.to[n] = t.to[n] || agents.NationID(n) != own && t.byName(agents.NationID(n), target)
			}
		}
	}
}

// byName says whether a nation has the role that a rule tells in the nations
// that facts name, and some fact names it in that way.
func (t *talk) byName(n agents.NationID, target agents.Target) bool {
	role := false
	for _, a := range t.c.spec.Nations[n].Agencies {
		role = role || t.c.spec.Agencies[a].Role == target.Role
	}
	if !role {
		return false
	}
	for f := range t.c.spec.Facts {
		x := &t.c.spec.Facts[f]
		if target.Of != agents.ByPlace && x.Nationality == n || target.Of != agents.ByNationality && t.placed(x, n) {
			return true
		}
	}
	return false
}
