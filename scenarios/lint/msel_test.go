package lint

import (
	"fmt"
	"strings"
	"testing"
)

// Objectives and entries serve each other.
func TestNotesOnObjectives(t *testing.T) {
	tryAll(t, []change{
		{
			"an objective that no entry serves",
			[]string{"{id: O2, text: Decide together}", "{id: O2, text: Decide together}\n    - {id: O3, text: Rest}"},
			"exercise.objectives.O3: no entry of the MSEL serves it (name it as `objective` of the entries that do)",
		},
		{
			"entries that serve none",
			[]string{"to: arvonia.spoc, objective: O2, effect: {order", "to: arvonia.spoc, effect: {order", `"sent(harbour, arvonia)", objective: O1`, `"sent(harbour, arvonia)"`},
			"msel.2: serves no objective (name the `objective` that it serves)\nmsel.5: serves no objective (name the `objective` that it serves)",
		},
		{
			"none names any: one note says so",
			[]string{
				"storyline: harbour, objective: O1, effect: {expose", "storyline: harbour, effect: {expose",
				`"sent(harbour, arvonia)", objective: O1`, `"sent(harbour, arvonia)"`,
				"storyline: harbour, objective: O1, effect: {prop", "storyline: harbour, effect: {prop",
				"to: arvonia.spoc, objective: O2, effect: {propose", "to: arvonia.spoc, effect: {propose",
				"to: arvonia.spoc, objective: O2, effect: {order", "to: arvonia.spoc, effect: {order",
			},
			"exercise.objectives: no entry of the MSEL names an objective (give each entry the `objective` that it serves)",
		},
		{"an other entry needs no objective", []string{"type: other, at: T+47h", "type: other, at: T+46h"}, ""},
	})
}

// Without a MSEL nothing is missing in it, and without objectives none is served.
func TestNotesOnNoMSEL(t *testing.T) {
	good := goodScenario(t)
	begin, _, _ := strings.Cut(good, "\nmsel:")
	begin = strings.NewReplacer(
		"  mission: {body: council,", "  mission: {body: council, by: spoc, when: level >= NOTICED,",
		"  listing: {body: council,", "  listing: {body: council, by: spoc, when: level >= NOTICED,",
		"facts: [a, b]", "facts: [a, b, c]",
	).Replace(begin)
	begin = leaveOut(t, leaveOut(t, begin, "commands:", "storylines:"), "  force:", "storylines:")
	if got := notesOf(t, begin); got != "" {
		t.Errorf("%s", got)
	}
	bare := leaveOut(t, good, "  objectives:", "model:")
	for _, o := range []string{", objective: O1", ", objective: O2"} {
		bare = strings.ReplaceAll(bare, o, "")
	}
	if got := notesOf(t, bare); got != "" {
		t.Errorf("%s", got)
	}
}

// leaveOut leaves out a text from one line's beginning up to another's.
func leaveOut(t *testing.T, text, from, to string) string {
	a := strings.Index(text, "\n"+from)
	b := strings.Index(text, "\n"+to)
	if a < 0 || b < a {
		t.Fatalf("%s ... %s", from, to)
	}
	return text[:a] + "\n" + text[b:]
}

// The time that counts for a pace is the time of play.
func TestNotesOnPace(t *testing.T) {
	entries := func(n int, to string, every int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\n  - {number: n%d, type: inject, at: T+%dm, to: %s, objective: O1}", i+1, 60+i*every, to)
		}
		return b.String()
	}
	last := "{number: 6, type: other, at: T+47h, text: End of play}"
	tryAll(t, []change{
		// A quarter of an hour of play is an hour and a half of the scenario.
		{
			"seven in a quarter of an hour of play",
			[]string{last, last + entries(7, "belmora.spoc", 15)},
			"msel.n1: 7 entries to belmora.spoc within 15 min of play, up to n7 (a cell can work off 5; spread them, or let another cell have some)",
		},
		{"five in a quarter of an hour of play", []string{last, last + entries(5, "belmora.spoc", 15)}, ""},
		{"seven at a slower pace", []string{last, last + entries(7, "belmora.spoc", 30)}, ""},
		{
			"the same to a cell outside the world",
			[]string{last, last + entries(6, "Press Cell", 15)},
			"msel.n1: 6 entries to Press Cell within 15 min of play, up to n6 (a cell can work off 5; spread them, or let another cell have some)",
		},
		{
			"expected actions are not handed to anybody",
			[]string{last, last + strings.ReplaceAll(strings.ReplaceAll(entries(7, "arvonia.police", 15), "type: inject, at", "type: expected_action, by"), "to:", `when: "sent(harbour, arvonia)", who:`)},
			"",
		},
		{
			"without moves the time of the scenario counts",
			[]string{
				"  moves:\n    - {id: M1, from: T+0h, to: T+24h, played_in: 4h}\n    - {id: M2, from: T+24h, to: T+48h, played_in: 4h}\n", "",
				last, last + entries(7, "belmora.spoc", 2),
			},
			"msel.n1: 7 entries to belmora.spoc within 15 min, up to n7 (a cell can work off 5; spread them, or let another cell have some)",
		},
		{
			"and a quarter of an hour of it is not much",
			[]string{
				"  moves:\n    - {id: M1, from: T+0h, to: T+24h, played_in: 4h}\n    - {id: M2, from: T+24h, to: T+48h, played_in: 4h}\n", "",
				last, last + entries(7, "belmora.spoc", 15),
			},
			"",
		},
		{
			"a long stretch after an entry",
			[]string{"by: T+10h, who", "by: T+2h, who"},
			"exercise.moves.M1: nothing comes from the MSEL for 3h10m of play, after entry 2 (more than 3h is long: add entries, or play this stretch faster)",
		},
		{
			"a long stretch at the beginning, and one at the end",
			[]string{"to: T+48h, played_in: 4h", "to: T+48h, played_in: 12h", "at: T+30h", "at: T+31h", "at: T+40h", "at: T+34h", "at: T+47h", "at: T+37h"},
			"exercise.moves.M2: nothing comes from the MSEL for 3h30m of play, from its beginning (more than 3h is long: add entries, or play this stretch faster)\n" +
				"exercise.moves.M2: nothing comes from the MSEL for 5h30m of play, after entry 6 (more than 3h is long: add entries, or play this stretch faster)",
		},
		{"the same stretch, played faster", []string{"by: T+10h, who", "by: T+2h, who", "to: T+24h, played_in: 4h", "to: T+24h, played_in: 150m"}, ""},
	})
}

