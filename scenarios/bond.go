package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// bond compiles a relation between two agencies of one nation: arvonia.police-arvonia.spoc
// both ways, or arvonia.police>arvonia.spoc one way, which wins. The names may have
// hyphens, so the first at which both halves are agencies splits them.
func (c *compiler) bond(path, key string, both bool) {
	from, to, oneWay := strings.Cut(key, ">")
	if !oneWay {
		for i := range key {
			if key[i] == '-' && c.isAgency(key[:i]) && c.isAgency(key[i+1:]) {
				from, to = key[:i], key[i+1:]
				break
			}
		}
	}
	if both == oneWay {
		return // the other round compiles it
	}
	bad := func(what, hint string) { c.r.Add(c.tree.At(path, true), path, what, hint) }
	switch {
	case to == "":
		bad("is not a relation between two agencies", "write arvonia.police-arvonia.spoc both ways, or arvonia.police>arvonia.spoc one way, with agencies of the scenario")
		return
	case !c.isAgency(from) || !c.isAgency(to):
		for _, x := range []string{from, to} {
			if !c.isAgency(x) {
				err := words.Unknown("agency", x, c.agencyNames)
				bad(err.Error(), words.HintOf(err))
			}
		}
		return
	}
	a, b, r := c.agency[from], c.agency[to], c.doc.Relations[key]
	switch {
	case a == b:
		bad(fmt.Sprintf("a relation of %s with itself", from), "leave it out")
	case c.spec.Agencies[a].Nation != c.spec.Agencies[b].Nation:
		bad("only agencies of one nation have a relation of their own", "write a-b for nations")
	case oneWay:
		c.bonds(path, a, b, r)
	default:
		c.bonds(path, a, b, r)
		c.bonds(path, b, a, r)
	}
}

// bonds lays how one agency stands to another over what was said before.
func (c *compiler) bonds(path string, a, b model.AgencyID, r *Relation) {
	x := model.Bond{From: a, To: b, Trust: c.spec.Trust[0], Tension: c.spec.Tension[0]}
	i := slices.IndexFunc(c.spec.Bonds, func(o model.Bond) bool { return o.From == a && o.To == b })
	if i >= 0 {
		x = c.spec.Bonds[i]
	}
	x.Trust = c.relationFigure(path, "trust", r.Trust != nil, x.Trust)
	x.Tension = c.relationFigure(path, "tension", r.Tension != nil, x.Tension)
	if i >= 0 {
		c.spec.Bonds[i] = x
		return
	}
	c.spec.Bonds = append(c.spec.Bonds, x)
}

func (c *compiler) isAgency(name string) bool {
	_, ok := c.agency[name]
	return ok
}

// relationFigure is the parameter of a relation: as given, or one of its own with the
// value of the one below.
func (c *compiler) relationFigure(path, key string, given bool, below model.ParamID) model.ParamID {
	if given {
		return c.param(tree.Join(path, key))
	}
	p := c.spec.Params[below]
	return c.addParam(number{
		path: tree.Join(path, key), unit: p.Unit, value: p.Value, min: p.Min, max: p.Max,
		from: Provenance{Source: p.Source, Tag: Tag(p.Tag)},
	})
}
