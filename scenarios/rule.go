package scenarios

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// Law is one legal rule of a nation, agency or body, in declared order.
type Law struct {
	ID    ID     `yaml:"id" need:"yes"`
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// When the rule applies; unset, always.
	When string `yaml:"when"`
	// Do: block; delay DURATION; require ROLE; strip KIND...; notify ROLE;
	// limit DURATION (the clock of the answer, from delivery of a request); assure
	// ROLE (waits for the word of that authority in the recipient's nation); at the
	// reader, narrow PURPOSE... (those that remain; without onward it is not handed
	// on) and retain DURATION; or {delay: DISTRIBUTION}.
	Do Effect `yaml:"do" need:"yes"`
	// Unless this holds, which lifts the effect, from who sends or who reads, has the
	// originators told and opens a review.
	Unless string `yaml:"unless"`
	// Then, when the clock of a limit runs out: remind, refuse or raise ROLE, as of an
	// agreement's replies.
	Then Expiry `yaml:"then"`
	// Review is the role that reviews a used exception.
	Review ID `yaml:"review"`
	// InForce: 0 while it is not, until an effect adopts it.
	InForce *Count `yaml:"in_force" max:"1"`
	// Overrides names rules that yield when this one applies.
	Overrides []string `yaml:"overrides"`
	// Ground: rights, where the law protects those of the person concerned; what
	// it refuses is then counted as refused on rights grounds. criminality, where
	// it refuses what is no offence.
	Ground string `yaml:"ground" words:"ground"`
	Cited  `yaml:",inline"`
}

// RuleDoc is a law with the place it was declared at.
type RuleDoc struct {
	Name, Path string
	Doc        *Law
}

// laws compiles the rules of nations, bodies and agencies, in declared order
// within each owner.
func (c *compiler) laws() {
	c.rule = map[string]model.RuleID{}
	for i := range c.spec.Nations {
		n := &c.spec.Nations[i]
		name := c.nationIDs[i]
		if doc := c.doc.Nations[name]; doc != nil {
			n.Laws = c.declare(string(name), tree.Join("nations", string(name)), doc.Laws, n.Ref)
		}
	}
	for i := range c.spec.Agencies {
		a := &c.spec.Agencies[i]
		n := &c.spec.Nations[a.Nation]
		rules := c.declare(c.agencyNames[i], c.agencyPath[i], c.agencyDoc[i].Laws, n.Ref)
		if n.Body {
			n.Laws = rules // a body's laws bind its one agency
			if b := c.doc.Bodies[c.nationIDs[a.Nation]]; b != nil {
				n.Review = c.predicate(c.agencyPath[i]+".review", b.Review, law.InLaw)
			}
		} else {
			a.Laws = rules
		}
	}
	for i := range c.spec.Agreements {
		x := &c.spec.Agreements[i]
		name := c.spec.Names.Text(x.Ref)
		x.Laws = c.declare(name, tree.Join("agreements", name), c.doc.Agreements[ID(name)].Laws, 0)
	}
	for id := range c.ruleDocs {
		c.law(model.RuleID(id))
		c.checkActs(model.RuleID(id))
	}
}

// declare numbers the laws of one owner.
func (c *compiler) declare(owner, path string, laws []*Law, nation journal.Ref) (ids []model.RuleID) {
	for _, l := range laws {
		id := model.RuleID(len(c.spec.Rules))
		name := owner + "." + string(l.ID)
		c.rule[name] = id
		c.ruleDocs = append(c.ruleDocs, RuleDoc{name, path + ".laws." + string(l.ID), l})
		c.spec.Rules = append(c.spec.Rules, law.Rule{Ref: c.spec.Names.Add(journal.SortRule, name, l.Title, nation)})
		ids = append(ids, id)
	}
	return ids
}

// grounds are what a law may stand on.
var grounds = []string{"rights", "criminality"}

