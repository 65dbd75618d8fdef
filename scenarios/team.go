package scenarios

import (
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Team is a joint task force or investigation team: while it is at work its
// members share what they originated on its subject without asking item by
// item.
type Team struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Members are agencies; Lead is one of them.
	Members []string `yaml:"members" need:"yes"`
	Lead    string   `yaml:"lead"`
	// Storylines are its subject; unset, any.
	Storylines []ID `yaml:"storylines"`
	// From: it is founded then; unset, an effect founds it.
	From *Instant `yaml:"from"`
	// SetUp is the time from its founding to its first day; Lasts, its life.
	SetUp Dist  `yaml:"set_up"`
	Lasts *Dist `yaml:"lasts"`
	Cited `yaml:",inline"`
}

func (c *compiler) teams() {
	c.team = map[string]model.TeamID{}
	for i, id := range sorted(c.doc.Teams) {
		d, path := c.doc.Teams[id], tree.Join("teams", string(id))
		c.team[string(id)] = model.TeamID(i)
		x := model.Team{
			Ref: c.spec.Names.Add(journal.SortTeam, string(id), d.Title, 0), Lead: model.None, From: sim.Never, SetUp: d.SetUp.Dist,
			Members: c.agencyList(tree.Join(path, "members"), d.Members),
		}
		if len(x.Members) < 2 {
			c.problem(tree.Join(path, "members"), "a team needs two members", "")
		}
		if d.Lead != "" {
			if x.Lead = c.findAgency(tree.Join(path, "lead"), d.Lead); x.Lead != model.None && !slices.Contains(x.Members, x.Lead) {
				c.problem(tree.Join(path, "lead"), d.Lead+" is not a member", "")
			}
		}
		for k, s := range d.Storylines {
			if line := c.findStoryline(tree.Element(tree.Join(path, "storylines"), k), s); line != model.None {
				x.Storylines = append(x.Storylines, line)
			}
		}
		if d.From != nil {
			x.From = c.instant(*d.From)
		}
		if d.Lasts != nil {
			x.Lasts = d.Lasts.Dist
		}
		c.spec.Teams = append(c.spec.Teams, x)
	}
}

// agencyList looks agencies up, in order of names and each once.
func (c *compiler) agencyList(path string, names []string) []model.AgencyID {
	var out []model.AgencyID
	for i, name := range names {
		if a := c.findAgency(tree.Element(path, i), name); a != model.None {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
