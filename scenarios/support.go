package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// Support is help that one agency asks of others, in their order: experts,
// teams or means, which count once they are on station.
type Support struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// For is the agency that asks; Of are those asked, in this order.
	For string   `yaml:"for" need:"yes"`
	Of  []string `yaml:"of" need:"yes"`
	// When it is asked for, read as a distribution rule; unset, an effect asks.
	When string `yaml:"when"`
	// Task is what caveats of nations name.
	Task ID `yaml:"task"`
	// Mobilise is the time from the offer to being on station; Lasts, how long it
	// stays.
	Mobilise Dist           `yaml:"mobilise"`
	Lasts    *Dist          `yaml:"lasts"`
	Effects  []*EventEffect `yaml:"effects"`
	Cited    `yaml:",inline"`
}

// Command is a tree of command: an order goes down its echelons, the highest
// first, to the forces.
type Command struct {
	Like     ID       `yaml:"like"`
	Title    string   `yaml:"title"`
	Echelons []string `yaml:"echelons" need:"yes"`
	// Delegated tasks, each to the echelon (counted from 1) that orders them by
	// itself.
	Delegated map[ID]*Count `yaml:"delegated" min:"1" max:"100"`
	// Forces are supports, whose first provider is ordered and not asked.
	Forces []ID `yaml:"forces"`
	Cited  `yaml:",inline"`
}

func (c *compiler) supports() {
	c.support = map[string]model.SupportID{}
	for i, id := range sorted(c.doc.Support) {
		d, path := c.doc.Support[id], tree.Join("support", string(id))
		c.support[string(id)] = model.SupportID(i)
		x := model.Support{
			Ref: c.spec.Names.Add(journal.SortSupport, string(id), d.Title, 0), Asker: c.findAgency(tree.Join(path, "for"), d.For),
			When: c.predicate(tree.Join(path, "when"), d.When, law.InDistribution), Task: c.term(d.Task), Mobilise: d.Mobilise.Dist,
		}
		for k, name := range d.Of {
			a := c.findAgency(tree.Element(tree.Join(path, "of"), k), name)
			switch {
			case a == model.None:
			case a == x.Asker:
				c.problem(tree.Element(tree.Join(path, "of"), k), "an agency cannot support itself", "")
			default:
				x.Of = append(x.Of, a)
			}
		}
		if len(x.Of) == 0 {
			c.problem(tree.Join(path, "of"), "nobody is asked", "name agencies under of")
		}
		if d.Lasts != nil {
			x.Lasts = d.Lasts.Dist
		}
		c.spec.Support = append(c.spec.Support, x)
	}
	c.caveats()
	c.commands()
}

// caveats lists the tasks that nations keep out of.
func (c *compiler) caveats() {
	for i, id := range c.nationIDs {
		n := c.doc.Nations[id]
		if n == nil {
			continue
		}
		for _, task := range n.Caveats {
			c.spec.Caveats = append(c.spec.Caveats, model.Caveat{Nation: model.NationID(i), Task: c.term(task)})
		}
	}
}

func (c *compiler) commands() {
	c.command = map[string]model.CommandID{}
	for i, id := range sorted(c.doc.Commands) {
		d, path := c.doc.Commands[id], tree.Join("commands", string(id))
		c.command[string(id)] = model.CommandID(i)
		x := model.Command{Ref: c.spec.Names.Add(journal.SortCommand, string(id), d.Title, 0)}
		for k, name := range d.Echelons {
			if a := c.findAgency(tree.Element(tree.Join(path, "echelons"), k), name); a != model.None {
				x.Echelons = append(x.Echelons, a)
			}
		}
		if len(d.Echelons) == 0 {
			c.problem(tree.Join(path, "echelons"), "nobody commands", "name agencies under echelons")
		}
		for _, task := range sorted(d.Delegated) {
			at := d.Delegated[task].Value
			if at > int64(len(d.Echelons)) {
				c.problem(tree.Join(tree.Join(path, "delegated"), string(task)), "there are not so many echelons", fmt.Sprintf("the last is %d", len(d.Echelons)))
				continue
			}
			x.Delegated = append(x.Delegated, model.Delegation{Task: c.term(task), Echelon: int(at) - 1})
		}
		for k, f := range d.Forces {
			if s, ok := c.support[string(f)]; ok {
				x.Forces = append(x.Forces, s)
				continue
			}
			c.unknown(tree.Element(tree.Join(path, "forces"), k), "support", string(f), sorted(c.support))
		}
		slices.Sort(x.Forces)
		c.spec.Commands = append(c.spec.Commands, x)
	}
}
