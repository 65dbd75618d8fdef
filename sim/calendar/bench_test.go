package calendar_test

import (
	"testing"

	"entente/sim"
)

// BenchmarkAdd finds the end of ten minutes' work, and of ten years'.
func BenchmarkAdd(b *testing.B) {
	c := parse(b, "Mon-Fri 08:00-12:00,13:00-17:00", "2027-03-02", "2027-12-24", "2028-12-24", "2029-12-24", "2030-05-01")
	for _, x := range []struct {
		name string
		work sim.Time
	}{{"10m", 10 * sim.Minute}, {"10y", 10 * 52 * 40 * sim.Hour}} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			t := sim.Time(0)
			for b.Loop() {
				t = c.Add(t&(1<<30-1), x.work)
			}
		})
	}
}
