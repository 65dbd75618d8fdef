package scenarios

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// holders adds who may hold what: schemes of classification, clearances,
// markings, local times, teams, and the names of actions and clocks. From these and the records
// anybody can judge what the engine let pass.
func (c *compiler) holders(st *journal.Static) {
	s, names := c.spec, &c.spec.Names
	for _, n := range s.Nations {
		st.Schemes = append(st.Schemes, journal.Scheme{Nation: names.Text(n.Ref), Classes: classText(n.Classes)})
		if n.Offset != s.Zone {
			st.Zones = append(st.Zones, journal.Zone{Nation: names.Text(n.Ref), Offset: int64(n.Offset)})
		}
	}
	for i, a := range s.Agencies {
		st.Agencies = append(st.Agencies, journal.Agency{
			Name: c.agencyNames[i], Clearance: classText(a.Classes),
			Marking: c.markingText(&a.Originates), Host: string(c.agencyDoc[i].Host), Site: string(c.agencyDoc[i].Site),
		})
	}
	c.sites(st)
	for _, t := range s.Teams {
		x := journal.Circle{Name: names.Text(t.Ref)}
		for _, a := range t.Members {
			x.Members = append(x.Members, c.agencyText(a))
		}
		for _, l := range t.Storylines {
			x.Storylines = append(x.Storylines, names.Text(s.Storylines[l].Ref))
		}
		st.Teams = append(st.Teams, x)
	}
	for _, a := range s.Actions {
		what := names.Text(a.Term)
		doc := c.agencyDoc[a.Agency].Actions[ID(what)]
		st.Actions = append(st.Actions, journal.Action{
			Name: names.Text(a.Ref), Agency: c.agencyText(a.Agency), Term: what, Coercive: *doc.Coercive,
			NeedsLevel: a.Needs.String(), Authority: names.Text(a.Authority), Evidence: a.Evidence, Passive: a.Passive,
			Window: doc.Window, Teams: a.Teams != 0,
		})
	}
	st.Clocks = c.clockText()
}

// classText lists the classes of a set, lowest first.
func classText(set uint8) []string {
	out := []string{}
	for k := journal.Unclassified; k <= journal.TopSecret; k++ {
		if set>>k&1 == 1 {
			out = append(out, k.String())
		}
	}
	return out
}

// kindText lists the kinds of facts of a set.
func kindText(set uint8) (out []string) {
	for k := journal.FIN; k <= journal.THREATLEVEL; k++ {
		if set>>k&1 == 1 {
			out = append(out, k.String())
		}
	}
	return out
}

func (c *compiler) markingText(m *model.Marking) journal.Marking {
	out := journal.Marking{
		Class: m.Class.String(), TLP: words.Labels[m.TLP], PAP: words.Labels[m.PAP],
		Controlled: m.Controlled, Evidential: m.Evidential,
	}
	for _, n := range m.RelTo {
		out.RelTo = append(out.RelTo, c.spec.Names.Text(c.spec.Nations[n].Ref))
	}
	return out
}

// clockText lists the clocks with the agreements, rules and actions that set
// them.
func (c *compiler) clockText() []journal.Clock {
	s, names := c.spec, &c.spec.Names
	var out []journal.Clock
	add := func(clock, of journal.Ref, what string) {
		out = append(out, journal.Clock{Name: names.Text(clock), Instrument: names.Text(of), For: what})
	}
	for i := range s.Agreements {
		x := &s.Agreements[i]
		if !x.Ack.IsZero() {
			add(x.AckRef, x.Ref, "ack")
		}
		for _, r := range x.Replies {
			add(r.Ref, x.Ref, "reply")
		}
	}
	for i := range s.Rules {
		r := &s.Rules[i]
		switch {
		case r.Effect == law.Limit:
			add(r.Clock, r.Ref, "reply")
		case r.Effect == law.Retain:
			add(r.Clock, r.Ref, "retention")
		}
	}
	for i := range s.Actions {
		if a := &s.Actions[i]; !a.Clock.IsZero() {
			add(a.ClockRef, a.Ref, "action")
		}
	}
	for i := range s.Agencies {
		a := &s.Agencies[i]
		if a.AsksUnder.Clock != 0 {
			add(a.AsksUnder.Clock, a.Ref, "reply")
		}
		for _, r := range a.Distribution {
			if r.Clock != 0 {
				add(r.Clock, a.Ref, "reply")
			}
		}
	}
	for i := range s.Stores {
		for _, t := range s.Stores[i].Terms {
			add(t.Ref, s.Stores[i].Ref, termDeeds[t.Deed])
		}
	}
	for i := range s.Entries {
		for _, x := range s.Entries[i].Effects {
			if x.Op == model.AskFor && x.Term != 0 {
				add(x.Term, s.Entries[i].Ref, "reply")
			}
		}
	}
	return out
}
