package scenarios

import (
	"fmt"
	"slices"
	"strconv"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Storyline is one thread of the threat side, as numbered stages and tokens.
type Storyline struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Benign: it is innocent.
	Benign bool `yaml:"benign"`
	// Administrative: a visa, papers, a permit. It is noticed, told, listed and asked
	// about, and nobody takes it for a threat: no level beyond NOTICED, no danger.
	Administrative bool `yaml:"administrative"`
	// Incident is its class of incident, which priorities and laws name.
	Incident   ID           `yaml:"incident"`
	Recognise  *Recognise   `yaml:"recognise"`
	Stages     []*Stage     `yaml:"stages" need:"yes"`
	Facts      map[ID]*Fact `yaml:"facts" need:"yes"`
	Deadlines  []*Deadline  `yaml:"deadlines"`
	Needs      []*Need      `yaml:"needs"`
	Reactions  Count        `yaml:"reactions" max:"100"`
	Weights    Weights      `yaml:"weights"`
	Alternates []ID         `yaml:"alternates"`
}

// Recognise: k key facts, among them every one of the kinds. Unset, k is 60 %
// of the key facts, rounded up.
type Recognise struct {
	K     *Count     `yaml:"k" min:"1" max:"1000"`
	Kinds []FactKind `yaml:"kinds"`
}

// Weights of how a storyline reacts to a leak.
type Weights struct {
	None   Share `yaml:"none" max:"1000"`
	Pause  Share `yaml:"pause" max:"1000"`
	Hasten Share `yaml:"hasten" max:"1000"`
	Move   Share `yaml:"move" max:"1000"`
}

// Stage is one numbered stage; stages count from 1.
type Stage struct {
	Title string  `yaml:"title"`
	Lasts Dist    `yaml:"lasts" need:"yes"`
	Facts []ID    `yaml:"facts"`
	Next  []*Edge `yaml:"next"`
}

// Edge leads from a stage to another; one is drawn by weight.
type Edge struct {
	Stage  int64  `yaml:"stage" need:"yes"`
	Weight *Share `yaml:"weight" max:"1000"`
}

// Fact is one abstract token of ground truth.
type Fact struct {
	Like  ID       `yaml:"like"`
	Kind  FactKind `yaml:"kind" need:"yes"`
	Title string   `yaml:"title"`
	// Place and Nationality are the nations it names.
	Place       ID `yaml:"place"`
	Nationality ID `yaml:"nationality"`
	// SeenIn: nations whose agencies may notice it; unset, its place.
	SeenIn []ID `yaml:"seen_in"`
	// NoticedBy: agencies that certainly notice it, each after its own time; the rest
	// of those who may, may. A fact that only they notice has seen_in: [].
	NoticedBy []*Noticer `yaml:"noticed_by"`
	// Marks are words of your own that rules read: "visa" in marks.
	Marks []ID `yaml:"marks"`
	// Precedence that it bears on its face, as a call for help does: whoever notices it
	// handles it so and passes it on so, before making anything of it.
	Precedence *Precedence `yaml:"precedence"`
	// Tokens link facts: two that share one belong together.
	Tokens []ID `yaml:"tokens" need:"yes"`
	// Key facts are those by which the pattern is recognised.
	Key bool `yaml:"key"`
	// After and For: its window, from the entry of its stage.
	After         Dist  `yaml:"after"`
	For           Dist  `yaml:"for"`
	Detectability Share `yaml:"detectability" max:"1"`
	Quality       Share `yaml:"quality" max:"1"`
	// Class at least; the collector's marking may be higher.
	Class Class `yaml:"class"`
	// Normalised or Biometric: it survives transliteration.
	Normalised bool `yaml:"normalised"`
	Biometric  bool `yaml:"biometric"`
	// Exact: how well its identifier is known, an alias or a name written down wrongly
	// less than 1: the odds that a check by it, or of it, matches an equal token, times
	// those of the store.
	Exact      *Share `yaml:"exact" max:"1"`
	Evidential bool   `yaml:"evidential"`
}

// Deadline of an agency that needs to know or to act.
type Deadline struct {
	ID     ID     `yaml:"id"`
	Agency string `yaml:"agency" need:"yes"`
	// Want: informed, read(FACT, ...) or available(ACTION).
	Want string `yaml:"want" need:"yes"`
	// BeforeStage and Lead: due that long before the stage is entered. At: due
	// then.
	BeforeStage *Count   `yaml:"before_stage" min:"2" max:"1000"`
	Lead        *Span    `yaml:"lead"`
	At          *Instant `yaml:"at"`
}

