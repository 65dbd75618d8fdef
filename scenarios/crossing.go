package scenarios

import (
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// Across is the right to carry an action on over a border.
type Across struct {
	// Agreements under which it may: any that binds both nations and is in force.
	Agreements []ID `yaml:"agreements" need:"yes"`
	// Notice: prior, where the host nation's permission must come before; crossing,
	// where it is told at the crossing and the action stops unless permission comes.
	Notice string `yaml:"notice" need:"yes" words:"notice"`
	// StopAfter the crossing without permission.
	StopAfter *Span `yaml:"stop_after" min:"1s"`
	// Host is the role that is told in the host nation; Authority the role that
	// decides there.
	Host      ID `yaml:"host"`
	Authority ID `yaml:"authority"`
}

var notices = []string{"prior", "crossing"}

// crossings compiles the rights to act abroad, once agreements have numbers.
func (c *compiler) crossings() {
	for i := range c.spec.Actions {
		act := &c.spec.Actions[i]
		what := ID(c.spec.Names.Text(act.Term))
		d := c.agencyDoc[act.Agency].Actions[what].Across
		if d == nil {
			continue
		}
		path := c.agencyPath[act.Agency] + ".actions." + string(what) + ".across"
		act.Across = model.Across{
			Prior: d.Notice == "prior", Host: c.findRole(tree.Join(path, "host"), ID(cmpOr(string(d.Host), "spoc"))),
			Authority: c.findRole(tree.Join(path, "authority"), ID(cmpOr(string(d.Authority), "prosecutor"))),
		}
		c.checkNotice(act, d, path)
		for k, id := range d.Agreements {
			at := slices.IndexFunc(c.spec.Agreements, func(a model.Agreement) bool { return c.spec.Names.Text(a.Ref) == string(id) })
			if at < 0 {
				c.unknown(tree.Element(tree.Join(path, "agreements"), k), "agreement", string(id), idText(sorted(c.doc.Agreements)))
				continue
			}
			act.Across.Agreements = append(act.Across.Agreements, at)
		}
	}
}

// checkNotice checks how the host nation hears of it, and until when permission must come.
func (c *compiler) checkNotice(act *model.Action, d *Across, path string) {
	switch {
	case !slices.Contains(notices, d.Notice): // that was said where it was read
	case act.Across.Prior && d.StopAfter != nil:
		c.problem(tree.Join(path, "stop_after"), "has no meaning where permission comes before the crossing", "leave it out, or write notice: crossing")
	case !act.Across.Prior && d.StopAfter == nil:
		c.problem(tree.Join(path, "stop_after"), "is missing", "write how long it may go on without permission, such as 5h")
	case d.StopAfter != nil:
		act.Across.StopAfter = d.StopAfter.Value
	}
}
