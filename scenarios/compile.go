package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
	"entente/sim/notation"
)

// compiler turns one document into a Spec. Names become dense numbers in
// sorted order, so that a run does not depend on places in the file. It
// reports what it finds wrong and goes on with None.
type compiler struct {
	r       *tree.Report
	tree    *tree.Node // the document's tree, for the places of problems
	written *tree.Node // it as it was written, with its presets not copied in yet
	told    Problems   // what wildcards among edits reached; a note
	doc     *Document
	base    *Document // before any patch; background work is fixed from it

	spec    *model.Spec
	numbers map[string]number
	paramAt map[string]model.ParamID
	alike   alike

	nationIDs   []ID // nations and bodies by NationID
	agencyNames []string
	nation      map[ID]model.NationID
	agency      map[string]model.AgencyID
	agencyPath  []string // where the agency stands in the document, by AgencyID
	agencyDoc   []*Agency
	channel     map[string]model.ChannelID
	storyline   map[ID]model.StorylineID
	fact        map[string]model.FactID
	action      map[string]model.ActionID
	rule        map[string]model.RuleID
	deadline    map[string]model.DeadlineID
	entry       map[string]model.EntryID
	motion      map[string]model.MotionID
	change      map[string]model.ChangeID
	team        map[string]model.TeamID
	support     map[string]model.SupportID
	command     map[string]model.CommandID
	terms       map[string]journal.Ref
	habits      map[string]journal.Ref // by name, what is named where it is first met: rules that are no duties, clocks of terms
	languages   map[ID]int
	domains     map[ID]uint8
	formats     map[ID]uint8
	tokens      map[ID]uint32
	incidents   []ID
	ruleDocs    []RuleDoc
	clockDocs   []journal.Text // clocks of agreements, for people
	roles       []string       // that the first so many agencies have, see knownRoles
	rolesOf     int
}

// compile makes a Spec of a document. The Spec is worthless when it reports a
// problem.
func compile(root *tree.Node, doc, base *Document, r *tree.Report) *compiler {
	c := &compiler{
		r: r, tree: root, doc: doc, base: base, spec: &model.Spec{}, numbers: numbers(doc),
		paramAt: map[string]model.ParamID{}, terms: map[string]journal.Ref{}, habits: map[string]journal.Ref{},
		alike: newAlike(),
	}
	c.header()
	c.model()
	if !c.enumerate() {
		return c
	}
	c.nations()
	c.agencies()
	c.channels()
	c.stores()
	c.relations()
	c.storylines()
	c.agreements()
	c.crossings()
	c.laws()
	c.policies()
	c.motions()
	c.disputes()
	c.changes()
	c.teams()
	c.supports()
	c.deadlines()
	c.routes()
	c.msel()
	c.changeEffects()
	c.exercise()
	if len(r.List) == 0 {
		c.sortParams()
		c.engineRoles()
		c.spec.Seal()
	}
	return c
}

// engineRoles tells the engine which words mean the roles that it addresses itself.
func (c *compiler) engineRoles() {
	r := &c.spec.Roles
	r.SPOC, r.FIU = c.terms["spoc"], c.terms["fiu"]
	r.ForeignMinistry, r.Crisis = c.terms["foreign-ministry"], c.terms["crisis"]
	r.Prosecutor, r.Court, r.Minister = c.terms["prosecutor"], c.terms["court"], c.terms["minister"]
}

// problem reports at the value of a path.
func (c *compiler) problem(path, what, hint string) {
	c.r.Add(c.tree.At(path, false), path, what, hint)
}

// unknown reports a name that means nothing.
func (c *compiler) unknown(path, kind, name string, known []string) {
	if c.r.Full() {
		return // what may have been meant is not looked for any more
	}
	err := words.Unknown(kind, name, known)
	c.r.Fail(c.tree.At(path, false), path, err)
}

func (c *compiler) header() {
	d, s := c.doc, c.spec
	s.Name = string(d.Scenario)
	s.Start = d.Start.ms
	s.Zone = d.Start.offset
	if d.Exercise != nil && d.Exercise.Zone != nil {
		s.Zone = sim.Time(*d.Exercise.Zone)
	}
	s.WarmUp = d.WarmUp.Value
	s.End = c.instant(d.End)
	if s.End <= 0 {
		c.problem("end", "EndEx is not after StartEx", "")
	}
	c.checkYears()
}

// checkYears keeps the whole run, from its warm-up to EndEx, within the years of dates and
// one more at either end.
func (c *compiler) checkYears() {
	s := c.spec
	first, last := yearBegins(notation.FirstYear-1), yearBegins(notation.LastYear+2)
	if s.Start-int64(s.WarmUp) < first {
		c.problem("warm_up", fmt.Sprintf("begins before %d", notation.FirstYear-1), "")
	}
	if s.Start+int64(s.End) >= last {
		c.problem("end", fmt.Sprintf("EndEx is after %d", notation.LastYear+1), "")
	}
}

// yearBegins is 1 January in Unix milliseconds.
func yearBegins(year int32) int64 {
	return calendar.Date{Year: year, Month: 1, Day: 1}.Since1970() * int64(sim.Day)
}

