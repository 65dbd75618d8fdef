package scenarios

import (
	"fmt"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// Store is a shared index: entries in, hits out. An office of its own runs it,
// a body of the store's name, whose laws and other properties stand under
// `bodies`; writers reach it by a channel of their own, NAME-access.
type Store struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Readers may query it. Integrated are those of them whose own systems are
	// wired to it, so that their checks meet an entry by themselves; the others
	// find one when they know whom to look for. Unset, all readers. Writers enter
	// what they know. Subscribers are told of every hit. Written like the members
	// of a channel.
	Readers     []string `yaml:"readers" need:"yes"`
	Integrated  []string `yaml:"integrated"`
	Writers     []string `yaml:"writers" need:"yes"`
	Subscribers []string `yaml:"subscribers"`
	// Class is the highest that an entry may have.
	Class Class `yaml:"class"`
	// Lag from entering to visible; Query until a person has looked.
	Lag   Dist `yaml:"lag"`
	Query Dist `yaml:"query"`
	// Completeness: an entry has the fields that one can act on. Match: an equal
	// token is found to match, unless it is biometric or normalised.
	Completeness Share `yaml:"completeness" max:"1"`
	Match        Share `yaml:"match" max:"1"`
	Biometric    bool  `yaml:"biometric"`
	// Override: where danger is imminent, what an entry withholds is read at
	// once, and a review follows.
	Override bool `yaml:"override"`
	// Terms within which something is done about an entry, or about a hit.
	Terms []*StoreTerm `yaml:"terms"`
}

// office is what stands behind every store: who runs it and how it is reached.
// It takes no time: what writing and looking cost is the store's own.
const office = `
bodies:
  role: store
  operational: false
  desks: {intake: {load: {value: 0, tag: C, source: "a machine"}, elapsed: {
    read: {value: 0s, tag: C, source: "a machine"}, translate: {value: 0s, tag: C, source: "a machine"}}}}
channels:
  latency: {value: 0s, tag: C, source: "the store's lag says how long it takes"}
  survives_tension: true
`

// storeBodies writes out, for each store, the body that runs it and the channel by
// which its writers reach it, below what the scenario says of them.
func (x *expander) storeBodies(root *tree.Node) *tree.Node {
	stores := root.Get("stores")
	if stores == nil || stores.Kind != tree.Mapping {
		return root
	}
	var r tree.Report
	behind := tree.Parse(DefaultsFile, []byte(office), &r)
	if len(r.List) > 0 {
		panic(r.List)
	}
	put := func(kind, name string, at tree.Place, members *tree.Node) {
		n := behind.Get(kind)
		list := &tree.Node{Place: at, Kind: tree.Mapping}
		if i := root.Index(kind); i >= 0 {
			list = root.Vals[i]
		}
		if list.Kind != tree.Mapping {
			return
		}
		key, here := &tree.Node{Place: at, Text: name}, *n
		n, here.Place = &here, at
		if own := list.Get(name); own != nil {
			n = tree.Overlay(n, own)
		}
		if members != nil {
			n = n.With(&tree.Node{Place: at, Text: "members"}, members) // who writes may have been changed since
		}
		root = root.With(&tree.Node{Place: at, Text: kind}, list.With(key, n))
	}
	for i, k := range stores.Keys {
		store := x.copyPreset(stores.Vals[i], "stores", tree.Join("stores", k.Text), nil)
		if store.Kind != tree.Mapping {
			continue
		}
		put("bodies", k.Text, k.Place, nil)
		put("channels", k.Text+"-access", k.Place, access(store, k))
		stores = stores.With(k, store)
	}
	return root.With(root.Keys[root.Index("stores")], stores)
}

// access lists who is on the channel to a store: its writers and itself.
func access(store, name *tree.Node) *tree.Node {
	out := tree.Node{Place: name.Place, Kind: tree.Sequence}
	if w := store.Get("writers"); w != nil && w.Kind == tree.Sequence {
		out.Vals = append(out.Vals, w.Vals...)
	}
	self := *name
	out.Vals = append(out.Vals, &self)
	return &out
}

// stores compiles what the office of each store keeps.
func (c *compiler) stores() {
	for _, id := range sorted(c.doc.Stores) {
		d, path := c.doc.Stores[id], tree.Join("stores", string(id))
		a, ok := c.agency[string(id)]
		if !ok || !c.spec.Nations[c.spec.Agencies[a].Nation].Body {
			c.problem(path, fmt.Sprintf("%s is something else too", id), "give it a name that no nation or body has")
			continue
		}
		office := &c.spec.Agencies[a]
		office.Store = model.StoreID(len(c.spec.Stores))
		office.Languages = ^uint64(0) // a machine understands all
		office.Classes = 1<<(d.Class+1) - 1
		office.Format = c.spec.Channels[c.channel[string(id)+"-access"]].Format
		readers := c.agencySet(tree.Join(path, "readers"), d.Readers)
		c.spec.Stores = append(c.spec.Stores, model.Store{
			Ref:    c.spec.Names.Add(journal.SortStore, string(id), d.Title, 0),
			Agency: a, Readers: readers, Integrated: c.wiredReaders(tree.Join(path, "integrated"), d.Integrated, readers),
			Subscribers: c.agencySet(tree.Join(path, "subscribers"), d.Subscribers),
			Lag:         d.Lag.Dist, Query: d.Query.Dist, Completeness: c.param(tree.Join(path, "completeness")),
			Match: c.param(tree.Join(path, "match")), Biometric: d.Biometric, Override: d.Override,
		})
		s := &c.spec.Stores[len(c.spec.Stores)-1]
		s.Home = c.homeOf(s.Readers, s.Subscribers)
		c.storeTerms(s, d.Terms, path)
	}
}

// homeOf is the nation to which all who read a store, or are told of its hits,
// belong; None if there are several.
func (c *compiler) homeOf(readers, subscribers []uint64) model.NationID {
	home := model.NationID(model.None)
	for i := range c.spec.Agencies {
		if (readers[i>>6]|subscribers[i>>6])>>(uint(i)&63)&1 == 0 {
			continue
		}
		n := c.spec.Agencies[i].Nation
		if home != model.None && home != n {
			return model.None
		}
		home = n
	}
	return home
}

// wiredReaders is the set of readers whose checks are wired to a store.
func (c *compiler) wiredReaders(path string, list []string, readers []uint64) []uint64 {
	if list == nil {
		return readers
	}
	out := c.agencySet(path, list)
	for i := range out {
		if out[i]&^readers[i] != 0 {
			c.problem(path, "who is integrated reads it", "name it among the readers too")
			break
		}
	}
	return out
}

// agencySet is a set of agencies, written like the members of a channel.
func (c *compiler) agencySet(path string, list []string) []uint64 {
	ch := model.Channel{Members: make([]uint64, (len(c.spec.Agencies)+63)/64)}
	for i, word := range list {
		of := c.agenciesOf(word)
		if len(of) == 0 {
			c.unknown(tree.Element(path, i), "agency", word, append(idText(c.nationIDs), c.agencyNames...))
		}
		for _, a := range of {
			enter(&ch, a)
		}
	}
	return ch.Members
}

// writable lists the stores that an agency may write to, as targets.
func (c *compiler) writable(from model.AgencyID) []model.Target {
	var out []model.Target
	for i := range c.spec.Stores {
		s := &c.spec.Stores[i]
		id, ok := c.channel[c.spec.Names.Text(s.Ref)+"-access"]
		if ok && s.Agency != from && c.spec.Channels[id].Has(from) {
			out = append(out, model.Target{Agency: s.Agency})
		}
	}
	return out
}
