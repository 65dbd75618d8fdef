package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
	"entente/sim"
)

// busyDesk is a world in which messages of one storyline come, one after another, to a desk
// that is busy with other business: each waits there for its turn. It is the desk of who
// sends them or of who reads them, by how many servers SENDERS and RECEIVERS say.
const busyDesk = `
entente: 1
scenario: busy-desk
start: 2027-03-01T00:00Z
end: T+200h
warm_up: 24h
model: {grant: 1, will: {base: 20}, priority_step: 0.3, precedence_at: {priority: 0.97, immediate: 0.98, flash: 0.99}}
nations:
  arvonia: {agencies: {police: {collects: {FIN: 1}, desks: {intake: {servers: 9, hours: 24/7, load: 0}, release: {servers: SENDERS, hours: 24/7, load: 0.95, backlog_max: 99}}, policy: {distribution: [{id: on, to: belmora.spoc}]}}}}
  belmora: {priorities: {general: 0}, agencies: {spoc: {policy: {distribution: []}, desks: {intake: {servers: RECEIVERS, hours: 24/7, load: 0.95, backlog_max: 99}}}}}
channels: {link: {members: ["*"], latency: 1m}}
storylines:
  s:
    recognise: {k: 1}
    stages: [{lasts: 900d, facts: [FACTS]}]
    facts:
`

// sameWays runs a world in both ways, and says how often a job of the story was seen to wait
// for its turn at a desk that goes on by itself.
func sameWays(t *testing.T, text string, seed uint64) (turns int) {
	spec := load(t, text).Spec
	eager, w := onstage(t, spec, seed), agents.New(spec, seed)
	for at := sim.Time(0); at < spec.End; at += sim.Minute {
		require.NoError(t, w.RunUntil(at))
		turns += w.AwaitedTurns()
	}
	require.NoError(t, w.Run())
	require.Equal(t, eager.Digest(), w.Digest(), "seed %d", seed)
	require.Equal(t, eager.Events(), w.Events(), "seed %d", seed)
	return turns
}

// busyWorld is busyDesk with an entry every 17 minutes, each with an effect.
func busyWorld(senders, receivers string, effect func(n int) string) string {
	var names []string
	facts, entries := "", "msel:\n"
	for n := range 40 {
		names = append(names, fmt.Sprintf("f%d", n))
		facts += fmt.Sprintf("      f%d: {kind: FIN, place: arvonia, nationality: belmora, tokens: [k], key: true, after: %dh, for: 0s}\n", n, 5*n)
	}
	for n := range 700 {
		entries += fmt.Sprintf("  - {number: %d, type: inject, at: T+%dm, effect: {%s}}\n", n, 17*(n+1), effect(n))
	}
	return strings.NewReplacer("FACTS", strings.Join(names, ", "), "SENDERS", senders, "RECEIVERS", receivers).Replace(busyDesk) + facts + entries
}

// What a nation thinks urgent may change while a job of the story waits for its turn.
func TestTurnFollowsPriorities(t *testing.T) {
	turns := 0
	for seed := range uint64(depth.Pick(2, 4, 40)) {
		turns += sameWays(t, busyWorld("9", "1", func(n int) string { return fmt.Sprintf("set: {nations.belmora.priorities.general: %d}", n%2) }), seed+1)
	}
	require.NotZero(t, turns, "no job waited for its turn, so this shows nothing")
}

// A message may be called back while the work on it waits for its turn.
func TestTurnIsGivenBack(t *testing.T) {
	turns := 0
	for seed := range uint64(depth.Pick(2, 4, 40)) {
		turns += sameWays(t, busyWorld("1", "9", func(int) string { return "recall: {agency: arvonia.police, storyline: s}" }), seed+1)
	}
	require.NotZero(t, turns, "no job waited for its turn, so this shows nothing")
}

// Several jobs of the story may wait at one desk, and overnight, when nobody is called in for
// them; for what is IMMEDIATE somebody is. They take their turns as they would by the
// calendar.
func TestTurnsOvernight(t *testing.T) {
	several, closed := 0, 0
	text := strings.Replace(busyWorld("1", "2", func(n int) string {
		return fmt.Sprintf("set: {nations.belmora.priorities.general: %d}", n%2)
	}), "intake: {servers: 2, hours: 24/7,", "intake: {servers: 2, hours: Mon-Fri 08:00-17:00, on_call: true,", 1)
	for seed := range uint64(depth.Pick(2, 4, 40)) {
		spec := load(t, text).Spec
		eager, w := onstage(t, spec, seed), agents.New(spec, seed)
		for at := sim.Time(0); at < spec.End; at += 10 * sim.Minute {
			require.NoError(t, w.RunUntil(at))
			s, c := w.AwaitedTogether()
			several, closed = several+s, closed+c
		}
		require.NoError(t, w.Run())
		require.Equal(t, eager.Digest(), w.Digest(), "seed %d", seed)
		require.Equal(t, eager.Events(), w.Events(), "seed %d", seed)
	}
	require.NotZero(t, several, "no two jobs of the story waited at one desk, so this shows nothing")
	require.NotZero(t, closed, "no job of the story waited overnight, so this shows nothing")
}
