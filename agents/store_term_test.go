package agents_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/agentstest"
	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// listed is a world with a list: the police enter whom they suspect, a border finds them.
// Desks have servers for all that comes, and all times are fixed.
func listedWorld(terms, more string) string {
	return `
entente: 1
scenario: listed
start: 2027-03-01T08:00+01:00
end: T+60h
warm_up: 0s
model:
  attention: {aside: 0}
  will: {base: 20}
  touch: {collect: 30m, assess: 30m, search: 30m, release: 30m, read: 10m, renew: 30m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    agencies:
      border: {like: quiet, collects: {TRAVEL: 1}, actions: {watch: {}}}
      spoc: {like: quiet}
  belmora:
    network: {latency: 1m}
    agencies:
      police: {like: quiet, collects: {IDENTITY: 1, ACTIVITY: 1}, policy: {distribution: [{id: alert, when: level >= SUSPECTED, to: stores}]}}
      fiu: {like: quiet, actions: {freeze: {needs_level: NONE}}}
channels: {link: {members: ["*"], latency: 5m}}
stores:
  index: {readers: [arvonia.border, belmora.fiu], writers: [belmora], lag: 10m, query: 5m, completeness: 0, match: 1, terms: [` + terms + `]}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 10h, facts: [who, what]}, {lasts: 90d, facts: [journey]}]
    facts:
      who: {kind: IDENTITY, seen_in: [belmora], place: arvonia, tokens: [k], key: true}
      what: {kind: ACTIVITY, seen_in: [belmora], place: arvonia, tokens: [k], key: true}
      journey: {kind: TRAVEL, seen_in: [arvonia], place: arvonia, tokens: [k], key: true}
` + more
}

// spell is a clock from its beginning to its end.
type spell struct {
	name        string
	began, left sim.Time // left to when it is due; negative of one that was missed
	outcome     journal.Outcome
}

// spells are the clocks of a run that have ended, by what they run for.
func spells(s *scenarios.Scenario, m *memory) map[string]spell {
	out, began := map[string]spell{}, map[string]sim.Time{}
	for i := range m.list {
		r := &m.list[i]
		key := fmt.Sprint(r.Subject, r.Args[0])
		switch r.Kind {
		case journal.ClockStart:
			began[key] = r.At
		case journal.ClockEnd:
			out[key] = spell{s.Spec.Names.Text(journal.Ref(r.Args[0])), began[key], sim.Time(r.Args[2]) - r.At, journal.Outcome(r.Args[1])}
		}
	}
	return out
}

// Whoever does something sooner misses no term that it would have met: with less work at
// any one step each term that ran both times and was met is met again, and is left as much
// time or more. Of those that an assessment meets hardly one in twenty is later: one that
// ends sooner knows nothing of what comes a minute after, which then has to wait for another.
func TestEarlierWorkMissesNoTerm(t *testing.T) {
	const terms = `{id: review, do: review, within: 8h, ahead: 3h}, {id: tell, do: tell, within: 1h}, {id: look, do: assess, from: hit, within: 1h},
    {id: answer, do: answer, within: 3h, then: remind}, {id: confirm, do: answer, within: 2h, told: true}, {id: watch, do: act, from: hit, within: 6h}`
	text := listedWorld(terms, "")
	met, missed, sooner, later := 0, 0, 0, 0
	agentstest.InCases(t, depth.Pick(6, 20, 400), func(t *rapid.T) {
		steps := []string{"assess", "search", "release", "read", "renew"}
		var slow, fast []string
		which := rapid.SampledFrom(steps).Draw(t, "hastened")
		for _, step := range steps {
			took := rapid.IntRange(1, 200).Draw(t, step)
			slow = append(slow, fmt.Sprintf("model.touch.%s=%dm", step, took))
			if step == which {
				took = rapid.IntRange(1, took).Draw(t, "instead")
			}
			fast = append(fast, fmt.Sprintf("model.touch.%s=%dm", step, took))
		}
		a, b := load(t, text, slow...), load(t, text, fast...)
		_, before := run(t, a.Spec, 1)
		_, after := run(t, b.Spec, 1)
		now := spells(b, after)
		for key, x := range spells(a, before) {
			y, both := now[key]
			switch {
			case x.outcome != journal.Met:
				missed++
			case both && (strings.HasSuffix(x.name, ".review") || y.began == x.began):
				met++
				switch {
				case y.left > x.left:
					sooner++
				case x.name == "index.look" || x.name == "index.watch":
					if y.left < x.left || y.outcome != journal.Met {
						later++
					}
				default:
					require.Equal(t, journal.Met, y.outcome, "%s with %v, and %v", x.name, slow, fast)
					require.Equal(t, y.left, x.left, "%s with %v, and %v", x.name, slow, fast)
				}
			}
		}
	})
	require.NotZero(t, met)
	require.NotZero(t, missed, "no term was missed, so this shows nothing")
	require.NotZero(t, sooner, "less work made no difference, so this shows nothing")
	require.LessOrEqual(t, later*20, sooner)
}

