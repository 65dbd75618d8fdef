package scenarios

import (
	"slices"

	"entente/agents/decide"
	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Motion is something that can be put to a body (one of its mechanisms), or to
// a circle of nations without a secretariat.
type Motion struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Body it is put to, whose members decide; without one, Members do.
	Body    ID   `yaml:"body"`
	Members []ID `yaml:"members"`
	// By: the role that may propose, or an agency; unset, any agency of a member.
	By string `yaml:"by"`
	// When an agency that may propose it does so, once for a storyline, read as a
	// distribution rule; unset, only an effect proposes it.
	When string `yaml:"when"`
	// Review: the secretariat refuses a proposal for which this holds, read as a
	// law on the message that brings it.
	Review string `yaml:"review"`
	// Rule: single, majority, unanimity, consensus, no-objection or silence.
	Rule RuleName `yaml:"rule"`
	// Decider alone decides (single), and what is of at most the class Delegated;
	// unset, the body itself.
	Decider   ID     `yaml:"decider"`
	Delegated *Class `yaml:"delegated"`
	// Share of all weights that carries by majority; Quorum is the part that must have
	// reacted by the end of the window.
	Share   Threshold     `yaml:"share"`
	Quorum  Fraction      `yaml:"quorum"`
	Weights map[ID]*Count `yaml:"weights" max:"1000000"`
	// Interest of members in the subject, -1 to 1.
	Interest map[ID]*Share `yaml:"interest" min:"-1" max:"1"`
	// React is a member's time to react.
	React Dist `yaml:"react"`
	// Window of a majority or of a silence.
	Window Span `yaml:"window"`
	// Days: business days of the secretariat in which nobody may object, until
	// CloseHour of the last one.
	Days      Count     `yaml:"days" min:"1" max:"1000"`
	CloseHour TimeOfDay `yaml:"close_hour"`
	// Hold is how long an objection stands, at most HoldMax; at the cap it is
	// adopted or lapses (AtCap).
	Hold    Dist   `yaml:"hold"`
	HoldMax Span   `yaml:"hold_max"`
	AtCap   string `yaml:"at_cap" words:"end"`
	// Rounds: breaks of silence after which the meeting decides.
	Rounds Count `yaml:"rounds" min:"1" max:"1000"`
	// Redraft is the time to a new text.
	Redraft Dist `yaml:"redraft"`
	// Cadence of meetings and the first one; unset, a meeting is called whenever
	// needed. Convene is the time to an extra one.
	Cadence *Span    `yaml:"cadence" min:"1h"`
	First   *Instant `yaml:"first"`
	Convene Dist     `yaml:"convene"`
	// Effects of its adoption.
	Effects []*EventEffect `yaml:"effects"`
	Cited   `yaml:",inline"`
}

// TimeOfDay is 15:00 or 15:00:30.
type TimeOfDay sim.Time

func (t *TimeOfDay) parseText(s string) error {
	v, err := notation.ParseTimeOfDay(s)
	*t = TimeOfDay(v)
	return err
}

// RuleName is a decision rule: single, majority, unanimity, consensus,
// no-objection or silence.
type RuleName decide.Rule

func (r *RuleName) parseText(s string) error { return word("decision rule", s, decide.Names[:], 0, r) }

// motions numbers what can be proposed, and compiles all but its effects, which
// may name one another.
func (c *compiler) motions() {
	c.motion = map[string]model.MotionID{}
	for i, id := range sorted(c.doc.Motions) {
		c.motion[string(id)] = model.MotionID(i)
	}
	for _, id := range sorted(c.doc.Motions) {
		d, path := c.doc.Motions[id], tree.Join("motions", string(id))
		m := model.Motion{
			Ref: c.spec.Names.Add(journal.SortMotion, string(id), d.Title, 0), Body: model.None, Decider: model.None, Agency: model.None,
			When: c.predicate(tree.Join(path, "when"), d.When, law.InDistribution), Review: c.predicate(tree.Join(path, "review"), d.Review, law.InLaw),
			React: d.React.Dist, Window: c.param(tree.Join(path, "window")), Days: c.param(tree.Join(path, "days")),
			Hold: d.Hold.Dist, HoldMax: c.param(tree.Join(path, "hold_max")), AtCap: d.AtCap == "adopt",
			Rounds: c.param(tree.Join(path, "rounds")), Redraft: d.Redraft.Dist, Convene: d.Convene.Dist, Delegated: -1,
		}
		c.findDeciders(&m, d, path)
		c.proposers(&m, d, path)
		c.counting(&m, d, path)
		c.meetings(&m, d, path)
		c.spec.Motions = append(c.spec.Motions, m)
	}
}

