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
	"expose: s.who", "ask: {from: belmora.spoc, to: arvonia.spoc}", "leak: s", "recall: {agency: arvonia.police, storyline: s}", "compromise: link",
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
