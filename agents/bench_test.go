package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

// BenchmarkRun executes whole library scenarios: events, records and messages
// of a run as a user makes them, the digest included.
func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"two-nations", "three-nations"} {
		b.Run(name, func(b *testing.B) {
			spec := load(b, name).Spec
			b.ReportAllocs()
			var events, records uint64
			for i := range b.N {
				w := agents.New(spec, uint64(i))
				require.NoError(b, w.Run())
				events += w.Events()
				records += uint64(w.Count())
			}
			b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
			b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "runs/s")
		})
	}
}
