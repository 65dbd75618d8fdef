package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tasked is a world in which Arvonia's police tell others what to do about a matter.
const tasked = `
entente: 1
scenario: tasked
start: 2027-03-01T08:00+01:00
end: T+10d
warm_up: 0s
model:
  attention: {aside: ASIDE, owed: 0, lies: 90d}
  will: {base: 20}
  look_for: LOOK
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 30m, release: 30m, read: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0, aside: 0}}}}
nations:
  arvonia:
    network: {latency: 1m}
    agencies:
      police: {like: quiet, collects: {IDENTITY: 1}, LAWS policy: {asks: [arvonia.border], ASKS distribution: [RULE]}}
      border: {like: quiet, collects: {TRAVEL: 0.000001, ACTIVITY: 1}, policy: {asks: [], distribution: []}}
      watch: {like: quiet, role: watch-unit, desks: {intake: {aside: DESK}}, policy: {asks: [], distribution: []}}
      fiu: {like: quiet}
      secretary: {like: quiet, role: minister}
motions: {listing: {members: [arvonia], rule: single, decider: arvonia, by: watch-unit, when: danger > 1}}
stores: {index: {readers: [arvonia.border], writers: [arvonia.watch], lag: 10m, query: 0s}}
storylines:
  s:
    recognise: {k: 4}
    stages: [{lasts: 20h, facts: [seen, name, trace]}, {lasts: 90d, facts: [journey]}]
    facts:
      name: {kind: IDENTITY, place: arvonia, tokens: [k], key: true, for: 0s}
      trace: {kind: IDENTITY, place: arvonia, tokens: [k], key: true, for: 0s}
      seen: {kind: ACTIVITY, place: arvonia, tokens: [k], key: true, for: 0s}
      journey: {kind: TRAVEL, place: arvonia, tokens: [k], key: true, for: 0s}
msel:
  - {number: 1, type: inject, at: T+30h, storyline: s, effect: {ask: {from: arvonia.police, to: arvonia.watch TASK}}}
`

// inTasked runs that world, changed, and gives the records that mention all of some
// words.
func inTasked(t *testing.T, edits []string, words ...string) []string {
	s := load(t, strings.NewReplacer(append(edits, "ASIDE", "0", "LOOK", "1", "LAWS", "", "ASKS", "", "RULE", "", "DESK", "0", " TASK", "")...).Replace(tasked))
	return mentions(t, s, words...)
}

// Whoever is told to look in its own files tells what is there, once for a matter; who
// is told to look out notices what would have passed, and sends it on; who is told
// neither does neither.
func TestTasksToLook(t *testing.T) {
	find := []string{"RULE", "{id: x, to: arvonia.border, task: find}", "asks: [arvonia.border]", "asks: []"}
	require.Len(t, inTasked(t, find, "message=task to=arvonia.border"), 1, "once, although more comes on the matter")
	require.Len(t, inTasked(t, find, "held arvonia.police fact=s.seen"), 1)
	require.Empty(t, inTasked(t, find, "fact=s.journey", "detected"))
	look := []string{"RULE", "{id: x, to: arvonia.border, task: look-for}", "asks: [arvonia.border]", "asks: []"}
	require.Len(t, inTasked(t, look, "detected arvonia.border fact=s.journey"), 1)
	require.Len(t, inTasked(t, look, "held arvonia.police fact=s.journey"), 1)
	require.Empty(t, inTasked(t, append([]string{"LOOK", "0"}, look...), "detected arvonia.border fact=s.journey"))
	require.Empty(t, inTasked(t, []string{"RULE", "{id: x, to: arvonia.border}", "asks: [arvonia.border]", "asks: []"}, "fact=s.journey", "detected"))
}

// What an agency asks may ask for a task; an open one stands for the question.
func TestQuestionsThatTask(t *testing.T) {
	require.Len(t, inTasked(t, nil, "message=request to=arvonia.border"), 1)
	asks := []string{"ASKS", "asks_for: look-for,"}
	require.Empty(t, inTasked(t, asks, "message=request to=arvonia.border"))
	require.Len(t, inTasked(t, asks, "message=task to=arvonia.border"), 1)
	require.Len(t, inTasked(t, asks, "detected arvonia.border fact=s.journey"), 1)
}

// An agency that is told to nominate puts the motion, or sends what it has; one that is
// told to list does so, also with what comes later; and whoever gave the task hears that
// it was done, or that there was nothing to do it with.
func TestTasksToListAndNominate(t *testing.T) {
	told := "{id: x, to: arvonia.watch}, {id: y, to: arvonia.watch, task: DEED}"
	motion := []string{"RULE", strings.Replace(told, "DEED", "{do: nominate, motion: listing}", 1)}
	require.Len(t, inTasked(t, motion, "proposed", "motion=listing"), 1)
	require.Len(t, inTasked(t, motion, "answered arvonia.police outcome=DONE by=arvonia.watch"), 1)
	send := []string{"RULE", strings.Replace(told, "DEED", "{do: nominate, to: arvonia.fiu}", 1)}
	require.NotEmpty(t, inTasked(t, send, "sent arvonia.watch message=item to=arvonia.fiu"))
	list := []string{"RULE", strings.Replace(told, "DEED", "{do: list, stores: [index]}", 1)}
	require.Len(t, inTasked(t, list, " listed index fact=s."), 4, "what it knew, and what came later")
	inject := []string{" TASK", ", task: {do: list, stores: [index]}"}
	require.Len(t, inTasked(t, inject, "answered arvonia.police outcome=NEGATIVE by=arvonia.watch"), 1)
	require.Empty(t, inTasked(t, inject, " listed index"))
}

// A task is owed: where an ordinary piece is put aside, it is not. A law reads it as a
// message of its own.
func TestTasksAreOwed(t *testing.T) {
	rule := []string{"RULE", "{id: x, to: arvonia.watch, task: find}", "ASIDE", "0.99", "DESK", "90"}
	require.NotEmpty(t, inTasked(t, rule, "read arvonia.watch", "message=task"))
	require.Empty(t, inTasked(t, rule, "read arvonia.watch", "message=item"))
	law := append([]string{"LAWS", `laws: [{id: no, when: 'message == "task"', do: block}],`}, rule...)
	require.NotEmpty(t, inTasked(t, law, "outcome=BLOCKED message=task"))
	require.Empty(t, inTasked(t, law, "read arvonia.watch", "message=task"))
}
