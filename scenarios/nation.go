package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
	"entente/sim/notation"
)

// reserved words would be ambiguous in a distribution rule's `to`.
var reserved = []ID{"own", "place", "nationality", "named", "bodies", "collectors", "stores"}

// nations compiles nations and bodies, without what refers to other things.
func (c *compiler) nations() {
	for _, id := range c.nationIDs {
		path := tree.Join("nations", string(id))
		if c.doc.Nations[id] == nil {
			path = tree.Join("bodies", string(id))
		}
		if slices.Contains(reserved, id) {
			c.problem(path, fmt.Sprintf("%s has a meaning of its own and cannot be a nation", id), "")
		}
		if b := c.doc.Bodies[id]; b != nil && c.doc.Nations[id] == nil {
			c.body(id, b)
			continue
		}
		n := c.doc.Nations[id]
		for i := range id {
			if id[i] == '-' {
				c.problem(path, "a nation's name has no hyphen", "relations are written a-b")
				break
			}
		}
		if len(n.Agencies) == 0 {
			c.problem(path, "has no agency", "")
		}
		c.spec.Nations = append(c.spec.Nations, model.Nation{
			Ref:      c.spec.Names.Add(journal.SortNation, string(id), n.Title, 0),
			Adequate: n.Adequate, Offences: c.offences(n.Offences, tree.Join(path, "offences")), Offset: c.offset(n.Offset), Languages: c.languageBits(n.Languages), Classes: classBits(n.Classes),
		})
	}
	for i := range c.spec.Nations {
		n := &c.spec.Nations[i]
		c.priorities(model.NationID(i), n)
		c.reliability(model.NationID(i), n)
	}
}

func (c *compiler) body(id ID, b *Body) {
	n := model.Nation{
		Ref:  c.spec.Names.Add(journal.SortBody, string(id), b.Title, 0),
		Body: true, Operational: b.Operational, Adequate: b.Adequate,
		Offset: c.offset(b.Offset), Languages: c.languageBits(b.Languages), Classes: classBits(b.Classes),
	}
	path := tree.Join("bodies", string(id))
	if len(b.Members) > 0 && b.MembersOf != "" {
		c.problem(tree.Join(path, "members_of"), "members are given twice", "leave out members or members_of")
	}
	for i, m := range b.Members {
		to := c.findNation(tree.Element(tree.Join(path, "members"), i), m)
		if to != model.None && c.doc.Nations[m] == nil {
			c.problem(tree.Element(tree.Join(path, "members"), i), fmt.Sprintf("%s is a body, not a nation", m), "")
		} else if to != model.None {
			n.Member = append(n.Member, to)
		}
	}
	slices.Sort(n.Member)
	n.Member = slices.Compact(n.Member)
	c.spec.Nations = append(c.spec.Nations, n)
}

func (c *compiler) offset(o *Offset) sim.Time {
	if o == nil {
		return c.spec.Zone
	}
	return sim.Time(*o)
}

func classBits(list []Class) (bits uint8) {
	for _, k := range list {
		bits |= 1 << k
	}
	return bits
}

// priorities gives a nation one parameter for each class of incident.
func (c *compiler) priorities(id model.NationID, n *model.Nation) {
	name := c.nationIDs[id]
	path := tree.Join("nations", string(name)) + ".priorities"
	if doc := c.doc.Nations[name]; doc != nil {
		for _, k := range sorted(doc.Priorities) {
			if !slices.Contains(c.incidents, k) {
				c.unknown(tree.Join(path, string(k)), "class of incident", string(k), idText(c.incidents))
			}
		}
	}
	for _, k := range c.incidents {
		at := tree.Join(path, string(k))
		if _, given := c.numbers[at]; given {
			n.Priority = append(n.Priority, c.param(at))
			continue
		}
		if n.Body {
			at = "bodies." + string(name) + ".priorities." + string(k)
		}
		n.Priority = append(n.Priority, c.addParam(number{
			path: at, unit: model.Millionths,
			min: int64(-sim.One), max: int64(sim.One), from: noPriority.Provenance,
		}))
	}
}

