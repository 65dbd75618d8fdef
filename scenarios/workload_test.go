package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
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

// A desk is named by the place at which it stands in the document.
func TestDeskPaths(t *testing.T) {
	s := must(t, `
entente: 1
scenario: desks
start: 2027-03-01T08:00+01:00
end: T+1d
nations: {arvonia: {agencies: {spoc: {desks: {analysis: {}}}}}}
bodies: {council: {desks: {intake: {}}}}
`)
	require.Equal(t, "nations.arvonia.agencies.spoc.desks.analysis", deskPath(s.Spec, &s.Spec.Desks[0]))
	require.Equal(t, "bodies.council.desks.intake", deskPath(s.Spec, &s.Spec.Desks[1]))
}