func (c *compiler) law(id model.RuleID) {
	r, d := &c.spec.Rules[id], &c.ruleDocs[id]
	r.When = c.predicate(d.Path+".when", d.Doc.When, law.InLaw)
	r.Except = c.predicate(d.Path+".unless", d.Doc.Unless, law.InLaw)
	r.Effect = d.Doc.Do.what
	r.Review = c.findRole(d.Path+".review", d.Doc.Review)
	r.Ground = journal.RuleBlocks
	if d.Doc.Ground == "criminality" {
		r.Ground = journal.NotCriminal
	}
	switch r.Effect {
	case law.Delay:
		r.Delay = d.Doc.Do.time.Dist
	case law.Require, law.Notify, law.Assure:
		r.Role = c.findRole(d.Path+".do", d.Doc.Do.role)
	case law.Strip:
		r.Strip = d.Doc.Do.kind
	case law.Narrow:
		r.Purpose = int64(d.Doc.Do.kind)
	case law.Limit, law.Retain:
		r.Limit, r.Then = d.Doc.Do.limit, c.expiry(d.Path+".then", d.Doc.Then)
		r.Clock = c.spec.Names.Add(journal.SortClock, d.Name, d.Doc.Title, 0)
	}
	at := d.Path + ".in_force"
	if d.Doc.InForce != nil {
		c.spec.InForce = append(c.spec.InForce, c.param(at))
	} else {
		c.spec.InForce = append(c.spec.InForce, c.addParam(number{path: at, unit: model.Count, value: 1, max: 1}))
	}
	for i, name := range d.Doc.Overrides {
		at := tree.Element(d.Path+".overrides", i)
		if other, ok := c.findRule(d.Name, name); ok {
			r.Overrides = append(r.Overrides, c.spec.Rules[other].Ref)
		} else {
			c.unknown(at, "law", name, sorted(c.rule))
		}
	}
}

// findRule looks a rule up by its full name, or by its id among those of the
// same owner and of the owner's nation.
func (c *compiler) findRule(from, name string) (model.RuleID, bool) {
	for owner := from; owner != ""; {
		cut := strings.LastIndexByte(owner, '.')
		if cut < 0 {
			break
		}
		owner = owner[:cut]
		if id, ok := c.rule[owner+"."+name]; ok {
			return id, true
		}
	}
	id, ok := c.rule[name]
	return id, ok
}

// predicate compiles an expression at a path; empty text is the empty Program.
func (c *compiler) predicate(path, text string, use law.Use) law.Program {
	if text == "" {
		return nil
	}
	if p, known := c.alike.programs[predicateText{text, use}]; known {
		return p
	}
	p, faults := predicate.Compile(text, use, c.valueName)
	for _, f := range faults {
		c.r.Note(c.placeInside(path, f.At), path, f.Refusal)
	}
	if len(faults) == 0 {
		c.alike.programs[predicateText{text, use}] = p
	}
	return p
}

// placeInside gives the place of the at-th character of the text at a path: exact for
// text on one line, else where the text begins.
func (c *compiler) placeInside(path string, at int) tree.Place {
	where := c.tree.At(path, false)
	n := c.tree.Find(path)
	if n == nil || n.Kind != tree.Scalar || n.Style == tree.Block || strings.ContainsAny(n.Text, "\n\"'\\") && n.Style == tree.Quoted {
		return where
	}
	if n.Style == tree.Quoted {
		at++
	}
	where.Col += min(at, utf8.RuneCountInString(n.Text))
	return where
}

// valueName gives the Ref behind a word that a predicate quotes.
func (c *compiler) valueName(t law.Type, word string) (journal.Ref, []string) {
	switch t {
	case law.NationType:
		if id, ok := c.nation[ID(word)]; ok {
			return c.spec.Nations[id].Ref, nil
		}
		return 0, idText(c.nationIDs)
	case law.AgencyType:
		if id, ok := c.agency[word]; ok {
			return c.spec.Agencies[id].Ref, nil
		}
		return 0, c.agencyNames
	}
	if t == law.MarksType {
		if known := idText(c.knownMarks()); !slices.Contains(known, word) {
			return 0, known
		}
		return c.term(ID(word)), nil
	}
	known := append(c.knownRoles(), idText(c.incidents)...)
	if slices.Contains(known, word) || slices.Contains(usualRoles, word) {
		return c.term(ID(word)), nil
	}
	return 0, known
}
