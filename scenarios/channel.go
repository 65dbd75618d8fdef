package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
)

// Relation of two nations: a-b both ways, a>b one way.
type Relation struct {
	Trust   *Share `yaml:"trust" max:"1"`
	Tension *Share `yaml:"tension" max:"1"`
}

// Channel carries messages between its members.
type Channel struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Members: a nation or body (all its agencies), an agency, every agency of
	// a role ("*.ncb"), or everybody ("*").
	Members []string `yaml:"members"`
	// Class is the highest it may carry.
	Class   Class `yaml:"class"`
	Latency Dist  `yaml:"latency" need:"yes"`
	// Slots at once; 0 no limit.
	Slots Count `yaml:"slots" max:"1000000"`
	// Loss is the share of messages that vanish.
	Loss Share `yaml:"loss" max:"1"`
	// MTBF and MTTR: mean times up and down; unset, never down.
	MTBF *Span `yaml:"mtbf"`
	MTTR *Span `yaml:"mttr"`
	// Domain and Format as of an agency; Gateway is the delay between domains.
	Domain  ID   `yaml:"domain"`
	Gateway Dist `yaml:"gateway"`
	Format  ID   `yaml:"format"`
	// Accredited until then; unset, without end.
	Accredited *Instant `yaml:"accredited"`
	// ClosesAt is the tension of a pair at which it closes for it.
	ClosesAt        Share `yaml:"closes_at" max:"2"`
	SurvivesTension bool  `yaml:"survives_tension"`
	// TestEvery: a test renews the accreditation, or closes the channel for a
	// while: where it fails (TestFail), and where it discovers a compromise
	// (Discover). Unset, no tests.
	TestEvery *Span `yaml:"test_every" min:"1m"`
	TestFail  Share `yaml:"test_fail" max:"1"`
	ClosedFor Dist  `yaml:"closed_for"`
	Discover  Share `yaml:"discover" max:"1"`
	// Compromise is the mean time until somebody listens: from then on each
	// item carried is a leak. Unset, only an inject compromises it.
	Compromise *Span `yaml:"compromise"`
	// Operator is the nation or body whose fault a discovered compromise is.
	Operator ID `yaml:"operator"`
}

// channels compiles the channels between nations and each nation's own
// network, all in order of name.
func (c *compiler) channels() {
	c.channel = map[string]model.ChannelID{}
	type found struct {
		name, path string
		doc        *Channel
		own        model.NationID // whose network it is, or None
	}
	var all []found
	for _, id := range sorted(c.doc.Channels) {
		all = append(all, found{string(id), tree.Join("channels", string(id)), c.doc.Channels[id], model.None})
	}
	for _, id := range sorted(c.doc.Nations) {
		name := string(id) + "-net"
		path := tree.Join("nations", string(id)) + ".network"
		if c.doc.Channels[ID(name)] != nil {
			c.problem(tree.Join("channels", name), fmt.Sprintf("%s is the name of a nation's own network", name), "")
			continue
		}
		all = append(all, found{name, path, &c.doc.Nations[id].Network, c.nation[id]})
	}
	slices.SortFunc(all, func(a, b found) int { return compareText(a.name, b.name) })
	for i, f := range all {
		c.channel[f.name] = model.ChannelID(i)
		ch := c.carrier(f.name, f.path, f.doc)
		if f.own == model.None {
			c.members(&ch, f.doc, ID(f.name), f.path)
		} else {
			if f.doc.Members != nil {
				c.problem(tree.Join(f.path, "members"), "all agencies of the nation are on its own network", "leave it out")
			}
			for _, a := range c.spec.Nations[f.own].Agencies {
				enter(&ch, a)
			}
		}
		c.spec.Channels = append(c.spec.Channels, ch)
	}
	c.membersOf()
}

