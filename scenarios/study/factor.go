package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
)

// Column is a factor that was settled: the places it reaches, and how a place in the
// unit interval becomes a value.
type Column struct {
	Path    string
	Title   string
	Targets []scenarios.Target
	Values  []string // of a list; nil for a range or a distribution

	live     bool    // it sets parameters, and nothing else of the scenario
	weights  []int64 // up to and including each value
	from, to int64
	log      bool
	draw     *scenarios.Dist
	broken   bool // something is wrong with it: it stands in so that blocks can be looked at
}

// liesWithin says whether a place of the column lies within one of another.
func (c *Column) liesWithin(other *Column) bool {
	return slices.ContainsFunc(c.Targets, func(t scenarios.Target) bool {
		return slices.ContainsFunc(other.Targets, func(o scenarios.Target) bool { return strings.HasPrefix(t.Path, o.Path+".") })
	})
}

// forms counts the ways in which a factor says what values it takes.
func (f *Factor) forms() (n int) {
	for _, is := range [...]bool{f.From != nil || f.To != nil, f.Values != nil, f.Draw != nil} {
		if is {
			n++
		}
	}
	return n
}

// settleFactor settles one factor; problems go to the form.
func (p *planner) settleFactor(path string, f *Factor) *Column {
	before := p.form.Count()
	c := p.settle(path, f)
	if p.form.Count() > before || c == nil {
		return &Column{Path: path, broken: true, Values: []string{"?"}, weights: []int64{int64(sim.One)}}
	}
	return c
}

func (p *planner) settle(path string, f *Factor) *Column {
	at := "factors." + path
	if f == nil {
		return nil
	}
	c := &Column{Path: path, Title: f.Title}
	var err error
	if c.Targets, err = p.base.Reach(path); err != nil {
		p.form.AddError(at, err)
		return nil
	}
	if f.forms() != 1 {
		p.form.Add(at, "a factor has from and to, or values, or draw", "one of the three")
		return nil
	}
	switch {
	case f.Values != nil:
		p.settleListed(at, c, f)
	case f.Draw != nil:
		if unit, same := c.unit(); !same || unit != model.Milliseconds {
			p.form.Add(at+".draw", "only durations are drawn, and this path reaches something else", "write from and to, or values")
		}
		c.draw = f.Draw
	default:
		p.settleRange(at, c, f)
	}
	if f.Weights != nil && f.Values == nil {
		p.form.Add(at+".weights", "weights belong to values", "")
	}
	if f.Scale != "" && f.From == nil {
		p.form.Add(at+".scale", "a scale belongs to from and to", "")
	}
	return c
}

// unit is that of all targets; false if they have none in common.
func (c *Column) unit() (model.Unit, bool) {
	for i := range c.Targets {
		if t := &c.Targets[i]; !t.Figure || t.Unit != c.Targets[0].Unit {
			return 0, false
		}
	}
	return c.Targets[0].Unit, true
}

// settleListed settles a factor of listed values.
func (p *planner) settleListed(at string, c *Column, f *Factor) {
	for i, v := range f.Values {
		text := v.Text()
		if slices.Contains(c.Values, text) {
			p.form.Add(fmt.Sprintf("%s.values.%d", at, i+1), text+" is there twice", "")
		}
		c.Values = append(c.Values, text)
		p.checkValue(fmt.Sprintf("%s.values.%d", at, i+1), c, text)
	}
	if len(c.Values) == 0 {
		p.form.Add(at+".values", "no value", "")
	}
	if f.Weights != nil && len(f.Weights) != len(f.Values) {
		p.form.Add(at+".weights", fmt.Sprintf("%d weights for %d values", len(f.Weights), len(f.Values)), "")
		return
	}
	sum := int64(0)
	for i := range f.Values {
		w := int64(sim.One)
		if f.Weights != nil {
			w = f.Weights[i].Value
		}
		sum += w
		c.weights = append(c.weights, sum)
	}
	if len(f.Values) > 0 && sum <= 0 {
		p.form.Add(at+".weights", "all weights are 0", "")
	}
}