// instant is a written time in milliseconds since StartEx.
func (c *compiler) instant(i Instant) sim.Time { return c.spec.Clock().Time(i.written) }

// term gives the name of a word of the scenario's own vocabulary.
func (c *compiler) term(word ID) journal.Ref {
	if word == "" {
		return 0
	}
	ref, ok := c.terms[string(word)]
	if !ok {
		ref = c.spec.Names.Add(journal.SortTerm, string(word), "", 0)
		c.terms[string(word)] = ref
	}
	return ref
}

// The bounds of a scenario: what nations have with each other grows with the square
// of their number, and there are fewer than 200 states.
const (
	maxNations  = 1_000 // and bodies
	maxAgencies = 5_000
)

// enumerate numbers what is referred to before it is compiled. It says whether that
// is little enough for the rest to be looked at.
func (c *compiler) enumerate() bool {
	d := c.doc
	c.nation, c.agency = map[ID]model.NationID{}, map[string]model.AgencyID{}
	c.nationIDs = append(c.nationIDs, sorted(d.Nations)...)
	for _, id := range sorted(d.Bodies) {
		if d.Nations[id] != nil {
			c.problem(tree.Join("bodies", string(id)), fmt.Sprintf("%s is a nation too", id), "give it a name that no nation has")
			continue
		}
		c.nationIDs = append(c.nationIDs, id)
	}
	slices.Sort(c.nationIDs)
	if n := len(c.nationIDs); n > maxNations {
		c.problem("nations", fmt.Sprintf("%d nations and bodies; at most %d", n, maxNations), "")
		return false
	}
	type found struct {
		name, path string
		doc        *Agency
	}
	var all []found
	for i, id := range c.nationIDs {
		c.nation[id] = model.NationID(i)
		if b := d.Bodies[id]; b != nil {
			all = append(all, found{string(id), tree.Join("bodies", string(id)), &b.Agency})
			continue
		}
		for _, a := range sorted(d.Nations[id].Agencies) {
			path := tree.Join("nations", string(id)) + ".agencies." + string(a)
			all = append(all, found{string(id) + "." + string(a), path, d.Nations[id].Agencies[a]})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return compareText(a.name, b.name) })
	for i, a := range all {
		c.agency[a.name] = model.AgencyID(i)
		c.agencyNames = append(c.agencyNames, a.name)
		c.agencyPath = append(c.agencyPath, a.path)
		c.agencyDoc = append(c.agencyDoc, a.doc)
	}
	if len(all) > maxAgencies {
		c.problem("nations", fmt.Sprintf("%d agencies; at most %d", len(all), maxAgencies), "")
		return false
	}
	c.words()
	return true
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// words numbers languages, domains, formats and classes of incidents.
func (c *compiler) words() {
	langs, domains, formats, incidents := map[ID]bool{}, map[ID]bool{}, map[ID]bool{}, map[ID]bool{}
	note := func(set map[ID]bool, texts ...ID) {
		for _, w := range texts {
			if w != "" {
				set[w] = true
			}
		}
	}
	for _, id := range sorted(c.doc.Nations) {
		n := c.doc.Nations[id]
		note(langs, n.Languages...)
		note(domains, n.Network.Domain)
		note(formats, n.Network.Format)
	}
	for _, a := range c.agencyDoc {
		note(langs, a.Languages...)
		note(domains, a.Domain)
		note(formats, a.Format)
	}
	for _, id := range sorted(c.doc.Channels) {
		note(domains, c.doc.Channels[id].Domain)
		note(formats, c.doc.Channels[id].Format)
	}
	for _, id := range sorted(c.doc.Storylines) {
		note(incidents, c.doc.Storylines[id].Incident)
	}
	c.incidents = sorted(incidents)
	c.languages = map[ID]int{}
	for i, l := range sorted(langs) {
		c.languages[l] = i
		if i == 64 {
			c.problem("nations", "more than 64 languages", "")
		}
	}
	c.domains, c.formats = numberWords(sorted(domains)), numberWords(sorted(formats))
	if len(c.domains) > 255 || len(c.formats) > 255 {
		c.problem("channels", "more than 255 domains or formats", "")
	}
}

// numberWords numbers words from 1; 0 is for none.
func numberWords(texts []ID) map[ID]uint8 {
	out := map[ID]uint8{}
	for i, w := range texts {
		out[w] = uint8(i + 1)
	}
	return out
}

// languageBits is the set of languages as bits.
func (c *compiler) languageBits(list []ID) (bits uint64) {
	for _, l := range list {
		bits |= 1 << (c.languages[l] & 63)
	}
	return bits
}

// findAgency looks an agency up by its full name; a body is its own agency.
func (c *compiler) findAgency(path, name string) model.AgencyID {
	if id, ok := c.agency[name]; ok {
		return id
	}
	c.unknown(path, "agency", name, c.agencyNames)
	return model.None
}

// findNation looks a nation or body up.
func (c *compiler) findNation(path string, name ID) model.NationID {
	if name == "" {
		return model.None
	}
	if id, ok := c.nation[name]; ok {
		return id
	}
	c.unknown(path, "nation", string(name), idText(c.nationIDs))
	return model.None
}

func idText[K ~string](ids []K) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