// Need is ground truth about who needs which key facts.
type Need struct {
	Agency   string `yaml:"agency" need:"yes"`
	Facts    []ID   `yaml:"facts" need:"yes"`
	Deadline string `yaml:"deadline"`
}

// storylines compiles the threat side: storylines, stages and facts.
func (c *compiler) storylines() {
	c.storyline, c.fact = map[ID]model.StorylineID{}, map[string]model.FactID{}
	c.numberTokens()
	for i, id := range sorted(c.doc.Storylines) {
		c.storyline[id] = model.StorylineID(i)
	}
	for _, id := range sorted(c.doc.Storylines) {
		d, path := c.doc.Storylines[id], tree.Join("storylines", string(id))
		s := model.Storyline{
			Ref:    c.spec.Names.Add(journal.SortStoryline, string(id), d.Title, 0),
			Benign: d.Benign || d.Administrative, Administrative: d.Administrative, Class: slices.Index(c.incidents, d.Incident), Incident: c.term(d.Incident),
			Reactions: c.param(tree.Join(path, "reactions")),
			Weights: [4]model.ParamID{
				c.param(path + ".weights.none"), c.param(path + ".weights.pause"),
				c.param(path + ".weights.hasten"), c.param(path + ".weights.move"),
			},
		}
		if len(d.Facts) > 10_000 {
			c.problem(tree.Join(path, "facts"), "more than 10000 facts", "")
		}
		for _, f := range sorted(d.Facts) {
			s.Facts = append(s.Facts, c.factOf(id, f, d.Facts[f], tree.Join(path, "facts."+string(f))))
		}
		for i, n := range d.Alternates {
			if to := c.findNation(tree.Element(tree.Join(path, "alternates"), i), n); to != model.None {
				s.Alternates = append(s.Alternates, to)
			}
		}
		c.stages(&s, id, d, path)
		c.recognise(&s, d, path)
		c.spec.Storylines = append(c.spec.Storylines, s)
	}
}

// numberTokens numbers tokens over the whole scenario, so that two storylines
// may touch.
func (c *compiler) numberTokens() {
	all := map[ID]bool{}
	for _, s := range sorted(c.doc.Storylines) {
		facts := c.doc.Storylines[s].Facts
		for _, f := range sorted(facts) {
			for _, t := range facts[f].Tokens {
				all[t] = true
			}
		}
	}
	c.tokens = map[ID]uint32{}
	for i, t := range sorted(all) {
		c.tokens[t] = uint32(i)
	}
}

func (c *compiler) factOf(line, id ID, d *Fact, path string) model.FactID {
	name := string(line) + "." + string(id)
	ref := c.spec.Names.Add(journal.SortFact, name, d.Title, 0)
	f := model.Fact{
		Ref: ref, ID: c.spec.Names.ID(ref), Storyline: c.storyline[line], Kind: journal.FactKind(d.Kind),
		Place:       c.findNation(tree.Join(path, "place"), d.Place),
		Nationality: c.findNation(tree.Join(path, "nationality"), d.Nationality),
		Key:         d.Key, After: d.After.Dist, For: d.For.Dist,
		Detectability: c.param(tree.Join(path, "detectability")), Quality: c.param(tree.Join(path, "quality")),
		Class: journal.Class(d.Class), Normalised: d.Normalised || d.Biometric, Evidential: d.Evidential, ByInject: true,
	}
	for i, n := range d.SeenIn {
		if to := c.findNation(tree.Element(tree.Join(path, "seen_in"), i), n); to != model.None {
			f.SeenIn = append(f.SeenIn, to)
		}
	}
	if d.Exact != nil {
		f.Inexact, f.Exact = true, c.param(tree.Join(path, "exact"))
	}
	for _, m := range d.Marks {
		f.Marks = append(f.Marks, c.term(m))
	}
	f.Label = d.Precedence.label()
	f.NoticedBy = c.noticers(tree.Join(path, "noticed_by"), d.NoticedBy)
	if d.SeenIn == nil && f.Place != model.None {
		f.SeenIn = []model.NationID{f.Place}
	}
	if d.SeenIn == nil && d.Place == "" && d.NoticedBy == nil {
		c.problem(path, "nobody can see it", "give it place, seen_in or noticed_by")
	}
	slices.Sort(f.SeenIn)
	f.SeenIn = slices.Compact(f.SeenIn)
	if len(d.Tokens) < 1 || len(d.Tokens) > 4 {
		c.problem(tree.Join(path, "tokens"), fmt.Sprintf("%d tokens; a fact has 1 to 4", len(d.Tokens)), "")
	}
	for _, t := range d.Tokens {
		f.Tokens = append(f.Tokens, c.tokens[t])
	}
	slices.Sort(f.Tokens)
	f.Tokens = slices.Compact(f.Tokens)
	at := model.FactID(len(c.spec.Facts))
	c.fact[name] = at
	c.spec.Facts = append(c.spec.Facts, f)
	return at
}

