package lint

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What nothing sets going is said, and what waits for it.
func TestNotesOnWhatNeverComesAbout(t *testing.T) {
	const propose, order = "effect: {propose: {motion: mission, by: belmora.spoc}}", "effect: {order: {command: chain, task: digging}}"
	tryAll(t, []change{
		{
			"a motion that nobody puts, and what its adoption would do",
			[]string{", " + propose, ""},
			"changes.course: what begins it can never happen\nmotions.mission: nothing proposes it (give it `when`, or propose it by an effect)",
		},
		{
			"a condition asks for its adoption",
			[]string{", " + propose, "", "if: not done(2)", "if: adopted(mission)", "effects: [{begin: course}]", "effects: []", "course: {gate", "course: {at: T+1d, gate"},
			"motions.mission: nothing proposes it (give it `when`, or propose it by an effect)\nmsel.3.if: this condition can never hold",
		},
		{
			"an entry that waits for the motion it puts",
			[]string{"if: not done(2)", "if: adopted(mission)"},
			"changes.course: what begins it can never happen\nmotions.mission: what proposes it can never happen\nmsel.3.if: this condition can never hold",
		},
		{
			"one that is held",
			[]string{"if: not done(2)", "status: Deferred, if: adopted(mission)"},
			"changes.course: what begins it can never happen\nmotions.mission: what proposes it can never happen",
		},
		{"a condition asks for another that is put", []string{"if: not done(2)", "if: adopted(statement)"}, ""},
		{
			"one that a majority can never adopt",
			[]string{"if: not done(2)", "if: adopted(statement)", "share: more than 0.6", "share: 1"},
			"changes.course: what begins it can never happen\nmotions.mission: what proposes it can never happen\n" +
				"motions.statement.share: more than all votes: it can never be adopted (write unanimity as the rule)\nmsel.3.if: this condition can never hold",
		},
		{"a change", []string{"effects: [{begin: course}]", "effects: []"}, "changes.course: nothing begins it (give it `at`, or begin it by an effect)"},
		{
			"changes that begin only each other",
			[]string{"reform: {at: T+2d, lead", "reform: {lead"},
			"changes.reform: what begins it can never happen\nchanges.review: what begins it can never happen",
		},
		{"a team", []string{"from: T+1d, set_up", "set_up"}, "teams.joint: nothing founds it (give it `from`, or found it by an effect)"},
		{"a team founded by a change", []string{"from: T+1d, set_up", "set_up", "effects: [{begin: reform}]", "effects: [{begin: reform}, {found: joint}]"}, ""},
		{"support", []string{"when: level >= RECOGNISED, mobilise: 2d", "mobilise: 2d"}, "support.experts: nothing asks for it (give it `when`, ask for it by an effect, or make it a force of a command)"},
		{"support asked for by an entry", []string{"when: level >= RECOGNISED, mobilise: 2d", "mobilise: 2d", order, "effect: {order: {command: chain, task: digging}, support: experts}"}, ""},
		{"a command", []string{", " + order, ""}, "commands.chain: nothing gives it an order (give it one by an effect)"},
		{
			"a fact that only what never comes about would expose",
			[]string{"effect: {expose: harbour.c}", "effect: {leak: harbour}", "if: not done(2)", `if: "read(arvonia.spoc, harbour.c)"`, propose, "effect: {expose: harbour.c, propose: {motion: mission, by: belmora.spoc}}"},
			"changes.course: what begins it can never happen\nmotions.mission: what proposes it can never happen\nmsel.3.if: this condition can never hold",
		},
		{"a fact that a change exposes", []string{"effect: {expose: harbour.c}", "effect: {leak: harbour}", "effects: [{begin: reform}]", "effects: [{begin: reform}, {expose: harbour.c}]"}, ""},
		{"a way of no weight", []string{"{stage: 2, weight: 0.9}, {stage: 3, weight: 0.1}", "{stage: 2, weight: 0}, {stage: 3, weight: 0.1}"}, "storylines.harbour.stages.2: no stage leads here"},
	})
}

// Conditions of entries look back in time, and at levels that can be reached.
func TestNotesOnConditionsOfEntries(t *testing.T) {
	const dead = "changes.course: what begins it can never happen\nmotions.mission: what proposes it can never happen\nmsel.3.if: this condition can never hold"
	for condition, holds := range map[string]bool{
		"done(1)":           true,
		"done(2)":           true,
		"done(4)":           false, // comes later
		"not done(4)":       true,
		"done(6)":           false, // an entry for people only
		"stage(harbour, 3)": true,
		"reached(arvonia.spoc, ACTIONABLE, harbour)": true,
		"reached(belmora.spoc, ACTIONABLE, harbour)": false, // nothing takes place there
		"reached(belmora.spoc, RECOGNISED, harbour)": true,
		"reached(belmora.spoc, SUSPECTED, regatta)":  false, // it has one fact
		"reached(belmora.spoc, NOTICED, regatta)":    true,
		"read(belmora.spoc, harbour.c)":              true,
		"sent(regatta, belmora)":                     true,
	} {
		want := ""
		if !holds {
			want = dead
		}
		if condition == "done(4)" {
			want += " (it is looked at before 4 is released)"
		}
		tryAll(t, []change{{condition, []string{"if: not done(2)", `if: "` + condition + `"`}, want}})
	}
	tryAll(t, []change{
		{"an expected action is looked for until its time", []string{`when: "sent(harbour, arvonia)"`, "when: done(1)"}, ""},
		{"and not later", []string{`when: "sent(harbour, arvonia)"`, "when: done(5)"}, "msel.2.when: this condition can never hold (it is looked at before 5 is released)"},
		{"a condition knows all of its instant", []string{"after: T+21h, if: not done(2)", "after: T+30h, if: done(4)", "by: T+10h", "by: T+12h"}, ""},
		{"but is not looked at again after it", []string{"after: T+21h, if: not done(2)", "after: T+29h, if: done(4)", "by: T+10h", "by: T+12h"}, dead + " (it is looked at before 4 is released)"},
		{"what is missed then is known too", []string{"after: T+21h, if: not done(2)", "after: T+10h, if: missed(2)"}, ""},
		{"not what can be missed later", []string{"after: T+21h, if: not done(2)", "after: T+9h, if: missed(2)"}, dead + " (it is looked at before 2 can be missed)"},
		{"at one time", []string{"after: T+21h, if: not done(2)", "after: T+21h, if: done(1)", "at: T+1h, to", "at: T+21h, to", "by: T+10h", "by: T+11h"}, ""},
	})
}

