package scenarios

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
	"entente/sim/notation"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// TestPlans compares what library scenarios compile to with golden files: those
// that are short enough for somebody to read. The parts of the others stand in
// them too.
func TestPlans(t *testing.T) {
	for _, name := range []string{"two-nations", "three-nations", "deportation-notice-2015", "last-mile-2019"} {
		t.Run(name, func(t *testing.T) {
			s, err := Load(name, Options{})
			require.NoError(t, err)
			golden(t, name+".plan", plan(s.Spec))
		})
	}
}

// TestDefaults shows every figure that holds when nobody says anything.
func TestDefaults(t *testing.T) {
	s := must(t, `
entente: 1
scenario: bare
start: 2027-03-01T08:00+01:00
end: T+1d
nations: {arvonia: {agencies: {police: {actions: {watch: {}, detain: {}}}}}}
channels: {c: {members: [arvonia], latency: 1m}}
storylines: {s: {stages: [{lasts: 1d, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k]}}}}
`)
	var b strings.Builder
	require.NotEmpty(t, s.Static.Params)
	for _, v := range s.Static.Params {
		if !v.Given {
			require.True(t, v.Tag == "C" || v.Tag == "S" && (strings.HasPrefix(v.Path, "model.attention.") || strings.HasPrefix(v.Path, "model.labels.") || v.Path == "model.notify_within"), "%s: %s", v.Path, v.Tag)
			require.NotEmpty(t, v.Source, v.Path)
			fmt.Fprintf(&b, "%s = %d %s: %s\n", v.Path, v.Value, v.Unit, v.Source)
		}
	}
	golden(t, "defaults.plan", b.String())
}

