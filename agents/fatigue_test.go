package agents_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/sim"
)

// office is a nation with one desk and nothing to do but other business.
const office = `
entente: 1
scenario: office
start: 2027-03-01T00:00+00:00             # a Monday
end: T+60d
nations:
  arvonia: {offset: "+00:00", agencies: {police: {desks: {intake: {servers: %d, load: %s, hours: "%s"%s}}}}}
storylines: {s: {stages: [{lasts: 60d, facts: [f]}], facts: {f: {kind: FIN, place: arvonia, tokens: [k]}}}}
`

// Other business takes the share of a desk's time that the scenario says: people who
// change shifts are not tired by a load that leaves them four hours in ten.
func TestOtherBusinessTakesItsShare(t *testing.T) {
	for _, c := range []struct {
		servers int
		load    float64
		hours   string
		rest    string
	}{
		{1, 0.3, "24/7", ""},
		{1, 0.6, "24/7", ""},
		{2, 0.6, "24/7", ""},
		{4, 0.8, "24/7", ""},
		{2, 0.6, "Mon-Fri 08:00-17:00", ""},
		{1, 0.6, "24/7", ", it: 0"},
		{1, 0.6, "24/7", ", skill: 1.5"},
	} {
		spec := load(t, fmt.Sprintf(office, c.servers, fmt.Sprint(c.load), c.hours, c.rest)).Spec
		busy, samples, tired, n := 0, 0, sim.PPM(0), 0
		for seed := range uint64(8) {
			w := agents.New(spec, seed)
			for at := sim.Time(0); at < spec.End; at += 10 * sim.Minute {
				require.NoError(t, w.RunUntil(at))
				if !spec.Desks[0].Calendar.Open(at) {
					continue
				}
				busy += w.Busy(0)
				tired += w.Tired(0)
				n++
				samples += c.servers
			}
		}
		share, slower := float64(busy)/float64(samples), float64(tired)/1e6/float64(n)
		t.Logf("%d servers %s at load %.1f%s are busy for %.3f of the time, slower by %.3f", c.servers, c.hours, c.load, c.rest, share, slower)
		require.InDelta(t, c.load, share, 0.02)
		require.Less(t, slower, 1.2)
	}
}
