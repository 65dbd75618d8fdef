//go:build !js

package main

import (
	"encoding/json"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

func testJob(t *testing.T, name string, sets ...string) *job {
	t.Helper()
	sc, err := load(name, scenarios.Options{Set: sets})
	require.NoError(t, err)
	j, err := newJob(sc, sets, "")
	require.NoError(t, err)
	return j
}

func TestReplicationsDoNotDependOnWorkers(t *testing.T) {
	j := testJob(t, "three-nations")
	var steps atomic.Int64
	one, failed, err := j.replicate(t.Context(), sweep.Pool{Step: func(bool) { steps.Add(1) }}, 7, 6, true)
	require.NoError(t, err)
	require.Empty(t, failed)
	require.EqualValues(t, 6, steps.Load())
	for _, workers := range []int{2, 5, 100} {
		many, _, err := j.replicate(t.Context(), sweep.Pool{Workers: workers}, 7, 6, true)
		require.NoError(t, err)
		require.Equal(t, one, many)
	}
	// Each can be repeated alone, and the first is the run itself.
	require.EqualValues(t, 7, one[0].Seed)
	for _, r := range one {
		alone, err := j.run(r.Seed)
		require.NoError(t, err)
		require.Equal(t, r.Digest, alone.digest)
	}
	require.NotEqual(t, one[0].Digest, one[1].Digest)
}

// Every measure has a range over replications, and the engine keeps markings
// in all of them.
func TestRangesOfMeasures(t *testing.T) {
	for _, entry := range scenarios.Library() {
		j := testJob(t, entry.Name)
		runs, _, err := j.replicate(t.Context(), sweep.Pool{Workers: 2}, 1, 3, true)
		require.NoError(t, err)
		o := manyOutcome(j, 1, runs, nil, "")
		require.Equal(t, outcome.Range{P05: new(float64), P50: new(float64), P95: new(float64), Runs: 3}, o.Measures["M9_count"], entry.Name)
		require.NotNil(t, o.Measures["M4_share"].P50, entry.Name)
		require.Len(t, o.Measures, len(measure.Catalogue))
		for _, r := range o.Runs {
			require.Zero(t, *r.Measures["M9_count"], entry.Name)
			require.Equal(t, r.Behind.Effort.Decided == 0, r.Measures["M13_ratio"] == nil, "a share of nothing is null")
		}
		short, _, err := j.replicate(t.Context(), sweep.Pool{Workers: 2}, 1, 1, false)
		require.NoError(t, err)
		for i := range measure.Catalogue {
			require.NotEmpty(t, wording.NewSpeaker(&journal.Static{}, wording.HSEEP).Spread(measure.Catalogue[i].Unit, measure.Catalogue[i].Over(readingsOf(short))))
		}
	}
}

// What is kept of a replication does not grow with what happened in it.
func TestReplicationsTakeLittleMemory(t *testing.T) {
	for _, name := range []string{"two-nations", "five-partners", "twelve-nations"} {
		j := testJob(t, name)
		kept := make([]replication, 12)
		var before, after runtime.MemStats
		settle := func() { // without the storage of worlds, which is one for each worker
			j.worlds, j.traces = sweep.NewWorlds(j.scenario.Spec), &sweep.Traces{}
			runtime.GC()
			runtime.GC()
		}
		for i := range kept {
			if i == 2 { // what a first run leaves behind is there
				settle()
				runtime.ReadMemStats(&before)
			}
			var err error
			kept[i], err = j.runReplication(1, i, false)
			require.NoError(t, err)
		}
		settle()
		runtime.ReadMemStats(&after)
		require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(10*3000), name)
		runtime.KeepAlive(kept)
	}
}

func TestTalliesCountEveryRun(t *testing.T) {
	runs, _, err := testJob(t, "three-nations").replicate(t.Context(), sweep.Pool{Workers: 2}, 1, 8, false)
	require.NoError(t, err)
	for _, x := range measure.Tallies(testJob(t, "three-nations").scenario.Static.Deadlines, endingsOf(runs)) {
		sum := 0
		for _, n := range x.Count {
			sum += n
		}
		require.Equal(t, len(runs), sum)
	}
}

func TestJSONIsOneObject(t *testing.T) {
	for _, args := range [][]string{{"run", "two-nations", "--json"}, {"run", "two-nations", "--json", "--reps", "3"}} {
		e, out, talk := testEdge(t, args...)
		require.Equal(t, done, run(e), talk)
		var o outcome.Run
		require.NoError(t, json.Unmarshal(out.Bytes(), &o))
		require.Equal(t, "two-nations", o.Scenario)
		require.Len(t, o.Runs[0].Digest, 64)
		require.NotZero(t, o.Runs[0].Records)
		require.Equal(t, 1, o.Runs[0].Behind.DeadlinesMet.Of)
		require.Equal(t, 1, o.Runs[0].Behind.KeyFactWaits.Of)
		require.Equal(t, float64(84_000_000), *o.Runs[0].Measures["M1_ms"], "the worked case: 23 h 20 min")
		require.Zero(t, o.Runs[0].Behind.Markings.Breaches)
		require.Len(t, o.Deadlines, 1)
		length := int64(0)
		for _, part := range o.Runs[0].Deadlines[0].Path {
			length += part.Ms
		}
		require.Equal(t, int64(84_000_000), length, "the path adds up to the window")
	}
}

// The figure that the worked case is there for: 23 h 20 min from understanding
// in one nation to reading in the other.
func TestPictureTellsTheWorkedCase(t *testing.T) {
	r, err := testJob(t, "two-nations").run(1)
	require.NoError(t, err)
	d := r.trace.Deadlines()[0]
	require.Equal(t, journal.Met, d.Outcome)
	total := sim.Time(0)
	for _, s := range r.trace.Why(&d) {
		total += s.Ms
	}
	require.Equal(t, sim.Time(84_000_000), total)
	require.Contains(t, pictureOf(t, 80, nil, "run", "two-nations"), "23 h 20 min after the first key fact")
}

func TestCheckIsUnmetWhereADeadlineIs(t *testing.T) {
	e, _, talk := testEdge(t, "run", "deportation-notice-2015", "--json", "--check", "--reps", "3")
	require.Equal(t, unmet, run(e))
	require.Regexp(t, `check: \d+ of \d+ deadlines met`, talk.String())
	e, _, talk = testEdge(t, "run", "two-nations", "--json", "--check")
	require.Equal(t, done, run(e), talk)
}