// reliability is how far a nation believes the others at the start.
func (c *compiler) reliability(id model.NationID, n *model.Nation) {
	name := c.nationIDs[id]
	path := tree.Join("nations", string(name)) + ".credibility"
	if doc := c.doc.Nations[name]; doc != nil {
		for _, k := range sorted(doc.Credibility) {
			c.findNation(tree.Join(path, string(k)), k)
		}
	}
	for _, other := range c.nationIDs {
		if _, given := c.numbers[tree.Join(path, string(other))]; given {
			n.Reliability = append(n.Reliability, c.param(tree.Join(path, string(other))))
		} else {
			n.Reliability = append(n.Reliability, c.spec.Model.Credibility)
		}
	}
}

// agencies compiles agencies with their desks and actions.
func (c *compiler) agencies() {
	c.action = map[string]model.ActionID{}
	for i, name := range c.agencyNames {
		doc, path := c.agencyDoc[i], c.agencyPath[i]
		nation, id := c.splitAgency(name)
		n := &c.spec.Nations[nation]
		n.Agencies = append(n.Agencies, model.AgencyID(i))
		a := model.Agency{
			Ref:    c.spec.Names.Add(journal.SortAgency, name, doc.Title, n.Ref),
			Nation: nation, Liaison: model.None, Store: model.None, Classes: 1<<(doc.Clearance+1) - 1,
			Domain: c.domains[doc.Domain], Format: c.formats[doc.Format], Languages: n.Languages,
		}
		if doc.Languages != nil {
			a.Languages = c.languageBits(doc.Languages)
		}
		a.Role = c.term(c.role(path, id, doc))
		a.CreditAt = c.spec.Model.CreditAt
		if doc.CreditAt != nil {
			a.CreditAt = c.param(tree.Join(path, "credit_at"))
		}
		a.Liaison = c.host(path, doc, nation)
		c.findSite(tree.Join(path, "site"), doc.Site)
		for k := journal.FIN; k <= journal.THREATLEVEL; k++ {
			a.Collects[k] = c.param(path + ".collects." + k.String())
		}
		a.Collects[journal.NoFact] = a.Collects[journal.FIN]
		c.spec.Agencies = append(c.spec.Agencies, a)
	}
	for i := range c.spec.Agencies {
		c.desks(model.AgencyID(i))
		c.spec.Agencies[i].Business = c.businessOf(model.AgencyID(i))
	}
	for i := range c.spec.Agencies {
		c.actions(model.AgencyID(i))
	}
}

// splitAgency splits an agency's full name.
func (c *compiler) splitAgency(name string) (model.NationID, ID) {
	for i := range len(name) {
		if name[i] == '.' {
			return c.nation[ID(name[:i])], ID(name[i+1:])
		}
	}
	return c.nation[ID(name)], ID(name)
}

func (c *compiler) host(path string, doc *Agency, own model.NationID) model.NationID {
	if doc.Host == "" {
		if doc.Role == "liaison" || doc.Role == "mission" {
			c.problem(tree.Join(path, "host"), "is missing", "a liaison officer or mission is posted in a nation")
		}
		return model.None
	}
	host := c.findNation(tree.Join(path, "host"), doc.Host)
	if host == own {
		c.problem(tree.Join(path, "host"), "hosted by its own nation", "name the nation where it is posted")
	}
	return host
}

// usualActions are the words for actions that need no explanation; any other says
// whether it is coercive, so that what is only misspelt is found.
var usualActions = []string{"watch", "freeze", "refuse-entry", "search", "detain", "protect", "warn", "deploy"}

