package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/sim/journal"
)

// lawful is a world in which every kind of message is sent that a law can name:
// Cendria's word reaches Belmora by Arvonia with Cendria's consent, Arvonia notifies
// its minister, and all ask each other. The law x is that of every nation.
const lawful = `
entente: 1
scenario: lawful
start: 2027-03-01T08:00+01:00
end: T+96h
warm_up: 0s
model:
  will: {base: 20}
  consent: {base: 20}
  grant: 1
  assure: 1
  unlawful: 0
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 30m, release: 30m, sanitise: 1h, translate: 1h, rekey: 1h,
    read: 10m, relay: 20m, prosecutor: 1h, court: 2h, minister: 1h, audit: 1h, purge: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
  laws: {x: {id: x, tag: C, LAW}}
nations:
  arvonia:
    adequate: true
    laws: [{like: x}, {id: told, when: abroad && message == "item", do: notify minister}]
    agencies:
      spoc: {like: quiet, collects: {FIN: 1}, policy: {distribution: [{id: on, to: belmora.spoc}]}}
      prosecutor: {like: quiet}
      minister: {like: quiet}
  belmora:
    adequate: true
    laws: [{like: x}]
    agencies: {spoc: {like: quiet, collects: {IDENTITY: 1}}, prosecutor: {like: quiet}, minister: {like: quiet}}
  cendria:
    adequate: true
    laws: [{like: x}]
    agencies:
      police: {like: quiet, collects: {THREAT_LEVEL: 1, IDENTITY: 1}, policy: {marking: {controlled: true}, distribution: [{id: on, to: arvonia.spoc}]}}
      spoc: {like: quiet}
      prosecutor: {like: quiet}
      minister: {like: quiet}
channels: {link: {members: ["*"], latency: 5m}}
storylines:
  s:
    recognise: {k: 3}
    stages: [{lasts: 1h, facts: [warning, who, money, mark]}, {lasts: 90d}]
    facts:
      warning: {kind: THREAT_LEVEL, place: belmora, seen_in: [cendria], tokens: [k], key: true, for: 0s}
      who: {kind: IDENTITY, place: belmora, nationality: cendria, seen_in: [cendria], tokens: [k], key: true, for: 0s}
      money: {kind: FIN, place: belmora, nationality: cendria, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      mark: {kind: IDENTITY, place: cendria, seen_in: [belmora], tokens: [k], for: 0s}
`

// lawKinds are the kinds of messages that a law can name.
var lawKinds = []string{"item", "request", "reply", "consent", "notice"}

// lawEffects are the effects that a law can have, with the records that show each at
// work and the kinds of messages on which it has nothing to do.
var lawEffects = []struct {
	do      string
	mark    func(r *journal.Record, line string) bool
	refused string
}{
	{"block", func(r *journal.Record, line string) bool {
		return r.Kind == journal.Ended && strings.Contains(line, "because=RULE_BLOCKS") && ofLawX(line)
	}, ""},
	{"delay 1h", func(_ *journal.Record, line string) bool { return strings.Contains(line, "[LAW RULE ") }, ""},
	{"require prosecutor", func(_ *journal.Record, line string) bool { return strings.Contains(line, "[LAW WORK ") }, ""},
	{"strip IDENTITY", func(r *journal.Record, line string) bool {
		return r.Kind == journal.Passed && r.Step == journal.Sanitise && ofLawX(line)
	}, "request consent notice"},
	{"notify minister", func(r *journal.Record, line string) bool {
		return r.Kind == journal.Sent && strings.Contains(line, "message=notice") && strings.Contains(line, ".minister ")
	}, "notice"},
	{"limit 1h", func(r *journal.Record, line string) bool { return r.Kind == journal.ClockStart && ofLawX(line) }, "item reply consent notice"},
	{"narrow lead", func(r *journal.Record, line string) bool {
		return strings.Contains(line, "because=WALL") && ofLawX(line)
	}, "request consent notice"},
	{"retain 1h", func(r *journal.Record, _ string) bool { return r.Kind == journal.Purged }, "request consent notice"},
	{"assure minister", func(r *journal.Record, line string) bool {
		return r.Kind == journal.Sent && strings.Contains(line, "message=assurance_asked")
	}, ""},
}

func ofLawX(line string) bool {
	return strings.Contains(line, "arvonia.x") || strings.Contains(line, "belmora.x") || strings.Contains(line, "cendria.x")
}

// TestEveryLawActs goes over all effects, kinds of messages and exceptions: what the
// grammar accepts changes a run, an exception lifts it and is reviewed, and what
// would do nothing is refused with its reason.
func TestEveryLawActs(t *testing.T) {
	require.NotEmpty(t, lawEffects)
	for _, e := range lawEffects {
		idle, _ := underLaw(t, "in_force: 0, do: "+e.do, e.mark)
		for _, kind := range lawKinds {
			t.Run(e.do+" of "+kind, func(t *testing.T) {
				text := fmt.Sprintf("when: 'message == %q', do: %s", kind, e.do)
				if strings.Contains(e.refused, kind) {
					_, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(strings.ReplaceAll(lawful, "LAW", text))}}, scenarios.Options{})
					require.ErrorContains(t, err, "no message on which its effect does anything")
					return
				}
				acts, excused := underLaw(t, text, e.mark)
				require.Greater(t, acts, idle, "accepted, and dead")
				require.Zero(t, excused)
				lifted, excused := underLaw(t, text+", unless: sender.adequate", e.mark)
				require.Equal(t, idle, lifted, "excepted, and done all the same")
				require.NotZero(t, excused, "lifted without a word")
			})
		}
	}
}

