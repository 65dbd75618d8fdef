package explain_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// hindered is a world in which the police could act in time, were there nothing in
// the way.
const hindered = `
entente: 1
scenario: hindered
start: 2027-03-01T08:00+01:00
end: T+48h
warm_up: 0s
model:
  attention: {aside: 0}
  will: {base: 20}
  grant: GRANT
  touch: {collect: 30m, assess: 30m, search: 30m, release: 30m, read: 10m, prosecutor: 1h, audit: 1h}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    network: {latency: 1m}
    laws: [LAWS]
    agencies:
      intelligence: {like: quiet, collects: {IDENTITY: 1, FIN: 1}, policy: {distribution: [{id: on, to: arvonia.PATH}]}}
      border: {like: quiet, policy: {distribution: [{id: on, to: arvonia.police}]}}
      police: {desks: {intake: {servers: 9, load: 0}, analysis: {servers: 9, load: 0, hours: "HOURS"}}, actions: {watch: {ACTION}}}
      prosecutor: {desks: {intake: {servers: 9, load: 0, hours: "LAWYERS"}}}
  belmora: {agencies: {spoc: {desks: {intake: {servers: 9, load: 0, hours: "HOST"}}}, prosecutor: {like: quiet}}}
channels: {link: {members: ["*"], latency: 5m}}
agreements: {treaty: {parties: [arvonia, belmora]}}
storylines:
  earlier:
    recognise: {k: 1}
    stages: [{lasts: 90d, facts: [x]}]
    facts: {x: {kind: IDENTITY, place: arvonia, seen_in: [arvonia], tokens: [other], key: true, for: 0s}}
  s:
    recognise: {k: 2}
    stages: [{lasts: 1h}, {lasts: 90d, facts: [who, money]}]
    facts:
      who: {kind: IDENTITY, place: PLACE, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      money: {kind: FIN, place: PLACE, seen_in: [SEEN], tokens: [k], key: true, for: 0s}
    deadlines: [{id: d, agency: arvonia.police, want: WANT, at: T+8h}]
`

// TestWhyNotMet puts one thing in the way after another and asks which condition
// failed first, and by whose rule.
func TestWhyNotMet(t *testing.T) {
	const wall = `{id: wall, when: 'sender.role == "intelligence"', do: narrow lead}`
	for _, c := range []struct {
		says   string
		edits  []string
		condit string
		place  explain.Place
		reason journal.Reason
		rule   string
	}{
		{"nothing", nil, "", 0, 0, ""},
		{"a wall", []string{"LAWS", wall}, "knows", explain.Barred, journal.WallNarrows, "arvonia.wall"},
		{"a wall on the way", []string{"LAWS", wall, "PATH", "border"}, "knows", explain.Elsewhere, journal.WallNarrows, "arvonia.wall"},
		{"no evidence", []string{"ACTION", "needs_evidence: true"}, "knows", explain.Barred, journal.NoReason, "arvonia.intelligence"},
		{"a retention that ended", []string{"LAWS", "{id: short, do: retain 30m}", "HOURS", "17:00-18:00"}, "knows", explain.Barred, journal.RetentionEnds, "arvonia.police"},
		{"a fact that nobody sees", []string{"SEEN", "belmora"}, "knows", explain.Undetected, journal.NoReason, ""},
		{"no time to judge", []string{"HOURS", "17:00-18:00"}, "recognises", 0, journal.NoReason, "arvonia.police"},
		{"a wall before any judgement", []string{"LAWS", strings.Replace(wall, "lead", "act", 1)}, "knows", explain.Barred, journal.WallNarrows, "arvonia.wall"},
		{"leave that nobody decides", []string{"ACTION", "authority: prosecutor", "LAWYERS", "20:00-21:00"}, "authorised", 0, journal.NoReason, "arvonia.prosecutor"},
		{"leave that is refused", []string{"ACTION", "authority: prosecutor", "GRANT", "0"}, "authorised", 0, journal.NotGranted, "arvonia.prosecutor"},
		{"another jurisdiction", []string{"PLACE", "belmora", "ACTION", "needs_level: RECOGNISED"}, "mayact", 0, journal.NoReason, "arvonia.police"},
		{"a host who is asleep", []string{"PLACE", "belmora", "ACTION", "needs_level: RECOGNISED, across: {agreements: [treaty], notice: prior}", "HOST", "20:00-21:00"}, "mayact", 0, journal.NoReason, "belmora"},
		{"the hour", []string{"ACTION", `window: "20:00-21:00"`}, "opening", 0, journal.WindowClosed, "arvonia.police.watch"},
		{"its only team", []string{"ACTION", "teams: 1"}, "opening", 0, journal.NoTeam, "arvonia.police.watch"},
		{"what was not read", []string{"WANT", "read(money)", "SEEN", "belmora"}, "knows", explain.Undetected, journal.NoReason, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			text := strings.NewReplacer(append(c.edits, "LAWS", "", "GRANT", "1", "PATH", "police", "HOURS", "24/7", "LAWYERS", "24/7", "HOST", "24/7",
				"ACTION", "", "PLACE", "arvonia", "SEEN", "arvonia", "WANT", "available(watch)")...).Replace(hindered)
			sc, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(text)}}, scenarios.Options{})
			require.NoError(t, err)
			trace := measure.NewTrace(sc.Static)
			require.NoError(t, agents.New(sc.Spec, 1, trace).Run())
			e, err := reader(t, trace).Deadline("s.d")
			require.NoError(t, err)
			tiles(t, e, c.says)
			require.Equal(t, c.condit == "", e.Outcome == journal.Met, e.Outcome)
			require.Equal(t, 8*sim.Hour, e.Due)
			switch f := e.Failing(); {
			case c.condit == "":
			case c.condit == "knows":
				require.NotZero(t, e.Through)
				require.Equal(t, c.place, e.Missing[0].Place)
				require.Equal(t, c.reason, e.Missing[0].Reason)
				require.Equal(t, c.rule, trace.Name(e.Missing[0].Rule))
			default:
				require.Zero(t, e.Through)
				require.NotNil(t, f)
				require.Equal(t, c.condit, conditions[f.What])
				require.Equal(t, c.reason, f.Reason)
				require.Equal(t, c.rule, trace.Name(cmp.Or(f.Rule, f.Thing)))
			}
		})
	}
}

var conditions = map[explain.Condition]string{
	explain.Recognises: "recognises", explain.Authorised: "authorised", explain.MayActHere: "mayact",
	explain.WindowOpen: "opening", explain.TeamFree: "opening",
}