// outcomes tell how each clock of a name ended, in order.
func outcomes(t *testing.T, text, name string, set ...string) (out []string) {
	s := load(t, text, set...)
	for _, line := range mentions(t, s, "clock_end", "clock="+name+" ") {
		_, word, _ := strings.Cut(line, "outcome=")
		word, _, _ = strings.Cut(word, " ")
		at, _, _ := strings.Cut(line, " ")
		out = append(out, at+" "+word)
	}
	return out
}

// What was done before a term begins counts: the owner knows what was found, or the action
// is in effect.
func TestWhatWasDoneBeforeMeetsATerm(t *testing.T) {
	const tell = `{id: tell, do: tell, within: 1m}`
	require.Equal(t, []string{"T+10:36 EXPIRED", "T+10:36 EXPIRED"}, outcomes(t, listedWorld(tell, ""), "index.tell")[:2])
	known := "msel: [{number: 1, type: inject, at: T+3h, to: belmora.police, effect: {expose: s.journey}}]\n"
	require.Equal(t, []string{"T+3:35 MET", "T+3:35 MET"}, outcomes(t, listedWorld(tell, known), "index.tell")[:2])

	const act = `{id: stop, do: act, from: entry, by: border, action: watch, within: 2h}, {id: again, do: act, from: hit, within: 1m}`
	text := strings.Replace(listedWorld(act, ""), "to: stores}", "to: [arvonia.border, stores]}", 1)
	text = strings.Replace(text, "lag: 10m", "lag: 5h", 1)
	require.Equal(t, []string{"T+6:30 MET", "T+6:30 MET"}, outcomes(t, text, "index.stop")[:2], "the border watches since T+2:20")
	require.Equal(t, []string{"T+3:40 EXPIRED", "T+3:40 EXPIRED"}, outcomes(t, listedWorld(act, ""), "index.stop")[:2])
	require.Equal(t, []string{"T+12:35 MET", "T+12:35 MET"}, outcomes(t, listedWorld(act, ""), "index.stop", "stores.index.terms.stop.within=20h")[:2], "it watches once it sees the pattern")
}

// A term ends with its entry, begins only while it is in force, and is as long as it is
// when it begins. A term in business days ends with the last of them.
func TestTermsFollowTheirEntryAndTheLaw(t *testing.T) {
	const review = `{id: review, do: review, within: 24h, ahead: 1h}`
	gone := "msel: [{number: 1, type: inject, at: T+9h, storyline: s, effect: {unlist: index}}]\n"
	require.Equal(t, []string{"T+9:00 STOPPED", "T+9:00 STOPPED"}, outcomes(t, listedWorld(review, gone), "index.review")[:2])
	require.Empty(t, mentions(t, load(t, listedWorld(review, "")+"", "stores.index.terms.review.in_force=0"), "clock_start"))
	later := "msel: [{number: 1, type: inject, at: T+0h, effect: {set: {stores.index.terms.review.within: 6h}}}]\n"
	require.Equal(t, []string{"T+7:10 MET", "T+7:10 MET"}, outcomes(t, listedWorld(review, later), "index.review")[:2])

	const days = `{id: freeze, do: act, from: entry, by: fiu, action: freeze, within: 1bd}`
	require.Contains(t, outcomes(t, listedWorld(days, ""), "index.freeze"), "T+40:00 EXPIRED", "Tuesday is over at midnight")
}

// A review that lies aside is owed: a clock runs for it. It makes the term late, not the
// review impossible.
func TestReviewMayLieAside(t *testing.T) {
	const review = `{id: review, do: review, within: 6h, ahead: 2h}`
	text := strings.Replace(listedWorld(review, ""), "attention: {aside: 0}", "attention: {aside: 0.99, owed: 100, lies: 9h}", 1)
	text = strings.Replace(text, "like: quiet, collects: {IDENTITY: 1", "desks: {intake: {servers: 9, load: 0, aside: 0}, analysis: {servers: 9, load: 0}}, collects: {IDENTITY: 1", 1)
	s := load(t, text, "nations.belmora.agencies.police.desks.analysis.aside=100")
	require.NotEmpty(t, mentions(t, s, "aside", "ASSESS", "PUT_ASIDE"))
	require.Contains(t, strings.Join(outcomes(t, text, "index.review", "nations.belmora.agencies.police.desks.analysis.aside=100"), " "), "EXPIRED")
}