func golden(t *testing.T, name, got string) {
	file := "testdata/" + name
	if *rewrite {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// must loads a scenario written in a test.
func must(t require.TestingT, text string, set ...string) *Scenario {
	s, err := LoadSources([]Source{{Name: "test.yaml", Data: []byte(text)}}, Options{Set: set})
	require.NoError(t, err)
	return s
}

// plan writes a Spec for people: names for numbers, nothing for zeros, and of
// what every scenario has only what was given.
func plan(s *model.Spec) string {
	var doc Document
	d := decoder{r: &tree.Report{}, partial: true}
	d.decodeInto(engineDefaults, reflect.ValueOf(&doc).Elem(), "")
	p := planner{s: s, touch: doc.Model.Touch}
	for i := range reflect.TypeFor[model.Spec]().NumField() {
		f := reflect.TypeFor[model.Spec]().Field(i)
		if !f.IsExported() || f.Name == "Names" || f.Name == "Model" || f.Name == "Params" || f.Name == "Trust" || f.Name == "Tension" || f.Name == "Related" || f.Name == "Routes" {
			continue
		}
		p.field(f.Name, reflect.ValueOf(s).Elem().Field(i), 0)
	}
	p.pairs()
	for _, x := range s.Params {
		if x.Given {
			fmt.Fprintf(&p.b, "%s = %d %s\n", x.Path, x.Value, unitNames[x.Unit])
		}
	}
	return p.b.String()
}

type planner struct {
	s     *model.Spec
	touch map[TaskName]*Dist
	b     strings.Builder
}

func (p *planner) pairs() {
	s, n := p.s, len(p.s.Nations)
	for i := range n * n {
		if s.Related[i] {
			fmt.Fprintf(&p.b, "Related %s > %s: trust %s, tension %s\n", p.name(s.Nations[i/n].Ref), p.name(s.Nations[i%n].Ref),
				s.Params[s.Trust[i]].Path, s.Params[s.Tension[i]].Path)
		}
	}
	for a := range s.Agencies {
		for b := range s.Agencies {
			for _, r := range s.Routes[[2]model.AgencyID{model.AgencyID(a), model.AgencyID(b)}] {
				fmt.Fprintf(&p.b, "Route %s", p.name(s.Agencies[a].Ref))
				for _, l := range r.Legs {
					fmt.Fprintf(&p.b, " -%s-> %s", p.name(s.Channels[l.Channel].Ref), p.name(s.Agencies[l.To].Ref))
				}
				p.b.WriteByte('\n')
			}
		}
	}
}

func (p *planner) name(r journal.Ref) string { return p.s.Names.Text(r) }

func (p *planner) field(name string, v reflect.Value, depth int) {
	own := v.Kind() == reflect.Struct && v.Type().PkgPath() == paramIDType.PkgPath()
	if v.IsZero() && v.Kind() != reflect.Uint32 && v.Kind() != reflect.Int32 && !own {
		return // number 0 of nations and the like is a thing as well
	}
	indent := strings.Repeat("  ", depth)
	if text, ok := p.text(v); ok {
		if text != "" {
			fmt.Fprintf(&p.b, "%s%s: %s\n", indent, name, strings.ReplaceAll(text, "\n", "\n"+indent+"  "))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		fmt.Fprintf(&p.b, "%s%s:\n", indent, name)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				p.field(v.Type().Field(i).Name, v.Field(i), depth+1)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			p.field(fmt.Sprintf("%s[%d]", name, i), v.Index(i), depth)
		}
	default:
		fmt.Fprintf(&p.b, "%s%s: %v\n", indent, name, v.Interface())
	}
}

// text gives the words for a value that has some; ok says that it is done.
func (p *planner) text(v reflect.Value) (string, bool) {
	s := p.s
	named := func(n int, ref func(int) journal.Ref) (string, bool) {
		if n == model.None {
			return "", true
		}
		return p.name(ref(n)), true
	}
	switch x := v.Interface().(type) {
	case journal.Ref:
		return p.name(x), true
	case model.ParamID:
		if path := s.Params[x].Path; strings.HasPrefix(path, "model.") {
			return path, true // elsewhere it is the thing's own
		}
		return "", true
	case model.NationID:
		return named(int(x), func(i int) journal.Ref { return s.Nations[i].Ref })
	case model.AgencyID:
		return named(int(x), func(i int) journal.Ref { return s.Agencies[i].Ref })
	case model.DeskID:
		return named(int(x), func(i int) journal.Ref { return s.Desks[i].Ref })
	case model.FactID:
		return named(int(x), func(i int) journal.Ref { return s.Facts[i].Ref })
	case model.ActionID:
		return named(int(x), func(i int) journal.Ref { return s.Actions[i].Ref })
	case model.StorylineID:
		return named(int(x), func(i int) journal.Ref { return s.Storylines[i].Ref })
	case model.DeadlineID:
		return named(int(x), func(i int) journal.Ref { return s.Deadlines[i].Ref })
	case model.RuleID:
		return named(int(x), func(i int) journal.Ref { return s.Rules[i].Ref })
	case sim.Time:
		if x == sim.Never {
			return "never", true
		}
		return notation.FormatDuration(x), true
	case sim.Dist:
		return distText(x), true
	case *model.Tasks:
		return p.tasks(x[:]), true
	case calendar.Calendar:
		return fmt.Sprintf("open %s of a week", notation.FormatDuration(x.OpenWithin(0, 7*sim.Day))), true
	case law.Program:
		return p.program(x), true
	case fmt.Stringer:
		return x.String(), true
	}
	return "", false
}

// tasks lists the jobs that take other times here than everywhere.
func (p *planner) tasks(list []model.Duration) string {
	var out []string
	for i, d := range list {
		text := distText(d.Dist)
		switch {
		case i == int(model.Background):
			out = append(out, "background "+text)
		case d.Elapsed:
			out = append(out, taskNames[i]+" elapsed "+text)
		case text != distText(p.touch[TaskName(i)].Dist):
			out = append(out, taskNames[i]+" "+text)
		}
	}
	return strings.Join(out, "; ")
}

func (p *planner) program(x law.Program) string { return "\n" + x.Text(&p.s.Names) }

// distText shows a distribution by three of its quantiles.
func distText(d sim.Dist) string {
	at := func(u uint64) string { return notation.FormatDuration(d.Draw(u)) }
	lo, mid, hi := at(1<<60/10*8), at(1<<63), at(1<<63+1<<60/10*72)
	if lo == hi {
		return lo
	}
	return fmt.Sprintf("5 %% %s, median %s, 95 %% %s", lo, mid, hi)
}
