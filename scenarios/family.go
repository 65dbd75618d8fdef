package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/notation"
)

// Family is a scenario of which many variants are made: it is read and compiled
// once, and a variant that changes nothing but parameters shares all of it. Any number
// of goroutines may make variants at once once nobody calls Reach any more, and use the
// scenarios it gives.
type Family struct {
	root    *compiler // before any change
	edits   []edit    // of patches and settings
	base    *compiler // after them
	whole   *Scenario
	options Options
	targets map[string][]Target // by path, of those that Reach was asked for
}

// NewFamily reads a scenario as Load does.
func NewFamily(nameOrPath string, o Options) (*Family, error) {
	f := &Family{options: o}
	s, err := loadText(nameOrPath, nil, o, f)
	f.whole = s
	return f, err
}

// FamilyOf reads a scenario from files that are at hand, as LoadSources does.
func FamilyOf(srcs []Source, o Options) (*Family, error) {
	f := &Family{options: o}
	s, err := loadSources(srcs, o, f)
	f.whole = s
	return f, err
}

// Scenario is the one that no variant changes.
func (f *Family) Scenario() *Scenario { return f.whole }

// Branch is a family of its own: this one with further settings, which its variants
// have too. It knows the places of all paths that Reach was asked for here.
func (f *Family) Branch(set []string) (*Family, error) {
	s, c, edits, err := f.variant(set)
	if err != nil {
		return nil, err
	}
	b := &Family{root: f.root, edits: slices.Concat(f.edits, edits), base: c, whole: s, options: f.options, targets: map[string][]Target{}}
	for _, path := range sorted(f.targets) {
		b.targets[path] = b.find(path)
	}
	return b, nil
}

// Variant is the scenario with further settings, PATH=VALUE, after those of the
// family. It has no notes: they are about how a scenario was written.
func (f *Family) Variant(set []string) (*Scenario, error) {
	s, _, _, err := f.variant(set)
	return s, err
}

// variant is Variant, with what it was compiled of.
func (f *Family) variant(set []string) (*Scenario, *compiler, []edit, error) {
	var r tree.Report
	var edits []edit
	for _, s := range set {
		edits = append(edits, setFlag(s, &r)...)
	}
	if len(r.List) > 0 {
		return nil, nil, nil, r.List
	}
	return f.changed(edits)
}

// changed is the scenario with further edits, after those of the family, with what it
// was compiled of.
func (f *Family) changed(edits []edit) (*Scenario, *compiler, []edit, error) {
	var r tree.Report
	from, all := f.root, slices.Concat(f.edits, edits)
	if live, are := f.liveEdits(edits); are {
		from, all = f.base, live
	}
	c := from.fork(&r)
	if c = apply(c, all, &r); len(r.List) > 0 {
		return nil, nil, nil, r.List
	}
	chain := c.campaign()
	if len(r.List) > 0 {
		return nil, nil, nil, r.List
	}
	c.spec.MaxEvents = f.options.MaxEvents
	s := &Scenario{Spec: c.spec, Static: f.whole.Static, Sources: f.whole.Sources, Files: f.whole.Files, Campaign: chain}
	if from == f.root {
		s.Static = c.static()
	}
	return s, c, edits, nil
}

// liveEdits says whether edits set parameters and nothing else, and gives them without
// wildcards.
func (f *Family) liveEdits(edits []edit) (list []edit, are bool) {
	for _, e := range edits {
		if e.ofPreset() {
			return nil, false
		}
		targets := f.listPlaces(e.path)
		if len(targets) == 0 {
			list = append(list, e) // what is wrong with it is told where it is applied
		}
		for i := range targets {
			if !targets[i].Live || e.value == nil {
				return nil, false
			}
			list = append(list, edit{Place: e.Place, path: targets[i].Path, value: e.value})
		}
	}
	return list, true
}

