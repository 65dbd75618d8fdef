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
	"entente/scenarios"
	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// benchmarked are the studies that benchmarks run: one so small that its files count,
// and a study of the library, of a few seconds. ENTENTE_STUDY names another file instead.
func benchmarked(b *testing.B, run func(b *testing.B, p *study.Plan, text []byte)) {
	plan := func(name string, text []byte) {
		p, err := study.NewPlan(name+".yaml", text)
		require.NoError(b, err)
		b.Run(name, func(b *testing.B) { run(b, p, text) })
	}
	if from := os.Getenv("ENTENTE_STUDY"); from != "" {
		text, err := os.ReadFile(from)
		require.NoError(b, err)
		plan(strings.TrimSuffix(from, ".yaml"), text)
		return
	}
	library, err := scenarios.LibraryStudy("liaison-or-platform")
	require.NoError(b, err)
	plan("small", []byte(strings.Replace(asked, "n: 3}", "n: 8}", 1)))
	plan("library", []byte(strings.NewReplacer("n: 30}", "n: 4}", "n: 12,", "n: 6,").Replace(string(library))))
}

// all makes all runs of a plan in a fresh folder, from its first file to its last. What
// it tells beside is what went by while no worker can have been at work: before and after
// the runs.
func all(b testing.TB, p *study.Plan, text []byte, workers int) (alone took) {
	dir := filepath.Join(b.TempDir(), "out")
	begun := now()
	f, err := batch.Prepare(dir, p, text, files.NewStore(files.Disk{}), "0", "build")
	require.NoError(b, err)
	alone = now().since(begun)
	last := begun
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: workers, Step: func(bool) { last = now() }}})
	require.NoError(b, err)
	_, err = f.Merge(false)
	require.NoError(b, err)
	return alone.plus(now().since(last))
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
			trace := measure.NewTrace(s.Static)
			_, err := worlds.Run(p.Seed(&c, rep), trace)
			require.NoError(b, err)
			r := trace.Results()
			r.Readings()
			trace.Deadlines()
			trace.Entries()
		}
	}
}

// took is what a piece of work takes, by the clock and of the processors.
type took struct{ wall, cpu time.Duration }

var start = time.Now()

// now is what the program took so far.
func now() took {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return took{time.Since(start), time.Duration(u.Utime.Nano() + u.Stime.Nano())}
}

func (t took) plus(o took) took  { return took{t.wall + o.wall, t.cpu + o.cpu} }
func (t took) since(o took) took { return took{t.wall - o.wall, t.cpu - o.cpu} }

func timed(work func()) took {
	runtime.GC()
	begun := now()
	work()
	return now().since(begun)
}

// BenchmarkBesideABareLoop is what a sweep costs over a bare loop of its runs, with its
// files and their merge: the processor time of one over that of the other, pair by pair.
func BenchmarkBesideABareLoop(b *testing.B) {
	benchmarked(b, func(b *testing.B, p *study.Plan, text []byte) {
		var loop, whole time.Duration
		for b.Loop() {
			loop += timed(func() { bare(b, p) }).cpu
			whole += timed(func() { all(b, p, text, 1) }).cpu
		}
		b.ReportMetric(float64(whole)/float64(loop), "of-a-bare-loop")
		b.ReportMetric(float64(whole.Milliseconds())/float64(b.N*p.Runs()), "cpu-ms/run")
	})
}

// BenchmarkTwoWorkers is how much sooner two workers are done than one, pair by pair. It
// says something on a machine with two cores to spare. What one worker is alone with, of
// the processor's time, says even on a busy one how much sooner they can be at best: twice
// over one and that share.
func BenchmarkTwoWorkers(b *testing.B) {
	benchmarked(b, func(b *testing.B, p *study.Plan, text []byte) {
		var one, two, alone took
		for b.Loop() {
			one = one.plus(timed(func() { alone = alone.plus(all(b, p, text, 1)) }))
			two = two.plus(timed(func() { all(b, p, text, 2) }))
		}
		b.ReportMetric(float64(one.wall)/float64(two.wall), "times-as-fast")
		b.ReportMetric(float64(two.cpu)/float64(one.cpu), "of-its-cpu")
		b.ReportMetric(float64(alone.cpu)/float64(one.cpu), "alone-of-cpu")
		b.ReportMetric(float64(alone.wall.Milliseconds())/float64(b.N), "alone-ms")
	})
}
