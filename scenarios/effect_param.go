package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// paramEffects compiles the changes of parameters: to a value, by a value, by a
// factor.
func (c *compiler) paramEffects(d *EventEffect, path string) []model.Effect {
	var out []model.Effect
	for _, l := range []struct {
		op   model.EffectOp
		key  string
		list map[string]*Raw
	}{{model.SetTo, "set", d.Set}, {model.AddTo, "add", d.Add}, {model.MultiplyBy, "multiply", d.Multiply}} {
		for _, key := range sorted(l.list) {
			if value := l.list[key].node; value != nil { // else the decoder has said so
				out = append(out, c.setEffect(l.op, tree.Join(path, l.key), key, value)...)
			}
		}
	}
	return out
}

// setEffect reads one PATH: VALUE of an entry; a path with * sets all it
// matches.
func (c *compiler) setEffect(op model.EffectOp, path, key string, value *tree.Node) []model.Effect {
	var out []model.Effect
	for _, id := range c.matchParams(key) {
		p := &c.spec.Params[id]
		v, err := readings[op](p, value.Value().Text)
		if err != nil {
			c.r.Add(value.Place, tree.Join(path, key), err.Error(), "")
			return nil
		}
		if !p.Live {
			c.r.Add(value.Place, tree.Join(path, key), "cannot change during a run", "")
			return nil
		}
		x := noEffect(op)
		x.Param, x.Value = id, v
		out = append(out, x)
	}
	if out == nil {
		var known []string
		for _, p := range c.spec.Params {
			known = append(known, p.Path)
		}
		c.r.Add(value.Place, path, fmt.Sprintf("no parameter %s", key), words.DidYouMean(key, known))
	}
	return out
}

// readings holds, by operation, how its value is read: a value of the parameter,
// a difference in its unit, or a factor.
var readings = [...]func(*model.Param, string) (int64, error){
	model.SetTo: parseParam,
	model.AddTo: func(p *model.Param, text string) (int64, error) {
		sign := int64(1)
		if rest, minus := strings.CutPrefix(text, "-"); minus {
			text, sign = rest, -1
		}
		wide := *p
		wide.Min, wide.Max = 0, max(p.Max-p.Min, p.Max)
		v, err := parseParam(&wide, text)
		return sign * v, err
	},
	model.MultiplyBy: func(_ *model.Param, text string) (int64, error) {
		v, err := parseDecimal(text)
		if err == nil && v < 0 {
			err = fmt.Errorf("%s is below 0", text)
		}
		return v, err
	},
}

// matchParams lists the parameters that a path means, in order of path.
func (c *compiler) matchParams(pattern string) []model.ParamID {
	var out []model.ParamID
	for _, path := range sorted(c.paramAt) {
		if matches(pattern, path) {
			out = append(out, c.paramAt[path])
		}
	}
	return out
}

// matches compares a path with a pattern in which * stands for one segment.
func matches(pattern, path string) bool {
	p, s := tree.SplitPath(pattern), tree.SplitPath(path)
	return slices.EqualFunc(p, s, func(a, b string) bool { return a == "*" || a == b })
}