// carrier compiles what a channel is, without its members.
func (c *compiler) carrier(name, path string, d *Channel) model.Channel {
	ch := model.Channel{
		Ref:     c.spec.Names.Add(journal.SortChannel, name, d.Title, 0),
		Members: make([]uint64, (len(c.spec.Agencies)+63)/64),
		Class:   journal.Class(d.Class), Latency: d.Latency.Dist, Slots: c.param(tree.Join(path, "slots")),
		Loss: c.param(tree.Join(path, "loss")), Domain: c.domains[d.Domain], Gateway: d.Gateway.Dist,
		Format: c.formats[d.Format], Accredited: sim.Never, ClosesAt: c.param(tree.Join(path, "closes_at")),
		SurvivesTension: d.SurvivesTension, Operator: model.None,
	}
	if d.Accredited != nil {
		ch.Accredited = c.instant(*d.Accredited)
	}
	c.channelTests(&ch, d, path)
	if (d.MTBF == nil) != (d.MTTR == nil) {
		c.problem(path, "mtbf and mttr go together", "write both, or neither")
		return ch
	}
	if d.MTBF != nil {
		var err1, err2 error
		ch.UpFor, err1 = sim.Exponential(d.MTBF.Value)
		ch.DownFor, err2 = sim.Exponential(d.MTTR.Value)
		ch.Fails = true
		if err1 != nil {
			c.problem(tree.Join(path, "mtbf"), err1.Error(), "")
		}
		if err2 != nil {
			c.problem(tree.Join(path, "mttr"), err2.Error(), "")
		}
	}
	return ch
}

// channelTests compiles the tests of a channel and how it comes to be compromised.
func (c *compiler) channelTests(ch *model.Channel, d *Channel, path string) {
	ch.TestFail, ch.Discover = c.param(tree.Join(path, "test_fail")), c.param(tree.Join(path, "discover"))
	ch.ClosedFor = d.ClosedFor.Dist
	if d.TestEvery != nil {
		ch.TestEvery = d.TestEvery.Value
	}
	if d.Compromise != nil {
		var err error
		if ch.Compromised, err = sim.Exponential(d.Compromise.Value); err != nil {
			c.problem(tree.Join(path, "compromise"), err.Error(), "")
		}
	}
	if d.Operator != "" {
		ch.Operator = c.findNation(tree.Join(path, "operator"), d.Operator)
	}
}

func enter(ch *model.Channel, a model.AgencyID) { ch.Members[a>>6] |= 1 << (uint(a) & 63) }

// members enters what a channel's list of members says, and the bodies that
// join it.
func (c *compiler) members(ch *model.Channel, d *Channel, id ID, path string) {
	for i, m := range d.Members {
		at := tree.Element(tree.Join(path, "members"), i)
		list := c.agenciesOf(m)
		if len(list) == 0 {
			c.unknown(at, "member", m, append(idText(c.nationIDs), c.agencyNames...))
		}
		for _, a := range list {
			enter(ch, a)
		}
	}
	for _, b := range sorted(c.doc.Bodies) {
		if slices.Contains(c.doc.Bodies[b].Channels, id) {
			if a, ok := c.agency[string(b)]; ok {
				enter(ch, a)
			}
		}
	}
	if len(d.Members) == 0 {
		c.problem(path, "has no members", "name nations or agencies under members")
	}
}

// agenciesOf lists the agencies that a word means: a nation or body, an agency,
// every agency of a role, or all.
func (c *compiler) agenciesOf(word string) []model.AgencyID {
	if n, ok := c.nation[ID(word)]; ok {
		return c.spec.Nations[n].Agencies
	}
	if a, ok := c.agency[word]; ok {
		return []model.AgencyID{a}
	}
	role, byRole := strings.CutPrefix(word, "*.")
	var out []model.AgencyID
	for i, a := range c.spec.Agencies {
		if word == "*" || byRole && c.spec.Names.Text(a.Role) == role {
			out = append(out, model.AgencyID(i))
		}
	}
	return out
}

