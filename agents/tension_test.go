package agents_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/sim"
	"entente/sim/journal"
)

// calm draws a world without queues: unlimited servers and slots, desks round
// the clock, one route for a pair, no leak, constants for all work and carriage,
// since a message with another set of facts is another message with its own
// draws; and no originator control, for facts in one item wait for each other's
// consent, so that one which does not come can free the rest. What is left is
// who is willing.
func calm(t *rapid.T) func(string) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	names := []string{"arvonia", "belmora", "cendria"}
	p("entente: 1\nscenario: calm\nstart: 2027-03-01T08:00+01:00\nend: T+200h\nwarm_up: 0s\n")
	p("model:\n  will: {base: %s, balance: 0}\n  touch: {collect: 30m, assess: 45m, search: 30m, consent: 20m, release: 20m, sanitise: 1h, translate: 90m, rekey: 20m, read: 10m, relay: 20m, prosecutor: 30m, court: 90m}\n", pick("base", "0", "1.4"))
	p("  trust_moves: {answer: 0, gift: 0, legal: 0, discretion: 0, late: 0, none: 0}\n")
	p("presets:\n  agencies: {wide: {desks: {intake: {servers: 1000, load: 0, backlog_max: 1000}}}}\nnations:\n")
	for _, n := range names {
		p("  %s:\n    network: {latency: 5m}\n    policy: {marking: {tlp: GREEN}}\n    agencies:\n", n)
		for _, role := range []string{"police", "spoc", "prosecutor"} {
			p("      %s: {like: wide, collects: {FIN: %s, IDENTITY: 1, TRAVEL: 0.5}}\n", role, pick("fin", "0", "1"))
		}
	}
	p("relations: {arvonia-belmora: {tension: TENSION}, belmora-cendria: {tension: TENSION}, arvonia-cendria: {tension: TENSION}}\n")
	p("channels: {link: {members: [\"*\"], latency: 5m}}\nstorylines:\n")
	for s := range 2 {
		p("  story%d:\n    reactions: 0\n    recognise: {k: 2}\n    stages: [{lasts: 150h, facts: [a, b, c]}]\n    facts:\n", s)
		for _, f := range []string{"a", "b", "c"} {
			p("      %s: {kind: %s, place: %s, nationality: %s, tokens: [k%d], key: true, for: %dh}\n", f, pick("kind", "FIN", "IDENTITY", "TRAVEL"),
				pick("place", names...), pick("nationality", names...), s, rapid.IntRange(1, 30).Draw(t, "for"))
		}
	}
	text := b.String()
	return func(tension string) string { return strings.ReplaceAll(text, "TENSION", tension) }
}

// known gives, for every agency and fact, when it was first understood.
func (m *memory) known() map[[2]journal.Ref]sim.Time {
	out := map[[2]journal.Ref]sim.Time{}
	for i := range m.list {
		r := &m.list[i]
		if r.Kind != journal.Collected && (r.Kind != journal.Held || r.Args[3] == 0) {
			continue
		}
		k := [2]journal.Ref{r.Actor, journal.Ref(r.Args[0])}
		if _, ok := out[k]; !ok {
			out[k] = r.At
		}
	}
	return out
}

// More tension makes next to nothing known earlier: fewer than one in a hundred
// of the facts that it moves at all. It cannot be none, for a fact goes to a
// recipient once: what less tension packs into the answer to a question may
// travel by itself, and sooner, where the question was not put.
func TestTensionSlows(t *testing.T) {
	slower, sooner := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		with := calm(t)
		seed := rapid.Uint64().Draw(t, "seed")
		less := load(t, with("0.1"))
		more := load(t, with(rapid.SampledFrom([]string{"0.3", "0.6", "0.95"}).Draw(t, "tension")))
		_, m1 := run(t, less.Spec, seed)
		_, m2 := run(t, more.Spec, seed)
		first, then := m1.known(), m2.known()
		for k, at := range then {
			was, ok := first[k]
			switch {
			case !ok || at < was:
				sooner++
			case at > was:
				slower++
			}
		}
		for k := range first {
			if _, ok := then[k]; !ok {
				slower++
			}
		}
	})
	require.NotZero(t, slower, "tension made no difference, so this shows nothing")
	require.Less(t, 100*sooner, slower, "%d sooner, %d slower or never", sooner, slower)
}

