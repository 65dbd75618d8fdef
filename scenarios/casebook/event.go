package casebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// matcher is an event that was settled: it knows the scenario's names by their Refs.
type matcher struct {
	kind    journal.Kind
	by      []journal.Ref              // all things of that name; empty: anybody
	about   func(*journal.Record) bool // of the storyline; nil: any
	fact    journal.Ref
	args    []argument
	reason  journal.Reason
	rule    []journal.Ref
	step    journal.Step
	cause   journal.Cause
	nth     int // from 1
	instant int // the argument that counts as when; -1: when the record was made
	after   int // the matcher that has to have matched before; -1: none
}

// argument is one that has to have one of some values.
type argument struct {
	at     int
	values []int64
}

// matches says whether a record is one of those that are meant.
func (m *matcher) matches(r *journal.Record) bool {
	if m.by != nil && !slices.Contains(m.by, r.Actor) || m.rule != nil && !slices.Contains(m.rule, r.Rule) ||
		m.reason != journal.NoReason && r.Reason != m.reason || m.step != journal.NoStep && r.Step != m.step {
		return false
	}
	for _, a := range m.args {
		if !slices.Contains(a.values, r.Args[a.at]) {
			return false
		}
	}
	if m.cause != journal.NoCause && !slices.ContainsFunc(r.Spans, func(s journal.Span) bool { return s.Cause == m.cause }) {
		return false
	}
	return (m.fact == 0 || carries(r, func(f journal.Ref) bool { return f == m.fact })) && (m.about == nil || m.about(r))
}

// carries says whether a record is about a fact of a sort.
func carries(r *journal.Record, is func(journal.Ref) bool) bool {
	for i, f := range r.Kind.Shape().Fields {
		if factual(r.Kind, f) && is(journal.Ref(r.Args[i])) {
			return true
		}
	}
	return slices.ContainsFunc(r.Facts, is)
}

// factual says whether an argument names a fact.
func factual(k journal.Kind, f journal.Field) bool {
	return f.Name == "fact" || k == journal.Hit && (f.Name == "checked" || f.Name == "entry")
}

// event settles an event in a variant and gives its place there; after is the place of
// the row's beginning. What cannot be settled matches nothing, and is a problem.
func (p *planner) event(v *variant, e *Event, at string, after int) int {
	v.look = append(v.look, matcher{kind: journal.NoKind, nth: 1, instant: -1, after: -1})
	place := len(v.look) - 1
	if e == nil || e.Kind == "" {
		return place
	}
	m := &v.look[place]
	kind := journal.KindOf(e.Kind)
	if kind == journal.NoKind {
		p.form.AddError(at+".kind", scenarios.Named("kind of record", e.Kind, kinds()))
		return place
	}
	m.kind = kind
	m.by = p.findThings(v, at+".by", e.By)
	m.fact = p.findThing(v, at+".fact", e.Fact, journal.SortFact)
	m.rule = p.findThings(v, at+".rule", e.Rule)
	m.reason = journal.Reason(p.placeOf(at+".reason", "reason", e.Reason, journal.ReasonTexts()))
	m.step = journal.Step(p.placeOf(at+".step", "step", e.Step, journal.TStep.Texts()))
	m.cause = journal.Cause(p.placeOf(at+".cause", "cause", e.Cause, journal.CauseTexts()))
	if story := p.findThing(v, at+".storyline", e.Storyline, journal.SortStoryline); story != 0 {
		if m.about = v.ofStoryline(kind, story); m.about == nil {
			p.form.Add(at+".storyline", fmt.Sprintf("records of the kind %s do not say of which storyline they are", kind), "name it with `by` or `where`")
		}
	}
	for _, name := range sorted(e.Where) {
		p.settleArgument(v, m, at+".where."+name, name, e.Where[name].Text())
	}
	if kind == journal.Held && e.Where["understood"] == nil {
		m.args = append(m.args, argument{kind.Field("understood"), []int64{1}}) // what came garbled tells nobody anything
	}
	if e.Nth != nil {
		m.nth = int(e.Nth.Value)
	}
	if e.After {
		m.after = after
	}
	if e.At != "" {
		if m.instant = slices.IndexFunc(kind.Shape().Fields, func(f journal.Field) bool { return f.Type == journal.TTime && f.Name == e.At }); m.instant < 0 {
			p.form.AddError(at+".at", scenarios.Named("instant of the kind "+e.Kind, e.At, names(kind, func(f journal.Field) bool { return f.Type == journal.TTime })))
		}
	}
	return place
}

