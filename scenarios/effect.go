package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
)

// EventEffect is what releasing an entry does to the world.
type EventEffect struct {
	// Expose opens a fact's window: STORYLINE.FACT.
	Expose string `yaml:"expose"`
	// Ask makes one agency ask another, or give it a task.
	Ask *Ask `yaml:"ask"`
	// Leak reaches the storyline.
	Leak ID `yaml:"leak"`
	// Recall withdraws what an agency has on its way about a storyline.
	Recall *Recall `yaml:"recall"`
	// Remind makes an agency think of what lies aside at its desks about a storyline.
	Remind *Remind `yaml:"remind"`
	// Crisis makes agencies work in crisis mode on a storyline, or no longer.
	Crisis *CrisisMode `yaml:"crisis"`
	// Compromise a channel, unseen: each item it carries is a leak.
	Compromise ID `yaml:"compromise"`
	// Set changes parameters: PATH: VALUE.
	Set map[string]*Raw `yaml:"set"`
	// Propose puts a motion, by an agency.
	Propose *Propose `yaml:"propose"`
	// Of a decision: List enters what came with the proposal into a store; Unlist
	// withdraws a store's entries on the storyline; Tell sends it to a role in
	// every member nation; Oblige binds that role to carry it out.
	List   ID      `yaml:"list"`
	Unlist ID      `yaml:"unlist"`
	Tell   ID      `yaml:"tell"`
	Oblige *Oblige `yaml:"oblige"`
	// Add and Multiply change parameters from what they are: PATH: VALUE.
	Add map[string]*Raw `yaml:"add"`
	// Term gives the terms of a store on a storyline a time from now: those that run are
	// moved, those that were missed begin anew.
	Term *SetTerm `yaml:"term"`
	// Begin a change, Found a team, Support: ask for it, Order a task of a command.
	Begin   ID     `yaml:"begin"`
	Found   ID     `yaml:"found"`
	Support ID     `yaml:"support"`
	Order   *Order `yaml:"order"`
	// Adopt and Repeal a law: OWNER.ID.
	Adopt  string `yaml:"adopt"`
	Repeal string `yaml:"repeal"`
	// Outage of a channel; Breach of the markings of an agency's word by a nation.
	Outage   *OutageFor      `yaml:"outage"`
	Breach   *BreachBy       `yaml:"breach"`
	Multiply map[string]*Raw `yaml:"multiply"`
	// Release an entry, by its number: a deferred one, or an inject before its time.
	Release string `yaml:"release"`
	// Message: an agency sends another what it has of a storyline.
	Message *Dispatch `yaml:"message"`
}

// Propose is a motion put by an effect.
type Propose struct {
	Motion ID     `yaml:"motion" need:"yes"`
	By     string `yaml:"by" need:"yes"`
}

// Oblige is a duty that a binding decision lays on members: who carries it out
// and by what action, which is then in effect whatever it knows.
type Oblige struct {
	Role   ID `yaml:"role" need:"yes"`
	Action ID `yaml:"action"`
}

// Order gives a command a task.
type Order struct {
	Command ID `yaml:"command" need:"yes"`
	Task    ID `yaml:"task" need:"yes"`
}

// OutageFor takes a channel down for a time.
type OutageFor struct {
	Channel ID   `yaml:"channel" need:"yes"`
	For     Span `yaml:"for" need:"yes" min:"1s"`
}

// BreachBy is a marking broken by a nation on the word of an agency.
type BreachBy struct {
	By    ID     `yaml:"by" need:"yes"`
	Owner string `yaml:"owner" need:"yes"`
}

// Ask is a request or a task given by inject.
type Ask struct {
	From string `yaml:"from" need:"yes"`
	To   string `yaml:"to" need:"yes"`
	// Task: what is to be done; unset, an answer.
	Task *Tasking `yaml:"task"`
	// Within is the term that the asker sets for the answer.
	Within Span `yaml:"within"`
}

// Dispatch is a message sent by inject.
type Dispatch struct {
	From      string `yaml:"from" need:"yes"`
	To        string `yaml:"to" need:"yes"`
	Storyline ID     `yaml:"storyline" need:"yes"`
	// Copies: agencies that get the same for information.
	Copies []string `yaml:"copies"`
	// Certain: neither the sender's will nor its attention holds it, and where it has
	// nothing yet, it goes as soon as it has.
	Certain bool `yaml:"certain"`
}

// Remind is a reminder given by inject.
type Remind struct {
	Agency    string `yaml:"agency" need:"yes"`
	Storyline ID     `yaml:"storyline" need:"yes"`
}

// Recall is a withdrawal made by inject.
type Recall struct {
	Agency    string `yaml:"agency" need:"yes"`
	Storyline ID     `yaml:"storyline" need:"yes"`
}

