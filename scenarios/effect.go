package scenarios

import (
	"fmt"
	"slices"

	"entente/agents"
)

// entryEffects compiles what releasing an entry does.
func (c *compiler) entryEffects(e *agents.Entry, d *EventEffect, path string) {
	if e.Type == agents.ExpectedEntry {
		c.problem(path, "an expected action has no effect of its own", "write an inject or a contingency")
	}
	if d.Ask != nil {
		c.askAbout(e, path)
	}
	e.Effects = c.effects(d, path)
}

// effects compiles one written effect to operations, in a fixed order of its
// keys.
func (c *compiler) effects(d *EventEffect, path string) []agents.Effect {
	var out []agents.Effect
	add := func(op agents.EffectOp) *agents.Effect {
		out = append(out, noEffect(op))
		return &out[len(out)-1]
	}
	if d.Expose != "" {
		if f, ok := c.fact[d.Expose]; ok {
			add(agents.Expose).Fact = f
		} else {
			c.unknown(join(path, "expose"), "fact", d.Expose, sorted(c.fact))
		}
	}
	if d.Ask != nil {
		x := add(agents.AskFor)
		x.From = c.findAgency(path+".ask.from", d.Ask.From)
		x.To = c.findAgency(path+".ask.to", d.Ask.To)
		if x.From != agents.None && x.From == x.To {
			c.problem(path+".ask", "an agency cannot ask itself", "")
		}
	}
	if d.Leak != "" {
		add(agents.LeakTo).Story = c.findStoryline(join(path, "leak"), d.Leak)
	}
	if d.Recall != nil {
		x := add(agents.Recall)
		x.From = c.findAgency(path+".recall.agency", d.Recall.Agency)
		x.Story = c.findStoryline(path+".recall.storyline", d.Recall.Storyline)
	}
	if d.Compromise != "" {
		if ch, ok := c.channel[string(d.Compromise)]; ok {
			add(agents.Compromise).Channel = ch
		} else {
			c.unknown(join(path, "compromise"), "channel", string(d.Compromise), sorted(c.channel))
		}
	}
	for _, key := range sorted(d.Set) {
		if value := d.Set[key].node; value != nil { // else the decoder has said so
			out = append(out, c.setEffect(join(path, "set"), key, value)...)
		}
	}
	return out
}

func noEffect(op agents.EffectOp) agents.Effect {
	return agents.Effect{
		Op: op, Fact: agents.None, Story: agents.None, From: agents.None, To: agents.None, Channel: agents.None,
	}
}

// setEffect reads one PATH: VALUE of an entry; a path with * sets all it
// matches.
func (c *compiler) setEffect(path, key string, value *node) []agents.Effect {
	var out []agents.Effect
	for _, id := range c.matchParams(key) {
		p := &c.spec.Params[id]
		v, err := parseParam(p, value.value().text)
		if err != nil {
			c.r.add(value.place, join(path, key), err.Error(), "")
			return nil
		}
		if !p.Live {
			c.r.add(value.place, join(path, key), "cannot change during a run", "")
			return nil
		}
		x := noEffect(agents.SetTo)
		x.Param, x.Value = id, v
		out = append(out, x)
	}
	if out == nil {
		var known []string
		for _, p := range c.spec.Params {
			known = append(known, p.Path)
		}
		c.r.add(value.place, path, fmt.Sprintf("no parameter %s", key), didYouMean(key, known))
	}
	return out
}

// matchParams lists the parameters that a path means, in order of path.
func (c *compiler) matchParams(pattern string) []agents.ParamID {
	var out []agents.ParamID
	for _, path := range sorted(c.paramAt) {
		if matches(pattern, path) {
			out = append(out, c.paramAt[path])
		}
	}
	return out
}

// matches compares a path with a pattern in which * stands for one segment.
func matches(pattern, path string) bool {
	p, s := splitPath(pattern), splitPath(path)
	return slices.EqualFunc(p, s, func(a, b string) bool { return a == "*" || a == b })
}