// membersOf resolves the bodies whose members are the nations on a channel.
func (c *compiler) membersOf() {
	for _, id := range sorted(c.doc.Bodies) {
		b, path := c.doc.Bodies[id], tree.Join("bodies", string(id))
		for i, ch := range b.Channels {
			if c.doc.Channels[ch] == nil {
				c.unknown(tree.Element(tree.Join(path, "channels"), i), "channel", string(ch), idText(sorted(c.doc.Channels)))
			}
		}
		if b.MembersOf == "" {
			continue
		}
		if c.doc.Channels[b.MembersOf] == nil {
			c.unknown(tree.Join(path, "members_of"), "channel", string(b.MembersOf), idText(sorted(c.doc.Channels)))
			continue
		}
		ch := &c.spec.Channels[c.channel[string(b.MembersOf)]]
		n := &c.spec.Nations[c.nation[id]]
		for i := range c.spec.Nations {
			own := c.spec.Nations[i].Agencies
			if !c.spec.Nations[i].Body && slices.ContainsFunc(own, ch.Has) {
				n.Member = append(n.Member, model.NationID(i))
			}
		}
	}
}

// relations gives every ordered pair its trust and tension. Pairs that nobody
// named share the default's parameter.
func (c *compiler) relations() {
	s := c.spec
	n := len(s.Nations)
	trust, tension := c.param("model.trust"), c.param("model.tension")
	for range n * n {
		s.Trust, s.Tension = append(s.Trust, trust), append(s.Tension, tension)
		s.Related = append(s.Related, false)
	}
	for _, both := range []bool{true, false} { // what is said one way wins
		for _, key := range sorted(c.doc.Relations) {
			path := tree.Join("relations", key)
			if strings.Contains(key, ".") {
				c.bond(path, key, both)
				continue
			}
			i, j, twoWay, ok := c.pair(path, key)
			if !ok || twoWay != both {
				continue
			}
			if c.related(path, key, i, j) {
				c.relate(i, j, path, c.doc.Relations[key], twoWay)
			}
		}
	}
}

// related says whether a relation is one: not of a nation with itself, and not what
// another key says too.
func (c *compiler) related(path, key string, i, j model.NationID) bool {
	mirror := string(c.nationIDs[j]) + "-" + string(c.nationIDs[i])
	switch _, twice := c.doc.Relations[mirror]; {
	case i == j:
		c.r.Add(c.tree.At(path, true), path, fmt.Sprintf("a relation of %s with itself", c.nationIDs[i]), "leave it out")
	case twice && strings.Contains(key, "-") && mirror < key:
		c.r.Add(c.tree.At(path, true), path, fmt.Sprintf("is the same relation as %s", mirror),
			fmt.Sprintf("keep one of both; what differs by direction is written %s>%s and %s>%s", c.nationIDs[i], c.nationIDs[j], c.nationIDs[j], c.nationIDs[i]))
	default:
		return true
	}
	return false
}

func (c *compiler) relate(i, j model.NationID, path string, r *Relation, twoWay bool) {
	s, n := c.spec, len(c.spec.Nations)
	ij, ji := int(i)*n+int(j), int(j)*n+int(i)
	figure := func(key string, given bool, below model.ParamID) model.ParamID {
		return c.relationFigure(path, key, given, below)
	}
	s.Related[ij] = true
	s.Trust[ij] = figure("trust", r.Trust != nil, s.Trust[ij])
	if !twoWay {
		if r.Tension != nil {
			c.problem(tree.Join(path, "tension"), "tension is the same both ways", "write it under a-b")
		}
		return
	}
	s.Related[ji] = true
	s.Trust[ji] = s.Trust[ij]
	s.Tension[ij] = figure("tension", r.Tension != nil, s.Tension[ij])
	s.Tension[ji] = s.Tension[ij]
}

// pair reads a relation's key.
func (c *compiler) pair(path, key string) (i, j model.NationID, twoWay, ok bool) {
	a, b, oneWay := strings.Cut(key, ">")
	if !oneWay {
		a, b, ok = strings.Cut(key, "-")
		if !ok {
			c.r.Add(c.tree.At(path, true), path, "not a relation", "write a-b both ways or a>b one way")
			return 0, 0, false, false
		}
	}
	for _, x := range []string{a, b} {
		if _, known := c.nation[ID(x)]; !known {
			err := words.Unknown("nation", x, idText(c.nationIDs))
			c.r.Fail(c.tree.At(path, true), path, err)
			return 0, 0, false, false
		}
	}
	return c.nation[ID(a)], c.nation[ID(b)], !oneWay, true
}
