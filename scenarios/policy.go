package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// policies compiles what agencies release and whom they tell.
func (c *compiler) policies() {
	for i := range c.spec.Agencies {
		id := model.AgencyID(i)
		a := &c.spec.Agencies[i]
		for k := range a.ReleaseBy {
			a.ReleaseBy[k] = model.None
		}
		if n := c.doc.Nations[c.nationIDs[a.Nation]]; n != nil && n.Policy != nil {
			c.policy(id, n.Policy, tree.Join("nations", string(c.nationIDs[a.Nation]))+".policy")
		}
		if p := c.agencyDoc[i].Policy; p != nil {
			c.policy(id, p, c.agencyPath[i]+".policy")
		}
		c.sharesAtHome(a)
	}
}

// sharesAtHome gives an agency, unless it says itself what it may release at home,
// permission to release what is below the classes that its policy has somebody release.
func (c *compiler) sharesAtHome(a *model.Agency) {
	if slices.ContainsFunc(a.Standing, func(s model.Standing) bool { return s.To == a.Nation && !s.InCrisis }) {
		return
	}
	free := 0
	for free < len(a.ReleaseBy) && a.ReleaseBy[free] == model.None {
		free++
	}
	if free > 0 {
		a.Standing = append(a.Standing, model.Standing{To: a.Nation, Class: journal.Class(free - 1)})
	}
}

// policy lays one policy over what the agency has.
func (c *compiler) policy(id model.AgencyID, p *Policy, path string) {
	a := &c.spec.Agencies[id]
	if p.Marking != nil {
		a.Originates = c.marking(p.Marking, tree.Join(path, "marking"))
	}
	for _, k := range classesOf(p.ReleaseBy) {
		a.ReleaseBy[k] = c.findAgency(path+".release_by."+k.String(), p.ReleaseBy[k])
	}
	if p.Standing != nil {
		a.Standing = nil
		for i, s := range p.Standing {
			a.Standing = append(a.Standing, c.standing(id, s, tree.Element(tree.Join(path, "standing"), i)))
		}
	}
	if p.Asks != nil {
		a.Asks = c.readAsks(p.Asks, tree.Join(path, "asks"))
	}
	if p.AsksFor != nil {
		a.AsksFor = c.tasking(tree.Join(path, "asks_for"), p.AsksFor)
	}
	if p.Reminders != nil {
		a.Reminders = c.reminders(tree.Join(path, "reminders"), p.Reminders)
	}
	if p.AsksPrecedence != nil {
		a.AsksUnder.Label = p.AsksPrecedence.label()
	}
	if p.AsksWithin != nil {
		a.AsksUnder.Reply, a.AsksUnder.Clock = p.AsksWithin.Value, c.termClock(c.agencyNames[id]+".asks_within", p.AsksWithin.Value)
	}
	if p.Crisis != "" {
		a.Alerts = p.Crisis != "never"
		if a.Alerts {
			a.Crisis = c.predicate(tree.Join(path, "crisis"), p.Crisis, law.InDistribution)
		}
	}
	c.crisisPace(a, p, tree.Join(path, "crisis_pace"))
	if p.Distribution != nil {
		a.Distribution = nil
		c.readDistribution(id, a, path, p)
		a.Distribution = c.alike.rulesLike(a.Distribution)
	}
}

// readDistribution reads the rules by which an agency tells others.
func (c *compiler) readDistribution(id model.AgencyID, a *model.Agency, path string, p *Policy) {
	for i, d := range p.Distribution {
		at := tree.Join(tree.Join(path, "distribution"), cmpOr(string(d.ID), fmt.Sprint(i+1)))
		rule := model.Distribution{
			When: c.predicate(tree.Join(at, "when"), d.When, law.InDistribution), Label: d.Precedence.label(),
			Name: sim.Name(cmpOr(string(d.ID), fmt.Sprint(i+1))), Practice: model.Practice(d.Practice),
			Reminders: c.reminders(tree.Join(at, "reminders"), d.Reminders), Tasking: c.tasking(tree.Join(at, "task"), d.Task),
			Certain: d.Certain, Composed: d.Composed,
		}
		switch {
		case d.Within == nil:
		case rule.Tasking == 0:
			c.problem(tree.Join(at, "within"), "is a term for a task, and the rule gives none", "add task: {do: find}, or ask to be told that it was read by reminders: {after: 3d}")
		default:
			rule.Reply, rule.Clock = d.Within.Value, c.termClock(fmt.Sprintf("%s.distribution.%s.within", c.agencyNames[id], cmpOr(string(d.ID), fmt.Sprint(i+1))), d.Within.Value)
		}
		if rule.Practice != model.Duty { // it may be left out, which names it
			rule.Ref = c.nameHabit(a, fmt.Sprintf("%s.distribution.%s", c.agencyNames[id], cmpOr(string(d.ID), fmt.Sprint(i+1))), d.Text)
		}
		for j, to := range d.To {
			where := tree.Join(at, "to")
			if len(d.To) > 1 {
				where = tree.Element(where, j)
			}
			rule.To = append(rule.To, c.targets(where, to, id)...)
		}
		rule.To = append(rule.To, c.readCopies(tree.Join(at, "copies"), d.Copies)...)
		if len(rule.To) > 0 { // else there is no store to write to
			a.Distribution = append(a.Distribution, rule)
		}
	}
}

