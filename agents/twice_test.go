package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// twice is a world in which entries of an events list do everything that an effect
// can do; the entries stand in for ENTRIES.
const twice = `
entente: 1
scenario: twice
start: 2027-03-01T08:00+01:00
end: T+20d
warm_up: 0s
nations:
  arvonia: {agencies: {police: {collects: {THREAT_LEVEL: 1, IDENTITY: 1}, actions: {watch: {}}}, spoc: {}, minister: {}, court: {}}, laws: [{id: stay, when: abroad, do: block, in_force: 0}]}
  belmora: {agencies: {police: {}, spoc: {}, minister: {}}}
  cendria: {agencies: {police: {}, spoc: {}, minister: {}}, caveats: [digging]}
bodies: {council: {members: [arvonia, belmora, cendria], role: secretariat}}
channels: {link: {members: ["*"], latency: 5m}}
stores: {list: {readers: ["*.police"], writers: ["*.police", council]}}
motions: {paper: {body: council, rule: majority, window: 1d, effects: [{list: list, tell: spoc, oblige: {role: police, action: watch}, order: {command: chain, task: patrol}}]}}
changes: {course: {kind: training, trains: [arvonia, belmora], effects: [{add: {model.grant: 0.01}}]}}
teams: {joint: {members: [arvonia.police, belmora.police], lasts: 1d}}
support: {force: {for: arvonia.police, of: [belmora.police, cendria.police], mobilise: 1h, lasts: 1h, effects: [{add: {model.grant: 0.01}}]}}
commands: {chain: {echelons: [arvonia.spoc, belmora.spoc], forces: [force]}}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 10d, facts: [warning, who]}, {lasts: 900d}]
    facts:
      warning: {kind: THREAT_LEVEL, place: arvonia, tokens: [k], key: true, for: 0s}
      who: {kind: IDENTITY, place: arvonia, tokens: [k], key: true, for: 0s}
msel:
ENTRIES
`

// effectsOf are all that an entry can do in that world.
var effectsOf = []string{
	"expose: s.who", "ask: {from: belmora.spoc, to: arvonia.spoc}", "leak: s", "recall: {agency: arvonia.police, storyline: s}", "remind: {agency: arvonia.police, storyline: s}", "compromise: link",
	"set: {model.grant: 0.5}", "add: {model.grant: 0.1}", "multiply: {model.grant: 0.5}", "propose: {motion: paper, by: arvonia.police}", "unlist: list",
	"begin: course", "found: joint", "support: force", "order: {command: chain, task: patrol}", "order: {command: chain, task: digging}", "adopt: arvonia.stay",
	"repeal: arvonia.stay", "outage: {channel: link, for: 2h}", "breach: {by: belmora, owner: arvonia.police}",
	"message: {from: arvonia.police, to: belmora.spoc, storyline: s}", "release: x",
}

// Whatever an events list does, and however often, at one instant or apart, every
// record has an identity of its own and adds up.
func TestEffectsTwice(t *testing.T) {
	entry := func(number string, hour int, effect string) string {
		return fmt.Sprintf("  - {number: %s, type: inject, at: T+%dh, storyline: s, effect: {%s}}\n", number, hour, effect)
	}
	all := ""
	for i, e := range effectsOf { // each three times, twice at one instant
		for k, hour := range []int{30, 30, 60} {
			all += entry(fmt.Sprintf("a%d-%d", i, k), hour, e)
		}
	}
	all += "  - {number: x, type: inject, at: T+1h, status: Deferred}\n"
	s := load(t, strings.Replace(twice, "ENTRIES", all, 1))
	_, m := run(t, s.Spec, 1)
	seen := map[journal.Kind]int{}
	for i := range m.list {
		seen[m.list[i].Kind]++
	}
	for _, k := range []journal.Kind{journal.Proposed, journal.Ordering, journal.Support, journal.Team, journal.Changed, journal.Leak, journal.Breach} {
		require.NotZero(t, seen[k], k)
	}
	rapid.Check(t, func(t *rapid.T) {
		list := "  - {number: x, type: inject, at: T+1h, status: Deferred}\n"
		for i := range rapid.IntRange(1, 12).Draw(t, "entries") {
			list += entry(fmt.Sprintf("e%d", i), rapid.IntRange(1, 300).Draw(t, "hour"), rapid.SampledFrom(effectsOf).Draw(t, "effect"))
		}
		s := load(t, strings.Replace(twice, "ENTRIES", list, 1))
		run(t, s.Spec, rapid.Uint64().Draw(t, "seed"))
	})
}

