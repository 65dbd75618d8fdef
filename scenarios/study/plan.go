package study

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/scenarios"
)

// Plan is a study that was settled: what run i is, for every i.
type Plan struct {
	Study   *Study
	File    string // of the study
	Text    []byte // of that file
	Columns []*Column
	Layouts []*Layout
	Options []Choice
	Reps    int   // planned so far, where there may be more
	Enough  *Stop // when there are enough; nil: at Reps
	Series  *Track

	// Hash is of all that decides what comes out: the scenario's sources with all
	// patches, the settings, and the design. It does not hold how many replications
	// there are, nor anything of the analysis.
	Hash string

	// Beside are the files that the study names and those include, by their path from
	// the study's folder: with them and its text it is planned the same elsewhere.
	Beside []scenarios.Source

	sources [sha256.Size]byte
	points  int // of all blocks
}

// Choice is an option that was settled.
type Choice struct {
	ID, Title string
	Family    *scenarios.Family
	Set       []string // of the study and the option, in order
	Patches   []string
}

// MostBytes bounds a study file.
const MostBytes = 8 << 20

// most bounds the runs of a plan: every machine can count so far.
const most = 1<<31 - 1

// mostConfigs bounds the configurations of a plan, each of which is hashed before the
// first run: seconds, not hours.
const mostConfigs = 1 << 22

// planner settles a study.
type planner struct {
	form *scenarios.Form
	plan *Plan
	dir  string
	base *scenarios.Family // with what the study sets
}

// Text is that of a study: of a file, or of one of the library, whose name does not end in
// .yaml.
func Text(name string) ([]byte, error) {
	return scenarios.ReadNamed(name, MostBytes, scenarios.LibraryStudy)
}

// Read reads and settles a study. An error that is scenarios.Problems has all that is
// wrong with it.
func Read(name string) (*Plan, error) {
	text, err := Text(name)
	if err != nil {
		return nil, err
	}
	return NewPlan(name, text)
}

// NewPlan settles a study from its text. What it names beside itself, a scenario, a
// patch or a table, is looked for in the folder of the file called name.
func NewPlan(name string, text []byte) (*Plan, error) {
	s := &Study{}
	p := &planner{form: scenarios.ReadForm(name, text, s), plan: &Plan{Study: s, File: name, Text: text, Reps: 1}, dir: filepath.Dir(filepath.FromSlash(name))}
	p.checkHeader()
	if s.Scenario == "" {
		return nil, p.form.Err()
	}
	if p.families(); p.base == nil {
		return nil, p.form.Err()
	}
	for _, path := range sorted(s.Factors) {
		p.plan.Columns = append(p.plan.Columns, p.settleFactor(path, s.Factors[path]))
	}
	for _, b := range s.Blocks {
		if b == nil {
			continue // what it is was told already
		}
		if l := p.settleBlock(b); l != nil {
			p.plan.Layouts = append(p.plan.Layouts, l)
		}
	}
	if err := p.form.Err(); err != nil {
		return nil, err
	}
	p.finish()
	return p.plan, p.form.Err()
}

