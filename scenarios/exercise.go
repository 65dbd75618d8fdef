package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/decide"
	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Exercise is what the exercise is called, whom it trains and how it is judged.
type Exercise struct {
	Name string `yaml:"name"`
	// Type is TTX, CPX, FE, FSE or CAX.
	Type   string `yaml:"type" words:"exercise"`
	Banner string `yaml:"banner"`
	// Zone of the wall-clock times D+n; unset, the offset of `start`.
	Zone *Offset `yaml:"zone"`
	// Audience are the agencies that are played; all else is simulated.
	Audience   []string     `yaml:"audience"`
	Moves      []*Move      `yaml:"moves"`
	Objectives []*Objective `yaml:"objectives"`
}

// Move maps a stretch of scenario time to exercise time.
type Move struct {
	ID       string  `yaml:"id" need:"yes"`
	From     Instant `yaml:"from" need:"yes"`
	To       Instant `yaml:"to" need:"yes"`
	PlayedIn Span    `yaml:"played_in" need:"yes"`
}

// Objective of the exercise.
type Objective struct {
	ID         string  `yaml:"id" need:"yes"`
	Text       string  `yaml:"text" need:"yes"`
	Capability string  `yaml:"capability"`
	Target     string  `yaml:"target"`
	Tasks      []*Task `yaml:"tasks"`
}

// Task is a critical task: a measure with the thresholds of performed (P),
// some challenges (S) and major challenges (M), in its unit: shares, counts or
// hours. Where P lies below M, less is better.
type Task struct {
	ID      string `yaml:"id" need:"yes"`
	Text    string `yaml:"text" need:"yes"`
	Measure string `yaml:"measure" need:"yes" words:"measure"`
	P       Share  `yaml:"P" need:"yes" min:"-100000000" max:"100000000"`
	S       Share  `yaml:"S" need:"yes" min:"-100000000" max:"100000000"`
	M       Share  `yaml:"M" need:"yes" min:"-100000000" max:"100000000"`
}

// exerciseTypes are the types of exercises: table-top, command post,
// functional, full-scale and computer-assisted.
var exerciseTypes = []string{"TTX", "CPX", "FE", "FSE", "CAX"}

// exercise checks the exercise block, which only people read.
func (c *compiler) exercise() {
	x := c.doc.Exercise
	if x == nil {
		x = &Exercise{}
	}
	for i, a := range x.Audience {
		c.findAgency(tree.Element("exercise.audience", i), a)
	}
	for i, m := range x.Moves {
		if c.instant(m.To) <= c.instant(m.From) {
			c.problem("exercise.moves."+m.ID+".to", "the move ends before it begins", "")
		}
		if i > 0 && c.instant(m.From) < c.instant(x.Moves[i-1].To) {
			c.problem("exercise.moves."+m.ID+".from", fmt.Sprintf("before move %s ends", x.Moves[i-1].ID), "moves follow each other")
		}
	}
	var objectives []string
	for _, o := range x.Objectives {
		objectives = append(objectives, o.ID)
		for _, t := range o.Tasks {
			path := "exercise.objectives." + o.ID + ".tasks." + t.ID
			if p, s, m := t.P.Value, t.S.Value, t.M.Value; (p > s || s > m) && (p < s || s < m) {
				c.problem(tree.Join(path, "S"), "does not lie between P and M", "")
			}
		}
	}
	for _, e := range c.doc.MSEL {
		if e.Objective != "" && !slices.Contains(objectives, e.Objective) {
			c.unknown(tree.Join("msel", e.Number)+".objective", "objective", e.Objective, objectives)
		}
	}
}

// static gathers what a reader of the replay needs beside its records.
func (c *compiler) static() *journal.Static {
	s, d := c.spec, c.doc
	st := &journal.Static{
		Scenario: s.Name, Title: d.Title, Start: s.Start, Zone: int64(s.Zone),
		EndEx: int64(s.End), WarmUp: int64(s.WarmUp),
	}
	for i := range s.Names.Len() {
		n := s.Names.Of(journal.Ref(i))
		st.Things = append(st.Things, journal.Thing{
			Sort: n.Sort.String(), Name: n.Name, Title: n.Title,
			Nation: s.Names.Text(n.Nation),
		})
	}
	st.Params = c.listValues()
	for id := range c.ruleDocs {
		st.Rules = append(st.Rules, c.ruleWords(model.RuleID(id)))
	}
	st.Rules = append(st.Rules, c.clockDocs...)
	st.Rules = append(st.Rules, c.mechanisms()...)
	if d.Exercise != nil {
		c.objectives(st, d.Exercise)
	}
	st.Entries = c.entries()
	c.holders(st)
	c.threads(st)
	return st
}

func (c *compiler) objectives(st *journal.Static, x *Exercise) {
	st.Banner, st.Exercise, st.Type, st.Audience = x.Banner, x.Name, x.Type, x.Audience
	for _, m := range x.Moves {
		st.Moves = append(st.Moves, journal.ExerciseMove{ID: m.ID, From: int64(c.instant(m.From)), To: int64(c.instant(m.To)), PlayedIn: int64(m.PlayedIn.Value)})
	}
	for _, o := range x.Objectives {
		st.Objectives = append(st.Objectives, journal.Text{ID: o.ID, Text: o.Text, Capability: o.Capability, Target: o.Target})
		for _, t := range o.Tasks {
			st.Tasks = append(st.Tasks, journal.Task{
				ID: t.ID, Objective: o.ID, Text: t.Text, Measure: t.Measure,
				P: decimal(t.P), S: decimal(t.S), M: decimal(t.M),
			})
		}
	}
}

