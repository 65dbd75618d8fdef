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
	e := newEpic(b, "twelve-nations", largeRecords(b))
	path := filepath.Join(largeFolder, packing+".mcap")
	out, err := os.Create(path)
	require.NoError(b, err)
	w := bufio.NewWriterSize(out, 1<<20)
	_, err = e.write(w, options...)
	require.NoError(b, err)
	require.NoError(b, w.Flush())
	require.NoError(b, out.Close())
	large[packing] = path
	return path
}

// overLarge measures how long it takes to do something with a large file, and
// what memory the program holds meanwhile, garbage included. The 95th
// percentile must stay below 16 ms, a frame of a viewer, and the memory below a
// quarter of the file unpacked. The seconds per operation that Go reports itself
// include the measuring.
func overLarge(b *testing.B, do func(path string, nth int) error) {
	for packing, options := range map[string][]replay.Option{"zstd": nil, "none": {replay.Unpacked}} {
		b.Run(packing, func(b *testing.B) {
			path := largeFile(b, packing, options)
			f, err := replay.OpenFile(path)
			require.NoError(b, err)
			info, err := f.Info()
			require.NoError(b, err)
			require.NoError(b, f.Close())
			runtime.GC()
			before := heap()
			var took []time.Duration
			most := uint64(0)
			for b.Loop() {
				start := time.Now()
				err := do(path, len(took))
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
			b.ReportMetric(float64(most-min(most, before))/float64(info.Unpacked), "mem/size")
			b.ReportMetric(float64(info.Size), "bytes")
			b.ReportMetric(float64(info.Records), "records")
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
	overLarge(b, func(path string, _ int) error {
		f, err := replay.OpenFile(path)
		if err != nil {
			return err
		}
		return f.Close()
	})
}

// overOpen is overLarge with the file opened once and drawn instants of it.
func overOpen(b *testing.B, do func(f *replay.File, draw uint64) error) {
	var f *replay.File
	open := ""
	overLarge(b, func(path string, nth int) (err error) {
		if path != open {
			if f, err = replay.OpenFile(path); err != nil {
				return err
			}
			b.Cleanup(func() { require.NoError(b, f.Close()) })
			open = path
		}
		return do(f, sim.Uniform(1, sim.Name("large"), sim.ID(nth)))
	})
}

// BenchmarkSeek asks for the state at instants drawn over the whole exercise,
// and in it for the transits, the levels and a holding.
func BenchmarkSeek(b *testing.B) {
	overOpen(b, func(f *replay.File, draw uint64) error {
		s, err := f.At(sim.Time(draw % uint64(f.Static().EndEx)))
		if err != nil {
			return err
		}
		if s.Num > 100_000 && (len(s.Stages()) == 0 || len(s.Levels()) == 0) {
			return fmt.Errorf("nothing stands after record %d", s.Num)
		}
		return nil
	})
}

// BenchmarkSeekAll lists all that everybody holds besides.
func BenchmarkSeekAll(b *testing.B) {
	overOpen(b, func(f *replay.File, draw uint64) error {
		s, err := f.At(sim.Time(draw % uint64(f.Static().EndEx)))
		if err == nil && s.Num > 100_000 && len(s.Holdings()) == 0 {
			return fmt.Errorf("nobody holds anything after record %d", s.Num)
		}
		return err
	})
}

// BenchmarkWhy explains a deadline, drawn among all.
func BenchmarkWhy(b *testing.B) {
	var x *explain.Reader
	var of *replay.File
	overOpen(b, func(f *replay.File, draw uint64) (err error) {
		if of != f {
			if x, err = explain.New(f); err != nil {
				return err
			}
			of = f
		}
		all := f.Static().Deadlines
		_, err = x.Deadline(all[draw%uint64(len(all))].Name)
		return err
	})
}