// entryEffects compiles what releasing an entry does.
func (c *compiler) entryEffects(e *model.Entry, d *EventEffect, path string) {
	if e.Type == model.ExpectedEntry {
		c.problem(path, "an expected action has no effect of its own", "write an inject or a contingency")
	}
	if d.Ask != nil {
		c.askAbout(e, path)
	}
	e.Effects = c.effects(d, path)
}

// effects compiles one written effect to operations, in a fixed order of its
// keys.
func (c *compiler) effects(d *EventEffect, path string) []model.Effect {
	var out []model.Effect
	add := func(op model.EffectOp) *model.Effect {
		out = append(out, noEffect(op))
		return &out[len(out)-1]
	}
	if d.Expose != "" {
		if f, ok := c.fact[d.Expose]; ok {
			add(model.Expose).Fact = f
		} else {
			c.unknown(tree.Join(path, "expose"), "fact", d.Expose, sorted(c.fact))
		}
	}
	if d.Ask != nil {
		x := add(model.AskFor)
		x.From = c.findAgency(path+".ask.from", d.Ask.From)
		x.To = c.findAgency(path+".ask.to", d.Ask.To)
		x.Tasking = c.tasking(path+".ask.task", d.Ask.Task)
		if x.Value = int64(d.Ask.Within.Value); x.Value > 0 {
			x.Term = c.termClock(path+".ask.within", d.Ask.Within.Value)
		}
		if x.From != model.None && x.From == x.To {
			c.problem(path+".ask", "an agency cannot ask itself", "")
		}
	}
	if d.Message != nil {
		out = append(out, c.messageEffects(d.Message, tree.Join(path, "message"))...)
	}
	if d.Release != "" {
		add(model.Release).Entry = c.released(tree.Join(path, "release"), d.Release)
	}
	if d.Leak != "" {
		add(model.LeakTo).Story = c.findStoryline(tree.Join(path, "leak"), d.Leak)
	}
	if d.Remind != nil {
		x := add(model.Remind)
		x.From = c.findAgency(path+".remind.agency", d.Remind.Agency)
		x.Story = c.findStoryline(path+".remind.storyline", d.Remind.Storyline)
	}
	if d.Crisis != nil {
		out = append(out, c.crisisEffects(d.Crisis, tree.Join(path, "crisis"))...)
	}
	if d.Recall != nil {
		x := add(model.Recall)
		x.From = c.findAgency(path+".recall.agency", d.Recall.Agency)
		x.Story = c.findStoryline(path+".recall.storyline", d.Recall.Storyline)
	}
	if d.Compromise != "" {
		if ch, ok := c.channel[string(d.Compromise)]; ok {
			add(model.Compromise).Channel = ch
		} else {
			c.unknown(tree.Join(path, "compromise"), "channel", string(d.Compromise), sorted(c.channel))
		}
	}
	if d.Term != nil {
		out = append(out, c.termEffect(d.Term, tree.Join(path, "term")))
	}
	out = append(out, c.decisionEffects(d, path)...)
	out = append(out, c.startEffects(d, path)...)
	out = append(out, c.worldEffects(d, path)...)
	return append(out, c.paramEffects(d, path)...)
}

// messageEffects compiles a message and its copies, each an effect of its own.
func (c *compiler) messageEffects(m *Dispatch, path string) (out []model.Effect) {
	x := noEffect(model.Message)
	x.From = c.findAgency(path+".from", m.From)
	x.To = c.findAgency(path+".to", m.To)
	x.Story, x.Certain = c.findStoryline(path+".storyline", m.Storyline), m.Certain
	if x.From != model.None && x.From == x.To {
		c.problem(path, "an agency needs no message to itself", "")
	}
	out = append(out, x)
	for i, name := range m.Copies {
		at := tree.Element(path+".copies", i)
		copied := x
		copied.To, copied.Copied = c.findAgency(at, name), true
		if copied.To != model.None && (copied.To == x.From || copied.To == x.To) {
			c.problem(at, fmt.Sprintf("%s has the message itself", name), "")
		}
		out = append(out, copied)
	}
	return out
}

// released finds an entry that an effect may release.
func (c *compiler) released(path, number string) model.EntryID {
	e, ok := c.entry[number]
	switch {
	case !ok:
		c.unknown(path, "entry", number, sorted(c.entry))
	case c.doc.MSEL[e].status() == Obsolete:
		c.problem(path, fmt.Sprintf("entry %s is Obsolete", number), "make it Deferred")
	case model.EntryType(c.doc.MSEL[e].Type) != model.InjectEntry && c.doc.MSEL[e].status() != Deferred:
		c.problem(path, fmt.Sprintf("entry %s is in play already", number), "make it Deferred")
	}
	return e
}