// One or two entries have no pace.
func TestNotesOnFewEntries(t *testing.T) {
	few := `
entente: 1
scenario: few
start: 2027-03-01T08:00+01:00
end: T+1d
exercise: {moves: [{id: M1, from: T+0h, to: T+1d, played_in: 8h}]}
nations: {arvonia: {agencies: {spoc: {}}}}
msel:
  - {number: 1, type: inject, at: T+1h}
  - {number: 2, type: inject, at: T+2h}
`
	if got := notesOf(t, few); got != "" {
		t.Errorf("%s", got)
	}
	const more = "exercise.moves.M1: nothing comes from the MSEL for 7h of play, after entry 3 (more than 3h is long: add entries, or play this stretch faster)"
	if got := notesOf(t, few+"  - {number: 3, type: inject, at: T+3h}\n"); got != more {
		t.Errorf("%s", got)
	}
}

// Moves follow each other inside the exercise.
func TestNotesOnMoves(t *testing.T) {
	tryAll(t, []change{
		{
			"a move begins later than the one before ends",
			[]string{"M2, from: T+24h, to", "M2, from: T+25h, to"},
			"exercise.moves.M2.from: begins 1h after move M1 ends: nobody plays in between (close the gap, or say so in the text of the first entry after it)",
		},
		{
			"a move before StartEx, and one after EndEx",
			[]string{"M1, from: T+0h", `M1, from: "2027-03-01T07:00+01:00"`, "from: T+24h, to: T+48h, played_in: 4h", "from: T+24h, to: T+241h, played_in: 4h"},
			"exercise.moves.M1.from: before StartEx\n" +
				"exercise.moves.M2: nothing comes from the MSEL for 3h34m of play, after entry 6 (more than 3h is long: add entries, or play this stretch faster)\n" +
				"exercise.moves.M2.to: after EndEx",
		},
		{"a move played in no time", []string{"to: T+48h, played_in: 4h", "to: T+48h, played_in: 0s"}, "exercise.moves.M2.played_in: this move is played in no time at all"},
		{
			"an entry for the audience while nobody plays",
			[]string{"M2, from: T+24h, to: T+48h", "M2, from: T+24h, to: T+36h"},
			"msel.5: no move covers its time: arvonia.spoc does not play then",
		},
		{"an entry for somebody else then", []string{"M2, from: T+24h, to: T+48h", "M2, from: T+24h, to: T+36h", "at: T+40h, to: arvonia.spoc", "at: T+40h, to: belmora.spoc"}, ""},
		{"an entry after EndEx", []string{"at: T+47h, text", "at: T+300h, text"}, "msel.6: after EndEx"},
	})
}

// A second time is nothing, unless it is about something else or the other way.
func TestNotesOnRepeats(t *testing.T) {
	other := "  - {number: 6, type: other, at: T+47h, text: End of play}\n"
	entry := func(effect, rest string) []string {
		return []string{other, other + "  - {number: 7, type: " + rest + ", to: arvonia.spoc, objective: O2, effect: " + effect + "}\n"}
	}
	tryAll(t, []change{
		{"the same order", entry("{order: {command: chain, task: digging}}", "inject, at: T+44h"), "msel.7.effect: given by entry 5 already on this storyline: the second time changes nothing"},
		{"the earlier comes first in time, not in the list", entry("{order: {command: chain, task: digging}}", "inject, at: T+36h"), "msel.5.effect: given by entry 7 already on this storyline: the second time changes nothing"},
		{"another task", entry("{order: {command: chain, task: carrying}}", "inject, at: T+44h"), ""},
		{"another storyline", entry("{order: {command: chain, task: digging}}, storyline: harbour", "inject, at: T+44h"), ""},
		{"the other way", entry("{order: {command: chain, task: digging}}", "contingency, if: not done(2), after: T+44h"), ""},
		{
			"the same call",
			[]string{other, other + "  - {number: 7, type: inject, at: T+43h, to: arvonia.spoc, objective: O2, effect: {support: force}}\n  - {number: 8, type: inject, at: T+44h, to: arvonia.spoc, objective: O2, effect: {support: force}}\n"},
			"msel.8.effect: asked for by entry 7 already on this storyline: the second time changes nothing",
		},
	})
}
