package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// Noticer is an agency that certainly notices a fact.
type Noticer struct {
	Agency string `yaml:"agency" need:"yes"`
	// Desk that has the work of collecting it; unset, the one that collects there.
	Desk ID `yaml:"desk"`
	// After the opening of the fact's window, also past its end.
	After Dist `yaml:"after"`
}

// noticers compiles who certainly notices a fact.
func (c *compiler) noticers(path string, list []*Noticer) (out []model.Noticer) {
	for i, d := range list {
		at := tree.Element(path, i)
		x := model.Noticer{Agency: c.findAgency(tree.Join(at, "agency"), d.Agency), After: d.After.Dist}
		if x.Agency == model.None {
			continue
		}
		if slices.ContainsFunc(out, func(o model.Noticer) bool { return o.Agency == x.Agency }) {
			c.problem(tree.Join(at, "agency"), fmt.Sprintf("%s notices it twice", d.Agency), "")
		}
		work := model.Analysis
		if d.Desk != "" {
			w := slices.Index(deskNames, string(d.Desk))
			if w < 0 || c.agencyDoc[x.Agency].Desks[d.Desk] == nil {
				c.unknown(tree.Join(at, "desk"), "desk of "+d.Agency, string(d.Desk), idText(sorted(c.agencyDoc[x.Agency].Desks)))
				continue
			}
			work = model.Works(w)
		}
		x.Desk = c.spec.Agencies[x.Agency].Desk[work]
		out = append(out, x)
	}
	return out
}

// knownMarks are the marks that facts bear.
func (c *compiler) knownMarks() []ID {
	seen := map[ID]bool{}
	for _, s := range sorted(c.doc.Storylines) {
		for _, f := range sorted(c.doc.Storylines[s].Facts) {
			for _, m := range c.doc.Storylines[s].Facts[f].Marks {
				seen[m] = true
			}
		}
	}
	return sorted(seen)
}
