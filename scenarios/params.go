package scenarios

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// number is one figure of a scenario with its place in the grammar.
type number struct {
	path     string
	unit     model.Unit
	value    int64
	min, max int64
	from     Provenance
}

// numbers lists every figure and every parameter of a distribution that a
// document holds, presets apart, by path.
func numbers(doc *Document) map[string]number {
	out := map[string]number{}
	collect(reflect.ValueOf(doc).Elem(), "", field{}, out)
	return out
}

// presetNumbers are the figures of a document's presets, by path.
func presetNumbers(doc *Document) map[string]number {
	out := map[string]number{}
	if doc.Presets != nil {
		for _, f := range fields(presetsType) {
			collect(reflect.ValueOf(doc.Presets).Elem().FieldByIndex(f.index), tree.Join("presets", f.key), f, out)
		}
	}
	return out
}

var (
	distType    = reflect.TypeFor[Dist]()
	presetsType = reflect.TypeFor[Presets]()
)

func collect(v reflect.Value, path string, f field, out map[string]number) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	if v.Type() == presetsType {
		return
	}
	if v.Type() == distType {
		x := v.Addr().Interface().(*Dist)
		for _, fig := range x.figures {
			n := number{path: path, unit: model.Milliseconds, value: fig.number, max: int64(notation.Longest), from: x.Provenance}
			if fig.key != "" {
				n.path = tree.Join(path, fig.key)
			}
			if fig.share {
				n.unit = model.Millionths
			}
			out[n.path] = n
		}
		return
	}
	if v.CanAddr() {
		if x, ok := v.Addr().Interface().(counted); ok {
			out[path] = figureNumber(x, path, f)
			return
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range fields(v.Type()) {
			collect(v.FieldByIndex(f.index), tree.Join(path, f.key), f, out)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for _, k := range keys {
			collect(v.MapIndex(k), tree.Join(path, fmt.Sprint(k)), f, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), tree.Join(path, entryName(v.Index(i), i)), f, out)
		}
	}
}

// entryName names the i-th entry of a list as paths do.
func entryName(v reflect.Value, i int) string {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		for _, key := range [...]string{"ID", "Number"} {
			if f := v.FieldByName(key); f.IsValid() && f.String() != "" {
				return f.String()
			}
		}
	}
	return strconv.Itoa(i + 1)
}

func figureNumber(x counted, path string, f field) number {
	n := number{path: path, value: x.value(), max: 1 << 40}
	switch x := x.(type) {
	case *Share:
		n.unit, n.from = model.Millionths, x.Provenance
	case *Count:
		n.unit, n.from = model.Count, x.Provenance
	case *Span:
		n.unit, n.from, n.max = model.Milliseconds, x.Provenance, int64(notation.Longest)
	}
	bound := func(text string, to *int64) {
		if text == "" {
			return
		}
		b, err := x.parseUnit(text)
		if err != nil {
			panic(err)
		}
		*to = b
	}
	bound(f.min, &n.min)
	bound(f.max, &n.max)
	return n
}

func (k FactKind) String() string { return journal.FactKind(k).String() }
func (c Class) String() string    { return journal.Class(c).String() }
func (t TaskName) String() string { return taskNames[t] }
func (g Grade) String() string    { return journal.Grade(g).String() }

// param makes the figure at a path a parameter that can be changed and gives
// its number, which is provisional until sortParams.
func (c *compiler) param(path string) model.ParamID {
	n, ok := c.numbers[path]
	if !ok && len(c.r.List) == 0 {
		panic("scenarios: no figure at " + path)
	}
	return c.addParam(n) // of a document that is wrong already, any will do
}

func (c *compiler) addParam(n number) model.ParamID {
	if id, ok := c.paramAt[n.path]; ok {
		return id
	}
	id := model.ParamID(len(c.spec.Params))
	c.paramAt[n.path] = id
	c.spec.Params = append(c.spec.Params, model.Param{
		Path: n.path, Unit: n.unit, Value: n.value, Min: n.min, Max: n.max, Live: true, Given: n.from.given,
		Source: n.from.Source, Tag: string(n.from.Tag), AsOf: string(n.from.AsOf), Anchor: n.from.Anchor,
	})
	return id
}

// sortParams orders the parameters by path, enters their names and corrects
// every number that was given out before.
func (c *compiler) sortParams() {
	s := c.spec
	order := make([]int, len(s.Params))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(s.Params[a].Path, s.Params[b].Path) })
	now := make([]model.ParamID, len(order))
	list := make([]model.Param, len(order))
	for to, from := range order {
		now[from] = model.ParamID(to)
		list[to] = s.Params[from]
		list[to].Ref = s.Names.Add(journal.SortParam, list[to].Path, "", 0)
	}
	s.Params = list
	renumber(reflect.ValueOf(s).Elem(), now)
	for path, id := range c.paramAt {
		c.paramAt[path] = now[id]
	}
}

var paramIDType = reflect.TypeFor[model.ParamID]()

// renumber replaces every ParamID inside v.
func renumber(v reflect.Value, now []model.ParamID) {
	switch v.Kind() {
	case reflect.Uint32:
		if v.Type() == paramIDType {
			v.SetUint(uint64(now[v.Uint()]))
		}
	case reflect.Struct:
		if pkg := v.Type().PkgPath(); pkg != paramIDType.PkgPath() {
			return // other packages know no parameters
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				renumber(v.Field(i), now)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			renumber(v.Index(i), now)
		}
	}
}

// ParamText is the value of a parameter as scenarios write it.
func ParamText(p *model.Param) string {
	switch p.Unit {
	case model.Millionths:
		return formatDecimal(p.Value)
	case model.Milliseconds:
		return notation.FormatDuration(sim.Time(p.Value))
	}
	return strconv.FormatInt(p.Value, 10)
}

// parseParam reads a value in the unit of a parameter.
func parseParam(p *model.Param, text string) (int64, error) {
	var v int64
	var err error
	var lo, hi string
	switch p.Unit {
	case model.Millionths:
		v, err = parseDecimal(text)
		lo, hi = formatDecimal(p.Min), formatDecimal(p.Max)
	case model.Milliseconds:
		var t sim.Time
		t, err = notation.ParseDuration(text)
		v, lo, hi = int64(t), notation.FormatDuration(sim.Time(p.Min)), notation.FormatDuration(sim.Time(p.Max))
	default:
		v, err = parseCount(text)
		lo, hi = strconv.FormatInt(p.Min, 10), strconv.FormatInt(p.Max, 10)
	}
	switch {
	case err != nil:
		return 0, err
	case v < p.Min:
		return 0, fmt.Errorf("%s is below %s", text, lo)
	case v > p.Max:
		return 0, fmt.Errorf("%s is above %s", text, hi)
	}
	return v, nil
}