// fork is a compiler whose specification can be patched without the other's.
func (c *compiler) fork(r *tree.Report) *compiler {
	v, spec := *c, *c.spec
	spec.Patches = slices.Clone(spec.Patches)
	v.spec, v.r = &spec, r
	return &v
}

// Target is one place of a scenario that a path reaches.
type Target struct {
	Path string
	Live bool // a parameter: it can be changed while a run goes on

	// Of a figure: its unit, its value and its bounds in that unit.
	Figure      bool
	Unit        model.Unit
	Value       int64
	Least, Most int64
}

// Reach lists the places that a path reaches, which may hold wildcards, in order;
// an error says that it reaches none. It remembers them, so that variants that set the
// path are made sooner.
func (f *Family) Reach(path string) ([]Target, error) {
	list := f.listPlaces(path)
	if f.targets == nil {
		f.targets = map[string][]Target{}
	}
	if f.targets[path] = list; len(list) > 0 {
		return slices.Clone(list), nil
	}
	what, hint := fmt.Sprintf("nothing matches %s", path), wholeNames(path)
	if !strings.Contains(path, "*") {
		what, hint = checkPath(f.base.tree, edit{path: path, value: &tree.Node{}})
	}
	return nil, words.Refusal{What: what, Hint: hint}
}

// listPlaces lists the places of a path.
func (f *Family) listPlaces(path string) []Target {
	if list, known := f.targets[path]; known {
		return list
	}
	return f.find(path)
}

func (f *Family) find(path string) (list []Target) {
	if (edit{path: path}).ofPreset() {
		return f.findPresets(path)
	}
	paths := []string{path}
	if strings.Contains(path, "*") {
		paths = concrete(f.base, f.base.tree, edit{path: path, value: &tree.Node{}}, &tree.Report{})
	} else if _, param := f.base.paramAt[path]; !param {
		if what, _ := checkPath(f.base.tree, edit{path: path, value: &tree.Node{}}); what != "" {
			return nil
		}
	}
	for _, p := range paths {
		t := Target{Path: p}
		if id, ok := f.base.paramAt[p]; ok {
			x := &f.base.spec.Params[id]
			t.Live, t.Figure, t.Unit, t.Value, t.Least, t.Most = x.Live, true, x.Unit, x.Value, x.Min, x.Max
		} else if n, ok := f.base.numbers[p]; ok {
			t.Figure, t.Unit, t.Value, t.Least, t.Most = true, n.unit, n.value, n.min, n.max
		}
		list = append(list, t)
	}
	return list
}

// findPresets lists the values of presets that a path reaches: of a figure those where it
// is written, since the others have it from there.
func (f *Family) findPresets(path string) (list []Target) {
	if !strings.Contains(path, "*") {
		if what, _ := checkPath(f.base.written, edit{path: path, value: &tree.Node{}}); what != "" {
			return nil
		}
	}
	figures := presetNumbers(f.base.doc)
	matchPaths(f.base.written, tree.SplitPath(path), "", func(p string) {
		t := Target{Path: p}
		if n, ok := figures[p]; ok {
			t.Figure, t.Unit, t.Value, t.Least, t.Most = true, n.unit, n.value, n.min, n.max
		}
		list = append(list, t)
	})
	if slices.ContainsFunc(list, func(t Target) bool { return t.Figure }) {
		list = slices.DeleteFunc(list, func(t Target) bool { return !t.Figure })
	}
	return list
}

// Read reads a value as the figure's unit is written: "8h", "0.25", "12".
func (t *Target) Read(text string) (int64, error) {
	return parseParam(&model.Param{Unit: t.Unit, Min: t.Least, Max: t.Most}, text)
}

// Write writes a value so that Read, and a setting, read it again.
func (t *Target) Write(v int64) string {
	switch t.Unit {
	case model.Millionths:
		return formatDecimal(v)
	case model.Milliseconds:
		return notation.FormatDuration(sim.Time(v))
	}
	return fmt.Sprint(v)
}
