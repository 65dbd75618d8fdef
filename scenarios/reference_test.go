package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/law"
	"entente/scenarios/predicate"
	"entente/sim/journal"
)

// TestPredicateNamesCompile: every name of the table is told, and its example is one.
func TestPredicateNamesCompile(t *testing.T) {
	names := PredicateNames()
	require.Len(t, names, int(law.NumVars))
	for i, w := range names {
		require.Regexp(t, `^[A-Z].*\.$`, w.Says, w.Name)
		for _, use := range []law.Use{law.InLaw, law.InDistribution} {
			_, bad := predicate.Compile(w.Example, use, func(law.Type, string) (journal.Ref, []string) { return 1, nil })
			require.Equal(t, law.Var(i).Use()&use == 0, len(bad) > 0, "%s: %v", w.Example, bad)
		}
	}
}

// TestConditionVerbsCompile: every function of conditions is told, and its example
// loads as the condition of an entry.
func TestConditionVerbsCompile(t *testing.T) {
	verbs := ConditionVerbs()
	require.Len(t, verbs, len(verbSays))
	for _, w := range verbs {
		require.Regexp(t, `^[A-Z].*\.$`, w.Says, w.Name)
		require.Equal(t, w.Name, strings.SplitN(w.Example, "(", 2)[0])
		piece := fmt.Sprintf(`entente: 1
scenario: words
start: 2027-03-01T08:00+01:00
end: T+3d
nations:
  arvonia: {agencies: {police: {role: police, desks: {intake: {}}}}}
  belmora: {agencies: {police: {role: police, desks: {intake: {}}}}}
bodies: {council: {role: secretariat, members: [arvonia, belmora], desks: {intake: {}}}}
motions: {listing: {body: council, rule: majority, window: 1d}}
storylines:
  harbour: {incident: money, stages: [{lasts: 2d, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k], key: true}}}
msel:
  - {number: "1", type: inject, at: T+1h, from: cell, to: arvonia.police, text: begin}
  - {number: "2", type: expected_action, by: T+9h, who: belmora.police, when: "done(1)"}
  - {number: "3", type: contingency, after: T+2h, from: cell, to: arvonia.police, text: more, if: %q}
`, w.Example)
		_, err := LoadSources([]Source{{Name: "words.yaml", Data: []byte(piece)}}, Options{})
		require.NoError(t, err, w.Example)
	}
}
