package scenarios

import (
	"fmt"
	"slices"

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
	// SeenIn: nations whose agencies may notice it; unset, its place, also where the
	// storyline has moved it.
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
		f.SeenIn, f.SeenAtPlace = []model.NationID{f.Place}, true
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
		c.problem(tree.Join(path, "stages"), "no stage", "write at least one, such as - lasts: 3d")
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
// stagesAfter words which stages may follow stage i of n.
func stagesAfter(i, n int) string {
	switch n - i {
	case 0:
		return "this stage is the last: leave next out"
	case 1:
		return fmt.Sprintf("the only stage after this one is %d", n)
	}
	return fmt.Sprintf("the stages after this one are %d to %d", i+1, n)
}

func (c *compiler) edges(st *Stage, i, n int, path string) []model.Edge {
	var out []model.Edge
	for j, e := range st.Next {
		at := tree.Element(tree.Join(path, "next"), j)
		if e.Stage <= int64(i+1) || e.Stage > int64(n) {
			c.problem(tree.Join(at, "stage"), fmt.Sprintf("stage %d does not follow", e.Stage), stagesAfter(i+1, n))
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
			c.problem(path+".recognise.k", fmt.Sprintf("%d of %d key facts can never be had", s.K, keys), fmt.Sprintf("write at most %d, or mark more facts with key: true", keys))
		}
	}
	for _, k := range d.Recognise.Kinds {
		s.Kinds |= 1 << k
	}
}
