package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

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
