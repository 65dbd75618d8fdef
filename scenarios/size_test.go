package scenarios

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sized writes a scenario of so many nations and entries of its events list.
func sized(nations, entries int) []Source {
	var b strings.Builder
	b.WriteString(`entente: 1
scenario: sized
start: 2027-03-01T08:00+01:00
end: T+1d
channels: {link: {members: ["*"], latency: 1m}}
nations:
`)
	for i := range nations {
		fmt.Fprintf(&b, "  n%d: {agencies: {police: {}}}\n", i)
	}
	b.WriteString("msel:\n  - {number: 0, type: inject, at: T+1m}\n")
	for i := range entries - 1 {
		fmt.Fprintf(&b, "  - {number: %d, type: contingency, after: T+2m, if: 'done(%d)'}\n", i+1, i)
	}
	return []Source{{Name: "sized.yaml", Data: []byte(b.String())}}
}

// Twice the nations, or twice the entries, take about twice the memory to load.
func TestLoadingIsLinear(t *testing.T) {
	cost := func(nations, entries int) float64 {
		srcs := sized(nations, entries)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := LoadSources(srcs, Options{})
		runtime.ReadMemStats(&after)
		require.NoError(t, err)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	cost(10, 10)
	require.Less(t, cost(400, 1)/cost(200, 1), 2.4)
	require.Less(t, cost(10, 2000)/cost(10, 1000), 2.4)
}

// What is too large is refused with its number, and before memory is spent on it.
func TestTooLargeIsRefused(t *testing.T) {
	copies := func(nations, agencies int) []Source {
		var b strings.Builder
		b.WriteString("entente: 1\nscenario: copies\nstart: 2027-03-01T08:00+01:00\nend: T+1d\npresets: {nations: {big: {agencies: {")
		for i := range agencies {
			fmt.Fprintf(&b, "a%d: {role: police}, ", i)
		}
		b.WriteString("}}}}\nnations:\n")
		for i := range nations {
			fmt.Fprintf(&b, "  n%d: {like: big}\n", i)
		}
		return []Source{{Name: "copies.yaml", Data: []byte(b.String())}}
	}
	chain := func(n int) []Source {
		var b strings.Builder
		b.WriteString("entente: 1\nscenario: chain\nstart: 2027-03-01T08:00+01:00\nend: T+1d\nnations: {n: {like: p0}}\npresets: {nations: {")
		for i := range n {
			fmt.Fprintf(&b, "p%d: {like: p%d}, ", i, i+1)
		}
		fmt.Fprintf(&b, "p%d: {agencies: {police: {}}}}}\n", n)
		return []Source{{Name: "chain.yaml", Data: []byte(b.String())}}
	}
	for name, c := range map[string]struct {
		srcs []Source
		want string
	}{
		"nations":  {sized(maxNations+1, 1), "sized.yaml:6:1: nations: 1001 nations and bodies; at most 1000"},
		"entries":  {sized(1, maxEntries+1), "msel: 5001 entries; at most 5000"},
		"agencies": {copies(600, 10), "nations: 6000 agencies; at most 5000"},
		"copies":   {copies(1000, 1000), "more than 100000 nations, agencies, desks, laws and other things"},
		"presets":  {chain(40), "more than 32 presets behind one another"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := LoadSources(c.srcs, Options{})
		runtime.ReadMemStats(&after)
		require.ErrorContains(t, err, c.want, name)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(400<<20), name)
	}
	for name, srcs := range map[string][]Source{"nations": sized(maxNations, 1), "entries": sized(1, maxEntries), "presets": chain(20)} {
		_, err := LoadSources(srcs, Options{})
		require.NoError(t, err, name)
	}
}

// BenchmarkLoad is how long large scenarios take to load.
func BenchmarkLoad(b *testing.B) {
	for _, size := range [][2]int{{190, 1}, {1000, 1}, {10, 1000}, {10, 5000}} {
		srcs := sized(size[0], size[1])
		b.Run(fmt.Sprintf("nations=%d/entries=%d", size[0], size[1]), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := LoadSources(srcs, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
