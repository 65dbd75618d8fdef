//go:build unix

package agents_test

import (
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

// BenchmarkOffstage executes the reference load with desks that go on by themselves and, in
// turns with it, with all that they do on the calendar, without any other business, and
// nothing but the draws of it. It reports processor time as the run of the first kind takes
// it:
//
//	x-onstage  how many of its runs take the time of one with all on the calendar
//	x-ceiling  how many would, if other business cost nothing but its draws
//	draws      the share of the draws in its time
//	story      the share that a run without other business takes
func BenchmarkOffstage(b *testing.B) {
	spec := load(b, "twelve-nations").Spec
	bare := load(b, "twelve-nations").Spec
	for d := range bare.Desks {
		bare.Desks[d].Loaded = false
	}
	alone, all, story, draws := agents.New(spec, 0), agents.New(spec, 0), agents.New(bare, 0), agents.New(spec, 0)
	all.KeepOnstage()
	var took [4]time.Duration
	for i := range b.N {
		for k, w := range []*agents.World{alone, all, story, draws} {
			begun := processorTime()
			w.Restart(uint64(i))
			if w == draws {
				w.DrawOthers()
			} else {
				require.NoError(b, w.Run())
			}
			took[k] += processorTime() - begun
		}
	}
	b.ReportMetric(float64(took[1])/float64(took[0]), "x-onstage")
	b.ReportMetric(float64(took[1])/float64(took[2]+took[3]), "x-ceiling")
	b.ReportMetric(float64(took[3])/float64(took[0]), "draws")
	b.ReportMetric(float64(took[2])/float64(took[0]), "story")
	b.ReportMetric(float64(took[0].Microseconds())/float64(b.N)/1000, "cpu-ms/run")
	b.ReportMetric(float64(all.OnCalendar())/float64(alone.OnCalendar()), "x-calendar")
}

// BenchmarkNations runs worlds of 12 and of 190 nations in turns, in which each nation has
// the same to do and as many acquaintances. As x-message it reports how many times as much
// processor time a message that is carried costs in the larger: the median of the turns, for
// somebody else may be at work on the machine. As KB/nation it reports the state of a run.
func BenchmarkNations(b *testing.B) {
	worlds := [2]*agents.World{agents.New(manyNations(b, 12).Spec, 0), agents.New(manyNations(b, 190).Spec, 0)}
	var ratios []float64
	var cost [2]float64 // of a message, in ns
	runtime.GC()
	for i := range b.N {
		for k, w := range worlds {
			var messages carries
			begun := processorTime()
			for r := range [2]int{16, 1}[k] {
				w.Restart(uint64(i*16+r), &messages)
				require.NoError(b, w.Run())
			}
			cost[k] = float64((processorTime() - begun).Nanoseconds()) / float64(messages)
		}
		ratios = append(ratios, cost[1]/cost[0])
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "x-message")
	b.ReportMetric(ratios[len(ratios)/4], "x-message-quartile")
	b.ReportMetric(cost[0], "ns/message-of-12")
	b.ReportMetric(float64(worlds[1].StateBytes())/190/1024, "KB/nation")
}

// TestStateGrowsWithWhatHappens: each of four times as many nations, all of which do the
// same, takes at most half as much again in the state of a run. What could come of any action
// on any storyline has no place before something does.
func TestStateGrowsWithWhatHappens(t *testing.T) {
	perNation := func(n int) float64 {
		w := agents.New(manyNations(t, n).Spec, 0)
		require.NoError(t, w.Run())
		return float64(w.StateBytes()) / float64(n)
	}
	require.Less(t, perNation(48), 1.5*perNation(12))
}

// processorTime is what the process has taken of processors so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
