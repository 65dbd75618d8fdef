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

// StoreTerm is the time within which something has to be done about an entry of a store,
// or about a hit in it. It is a clock, and counts in M8.
type StoreTerm struct {
	ID ID `yaml:"id" need:"yes"`
	// Do: review (the entry is looked at again, and then the next term begins), act (an
	// action is in effect on the matter), answer (the nation of whoever found the entry
	// has an answer), tell (the nation whose entry it is has been told), assess (what
	// was listed or found has been assessed).
	Do TermDeed `yaml:"do" need:"yes"`
	// From when it runs: an entry (when it shows), or a hit. Review is of an entry, answer and tell
	// are of a hit, and need not say so.
	From *TermFrom `yaml:"from"`
	// By: whom it binds: owner, finder, an agency, or whoever has a role: of an entry in
	// each nation that reads the store, of a hit in the nation of whoever found it, and
	// of an answer in the owner's. Unset, who reviews and answers is the owner, and who
	// does anything else about a hit its finder.
	By string `yaml:"by"`
	// Action that is meant; unset, any.
	Action ID `yaml:"action"`
	// When says for which entries or hits: in the words of a distribution rule's when, by
	// what the owner makes of an entry, and the finder of a hit.
	When   string `yaml:"when"`
	Within Limit  `yaml:"within" need:"yes"`
	// Ahead: a review is taken up that long before it is due; unset, a third of the term.
	Ahead *Span `yaml:"ahead"`
	// Told: on a hit, it runs from when whoever it binds has been told of it.
	Told bool `yaml:"told"`
	// Then, when it is missed: keep (it is recorded; this where it is unset), remind (what
	// lies aside on the matter at whoever it binds comes to mind), or remove (the entry is
	// withdrawn).
	Then TermMissed `yaml:"then"`
	// InForce: 0 while it is not; no term begins then.
	InForce *Count `yaml:"in_force" max:"1"`
	Cited   `yaml:",inline"`
}

// TermDeed is review, act, answer, tell or assess.
type TermDeed model.TermDeed

// TermFrom is entry or hit.
type TermFrom uint8

// TermMissed is keep, remind or remove.
type TermMissed uint8

var (
	termDeeds  = []string{"review", "act", "answer", "tell", "assess"}
	termFroms  = []string{"entry", "hit"}
	aTermFrom  = []string{"an entry", "a hit"}
	termMissed = []string{"keep", "remind", "remove"}
)

func (d *TermDeed) parseText(s string) error   { return word("deed", s, termDeeds, 0, d) }
func (o *TermFrom) parseText(s string) error   { return word("beginning", s, termFroms, 0, o) }
func (m *TermMissed) parseText(s string) error { return word("consequence", s, termMissed, 0, m) }

func (d TermDeed) String() string   { return termDeeds[d] }
func (o TermFrom) String() string   { return termFroms[o] }
func (m TermMissed) String() string { return termMissed[m] }

// SetTerm sets a term by inject.
type SetTerm struct {
	Store ID `yaml:"store" need:"yes"`
	// Term by its id; Storyline of the entries; unset, that of the entry.
	Term      ID   `yaml:"term" need:"yes"`
	Storyline ID   `yaml:"storyline"`
	Within    Span `yaml:"within" need:"yes" min:"1s"`
}

// storeTerms compiles what is owed about entries of a store, and hits in it.
func (c *compiler) storeTerms(s *model.Store, list []*StoreTerm, path string) {
	for _, d := range list {
		s.Terms = append(s.Terms, c.storeTerm(s, d, path+".terms."+string(d.ID)))
	}
}

func (c *compiler) storeTerm(s *model.Store, d *StoreTerm, at string) model.StoreTerm {
	name := c.spec.Names.Text(s.Ref) + "." + string(d.ID)
	t := model.StoreTerm{
		Ref: c.spec.Names.Add(journal.SortClock, name, "", 0), Deed: model.TermDeed(d.Do), Told: d.Told,
		When: c.predicate(tree.Join(at, "when"), d.When, law.InDistribution), Within: d.Within.Limit,
		Remind: termMissed[d.Then] == "remind", Remove: termMissed[d.Then] == "remove",
	}
	t.OnHit = t.Deed == model.Answer || t.Deed == model.TellOwner
	switch {
	case d.From == nil && (t.Deed == model.Act || t.Deed == model.Assess):
		c.problem(tree.Join(at, "from"), fmt.Sprintf("is missing: %s may be due from an entry or from a hit", d.Do), "write from: entry, or from: hit")
	case d.From != nil && t.OnHit != (termFroms[*d.From] == "hit") && t.Deed != model.Act && t.Deed != model.Assess:
		c.problem(tree.Join(at, "from"), fmt.Sprintf("%s has no meaning from %s", d.Do, aTermFrom[*d.From]), "review runs from an entry; answer and tell from a hit")
	case d.From != nil:
		t.OnHit = termFroms[*d.From] == "hit"
	}
	c.termLength(&t, d, at)
	c.termBound(&t, s, d, at)
	if t.Action = c.term(d.Action); d.Action != "" {
		switch {
		case t.Deed != model.Act:
			c.problem(tree.Join(at, "action"), fmt.Sprintf("has no meaning for %s", d.Do), "do: act asks for an action")
		case !slices.Contains(c.knownActions(), string(d.Action)):
			c.unknown(tree.Join(at, "action"), "action", string(d.Action), c.knownActions())
		}
	}
	if d.Told && !t.OnHit {
		c.problem(tree.Join(at, "told"), "nobody is told of an entry by a hit", "leave it out, or write from: hit")
	}
	do := fmt.Sprintf("%s within %s of %s", d.Do, d.Within.String(), aTermFrom[sim.Bit(t.OnHit)])
	if d.Then != 0 {
		do += ", else " + d.Then.String()
	}
	c.clockDocs = append(c.clockDocs, journal.Text{
		ID: name, Text: d.Text, When: strings.TrimSpace(d.When), Do: do,
		Cite: d.Cite, Source: cmpOr(d.Source, d.Within.Source), Tag: cmpOr(string(d.Tag), string(d.Within.Tag)), AsOf: cmpOr(string(d.AsOf), string(d.Within.AsOf)),
	})
	return t
}

