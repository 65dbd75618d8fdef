package lint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNotesOnConditions: what can never come about is said: of distribution
// rules, stages and entries; and names that other tools or paths misread.
func TestNotesOnConditions(t *testing.T) {
	s := loaded(t, `
entente: 1
scenario: reach
start: 2027-03-01T08:00+01:00
end: T+1d
exercise: {objectives: [{id: O, text: t, tasks: [{id: "1.1", text: t, measure: M3, P: 1, S: 0.5, M: 0.1}, {id: 1.10, text: t, measure: M3, P: 1, S: 0.5, M: 0.1}, {id: "1", text: t, measure: M3, P: 1, S: 0.5, M: 0.1}]}]}
nations:
  arvonia:
    policy:
      distribution:
        - {id: d, when: level == SUSPECTED && level == NOTICED, to: own.spoc}
        - {when: level >= SUSPECTED, to: own.spoc}
    agencies: {police: {collects: {FIN: 1}}, spoc: {}}
  no: {agencies: {spoc: {}}}
channels: {c: {members: ["*"], latency: 1m}}
storylines:
  s:
    benign: true
    stages: [{lasts: 1h, facts: [a], next: [{stage: 3}]}, {lasts: 1h, next: [{stage: 3}]}, {lasts: 1h}]
    facts: {a: {kind: FIN, place: arvonia, tokens: [k]}}
msel:
  - {number: 1, type: contingency, after: T+1h, if: done(1)}
  - {number: 2, type: contingency, after: T+1h, if: done(1) or done(3)}
  - {number: 3, type: inject, at: T+2d}
  - {number: 4, type: expected_action, by: T+9h, who: arvonia.spoc, when: "sent(s, no) and not sent(s, no)"}
  - {number: 5, type: contingency, after: T+1h, if: "done(4) and stage(s, 3) or not done(1) and stage(s, 2)"}
  - {number: 6, type: contingency, after: T+1h, if: done(4)}
`)
	require.Equal(t, strings.TrimSpace(`
test.yaml:6:24: exercise.objectives: no entry of the MSEL names an objective (give each entry the "objective" that it serves)
test.yaml:6:50: exercise.objectives.O.tasks.1.1: a dotted name: paths take it for a part of 1 (write a hyphen)
test.yaml:6:107: exercise.objectives.O.tasks.1.10: a dotted name: paths take it for a part of 1 (write a hyphen)
test.yaml:6:112: exercise.objectives.O.tasks.1.10.id: 1.10 is a number with a fraction to other YAML tools (put quotes around it)
test.yaml:11:25: nations.arvonia.policy.distribution.d.when: this condition can never hold
test.yaml:14:3: nations.no: no means true or false to other YAML tools (put quotes around it)
test.yaml:14:3: nations.no: nobody talks to it, and it can notice nothing itself (name it in a fact, in a rule's "to", in a motion or in an entry)
test.yaml:19:59: storylines.s.stages.2: no stage leads here
test.yaml:22:53: msel.1.if: this condition can never hold
test.yaml:23:53: msel.2.if: this condition can never hold
test.yaml:24:5: msel.3: after EndEx
test.yaml:25:75: msel.4.when: this condition can never hold
test.yaml:27:53: msel.6.if: this condition can never hold
`), strings.ReplaceAll(Look(s).Notes.Error(), "`", `"`))
}

// TestEffectsExpose: a fact that a decision, a change or support on station
// exposes is one that can be learned; one that nothing exposes is said.
func TestEffectsExpose(t *testing.T) {
	s := loaded(t, `
entente: 1
scenario: exposed
start: 2027-03-01T08:00+01:00
end: T+9d
nations:
  arvonia: {agencies: {police: {collects: {FIN: 1}}, spoc: {}}}
  belmora: {agencies: {police: {}}}
bodies: {council: {members: [arvonia, belmora]}}
channels: {c: {members: ["*", council], latency: 1m}}
motions: {m: {body: council, effects: [{expose: s.b}]}}
changes: {d: {lead: 1d, effects: [{expose: s.c}]}}
support: {e: {for: arvonia.police, of: [belmora.police], mobilise: 1d, effects: [{expose: s.d}]}}
storylines:
  s:
    benign: true
    stages: [{lasts: 1d, facts: [a]}]
    facts:
      a: {kind: FIN, place: arvonia, tokens: [k]}
      b: {kind: FIN, place: arvonia, tokens: [k]}
      c: {kind: FIN, place: arvonia, tokens: [k]}
      d: {kind: FIN, place: arvonia, tokens: [k]}
      e: {kind: FIN, place: arvonia, tokens: [k]}
`)
	require.Contains(t, Look(s).Notes.Error(), "storylines.s.facts.e: never exposed")
	require.Equal(t, 1, strings.Count(Look(s).Notes.Error(), "never exposed"), Look(s).Notes)
}
