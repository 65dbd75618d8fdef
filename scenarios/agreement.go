package scenarios

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Agreement is a treaty, memorandum or other instrument between nations. Of
// those in force whose scope holds, a message goes under the one with the
// fewest parties.
type Agreement struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Parties are nations or bodies; "*" stands for all nations.
	Parties []string `yaml:"parties" need:"yes"`
	// When is its scope; unset, everything between its parties.
	When string `yaml:"when"`
	// Laws that bind what is sent under it, after the sender's own.
	Laws []*Law `yaml:"laws"`
	// Ack: a request is acknowledged within that time of its delivery.
	Ack *Limit `yaml:"ack"`
	// Replies are the times for an answer; the first whose `when` holds counts.
	Replies []*Reply `yaml:"replies"`
	From    *Instant `yaml:"from"`
	Until   *Instant `yaml:"until"`
	// Suspended: 1 while it is.
	Suspended Count `yaml:"suspended" max:"1"`
	// ClosesAt is the tension of a pair at which it closes for it.
	ClosesAt        Share `yaml:"closes_at" max:"2"`
	SurvivesTension bool  `yaml:"survives_tension"`
	// Reminders about requests under it, where the asker has none of its own.
	Reminders *Reminders `yaml:"reminders"`
	// Excuse: where an answer needs the permission of this role, its clock waits, and
	// the asker is told at once.
	Excuse ID `yaml:"excuse"`
	// Dispute is the motion that an asker puts who is refused under it, or not
	// answered after the last reminder.
	Dispute ID `yaml:"dispute"`
	Cited   `yaml:",inline"`
}

// Reply is one time limit for answers, from the delivery of the request.
type Reply struct {
	ID     ID     `yaml:"id" need:"yes"`
	When   string `yaml:"when"`
	Within Limit  `yaml:"within" need:"yes"`
	// Then, when it runs out: remind (the asker repeats its request, at most twice;
	// this where it is unset), refuse (silence is a refusal), or raise ROLE (the asker
	// asks that role of the same nation).
	Then Expiry `yaml:"then"`
}

// agreements compiles the agreements, the narrowest first.
func (c *compiler) agreements() {
	for _, id := range sorted(c.doc.Agreements) {
		d, path := c.doc.Agreements[id], tree.Join("agreements", string(id))
		if _, taken := c.nation[id]; taken {
			c.problem(path, fmt.Sprintf("%s is a nation, body or store too", id), "")
			continue
		}
		a := model.Agreement{
			Ref:     c.spec.Names.Add(journal.SortAgreement, string(id), d.Title, 0),
			Parties: c.parties(path, d.Parties), When: c.predicate(tree.Join(path, "when"), d.When, law.InLaw),
			Until: sim.Never, From: -c.spec.WarmUp,
			Suspended: c.param(tree.Join(path, "suspended")), ClosesAt: c.param(tree.Join(path, "closes_at")),
			SurvivesTension: d.SurvivesTension, Excuse: c.findRole(tree.Join(path, "excuse"), d.Excuse), Dispute: model.None,
		}
		if d.From != nil {
			a.From = c.instant(*d.From)
		}
		if d.Until != nil {
			a.Until = c.instant(*d.Until)
		}
		if a.Until <= a.From {
			c.problem(tree.Join(path, "until"), "it ends before it is in force", "")
		}
		a.Reminders = c.reminders(tree.Join(path, "reminders"), d.Reminders)
		c.clocks(&a, id, d, path)
		c.spec.Agreements = append(c.spec.Agreements, a)
	}
	slices.SortStableFunc(c.spec.Agreements, func(a, b model.Agreement) int { return countBits(a.Parties) - countBits(b.Parties) })
}

// disputes finds, once motions have numbers, which settles what of an agreement.
func (c *compiler) disputes() {
	for i := range c.spec.Agreements {
		a := &c.spec.Agreements[i]
		name := c.spec.Names.Text(a.Ref)
		if d := c.doc.Agreements[ID(name)].Dispute; d != "" {
			a.Dispute = find(c, tree.Join(tree.Join("agreements", name), "dispute"), "motion", d, c.motion)
		}
	}
}

// countBits counts the elements of a set.
func countBits(set []uint64) (n int) {
	for _, w := range set {
		n += bits.OnesCount64(w)
	}
	return n
}

// parties is the set of nations that an agreement binds.
func (c *compiler) parties(path string, texts []string) []uint64 {
	set := make([]uint64, (len(c.nationIDs)+63)/64)
	for i, word := range texts {
		for n, id := range c.nationIDs {
			if word == string(id) || word == "*" && !c.spec.Nations[n].Body {
				set[n>>6] |= 1 << (n & 63)
			}
		}
		if _, known := c.nation[ID(word)]; !known && word != "*" {
			c.unknown(tree.Element(tree.Join(path, "parties"), i), "nation", word, idText(c.nationIDs))
		}
	}
	if countBits(set) < 2 {
		c.problem(tree.Join(path, "parties"), "an agreement needs two parties", "")
	}
	return set
}

// clocks compiles what an agreement demands of who is asked. The name of a
// clock is the agreement's followed by its own, so no two may share one.
func (c *compiler) clocks(a *model.Agreement, id ID, d *Agreement, path string) {
	taken := map[ID]string{}
	for _, l := range d.Laws {
		taken[l.ID] = "law"
	}
	clock := func(name ID, when, do string) journal.Ref {
		full := string(id) + "." + string(name)
		c.clockDocs = append(c.clockDocs, journal.Text{
			ID: full, Text: cmpOr(d.Text, d.Title), When: when, Do: do,
			Cite: d.Cite, Source: d.Source, Tag: string(d.Tag), AsOf: string(d.AsOf),
		})
		return c.spec.Names.Add(journal.SortClock, full, "", 0)
	}
	if d.Ack != nil {
		taken["ack"] = "clock"
		a.Ack, a.AckRef = d.Ack.Limit, clock("ack", "", "acknowledge within "+d.Ack.String())
	}
	for _, r := range d.Replies {
		at := path + ".replies." + string(r.ID)
		if other := taken[r.ID]; other != "" {
			c.problem(tree.Join(at, "id"), fmt.Sprintf("a %s of this agreement has this name", other), "")
			continue
		}
		when := strings.TrimSpace(r.When)
		a.Replies = append(a.Replies, model.Within{
			Ref: clock(r.ID, when, "reply within "+r.Within.String()+r.Then.sequelText()), Limit: r.Within.Limit,
			When: c.predicate(tree.Join(at, "when"), when, law.InLaw), Then: c.expiry(tree.Join(at, "then"), r.Then),
		})
	}
}
