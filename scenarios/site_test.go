package scenarios

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// A page says where agencies sit: their host, and a site with its position.
func TestSitesStandOnThePage(t *testing.T) {
	s := must(t, `
entente: 1
scenario: sites
title: Sites
start: 2027-03-01T08:00+00:00
end: T+24h
sites:
  harbour: {title: Harbour of Belmora, at: 33.9S 151.25E}
  empty: {at: 0N 0.00001W}
nations:
  arvonia: {agencies: {police: {}, officer: {role: liaison, host: belmora, site: harbour}}}
  belmora: {agencies: {police: {site: harbour}}}
channels: {c: {members: ["*"], latency: 1m}}
`)
	require.Equal(t, []journal.Site{{Name: "empty", North: 0, East: -1}, {Name: "harbour", Title: "Harbour of Belmora", North: -3390000, East: 15125000}}, s.Static.Sites)
	where := map[string]string{}
	for _, a := range s.Static.Agencies {
		where[a.Name] = a.Host + "/" + a.Site
	}
	require.Equal(t, map[string]string{"arvonia.police": "/", "arvonia.officer": "belmora/harbour", "belmora.police": "/harbour"}, where)
}

// Where somebody sits changes nothing of what happens.
func TestSitesChangeNothing(t *testing.T) {
	with, err := Load("deportation-notice-2015", Options{})
	require.NoError(t, err)
	require.NotEmpty(t, with.Static.Sites)
	text := `
entente: 1
scenario: sites
title: Sites
start: 2027-03-01T08:00+00:00
end: T+24h
nations:
  arvonia: {agencies: {police: {%s}}}
%s`
	a := must(t, fmt.Sprintf(text, "", ""))
	b := must(t, fmt.Sprintf(text, "site: harbour", "sites: {harbour: {at: 1N 1E}}"))
	require.Equal(t, a.Spec, b.Spec)
}

func TestPositionsAreReadExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		north, east := rapid.Int64Range(-9_000_000, 9_000_000).Draw(t, "north"), rapid.Int64Range(-18_000_000, 18_000_000).Draw(t, "east")
		word := func(v int64, plus, minus string) string {
			if v < 0 {
				v, plus = -v, minus
			}
			return fmt.Sprintf("%d.%05d%s", v/100_000, v%100_000, plus)
		}
		var p Position
		if err := p.parseText(word(north, "N", "S") + " " + word(east, "E", "W")); err != nil || p != (Position{north, east}) {
			t.Fatalf("%d %d: %v, %v", north, east, p, err)
		}
	})
}
