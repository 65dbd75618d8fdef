package agents_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// The traces in testdata show a run record by record. Commands:
//
//	world [NAME] [seed=N] [set=PATH=VALUE]   run a scenario: a library name, or the input as YAML
//	trace [kind=K,...] [about=TEXT,...]      its records, one a line, that mention every one of the words
//	why kind=K about=TEXT,... [until=N]      the spans from T0 to the n-th such record, by step and by cause
//
// Commit a rewritten trace (-rewrite) only when its cause is understood and
// wanted.
func TestTraces(t *testing.T) {
	datadriven.Walk(t, "testdata/traces", func(t *testing.T, path string) {
		var s *scenarios.Scenario
		var m *memory
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "world":
				s, m = theWorld(t, d)
				return fmt.Sprintf("%d records\n", len(m.list))
			case "trace":
				var out strings.Builder
				for i := range m.list {
					if line := told(&s.Spec.Names, &m.list[i]); wanted(d, &m.list[i], line) {
						fmt.Fprintln(&out, line)
					}
				}
				return out.String()
			case "why":
				return theReason(t, d, s.Spec, m)
			}
			t.Fatalf("%s: unknown command %q", d.Pos, d.Cmd)
			return ""
		})
	})
}

// traced names, for each of the mission's systems that the world plays, the traces
// that show it.
var traced = map[string]string{
	"1 secure channels":             "outage accreditation channel-closed compromise compromise-unseen",
	"2 formats and protocols":       "formats translation",
	"3 sharing platforms":           "store-hit store-hit-without-fields store-biometric store-integration store-override",
	"4 liaison and missions":        "note-verbale phone-first",
	"5 agreements":                  "agreements agreement-dispute clock-expired business-days judicial-leave criminality law-again",
	"6 joint teams":                 "team",
	"7 command structures":          "command command-again",
	"8 INTERPOL":                    "diffusion motion-refused notice-withdrawn",
	"9 United Nations":              "listing-binds motion-hold motion-hold-capped",
	"10 NATO":                       "consultation motion-silence motion-silence-meeting",
	"11 regional bodies":            "body-not-operational body-relay-refused",
	"12 Europol and its like":       "body-contribution evidence",
	"13 harmonisation":              "harmonisation",
	"14 originator control":         "consent-denied list-and-consent lapse markings breach wall",
	"15 tension":                    "tension-closes parked",
	"16 trust":                      "trust trust-at-home credibility",
	"17 capacity":                   "overload overload-graceful",
	"18 technical assistance":       "programme programme-refused",
	"19 joint training":             "training",
	"20 priorities":                 "priorities",
	"21 three streams":              "three-streams",
	"22 summits":                    "summit",
	"24 automation":                 "automation",
	"25 procedures":                 "motion-majority motion-unanimity motion-consensus motion-quorum motion-delegated motion-extra-meeting motion-rejected proposal-willing",
	"26 lawful actions and support": "public-warning invented-authority detention-extended surveillance support support-declined warrant-refused",
}

// TestEverySystemHasATrace: no system is played that nobody can read record by
// record.
func TestEverySystemHasATrace(t *testing.T) {
	for system, names := range traced {
		for name := range strings.FieldsSeq(names) {
			_, err := os.Stat("testdata/traces/" + name + ".txt")
			require.NoError(t, err, system)
		}
	}
	require.Len(t, traced, 25) // all but the lessons of a campaign and the events list, which drives most of these
}

func theWorld(t *testing.T, d *datadriven.TestData) (*scenarios.Scenario, *memory) {
	var seed uint64 = 1
	var set []string
	text := d.Input
	for _, a := range d.CmdArgs {
		switch a.Key {
		case "seed":
			d.ScanArgs(t, "seed", &seed)
		case "set":
			set = append(set, a.Vals...)
		default:
			text = a.Key
		}
	}
	s := load(t, text, set...)
	_, m := run(t, s.Spec, seed)
	return s, m
}

