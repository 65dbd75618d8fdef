package scenarios

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/sim"
)

const small = `
entente: 1
scenario: small
start: 2027-03-01T08:00+01:00
end: T+1d
presets: {laws: {twice: {id: twice, do: block}}}
nations:
  arvonia:
    agencies:
      police: {desks: {intake: {servers: 2, load: 0.5}}, actions: {watch: {}}}
      spoc: {}
    laws: [{id: hold, do: delay 1h}, {like: twice}]
  belmora: {agencies: {police: {}, spoc: {}}}
channels:
  c: {members: [arvonia, belmora], latency: {median: 5m, p95: 9m}}
routes:
  arvonia.police>belmora.spoc: [[c]]
relations:
  arvonia-belmora: {trust: 0.4}
storylines:
  s:
    stages: [{lasts: 1d, facts: [a]}, {lasts: 1d}]
    facts:
      a: {kind: FIN, place: arvonia, tokens: [k], key: true}
    deadlines: [{agency: arvonia.police, want: informed, before_stage: 2}]
msel:
  - {number: 1, type: inject, at: T+1h, text: hello}
`

// patched gives the value of a parameter at the start of the run.
func patched(t *testing.T, s *Scenario, path string) int64 {
	i := slices.IndexFunc(s.Spec.Params, func(p model.Param) bool { return p.Path == path })
	require.GreaterOrEqual(t, i, 0, path)
	v := s.Spec.Params[i].Value
	for _, p := range s.Spec.Patches {
		if int(p.Param) == i {
			v = p.Value
		}
	}
	return v
}

// TestSetParameter: what can change during a run is set when it begins, and
// the compiled scenario keeps the value that was written.
func TestSetParameter(t *testing.T) {
	for set, want := range map[string]int64{
		"model.grant=0.5":                                                 500_000,
		"model.patience=2h":                                               int64(2 * sim.Hour),
		"relations.arvonia-belmora.trust=0.9":                             900_000,
		"relations.arvonia-belmora.tension=0.25":                          250_000,
		"nations.arvonia.agencies.police.desks.intake.servers=7":          7,
		"nations.arvonia.agencies.police.collects.FIN=1":                  1_000_000,
		"nations.arvonia.priorities.general=-0.5":                         -500_000,
		"storylines.s.facts.a.quality={value: 0.3, tag: C, source: test}": 300_000,
		"channels.c.slots= 4":                                             4,
	} {
		s := must(t, small, set)
		require.Len(t, s.Spec.Patches, 1, set)
		path := set[:slices.Index([]byte(set), '=')]
		require.Equal(t, want, patched(t, s, path), set)
		base := must(t, small)
		require.Equal(t, base.Spec.Params, s.Spec.Params, set)
	}
}

// TestSetTree: what is settled before a run is changed in the scenario itself.
func TestSetTree(t *testing.T) {
	for set, check := range map[string]func(*model.Spec) bool{
		"end=T+2d": func(s *model.Spec) bool { return s.End == 2*sim.Day },
		"channels.c.latency=7m": func(s *model.Spec) bool {
			return s.Channels[len(s.Channels)-1].Latency == sim.Const(7*sim.Minute)
		},
		"channels.c.latency.p95=30m":                           func(s *model.Spec) bool { return s.Channels[2].Latency.Mean() > 6*sim.Minute },
		"channels.c.latency={dist: uniform, min: 1m, max: 3m}": func(s *model.Spec) bool { return s.Channels[2].Latency.Mean() == 2*sim.Minute },
		"nations.arvonia.laws.hold.do=block":                   func(s *model.Spec) bool { return s.Rules[0].Effect == 0 },
		"nations.arvonia.laws.twice.do=require court":          func(s *model.Spec) bool { return s.Rules[1].Role != 0 },
		"nations.arvonia.languages=[arv]":                      func(s *model.Spec) bool { return s.Nations[0].Languages != s.Nations[1].Languages },
		"relations.belmora>arvonia.trust=0.1":                  func(s *model.Spec) bool { return s.Trust[1] != s.Trust[2] },
		"relations.arvonia>belmora.trust=0.1":                  func(s *model.Spec) bool { return s.Params[s.Trust[1]].Value == 100_000 },
		"routes.arvonia.spoc>belmora.spoc=[[c]]":               func(s *model.Spec) bool { return len(s.Routes) == 2 },
		"routes.arvonia.police>belmora.spoc=[[c], [arvonia-net, arvonia.spoc, c]]": func(s *model.Spec) bool {
			return len(s.Routes) == 1 && len(s.Routes[[2]model.AgencyID{0, 3}]) == 2
		},
		"storylines.s.stages.2.lasts=3h":   func(s *model.Spec) bool { return s.Storylines[0].Stages[1].Lasts == sim.Const(3*sim.Hour) },
		"storylines.s.deadlines.1.lead=1h": func(s *model.Spec) bool { return s.Deadlines[0].Lead == sim.Hour },
		"storylines.s.recognise.k=1":       func(s *model.Spec) bool { return s.Storylines[0].K == 1 },
		"msel.1.at=T+3h":                   func(s *model.Spec) bool { return s.Entries[0].At == 3*sim.Hour },
		"nations.*.agencies.police.desks.intake.hours=Mon-Fri 08:00-16:00": func(s *model.Spec) bool {
			return s.Desks[0].Calendar.OpenWithin(0, 7*sim.Day) == 40*sim.Hour && s.Desks[2].Calendar.OpenWithin(0, 7*sim.Day) == 40*sim.Hour
		},
		"nations.arvonia.agencies.police.desks.intake={hours: Mon-Fri 08:00-16:00}": func(s *model.Spec) bool {
			return s.Desks[0].Calendar.OpenWithin(0, 7*sim.Day) == 40*sim.Hour && s.Desks[0].Loaded
		},
		"nations.arvonia.agencies.police.desks.release={}": func(s *model.Spec) bool { return len(s.Desks) == 5 },
	} {
		if set == "nations.arvonia.agencies.police.desks.release={}" {
			continue // a new thing is a change of the scenario, not a value
		}
		s := must(t, small, set)
		require.True(t, check(s.Spec), set)
		require.Empty(t, s.Spec.Patches, set)
	}
}