// What begins itself again without time between does not come to rest.
func TestNotesOnCircles(t *testing.T) {
	tryAll(t, []change{
		{"no time", []string{"lead: 5d, effects", "effects", "lead: 20h, effects", "effects"}, "changes.reform: sets itself off again within 0s, so a run never comes to rest (changes.reform -> changes.review -> changes.reform)"},
		{"some minutes", []string{"lead: 5d, effects", "lead: 5m, effects", "lead: 20h, effects", "lead: 10m, effects"}, "changes.reform: sets itself off again within 15m, so a run never comes to rest (changes.reform -> changes.review -> changes.reform)"},
		{"an hour", []string{"lead: 5d, effects", "lead: 30m, effects", "lead: 20h, effects", "lead: 30m, effects"}, ""},
		{"a pace of 0", []string{"lead: 5d, effects", "lead: 5d, pace: 0, effects", "lead: 20h, effects", "lead: 20h, pace: 0, effects"}, "changes.reform: sets itself off again within 0s, so a run never comes to rest (changes.reform -> changes.review -> changes.reform)"},
		{"an order is given once", []string{"mobilise: 3d}", "mobilise: 0s, effects: [{order: {command: chain, task: digging}}]}"}, ""},
		{"support is asked for once", []string{"mobilise: 2d, task", "mobilise: 0s, effects: [{support: experts}], task"}, ""},
	})
}

// What waits for an entry that is deferred can only come about where something
// releases it; a contingency that is watched may see what comes after its hour; and
// a window that has not passed has not been missed.
func TestNotesOnPlay(t *testing.T) {
	text := func(rest string) string {
		return `
entente: 1
scenario: play
start: 2027-03-01T08:00+01:00
end: T+2d
nations: {arvonia: {agencies: {police: {collects: {FIN: 1}}}}}
storylines: {s: {benign: true, stages: [{lasts: 1d, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k]}, b: {kind: FIN, place: arvonia, tokens: [k]}}}}
msel:
  - {number: 1, type: inject, at: T+9h, from: White Cell}
  - {number: 2, type: expected_action, by: T+9h, who: arvonia.police, when: 'reached("arvonia.police", NOTICED, s)'}
` + rest
	}
	for rest, want := range map[string]string{
		"  - {number: 3, type: expected_action, by: T+2d, who: arvonia.police, when: done(1)}\n  - {number: 4, type: contingency, after: T+2d, if: missed(3), from: White Cell}\n":                                                                       "msel.4.if: this condition can never hold (3 can be missed at EndEx only, and nothing follows that)",
		"  - {number: 3, type: contingency, after: T+9h, if: missed(2), from: White Cell}\n":                                                                                                                                                             "",
		"  - {number: 3, type: inject, at: T+1h, from: White Cell, effect: {expose: s.a}}\n":                                                                                                                                                             "msel.3.effect.expose: stage 1 of its storyline has exposed it by T+0h: this changes nothing (expose it before, take it out of the stage, or hand it to an agency with `to`)",
		"  - {number: 3, type: inject, at: T+1h, from: White Cell, to: arvonia.police, effect: {expose: s.a}}\n":                                                                                                                                         "",
		"  - {number: 3, type: inject, at: T+1h, from: White Cell, effect: {expose: s.b}}\n":                                                                                                                                                             "",
		"  - {number: 3, type: inject, at: T+1h, from: White Cell, effect: {expose: s.b}}\n  - {number: 4, type: inject, at: T+2h, from: White Cell, effect: {expose: s.b}}\n":                                                                           "msel.4.effect.expose: entry 3 has exposed it before: this changes nothing",
		"  - {number: 3, type: inject, status: Deferred, at: T+1h, from: White Cell}\n  - {number: 4, type: contingency, after: T+2h, if: done(3), from: White Cell}\n":                                                                                  "msel.4.if: this condition can never hold",
		"  - {number: 3, type: inject, status: Deferred, at: T+1h, from: White Cell}\n  - {number: 4, type: contingency, after: T+2h, if: done(3), from: White Cell}\n  - {number: 5, type: inject, at: T+1h, from: White Cell, effect: {release: 3}}\n": "",
		"  - {number: 3, type: contingency, after: T+8h, if: done(1), from: White Cell}\n":                                                                                                                                                               "it is looked at before 1 is released",
		"  - {number: 3, type: contingency, after: T+8h, until: T+20h, if: done(1), from: White Cell}\n":                                                                                                                                                 "",
		"  - {number: 3, type: contingency, after: T+8h, if: missed(2), from: White Cell}\n":                                                                                                                                                             "msel.3.if: this condition can never hold",
		"  - {number: 3, type: contingency, after: T+8h, until: T+20h, if: missed(2), from: White Cell}\n":                                                                                                                                               "",
	} {
		got := Look(loaded(t, text(rest))).Notes.Error()
		if want == "" {
			require.NotContains(t, got, "msel", rest)
			continue
		}
		require.Contains(t, got, want, rest)
	}
}