// wanted says whether a record is of the kinds and mentions all the words of a
// command.
func wanted(d *datadriven.TestData, r *journal.Record, line string) bool {
	for _, a := range d.CmdArgs {
		switch a.Key {
		case "kind":
			if !slices.Contains(a.Vals, r.Kind.String()) {
				return false
			}
		case "about":
			for _, word := range a.Vals {
				if !strings.Contains(line, word) {
					return false
				}
			}
		}
	}
	return true
}

// theReason shows how the time passed from T0, the first instant at which any
// agency understood any key fact, to a record.
func theReason(t *testing.T, d *datadriven.TestData, spec *model.Spec, m *memory) string {
	var last *journal.Record
	from := sim.Never
	for i := range m.list {
		r := &m.list[i]
		if r.Kind == journal.Collected && key(spec, journal.Ref(r.Args[0])) {
			from = min(from, r.At)
		}
		if last == nil && wanted(d, r, told(&spec.Names, r)) {
			last = r
		}
	}
	require.NotNil(t, last, "no such record")
	spans := m.late(last, from)
	var out strings.Builder
	total := sim.Time(0)
	for _, s := range spans {
		total += s.Ms
	}
	fmt.Fprintf(&out, "T0 %s, %s, %d ms\n", clock(from), lasting(last.At-from), last.At-from)
	require.Equal(t, last.At-from, total, "the spans do not cover the window")
	at := from
	for _, s := range spans {
		at += s.Ms
		fmt.Fprintf(&out, "%-10s %-8s %-9s %-28s %s\n", clock(at), s.Step, s.Cause, spec.Names.Text(s.Object), lasting(s.Ms))
	}
	out.WriteString("by step: " + summed(spans, func(s journal.Span) string { return s.Step.String() }) + "\n")
	out.WriteString("by cause: " + summed(spans, func(s journal.Span) string { return s.Cause.String() }) + "\n")
	return out.String()
}

// summed adds spans up under a name, in the order in which the names come.
func summed(spans []journal.Span, by func(journal.Span) string) string {
	var names []string
	sums := map[string]sim.Time{}
	for _, s := range spans {
		if _, ok := sums[by(s)]; !ok {
			names = append(names, by(s))
		}
		sums[by(s)] += s.Ms
	}
	for i, n := range names {
		names[i] = n + " " + lasting(sums[n])
	}
	return strings.Join(names, ", ")
}

// key says whether a ref names a key fact.
func key(spec *model.Spec, r journal.Ref) bool {
	for i := range spec.Facts {
		if spec.Facts[i].Ref == r {
			return spec.Facts[i].Key
		}
	}
	return false
}

// The worked case of the model, to the millisecond.
func TestWorkedCase(t *testing.T) {
	s := load(t, "two-nations")
	_, m := run(t, s.Spec, 1)
	var last *journal.Record
	from := sim.Never
	for i := range m.list {
		switch r := &m.list[i]; {
		case r.Kind == journal.Collected && key(s.Spec, journal.Ref(r.Args[0])):
			from = min(from, r.At)
		case r.Kind == journal.Held && s.Spec.Names.Text(journal.Ref(r.Args[0])) == "main.f1":
			last = r
		}
	}
	require.NotNil(t, last)
	require.Equal(t, sim.Time(84_000_000), last.At-from)
	h, m15 := sim.Hour, sim.Minute
	steps, causes := map[journal.Step]sim.Time{}, map[journal.Cause]sim.Time{}
	for _, x := range m.late(last, from) {
		steps[x.Step] += x.Ms
		causes[x.Cause] += x.Ms
	}
	require.Equal(t, map[journal.Step]sim.Time{
		journal.Assess: 15*h + 45*m15, journal.Law: 2 * h, journal.Release: 2 * h,
		journal.Gateway: 10 * m15, journal.Carry: 5 * m15, journal.Convert: 3 * h, journal.Reading: 20 * m15,
	}, steps)
	require.Equal(t, map[journal.Cause]sim.Time{
		journal.OffHours: 15 * h, journal.Work: 7*h + 35*m15, journal.Queue: 30 * m15,
		journal.ByRule: 10 * m15, journal.Latency: 5 * m15,
	}, causes)
}
