package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/journal"
)

// asking is a world of two desks: Arvonia's police suspect at one hour and ask Belmora's
// point of contact, which puts aside what is not pressing.
const asking = `entente: 1
scenario: asking
start: 2027-03-01T08:00+01:00
end: T+12h
warm_up: 0s
model:
  will: {base: 20}
  attention: {aside: 0.6, lies: 4h}
  touch: {collect: 30m, assess: 30m, read: 10m, search: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia: {agencies: {police: {like: quiet, collects: {THREAT_LEVEL: 1}, policy: {distribution: []}}}}
  belmora: {agencies: {spoc: {like: quiet, policy: {distribution: []}}}}
channels: {link: {members: ["*"], latency: 1m}}
storylines:
  s:
    recognise: {k: 1}
    stages: [{lasts: 90d, facts: [a]}]
    facts: {a: {kind: THREAT_LEVEL, place: belmora, seen_in: [arvonia], tokens: [x], key: true}}
`

// chances gives the odds at which Belmora's point of contact put pieces aside, and the
// precedence of the requests that it was sent.
func chances(t *testing.T, set ...string) (chance []int64, prec []journal.Precedence) {
	_, m := run(t, load(t, asking, set...).Spec, 3)
	for i := range m.list {
		r := &m.list[i]
		if r.Kind == journal.Aside && journal.Outcome(r.Args[0]) == journal.PutAside && r.Step == journal.Reading {
			chance = append(chance, r.Args[3])
		}
		if r.Kind == journal.Sent && journal.Message(r.Args[0]) == journal.Request {
			prec = append(prec, journal.Precedence(r.Args[3]))
		}
	}
	return chance, prec
}

// An agency writes a precedence on its requests, and a term: the reader's odds to put
// them aside are those of the precedence and of what is owed.
func TestRequestsCarryALabelAndATerm(t *testing.T) {
	_, plain := chances(t)
	require.Equal(t, journal.Flash, plain[0], "RECOGNISED with a threat: danger 0.8")
	_, low := chances(t, "nations.arvonia.policy.asks_precedence=ROUTINE")
	require.Equal(t, journal.Routine, low[0])
	_, high := chances(t, "nations.arvonia.policy.asks_precedence=IMMEDIATE")
	require.Equal(t, journal.Immediate, high[0])

	without, _ := chances(t, "nations.arvonia.policy.asks_precedence=ROUTINE", "model.attention.aside=0.99")
	within, _ := chances(t, "nations.arvonia.policy.asks_precedence=ROUTINE", "nations.arvonia.policy.asks_within=6h", "model.attention.aside=0.99")
	require.NotEmpty(t, without)
	require.NotEmpty(t, within)
	require.Less(t, within[0], without[0], "a term is something owed")
	flash, _ := chances(t, "nations.arvonia.policy.asks_precedence=FLASH", "model.attention.aside=0.99")
	if len(flash) > 0 {
		require.Less(t, flash[0], without[0])
	}
}