// lookout draws a world in which what is known where messages start does not
// depend on what was sent to where they end: two nations collect, and one of
// them, under the other's control of its word, tells two more, which ask and
// tell nobody. Servers and slots are unlimited, desks never close, a pair has
// one route and nothing leaks; all durations are drawn as ever. An originator is
// asked once: its consent does not look at danger here, for an answer that
// takes longer would know more.
func lookout(t *rapid.T) func(string) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	p("entente: 1\nscenario: lookout\nstart: 2027-03-01T08:00+01:00\nend: T+400h\nwarm_up: 0s\n")
	p("model:\n  will: {base: %s, balance: 0}\n  consent: {danger: 0}\n", pick("base", "0", "1.4"))
	p("presets:\n  agencies: {wide: {desks: {intake: {servers: 1000, load: 0, backlog_max: 1000}}}}\nnations:\n")
	for i, n := range []string{"arvonia", "belmora", "cendria", "dorvik"} {
		p("  %s:\n    policy:\n      marking: {tlp: %s, controlled: %t}\n      distribution: [{id: on, when: level >= NOTICED, to: [%s]}]\n    agencies:\n", n,
			pick("tlp", "GREEN", "AMBER"), rapid.Bool().Draw(t, "controlled"), []string{"named.police", "own.police", "own.police", "arvonia.police"}[i])
		collects := fmt.Sprintf("collects: {FIN: %s, IDENTITY: 1, TRAVEL: 0.5}", pick("fin", "0", "1"))
		if i == 1 || i == 2 {
			collects = "collects: {FIN: 0}"
		}
		p("      police: {like: wide, %s}\n", collects)
	}
	p("relations: {arvonia-belmora: {tension: TENSION}, arvonia-cendria: {tension: TENSION}, belmora-dorvik: {tension: TENSION}, cendria-dorvik: {tension: TENSION}}\n")
	p("channels: {link: {members: [\"*\"], latency: {median: 5m, p95: 1h}}}\nstorylines:\n")
	for s := range 2 {
		p("  story%d:\n    reactions: 0\n    recognise: {k: 2}\n    stages: [{lasts: 350h, facts: [a, b, c, d]}]\n    facts:\n", s)
		for _, f := range []string{"a", "b", "c", "d"} {
			p("      %s: {kind: %s, place: %s, nationality: %s, seen_in: [%s], tokens: [k%d], key: true, for: %dh}\n", f, pick("kind", "FIN", "IDENTITY", "TRAVEL"),
				pick("place", "belmora", "cendria"), pick("nationality", "belmora", "cendria"), pick("seen in", "arvonia", "dorvik", "arvonia, dorvik"), s, rapid.IntRange(1, 60).Draw(t, "for"))
		}
	}
	text := b.String()
	return func(tension string) string { return strings.ReplaceAll(text, "TENSION", tension) }
}

// Where tension cannot change what there is to send, it never makes a message
// earlier and never turns a refusal into a release.
func TestTensionNeverHelpsAMessage(t *testing.T) {
	read, slower, refused := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		with := lookout(t)
		seed := rapid.Uint64().Draw(t, "seed")
		_, calm := run(t, load(t, with("0.1")).Spec, seed)
		_, tense := run(t, load(t, with(rapid.SampledFrom([]string{"0.3", "0.6", "0.95"}).Draw(t, "tension"))).Spec, seed)
		before, after := calm.items(), tense.items()
		require.Len(t, after, len(before), "other messages were sent")
		for id, was := range before {
			now, sent := after[id]
			require.True(t, sent)
			require.GreaterOrEqual(t, now, was, "a message came earlier, or against a refusal")
			switch {
			case was == sim.Never:
			case now == sim.Never:
				refused++
			case now > was:
				slower++
			default:
				read++
			}
		}
	})
	require.NotZero(t, slower, "nothing was slower")
	require.NotZero(t, refused, "nothing was refused")
	require.NotZero(t, read)
}

// items gives, for every message with an item, when it was read; Never if it
// was not.
func (m *memory) items() map[sim.ID]sim.Time {
	out := map[sim.ID]sim.Time{}
	for i := range m.list {
		switch r := &m.list[i]; {
		case r.Kind == journal.Sent && journal.Message(r.Args[0]) == journal.Item:
			out[r.Subject] = sim.Never
		case r.Kind == journal.Read && journal.Message(r.Args[0]) == journal.Item:
			out[r.Subject] = r.At
		}
	}
	return out
}

// With real desks, where one message makes room for another by staying away,
// the mean time to knowledge over 200 pairs of runs does not fall beyond its
// interval. What is not known by EndEx counts as known then, in both.
func TestTensionSlowsTheMean(t *testing.T) {
	var diffs []float64
	calm := load(t, "three-nations", "relations.*.tension=0.1", "model.tension=0.1")
	tense := load(t, "three-nations", "relations.*.tension=0.8", "model.tension=0.8")
	for r := range uint64(200) {
		seed := sim.Replication(1, r)
		_, m1 := run(t, calm.Spec, seed)
		_, m2 := run(t, tense.Spec, seed)
		diffs = append(diffs, hours(m2.meanKnown(tense.Spec))-hours(m1.meanKnown(calm.Spec)))
	}
	mean, half := interval(diffs)
	t.Logf("mean time to knowledge %+.2f h, 99.8 %% interval half as wide as %.2f h", mean, half)
	require.Greater(t, mean, -half)
	require.Positive(t, mean)
}

// meanKnown is the mean over agencies and facts of when a fact was understood,
// at most EndEx.
func (m *memory) meanKnown(spec *agents.Spec) sim.Time {
	known, sum := m.known(), sim.Time(0)
	for a := range spec.Agencies {
		for f := range spec.Facts {
			at, ok := known[[2]journal.Ref{spec.Agencies[a].Ref, spec.Facts[f].Ref}]
			if !ok {
				at = spec.End
			}
			sum += at
		}
	}
	return sum / sim.Time(len(spec.Agencies)*len(spec.Facts))
}

func hours(t sim.Time) float64 { return float64(t) / float64(sim.Hour) }

// interval gives the mean and half the width of its 99.8 % normal interval.
func interval(x []float64) (mean, half float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	squares := 0.0
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return mean, 3.09 * math.Sqrt(squares/float64(len(x)-1)/float64(len(x)))
}
