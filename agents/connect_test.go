package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/agentstest"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// levels gives when each agency had come to each level on each storyline, or beyond.
func (m *memory) levels() map[[3]int64]sim.Time {
	out := map[[3]int64]sim.Time{}
	for i := range m.list {
		if r := &m.list[i]; r.Kind == journal.Level {
			for g := r.Args[1] + 1; g <= r.Args[2]; g++ {
				out[[3]int64{int64(r.Actor), r.Args[0], g}] = r.At
			}
		}
	}
	return out
}

// Better odds to connect let agencies see a pattern as soon or sooner. Hardly one in a
// hundred comes later: who sees sooner tells sooner, and what is told is worked on before
// something else.
func TestConnectingHardlyHurts(t *testing.T) {
	m, missed := moves{}, 0
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		of := func(chance string) *memory {
			_, m := run(t, load(t, text, "model.connecting.chance="+chance).Spec, 7)
			return m
		}
		few, more := of("0.1"), of(rapid.SampledFrom([]string{"0.4", "0.8", "1"}).Draw(t, "chance"))
		missed += few.records(journal.Overlooked)
		sooner := more.levels()
		for k, at := range few.levels() {
			switch now, ok := sooner[k]; {
			case !ok || now > at:
				m.later++
			case now < at:
				m.sooner++
			default:
				m.same++
			}
		}
	})
	t.Logf("levels: %d as soon, %d sooner, %d later; %d pairs overlooked", m.same, m.sooner, m.later, missed)
	require.NotZero(t, missed)
	require.NotZero(t, m.sooner, "connecting made no difference, so this shows nothing")
	require.LessOrEqual(t, m.later*20, m.sooner)
}

// In any world what is connected was overlooked before, once, and the time between is
// time in which nobody connected it, to the millisecond.
func TestConnectingTiles(t *testing.T) {
	found := 0
	agentstest.InWorlds(t, 30, func(t *rapid.T, text string) {
		s, err := scenarios.LoadText("drawn.yaml", []byte(text), scenarios.Options{Set: []string{"model.connecting.chance=0.15", "model.connecting.again=4"}})
		require.NoError(t, err)
		_, m := run(t, s.Spec, rapid.Uint64Range(1, 9).Draw(t, "seed"))
		apart := map[sim.ID]sim.Time{}
		for i := range m.list {
			switch r := &m.list[i]; r.Kind {
			case journal.Overlooked:
				require.NotContains(t, apart, r.Subject)
				apart[r.Subject] = r.At
			case journal.Connected:
				require.Contains(t, apart, r.Subject)
				lay := sim.Time(0)
				for _, x := range r.Spans {
					require.Equal(t, journal.Unconnected, x.Cause)
					lay += x.Ms
				}
				require.Equal(t, r.At-apart[r.Subject], lay)
				delete(apart, r.Subject)
				found++
			}
		}
	})
	require.NotZero(t, found)
}

// Where everybody connects at once, runs are those of an engine that knows no other.
func TestConnectingAlwaysIsAsEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		s := load(t, text)
		w, _ := run(t, s.Spec, 5)
		for i := range s.Spec.Params { // a setting is a record, so no setting
			if p := &s.Spec.Params[i]; strings.HasPrefix(p.Path, "model.connecting.") && p.Path != "model.connecting.chance" {
				p.Value = p.Max
			}
		}
		other, _ := run(t, s.Spec, 5)
		require.Equal(t, w.Digest(), other.Digest())
	})
}

// A release authority may hold back at its discretion: less with more danger, less where
// it was asked, and never towards its own nation; as it does, the sender is refused.
func TestReleaseIsWithheldAtDiscretion(t *testing.T) {
	withheld := func(set ...string) (n int) {
		for seed := uint64(1); seed <= 12; seed++ {
			_, m := run(t, load(t, holding, set...).Spec, seed)
			for i := range m.list {
				if r := &m.list[i]; r.Kind == journal.Ended && r.Reason == journal.Withheld {
					require.Equal(t, journal.Refused, journal.Outcome(r.Args[0]))
					n++
				}
			}
		}
		return n
	}
	require.Zero(t, withheld())
	some := withheld("model.withhold=0.8")
	require.Positive(t, some)
	require.Less(t, withheld("model.withhold=0.8", "relations.arvonia-belmora.trust=0.9"), some, "trust")
	require.Greater(t, withheld("model.withhold=1", "relations.arvonia-belmora.trust=0.1"), some)
}

const holding = `entente: 1
scenario: holding
start: 2027-03-01T08:00+01:00
end: T+24h
warm_up: 0s
model:
  attention: {aside: 0}
  will: {base: 20}
  touch: {collect: 30m, assess: 30m, read: 10m, release: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia: {agencies: {police: {like: quiet, collects: {FIN: 1}, policy: {asks: [], distribution: [{id: tell, to: belmora.spoc}]}}}}
  belmora: {agencies: {spoc: {like: quiet, policy: {asks: [], distribution: []}}}}
relations: {arvonia-belmora: {trust: 0.5}}
channels: {link: {members: ["*"], latency: 1m}}
storylines:
  s:
    recognise: {k: 1}
    stages: [{lasts: 90d, facts: [a]}]
    facts: {a: {kind: FIN, place: arvonia, seen_in: [arvonia], tokens: [x], key: true}}
`
