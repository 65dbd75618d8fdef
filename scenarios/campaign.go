package scenarios

import (
	"slices"
	"strings"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// Campaign is a chain of runs: what went wrong in one opens lessons, which change
// the scenario of later ones.
type Campaign struct {
	Runs    Count     `yaml:"runs" need:"yes" min:"2" max:"1000"`
	Lessons []*Lesson `yaml:"lessons"`
}

// Lesson is a corrective action of an improvement plan.
type Lesson struct {
	ID   ID     `yaml:"id" need:"yes"`
	Text string `yaml:"text"`
	// Owner has to see to it.
	Owner string `yaml:"owner"`
	// Against is the gap that opens it.
	Against Against `yaml:"against" need:"yes"`
	// After so many runs it is in effect; unset, in the next.
	After *Count `yaml:"after" min:"1" max:"1000"`
	// Set changes the scenario as --set does; Patch names a patch, a file or
	// SCENARIO/NAME of the library.
	Set   map[string]*Raw `yaml:"set"`
	Patch string          `yaml:"patch"`
}

// Against describes a gap: deadlines to know (M3) or to act (M10) that were missed,
// those of an agency, at the step that cost most; what is unset matches all.
type Against struct {
	Measure string `yaml:"measure" need:"yes" words:"gap"`
	Agency  string `yaml:"agency"`
	Step    string `yaml:"step" words:"step"`
}

// CampaignPlan is a campaign ready to be played: a number of runs, and the lessons that
// may change later ones.
type CampaignPlan struct {
	Runs    int
	Lessons []Correction
}

// Correction is a lesson: the gap that opens it, after how many runs it is in
// effect, and the changes that it then is.
type Correction struct {
	ID, Text, Owner string
	Measure, Agency string       // Agency empty: of anybody
	Step            journal.Step // NoStep: any
	After           int
	Set             []string // PATH=VALUE
	Patches         []string
}

// gapMeasures are those that a run's gaps are told by.
var gapMeasures = []string{"M3", "M10"}

// campaign compiles the campaign. What its lessons change is tried on the scenario,
// each alone and all together, so that a fault is told before anything is played.
func (c *compiler) campaign() *CampaignPlan {
	d := c.doc.Campaign
	if d == nil {
		return nil
	}
	out := &CampaignPlan{Runs: int(d.Runs.Value)}
	var all []edit
	var faults Problems
	for _, l := range d.Lessons {
		path := tree.Join("campaign.lessons", string(l.ID))
		x := Correction{ID: string(l.ID), Text: l.Text, Owner: l.Owner, Measure: l.Against.Measure, Agency: l.Against.Agency, Step: stepOf(l.Against.Step), After: 1}
		if l.After != nil {
			x.After = int(l.After.Value)
		}
		if x.Agency != "" {
			c.findAgency(path+".against.agency", x.Agency)
		}
		if l.Patch != "" {
			x.Patches = []string{l.Patch}
			if !strings.HasSuffix(l.Patch, ".yaml") && !slices.Contains(library.Grouped("patches"), l.Patch) {
				c.unknown(path+".patch", "patch of the library", l.Patch, library.Grouped("patches"))
			}
		}
		edits := c.lessonEdits(path)
		for _, e := range edits {
			x.Set = append(x.Set, e.path+"="+e.value.Flow())
		}
		if len(edits) == 0 && l.Patch == "" {
			c.problem(path, "changes nothing", "give it `set` or `patch`")
		}
		var alone tree.Report
		c.tryEdits(edits, &alone)
		faults = append(faults, alone.List...)
		all = append(all, edits...)
		out.Lessons = append(out.Lessons, x)
	}
	c.r.List = append(c.r.List, faults...)
	if len(c.r.List) == 0 {
		c.tryEdits(all, c.r)
	}
	return out
}

// tryEdits says what is wrong with edits and leaves the scenario as it is: edits of
// parameters stand in its own list of patches.
func (c *compiler) tryEdits(edits []edit, r *tree.Report) {
	before := c.spec.Patches
	apply(c, edits, r)
	c.spec.Patches = slices.Clip(before)
}

// lessonEdits are the changes that a lesson writes out.
func (c *compiler) lessonEdits(path string) []edit {
	var out []edit
	if set := c.tree.Find(path + ".set"); set != nil {
		for i, k := range set.Keys {
			out = append(out, edit{Place: k.Place, path: k.Text, value: set.Vals[i]})
		}
	}
	return out
}

// stepOf is the step that a word names; of none it is none.
func stepOf(word string) journal.Step {
	for s := journal.World; s.Exists(); s++ {
		if s.String() == word {
			return s
		}
	}
	return journal.NoStep
}

// Answers says whether a lesson is against a gap.
func (x *Correction) Answers(measure, agency string, step journal.Step) bool {
	return x.Measure == measure && (x.Agency == "" || x.Agency == agency) && (x.Step == journal.NoStep || x.Step == step)
}