// termLength makes the length of a term a parameter, where it counts no business days.
func (c *compiler) termLength(t *model.StoreTerm, d *StoreTerm, at string) {
	length, elapsed := t.Within.Length()
	if elapsed {
		t.Length = c.addParam(number{
			path: tree.Join(at, "within"), unit: model.Milliseconds, value: int64(length), min: int64(sim.Second), max: int64(notation.Longest), from: d.Within.Provenance,
		})
	} else {
		length = sim.Time(t.Within.Days) * sim.Day
	}
	if d.InForce != nil {
		t.InForce = c.param(tree.Join(at, "in_force"))
	} else {
		t.InForce = c.addParam(number{path: tree.Join(at, "in_force"), unit: model.Count, value: 1, max: 1})
	}
	t.Ahead = length / 3
	switch {
	case d.Ahead == nil:
	case t.Deed != model.Review:
		c.problem(tree.Join(at, "ahead"), fmt.Sprintf("has no meaning for %s", d.Do), "a review is taken up ahead of its term")
	case d.Ahead.Value >= length:
		c.problem(tree.Join(at, "ahead"), "is no shorter than the term, so the entry would be under review at all times", "write less than "+d.Within.String())
	default:
		t.Ahead = d.Ahead.Value
	}
}

// termBound finds whom a term binds.
func (c *compiler) termBound(t *model.StoreTerm, s *model.Store, d *StoreTerm, at string) {
	by := d.By
	if by == "" {
		by = "owner"
		if t.OnHit && t.Deed != model.Answer {
			by = "finder"
		}
	}
	at = tree.Join(at, "by")
	a, named := c.agency[by]
	switch {
	case d.By == "" && !t.OnHit && t.Deed != model.Review:
		c.problem(at, fmt.Sprintf("is missing: who has to %s?", d.Do), "write owner, a role or an agency")
	case by == "owner" && t.Deed == model.TellOwner, by == "finder" && t.Deed == model.Answer:
		c.problem(at, fmt.Sprintf("%s is the one to whom it is owed", by), "name somebody else")
	case by == "owner":
		t.By = model.ByOwner
	case by == "finder" && !t.OnHit:
		c.problem(at, "an entry has no finder", "write from: hit, or by: owner")
	case by == "finder":
		t.By = model.ByFinder
	case named:
		t.By, t.Bound = model.ByNamed, []model.AgencyID{a}
	case slices.Contains(usualRoles, by) || slices.Contains(c.knownRoles(), by):
		t.By, t.Role = model.ByRole, c.term(ID(by))
		if !t.OnHit {
			t.Bound = c.readingRole(s, t.Role)
		}
	default:
		err := words.Unknown("agency or role", by, append(append([]string{"owner", "finder"}, c.knownRoles()...), c.agencyNames...))
		c.r.Fail(c.tree.At(at, false), at, err)
	}
	if t.By == model.ByRole && !t.OnHit && len(t.Bound) == 0 {
		c.problem(at, fmt.Sprintf("no nation that reads the store has a %s", by), "")
	}
}

// readingRole are the agencies with a role in the nations that read a store.
func (c *compiler) readingRole(s *model.Store, role journal.Ref) (out []model.AgencyID) {
	reads := map[model.NationID]bool{}
	for i := range c.spec.Agencies {
		if s.Readers[i>>6]>>(uint(i)&63)&1 == 1 {
			reads[c.spec.Agencies[i].Nation] = true
		}
	}
	for i := range c.spec.Agencies {
		if a := &c.spec.Agencies[i]; a.Role == role && reads[a.Nation] {
			out = append(out, model.AgencyID(i))
		}
	}
	return out
}

// termEffect compiles the setting of a term.
func (c *compiler) termEffect(d *SetTerm, path string) model.Effect {
	x := noEffect(model.SetTerm)
	x.Value = int64(d.Within.Value)
	if d.Storyline != "" {
		x.Story = c.findStoryline(tree.Join(path, "storyline"), d.Storyline)
	}
	if x.Store = c.findStore(tree.Join(path, "store"), d.Store); x.Store == model.None {
		return x
	}
	var known []string
	for i := range c.spec.Stores[x.Store].Terms {
		t := &c.spec.Stores[x.Store].Terms[i]
		_, name := cutLast(c.spec.Names.Text(t.Ref))
		if known = append(known, name); name == string(d.Term) {
			x.Term = t.Ref
		}
	}
	if x.Term == 0 {
		c.unknown(tree.Join(path, "term"), "term of the store", string(d.Term), known)
	}
	return x
}
