package scenarios

import (
	"fmt"
	"reflect"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// Tasking is what whoever is told or asked is to do: one word, or with what it needs.
type Tasking struct {
	// Do: find (look in its own files, and tell what is there); look-for (the same, and
	// look out for it from then on); list (enter what it has in stores); nominate (put a
	// motion, or send what it has to whoever keeps a list).
	Do Deed `yaml:"do" need:"yes"`
	// Stores in which it is listed.
	Stores List `yaml:"stores"`
	// Motion that is put; To: whom it is sent to, an agency or a role in the nation of
	// whoever is told.
	Motion ID   `yaml:"motion"`
	To     List `yaml:"to"`
}

// Deed is find, look-for, list or nominate.
type Deed model.Deed

// deeds are the words for what a task says, by model.Deed.
var deeds = []string{"find", "look-for", "list", "nominate"}

func (d *Deed) parseText(s string) error { return word("task", s, deeds, 0, d) }
func (d Deed) String() string            { return deeds[d] }

func (t *Tasking) decode(d *decoder, n *tree.Node, path string) {
	if n.Kind != tree.Scalar {
		type keys Tasking
		d.structure(n, reflect.ValueOf((*keys)(t)).Elem(), path)
		return
	}
	if err := t.Do.parseText(n.Text); err != nil {
		d.r.Add(n.Place, path, err.Error(), words.HintOf(err))
	}
}

// tasking compiles a task; 0 where there is none.
func (c *compiler) tasking(path string, d *Tasking) int32 {
	if d == nil {
		return 0
	}
	deed := model.Deed(d.Do)
	t := model.Tasking{Do: deed, Motion: model.None}
	for i, s := range d.Stores {
		if id := c.findStore(tree.Element(tree.Join(path, "stores"), i), ID(s)); id != model.None {
			t.Stores = append(t.Stores, c.spec.Stores[id].Agency)
		}
	}
	if d.Motion != "" {
		t.Motion = c.motionAt(tree.Join(path, "motion"), d.Motion)
	}
	t.To = c.addressees(tree.Join(path, "to"), d.To)
	stray := map[string]bool{"stores": d.Stores != nil && deed != model.List, "motion": d.Motion != "" && deed != model.Nominate, "to": d.To != nil && deed != model.Nominate}
	for _, key := range sorted(stray) {
		if stray[key] {
			c.problem(tree.Join(path, key), fmt.Sprintf("has no meaning for %s", d.Do), "stores belong to list, motion and to belong to nominate")
		}
	}
	switch {
	case deed == model.List && len(d.Stores) == 0:
		c.problem(tree.Join(path, "stores"), "is missing", "list says in which stores: {do: list, stores: [index]}")
	case deed == model.Nominate && (d.Motion == "") == (d.To == nil):
		c.problem(path, "nominate says by which motion, or to whom", "{do: nominate, motion: listing} or {do: nominate, to: belmora.police}")
	}
	for i, known := range c.spec.Taskings {
		if reflect.DeepEqual(known, t) {
			return int32(i + 1)
		}
	}
	c.spec.Taskings = append(c.spec.Taskings, t)
	return int32(len(c.spec.Taskings))
}

// motionAt finds a motion before motions are compiled: they are numbered by name.
func (c *compiler) motionAt(path string, id ID) model.MotionID {
	names := sorted(c.doc.Motions)
	i := slices.Index(names, id)
	if i < 0 {
		c.unknown(path, "motion", string(id), idText(names))
		return model.None
	}
	return model.MotionID(i)
}
