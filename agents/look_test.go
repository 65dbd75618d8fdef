package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// crowded is a world in which something waits for nearly everything that can be
// waited for: servers, slots, teams, belief, willingness, an objection.
const crowded = `
entente: 1
scenario: crowded
start: 2027-03-01T08:00+01:00
end: T+10d
warm_up: 24h
model: {credit_at: 0.7, will: {base: -1}, vote: {base: -2}, grant: 1, patience: 20h}
nations:
  arvonia:
    languages: [common]
    priorities: {attack: 0}
    policy: {distribution: [{id: on, when: level >= NOTICED, to: [belmora.police, belmora.spoc]}]}
    agencies:
      police:
        collects: {FIN: 1, IDENTITY: 1, THREAT_LEVEL: 1}
        desks: {intake: {servers: 1, load: 0.9}, analysis: {servers: 2, load: 0.9}, release: {servers: 1, load: 0.9, backlog_max: 3}}
        actions: {watch: {teams: 1}}
      spoc: {}
      minister: {}
  belmora:
    languages: [other]
    priorities: {attack: 0}
    agencies:
      police: {collects: {FIN: 0.5}, desks: {intake: {servers: 1, load: 0.95, backlog_max: 2, graceful: true}}, actions: {watch: {teams: 1}}}
      spoc: {desks: {intake: {servers: 1, load: 0.95}}}
      minister: {}
relations: {arvonia-belmora: {trust: 0.5, tension: 0.2}}
bodies: {council: {members: [arvonia, belmora], role: secretariat}}
channels: {narrow: {members: ["*"], slots: 1, latency: 4h, mtbf: 9h, mttr: 20h}, other: {members: ["*"], slots: 1, latency: 9h, closes_at: 0.3, mtbf: 5h, mttr: 20h}}
motions: {paper: {body: council, rule: no-objection, days: 5, hold: 90d, when: level >= NOTICED, effects: [{set: {model.grant: 1}}]}}
storylines:
THREADS`

// thread is a storyline of it.
const thread = `    incident: attack
    recognise: {k: 1}
    stages: [{lasts: 30h, facts: [a, b, c]}, {lasts: 30h, facts: [d, e]}, {lasts: 900d}]
    facts:
      a: {kind: FIN, place: arvonia, tokens: [k], key: true, for: 20h}
      b: {kind: IDENTITY, place: arvonia, nationality: belmora, tokens: [k], key: true, for: 20h}
      c: {kind: THREAT_LEVEL, place: arvonia, tokens: [k], key: true, for: 5h}
      d: {kind: FIN, place: belmora, tokens: [k], key: true, quality: 0.6, for: 20h}
      e: {kind: IDENTITY, place: arvonia, tokens: [l], key: true, quality: 0.7, for: 20h}
`

// Whichever parameter moves, when and whereto: when that instant has been worked
// off, nothing waits that could go on.
func TestEveryParameterIsFelt(t *testing.T) {
	s := load(t, strings.Replace(crowded, "THREADS", "  s:\n"+thread+"  t:\n"+thread+"  v:\n"+thread, 1))
	mattered := map[string]bool{}
	w := agents.New(s.Spec, 3)
	for at := sim.Time(0); at < s.Spec.End; at += 9*sim.Hour + 7*sim.Minute {
		require.NoError(t, w.RunUntil(at))
		require.Empty(t, w.WaitsInVain(), "before anything moves, %v", at)
		for id, p := range s.Spec.Params {
			for _, value := range []int64{p.Min, p.Value / 2, min(2*p.Value+2, p.Max), min(p.Max, 10_000_000)} {
				if !p.Live || value < p.Min || value > p.Max {
					continue
				}
				f := w.Fork()
				f.Set(model.ParamID(id), value, journal.Link{})
				if len(f.WaitsInVain()) > 0 {
					mattered[p.Path[strings.LastIndexByte(p.Path, '.')+1:]] = true
				}
				require.NoError(t, f.RunUntil(at+1))
				require.Empty(t, f.WaitsInVain(), "%s set to %d at T+%d h", p.Path, value, at/sim.Hour)
			}
		}
	}
	for _, key := range []string{"servers", "slots", "teams", "credit_at", "trust", "tension", "backlog_max", "own_word", "base", "closes_at", "credibility"} {
		require.True(t, mattered[key], "nothing waited for %s, so this shows little", key)
	}
}

// The same in any world, and what goes on falsely after the instant is found too.
func TestNothingWaitsInVain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, agentstest.World(t))
		w := agents.New(s.Spec, rapid.Uint64().Draw(t, "seed"))
		at := sim.Time(0)
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			at += sim.Time(rapid.IntRange(1, 40*60).Draw(t, "minutes")) * sim.Minute
			require.NoError(t, w.RunUntil(at))
			if w.Now() >= s.Spec.End {
				break
			}
			id := rapid.IntRange(0, len(s.Spec.Params)-1).Draw(t, "parameter")
			p := s.Spec.Params[id]
			w.Set(model.ParamID(id), rapid.Int64Range(p.Min, min(p.Max, p.Min+20_000_000)).Draw(t, "value"), journal.Link{})
			require.NoError(t, w.RunUntil(w.Now()+1))
			require.Empty(t, w.WaitsInVain(), p.Path)
		}
	})
}

// Looking again changes nothing where nothing has moved: a parameter that is set to
// the value that it has leaves its own record and no other. (Trust that drifts back
// moves all the time, and whoever looks later finds it elsewhere: here it hardly does.)
func TestLookingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, strings.Replace(agentstest.World(t), "model: {", "model: {trust_moves: {half_life: 100000d}, ", 1))
		seed := rapid.Uint64().Draw(t, "seed")
		straight, looked := &memory{}, &memory{}
		require.NoError(t, agents.New(s.Spec, seed, straight).Run())
		w := agents.New(s.Spec, seed, looked)
		at := sim.Time(0)
		for range 20 {
			at += sim.Time(rapid.IntRange(1, 12*60).Draw(t, "minutes")) * sim.Minute
			require.NoError(t, w.RunUntil(at))
			if w.Now() < s.Spec.End {
				w.Set(0, s.Spec.Params[0].Value, journal.Link{})
			}
		}
		require.NoError(t, w.Run())
		var list []journal.Record
		for i := range looked.list {
			if looked.list[i].Kind != journal.Set {
				list = append(list, looked.list[i])
			}
		}
		same(t, lines(&s.Spec.Names, straight.list), lines(&s.Spec.Names, list), "looked at")
	})
}
