package lint

import (
	"maps"
	"slices"

	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/predicate"
	"entente/sim/journal"
)

// addressed says of each nation and body whether anything is sent to it, or by
// way of it, or it may notice something itself, and so ask others, who answer.
func (l *linter) addressed() talk {
	t := l.told()
	t.addNoticers()
	return t
}

// told says the same, but for what nations notice themselves.
func (l *linter) told() talk {
	c := l.c
	t := talk{c: c, to: make([]bool, len(c.Spec.Nations)), who: make([]bool, len(c.Spec.Agencies))}
	for a := range c.Spec.Agencies {
		for _, d := range c.Spec.Agencies[a].Distribution {
			if !predicate.AnyFrame().Never(d.When) {
				t.addRecipients(c.Spec.Agencies[a].Nation, d.To)
			}
		}
	}
	for i := range c.Spec.Stores {
		for a := range c.Spec.Agencies {
			s := &c.Spec.Stores[i]
			if has(s.Readers, a) || has(s.Subscribers, a) {
				t.agency(model.AgencyID(a))
			}
		}
	}
	for _, e := range c.Spec.Entries {
		t.agency(e.To)
	}
	eachEffect(c, func(x *model.Effect) {
		t.agency(x.From)
		t.agency(x.To)
	})
	for i := range c.Spec.Motions {
		m := &c.Spec.Motions[i]
		t.nation(m.Body)
		t.nation(m.Decider)
		for _, n := range m.Members {
			t.nation(n)
		}
	}
	for i := range c.Spec.Support {
		t.agency(c.Spec.Support[i].Asker)
		t.agencies(c.Spec.Support[i].Of)
	}
	for i := range c.Spec.Teams {
		t.agencies(c.Spec.Teams[i].Members)
	}
	for i := range c.Spec.Commands {
		t.agencies(c.Spec.Commands[i].Echelons)
	}
	for _, key := range slices.Sorted(maps.Keys(c.Doc.Routes)) {
		for _, texts := range c.Doc.Routes[key] {
			for i := 1; i < len(texts); i += 2 { // the relays, between the channels
				t.agency(c.Agency[texts[i]])
			}
		}
	}
	return t
}

// has says whether an agency is in a set.
func has(set []uint64, a int) bool { return set[a>>6]>>(uint(a)&63)&1 == 1 }

// talk gathers to whom something is sent: nations and bodies, and in them agencies.
type talk struct {
	c   *scenarios.Compiled
	to  []bool
	who []bool
}

func (t *talk) nation(n model.NationID) {
	if n == model.None {
		return
	}
	t.to[n] = true
	r := &t.c.Spec.Roles
	for _, a := range t.c.Spec.Nations[n].Agencies {
		speaks := []journal.Ref{r.SPOC, r.Crisis, r.Minister, r.ForeignMinistry} // for a nation, where it has them
		if t.c.Spec.Nations[n].Body || slices.Contains(speaks, t.c.Spec.Agencies[a].Role) {
			t.who[a] = true
		}
	}
}

func (t *talk) agency(a model.AgencyID) {
	if a != model.None {
		t.to[t.c.Spec.Agencies[a].Nation], t.who[a] = true, true
	}
}

// role adds the agencies of a nation that have a role.
func (t *talk) role(n model.NationID, role journal.Ref) {
	for _, a := range t.c.Spec.Nations[n].Agencies {
		if role != 0 && t.c.Spec.Agencies[a].Role == role {
			t.agency(a)
		}
	}
}

func (t *talk) agencies(list []model.AgencyID) {
	for _, a := range list {
		t.agency(a)
	}
}

// addNoticers adds nations that may notice a fact, and those whose point of contact
// is asked since a fact names them.
func (t *talk) addNoticers() {
	for f := range t.c.Spec.Facts {
		x := &t.c.Spec.Facts[f]
		for _, n := range x.NoticedBy {
			t.agency(n.Agency)
		}
		for a := range t.c.Spec.Agencies {
			ag := &t.c.Spec.Agencies[a]
			if t.c.Spec.MayNotice(model.FactID(f), ag.Nation) && t.c.Spec.Params[ag.Collects[x.Kind]].Value > 0 {
				t.agency(model.AgencyID(a))
			}
			if r := &t.c.Spec.Roles; (t.isPlaced(x, ag.Nation) || x.Nationality == ag.Nation) && ag.Role != 0 && (ag.Role == r.SPOC || ag.Role == r.FIU) {
				t.agency(model.AgencyID(a))
			}
		}
	}
}

