package lint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
)

// TestNotes: what looks like a mistake is said, and is no problem.
func TestNotes(t *testing.T) {
	s := loaded(t, `
entente: 1
scenario: notes
start: 2027-03-01T08:00+01:00
end: T+1d
nations:
  arvonia:
    languages: [no]
    agencies: {police: {collects: {FIN: 0.5}}}
    laws:
      - {id: a, do: block, when: abroad && !abroad}
      - {id: b, do: require court}
      - {id: c, do: block, when: 'item.class == SECRET && item.class == RESTRICTED'}
      - {id: d, do: block, when: 'abroad || !abroad && danger > 0.5', unless: imminent && danger < 0.5 && !(danger < 0.5)}
  belmora: {languages: [bel], agencies: {spoc: {}}}
channels: {c: {members: [arvonia], latency: 1m}}
storylines:
  s:
    stages: [{lasts: 1d, facts: [a, c]}]
    facts:
      a: {kind: FIN, place: arvonia, tokens: [k]}
      b: {kind: FIN, place: arvonia, tokens: [k]}
      c: {kind: TRAVEL, place: arvonia, tokens: [k]}
msel: [{number: 1, type: inject, at: T+2d, to: arvonia.polise}]
`)
	require.Equal(t, strings.TrimSpace(`
test.yaml:7:3: nations.arvonia: no channel leads out of it
test.yaml:8:17: nations.arvonia.languages.1: no means true or false to other YAML tools (put quotes around it)
test.yaml:11:34: nations.arvonia.laws.a.when: this condition can never hold
test.yaml:12:21: nations.arvonia.laws.b.do: arvonia has no court
test.yaml:13:34: nations.arvonia.laws.c.when: this condition can never hold
test.yaml:14:79: nations.arvonia.laws.d.unless: this condition can never hold
test.yaml:15:3: nations.belmora: no channel leads out of it
test.yaml:17:1: storylines: no storyline is benign, so nobody can be wrong about an innocent one
test.yaml:18:3: storylines.s: it has no deadline, so whether it was handled in time is not measured
test.yaml:22:7: storylines.s.facts.b: never exposed: no stage and no effect names it
test.yaml:23:7: storylines.s.facts.c: nobody who can see it collects TRAVEL
test.yaml:24:8: msel.1: after EndEx
test.yaml:24:48: msel.1.to: arvonia.polise is no agency, so this goes to a cell outside the world (did you mean arvonia.police?)
`), Look(s).Notes.Error())
}

// However much is asked for, the estimate does not wrap round, and the note stands
// where the rate does.
func TestEndlessRunsAreNoted(t *testing.T) {
	s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(`
entente: 1
scenario: endless
start: 2000-03-01T08:00+01:00
end: T+36000d
warm_up: 36000d
nations: {arvonia: {agencies: {spoc: {desks: {intake: {servers: 10000, load: 0.9, work: {read: 1s}}}}}}}
bodies: {council: {desks: {intake: {servers: 10, load: 0.5, work: {read: 1s}}}}}
channels: {link: {members: ["*"], latency: 1m, mtbf: 1s, mttr: 1s, test_every: 1m}}
`)}}, scenarios.Options{})
	require.NoError(t, err)
	w := s.Workload(s.Spec.End)
	require.Greater(t, w.Events, uint64(1e13))
	require.Equal(t, "nations.arvonia.agencies.spoc.desks.intake.load", w.Path)
	require.Greater(t, w.Takes(), 100*sim.Day)
	var found []string
	for _, n := range Look(s).Notes {
		if n.Path == w.Path {
			found = append(found, n.String())
		}
	}
	require.Len(t, found, 1)
	require.Regexp(t, `^test.yaml:7:\d+: nations.*: about \d+ million events are to be expected, \d+ million of them by this, in 36000d of warm-up and 36000d of play: a run takes some \d+d\d*h*, and is stopped at 100 million`, found[0])
	more, err := scenarios.LoadSources(s.Sources, scenarios.Options{MaxEvents: model.EventCeiling})
	require.NoError(t, err)
	require.EqualValues(t, model.EventCeiling, more.Spec.EventBound())
}