func (c *compiler) actions(id model.AgencyID) {
	a := &c.spec.Agencies[id]
	doc, path := c.agencyDoc[id], c.agencyPath[id]
	for _, what := range sorted(doc.Actions) {
		at := path + ".actions." + string(what)
		d := doc.Actions[what]
		if d.Coercive == nil {
			c.problem(tree.Join(at, "coercive"), "is missing", cmpOr(words.DidYouMean(string(what), usualActions), "an action of your own says whether it is"))
		}
		name := c.agencyNames[id] + "." + string(what)
		act := model.Action{
			Ref:    c.spec.Names.Add(journal.SortAction, name, "", c.spec.Nations[a.Nation].Ref),
			Agency: id, Term: c.term(what), Authority: c.findRole(tree.Join(at, "authority"), d.Authority),
			Needs: journal.Grade(d.NeedsLevel), Passive: d.Passive, Evidence: d.NeedsEvidence, Overt: d.Overt, Public: d.Public, Teams: c.param(tree.Join(at, "teams")),
		}
		if d.Lasts != nil {
			act.Lasts = d.Lasts.Dist
		}
		if d.Window != "" {
			act.Window = c.calendar(tree.Join(at, "window"), d.Window, id)
		}
		c.statute(&act, d.Clock, name, at)
		c.action[name] = model.ActionID(len(c.spec.Actions))
		a.Actions = append(a.Actions, c.action[name])
		c.spec.Actions = append(c.spec.Actions, act)
	}
}

// knownActions are the words for what some agency may do, and the usual ones.
func (c *compiler) knownActions() []string {
	out := slices.Clone(usualActions)
	for i := range c.spec.Actions {
		out = append(out, c.spec.Names.Text(c.spec.Actions[i].Term))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *compiler) statute(act *model.Action, s *Statute, name, path string) {
	if s == nil {
		return
	}
	act.Clock.Limit = s.Base.Limit
	act.ClockRef = c.spec.Names.Add(journal.SortClock, name+".clock", "", 0)
	runs, exact := s.Base.Limit.Length() // as extended so far
	for i, e := range s.Extensions {
		at := tree.Element(path+".clock.extensions", i)
		if exact && e.ApplyBefore.Value > runs {
			c.problem(tree.Join(at, "apply_before"), fmt.Sprintf("the clock is shorter: it has run out after %s", notation.FormatDuration(runs)), "")
		}
		longer, known := e.Len.Limit.Length()
		runs, exact = runs+longer, exact && known
		act.Clock.Extensions = append(act.Clock.Extensions, calendar.Extension{
			Limit: e.Len.Limit, Late: e.Late.Value, Authority: uint32(c.findRole(tree.Join(at, "authority"), e.Authority)),
			ApplyBefore: e.ApplyBefore.Value, DecideWithin: e.DecideWithin.Value,
		})
	}
}

// usualWeek are the business days where nothing says otherwise.
const usualWeek = "Mon-Fri"

// offences are the classes of incident that a nation's law knows; nil for all.
func (c *compiler) offences(list []ID, path string) []journal.Ref {
	if list == nil {
		return nil
	}
	out := []journal.Ref{}
	for i, id := range list {
		if !slices.Contains(c.incidents, id) {
			c.unknown(tree.Element(path, i), "class of incident", string(id), idText(c.incidents))
			continue
		}
		out = append(out, c.term(id))
	}
	return out
}

// marking of what an agency collects.
func (c *compiler) marking(m *Marking, path string) model.Marking {
	if m == nil {
		return model.Marking{}
	}
	out := model.Marking{
		Class: journal.Class(m.Class), TLP: law.TLP(m.TLP), PAP: law.TLP(m.PAP),
		Controlled: m.Controlled, Evidential: m.Evidential,
	}
	for i, n := range m.RelTo {
		if to := c.findNation(tree.Element(tree.Join(path, "rel_to"), i), n); to != model.None {
			out.RelTo = append(out.RelTo, to)
		}
	}
	if m.RelTo != nil && out.RelTo == nil {
		out.RelTo = []model.NationID{}
	}
	slices.Sort(out.RelTo)
	return out
}
