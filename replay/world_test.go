package replay_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// record runs a scenario of the library into a file in memory.
func record(t *testing.T, name string, seed uint64) (*scenarios.Scenario, *agents.World, []byte) {
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	var sources []replay.Attachment
	for _, s := range sc.Sources {
		sources = append(sources, replay.Attachment{Name: s.Name, MediaType: "application/yaml", Data: s.Data})
	}
	var b bytes.Buffer
	out, err := replay.Create(&b, replay.Meta{Engine: agents.Version, Scenario: name, Seed: seed}, sc.Static, &sc.Spec.Names, sources)
	require.NoError(t, err)
	monitor := journal.NewMonitor(&sc.Spec.Names)
	monitor.Thorough = true
	w := agents.New(sc.Spec, seed, out, monitor)
	require.NoError(t, w.Run())
	require.NoError(t, monitor.Close())
	require.NoError(t, out.Close(w.Digest(), w.Count()))
	return sc, w, b.Bytes()
}

// The file of a real run proves itself, makes its run again, and shows the
// state that its own scenario defines.
func TestLibraryRunsComeBack(t *testing.T) {
	for _, entry := range scenarios.Library() {
		t.Run(entry.Name, func(t *testing.T) {
			sc, w, b := record(t, entry.Name, 3)
			f, err := replay.Open(bytes.NewReader(b), int64(len(b)))
			require.NoError(t, err)
			require.NoError(t, f.Check())
			digest, n, err := f.Digest()
			require.NoError(t, err)
			require.Equal(t, w.Digest(), digest)
			require.Equal(t, w.Count(), n)

			sources, err := f.Sources()
			require.NoError(t, err)
			var again []scenarios.Source
			for _, s := range sources {
				again = append(again, scenarios.Source{Name: s.Name, Data: s.Data})
			}
			second, err := scenarios.LoadSources(again, scenarios.Options{})
			require.NoError(t, err)
			c, err := replay.NewComparer(f, f.Meta(), second.Static, &second.Spec.Names, sources)
			require.NoError(t, err)
			rerun := agents.New(second.Spec, f.Meta().Seed, c)
			require.NoError(t, rerun.Run())
			same, err := c.Close(rerun.Digest(), f.Result().Events)
			require.NoError(t, err)
			require.Equal(t, w.Count(), same)

			end, err := f.At(sc.Spec.End)
			require.NoError(t, err)
			require.Equal(t, w.Count(), end.Num)
			require.Empty(t, end.Transits(), "every message is read, ended or pending at EndEx")
			require.Len(t, end.Deadlines(), len(sc.Spec.Deadlines))
			require.Len(t, end.Stages(), len(sc.Spec.Storylines))
			for _, h := range end.Holdings() {
				if h.Credited != sim.Never {
					require.LessOrEqual(t, h.Understood, h.Credited)
				}
				if h.Read != sim.Never {
					require.LessOrEqual(t, h.Received, h.Read)
				}
			}
		})
	}
}

// Another seed is another run: a comparison must say where the two part.
func TestAnotherSeedParts(t *testing.T) {
	sc, _, b := record(t, "three-nations", 3)
	f, err := replay.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	sources, err := f.Sources()
	require.NoError(t, err)
	c, err := replay.NewComparer(f, f.Meta(), sc.Static, &sc.Spec.Names, sources)
	require.NoError(t, err)
	err = agents.New(sc.Spec, 4, c).Run()
	if err == nil {
		_, err = c.Close(journal.Digest{}, 0)
	}
	var ds replay.Differences
	require.ErrorAs(t, err, &ds)
	require.Equal(t, journal.Num(1), ds[0].Num)
	require.Equal(t, journal.StartEx, ds[0].Kind)
}