// termClock names the clock of the term that an asker sets, once.
func (c *compiler) termClock(name string, within sim.Time) journal.Ref {
	ref, known := c.habits[name]
	if !known {
		ref = c.spec.Names.Add(journal.SortClock, name, "an answer within "+notation.FormatDuration(within), 0)
		c.habits[name] = ref
	}
	return ref
}

// nameHabit names a distribution rule that is no duty, once.
func (c *compiler) nameHabit(a *model.Agency, name, text string) journal.Ref {
	ref, known := c.habits[name]
	if !known {
		ref = c.spec.Names.Add(journal.SortRule, name, strings.TrimSuffix(text, "."), c.spec.Nations[a.Nation].Ref)
		c.habits[name] = ref
	}
	return ref
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func classesOf(m map[Class]string) (out []Class) {
	for k := Class(0); int(k) < len(words.Classes); k++ {
		if _, ok := m[k]; ok {
			out = append(out, k)
		}
	}
	return out
}

func (c *compiler) standing(id model.AgencyID, s *Standing, path string) model.Standing {
	a := &c.spec.Agencies[id]
	out := model.Standing{To: model.None, Class: journal.TopSecret, InCrisis: s.InCrisis}
	if s.Class != nil {
		out.Class = journal.Class(*s.Class)
	}
	for _, k := range s.Kinds {
		out.Kinds |= 1 << k
	}
	switch {
	case s.TellAfterwards && !s.InCrisis:
		c.problem(tree.Join(path, "tell_afterwards"), "originators are told afterwards in a crisis only", "write in_crisis: true beside it")
	case s.TellAfterwards:
		out.Afterwards = c.nameHabit(a, c.agencyNames[id]+".told-afterwards", "originators are told afterwards")
	}
	switch s.To {
	case "*":
	case "own":
		out.To = a.Nation
	default:
		out.To = c.findNation(tree.Join(path, "to"), ID(s.To))
	}
	return out
}

// targets reads one word of whom a distribution rule of an agency tells.
func (c *compiler) targets(path, word string, from model.AgencyID) []model.Target {
	if word == "stores" {
		return c.writable(from)
	}
	return []model.Target{c.target(path, word)}
}

// readCopies reads whom a distribution rule tells for information.
func (c *compiler) readCopies(path string, list List) (out []model.Target) {
	for j, to := range list {
		where := path
		if len(list) > 1 {
			where = tree.Element(path, j)
		}
		t := c.target(where, to)
		if t.Agency != model.None && c.spec.Agencies[t.Agency].Store != model.None {
			c.problem(where, fmt.Sprintf("%s is a store, which takes in what it gets", to), "name it under `to`")
		}
		t.Copied = true
		out = append(out, t)
	}
	return out
}

// readAsks reads whom an agency asks by itself; an empty list is nobody.
func (c *compiler) readAsks(texts []string, path string) []model.Target {
	out := []model.Target{}
	for i, word := range texts {
		at := tree.Element(path, i)
		t := c.target(at, word)
		if t.Agency != model.None && c.spec.Agencies[t.Agency].Store != model.None {
			c.problem(at, fmt.Sprintf("%s is a store: it is queried by who reads it, not asked", word), "name it among its `readers`")
		}
		out = append(out, t)
	}
	return out
}

// target reads whom a distribution rule tells.
func (c *compiler) target(path, word string) model.Target {
	t := model.Target{Agency: model.None}
	if id, ok := c.agency[word]; ok {
		t.Agency = id
		return t
	}
	where, role, ofRole := strings.Cut(word, ".")
	ways := map[string]model.Of{
		"own": model.Own, "place": model.ByPlace,
		"nationality": model.ByNationality, "named": model.Named,
	}
	of, known := ways[where]
	switch {
	case word == "bodies":
		t.Of = model.Bodies
	case word == "collectors":
		t.Of = model.Collectors
	case ofRole && known:
		t.Of, t.Role = of, c.findRole(path, ID(role))
	default:
		c.unknown(path, "recipient", word, append([]string{
			"own.ROLE", "place.ROLE", "nationality.ROLE", "named.ROLE",
			"bodies", "collectors", "stores",
		}, c.agencyNames...))
	}
	return t
}