// A fact that the events list hands out, to an agency or by giving somebody the means to
// notice it at an instant, is not one that nobody can learn; without that effect it is.
func TestAFactHandedOutIsNoNote(t *testing.T) {
	text, err := scenarios.LibraryFile("two-nations")
	require.NoError(t, err)
	with := strings.Replace(string(text), "collects: {THREAT_LEVEL: 1, FIN: 1}", "collects: {THREAT_LEVEL: 0, FIN: 1}", 1)
	list := func(effect string) string {
		s, err := scenarios.LoadText("x.yaml", []byte(with+"\nmsel: [{number: 1, type: inject, at: T+6h, to: arvonia.police, effect: "+effect+"}]\n"), scenarios.Options{})
		require.NoError(t, err)
		return Look(s).Notes.Error()
	}
	require.NotContains(t, list("{set: {nations.arvonia.agencies.police.collects.THREAT_LEVEL: 1}}"), "nobody who can see it")
	require.Contains(t, list("{expose: other.a}"), "nobody who can see it collects THREAT_LEVEL")
	require.NotContains(t, list("{expose: main.f1}"), "nobody who can see it")
}

// TestNotesOnInstruments: what can never count is said.
func TestNotesOnInstruments(t *testing.T) {
	s := loaded(t, `
entente: 1
scenario: notes
start: 2027-03-01T08:00+01:00
end: T+1d
nations:
  arvonia: {agencies: {police: {collects: {FIN: 0.5}}, court: {}}}
  belmora: {agencies: {spoc: {}}}
channels: {c: {members: ["*"], latency: 1m}}
stores: {index: {readers: ["*"], writers: [belmora.spoc]}, unused: {readers: ["*"], writers: [index]}}
agreements:
  a: {parties: ["*"], when: abroad && !abroad, excuse: minister, laws: [{id: x, do: require court}]}
  b: {parties: ["*"], replies: [{id: one, when: danger > 0.5, within: 1h}, {id: two, within: 2h}, {id: three, within: 3h, then: raise minister}]}
  d: {parties: ["*"], ack: 8h}
storylines:
  s: {benign: true, stages: [{lasts: 1h, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k]}},
    deadlines: [{agency: arvonia.police, want: informed, at: T+1h}]}
`)
	var notes []string
	for _, n := range Look(s).Notes {
		notes = append(notes, n.Path+": "+n.What)
	}
	require.Equal(t, []string{
		"stores.unused: no distribution rule or decision writes to it",
		"agreements.a.when: this condition can never hold",
		"agreements.a.excuse: no party has a minister",
		"agreements.a.laws.x.do: belmora has no court",
		"agreements.b.replies.three: never counts: two comes before it and always holds",
		"agreements.b.replies.three.then: no party has a minister",
		"agreements.d.ack: a late acknowledgement has no consequence: it is only counted",
	}, notes)
}

// Who has to know something in time, and cannot be told, is named with the way out.
func TestNotesOnUntold(t *testing.T) {
	const text = `
entente: 1
scenario: untold
start: 2027-03-01T08:00+01:00
end: T+1d
nations:
  arvonia: {agencies: {police: {collects: {FIN: 1}}}POLICY}
  belmora: {agencies: {police: {}SPOC}}
channels: {c: {members: ["*"], latency: 1m}}
storylines:
  s: {benign: true, stages: [{lasts: 1h, facts: [a]}], facts: {a: {kind: FIN, place: belmora, seen_in: [arvonia], tokens: [k]}},
    deadlines: [{agency: belmora.police, want: informed, at: T+1h}]}
`
	for name, x := range map[string]struct {
		policy, spoc, note string
	}{
		"nobody of the role": {"", "", "nations.belmora.agencies: a deadline is to be met here, and nobody tells them anything: the rules of the others tell the spoc of a nation, and there is none"},
		"it has one":         {"", ", spoc: {}", ""},
		"it is named":        {", policy: {distribution: [{id: x, to: belmora.police}]}", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			notes := ""
			for _, n := range Look(loaded(t, strings.NewReplacer("POLICY", x.policy, "SPOC", x.spoc).Replace(text))).Notes {
				notes += n.Path + ": " + n.What + "\n"
			}
			require.Equal(t, strings.TrimSpace(x.note), strings.TrimSpace(notes))
		})
	}
}

// A site at which nobody sits is one too many.
func TestNotesOnSites(t *testing.T) {
	s := loaded(t, `
entente: 1
scenario: sites
start: 2027-03-01T08:00+00:00
end: T+24h
sites:
  harbour: {title: Harbour of Belmora, at: 33.9S 151.25E}
  empty: {at: 0N 0.00001W}
nations:
  arvonia: {agencies: {police: {}, officer: {role: liaison, host: belmora, site: harbour}}}
  belmora: {agencies: {police: {site: harbour}}}
channels: {c: {members: ["*"], latency: 1m}}
`)
	require.Contains(t, Look(s).Notes.Error(), "test.yaml:8:3: sites.empty: no agency sits there")
}
