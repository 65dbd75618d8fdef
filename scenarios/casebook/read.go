package casebook

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"entente/scenarios"
)

// MostBytes bounds the file of a case.
const MostBytes = 1 << 20

// The most that a case may hold of each: every record of every run is held against all.
const (
	mostRows     = 400 // and as many labels and controls
	mostRemedies = 100
)

// Plan is a case that was settled: every name in it is one of its scenario.
type Plan struct {
	Case   *Case
	File   string   // as it was named
	Fitted []string // figures that were taken from the case
	Inputs []string // files that it was read from

	base     *variant
	remedies []*variant
	rows     []span // of the case, in order
}

// span is a row that was settled.
type span struct {
	documented Documented
	fitted     bool
}

// variant is the scenario of a case as it was, or under a remedy, with what is looked at
// in its runs.
type variant struct {
	family   *scenarios.Family
	scenario *scenarios.Scenario
	look     []matcher
	rows     []int // the first of the matchers: the beginning, the end, and what is given; -1: not looked at
	labels   []int // a matcher each
	controls []int // a matcher each: of a deadline that was met; -1: of a row
	gaps     []int // of each control the row; -1: of a deadline
	read     []reading
}

// reading is a sign that a remedy was expected to have.
type reading struct {
	on       string // for people: deadline X, motion X, row X
	row      bool
	at       int // a matcher; of a row its place among the rows
	expected int // -1 sooner, 0 same, +1 later
}

// Text is that of a case: of a file, or of one of the library, whose name does not end in
// .yaml.
func Text(name string) ([]byte, error) {
	return scenarios.ReadNamed(name, MostBytes, scenarios.LibraryCase)
}

// Options are what all runs of a case are made with beside what it says itself.
type Options struct {
	Set       []string // PATH=VALUE, after the case's own and before a remedy's
	MaxEvents uint64   // of a run; 0: as many as the engine allows
}

// Read reads and settles a case. An error that is scenarios.Problems has all that is wrong
// with it.
func Read(name string, o Options) (*Plan, error) {
	text, err := Text(name)
	if err != nil {
		return nil, err
	}
	return NewPlan(name, text, o)
}

// planner settles a case.
type planner struct {
	form *scenarios.Form
	plan *Plan
	dir  string
	with Options
}

// NewPlan settles a case from its text. What it names beside itself, a scenario or a
// patch, is looked for in the folder of the file called name.
func NewPlan(name string, text []byte, o Options) (*Plan, error) {
	c := &Case{}
	p := &planner{scenarios.ReadForm(name, text, c), &Plan{Case: c, File: name}, filepath.Dir(filepath.FromSlash(name)), o}
	p.checkAlone()
	if c.Scenario == "" || p.form.Count() >= mostTold {
		return nil, p.form.Err()
	}
	p.plan.base = p.variant("", slices.Concat(settings(c.Set), o.Set), c.Patches)
	if p.plan.base == nil {
		return nil, p.form.Err()
	}
	for i := range c.Rows {
		p.settleReading(p.plan.base, i, "")
	}
	for _, x := range c.Labels {
		p.plan.base.labels = append(p.plan.base.labels, p.event(p.plan.base, x.Shows, "labels."+x.ID+".shows", -1))
	}
	p.findFitted()
	for _, x := range c.Remedies {
		p.remedy(x)
	}
	for _, x := range c.Controls {
		p.control(x)
	}
	return p.plan, p.form.Err()
}

// mostTold is how many problems in its form a case may have and still be looked into.
const mostTold = 200

// IsCase says whether a text is that of a documented case, sound or not, by its keys.
func IsCase(text []byte) bool { return itsGrammar.Match(text) && !otherGrammar.Match(text) }

var itsGrammar = regexp.MustCompile(`(?m)^(\x{feff})?["']?case["']?\s*:`)

var otherGrammar = regexp.MustCompile(`(?m)^(\x{feff})?["']?entente["']?\s*:`)

