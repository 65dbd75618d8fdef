package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// checked is a world in which Arvonia lists a name, and Belmora checks one that shares
// its token against the list.
const checked = `
entente: 1
scenario: checked
start: 2027-03-01T08:00+01:00
end: T+40h
warm_up: 0s
model: {attention: {aside: 0}, will: {base: 20}}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia: {agencies: {police: {like: quiet, collects: {IDENTITY: 1}, policy: {asks: [], distribution: [{id: on, to: list}]}}}}
  belmora: {agencies: {border: {like: quiet, collects: {IDENTITY: 1}, policy: {asks: [], distribution: []}}}}
stores: {list: {readers: [belmora.border], writers: [arvonia.police], lag: 1m, query: 1m, match: 1, biometric: BIO}}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 20h, facts: [name]}, {lasts: 90d, facts: [alias]}]
    facts:
      name: {kind: IDENTITY, place: arvonia, tokens: [k], key: true, for: 0s, LISTED}
      alias: {kind: IDENTITY, place: belmora, tokens: [k], key: true, for: 0s, CHECKED}
`

// A check matches as far as both identifiers are known: an alias or a wrong name may be
// missed, on either side and with biometrics too, where a whole one is met.
func TestExactness(t *testing.T) {
	hits := func(edits ...string) (n int) {
		s := load(t, strings.NewReplacer(append(edits, "BIO", "false", "LISTED", "normalised: true", "CHECKED", "normalised: true")...).Replace(checked))
		_, m := run(t, s.Spec, 1)
		for i := range m.list {
			if strings.Contains(told(&s.Spec.Names, &m.list[i]), " hit belmora.border store=list") {
				n++
			}
		}
		return n
	}
	require.NotZero(t, hits())
	require.NotZero(t, hits("CHECKED", "normalised: true, exact: 1"))
	require.Zero(t, hits("CHECKED", "normalised: true, exact: 0"))
	require.Zero(t, hits("LISTED", "exact: 0"))
	require.Zero(t, hits("BIO", "true", "CHECKED", "exact: 0"))
}
