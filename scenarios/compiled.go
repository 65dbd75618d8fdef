package scenarios

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Compiled is a scenario with what was known while it was compiled: the tree and the
// document that it comes from, and which name has which number. It is what notes are
// made of (package lint); nothing of it is to be changed.
type Compiled struct {
	Spec *model.Spec
	Doc  *Document
	Tree *tree.Node // with all presets and defaults, for the places of things
	Told Problems   // what wildcards among edits reached

	Rules       []RuleDoc                 // by RuleID
	NationIDs   []ID                      // nations and bodies by NationID
	AgencyNames []string                  // by AgencyID
	AgencyPaths []string                  // where an agency stands in the document, by AgencyID
	AgencyDocs  []*Agency                 // by AgencyID
	Nation      map[ID]model.NationID     // nations and bodies
	Agency      map[string]model.AgencyID // by full name; a body is its own agency

	from *compiler
}

// Compiled is the scenario with what it was compiled from; nil of a variant of a family.
func (s *Scenario) Compiled() *Compiled {
	c := s.compiled
	if c == nil {
		return nil
	}
	return &Compiled{
		Spec: c.spec, Doc: c.doc, Tree: c.tree, Told: c.told, Rules: c.ruleDocs, NationIDs: c.nationIDs,
		AgencyNames: c.agencyNames, AgencyPaths: c.agencyPath, AgencyDocs: c.agencyDoc, Nation: c.nation, Agency: c.agency, from: c,
	}
}

// Binds is what is known of every message that a law is asked about.
func (c *Compiled) Binds(id model.RuleID) predicate.Ways { return c.from.knownWays(id) }

// OfNation also knows the nation of a sender or recipient.
func (c *Compiled) OfNation(w predicate.Ways, who law.Var, id model.NationID) predicate.Ways {
	return c.from.ofNation(w, who, id)
}

// OfAgency also knows the agency of a sender or recipient, and its nation.
func (c *Compiled) OfAgency(w predicate.Ways, who law.Var, id model.AgencyID) predicate.Ways {
	return c.from.ofAgency(w, who, id)
}

// About is the instant of a deadline, from what stages last on average; negative for
// one that passes before StartEx.
func (c *Compiled) About(id model.DeadlineID) sim.Time { return c.from.about(id) }

// Instant is a written time in milliseconds since StartEx.
func (c *Compiled) Instant(i Instant) sim.Time { return c.from.instant(i) }

// Predicate compiles a condition of this scenario, which is known to be right. It names
// nothing anew, for the Spec is finished.
func (c *Compiled) Predicate(text string, use law.Use) law.Program {
	if text == "" {
		return nil
	}
	p, _ := predicate.Compile(text, use, func(t law.Type, word string) (journal.Ref, []string) {
		if t == law.NationType || t == law.AgencyType {
			return c.from.valueName(t, word)
		}
		if ref, named := c.from.terms[word]; named {
			return ref, nil
		}
		return ^journal.Ref(0), nil // a word that nothing here is called
	})
	return p
}

// Number is the value of a figure at a path, in its unit; 0 where there is none.
func (c *Compiled) Number(path string) int64 { return c.from.numbers[path].value }