// checkAlone looks at what needs no scenario.
func (p *planner) checkAlone() {
	c := p.plan.Case
	if c.Case != Version && c.Case != 0 {
		p.form.Add("case", fmt.Sprintf("this program reads version %d of the grammar of cases", Version), "")
	}
	for _, x := range []struct {
		key     string
		n, most int
	}{{"rows", len(c.Rows), mostRows}, {"labels", len(c.Labels), mostRows}, {"controls", len(c.Controls), mostRows}, {"remedies", len(c.Remedies), mostRemedies}} {
		if x.n > x.most {
			p.form.Add(x.key, fmt.Sprintf("%d %s are more than %d", x.n, x.key, x.most), "make several cases of it")
		}
	}
	c.Rows, c.Labels = c.Rows[:min(len(c.Rows), mostRows)], c.Labels[:min(len(c.Labels), mostRows)]
	c.Controls, c.Remedies = c.Controls[:min(len(c.Controls), mostRows)], c.Remedies[:min(len(c.Remedies), mostRemedies)]
	if c.Rows != nil && len(c.Rows) == 0 {
		p.form.Add("rows", "there is none", "write at least one documented interval")
	}
	for _, r := range c.Rows {
		at := "rows." + r.ID
		p.checkName(at+".id", r.ID)
		x := span{fitted: r.Role == "fitted"}
		if r.Role != "" && r.Role != "fitted" && r.Role != "predictive" {
			p.form.AddError(at+".role", scenarios.Named("role", string(r.Role), []string{"predictive", "fitted"}))
		}
		if r.Documented != "" {
			var err error
			if x.documented, err = ReadDocumented(r.Documented); err != nil {
				p.form.Add(at+".documented", err.Error(), "write 15d, 1h35m to 2h5m, at least 21d, or never")
			}
		}
		if r.From != nil && r.From.After {
			p.form.Add(at+".from.after", "a row's beginning is after nothing", "leave it out, or write it under `to`")
		}
		if r.Given != nil && r.Given.After {
			p.form.Add(at+".given.after", "what is given is so whenever it comes", "leave it out")
		}
		p.plan.rows = append(p.plan.rows, x)
	}
	for _, x := range c.Labels {
		p.checkName("labels."+x.ID+".id", x.ID)
		if x.AtLeast != nil && x.AtMost != nil {
			p.form.Add("labels."+x.ID+".at_most", "a label shows in at least a share of the runs, or in at most one", "leave out one of the two")
		}
		if x.Shows != nil && x.Shows.After {
			p.form.Add("labels."+x.ID+".shows.after", "a label has no beginning to be after", "leave it out")
		}
	}
	for _, x := range c.Remedies {
		p.checkName("remedies."+x.ID+".id", x.ID)
	}
	for _, x := range c.Controls {
		p.checkName("controls."+x.ID+".id", x.ID)
	}
}

var rowForm = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)

// checkName refuses what is no name of a part of a case.
func (p *planner) checkName(at, id string) {
	if id != "" && (len(id) > 64 || !rowForm.MatchString(id)) {
		p.form.Add(at, fmt.Sprintf("%q is no name", id), "names are letters, digits, dots and hyphens")
	}
}

// settings writes a mapping of values as settings, in order of their paths.
func settings(m map[string]*scenarios.Raw) (list []string) {
	for _, path := range sorted(m) {
		list = append(list, path+"="+m[path].Text())
	}
	return list
}