// What a wildcard reached is told, and of relations that it is not all pairs.
func TestWildcardsTellWhatTheyReach(t *testing.T) {
	told := func(set string) string {
		s, err := LoadSources([]Source{{Name: "test.yaml", Data: []byte(small)}}, Options{Set: []string{set}})
		require.NoError(t, err)
		var all []string
		for _, n := range s.compiled.told {
			if n.File == "--set "+set {
				all = append(all, n.String())
			}
		}
		return strings.Join(all, "\n")
	}
	require.Equal(t, "--set nations.*.agencies.police.desks.intake.servers=3:1:1: nations.*.agencies.police.desks.intake.servers: changes 2 values",
		told("nations.*.agencies.police.desks.intake.servers=3"))
	require.Equal(t, "--set relations.*.tension=0.4:1:1: relations.*.tension: changes 1 value, of the relations that are written down; 2 nations make 1 pair (pairs that are not written down follow model.tension)",
		told("relations.*.tension=0.4"))
	require.Empty(t, told("model.grant=0.5"))
}

// TestSetWrong: every wrong change is named with its flag.
func TestSetWrong(t *testing.T) {
	for set, want := range map[string]string{
		"":                                       "--set :1:1: not PATH=VALUE",
		"end":                                    "--set end:1:1: not PATH=VALUE",
		"end=":                                   "--set end=:1:1: not PATH=VALUE",
		"model.grand=0.5":                        "no grand in model (did you mean grant?)",
		"model.grant=5":                          "--set model.grant=5:1:13: model.grant: 5 is above 1",
		"model.grant=five":                       "is not a number",
		"model.patience=5":                       "is not a duration",
		"model.grant.value=1":                    "model.grant is one figure",
		"nations.arvonya.title=x":                "no arvonya in nations (did you mean arvonia?)",
		"nations.arvonia.agencies.polce.title=x": "no polce in nations.arvonia.agencies (did you mean police?)",
		"nations.arvonia.agencies.police.desks.intake.hors=24/7":   "no hors in nations.arvonia.agencies.police.desks.intake (did you mean hours?)",
		"nations.arvonia.agencies.police.desks.intake.hours=daily": "hours: ",
		"nations.arvonia.laws.hold.do=blok":                        "--set nations.arvonia.laws.hold.do=blok:1:30: nations.arvonia.laws.hold.do: unknown effect \"blok\" (did you mean block?)",
		"nations.arvonia.laws.holt.do=block":                       "no holt in nations.arvonia.laws (did you mean hold?)",
		"nations.*.agencies.army.desks.intake.servers=3":           "nothing matches",
		"nations.arvonia.agencies.*-desk.desks.intake.servers=3":   "nothing matches nations.arvonia.agencies.*-desk.desks.intake.servers (a * stands for a whole name)",
		"nations.*.agencies.*.desks.intake.serfers=3":              "unknown key (did you mean servers?)",
		"relations.arvonia-gondor.trust=0.5":                       "unknown nation \"gondor\"",
		"channels.c.latency.p99=5m":                                "no p99 in channels.c.latency",
		"channels.c.slots.x=5m":                                    "channels.c.slots is one figure",
		"include=[nations/eu-member]":                              "include is settled before values are set",
		"nations.arvonia.like=eu-member":                           "like is settled before values are set",
		"end=[T+1d":                                                "the bracket [ that opens here is not closed",
		"title=a: b: c":                                            "a colon and a space inside text",
		"storylines.s.stages.3.lasts=1h":                           "no 3 in storylines.s.stages",
		"msel.2.at=T+3h":                                           "no 2 in msel",
	} {
		_, err := LoadSources([]Source{{Name: "test.yaml", Data: []byte(small)}}, Options{Set: []string{set}})
		require.ErrorContains(t, err, want, set)
		problems, ok := err.(Problems)
		require.True(t, ok, set)
		for _, p := range problems {
			require.Positive(t, p.Line)
		}
	}
}