func kinds() (list []string) {
	for k := journal.NoKind + 1; k.Exists(); k++ {
		list = append(list, k.String())
	}
	return list
}

// names are those of a kind's arguments.
func names(k journal.Kind, which func(journal.Field) bool) (list []string) {
	for _, f := range k.Shape().Fields {
		if which(f) {
			list = append(list, f.Name)
		}
	}
	return list
}

// placeOf finds the place of a word in a list; 0, with a problem, where it is not in
// it.
func (p *planner) placeOf(at, what, written string, list []string) int {
	if written == "" {
		return 0
	}
	i := slices.Index(list, written)
	if i < 0 {
		p.form.AddError(at, scenarios.Named(what, written, list[1:]))
	}
	return max(i, 0)
}

// findThing finds what a name of a sort means in a variant; 0, with a problem, where it
// means nothing, and for no name.
func (p *planner) findThing(v *variant, at, name string, sort journal.Sort) journal.Ref {
	if name == "" {
		return 0
	}
	r := v.find(name, sort)
	if r == 0 {
		p.form.AddError(at, scenarios.Named(sort.String(), name, v.knownNames(sort)))
	}
	return r
}

// findThings finds all that have a name, or the one that is written SORT:NAME; nil,
// with a problem, where there is none, and for no name.
func (p *planner) findThings(v *variant, at, name string) (list []journal.Ref) {
	if name == "" {
		return nil
	}
	names := &v.scenario.Spec.Names
	for r := journal.Ref(1); int(r) < names.Len(); r++ {
		if names.Of(r).Name == name {
			list = append(list, r)
		}
	}
	if sort, rest, ok := strings.Cut(name, ":"); ok && list == nil {
		if r := v.find(rest, journal.SortOf(sort)); r != 0 {
			return []journal.Ref{r}
		}
	}
	if list == nil {
		like := slices.DeleteFunc(v.knownNames(journal.SortNone), func(s string) bool { return strings.Contains(s, ".") != strings.Contains(name, ".") })
		p.form.AddError(at, scenarios.Named("name", name, like))
	}
	return list
}

// find is the thing of a sort and name; 0: there is none.
func (v *variant) find(name string, sort journal.Sort) journal.Ref {
	names := &v.scenario.Spec.Names
	for r := journal.Ref(1); int(r) < names.Len(); r++ {
		if d := names.Of(r); d.Sort == sort && d.Name == name {
			return r
		}
	}
	return 0
}

// knownNames are the names of a sort; of SortNone, all.
func (v *variant) knownNames(sort journal.Sort) (list []string) {
	names := &v.scenario.Spec.Names
	for r := journal.Ref(1); int(r) < names.Len(); r++ {
		if d := names.Of(r); sort == journal.SortNone || d.Sort == sort {
			list = append(list, d.Name)
		}
	}
	return list
}

// ofStoryline tells records about a storyline; nil where the kind does not say.
func (v *variant) ofStoryline(kind journal.Kind, story journal.Ref) func(*journal.Record) bool {
	if kind == journal.Stage || kind == journal.Over || kind == journal.Reaction {
		return func(r *journal.Record) bool { return r.Actor == story }
	}
	fields := kind.Shape().Fields
	if i := slices.IndexFunc(fields, func(f journal.Field) bool { return f.Name == "storyline" }); i >= 0 {
		return func(r *journal.Record) bool { return journal.Ref(r.Args[i]) == story }
	}
	if !slices.ContainsFunc(fields, func(f journal.Field) bool { return factual(kind, f) }) {
		return nil
	}
	spec := v.scenario.Spec
	var own []journal.Ref
	for i := range spec.Facts {
		if spec.Storylines[spec.Facts[i].Storyline].Ref == story {
			own = append(own, spec.Facts[i].Ref)
		}
	}
	return func(r *journal.Record) bool {
		return carries(r, func(f journal.Ref) bool { return slices.Contains(own, f) })
	}
}