func decimal(s Share) float64 { return float64(s.Value) / float64(sim.One) }

var unitNames = [...]string{model.Count: "count", model.Millionths: "ppm", model.Milliseconds: "ms"}

// listValues lists every number with its provenance: the parameters, and the
// figures of distributions, which are settled before the run.
func (c *compiler) listValues() []journal.Value {
	var out []journal.Value
	for _, p := range c.spec.Params {
		out = append(out, journal.Value{
			Path: p.Path, Unit: unitNames[p.Unit], Value: p.Value, Given: p.Given,
			Source: p.Source, Tag: p.Tag, AsOf: p.AsOf, Anchor: p.Anchor,
		})
	}
	for _, path := range sorted(c.numbers) {
		n := c.numbers[path]
		if _, isParam := c.paramAt[path]; isParam {
			continue
		}
		out = append(out, journal.Value{
			Path: path, Unit: unitNames[n.unit], Value: n.value, Given: n.from.given,
			Source: n.from.Source, Tag: string(n.from.Tag), AsOf: string(n.from.AsOf), Anchor: n.from.Anchor,
		})
	}
	slices.SortStableFunc(out, func(a, b journal.Value) int { return compareText(a.Path, b.Path) })
	return out
}

func (c *compiler) ruleWords(id model.RuleID) journal.Text {
	d := c.ruleDocs[id]
	do := d.Doc.Do.text
	if t := d.Doc.Do.time; d.Doc.Do.what == law.Delay && do == "delay" {
		do = fmt.Sprintf("delay of %s on average", notation.FormatDuration(t.Mean()))
	}
	when := d.Doc.When
	if d.Doc.Unless != "" {
		when += " unless " + d.Doc.Unless
	}
	return journal.Text{
		ID: d.Name, Text: cmpOr(d.Doc.Text, d.Doc.Title), When: when, Do: do,
		Cite: d.Doc.Cite, Source: d.Doc.Source, Tag: string(d.Doc.Tag), AsOf: string(d.Doc.AsOf), Ground: d.Doc.Ground,
	}
}

// mechanisms are the words of bodies and of what is put to them.
func (c *compiler) mechanisms() []journal.Text {
	var out []journal.Text
	for _, id := range sorted(c.doc.Bodies) {
		if d := c.doc.Bodies[id]; d.Text != "" {
			out = append(out, journal.Text{ID: string(id), Text: d.Text, Cite: d.Cite, Source: d.Source, Tag: string(d.Tag), AsOf: string(d.AsOf)})
		}
	}
	for _, id := range sorted(c.doc.Motions) {
		d := c.doc.Motions[id]
		out = append(out, journal.Text{
			ID: string(id), Text: cmpOr(d.Text, d.Title), When: d.When, Do: "decide by " + decide.Names[d.Rule],
			Cite: d.Cite, Source: d.Source, Tag: string(d.Tag), AsOf: string(d.AsOf),
		})
	}
	return out
}

// threads adds storylines, facts, deadlines and needs.
func (c *compiler) threads(st *journal.Static) {
	s, names := c.spec, &c.spec.Names
	for i, id := range sorted(c.doc.Storylines) {
		line := s.Storylines[i]
		st.Storylines = append(st.Storylines, journal.Thread{
			Name: string(id), Title: c.doc.Storylines[id].Title,
			Benign: line.Benign, K: line.K, Stages: len(line.Stages), Kinds: kindText(line.Kinds),
		})
		for _, f := range sorted(c.doc.Storylines[id].Facts) {
			d := c.doc.Storylines[id].Facts[f]
			st.Facts = append(st.Facts, journal.Fact{
				Name: string(id) + "." + string(f), Storyline: string(id),
				Kind: d.Kind.String(), Place: string(d.Place), Nationality: string(d.Nationality),
				Class: s.Facts[c.fact[string(id)+"."+string(f)]].Class.String(), Tokens: idText(d.Tokens), Key: d.Key,
			})
		}
	}
	wants := [...]string{model.WantInformed: "informed", model.WantRead: "read", model.WantAvailable: "available"}
	for _, d := range s.Deadlines {
		due := journal.Due{
			Name: names.Text(d.Ref), Agency: c.agencyText(d.Agency),
			Storyline: names.Text(s.Storylines[d.Storyline].Ref), Want: wants[d.Want], Facts: c.factText(d.Facts),
		}
		if d.Action != model.None {
			due.Action = names.Text(s.Actions[d.Action].Ref)
		}
		st.Deadlines = append(st.Deadlines, due)
	}
	for _, n := range s.Needs {
		need := journal.Need{
			Agency: c.agencyText(n.Agency), Storyline: names.Text(s.Storylines[n.Storyline].Ref),
			Facts: c.factText(n.Facts),
		}
		if n.Deadline != model.None {
			need.Deadline = names.Text(s.Deadlines[n.Deadline].Ref)
		}
		st.Needs = append(st.Needs, need)
	}
}

func (c *compiler) agencyText(a model.AgencyID) string {
	if a == model.None {
		return ""
	}
	return c.agencyNames[a]
}

func (c *compiler) factText(list []model.FactID) []string {
	var out []string
	for _, f := range list {
		out = append(out, c.spec.Names.Text(c.spec.Facts[f].Ref))
	}
	return out
}
