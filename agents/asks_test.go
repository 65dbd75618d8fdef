package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// abroad is a world in which the police of Arvonia suspect something that names
// Belmora, and may hold some of it back.
const abroad = `
entente: 1
scenario: abroad
start: 2027-03-01T08:00+01:00
end: T+48h
warm_up: 0s
model:
  will: {base: WILL}
  consent: {base: -20}
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 2h, release: 30m, sanitise: 1h, read: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    agencies:
      police: {like: quiet, collects: {THREAT_LEVEL: 1, IDENTITY: 1, FIN: 1}, policy: {ASKS distribution: [{id: on, to: [LIST, belmora.police]}]}}
      border: {like: quiet}
  belmora: {agencies: {police: {like: quiet, clearance: RESTRICTED}, spoc: {like: quiet}}}
  cendria: {agencies: {police: {like: quiet, collects: {THREAT_LEVEL: 1, ACTIVITY: 1}, policy: {marking: {controlled: true}, distribution: [{id: on, to: arvonia.police}]}}}}
channels: {link: {members: [LINK], latency: 5m}}
stores: {file: {readers: [READERS], writers: [arvonia.police], lag: 10m}}
storylines:
  s:
    recognise: {k: 4}
    stages: [{lasts: 2h, facts: [FIRST]}, {lasts: 90d, facts: [what]}]
    facts:
      what: {kind: FIN, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      who: {kind: IDENTITY, place: belmora, seen_in: [arvonia], tokens: [k], key: true, class: SECRET, for: 0s}
      theirs: {kind: ACTIVITY, place: belmora, seen_in: [cendria], tokens: [k], key: true, for: 0s}
      more: {kind: THREAT_LEVEL, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
`

// inAbroad runs that world, changed, and gives the records that mention some words.
func inAbroad(t *testing.T, edits []string, words ...string) []string {
	text := strings.NewReplacer(append(edits, "WILL", "20", "ASKS", "", "LIST", "file", "LINK", `"*"`, "READERS", "arvonia", "FIRST", "more")...).Replace(abroad)
	s := load(t, text)
	return mentions(t, s, words...)
}

// TestOwnListAsksNobody: a list that a nation alone reads is its own. Entering it
// needs neither its willingness nor a release, and never lapses; one that another
// reads too is abroad.
func TestOwnListAsksNobody(t *testing.T) {
	unwilling := []string{"WILL", "-20"}
	require.NotEmpty(t, inAbroad(t, unwilling, " listed file"))
	require.Empty(t, inAbroad(t, unwilling, "RELEASE", "to=file"))
	shared := append(unwilling, "READERS", "arvonia, belmora")
	require.Empty(t, inAbroad(t, shared, " listed file"))
	require.NotEmpty(t, inAbroad(t, shared, " parked arvonia.police", "file"))
}

// TestAgenciesAskAsTheyAreTold: by themselves where a way leads, and not otherwise; as
// their policy says, or nobody.
func TestAgenciesAskAsTheyAreTold(t *testing.T) {
	asks := func(edits ...string) []string { return inAbroad(t, edits, " sent arvonia.police", "message=request") }
	require.Len(t, asks(), 1)
	require.Contains(t, asks()[0], "to=belmora.spoc")
	require.Empty(t, asks("LINK", "arvonia.border, belmora, cendria"), "no line leads from the police")
	require.Empty(t, asks("ASKS", "asks: [],"))
	require.Contains(t, asks("ASKS", "asks: [cendria.police],")[0], "to=cendria.police")
	require.Contains(t, asks("ASKS", "asks: [place.police],")[0], "to=belmora.police")
}

// TestOneFactDoesNotHoldUpAnother: what must wait for consent, or be left out as too
// high, makes nothing later that could go.
func TestOneFactDoesNotHoldUpAnother(t *testing.T) {
	for _, more := range []string{"more, who", "more, theirs", "more, who, theirs"} {
		when := func(first string) string {
			got := inAbroad(t, []string{"FIRST", first}, " held belmora.police fact=s.more")
			require.Len(t, got, 1, first)
			return got[0]
		}
		at := func(line string) string { return line[:strings.IndexByte(line, ' ')] }
		require.Equal(t, at(when("more")), at(when(more)), more)
		at2 := inAbroad(t, []string{"FIRST", more}, " held belmora.police fact=s.what")
		require.Len(t, at2, 1)
		require.Equal(t, at(inAbroad(t, nil, " held belmora.police fact=s.what")[0]), at(at2[0]), more)
	}
}