// settleArgument settles one argument.
func (p *planner) settleArgument(v *variant, m *matcher, at, name, text string) {
	fields := m.kind.Shape().Fields
	i := slices.IndexFunc(fields, func(f journal.Field) bool { return f.Name == name })
	if i < 0 {
		p.form.AddError(at, scenarios.Named("argument of the kind "+m.kind.String(), name, names(m.kind, func(journal.Field) bool { return true })))
		return
	}
	a := argument{at: i}
	for _, word := range splitWords(text) {
		a.values = append(a.values, p.argumentValues(v, at, fields[i], word)...)
	}
	m.args = append(m.args, a)
}

// argumentValues are those of one argument that a word means.
func (p *planner) argumentValues(v *variant, at string, f journal.Field, word string) (list []int64) {
	switch f.Type {
	case journal.TRef:
		for _, r := range p.findThings(v, at, word) {
			list = append(list, int64(r))
		}
		return list
	case journal.TBool:
		if i := slices.Index([]string{"false", "true"}, word); i >= 0 {
			return []int64{int64(i)}
		}
		p.form.Add(at, fmt.Sprintf("%q is neither true nor false", word), "")
		return nil
	case journal.TInt:
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			p.form.Add(at, fmt.Sprintf("%q is not a whole number", word), "")
		}
		return []int64{n}
	}
	known := f.Type.Texts()
	if known == nil {
		p.form.Add(at, "records are not picked by such a number", "leave it out, or take it as the instant with `at`")
		return nil
	}
	i := slices.Index(known, word)
	if i < 0 {
		p.form.AddError(at, scenarios.Named(f.Name, word, slices.DeleteFunc(slices.Clone(known), func(s string) bool { return s == "" })))
		return nil
	}
	return []int64{int64(i)}
}

// splitWords gives the words of a value: one, or a list of which any will do.
func splitWords(text string) (list []string) {
	inner, isList := strings.CutPrefix(text, "[")
	if !isList {
		return []string{unquoted(text)}
	}
	for word := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
		list = append(list, unquoted(strings.TrimSpace(word)))
	}
	return list
}

// unquoted is a scalar without the quotes that YAML may need.
func unquoted(text string) string {
	if s, err := strconv.Unquote(text); err == nil {
		return s
	}
	if n := len(text); n >= 2 && text[0] == '\'' && text[n-1] == '\'' {
		return text[1 : n-1]
	}
	return text
}

// What a remedy is read on, and what a control is: a deadline when it comes true, whether
// it was met, and a motion when it is adopted.
func (v *variant) comes(d journal.Ref) int {
	return v.add(matcher{kind: journal.Deadline, args: []argument{{0, []int64{int64(d)}}}, instant: journal.Deadline.Field("when")})
}

func (v *variant) meets(d journal.Ref) int {
	return v.add(matcher{kind: journal.Deadline, args: []argument{{0, []int64{int64(d)}}, {journal.Deadline.Field("outcome"), []int64{int64(journal.Met)}}}, instant: -1})
}

func (v *variant) adopts(motion journal.Ref) int {
	return v.add(matcher{kind: journal.Decided, args: []argument{{0, []int64{int64(motion)}}, {journal.Decided.Field("outcome"), []int64{int64(journal.Adopted)}}}, instant: -1})
}

func (v *variant) add(m matcher) int {
	m.nth, m.after = 1, -1
	v.look = append(v.look, m)
	return len(v.look) - 1
}

// watch notes when each event came in a run. It is a Sink.
type watch struct {
	look []matcher
	by   map[journal.Kind][]int
	at   []sim.Time // sim.Never: not yet
	seen []int
}

func newWatch(v *variant) *watch {
	w := &watch{look: v.look, by: map[journal.Kind][]int{}, at: make([]sim.Time, len(v.look)), seen: make([]int, len(v.look))}
	for i := range w.at {
		w.at[i] = sim.Never
		w.by[v.look[i].kind] = append(w.by[v.look[i].kind], i)
	}
	return w
}

// Record takes one record of the run.
func (w *watch) Record(r *journal.Record) error {
	for _, i := range slices.Backward(w.by[r.Kind]) { // an end before its beginning: no record is after itself
		m := &w.look[i]
		if w.seen[i] == m.nth || m.after >= 0 && w.seen[m.after] < w.look[m.after].nth || !m.matches(r) {
			continue
		}
		if w.seen[i]++; w.seen[i] < m.nth {
			continue
		}
		if w.at[i] = r.At; m.instant >= 0 {
			w.at[i] = sim.Time(r.Args[m.instant])
		}
	}
	return nil
}
