package replay

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/journal"
)

// BenchmarkWrite measures a file against its ceiling: the same records
// appended as JSON and thrown away.
func BenchmarkWrite(b *testing.B) {
	f, k := newFake(b, 1), &kept{}
	f.out.SetSinks(k)
	f.run(20_000)
	rate := func(b *testing.B) {
		b.ReportMetric(float64(b.N)*float64(len(k.records))/b.Elapsed().Seconds(), "records/s")
	}
	b.Run("json", func(b *testing.B) {
		var buf []byte
		for b.Loop() {
			for i := range k.records {
				buf = journal.AppendJSON(buf[:0], &k.records[i], &f.names)
				if _, err := io.Discard.Write(buf); err != nil {
					b.Fatal(err)
				}
			}
		}
		rate(b)
	})
	for name, options := range map[string][]Option{"zstd": nil, "none": {Unpacked}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w, err := Create(io.Discard, fakeMeta, &f.static, &f.names, fakeSources, options...)
				require.NoError(b, err)
				for i := range k.records {
					if err := w.Record(&k.records[i]); err != nil {
						b.Fatal(err)
					}
				}
				require.NoError(b, w.Close(journal.Digest{}, journal.Num(len(k.records))))
			}
			rate(b)
		})
	}
}

func BenchmarkRecords(b *testing.B) {
	data, f := fakeFile(b, 1, 20_000)
	file := openBytes(b, data)
	for b.Loop() {
		if err := file.Records(func(*Entry) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(f.out.Count())/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkMonitor measures what listening to every run costs.
func BenchmarkMonitor(b *testing.B) {
	f, k := newFake(b, 1), &kept{}
	f.out.SetSinks(k)
	f.run(20_000)
	for b.Loop() {
		m := journal.NewMonitor(&f.names)
		for i := range k.records {
			if err := m.Record(&k.records[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(k.records))/b.Elapsed().Seconds(), "records/s")
}