// sorted gives the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// checkHeader looks at what needs no scenario.
func (p *planner) checkHeader() {
	s := p.plan.Study
	if s.Study != Version && s.Study != 0 {
		p.form.Add("study", fmt.Sprintf("this program reads version %d of the grammar of studies", Version), "")
	}
	if k := s.Seeds.Scheme; k != "" && k != "common" && k != "independent" {
		p.form.AddError("seeds.scheme", scenarios.Named("scheme", string(k), []string{"common", "independent"}))
	}
	if k := s.Limits.OnError; k != "" && k != "continue" && k != "stop" {
		p.form.AddError("limits.on_error", scenarios.Named("word", string(k), []string{"continue", "stop"}))
	}
	if s.Replications.N != nil {
		p.plan.Reps = int(s.Replications.N.Value)
	}
	var ids []string
	for i := range measure.Catalogue {
		ids = append(ids, measure.Catalogue[i].ID)
	}
	known := func(at, id string) {
		if measure.FigureOf(id) == nil {
			p.form.AddError(at, scenarios.Named("measure", id, ids))
		}
	}
	for i, id := range s.Measures {
		known(fmt.Sprintf("measures.%d", i+1), id)
	}
	if s.Series != nil {
		for i, id := range s.Series.Measures {
			known(fmt.Sprintf("series.measures.%d", i+1), id)
		}
	}
	if s.Replications.More != nil {
		known("replications.more.measure", s.Replications.More.Measure)
		p.settleStop(s.Replications.More)
	}
	if a := s.Analysis; a != nil {
		for i, id := range a.Sensitivity {
			known(fmt.Sprintf("analysis.sensitivity.%d", i+1), id)
		}
		if a.Success != "" {
			if _, err := ReadSuccess(a.Success); err != nil {
				p.form.AddError("analysis.success", err)
			}
		}
		var options []string
		for _, o := range s.Options {
			if o == nil {
				continue
			}
			options = append(options, string(o.ID))
		}
		if a.Baseline != "" && !slices.Contains(options, string(a.Baseline)) {
			p.form.AddError("analysis.baseline", scenarios.Named("option", string(a.Baseline), options))
		}
	}
}

// families reads the scenario once for every option.
func (p *planner) families() {
	s := p.plan.Study
	fixed := settings(s.Set)
	options := s.Options
	if options == nil {
		options = []*Option{{ID: "as-it-is"}}
	}
	p.base = p.loadFamily("scenario", fixed, s.Patches)
	if p.base == nil {
		return
	}
	for _, o := range options {
		if o == nil {
			continue
		}
		c := Choice{ID: string(o.ID), Title: o.Title, Set: slices.Concat(fixed, settings(o.Set)), Patches: slices.Concat(s.Patches, o.Patches)}
		if c.Family = p.base; len(o.Set)+len(o.Patches) > 0 {
			c.Family = p.loadFamily("options."+string(o.ID), c.Set, c.Patches)
		}
		p.plan.Options = append(p.plan.Options, c)
	}
}

// settings writes a mapping of values as settings, in order of their paths.
func settings(m map[string]*scenarios.Raw) (list []string) {
	for _, path := range sorted(m) {
		list = append(list, path+"="+m[path].Text())
	}
	return list
}

// loadFamily reads the scenario with settings and patches; nil, with problems, where it
// cannot.
func (p *planner) loadFamily(at string, set, patches []string) *scenarios.Family {
	o := scenarios.Options{Set: set}
	for _, name := range patches {
		if strings.HasSuffix(name, ".yaml") { // any other is of the library
			name = p.pathBeside(name)
		}
		o.Patches = append(o.Patches, name)
	}
	for _, name := range slices.Concat(patches, []string{p.plan.Study.Scenario}) {
		if filepath.IsAbs(filepath.FromSlash(name)) {
			p.form.Add(at, fmt.Sprintf("%s is a place on this machine alone", name), "write its path from the folder of the study, so that runs can be made again elsewhere")
			return nil
		}
	}
	if m := p.plan.Study.Limits.MaxEvents; m != nil {
		o.MaxEvents = uint64(m.Value)
	}
	name := p.plan.Study.Scenario
	if strings.Contains(name, "/") || strings.HasSuffix(name, ".yaml") { // any other is of the library
		name = p.pathBeside(name)
	}
	f, err := scenarios.NewFamily(name, o)
	if err != nil {
		p.form.AddError(at, err)
		return nil
	}
	for _, s := range f.Scenario().Files {
		if err := p.rememberFile(s.Name, s.Data); err != nil {
			p.form.AddError(at, err)
		}
	}
	return f
}

// mostTable bounds a table of a study, in bytes.
const mostTable = 64 << 20

