package scenarios

import (
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Change is how the world itself changes: a programme of assistance, a joint
// training or exercise, a harmonised law, a summit, a reform.
type Change struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Kind: programme, training, harmonisation, summit, review or any other word.
	Kind ID `yaml:"kind"`
	// At it is begun, and again Every so often; unset, only an effect begins it.
	At    *Instant `yaml:"at"`
	Every *Span    `yaml:"every" min:"1h"`
	// Gate: the agency that has to agree, as it does with the probability Agrees.
	Gate   string `yaml:"gate"`
	Agrees Share  `yaml:"agrees" max:"1"`
	// Lead time from the gate to the effects, times Pace.
	Lead Dist  `yaml:"lead"`
	Pace Share `yaml:"pace" max:"100"`
	// Lasts: then its changes of parameters are taken back; unset, they stay.
	// HalfLife: they fade instead.
	Lasts    *Dist `yaml:"lasts"`
	HalfLife *Span `yaml:"half_life" min:"1h"`
	// Trains: these nations train together, and trust each other more.
	Trains []ID `yaml:"trains"`
	// Cost in units of the scenario's own.
	Cost    Count          `yaml:"cost"`
	Effects []*EventEffect `yaml:"effects"`
	Cited   `yaml:",inline"`
}

// changes numbers the changes and compiles all but their effects.
func (c *compiler) changes() {
	c.change = map[string]model.ChangeID{}
	for i, id := range sorted(c.doc.Changes) {
		d, path := c.doc.Changes[id], tree.Join("changes", string(id))
		c.change[string(id)] = model.ChangeID(i)
		x := model.Change{
			Ref: c.spec.Names.Add(journal.SortChange, string(id), d.Title, 0), At: sim.Never, Gate: model.None,
			Chance: c.param(tree.Join(path, "agrees")), Lead: d.Lead.Dist, Pace: c.param(tree.Join(path, "pace")), Cost: c.param(tree.Join(path, "cost")),
		}
		if d.At != nil {
			x.At = c.instant(*d.At)
		}
		if d.Every != nil {
			x.Every = d.Every.Value
		}
		if d.Gate != "" {
			x.Gate = c.findAgency(tree.Join(path, "gate"), d.Gate)
		}
		if d.Lasts != nil {
			x.Lasts = d.Lasts.Dist
		}
		if d.HalfLife != nil {
			x.HalfLife = d.HalfLife.Value
		}
		if d.Lasts != nil && d.HalfLife != nil {
			c.problem(tree.Join(path, "half_life"), "an effect lasts or fades", "leave out lasts or half_life")
		}
		for k, n := range d.Trains {
			if to := c.findNation(tree.Element(tree.Join(path, "trains"), k), n); to != model.None {
				x.Trains = append(x.Trains, to)
			}
		}
		slices.Sort(x.Trains)
		x.Trains = slices.Compact(x.Trains)
		c.spec.Changes = append(c.spec.Changes, x)
	}
}

// changeEffects compiles what changes do, once everything has a number.
func (c *compiler) changeEffects() {
	for i, id := range sorted(c.doc.Changes) {
		c.spec.Changes[i].Effects = c.effectList(c.doc.Changes[id].Effects, tree.Join(tree.Join("changes", string(id)), "effects"))
	}
	for i, id := range sorted(c.doc.Support) {
		c.spec.Support[i].Effects = c.effectList(c.doc.Support[id].Effects, tree.Join(tree.Join("support", string(id)), "effects"))
	}
	for i, id := range sorted(c.doc.Motions) {
		c.spec.Motions[i].Effects = c.effectList(c.doc.Motions[id].Effects, tree.Join(tree.Join("motions", string(id)), "effects"))
	}
}

// effectList compiles written effects in their order.
func (c *compiler) effectList(list []*EventEffect, path string) []model.Effect {
	var out []model.Effect
	for k, e := range list {
		if e != nil {
			out = append(out, c.effects(e, tree.Element(path, k))...)
		}
	}
	return out
}