// What is released when its window has passed is over; nothing is scheduled into the
// past, and an expected action whose hour has gone is missed at once.
func TestReleasedTooLate(t *testing.T) {
	list := "  - {number: 1, type: contingency, status: Deferred, after: T+10h, until: T+20h, if: 'stage(s, 1)', effect: {set: {model.grant: 0.5}}}\n" +
		"  - {number: 2, type: expected_action, status: Deferred, after: T+5h, by: T+10h, who: arvonia.police, when: 'sent(s, cendria)'}\n" +
		"  - {number: 3, type: contingency, status: Deferred, after: T+10h, until: T+40h, if: 'stage(s, 1)', effect: {set: {model.grant: 0.6}}}\n" +
		"  - {number: 4, type: inject, at: T+30h, effect: {release: 1}}\n  - {number: 5, type: inject, at: T+30h, effect: {release: 2}}\n" +
		"  - {number: 6, type: inject, at: T+30h, effect: {release: 3}}\n"
	s := load(t, strings.Replace(twice, "ENTRIES", list, 1))
	_, m := run(t, s.Spec, 1)
	var released []string
	missed := 0
	for i := range m.list {
		switch r := &m.list[i]; r.Kind {
		case journal.Inject:
			released = append(released, s.Spec.Names.Text(journal.Ref(r.Args[0])))
		case journal.Expected:
			require.Equal(t, int64(journal.Missed), r.Args[1])
			missed++
		}
	}
	require.Equal(t, []string{"4", "5", "6", "3"}, released, "1 came too late")
	require.Equal(t, 1, missed)
}

// Whatever an events list is made of, statuses, windows, conditions that wait for each
// other and entries that release each other, it plays to its end.
func TestEventsListsPlay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 10).Draw(t, "entries")
		hour := func(from, to int) int { return rapid.IntRange(from, to).Draw(t, "hour") }
		list := ""
		for i := range n {
			other := rapid.IntRange(0, n-1).Draw(t, "other")
			kind := rapid.SampledFrom([]string{"inject", "contingency", "expected_action"}).Draw(t, "type")
			if i == 0 {
				kind = "expected_action" // one that can be missed
			}
			cond := rapid.SampledFrom([]string{
				"done(%d)", "not done(%d)", `elapsed(%d, "5h")`, `elapsed(%d, "0s")`, "missed(0) or done(%d)", "recorded(clock_end) or done(%d)",
				`recorded(inject) and elapsed(%d, "1h")`, `recorded(expected) or done(%d)`,
			}).Draw(t, "condition")
			cond = fmt.Sprintf(cond, other)
			at := hour(0, 100)
			when := fmt.Sprintf("at: T+%dh", at)
			switch kind {
			case "contingency":
				when = fmt.Sprintf("after: T+%dh, until: T+%dh, if: '%s'", at, at+hour(1, 100), cond)
			case "expected_action":
				when = fmt.Sprintf("after: T+%dh, by: T+%dh, who: arvonia.police, when: '%s'", at, at+hour(1, 100), cond)
			}
			status := rapid.SampledFrom([]string{"Draft", "Approved", "Deferred"}).Draw(t, "status")
			list += fmt.Sprintf("  - {number: %d, type: %s, status: %s, %s", i, kind, status, when)
			if kind != "expected_action" {
				list += fmt.Sprintf(", effect: {release: r%d}", other)
			}
			list += "}\n"
		}
		for i := range n { // what is released, in turn releases
			list += fmt.Sprintf("  - {number: r%d, type: inject, status: Deferred, at: T+1h, effect: {release: r%d}}\n", i, (i+1)%n)
		}
		s := load(t, strings.Replace(twice, "ENTRIES", list, 1))
		run(t, s.Spec, rapid.Uint64().Draw(t, "seed"))
	})
}