func noEffect(op model.EffectOp) model.Effect {
	return model.Effect{
		Op: op, Fact: model.None, Story: model.None, From: model.None, To: model.None, Channel: model.None,
		Motion: model.None, Store: model.None, Change: model.None, Team: model.None, Support: model.None, Command: model.None, Entry: model.None, Nation: model.None,
	}
}

// decisionEffects compiles what puts a motion and what a decision does.
func (c *compiler) decisionEffects(d *EventEffect, path string) []model.Effect {
	var out []model.Effect
	if p := d.Propose; p != nil {
		x := noEffect(model.Propose)
		x.From = c.findAgency(path+".propose.by", p.By)
		if m, ok := c.motion[string(p.Motion)]; ok {
			x.Motion = m
		} else {
			c.unknown(path+".propose.motion", "motion", string(p.Motion), sorted(c.motion))
		}
		out = append(out, x)
	}
	for _, l := range []struct {
		op    model.EffectOp
		key   string
		store ID
	}{{model.ListIn, "list", d.List}, {model.Unlist, "unlist", d.Unlist}} {
		if l.store == "" {
			continue
		}
		x := noEffect(l.op)
		x.Store = c.findStore(tree.Join(path, l.key), l.store)
		out = append(out, x)
	}
	if d.Tell != "" {
		x := noEffect(model.Tell)
		x.Role = c.findRole(tree.Join(path, "tell"), d.Tell)
		out = append(out, x)
	}
	if o := d.Oblige; o != nil {
		x := noEffect(model.Oblige)
		x.Role = c.findRole(path+".oblige.role", o.Role)
		if x.Action = c.term(o.Action); o.Action != "" && !slices.Contains(c.knownActions(), string(o.Action)) {
			c.unknown(path+".oblige.action", "action", string(o.Action), c.knownActions())
		}
		out = append(out, x)
	}
	return out
}

// startEffects compiles what sets something else going.
func (c *compiler) startEffects(d *EventEffect, path string) []model.Effect {
	var out []model.Effect
	if d.Begin != "" {
		x := noEffect(model.Begin)
		x.Change = find(c, tree.Join(path, "begin"), "change", d.Begin, c.change)
		out = append(out, x)
	}
	if d.Found != "" {
		x := noEffect(model.Found)
		x.Team = find(c, tree.Join(path, "found"), "team", d.Found, c.team)
		out = append(out, x)
	}
	if d.Support != "" {
		x := noEffect(model.CallFor)
		x.Support = find(c, tree.Join(path, "support"), "support", d.Support, c.support)
		out = append(out, x)
	}
	if d.Order != nil {
		x := noEffect(model.GiveOrder)
		x.Command = find(c, path+".order.command", "command", d.Order.Command, c.command)
		x.Action = c.term(d.Order.Task)
		out = append(out, x)
	}
	return out
}

// find looks a named thing up by its number.
func find[T ~int32](c *compiler, path, kind string, id ID, known map[string]T) T {
	if n, ok := known[string(id)]; ok {
		return n
	}
	c.unknown(path, kind, string(id), sorted(known))
	return model.None
}

// worldEffects compiles laws that come and go, outages and breaches.
func (c *compiler) worldEffects(d *EventEffect, path string) []model.Effect {
	var out []model.Effect
	for _, l := range []struct {
		key, rule string
		value     int64
	}{{"adopt", d.Adopt, 1}, {"repeal", d.Repeal, 0}} {
		if l.rule == "" {
			continue
		}
		x := noEffect(model.SetTo)
		if r, ok := c.rule[l.rule]; ok {
			x.Param = c.spec.InForce[r]
			x.Value = l.value
			out = append(out, x)
		} else {
			c.unknown(tree.Join(path, l.key), "law", l.rule, sorted(c.rule))
		}
	}
	if o := d.Outage; o != nil {
		x := noEffect(model.Fails)
		if ch, ok := c.channel[string(o.Channel)]; ok {
			x.Channel = ch
		} else {
			c.unknown(path+".outage.channel", "channel", string(o.Channel), sorted(c.channel))
		}
		x.Value = int64(o.For.Value)
		out = append(out, x)
	}
	if b := d.Breach; b != nil {
		x := noEffect(model.Breaches)
		x.Nation = c.findNation(path+".breach.by", b.By)
		x.From = c.findAgency(path+".breach.owner", b.Owner)
		out = append(out, x)
	}
	return out
}

// findStore looks a store up.
func (c *compiler) findStore(path string, id ID) model.StoreID {
	for i := range c.spec.Stores {
		if c.spec.Names.Text(c.spec.Stores[i].Ref) == string(id) {
			return model.StoreID(i)
		}
	}
	c.unknown(path, "store", string(id), idText(sorted(c.doc.Stores)))
	return model.None
}
