package scenarios

import (
	"fmt"
	"strings"

	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/notation"
)

// Dist is a duration that is drawn: a scalar (constant), {median, p95}
// (lognormal) or {dist: name, ...}, each with an optional cap.
type Dist struct {
	sim.Dist
	Provenance
	figures []distFigure // what was written, to be shown with its provenance
}

type distFigure struct {
	key    string // empty for a constant
	number int64
	share  bool
}

// shapes are the distributions by name with their parameters in order. A
// parameter that ends in ? is a plain number, one in + a list.
var shapes = []struct {
	name   string
	params []string
	make   func(x []distParam) (sim.Dist, error)
}{
	{"const", []string{"value"}, func(x []distParam) (sim.Dist, error) { return sim.Const(x[0].time), nil }},
	{"uniform", []string{"min", "max"}, func(x []distParam) (sim.Dist, error) { return sim.UniformDist(x[0].time, x[1].time) }},
	{"triangular", []string{"min", "mode", "max"}, func(x []distParam) (sim.Dist, error) {
		return sim.Triangular(x[0].time, x[1].time, x[2].time)
	}},
	{"pert", []string{"min", "mode", "max"}, func(x []distParam) (sim.Dist, error) {
		return sim.PERT(x[0].time, x[1].time, x[2].time)
	}},
	{"exponential", []string{"mean"}, func(x []distParam) (sim.Dist, error) { return sim.Exponential(x[0].time) }},
	{"lognormal", []string{"median", "p95"}, func(x []distParam) (sim.Dist, error) {
		return sim.LogNormal(x[0].time, x[1].time)
	}},
	{"gamma", []string{"shape?", "mean"}, func(x []distParam) (sim.Dist, error) {
		return sim.Gamma(sim.PPM(x[0].number), x[1].time)
	}},
	{"empirical", []string{"values+", "weights+?"}, func(x []distParam) (sim.Dist, error) {
		values, weights := make([]sim.Time, len(x[0].list)), x[1].list
		for i, v := range x[0].list {
			values[i] = sim.Time(v)
			if x[1].list == nil {
				weights = append(weights, 1)
			}
		}
		return sim.Empirical(values, weights)
	}},
}

type distParam struct {
	time   sim.Time
	number int64
	list   []int64
}

func (x *Dist) decode(d *decoder, n *tree.Node, path string) {
	x.given = n.File != DefaultsFile
	if n.Kind == tree.Scalar {
		d.constant(n, path, x)
		return
	}
	if n.Kind != tree.Mapping {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a distribution is needed", n.Kind), "write a duration, {median, p95} or {dist: name, ...}")
		return
	}
	shape := d.distShape(n, path)
	if shape < 0 {
		return
	}
	before := len(d.r.List)
	params := make([]distParam, len(shapes[shape].params))
	for i, p := range shapes[shape].params {
		key := strings.TrimRight(p, "?+")
		v := n.Get(key)
		if v == nil && key == "weights" {
			continue
		}
		if v == nil {
			d.r.Add(n.Place, tree.Join(path, key), "is missing", "")
			continue
		}
		params[i] = d.param(v, tree.Join(path, key), strings.HasSuffix(p, "?"), strings.Contains(p, "+"))
		if !strings.Contains(p, "+") {
			f := distFigure{key: key, number: int64(params[i].time), share: strings.HasSuffix(p, "?")}
			if f.share {
				f.number = params[i].number
			}
			x.figures = append(x.figures, f)
		}
	}
	d.distKeys(n, path, shape, x)
	if len(d.r.List) > before {
		return
	}
	var err error
	if x.Dist, err = d.distribution(shape, params); err != nil {
		d.r.Add(n.Place, path, err.Error(), "")
		return
	}
	if v := n.Get("cap"); v != nil {
		limit := d.param(v, tree.Join(path, "cap"), false, false).time
		x.Dist = x.Dist.Capped(limit)
		x.figures = append(x.figures, distFigure{key: "cap", number: int64(limit)})
	}
}

// distribution makes what a shape gives of its parameters. Quantiles of beta and gamma
// variates take a while to solve, and presets repeat the same few.
func (d *decoder) distribution(shape int, x []distParam) (sim.Dist, error) {
	if name := shapes[shape].name; name != "pert" && name != "gamma" {
		return shapes[shape].make(x)
	}
	key := fmt.Sprint(shape, x)
	if known, ok := d.solved[key]; ok {
		return known, nil
	}
	made, err := shapes[shape].make(x)
	if err == nil {
		if d.solved == nil {
			d.solved = map[string]sim.Dist{}
		}
		d.solved[key] = made
	}
	return made, err
}

func (d *decoder) constant(n *tree.Node, path string, x *Dist) {
	t := d.param(n, path, false, false).time
	x.Dist = sim.Const(t)
	x.figures = []distFigure{{number: int64(t)}}
}

// distShape says which distribution a mapping means, or reports and gives -1.
func (d *decoder) distShape(n *tree.Node, path string) int {
	name := ""
	switch {
	case n.Get("dist") != nil:
		name, _ = d.text(n.Get("dist"), tree.Join(path, "dist"))
	case n.Get("median") != nil || n.Get("p95") != nil:
		name = "lognormal"
	case n.Get("value") != nil:
		name = "const"
	default:
		d.r.Add(n.Place, path, "not a distribution", "write a duration, {median, p95} or {dist: name, ...}")
		return -1
	}
	var known []string
	for i, s := range shapes {
		if s.name == name {
			return i
		}
		known = append(known, s.name)
	}
	err := words.Unknown("distribution", name, known)
	d.r.Fail(n.Get("dist").Place, tree.Join(path, "dist"), err)
	return -1
}

// distKeys takes provenance and refuses keys that the shape does not have.
func (d *decoder) distKeys(n *tree.Node, path string, shape int, x *Dist) {
	known := append([]string{"dist", "cap"}, provenanceKeys...)
	for _, p := range shapes[shape].params {
		known = append(known, strings.TrimRight(p, "?+"))
	}
keys:
	for i, k := range n.Keys {
		if d.provenance(k, n.Vals[i], path, &x.Provenance) {
			continue
		}
		for _, name := range known {
			if name == k.Text {
				continue keys
			}
		}
		d.r.Add(k.Place, tree.Join(path, k.Text), "unknown key", words.DidYouMean(k.Text, known))
	}
}

func (d *decoder) param(n *tree.Node, path string, number, list bool) (p distParam) {
	if list {
		if n.Kind != tree.Sequence || len(n.Vals) == 0 {
			d.r.Add(n.Place, path, "a list is needed", "")
			return p
		}
		for _, v := range n.Vals {
			x := d.param(v, path, number, false)
			if number {
				p.list = append(p.list, x.number)
			} else {
				p.list = append(p.list, int64(x.time))
			}
		}
		return p
	}
	var err error
	switch {
	case n.Kind != tree.Scalar:
		err = fmt.Errorf("%s where a figure is needed", n.Kind)
	case number:
		p.number, err = parseDecimal(n.Text)
	default:
		p.time, err = notation.ParseDuration(n.Text)
	}
	if err != nil {
		d.r.Add(n.Place, path, err.Error(), "")
	}
	return p
}
