//go:build unix

package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// benchmarked is a study that benchmarks run; ENTENTE_STUDY names another file.
func benchmarked(b testing.TB) (*study.Plan, []byte) {
	text := []byte(strings.Replace(asked, "n: 3}", "n: 8}", 1))
	name := "study.yaml"
	if from := os.Getenv("ENTENTE_STUDY"); from != "" {
		var err error
		name = from
		text, err = os.ReadFile(from)
		require.NoError(b, err)
	}
	p, err := study.NewPlan(name, text)
	require.NoError(b, err)
	return p, text
}

// all makes all runs of a plan in a fresh folder, from its first file to its last.
func all(b testing.TB, p *study.Plan, text []byte, workers int) {
	dir := filepath.Join(b.TempDir(), "out")
	f, err := batch.Prepare(dir, p, text, files.NewStore(files.Disk{}), "0", "build")
	require.NoError(b, err)
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: workers}})
	require.NoError(b, err)
	_, err = f.Merge(false)
	require.NoError(b, err)
}

// bare makes the same runs as somebody would who wants nothing but the numbers: each
// configuration is compiled once, and its runs follow each other in one world.
func bare(b testing.TB, p *study.Plan) {
	for n := range p.Configs() {
		c := p.Config(n)
		s, err := p.Scenario(&c)
		require.NoError(b, err)
		worlds := sweep.NewWorlds(s.Spec)
		for rep := range p.Reps {
			story := measure.NewStory(s.Static)
			_, err := worlds.Run(p.Seed(&c, rep), story)
			require.NoError(b, err)
			r := story.Results()
			r.Readings()
			story.Deadlines()
			story.Entries()
		}
	}
}

// took is what a piece of work takes, by the clock and of the processors.
type took struct{ wall, cpu time.Duration }

func timed(work func()) took {
	runtime.GC()
	cpu := func() time.Duration {
		var u syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	c, w := cpu(), time.Now()
	work()
	return took{time.Since(w), cpu() - c}
}

// BenchmarkBesideABareLoop is what a sweep costs over a bare loop of its runs, with its
// files and their merge: the processor time of one over that of the other, pair by pair.
func BenchmarkBesideABareLoop(b *testing.B) {
	p, text := benchmarked(b)
	var loop, whole time.Duration
	for b.Loop() {
		loop += timed(func() { bare(b, p) }).cpu
		whole += timed(func() { all(b, p, text, 1) }).cpu
	}
	b.ReportMetric(float64(whole)/float64(loop), "of-a-bare-loop")
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N*p.Runs()), "cpu-ms/run")
}

// BenchmarkTwoWorkers is how much sooner two workers are done than one, pair by pair. It
// says something on a machine with two cores to spare.
func BenchmarkTwoWorkers(b *testing.B) {
	p, text := benchmarked(b)
	var one, two took
	for b.Loop() {
		x, y := timed(func() { all(b, p, text, 1) }), timed(func() { all(b, p, text, 2) })
		one, two = took{one.wall + x.wall, one.cpu + x.cpu}, took{two.wall + y.wall, two.cpu + y.cpu}
	}
	b.ReportMetric(float64(one.wall)/float64(two.wall), "times-as-fast")
	b.ReportMetric(float64(two.cpu)/float64(one.cpu), "of-its-cpu")
}