// checkValue holds a value against every target that is a figure.
func (p *planner) checkValue(at string, c *Column, text string) {
	for i := range c.Targets {
		if t := &c.Targets[i]; t.Figure {
			if _, err := t.Read(text); err != nil {
				p.form.Add(at, t.Path+": "+err.Error(), "")
				return
			}
		}
	}
}

// settleRange settles a factor that goes from one value to another.
func (p *planner) settleRange(at string, c *Column, f *Factor) {
	if f.From == nil || f.To == nil {
		p.form.Add(at, "from and to belong together", "")
		return
	}
	if _, same := c.unit(); !same {
		p.form.Add(at, "a range takes figures of one unit, and this path reaches none, or several units", "list values")
		return
	}
	p.checkValue(at+".from", c, f.From.Text())
	p.checkValue(at+".to", c, f.To.Text())
	var err error
	if c.from, err = c.Targets[0].Read(f.From.Text()); err == nil {
		c.to, err = c.Targets[0].Read(f.To.Text())
	}
	if err != nil {
		return
	}
	if c.from >= c.to {
		p.form.Add(at+".to", fmt.Sprintf("%s is not above %s", f.To.Text(), f.From.Text()), "")
	}
	switch f.Scale {
	case "", "linear":
	case "log":
		if c.log = true; c.from <= 0 {
			p.form.Add(at+".from", "a logarithmic scale begins above 0", "")
		}
	default:
		p.form.AddError(at+".scale", scenarios.Named("scale", string(f.Scale), []string{"linear", "log"}))
	}
}

// Value is the value at a place from 0 to 1, as a setting takes it.
func (c *Column) Value(u float64) string {
	u = min(max(u, 0), math.Nextafter(1, 0))
	if c.Values != nil {
		mark := int64(float64(u * float64(c.weights[len(c.weights)-1])))
		i, _ := slices.BinarySearch(c.weights, mark+1)
		return c.Values[i]
	}
	t := &c.Targets[0]
	switch {
	case c.draw != nil:
		ms := c.draw.Draw(uint64(float64(u*(1<<53))) << 11)
		return t.Write(int64(wholeSeconds(ms)))
	case c.log:
		low, high := sim.Log(float64(c.from)), sim.Log(float64(c.to))
		return t.Write(c.roundValue(int64(math.Round(sim.Exp(low + float64(u*(high-low)))))))
	case t.Unit == model.Count:
		return t.Write(c.from + int64(float64(u*float64(c.to-c.from+1))))
	}
	return t.Write(c.roundValue(c.from + int64(math.Round(float64(u*float64(c.to-c.from))))))
}

// roundValue keeps a value writable, and within the range.
func (c *Column) roundValue(v int64) int64 {
	if c.Targets[0].Unit == model.Milliseconds {
		v = int64(wholeSeconds(sim.Time(v)))
	}
	return min(max(v, c.from), c.to)
}

// wholeSeconds is a duration in whole seconds, the smallest that can be written.
func wholeSeconds(t sim.Time) sim.Time { return (t + 500) / sim.Second * sim.Second }

// Parts are values that stand for the factor where a design wants so many levels: all
// of a list, or points of the range with its ends among them.
func (c *Column) Parts(n int) (list []string) {
	if c.Values != nil {
		return c.Values
	}
	for i := range n {
		u := float64(i) / float64(n-1)
		if c.draw != nil {
			u = (float64(i) + 0.5) / float64(n)
		}
		if v := c.Value(u); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// Says is what a factor is and what it varies over, in a few words.
func (c *Column) Says() string {
	switch {
	case c.Values != nil:
		return strings.Join(c.Values, ", ")
	case c.draw != nil:
		return "drawn"
	}
	t := &c.Targets[0]
	text := t.Write(c.from) + " to " + t.Write(c.to)
	if c.log {
		text += ", logarithmic"
	}
	return text
}
