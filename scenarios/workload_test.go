package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/model"
	"entente/sim"
)

// What is estimated before a run is what it turns out to be, less what messages and
// decisions set going.
func TestWorkload(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "three-nations", "gulf-rift", "travelling-subject", "capacity-gate"} {
		s, err := Load(name, Options{})
		require.NoError(t, err)
		w := agents.New(s.Spec, 1)
		require.NoError(t, w.Run())
		expected := s.Workload(s.Spec.End)
		require.InEpsilon(t, w.Events(), expected.Events, 0.1, name)
		require.Less(t, s.Workload(s.Spec.End/2).Events, expected.Events, name)
		require.NotZero(t, expected.Part, name)
	}
}

// However much is asked for, the estimate does not wrap round, and the note stands
// where the rate does.
func TestEndlessRunsAreNoted(t *testing.T) {
	s, err := LoadSources([]Source{{Name: "test.yaml", Data: []byte(`
entente: 1
scenario: endless
start: 2000-03-01T08:00+01:00
end: T+36000d
warm_up: 36000d
nations: {arvonia: {agencies: {spoc: {desks: {intake: {servers: 10000, load: 0.9, work: {read: 1s}}}}}}}
bodies: {council: {desks: {intake: {servers: 10, load: 0.5, work: {read: 1s}}}}}
channels: {link: {members: ["*"], latency: 1m, mtbf: 1s, mttr: 1s, test_every: 1m}}
`)}}, Options{})
	require.NoError(t, err)
	w := s.Workload(s.Spec.End)
	require.Greater(t, w.Events, uint64(1e13))
	require.Equal(t, "nations.arvonia.agencies.spoc.desks.intake.load", w.Path)
	require.Greater(t, w.Takes(), 100*sim.Day)
	var found []string
	for _, n := range s.Notes {
		if n.Path == w.Path {
			found = append(found, n.String())
		}
	}
	require.Len(t, found, 1)
	require.Regexp(t, `^test.yaml:7:\d+: nations.*: about \d+ million events are to be expected, \d+ million of them by this, in 36000d of warm-up and 36000d of play: a run takes some \d+d\d*h*, and is stopped at 100 million`, found[0])
	more, err := LoadSources(s.Sources, Options{MaxEvents: model.EventCeiling})
	require.NoError(t, err)
	require.EqualValues(t, model.EventCeiling, more.Spec.EventBound())
	require.Equal(t, "bodies.council.desks.intake", deskPath(s.Spec, &s.Spec.Desks[1]))
}
