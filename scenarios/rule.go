package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
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
		c.acts(model.RuleID(id))
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
	p, faults := predicate.Compile(text, use, c.valueName)
	for _, f := range faults {
		c.r.Note(c.inside(path, f.At), path, f.Refusal)
	}
	return p
}

// inside is the place of the at-th character of the text at a path: exact for
// text on one line, else where the text begins.
func (c *compiler) inside(path string, at int) tree.Place {
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
// leave to release what is below the classes that its policy has somebody release.
func (c *compiler) sharesAtHome(a *model.Agency) {
	if slices.ContainsFunc(a.Standing, func(s model.Standing) bool { return s.To == a.Nation }) {
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
			a.Standing = append(a.Standing, c.standing(a, s, tree.Element(tree.Join(path, "standing"), i)))
		}
	}
	if p.Asks != nil {
		a.Asks = c.asks(p.Asks, tree.Join(path, "asks"))
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
	if p.Distribution != nil {
		a.Distribution = nil
		for i, d := range p.Distribution {
			at := tree.Join(tree.Join(path, "distribution"), cmpOr(string(d.ID), fmt.Sprint(i+1)))
			rule := model.Distribution{
				When: c.predicate(tree.Join(at, "when"), d.When, law.InDistribution), Label: d.Precedence.label(),
				Name: sim.Name(cmpOr(string(d.ID), fmt.Sprint(i+1))), Practice: model.Practice(d.Practice),
				Reminders: c.reminders(tree.Join(at, "reminders"), d.Reminders), Tasking: c.tasking(tree.Join(at, "task"), d.Task),
				Certain: d.Certain, Composed: d.Composed,
			}
			if rule.Practice != model.Duty { // it may be left out, which names it
				rule.Ref = c.habit(a, fmt.Sprintf("%s.distribution.%s", c.agencyNames[id], cmpOr(string(d.ID), fmt.Sprint(i+1))), d.Text)
			}
			for j, to := range d.To {
				where := tree.Join(at, "to")
				if len(d.To) > 1 {
					where = tree.Element(where, j)
				}
				rule.To = append(rule.To, c.targets(where, to, id)...)
			}
			if len(rule.To) > 0 { // else there is no store to write to
				a.Distribution = append(a.Distribution, rule)
			}
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

// habit names a distribution rule that is no duty, once.
func (c *compiler) habit(a *model.Agency, name, text string) journal.Ref {
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

func (c *compiler) standing(a *model.Agency, s *Standing, path string) model.Standing {
	out := model.Standing{To: model.None, Class: journal.TopSecret}
	if s.Class != nil {
		out.Class = journal.Class(*s.Class)
	}
	for _, k := range s.Kinds {
		out.Kinds |= 1 << k
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

// asks reads whom an agency asks by itself; an empty list is nobody.
func (c *compiler) asks(texts []string, path string) []model.Target {
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
