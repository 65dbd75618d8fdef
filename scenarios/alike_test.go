package scenarios

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/sim"
)

// TestAlikeIsKeptOnce: nations of the same preset share what they have alike, however
// many they are; what differs is each one's own.
func TestAlikeIsKeptOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "alike.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`
entente: 1
scenario: alike
start: 2028-05-01T08:00+00:00
end: T+1d
include: [nations/small-state]
nations:
  a: {like: small-state, offset: "+01:00"}
  b: {like: small-state, offset: "+01:00"}
  c: {like: small-state, offset: "+02:00"}
storylines:
  s:
    stages: [{lasts: 1d, facts: [f]}]
    facts: {f: {kind: TRAVEL, place: a, tokens: [k]}}
`), 0o600))
	three, err := Load(file, Options{})
	require.NoError(t, err)
	spec := three.Spec
	office := func(n int) *model.Agency { return &spec.Agencies[spec.Nations[n].Agencies[0]] }
	desk := func(n int) *model.Desk { return &spec.Desks[office(n).Desk[model.Analysis]] }
	for n := 1; n < 3; n++ {
		require.Same(t, desk(0).Tasks, desk(n).Tasks)
		require.Same(t, &office(0).Distribution[0], &office(n).Distribution[0])
	}
	require.True(t, desk(0).Calendar == desk(1).Calendar, "the same week, not another like it")
	require.NotEqual(t, desk(0).Calendar, desk(2).Calendar, "another offset")

	twelve, err := Load("twelve-nations", Options{})
	require.NoError(t, err)
	tables := map[sim.Dist]bool{}
	for i := range twelve.Spec.Desks {
		if x := &twelve.Spec.Desks[i]; x.Loaded {
			work := x.Tasks[model.Background].Dist
			require.True(t, work == work.Tabulated(), "drawn very often")
			tables[work] = true
		}
	}
	require.Less(t, len(tables), 10)

	slow := must(t, small, "nations.arvonia.agencies.police.desks.intake.work={read: 3h}").Spec
	require.NotEqual(t, *slow.Desks[0].Tasks, *slow.Desks[1].Tasks)
}