// underLaw runs the world with a law, and counts the marks of its effect and the
// exceptions that were used, each of which has its review.
func underLaw(t *testing.T, law string, mark func(*journal.Record, string) bool) (marks, excused int) {
	s := load(t, strings.ReplaceAll(lawful, "LAW", law))
	_, m := run(t, s.Spec, 1)
	reviews := 0
	for i := range m.list {
		r := &m.list[i]
		line := told(&s.Spec.Names, r)
		switch {
		case r.Kind == journal.Exception:
			excused++
		case r.Kind == journal.Review:
			reviews++
		case mark(r, line) && !strings.Contains(line, "because=IMMINENT"):
			marks++
		}
	}
	require.Equal(t, excused, reviews)
	return marks, excused
}

// walled is a world in which intelligence tells police and police tell the spoc.
const walled = `
entente: 1
scenario: walled
start: 2027-03-01T08:00+01:00
end: T+48h
warm_up: 0s
model:
  will: {base: 20}
  touch: {collect: 30m, assess: 30m, search: 30m, release: 30m, read: 10m, audit: 1h, minister: 1h}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    adequate: true
    network: {latency: 1m}
    laws: [LAWS]
    policy: {POLICY}
    agencies:
      intelligence: {like: quiet, collects: {IDENTITY: 1, FIN: 1}, policy: {distribution: [{id: on, to: [arvonia.police, arvonia.border]}]}}
      police: {like: quiet, policy: {distribution: [{id: on, to: arvonia.spoc}]}}
      border: {like: quiet}
      spoc: {like: quiet}
      minister: {like: quiet}
      prosecutor: {like: quiet}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 90d, facts: [who, money]}]
    facts:
      who: {kind: IDENTITY, place: arvonia, tokens: [k], key: true, class: SECRET, for: 0s}
      money: {kind: FIN, place: arvonia, tokens: [k], key: true, for: 0s}
`

// inWalled runs that world and gives the records that mention all of some words.
func inWalled(t *testing.T, laws, policy string, words ...string) (out []string) {
	s := load(t, strings.NewReplacer("LAWS", laws, "POLICY", policy).Replace(walled))
	_, m := run(t, s.Spec, 1)
	for i := range m.list {
		line := told(&s.Spec.Names, &m.list[i])
		ok := true
		for _, w := range words {
			ok = ok && strings.Contains(line, w)
		}
		if ok {
			out = append(out, line)
		}
	}
	return out
}

// TestWallKeepsFactsFromGoingOn: what may not be used onward is not handed on, and
// says so by lying dormant.
func TestWallKeepsFactsFromGoingOn(t *testing.T) {
	const wall = `{id: wall, when: 'recipient.role == "police"', do: narrow PURPOSES, OVER}`
	on := func(purposes, over, laws string) int {
		text := strings.NewReplacer("PURPOSES", purposes, ", OVER", over).Replace(wall)
		return len(inWalled(t, text+laws, "", " sent arvonia.police", "to=arvonia.spoc"))
	}
	require.NotZero(t, on("lead onward", "", ""))
	require.Zero(t, on("lead act", "", ""))
	require.NotZero(t, on("lead act", ", unless: sender.adequate", ""), "an exception lifts it")
	require.NotZero(t, on("lead act", "", `, {id: free, when: 'sender.role == "intelligence"', do: narrow lead onward act, overrides: [wall]}`), "it yields to another law for readers")
	require.Zero(t, on("lead act", "", `, {id: free, when: 'sender.role == "intelligence"', do: notify minister, overrides: [wall]}`), "but to none for senders")
	dormant := inWalled(t, strings.NewReplacer("PURPOSES", "lead act", ", OVER", "").Replace(wall), "", "dormant arvonia.police")
	require.Len(t, dormant, 2)
}

// TestReleaseHappensAtHome: a policy that names who releases a class is heeded inside
// the nation too, for that class and above; what goes to the releaser needs nothing.
func TestReleaseHappensAtHome(t *testing.T) {
	released := func(policy, of string) int {
		return len(inWalled(t, "", policy, "passed", " RELEASE ", of))
	}
	require.Zero(t, released("", ""), "without a word, all is shared at home")
	require.NotZero(t, released("release_by: {SECRET: arvonia.minister}", "arvonia.minister.intake"))
	require.Zero(t, released("release_by: {TOP_SECRET: arvonia.minister}", ""), "nothing is of that class")
	require.NotZero(t, released("release_by: {RESTRICTED: arvonia.minister}", "arvonia.intelligence.intake"), "what is above it needs a release too")
	require.Zero(t, released("release_by: {SECRET: arvonia.minister}, standing: [{to: own, class: SECRET}]", ""))
	require.Zero(t, released("release_by: {SECRET: arvonia.spoc}", "to=arvonia.spoc"))
	require.NotZero(t, released("standing: [{to: own, class: UNCLASSIFIED}]", "arvonia.intelligence.intake"))
}

// TestAgreementBindsReaders: an agreement's law for readers binds who reads what is
// sent under it.
func TestAgreementBindsReaders(t *testing.T) {
	count := func(set, agreement string) (n int) {
		text := strings.ReplaceAll(lawful, "LAW", "in_force: 0, do: block") + "agreements: {pact: {parties: [cendria, arvonia], laws: [{id: x, do: " + agreement + "}]}}\n"
		s := load(t, text)
		_, m := run(t, s.Spec, 1)
		for i := range m.list {
			if line := told(&s.Spec.Names, &m.list[i]); strings.Contains(line, set) {
				n++
			}
		}
		return n
	}
	require.NotZero(t, count("because=WALL by=pact.x", "narrow lead"))
	require.NotZero(t, count("purged", "retain 1h"))
}
