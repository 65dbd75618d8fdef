package agents_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// memory keeps every record of a run.
type memory struct{ list []journal.Record }

func (m *memory) Record(r *journal.Record) error {
	c := *r
	c.From, c.Spans, c.Facts = slices.Clone(r.From), slices.Clone(r.Spans), slices.Clone(r.Facts)
	m.list = append(m.list, c)
	return nil
}

// of gives the record with a number.
func (m *memory) of(n journal.Num) *journal.Record { return &m.list[n-1] }

// load compiles a scenario written in a test, or a library one by its name.
func load(t require.TestingT, text string, set ...string) *scenarios.Scenario {
	o := scenarios.Options{Set: set}
	if !strings.Contains(text, "\n") {
		s, err := scenarios.Load(text, o)
		require.NoError(t, err)
		return s
	}
	s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(text)}}, o)
	require.NoError(t, err, text)
	return s
}

// run executes a scenario under the monitor and keeps its records.
func run(t require.TestingT, spec *model.Spec, seed uint64) (*agents.World, *memory) {
	m := &memory{}
	mon := journal.NewMonitor(&spec.Names)
	mon.Thorough = true
	w := agents.New(spec, seed, m, mon)
	require.NoError(t, w.Run())
	require.NoError(t, mon.Close())
	return w, m
}

// mentions runs a scenario and gives the records that mention all of some words.
func mentions(t require.TestingT, s *scenarios.Scenario, words ...string) (out []string) {
	_, m := run(t, s.Spec, 1)
	for i := range m.list {
		line, all := told(&s.Spec.Names, &m.list[i]), true
		for _, w := range words {
			all = all && strings.Contains(line, w)
		}
		if all {
			out = append(out, line)
		}
	}
	return out
}

// told shows a record in one line, as the traces do.
func told(names *journal.Names, r *journal.Record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", clock(r.At), r.Kind)
	if r.Actor != 0 {
		fmt.Fprintf(&b, " %s", names.Text(r.Actor))
	}
	if r.Step != journal.NoStep {
		fmt.Fprintf(&b, " %s", r.Step)
	}
	for i, f := range r.Kind.Shape().Fields {
		v := r.Args[i]
		if text := worded(names, f.Type, v); text != "" {
			fmt.Fprintf(&b, " %s=%s", f.Name, text)
		}
	}
	if len(r.Facts) > 0 {
		var facts []string
		for _, f := range r.Facts {
			facts = append(facts, names.Text(f))
		}
		fmt.Fprintf(&b, " facts=%s", strings.Join(facts, ","))
	}
	if r.Reason != journal.NoReason {
		fmt.Fprintf(&b, " because=%s", r.Reason)
	}
	if r.Rule != 0 {
		fmt.Fprintf(&b, " by=%s", names.Text(r.Rule))
	}
	for _, s := range r.Spans {
		fmt.Fprintf(&b, " [%s %s %s %s]", s.Step, s.Cause, names.Text(s.Object), lasting(s.Ms))
	}
	return b.String()
}

func worded(names *journal.Names, t journal.Type, v int64) string {
	switch t {
	case journal.TRef:
		return names.Text(journal.Ref(v))
	case journal.TTime:
		if sim.Time(v) >= sim.Never {
			return ""
		}
		return clock(sim.Time(v))
	case journal.TSpan:
		return lasting(sim.Time(v))
	case journal.TPPM:
		if v == 0 {
			return ""
		}
		return fmt.Sprintf("%.3f", float64(v)/1e6)
	case journal.TID, journal.TNone:
		return ""
	case journal.TPurposes:
		return fmt.Sprintf("%05b", v)
	}
	if texts := t.Texts(); v >= 0 && v < int64(len(texts)) {
		return texts[v]
	}
	return fmt.Sprint(v)
}

// clock shows an instant as T+h:mm:ss.
func clock(t sim.Time) string {
	sign := "T+"
	if t < 0 {
		sign, t = "T-", -t
	}
	return sign + lasting(t)
}

// lasting shows a stretch of time as h:mm, with seconds and milliseconds where
// there are any.
func lasting(t sim.Time) string {
	s := fmt.Sprintf("%d:%02d", t/sim.Hour, t%sim.Hour/sim.Minute)
	if r := t % sim.Minute; r != 0 {
		s += fmt.Sprintf(":%02d", r/sim.Second)
		if ms := r % sim.Second; ms != 0 {
			s += fmt.Sprintf(".%03d", ms)
		}
	}
	return s
}

// late walks back from a record by binding causes to the root and gives the
// spans in order of time, cut at from.
func (m *memory) late(last *journal.Record, from sim.Time) []journal.Span {
	var back []journal.Span
	for r := last; ; {
		for _, s := range slices.Backward(r.Spans) {
			back = append(back, s)
		}
		b := r.Binding()
		if b.Num == 0 {
			break
		}
		r = m.of(b.Num)
		if r.At <= from {
			break
		}
	}
	left := last.At - from
	var out []journal.Span
	for _, s := range back {
		if s.Ms = min(s.Ms, left); s.Ms > 0 {
			out = append(out, s)
			left -= s.Ms
		}
	}
	slices.Reverse(out)
	return out
}

func TestLastingShowsTime(t *testing.T) {
	require.Equal(t, "23:20", lasting(84_000_000))
	require.Equal(t, "T-0:00:01.500", clock(-1500))
}