// sorted gives the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// variant reads the scenario with settings and patches; nil, with problems, where it
// cannot.
func (p *planner) variant(at string, set, patches []string) *variant {
	where := "scenario"
	if at != "" {
		where = at
	}
	beside := func(name string) (string, bool) {
		if filepath.IsAbs(filepath.FromSlash(name)) {
			p.form.Add(where, fmt.Sprintf("%s is a place on this machine alone", name), "write its path from the folder of the case, so that others can run it")
			return "", false
		}
		return filepath.ToSlash(filepath.Join(p.dir, filepath.FromSlash(name))), true
	}
	o := scenarios.Options{Set: set, MaxEvents: p.with.MaxEvents}
	for _, name := range patches {
		if strings.HasSuffix(name, ".yaml") { // any other is of the library
			ok := false
			if name, ok = beside(name); !ok {
				return nil
			}
		}
		o.Patches = append(o.Patches, name)
	}
	name, ok := p.plan.Case.Scenario, true
	if strings.Contains(name, "/") || strings.HasSuffix(name, ".yaml") {
		if name, ok = beside(name); !ok {
			return nil
		}
	}
	f, err := scenarios.NewFamily(name, o)
	if err != nil {
		p.form.AddError(where, err)
		return nil
	}
	s := f.Scenario()
	for _, path := range s.Paths() {
		if !slices.Contains(p.plan.Inputs, path) {
			p.plan.Inputs = append(p.plan.Inputs, path)
		}
	}
	v := &variant{family: f, scenario: s, rows: make([]int, len(p.plan.Case.Rows))}
	for i := range v.rows {
		v.rows[i] = -1
	}
	return v
}

// settleReading settles a row in a variant, once. under is the remedy, if it is one.
func (p *planner) settleReading(v *variant, row int, under string) {
	r := p.plan.Case.Rows[row]
	if v.rows[row] >= 0 || r.From == nil || r.To == nil {
		return
	}
	at := "rows." + r.ID
	before := p.form.Count()
	from := p.event(v, r.From, at+".from", -1)
	p.event(v, r.To, at+".to", from)
	if r.Given != nil {
		p.event(v, r.Given, at+".given", -1)
	}
	v.rows[row] = from
	if under != "" && p.form.Count() > before {
		p.form.Add(under, "under it row "+r.ID+" names what is not there", "")
	}
}

// findFitted finds out which rows are fitted: by the case's own word, or by an anchor.
func (p *planner) findFitted() {
	c := p.plan.Case
	for i, x := range c.Fitted {
		at := fmt.Sprintf("fitted.%d", i+1)
		if x.Path != "" {
			if _, err := p.plan.base.family.Reach(x.Path); err != nil {
				p.form.AddError(at+".path", err)
			}
			p.plan.Fitted = append(p.plan.Fitted, x.Path)
		}
		for k := range p.plan.rows {
			p.plan.rows[k].fitted = p.plan.rows[k].fitted || len(x.Rows) == 0
		}
		for k, id := range x.Rows {
			if row := p.row(fmt.Sprintf("%s.rows.%d", at, k+1), id); row >= 0 {
				p.plan.rows[row].fitted = true
			}
		}
	}
	if c.Anchor == "" {
		return
	}
	taken := anchored(p.plan.base.scenario, c.Anchor)
	p.plan.Fitted = append(p.plan.Fitted, taken...)
	for k := range p.plan.rows {
		p.plan.rows[k].fitted = p.plan.rows[k].fitted || len(taken) > 0
	}
}

// row is the place of a row by its name; -1, with a problem, where there is none.
func (p *planner) row(at, id string) int {
	var ids []string
	for i, r := range p.plan.Case.Rows {
		if r.ID == id {
			return i
		}
		ids = append(ids, r.ID)
	}
	p.form.AddError(at, scenarios.Named("row", id, ids))
	return -1
}

// anchored lists the figures of presets (the scenario's own exogenous facts are not
// figures of presets) that name this case as where they came from.
func anchored(s *scenarios.Scenario, anchor string) []string {
	var out []string
	for _, src := range s.Sources[1:] {
		for line := range strings.Lines(string(src.Data)) {
			if i := strings.Index(line, "anchor: "+anchor+"."); i >= 0 {
				out = append(out, src.Name+": "+strings.Trim(strings.FieldsFunc(line[i+8:], func(r rune) bool { return r == ',' || r == '}' || r == '\n' })[0], " "))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Scenario is that of the case, without a remedy.
func (p *Plan) Scenario() *scenarios.Scenario { return p.base.scenario }