// TestLastChangeWins: changes are made in order, patches before flags.
func TestLastChangeWins(t *testing.T) {
	s := must(t, small, "model.grant=0.1", "model.grant=0.2")
	require.EqualValues(t, 200_000, patched(t, s, "model.grant"))
	s = must(t, small, "end=T+2d", "end=T+3d")
	require.Equal(t, 3*sim.Day, s.Spec.End)
	intake := "nations.arvonia.agencies.police.desks.intake"
	s = must(t, small, intake+".servers=5", intake+"={servers: 3}")
	require.EqualValues(t, 3, patched(t, s, intake+".servers"), "the later change holds the earlier one")
	s = must(t, small, intake+"={servers: 3}", intake+".servers=5")
	require.EqualValues(t, 5, patched(t, s, intake+".servers"))
}

// TestBackgroundIsFixedBeforePatches: servers and skill that a patch adds do
// not bring more background work; load does. Nor does more work for the story's own pieces.
func TestBackgroundIsFixedBeforePatches(t *testing.T) {
	intake := "nations.arvonia.agencies.police.desks.intake"
	gap := func(set ...string) sim.Time { return must(t, small, set...).Spec.Desks[0].Gap.Mean() }
	base := gap()
	require.Positive(t, base)
	require.Equal(t, base, gap(intake+".servers=20"))
	require.Equal(t, base, gap(intake+"={servers: 20}"), "also where the tree is changed")
	require.Equal(t, base, gap(intake+".skill=0.5"))
	require.Equal(t, base, gap(intake+".it=0"))
	require.Equal(t, base, gap(intake+".work={read: 3h}"))
	require.Equal(t, base, gap("model.touch.read=3h"))
	require.InDelta(t, float64(base)/2, float64(gap(intake+".load=1")), 2)
	require.Zero(t, gap(intake+".load=0"))
	// 10 min median, 1 h p95, at half the time of two servers: one in its mean.
	other := func(set ...string) sim.Time {
		return must(t, small, set...).Spec.Desks[0].Tasks[model.Background].Dist.Mean()
	}
	require.Equal(t, base, other())
	for _, set := range []string{intake + ".work={read: 3h}", "model.touch.read=3h"} {
		require.Equal(t, base, other(set), "the story's messages take longer to read; other business is what it was, or the desk would drown in it")
	}
}

// TestPatchFiles: a patch is a file of paths; it travels with the scenario.
func TestPatchFiles(t *testing.T) {
	dir := t.TempDir()
	main, patch := filepath.Join(dir, "small.yaml"), filepath.Join(dir, "more.yaml")
	require.NoError(t, os.WriteFile(main, []byte(small), 0o644))
	require.NoError(t, os.WriteFile(patch, []byte("patch: more\nset:\n  model.grant: 0.5\n  channels.c.latency: 1m\nremove: [nations.arvonia.laws.hold]\n"), 0o644))
	s, err := Load(main, Options{Patches: []string{patch}, Set: []string{"model.unlawful=0"}})
	require.NoError(t, err)
	require.EqualValues(t, 500_000, patched(t, s, "model.grant"))
	require.Len(t, s.Spec.Rules, 1)
	require.Len(t, s.Sources, 2)

	again, err := LoadSources(s.Sources, Options{Set: []string{"model.unlawful=0"}})
	require.NoError(t, err)
	require.Equal(t, plan(s.Spec), plan(again.Spec))
	require.Equal(t, s.Spec.Patches, again.Spec.Patches)
	require.Equal(t, s.Static, again.Static)
	require.Equal(t, s.Sources, again.Sources)

	require.NoError(t, os.WriteFile(patch, []byte("sets: {}\nremove: [nations.arvonia.laws.gone]\n"), 0o644))
	_, err = Load(main, Options{Patches: []string{patch}})
	require.EqualError(t, err, patch+":1:1: sets: unknown key (did you mean set?)")
	require.NoError(t, os.WriteFile(patch, []byte("remove: [nations.arvonia.laws.gone, end]\n"), 0o644))
	_, err = Load(main, Options{Patches: []string{patch}})
	require.ErrorContains(t, err, patch+":1:10: no gone in nations.arvonia.laws")
}
