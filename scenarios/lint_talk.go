package scenarios

import (
	"slices"

	"entente/agents/model"
	"entente/sim/journal"
)

// addressed says of each nation and body whether anything is sent to it, or by
// way of it, or it may notice something itself, and so ask others, who answer.
func (l *linter) addressed() talk {
	c := l.c
	t := talk{c: c, to: make([]bool, len(c.spec.Nations)), who: make([]bool, len(c.spec.Agencies))}
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
				t.agency(model.AgencyID(a))
			}
		}
	}
	for _, e := range c.spec.Entries {
		t.agency(e.To)
	}
	c.eachEffect(func(x *model.Effect) {
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
		for _, texts := range c.doc.Routes[key] {
			for i := 1; i < len(texts); i += 2 { // the relays, between the channels
				t.agency(c.agency[texts[i]])
			}
		}
	}
	return t
}

// has says whether an agency is in a set.
func has(set []uint64, a int) bool { return set[a>>6]>>(uint(a)&63)&1 == 1 }

// talk gathers to whom something is sent: nations and bodies, and in them agencies.
type talk struct {
	c   *compiler
	to  []bool
	who []bool
}

func (t *talk) nation(n model.NationID) {
	if n == model.None {
		return
	}
	t.to[n] = true
	r := &t.c.spec.Roles
	for _, a := range t.c.spec.Nations[n].Agencies {
		speaks := []journal.Ref{r.SPOC, r.Crisis, r.Minister, r.ForeignMinistry} // for a nation, where it has them
		if t.c.spec.Nations[n].Body || slices.Contains(speaks, t.c.spec.Agencies[a].Role) {
			t.who[a] = true
		}
	}
}

func (t *talk) agency(a model.AgencyID) {
	if a != model.None {
		t.to[t.c.spec.Agencies[a].Nation], t.who[a] = true, true
	}
}

// role adds the agencies of a nation that have a role.
func (t *talk) role(n model.NationID, role journal.Ref) {
	for _, a := range t.c.spec.Nations[n].Agencies {
		if role != 0 && t.c.spec.Agencies[a].Role == role {
			t.agency(a)
		}
	}
}

func (t *talk) agencies(list []model.AgencyID) {
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
				t.agency(model.AgencyID(a))
			}
			if r := &t.c.spec.Roles; (t.placed(x, ag.Nation) || x.Nationality == ag.Nation) && ag.Role != 0 && (ag.Role == r.SPOC || ag.Role == r.FIU) {
				t.agency(model.AgencyID(a))
			}
		}
	}
}

// placed says whether a fact is placed in a nation, or its storyline may move
// there.
func (t *talk) placed(x *model.Fact, n model.NationID) bool {
	return x.Place == n || slices.Contains(t.c.spec.Storylines[x.Storyline].Alternates, n)
}

// told adds, for a rule of an agency of a nation, those outside it that the rule
// tells.
func (t *talk) told(own model.NationID, to []model.Target) {
	for _, target := range to {
		if target.Agency != model.None {
			if t.who[target.Agency] = true; t.c.spec.Agencies[target.Agency].Nation != own {
				t.agency(target.Agency)
			}
			continue
		}
		for n := range t.c.spec.Nations {
			x := &t.c.spec.Nations[n]
			switch target.Of {
			case model.Bodies:
				if x.Operational && slices.Contains(x.Member, own) {
					t.nation(model.NationID(n))
				}
			case model.Own:
				if model.NationID(n) == own {
					for _, a := range x.Agencies {
						t.who[a] = t.who[a] || target.Role != 0 && t.c.spec.Agencies[a].Role == target.Role
					}
				}
			case model.ByPlace, model.ByNationality, model.Named:
				if model.NationID(n) != own && t.byName(model.NationID(n), target) {
					t.role(model.NationID(n), target.Role)
				}
			}
		}
	}
}

// byName says whether a nation has the role that a rule tells in the nations
// that facts name, and some fact names it in that way.
func (t *talk) byName(n model.NationID, target model.Target) bool {
	role := false
	for _, a := range t.c.spec.Nations[n].Agencies {
		role = role || t.c.spec.Agencies[a].Role == target.Role
	}
	if !role {
		return false
	}
	for f := range t.c.spec.Facts {
		x := &t.c.spec.Facts[f]
		if target.Of != model.ByPlace && x.Nationality == n || target.Of != model.ByNationality && t.placed(x, n) {
			return true
		}
	}
	return false
}

// idle finds agencies that have nothing to do in the scenario: nothing is sent to
// them, they can notice nothing, no law and no deadline needs them.
func (t *talk) idle() (list []string) {
	c := t.c
	for a := range c.spec.Agencies {
		for _, by := range c.spec.Agencies[a].ReleaseBy {
			t.agency(by)
		}
		if x := &c.spec.Agencies[a]; x.Liaison != model.None || x.Store != model.None || len(x.Actions) > 0 || c.collects(x) {
			t.who[a] = true
		}
	}
	for i := range c.spec.Actions {
		t.role(c.spec.Agencies[c.spec.Actions[i].Agency].Nation, c.spec.Actions[i].Authority)
	}
	for i := range c.spec.Rules {
		for n := range c.spec.Nations {
			t.role(model.NationID(n), c.spec.Rules[i].Role)
		}
	}
	for i := range c.spec.Deadlines {
		t.agency(c.spec.Deadlines[i].Agency)
	}
	for a, met := range t.who {
		if n := c.spec.Agencies[a].Nation; !met && t.to[n] && !c.spec.Nations[n].Body {
			list = append(list, c.agencyNames[a])
		}
	}
	return list
}

// collects says whether an agency notices facts of any kind.
func (c *compiler) collects(a *model.Agency) bool {
	return slices.ContainsFunc(a.Collects[:], func(p model.ParamID) bool { return c.spec.Params[p].Value > 0 })
}
