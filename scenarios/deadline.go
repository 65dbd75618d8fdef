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
				c.problem(where, fmt.Sprintf("%s is not a key fact", f), "mark the fact with key: true, or leave it out here")
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