// isPlaced says whether a fact is placed in a nation, or its storyline may move
// there.
func (t *talk) isPlaced(x *model.Fact, n model.NationID) bool {
	return x.Place == n || slices.Contains(t.c.Spec.Storylines[x.Storyline].Alternates, n)
}

// addRecipients adds, for a rule of an agency of a nation, those outside it that the rule
// tells.
func (t *talk) addRecipients(own model.NationID, to []model.Target) {
	for _, target := range to {
		if target.Agency != model.None {
			if t.who[target.Agency] = true; t.c.Spec.Agencies[target.Agency].Nation != own {
				t.agency(target.Agency)
			}
			continue
		}
		for n := range t.c.Spec.Nations {
			x := &t.c.Spec.Nations[n]
			switch target.Of {
			case model.Bodies:
				if x.Operational && slices.Contains(x.Member, own) {
					t.nation(model.NationID(n))
				}
			case model.Own:
				if model.NationID(n) == own {
					for _, a := range x.Agencies {
						t.who[a] = t.who[a] || target.Role != 0 && t.c.Spec.Agencies[a].Role == target.Role
					}
				}
			case model.ByPlace, model.ByNationality, model.Named:
				if model.NationID(n) != own && t.namesNation(model.NationID(n), target) {
					t.role(model.NationID(n), target.Role)
				}
			}
		}
	}
}

// namesNation says whether a nation has the role that a rule tells in the nations
// that facts name, and some fact names it in that way.
func (t *talk) namesNation(n model.NationID, target model.Target) bool {
	return t.hasRole(n, target.Role) && t.isNamed(n, target.Of)
}

// hasRole says whether an agency of a nation has a role.
func (t *talk) hasRole(n model.NationID, role journal.Ref) bool {
	return slices.ContainsFunc(t.c.Spec.Nations[n].Agencies, func(a model.AgencyID) bool { return t.c.Spec.Agencies[a].Role == role })
}

// isNamed says whether some fact names a nation in the way of a rule: by its place, by a
// nationality, or by either.
func (t *talk) isNamed(n model.NationID, way model.Of) bool {
	for f := range t.c.Spec.Facts {
		x := &t.c.Spec.Facts[f]
		if way != model.ByPlace && x.Nationality == n || way != model.ByNationality && t.isPlaced(x, n) {
			return true
		}
	}
	return false
}

// findIdle finds agencies that have nothing to do in the scenario: nothing is sent to
// them, they can notice nothing, no law and no deadline needs them.
func (t *talk) findIdle() (list []string) {
	c := t.c
	for a := range c.Spec.Agencies {
		for _, by := range c.Spec.Agencies[a].ReleaseBy {
			t.agency(by)
		}
		if x := &c.Spec.Agencies[a]; x.Liaison != model.None || x.Store != model.None || len(x.Actions) > 0 || collects(c, x) {
			t.who[a] = true
		}
	}
	for i := range c.Spec.Actions {
		t.role(c.Spec.Agencies[c.Spec.Actions[i].Agency].Nation, c.Spec.Actions[i].Authority)
	}
	for i := range c.Spec.Rules {
		for n := range c.Spec.Nations {
			t.role(model.NationID(n), c.Spec.Rules[i].Role)
		}
	}
	for i := range c.Spec.Deadlines {
		t.agency(c.Spec.Deadlines[i].Agency)
	}
	for a, met := range t.who {
		if n := c.Spec.Agencies[a].Nation; !met && t.to[n] && !c.Spec.Nations[n].Body {
			list = append(list, c.AgencyNames[a])
		}
	}
	return list
}

// collects says whether an agency notices facts of any kind.
func collects(c *scenarios.Compiled, a *model.Agency) bool {
	return slices.ContainsFunc(a.Collects[:], func(p model.ParamID) bool { return c.Spec.Params[p].Value > 0 })
}