func (c *compiler) stages(s *model.Storyline, id ID, d *Storyline, path string) {
	if len(d.Stages) == 0 {
		c.problem(tree.Join(path, "stages"), "no stage", "")
	}
	for i, st := range d.Stages {
		at := tree.Element(tree.Join(path, "stages"), i)
		spec := model.StageSpec{Lasts: st.Lasts.Dist}
		for j, f := range st.Facts {
			fact, ok := c.fact[string(id)+"."+string(f)]
			where := tree.Element(tree.Join(at, "facts"), j)
			if !ok {
				c.unknown(where, "fact", string(f), idText(sorted(d.Facts)))
				continue
			}
			if !c.spec.Facts[fact].ByInject {
				c.problem(where, fmt.Sprintf("%s is exposed twice", f), "")
				continue
			}
			c.spec.Facts[fact].ByInject = false
			spec.Facts = append(spec.Facts, fact)
		}
		slices.Sort(spec.Facts)
		spec.Next = c.edges(st, i, len(d.Stages), at)
		s.Stages = append(s.Stages, spec)
	}
}

// edges of the i-th stage of n. Stages lead forward only, so that a storyline
// ends and each stage is entered once.
func (c *compiler) edges(st *Stage, i, n int, path string) []model.Edge {
	var out []model.Edge
	for j, e := range st.Next {
		at := tree.Element(tree.Join(path, "next"), j)
		if e.Stage <= int64(i+1) || e.Stage > int64(n) {
			c.problem(tree.Join(at, "stage"), fmt.Sprintf("stage %d does not follow", e.Stage), fmt.Sprintf("stages after this one are %d to %d", i+2, n))
			continue
		}
		w := int64(sim.One)
		if e.Weight != nil {
			w = e.Weight.Value
		}
		out = append(out, model.Edge{Stage: int(e.Stage), Weight: w})
	}
	return out
}

// recognise says how many key facts make the pattern: 60 % of them rounded up
// unless given.
func (c *compiler) recognise(s *model.Storyline, d *Storyline, path string) {
	keys := 0
	for _, f := range s.Facts {
		if c.spec.Facts[f].Key {
			keys++
		}
	}
	share := c.doc.Model.Recognise.Value
	s.K = max(1, int((int64(keys)*share+int64(sim.One)-1)/int64(sim.One)))
	if d.Recognise == nil {
		return
	}
	if k := d.Recognise.K; k != nil {
		s.K = int(k.Value)
		if s.K > keys {
			c.problem(path+".recognise.k", fmt.Sprintf("%d of %d key facts can never be had", s.K, keys), "")
		}
	}
	for _, k := range d.Recognise.Kinds {
		s.Kinds |= 1 << k
	}
}

// deadlines compiles who needs to know or act by when, and what the measures
// take for needed.
func (c *compiler) deadlines() {
	c.deadline = map[string]model.DeadlineID{}
	for _, id := range sorted(c.doc.Storylines) {
		d, path := c.doc.Storylines[id], tree.Join("storylines", string(id))
		for i, dl := range d.Deadlines {
			key := cmpOr(string(dl.ID), strconv.Itoa(i+1))
			name := string(id) + "." + key
			spec := model.Deadline{
				Ref:       c.spec.Names.Add(journal.SortDeadline, name, "", 0),
				Storyline: c.storyline[id],
			}
			c.due(&spec, id, dl, path+".deadlines."+key)
			c.deadline[name] = model.DeadlineID(len(c.spec.Deadlines))
			c.spec.Deadlines = append(c.spec.Deadlines, spec)
		}
		c.needs(id, d, path)
	}
}

func (c *compiler) due(spec *model.Deadline, line ID, d *Deadline, path string) {
	spec.Agency, spec.Action = c.findAgency(tree.Join(path, "agency"), d.Agency), model.None
	verb, args, err := parseWant(d.Want)
	if err != nil {
		c.r.Fail(c.tree.At(tree.Join(path, "want"), false), tree.Join(path, "want"), err)
	}
	if c.doc.Storylines[line].Administrative && (verb == "informed" || verb == "available") {
		c.problem(tree.Join(path, "want"), "an administrative matter is never recognised, so this cannot come true", "want read(FACT)")
	}
	switch verb {
	case "read":
		spec.Want = model.WantRead
		for _, a := range args {
			f, ok := c.fact[string(line)+"."+a]
			if !ok {
				c.unknown(tree.Join(path, "want"), "fact", a, idText(sorted(c.doc.Storylines[line].Facts)))
				continue
			}
			spec.Facts = append(spec.Facts, f)
		}
		slices.Sort(spec.Facts)
	case "available":
		spec.Want = model.WantAvailable
		act, ok := c.action[d.Agency+"."+args[0]]
		if (!ok || len(args) > 1) && spec.Agency != model.None {
			c.unknown(tree.Join(path, "want"), "action of "+d.Agency, args[0], idText(sorted(c.agencyDoc[spec.Agency].Actions)))
			return
		}
		spec.Action = act
	}
	c.dueTime(spec, line, d, path)
}