// findDeciders finds who decides.
func (c *compiler) findDeciders(m *model.Motion, d *Motion, path string) {
	if d.Body != "" && d.Members != nil {
		c.problem(tree.Join(path, "members"), "the members are the body's", "leave out body or members")
	}
	if d.Body != "" {
		if m.Body = c.findNation(tree.Join(path, "body"), d.Body); m.Body == model.None {
			return
		}
		if !c.spec.Nations[m.Body].Body {
			c.problem(tree.Join(path, "body"), string(d.Body)+" is a nation, not a body", "")
			return
		}
		m.Members = c.spec.Nations[m.Body].Member
		m.Business = c.businessAt(m.Body)
	} else {
		for i, id := range d.Members {
			if n := c.findNation(tree.Element(tree.Join(path, "members"), i), id); n != model.None {
				m.Members = append(m.Members, n)
			}
		}
		slices.Sort(m.Members)
		m.Members = slices.Compact(m.Members)
		if len(m.Members) > 0 {
			m.Business = c.businessAt(m.Members[0])
		}
	}
	if len(m.Members) == 0 {
		c.problem(path, "nobody decides it", "give it a body with members, or members")
	}
	if d.Decider != "" {
		m.Decider = c.findNation(tree.Join(path, "decider"), d.Decider)
	}
	if m.Body == model.None && m.Decider != model.None {
		m.Business = c.businessAt(m.Decider)
	}
	if d.Delegated != nil {
		m.Delegated = int8(*d.Delegated)
	}
	alone := decide.Rule(d.Rule) == decide.Single || d.Delegated != nil
	if alone && d.Decider == "" && m.Body == model.None {
		c.problem(tree.Join(path, "decider"), "is missing: who decides alone?", "name a nation")
	}
}

// proposers finds who may propose.
func (c *compiler) proposers(m *model.Motion, d *Motion, path string) {
	if d.By == "" {
		return
	}
	if a, ok := c.agency[d.By]; ok {
		m.Agency = a
		return
	}
	m.By = c.findRole(tree.Join(path, "by"), ID(d.By))
}

// counting compiles how votes are counted.
func (c *compiler) counting(m *model.Motion, d *Motion, path string) {
	total := int64(0)
	for _, n := range m.Members {
		weight, id := int64(1), c.nationIDs[n]
		if w := d.Weights[id]; w != nil {
			weight = w.Value
		}
		total += weight
		m.Weight = append(m.Weight, weight)
		if d.Interest[id] != nil {
			m.Interest = append(m.Interest, c.param(tree.Join(tree.Join(path, "interest"), string(id))))
		} else {
			m.Interest = append(m.Interest, c.addParam(number{path: tree.Join(tree.Join(path, "interest"), string(id)), unit: model.Millionths, min: -int64(sim.One), max: int64(sim.One)}))
		}
	}
	c.onlyMembers(m, sorted(d.Weights), tree.Join(path, "weights"))
	c.onlyMembers(m, sorted(d.Interest), tree.Join(path, "interest"))
	m.Procedure = decide.Procedure{Rule: decide.Rule(d.Rule), Share: d.Share.Threshold}
	if d.Quorum.Den > 0 { // else it is no fraction, and that has been said
		m.Procedure.Quorum = d.Quorum.Of(total)
	}
}

var capped = []string{"adopt", "lapse"}

// onlyMembers refuses a vote for who has none.
func (c *compiler) onlyMembers(m *model.Motion, ids []ID, path string) {
	for _, id := range ids {
		if n, ok := c.nation[id]; !ok || !slices.Contains(m.Members, n) {
			var known []string
			for _, n := range m.Members {
				known = append(known, string(c.nationIDs[n]))
			}
			c.unknown(tree.Join(path, string(id)), "member", string(id), known)
		}
	}
}

// meetings compiles when those who decide come together.
func (c *compiler) meetings(m *model.Motion, d *Motion, path string) {
	if d.Cadence != nil {
		m.Every = d.Cadence.Value
	}
	if d.First != nil {
		m.First = c.instant(*d.First)
	}
	m.CloseAt = sim.Day
	if d.CloseHour > 0 {
		m.CloseAt = sim.Time(d.CloseHour)
	}
}
