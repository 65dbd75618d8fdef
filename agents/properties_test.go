package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/sim"
	"entente/sim/journal"
)

// world draws a scenario that uses the mechanisms in combinations nobody would
// write down.
func world(t *rapid.T) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	yes := func(label string) bool { return rapid.Bool().Draw(t, label) }
	n := rapid.IntRange(2, 4).Draw(t, "nations")
	names := []string{"arvonia", "belmora", "cendria", "dorvik"}[:n]

	p("entente: 1\nscenario: random\nstart: 2027-03-01T08:00+01:00\nend: T+%dh\nwarm_up: 24h\n", rapid.IntRange(48, 240).Draw(t, "end"))
	p("model: {grant: %s, will: {base: %s}}\n", pick("grant", "0.3", "0.95"), pick("base", "-1", "0", "1.4"))
	p("nations:\n")
	for i, nation := range names {
		p("  %s:\n    offset: %q\n    languages: [%s]\n", nation, []string{"+01:00", "+02:00", "-05:00", "+09:00"}[i], pick("language", "common", "l"+nation, "l"+nation+", common"))
		if yes("scheme") {
			p("    classes: [UNCLASSIFIED, SECRET]\n")
		}
		p("    policy:\n      marking: {class: %s, tlp: %s, pap: %s, controlled: %v}\n", pick("class", "UNCLASSIFIED", "RESTRICTED", "SECRET"),
			pick("tlp", "CLEAR", "GREEN", "AMBER", "RED"), pick("pap", "CLEAR", "AMBER", "RED"), yes("controlled"))
		if yes("lists") {
			p("      distribution: [{id: lists, when: level >= NOTICED, to: %s}, {id: near, when: level >= SUSPECTED, to: [place.spoc, own.crisis]}, {id: on, to: collectors}]\n", pick("list to", "stores", "bodies", "named.spoc"))
		}
		if yes("standing") {
			p("      standing: [{to: own}, {to: %q, class: RESTRICTED}]\n", "*")
		}
		p("    laws:\n")
		if yes("require") {
			p("      - {id: %s-ask, when: 'abroad && danger < %s', do: require prosecutor, unless: imminent, source: invented, tag: C}\n", nation, pick("danger", "0.2", "0.9"))
		}
		p("      - {id: %s-%s, when: '%s', do: %s%s, source: invented, tag: C}\n", nation, "rule",
			pick("when", "abroad", `message in ["request", "reply"]`, `"IDENTITY" in item.kinds && abroad`, "tension > 0.5", "imminent"),
			pick("do", "block", "delay 3h", "strip IDENTITY", "notify minister", "limit 8h", "narrow lead", "retain 20h"),
			pick("unless", "", ", unless: danger > 0.2"))
		p("    agencies:\n")
		desk := func() string {
			return fmt.Sprintf("{servers: %d, hours: %q, on_call: %v, load: %s, backlog_max: %d, graceful: %v}", rapid.IntRange(1, 3).Draw(t, "servers"),
				pick("hours", "24/7", "Mon-Fri 08:00-17:00", "09:00-12:00"), yes("on call"), pick("load", "0", "0.6", "0.95"), rapid.IntRange(1, 50).Draw(t, "backlog"), yes("graceful"))
		}
		for _, role := range []string{"intelligence", "fiu", "police", "spoc", "prosecutor", "court", "minister"} {
			p("      %s:\n        collects: {FIN: %s, TRAVEL: %s, ACTIVITY: 0.5, IDENTITY: %s, THREAT_LEVEL: 0.7}\n", role, pick("fin", "0", "1"), pick("travel", "0", "1"), pick("identity", "0", "0.9"))
			p("        clearance: %s\n        desks:\n          intake: %s\n", pick("clearance", "RESTRICTED", "SECRET", "TOP_SECRET"), desk())
			if role == "intelligence" || role == "police" {
				p("          analysis: %s\n", desk())
			}
			if role == "police" {
				p("        actions: {detain: {authority: court, window: \"05:00-21:00\", clock: 24h}, watch: {}}\n")
			}
		}
	}
	p("relations:\n  %s-%s: {trust: %s, tension: %s}\n", names[0], names[1], pick("trust", "0.1", "0.5", "0.9"), pick("tension", "0", "0.4", "0.95"))
	p("channels:\n")
	for i := range rapid.IntRange(1, 3).Draw(t, "channels") {
		p("  net%d: {members: [%s], latency: {median: 2m, p95: 20m}, class: %s, slots: %d, format: %s, loss: %s", i, strings.Join(names, ", "),
			pick("channel class", "RESTRICTED", "SECRET"), rapid.IntRange(0, 2).Draw(t, "slots"), pick("format", "xml", "plain"), pick("loss", "0", "0.2"))
		if yes("fails") {
			p(", mtbf: 6h, mttr: 2h")
		}
		if yes("tested") {
			p(", test_every: 12h, test_fail: %s, closed_for: 5h, discover: 0.5, compromise: 10h, operator: %s", pick("test fails", "0", "0.5"), names[0])
		}
		p("}\n")
	}
	if yes("agreement") {
		p("agreements:\n  pact: {parties: [%s], ack: 1h, replies: [{id: urgent, when: imminent, within: 2h}, {id: usual, within: 8h}], excuse: prosecutor}\n", strings.Join(names, ", "))
	}
	if yes("store") {
		p("stores:\n  index: {readers: [%s], writers: [%s], subscribers: [%s], completeness: %s, lag: 20m, query: 5m}\n", strings.Join(names, ", "), strings.Join(names, ", "),
			pick("subscriber", names...), pick("complete", "0", "0.5", "1"))
	}
	p("storylines:\n")
	for s := range rapid.IntRange(1, 2).Draw(t, "storylines") {
		p("  story%d:\n    benign: %v\n    stages:\n      - {lasts: {median: 20h, p95: 40h}, facts: [a, b, c]}\n      - {lasts: 12h, facts: [d, e], next: [{stage: 3, weight: 1}, {stage: 4, weight: 1}]}\n      - {lasts: 6h}\n      - {lasts: 6h}\n", s, yes("benign"))
		p("    facts:\n")
		for _, f := range []string{"a", "b", "c", "d", "e"} {
			p("      %s: {kind: %s, place: %s, nationality: %s, tokens: [k%d, k%d], key: %v, for: %dh}\n", f, pick("kind", "FIN", "TRAVEL", "ACTIVITY", "IDENTITY", "THREAT_LEVEL"),
				pick("place", names...), pick("nationality", names...), rapid.IntRange(0, 3).Draw(t, "token"), rapid.IntRange(4, 5).Draw(t, "token"), f != "e", rapid.IntRange(1, 12).Draw(t, "for"))
		}
		p("    deadlines:\n      - {agency: %s.police, want: available(detain), before_stage: 3, lead: 2h}\n      - {agency: %s.spoc, want: informed, before_stage: 2, lead: 1h}\n      - {agency: %s.spoc, want: read(a), at: T+30h}\n", names[0], names[1], names[1])
	}
	p("msel:\n  - {number: 1, type: inject, at: T+2h, from: SimCell, to: %s.fiu, storyline: story0, text: x, effect: {expose: story0.a}}\n", names[0])
	p("  - {number: 2, type: expected_action, by: T+20h, who: %s.spoc, when: 'sent(story0, %s)'}\n", names[0], names[1])
	p("  - {number: 3, type: contingency, after: T+21h, if: 'not done(2)', from: SimCell, to: %s.spoc, text: x, effect: {ask: {from: %s.spoc, to: %s.spoc}}}\n", names[0], names[1], names[0])
	p("  - {number: 4, type: inject, at: T+25h, from: SimCell, text: x, effect: {recall: {agency: %s.fiu, storyline: story0}, leak: story0}}\n", names[0])
	return b.String()
}

