package sweep

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/sim"
)

// A world of constants but one: the point of contact is told in about half of the
// runs. The inject comes in all, the contingency in the runs in which the
// expected action was missed, entry 4 in none, 5 is deferred. Ten hours are played
// in two: what happens at T+6h falls into the second hour.
func TestRehearse(t *testing.T) {
	s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(`
entente: 1
scenario: rehearsed
start: 2027-03-01T08:00+01:00
end: T+10h
warm_up: 0s
exercise: {audience: [belmora.spoc], moves: [{id: M1, from: T+0h, to: T+10h, played_in: 2h}]}
model: {will: {base: 0, danger: 0, balance: 0}, touch: {collect: 1m, assess: 1m, release: 1m, read: 1m, translate: 1m, rekey: 1m}}
nations:
  arvonia: {agencies: {police: {collects: {THREAT_LEVEL: 1}, desks: {intake: {load: 0, servers: 9}}, policy: {distribution: [{when: level >= SUSPECTED, to: belmora.spoc}]}}}}
  belmora: {agencies: {spoc: {desks: {intake: {load: 0, servers: 9}}, policy: {distribution: []}}}}
channels: {link: {members: ["*"], latency: 1m}}
storylines:
  s: {benign: true, recognise: {k: 1}, stages: [{lasts: 900d, facts: [a]}], facts: {a: {kind: THREAT_LEVEL, place: arvonia, tokens: [k], key: true, for: 0s}}}
msel:
  - {number: 1, type: inject, at: T+6h, from: SimCell, to: belmora.spoc}
  - {number: 2, type: expected_action, by: T+4h, who: belmora.spoc, when: 'read("belmora.spoc", "s.a")'}
  - {number: 3, type: contingency, after: T+5h, if: missed(2), from: White Cell, to: belmora.spoc}
  - {number: 4, type: contingency, after: T+5h, if: missed(2) and done(2), from: White Cell}
  - {number: 5, type: inject, status: Deferred, at: T+5h}
`)}}, scenarios.Options{})
	require.NoError(t, err)
	const n = 200
	steps := 0
	r, err := Rehearse(t.Context(), Pool{Workers: 1, Step: func(bool) { steps++ }}, s, 1, n)
	require.NoError(t, err)
	require.Equal(t, n, steps)
	told := r.Entries[1].Came
	require.InDelta(t, n/2, told, 4*7.1, "sigma(0) is a half")
	require.Equal(t, n-told, r.Entries[1].Missed)
	require.Equal(t, []int{n, told, n - told, 0, 0}, []int{r.Entries[0].Came, told, r.Entries[2].Came, r.Entries[3].Came, r.Entries[4].Came})
	require.Equal(t, 6*sim.Hour, r.Entries[0].Quantile(50*sim.Percent))
	require.Less(t, r.Entries[1].Quantile(95*sim.Percent), sim.Hour)
	require.Equal(t, []bool{false, false, false, true, false},
		[]bool{r.Entries[0].Never(), r.Entries[1].Never(), r.Entries[2].Never(), r.Entries[3].Never(), r.Entries[4].Never()})

	require.Equal(t, []string{"SimCell", "White Cell", "belmora.spoc"}, []string{r.Cells[0].Cell, r.Cells[1].Cell, r.Cells[2].Cell})
	missed := float64(n-told) / n
	require.Equal(t, []Hour{{0, 0}, {1, 1}}, r.Cells[0].Hours)
	require.Equal(t, []Hour{{0, 0}, {missed, 1}}, r.Cells[1].Hours)
	require.Equal(t, []Hour{{float64(told) / n, 1}, {1 + missed, 2}}, r.Cells[2].Hours)
	require.Equal(t, 1, r.Cells[2].Peak())

	again, err := Rehearse(t.Context(), Pool{Workers: 7}, s, 1, n)
	require.NoError(t, err)
	require.Equal(t, r, again, "the number of workers changes nothing")
}

// Every entry of the fictional exercises of the library comes in some of forty
// rehearsals: none has a contingency that nobody ever needs, or expects what nobody
// ever does.
func TestLibraryRehearses(t *testing.T) {
	for _, e := range scenarios.Library() {
		s, err := scenarios.Load(e.Name, scenarios.Options{})
		require.NoError(t, err)
		if strings.HasPrefix(s.Static.Banner, "DOCUMENTED") || len(s.Static.Entries) == 0 {
			continue // a case has the events that it had
		}
		t.Run(e.Name, func(t *testing.T) {
			missed := []string{"all"}
			for n := 5; n <= 40 && len(missed) > 0; n *= 2 { // what comes in five comes in some of forty
				r, err := Rehearse(t.Context(), Pool{Workers: runtime.NumCPU()}, s, 1, n)
				require.NoError(t, err)
				require.NotEmpty(t, r.Entries)
				missed = nil
				for i := range r.Entries {
					if r.Entries[i].Never() {
						missed = append(missed, r.Entries[i].Number)
					}
				}
			}
			require.Empty(t, missed, "entries that never come")
		})
	}
}

// What would take too much memory is refused before it is begun.
func TestRehearsalIsBounded(t *testing.T) {
	s, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(t, err)
	static := *s.Static
	for len(static.Entries) < 1000 {
		static.Entries = append(static.Entries, static.Entries...)
	}
	many := &scenarios.Scenario{Spec: s.Spec, Static: &static}
	_, err = Rehearse(t.Context(), Pool{Workers: 1}, many, 1, MaxRuns)
	require.ErrorContains(t, err, "are more than 50000000 outcomes to keep")
	_, _, err = RunEach(t.Context(), Pool{}, MaxRuns+1, func(int) (int, error) { return 0, nil })
	require.ErrorContains(t, err, "1000001 runs; at most 1000000")

	long := *s.Static
	long.Moves, long.EndEx = nil, int64(100_000*sim.Day)
	_, err = Rehearse(t.Context(), Pool{Workers: 1}, &scenarios.Scenario{Spec: s.Spec, Static: &long}, 1, 1)
	require.ErrorContains(t, err, "hours of play are more than 4000000 to tell of")
}
