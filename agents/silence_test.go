package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// unanswered is a world in which Belmora's point of contact is never there.
const unanswered = `
entente: 1
scenario: unanswered
start: 2027-03-01T08:00+01:00
end: T+60h
warm_up: 0s
model:
  will: {base: 20}
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 30m, release: 30m, read: 10m, minister: 1h, draft: 1h, review: 1h}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    laws: [LAWS]
    agencies: {police: {like: quiet, collects: {THREAT_LEVEL: 1}}}
  belmora: {agencies: {spoc: {desks: {intake: {servers: 1, load: 0, hours: "Sun 08:00-09:00"}}}, foreign-ministry: {like: quiet}}}
channels: {link: {members: ["*"], latency: 5m}}
agreements: {pact: {parties: [arvonia, belmora], replies: [REPLIES]}}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 1h, facts: [warning]}, {lasts: 90d}]
    facts:
      warning: {kind: THREAT_LEVEL, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      never: {kind: IDENTITY, place: belmora, seen_in: [arvonia], tokens: [k], key: true}
`

// TestSilenceIsWhatIsSaid: what follows when the time for an answer runs out, by an
// agreement's clock or that of a nation's own law, is what its `then` says.
func TestSilenceIsWhatIsSaid(t *testing.T) {
	clocks := map[string]func(then string) []string{
		"agreement": func(then string) []string { return []string{"REPLIES", "{id: soon, within: 8h" + then + "}"} },
		"law": func(then string) []string {
			return []string{"LAWS", `{id: soon, when: 'message == "request"', do: limit 8h` + then + "}"}
		},
	}
	for name, clock := range clocks {
		records := func(then string, words ...string) []string {
			s := load(t, strings.NewReplacer(append(clock(then), "LAWS", "", "REPLIES", "")...).Replace(unanswered))
			return mentions(t, s, words...)
		}
		request := []string{" sent arvonia.police", "message=request"}
		t.Run(name, func(t *testing.T) {
			for _, then := range []string{"", ", then: remind"} {
				require.Len(t, records(then, request...), 3, "asked again twice")
				require.Empty(t, records(then, " answered "))
			}
			refused := ", then: refuse"
			require.Len(t, records(refused, request...), 1)
			require.Len(t, records(refused, " answered arvonia.police outcome=REFUSED by=belmora.spoc", "because=CLOCK_EXPIRED"), 1)
			require.NotEmpty(t, records(refused, " trust arvonia toward=belmora"), "silence costs trust")
			raised := ", then: raise foreign-ministry"
			require.Len(t, records(raised, append(request, "to=belmora.foreign-ministry")...), 1)
			require.Len(t, records(raised, " answered arvonia.police outcome=NEGATIVE by=belmora.foreign-ministry"), 1)
		})
	}
}