// In any world the spans of every record tile and every message ends exactly
// once: the Writer and the Monitor look at each record, and here at the count.
func TestEveryMessageEndsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, world(t))
		_, m := run(t, s.Spec, rapid.Uint64().Draw(t, "seed"))
		ends := map[sim.ID]int{}
		for i := range m.list {
			switch r := &m.list[i]; r.Kind {
			case journal.Sent:
				ends[r.Subject] += 0
			case journal.Read, journal.Ended:
				ends[r.Subject]++
			}
		}
		for id, n := range ends {
			require.Equal(t, 1, n, "message %x", id)
		}
	})
}

// A run that is saved and restored at every k-th event is the straight run.
func TestSnapshotAtEveryKthEvent(t *testing.T) {
	for _, k := range []uint64{1, 7, 1000} {
		for _, name := range []string{"two-nations", "three-nations"} {
			if k == 1 && name != "two-nations" {
				continue // a snapshot an event is dear
			}
			s := load(t, name)
			straight := agents.New(s.Spec, 7)
			require.NoError(t, straight.Run())
			w := agents.New(s.Spec, 7)
			for over := false; !over; {
				var err error
				over, err = w.RunEvents(k)
				require.NoError(t, err)
				w, err = agents.Restore(s.Spec, w.Snapshot())
				require.NoError(t, err)
			}
			require.Equal(t, straight.Digest(), w.Digest(), "%s at every event %d", name, k)
			require.Equal(t, straight.Events(), w.Events())
		}
	}
}

// A run that is saved, restored and forked at any instants is the straight run.
func TestSnapshotAtAnyInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, world(t))
		seed := rapid.Uint64().Draw(t, "seed")
		straight := agents.New(s.Spec, seed)
		require.NoError(t, straight.Run())
		steps := rapid.IntRange(2, 40).Draw(t, "steps")
		w := agents.New(s.Spec, seed)
		for i := range steps {
			at := -s.Spec.WarmUp + (s.Spec.End+s.Spec.WarmUp)*sim.Time(i)/sim.Time(steps)
			require.NoError(t, w.RunUntil(at))
			b := w.Snapshot()
			var err error
			w, err = agents.Restore(s.Spec, b)
			require.NoError(t, err)
			require.Equal(t, b, w.Snapshot())
			if i%3 == 1 {
				w = w.Fork()
			}
		}
		require.NoError(t, w.Run())
		require.Equal(t, straight.Digest(), w.Digest())
		require.Equal(t, straight.Count(), w.Count())
	})
}
