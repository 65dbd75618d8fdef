package explain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// undone is a world in which the service may leave out what it usually tells, and the
// police may not connect what they are told.
const undone = `
entente: 1
scenario: undone
start: 2027-03-01T08:00+01:00
end: T+48h
warm_up: 0s
model:
  attention: {aside: 0}
  connecting: {chance: CHANCE}
  practice: {habit: HABIT, danger: 0}
  touch: {collect: 30m, assess: 30m, read: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}, policy: {asks: []}}}
nations:
  arvonia:
    network: {latency: 1m}
    agencies:
      intelligence: {like: quiet, collects: {IDENTITY: 1}, policy: {distribution: [{id: colleagues, text: One tells the colleagues., practice: habit, to: own.police}]}}
      fiu: {like: quiet, collects: {FIN: 1}, policy: {distribution: [{id: on, to: own.police}]}}
      police: {like: quiet, policy: {distribution: []}}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 90d, facts: [who, money]}]
    facts:
      who: {kind: IDENTITY, place: arvonia, tokens: [k], key: true}
      money: {kind: FIN, place: arvonia, tokens: [k], key: true}
    deadlines: [{id: d, agency: arvonia.police, want: informed, at: T+8h}]
`

// What was left out although it is usually told, and what nobody connected, is named by an
// explanation: the rule, and the record.
func TestWhyUndone(t *testing.T) {
	why := func(habit, chance string) (*explain.Explanation, func(journal.Ref) string) {
		text := strings.NewReplacer("HABIT", habit, "CHANCE", chance).Replace(undone)
		sc, err := scenarios.LoadText("undone.yaml", []byte(text), scenarios.Options{})
		require.NoError(t, err)
		trace := measure.NewTrace(sc.Static)
		require.NoError(t, agents.New(sc.Spec, 1, trace).Run())
		e, err := reader(t, trace).Deadline("s.d")
		require.NoError(t, err)
		tiles(t, e, "the deadline")
		return e, func(r journal.Ref) string { return sc.Spec.Names.Text(r) }
	}
	e, name := why("0", "1")
	require.Equal(t, journal.NotMet, e.Outcome)
	l := e.Missing[e.Through-1]
	require.Equal(t, explain.Elsewhere, l.Place)
	require.Equal(t, journal.LeftOut, l.Reason)
	require.Equal(t, "arvonia.intelligence.distribution.colleagues", name(l.Rule))

	e, _ = why("1", "0")
	require.Equal(t, journal.NotMet, e.Outcome)
	require.Equal(t, journal.Overlooked, e.End.Kind)
	last := e.Stretches[len(e.Stretches)-1]
	require.Equal(t, journal.Unconnected, last.Cause)
	require.Greater(t, int64(last.Ms()), int64(7*sim.Hour))

	e, _ = why("1", "1")
	require.Equal(t, journal.Met, e.Outcome)
}
