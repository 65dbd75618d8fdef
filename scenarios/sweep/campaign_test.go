package sweep

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim/journal"
)

// Constants, so that each run is the same but for its lessons. The message takes
// two hours at the analysts and four on the line, and is due after five. Lesson
// `faster` is against the step that costs most and in effect two runs after the
// first: from the third run on nothing is late. `elsewhere` is against a gap of an
// agency that has none, and `soon` changes what costs nothing.
const chained = `
entente: 1
scenario: chained
start: 2027-03-01T08:00+01:00
end: T+20h
warm_up: 0s
model: {attention: {aside: 0}, will: {base: 20}, touch: {collect: 0s, assess: 1h, release: 0s, read: 1h, translate: 1m, rekey: 1m}}
nations:
  arvonia: {agencies: {police: {collects: {THREAT_LEVEL: 1}, desks: {intake: {load: 0, servers: 9}}, policy: {distribution: [{when: level >= SUSPECTED, to: belmora.spoc}]}}}}
  belmora: {agencies: {spoc: {desks: {intake: {load: 0, servers: 9}}, policy: {distribution: []}}}}
channels: {link: {members: ["*"], latency: 4h}}
storylines:
  s:
    recognise: {k: 1}
    stages: [{lasts: 900d, facts: [a]}]
    facts: {a: {kind: THREAT_LEVEL, place: arvonia, tokens: [k], key: true, for: 0s}}
    deadlines: [{agency: belmora.spoc, want: informed, at: T+5h}]
campaign:
  runs: 5
  lessons:
    - {id: faster, against: {measure: M3, agency: belmora.spoc, step: CARRY}, after: 2, set: {channels.link.latency: 1h}}
    - {id: elsewhere, against: {measure: M3, agency: arvonia.police}, set: {channels.link.latency: 1m}}
    - {id: soon, against: {measure: M3}, set: {model.veto_at: 0.5}}
`

func TestCampaign(t *testing.T) {
	s, err := scenarios.LoadText("chained.yaml", []byte(chained), scenarios.Options{})
	require.NoError(t, err)
	load := func(o scenarios.Options) (*scenarios.Scenario, error) {
		return scenarios.LoadText("chained.yaml", []byte(chained), o)
	}
	steps := 0
	h, err := holdWith(t.Context(), Pool{Workers: 3, Step: func(bool) { steps++ }}, s, load, scenarios.Options{}, 1)
	require.NoError(t, err)
	require.Equal(t, 25, steps, "five exercises of five chains")
	c := h.Learned
	bare, _, _ := strings.Cut(chained, "campaign:")
	alone, err := scenarios.LoadSources([]scenarios.Source{{Name: "chained.yaml", Data: []byte(bare)}}, scenarios.Options{})
	require.NoError(t, err)
	first, err := Many(t.Context(), Pool{}, alone, 1, 1)
	require.NoError(t, err)
	require.Equal(t, first[0].Digest, c.Rounds[0].Digest, "that there will be lessons changes nothing")
	gap := measure.Gap{Measure: "M3", Agency: "belmora.spoc", Step: journal.Carry}
	var gaps [][]measure.Gap
	var inEffect [][]string
	for _, r := range c.Rounds {
		gaps, inEffect = append(gaps, r.Gaps), append(inEffect, r.InEffect)
	}
	require.Equal(t, [][]measure.Gap{{gap}, {gap}, nil, nil, nil}, gaps)
	require.Equal(t, [][]string{nil, {"soon"}, {"faster", "soon"}, {"faster", "soon"}, {"faster", "soon"}}, inEffect)
	require.Equal(t, []measure.Corrective{{ID: "faster", Gap: gap, Due: 2}, {ID: "soon", Gap: gap, Due: 1}}, c.Plan)
	// faster closed its gap; soon was in effect a run earlier and had not. The second run
	// missed what the first had.
	require.Equal(t, measure.Improvement{Share: measure.Share{Of: 1, All: 2}, Recurrences: 1}, c.Improvement)
	require.Equal(t, 2, c.Missed())

	require.Equal(t, 5, h.Without[0].Missed(), "left out, it is missed in every run")
	require.Equal(t, []int{3, 0, 0}, []int{h.Worth(0), h.Worth(1), h.Worth(2)})
	require.Equal(t, 5, h.Plain.Missed())
	require.Empty(t, h.Plain.Plan)

	// Whatever the number of workers it is the same; told to end, it is the campaign of as
	// many exercises as were held, and none where that is one.
	again, err := holdWith(t.Context(), Pool{Workers: 1}, s, load, scenarios.Options{}, 1)
	require.NoError(t, err)
	require.Equal(t, h, again)
	for held := 1; held < 5; held++ {
		ctx, stop := context.WithCancel(t.Context())
		steps = 0
		cut, err := holdWith(ctx, Pool{Workers: 2, Step: func(bool) {
			if steps++; steps == 5*held {
				stop()
			}
		}}, s, load, scenarios.Options{}, 1)
		require.ErrorIs(t, err, ErrStopped)
		if held == 1 {
			require.Nil(t, cut)
			continue
		}
		less, short := *s, *s.Campaign
		short.Runs, less.Campaign = held, &short
		want, err := holdWith(t.Context(), Pool{}, &less, load, scenarios.Options{}, 1)
		require.NoError(t, err)
		require.Equal(t, want, cut)
	}
}