// finish counts points and runs, tries what each factor does to each option, and
// hashes the plan.
func (p *planner) finish() {
	points := int64(0)
	for _, l := range p.plan.Layouts {
		points += int64(l.Rows())
	}
	if p.plan.Layouts == nil {
		points = 1
		if len(p.plan.Columns) > 0 {
			p.form.Add("factors", "no block varies them", "write blocks: [{id: all, design: latin, n: 100}]")
		}
	}
	reps := p.plan.Reps
	if p.plan.Enough != nil {
		reps = max(reps, p.plan.Enough.Most)
	}
	if options := int64(len(p.plan.Options)); points > most/options/int64(reps) {
		p.form.Add("blocks", fmt.Sprintf("%d points with %d options in %d replications are more than %d runs", points, options, reps, int64(most)), "")
		return
	}
	if configs := points * int64(len(p.plan.Options)); configs > mostConfigs {
		p.form.Add("blocks", fmt.Sprintf("%d configurations are more than %d", configs, int64(mostConfigs)), "take fewer points, or several studies")
		return
	}
	p.plan.points = int(points)
	if until := p.plan.Study.Until; until != "" {
		spec := p.base.Scenario().Spec
		if _, err := spec.Clock().Read(until); err != nil {
			p.form.AddError("until", err)
		}
	}
	p.splitFactors()
	p.settleSeries()
	p.tryEnds()
	p.plan.hash()
}

// splitFactors tells factors that set parameters alone from those that change the scenario. What
// lies within the latter is undone where they come later, so it goes with them.
func (p *planner) splitFactors() {
	for _, c := range p.plan.Columns {
		c.live = !slices.ContainsFunc(c.Targets, func(t scenarios.Target) bool { return !t.Live })
		for _, o := range p.plan.Options {
			_, _ = o.Family.Reach(c.Path) // what is wrong with it is told by try
		}
	}
	for _, c := range p.plan.Columns {
		for _, other := range p.plan.Columns {
			if !other.live && c.liesWithin(other) {
				c.live = false
			}
		}
	}
}

// tryEnds makes one variant at each end of every factor under every option, so that a value
// that a scenario cannot take is found before the first run.
func (p *planner) tryEnds() {
	for _, o := range p.plan.Options {
		for _, c := range p.plan.Columns {
			ends := c.Values
			if ends == nil {
				ends = []string{c.Value(0), c.Value(1)}
			}
			for _, v := range ends {
				if _, err := o.Family.Variant([]string{c.Path + "=" + v}); err != nil {
					p.form.AddError("factors."+c.Path, err)
				}
			}
		}
	}
}

// hash sums up what decides the results.
func (p *Plan) hash() {
	h := sha256.New()
	whole := p.Options[0].Family.Scenario()
	patches := whole.Patches()
	for _, s := range whole.Sources {
		if !slices.ContainsFunc(patches, func(x scenarios.Source) bool { return x.Name == s.Name }) {
			fmt.Fprintf(h, "%s %d\n%s", s.Name, len(s.Data), s.Data)
		}
	}
	copy(p.sources[:], h.Sum(nil))
	all := sha256.New()
	fmt.Fprintf(all, "grammar %d\nseeds %s\n", Version, p.Study.Seeds.Scheme)
	probe := p.Config(0)
	fmt.Fprintf(all, "%d\n", p.Seed(&probe, 0))
	for i := range p.Configs() {
		c := p.Config(i)
		fmt.Fprintf(all, "%d %d %s\n", c.Block, c.Option, c.Key)
	}
	if m := p.Study.Limits.MaxEvents; m != nil {
		fmt.Fprintf(all, "events %d\n", m.Value)
	}
	if t := p.Series; t != nil {
		fmt.Fprintf(all, "series %d", int64(t.Every))
		for _, f := range t.Figures {
			fmt.Fprintf(all, " %s", f.ID)
		}
		fmt.Fprintln(all)
	}
	p.Hash = hex.EncodeToString(all.Sum(nil))
}
