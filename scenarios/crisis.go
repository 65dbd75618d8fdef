package scenarios

import (
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// CrisisMode is declared by inject: all that comes to their desks on the storyline is done
// as FLASH.
type CrisisMode struct {
	// For: agencies (arvonia.police), or nations and bodies with all of theirs.
	For       List `yaml:"for" need:"yes"`
	Storyline ID   `yaml:"storyline" need:"yes"`
	// Over: they work in it no longer.
	Over bool `yaml:"over"`
}

// crisisEffects compiles who works in crisis mode on what, or no longer.
func (c *compiler) crisisEffects(d *CrisisMode, path string) (out []model.Effect) {
	x := noEffect(model.EnterCrisis)
	if d.Over {
		x.Op = model.LeaveCrisis
	}
	x.Story = c.findStoryline(tree.Join(path, "storyline"), d.Storyline)
	for i, who := range d.For {
		at := tree.Join(path, "for")
		if len(d.For) > 1 {
			at = tree.Element(at, i)
		}
		of := []model.AgencyID{}
		if strings.Contains(who, ".") {
			of = append(of, c.findAgency(at, who))
		} else if n := c.findNation(at, ID(who)); n != model.None {
			of = c.spec.Nations[n].Agencies
		}
		for _, a := range of {
			x.From = a
			out = append(out, x)
		}
	}
	return out
}

// crisisPace lays what a policy says of work in crisis mode over what the agency has.
func (c *compiler) crisisPace(a *model.Agency, p *Policy, path string) {
	for t := range TaskName(len(taskNames)) {
		if p.CrisisPace[t] == nil {
			continue
		}
		a.CrisisPace = slices.DeleteFunc(a.CrisisPace, func(x model.Pace) bool { return x.Task == model.Task(t) })
		a.CrisisPace = append(a.CrisisPace, model.Pace{Task: model.Task(t), Part: c.param(tree.Join(path, t.String()))})
	}
}
