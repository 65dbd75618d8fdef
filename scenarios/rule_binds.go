package scenarios

import (
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/sim"
)

// OwnerOf is who declared a law: its full name without its own.
func OwnerOf(name string) string { return name[:strings.LastIndexByte(name, '.')] }

// knownWays is what is known of every message that a law is asked about: a nation's
// and an agency's bind what they send, or what they read where the law is one
// for readers; an agreement's what goes between nations. What a body sends and
// what it is sent are both bound by its laws.
func (c *compiler) knownWays(id model.RuleID) predicate.Ways {
	known := predicate.AnyFrame()
	owner := OwnerOf(c.ruleDocs[id].Name)
	who := law.SenderNation
	if c.spec.Rules[id].Effect.AtReader() {
		who = law.RecipientNation
	}
	n, isNation := c.nation[ID(owner)]
	a, isAgency := c.agency[owner]
	switch {
	case isNation && c.spec.Nations[n].Body:
		return known
	case isNation:
		return c.ofNation(known, who, n)
	case isAgency:
		return c.ofAgency(known, who, a)
	}
	return known.With(law.Abroad, 1)
}

// ofNation knows the nation of a sender or recipient.
func (c *compiler) ofNation(w predicate.Ways, who law.Var, id model.NationID) predicate.Ways {
	n := &c.spec.Nations[id]
	return w.With(who, int64(n.Ref)).With(who+3, sim.Bit(n.Body)).With(who+4, sim.Bit(n.Adequate))
}

// ofAgency knows the agency too.
func (c *compiler) ofAgency(w predicate.Ways, who law.Var, id model.AgencyID) predicate.Ways {
	a := &c.spec.Agencies[id]
	return c.ofNation(w, who, a.Nation).With(who+1, int64(a.Ref)).With(who+2, int64(a.Role))
}