func (c *compiler) dueTime(spec *model.Deadline, line ID, d *Deadline, path string) {
	switch {
	case d.BeforeStage != nil && d.At != nil:
		c.problem(tree.Join(path, "at"), "due twice", "give at, or before_stage with lead")
	case d.At != nil:
		spec.At = c.instant(*d.At)
		if d.Lead != nil {
			c.problem(tree.Join(path, "lead"), "a lead belongs to before_stage", "")
		}
	case d.BeforeStage != nil:
		spec.Stage = int(d.BeforeStage.Value)
		if n := len(c.doc.Storylines[line].Stages); spec.Stage > n {
			c.problem(tree.Join(path, "before_stage"), fmt.Sprintf("there is no stage %d", spec.Stage), fmt.Sprintf("the last is %d", n))
		}
		if d.Lead != nil {
			spec.Lead = d.Lead.Value
		}
	default:
		c.problem(path, "lacks a time", "give at, or before_stage with lead")
	}
}

// needs compiles who needs which key facts: as listed, else every agency with
// a deadline needs them all by the earliest of its deadlines.
func (c *compiler) needs(id ID, d *Storyline, path string) {
	line := c.storyline[id]
	if d.Needs == nil {
		c.neededByDefault(line)
		return
	}
	for i, n := range d.Needs {
		at := tree.Element(tree.Join(path, "needs"), i)
		need := model.Need{Agency: c.findAgency(tree.Join(at, "agency"), n.Agency), Storyline: line, Deadline: model.None}
		for j, f := range n.Facts {
			fact, ok := c.fact[string(id)+"."+string(f)]
			where := tree.Element(tree.Join(at, "facts"), j)
			switch {
			case !ok:
				c.unknown(where, "fact", string(f), idText(sorted(d.Facts)))
			case !c.spec.Facts[fact].Key:
				c.problem(where, fmt.Sprintf("%s is not a key fact", f), "")
			default:
				need.Facts = append(need.Facts, fact)
			}
		}
		slices.Sort(need.Facts)
		if n.Deadline != "" {
			dl, ok := c.deadline[string(id)+"."+n.Deadline]
			if !ok {
				c.unknown(tree.Join(at, "deadline"), "deadline", n.Deadline, nil)
				dl = model.None
			}
			need.Deadline = dl
		}
		c.spec.Needs = append(c.spec.Needs, need)
	}
}

func (c *compiler) neededByDefault(line model.StorylineID) {
	var keys []model.FactID
	for _, f := range c.spec.Storylines[line].Facts {
		if c.spec.Facts[f].Key {
			keys = append(keys, f)
		}
	}
	for i, d := range c.spec.Deadlines {
		if d.Storyline != line || d.Agency == model.None || len(keys) == 0 {
			continue
		}
		at := slices.IndexFunc(c.spec.Needs, func(n model.Need) bool { return n.Storyline == line && n.Agency == d.Agency })
		if at < 0 {
			c.spec.Needs = append(c.spec.Needs, model.Need{
				Agency: d.Agency, Storyline: line, Facts: keys,
				Deadline: model.DeadlineID(i),
			})
		} else if c.earlier(model.DeadlineID(i), c.spec.Needs[at].Deadline) {
			c.spec.Needs[at].Deadline = model.DeadlineID(i)
		}
	}
}

// earlier compares two deadlines of a storyline: by time where both are fixed,
// by stage and lead where both are before a stage. A fixed time and a stage
// are compared by the mean length of the stages before it.
func (c *compiler) earlier(a, b model.DeadlineID) bool { return c.about(a) < c.about(b) }

func (c *compiler) about(id model.DeadlineID) sim.Time {
	d := &c.spec.Deadlines[id]
	if d.Stage == 0 {
		return d.At
	}
	var t sim.Time
	stages := c.spec.Storylines[d.Storyline].Stages
	for i := range min(d.Stage-1, len(stages)) {
		t += stages[i].Lasts.Mean()
	}
	return t - d.Lead
}
