package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// crowd is a world of forty storylines of one fact each, which Arvonia's police
// notices and tells Belmora's; with lines added to the model, to Arvonia, to its
// police and to the channel.
func crowd(kind, model, nation, police, channel string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `
entente: 1
scenario: crowd
start: 2027-03-01T08:00+01:00
end: T+20d
warm_up: 0s
model: {attention: {aside: 0}, %s}
presets:
  agencies: {wide: {desks: {intake: {servers: 1000, load: 0, backlog_max: 1000}}}}
nations:
  arvonia:
    policy: {distribution: [{id: tell, when: level >= NOTICED, to: [belmora.police]}]}
    %s
    agencies: {police: {like: wide, collects: {%s: 1}%s}, prosecutor: {like: wide}}
  belmora: {agencies: {police: {like: wide}}}
channels: {line: {members: ["*"], latency: 5m%s}}
storylines:
`, model, nation, kind, police, channel)
	for i := range 40 {
		fmt.Fprintf(&b, "  s%02d: {stages: [{lasts: 20d, facts: [f]}], facts: {f: {kind: %s, place: belmora, seen_in: [arvonia], tokens: [k%d], detectability: 0.5, for: 1d}}}\n", i, kind, i)
	}
	return b.String()
}

// What a scenario declares as a chance or share is how often it comes about.
func TestWhatIsDeclaredComesAbout(t *testing.T) {
	count := func(is func(*journal.Record) bool) func(*model.Spec, *memory) float64 {
		return func(_ *model.Spec, m *memory) float64 {
			n := 0.0
			for i := range m.list {
				if is(&m.list[i]) {
					n++
				}
			}
			return n
		}
	}
	kind := func(k journal.Kind) func(*model.Spec, *memory) float64 {
		return count(func(r *journal.Record) bool { return r.Kind == k })
	}
	held := func(understood bool) func(*model.Spec, *memory) float64 {
		return count(func(r *journal.Record) bool { return r.Kind == journal.Held && (r.Args[3] == 1 || !understood) })
	}
	ended := func(why journal.Reason) func(*model.Spec, *memory) float64 {
		return count(func(r *journal.Record) bool { return r.Kind == journal.Ended && r.Reason == why })
	}
	items := count(func(r *journal.Record) bool {
		return r.Kind == journal.Sent && journal.Message(r.Args[0]) == journal.Item
	})
	const eager = "will: {base: 20}"
	for _, c := range []struct {
		name     string
		world    string
		hits, of func(*model.Spec, *memory) float64
		share    float64
	}{
		{"a fact is noticed", crowd("FIN", eager, "", "", ""), kind(journal.Detected), kind(journal.Exposed), 0.5},
		{"a channel loses a message", crowd("FIN", eager, "", "", ", loss: 0.2"), ended(journal.ChannelLoss), items, 0.2},
		{"a prosecutor does not grant", crowd("FIN", eager+", grant: 0.7", "laws: [{id: leave, when: abroad, do: require prosecutor}]", "", ""), ended(journal.NotGranted), items, 0.3},
		{"a fact survives keying again", crowd("FIN", eager+", keep: {structured: 0.6}", "", "", ", format: forms"), held(true), held(false), 0.6},
		{"a name survives translation", crowd("IDENTITY", eager+", keep: {names: 0.4}", "languages: [own]", "", ""), held(true), held(false), 0.4},
		{"somebody is unwilling", crowd("FIN", "will: {base: 1, balance: 0, danger: 0}, will_asked: 0", "", "", ""), kind(journal.Parked), items, 1 - 0.7311},
		{"a channel is down", crowd("FIN", eager, "", "", ", mtbf: 2d, mttr: 12h"), downtime, func(s *model.Spec, _ *memory) float64 { return float64(s.End) }, 0.2},
	} {
		t.Run(c.name, func(t *testing.T) {
			spec := load(t, c.world).Spec
			hits, of := 0.0, 0.0
			for seed := range uint64(60) {
				_, m := run(t, spec, seed)
				hits += c.hits(spec, m)
				of += c.of(spec, m)
			}
			require.Greater(t, of, 1000.0)
			t.Logf("declared %.3f, came about %.3f", c.share, hits/of)
			require.InDelta(t, c.share, hits/of, 0.035)
		})
	}
}

// downtime is for how long the channel was down.
func downtime(spec *model.Spec, m *memory) float64 {
	var sum, since sim.Time
	down := false
	for i := range m.list {
		r := &m.list[i]
		if r.Kind != journal.Channel {
			continue
		}
		if down {
			sum += r.At - since
		}
		down, since = r.Args[0] == int64(journal.Down), r.At
	}
	if down {
		sum += spec.End - since
	}
	return float64(sum)
}
