package replay_test

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/replay"
	"entente/replay/epictest"
	"entente/replay/explain"
	"entente/sim"
)

// largeRecords is how many records a large file has: a million, or what
// ENTENTE_LARGE says, for a quick look.
func largeRecords(t testing.TB) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("ENTENTE_LARGE"), "1000000"))
	require.NoError(t, err)
	return n
}

// large are the paths of the large files by packing, each made when it is first
// asked for, in a folder that TestMain takes away.
var (
	large       = map[string]string{}
	largeFolder string
)

func TestMain(m *testing.M) {
	code := m.Run()
	if largeFolder != "" {
		if err := os.RemoveAll(largeFolder); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

func largeFile(b *testing.B, packing string, options []replay.Option) string {
	if large[packing] != "" {
		return large[packing]
	}
	if largeFolder == "" {
		var err error
		largeFolder, err = os.MkdirTemp("", "entente-large")
		require.NoError(b, err)
	}
	e := epictest.New(b, "twelve-nations", largeRecords(b))
	path := filepath.Join(largeFolder, packing+".mcap")
	out, err := os.Create(path)
	require.NoError(b, err)
	w := bufio.NewWriterSize(out, 1<<20)
	_, err = e.Write(w, options...)
	require.NoError(b, err)
	require.NoError(b, w.Flush())
	require.NoError(b, out.Close())
	large[packing] = path
	return path
}

// overLarge measures how long it takes to do something with a large file, and
// what memory that takes: what the program holds at the end, and the most that it
// ever held, garbage included. The 95th percentile must stay below 16 ms, a frame
// of a viewer, and the memory held below a quarter of the file unpacked. The time
// per operation that Go reports itself includes the measuring. Prepare is not
// measured.
func overLarge(b *testing.B, prepare func(path string) (do func(nth int) error, done func() error, err error)) {
	for packing, options := range map[string][]replay.Option{"zstd": nil, "none": {replay.Unpacked}} {
		b.Run(packing, func(b *testing.B) {
			path := largeFile(b, packing, options)
			f, err := replay.OpenFile(path)
			require.NoError(b, err)
			info, err := f.Info()
			require.NoError(b, err)
			require.NoError(b, f.Close())
			f = nil
			runtime.GC()
			before := heap()
			do, done, err := prepare(path)
			require.NoError(b, err)
			var took []time.Duration
			most := uint64(0)
			for b.Loop() {
				start := time.Now()
				err := do(len(took))
				took = append(took, time.Since(start))
				if err != nil {
					b.Fatal(err)
				}
				most = max(most, heap())
			}
			first := took[0]
			slices.Sort(took)
			ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
			b.ReportMetric(ms(first), "first-ms")
			b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
			b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
			runtime.GC()
			share := func(bytes uint64) float64 { return float64(bytes-min(bytes, before)) / float64(info.Unpacked) }
			b.ReportMetric(share(heap()), "mem/size")
			b.ReportMetric(share(most), "peak/size")
			b.ReportMetric(float64(info.Size), "bytes")
			b.ReportMetric(float64(info.Records), "records")
			require.NoError(b, done())
		})
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// BenchmarkOpen opens a file, which reads its summary and its page.
func BenchmarkOpen(b *testing.B) {
	overLarge(b, func(path string) (func(int) error, func() error, error) {
		do := func(int) error {
			f, err := replay.OpenFile(path)
			if err != nil {
				return err
			}
			return f.Close()
		}
		return do, func() error { return nil }, nil
	})
}

// overOpen is overLarge with the file opened once, and a number drawn each time.
func overOpen(b *testing.B, prepare func(f *replay.File) (func(draw uint64) error, error)) {
	overLarge(b, func(path string) (func(int) error, func() error, error) {
		f, err := replay.OpenFile(path)
		if err != nil {
			return nil, nil, err
		}
		do, err := prepare(f)
		return func(nth int) error { return do(sim.Uniform(1, sim.Name("large"), sim.ID(nth))) }, f.Close, err
	})
}

// seek asks for the state at instants drawn over the whole exercise, and looks at
// it.
func seek(look func(*replay.State) int) func(*replay.File) (func(uint64) error, error) {
	return func(f *replay.File) (func(uint64) error, error) {
		return func(draw uint64) error {
			s, err := f.At(sim.Time(draw % uint64(f.Static().EndEx)))
			if err == nil && s.Num > 1000 && look(s) == 0 {
				return fmt.Errorf("nothing stands after record %d", s.Num)
			}
			return err
		}, nil
	}
}

// BenchmarkSeek asks for the state at any instant, and in it for the stages.
func BenchmarkSeek(b *testing.B) {
	overOpen(b, seek(func(s *replay.State) int { return len(s.Stages()) }))
}

// BenchmarkSeekAll lists all that everybody holds besides.
func BenchmarkSeekAll(b *testing.B) {
	overOpen(b, seek(func(s *replay.State) int { return len(s.Holdings()) }))
}

// sweep asks for the state at instants that follow each other, some way apart, from
// the first to the last and back to the first.
func sweep(steps uint64) func(*replay.File) (func(uint64) error, error) {
	return func(f *replay.File) (func(uint64) error, error) {
		end, nth := uint64(f.Static().EndEx), uint64(0)
		return func(uint64) error {
			at := nth % (2 * steps)
			nth++
			_, err := f.At(sim.Time(end / steps * min(at, 2*steps-at)))
			return err
		}, nil
	}
}

// BenchmarkDrag drags through the whole exercise in a thousand steps, and back.
func BenchmarkDrag(b *testing.B) { overOpen(b, sweep(1000)) }

// BenchmarkPlay goes on by about ten records at a time.
func BenchmarkPlay(b *testing.B) { overOpen(b, sweep(100_000)) }

// BenchmarkWhy explains a deadline, drawn among all.
func BenchmarkWhy(b *testing.B) {
	overOpen(b, func(f *replay.File) (func(uint64) error, error) {
		x, err := explain.New(f)
		all := f.Static().Deadlines
		return func(draw uint64) error {
			_, err := x.Deadline(all[draw%uint64(len(all))].Name)
			return err
		}, err
	})
}
