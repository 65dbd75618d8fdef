package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// chased is a world in which Arvonia's police tell and ask Belmora, whose point of
// contact puts nearly everything aside.
const chased = `
entente: 1
scenario: chased
start: 2027-03-01T08:00+01:00
end: T+20d
warm_up: 0s
model:
  attention: {aside: 0.97, lies: LIES}
  will: {base: 20}
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 30m, release: 30m, read: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0, aside: 0}}}}
nations:
  arvonia:
    languages: [en]
    agencies:
      police: {like: quiet, collects: {FIN: 1}, policy: {asks: [ASKS], distribution: [RULE]POLICY}}
  belmora:
    languages: [en]
    agencies: {spoc: {like: quiet, desks: {intake: {aside: 100}}}, police: {like: quiet}, fiu: {like: quiet}}
channels: {link: {members: ["*"], latency: 1m}}
agreements: {pact: {parties: ["*"]PACT}}
storylines:
  s:
    recognise: {k: 3}
    stages: [{lasts: 6h, facts: [first, second]}, {lasts: 90d, facts: [third]}]
    facts:
      first: {kind: FIN, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      second: {kind: FIN, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      third: {kind: FIN, place: belmora, seen_in: [belmora], tokens: [k], key: true, for: 0s}
`

// inChased runs that world, changed, and gives what it records of waiting and of who
// was asked.
func inChased(t *testing.T, edits ...string) (out []string) {
	s := load(t, strings.NewReplacer(append(edits, "LIES", "99d", "ASKS", "belmora.spoc", "RULE", "", "POLICY", "", "PACT", "")...).Replace(chased))
	_, m := run(t, s.Spec, 1)
	for i := range m.list {
		r := &m.list[i]
		if r.Kind == journal.Unanswered || r.Kind == journal.Answered || r.Kind == journal.Sent && r.At > 0 && strings.Contains("request reminder", journal.Message(r.Args[0]).String()) {
			out = append(out, told(&s.Spec.Names, r))
		}
	}
	return out
}

// Whoever asked nobody who answers sees it: reminded twice, then somebody higher is
// asked, once, who answers; and where there is nobody higher, that nobody does.
func TestEscalation(t *testing.T) {
	all := inChased(t, "POLICY", ", reminders: {after: 1d, times: 2, raise: police}")
	require.Equal(t, []string{
		"T+1:00 sent arvonia.police message=request to=belmora.spoc class=UNCLASSIFIED precedence=PRIORITY storyline=s",
		"T+25:00 unanswered arvonia.police outcome=REMINDED by=belmora.spoc storyline=s after=24:00 reminders=1 [DECIDE PERIOD arvonia.police 24:00]",
		"T+25:00 sent arvonia.police message=reminder to=belmora.spoc class=UNCLASSIFIED precedence=PRIORITY storyline=s",
		"T+49:00 unanswered arvonia.police outcome=REMINDED by=belmora.spoc storyline=s after=48:00 reminders=2 [DECIDE PERIOD arvonia.police 24:00]",
		"T+49:00 sent arvonia.police message=reminder to=belmora.spoc class=UNCLASSIFIED precedence=PRIORITY storyline=s",
		"T+73:00 unanswered arvonia.police outcome=ESCALATED by=belmora.spoc storyline=s after=72:00 reminders=2 [DECIDE PERIOD arvonia.police 24:00]",
		"T+73:00 sent arvonia.police message=request to=belmora.police class=UNCLASSIFIED precedence=PRIORITY storyline=s",
		"T+73:52 answered arvonia.police outcome=NEGATIVE by=belmora.police storyline=s",
	}, all)
	last := inChased(t, "POLICY", ", reminders: {after: 1d, times: 0, raise: belmora.spoc}")
	require.Len(t, last, 2, "whom it asked already, it does not ask again")
	require.Contains(t, last[1], "ESCALATED")
	require.Contains(t, strings.Join(inChased(t, "POLICY", ", reminders: {after: 1d}"), "\n"), "T+49:00 unanswered arvonia.police outcome=SILENT by=belmora.spoc")
}

// An agreement reminds from the delivery, where the asker has no reminders of its own.
func TestAgreementReminds(t *testing.T) {
	require.Contains(t, inChased(t, "PACT", ", reminders: {after: 2d}")[1], "T+49:01 unanswered arvonia.police outcome=REMINDED")
	own := inChased(t, "PACT", ", reminders: {after: 2d}", "POLICY", ", reminders: {after: 5d}")
	require.Contains(t, own[1], "T+121:00 unanswered")
	require.Len(t, inChased(t), 1, "nobody reminds who has no reminders")
}

// Whoever tells by a rule with reminders hears that it was read, or sees that it was
// not; a question that is open beside is not answered by that.
func TestReceipts(t *testing.T) {
	rule := []string{"RULE", "{id: on, to: belmora.fiu, reminders: {after: 1d}}, {id: off, to: belmora.spoc, reminders: {after: 1d}}"}
	all := strings.Join(inChased(t, rule...), "\n")
	require.Contains(t, all, "answered arvonia.police outcome=CONFIRMED by=belmora.fiu")
	require.NotContains(t, all, "unanswered arvonia.police outcome=REMINDED by=belmora.fiu")
	require.Contains(t, all, "unanswered arvonia.police outcome=SILENT by=belmora.spoc")
	require.Contains(t, all, "message=request to=belmora.spoc", "waiting for a receipt is no open question")
	require.NotContains(t, strings.Join(inChased(t, "RULE", "{id: on, to: belmora.fiu}"), "\n"), "CONFIRMED")
}

// A reminder goes with the precedence that is written, and what lies there for that
// question goes with it from then on: it is taken up, where an ordinary reminder leaves
// it lying.
func TestReminderHastens(t *testing.T) {
	plain := inChased(t, "aside: 100", "aside: 1", "POLICY", ", reminders: {after: 1d}")
	urgent := inChased(t, "aside: 100", "aside: 1", "POLICY", ", reminders: {after: 1d, precedence: FLASH}")
	require.NotContains(t, strings.Join(plain, "\n"), " answered ")
	require.Contains(t, strings.Join(urgent, "\n"), " answered ")
}

// In any world, reminders make things known as soon or sooner, where desks have servers
// for all that comes: hardly one in a hundred comes later, as with a reminder by inject.
func TestRemindersHardlyHurt(t *testing.T) {
	m, n := moves{}, 0
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		_, without := run(t, load(t, text, "model.attention.aside=0.7").Spec, 7)
		after := rapid.SampledFrom([]string{"1h", "4h"}).Draw(t, "after")
		_, with := run(t, load(t, strings.ReplaceAll(text, "policy: {marking", "policy: {reminders: {after: "+after+", times: 5, precedence: IMMEDIATE}, marking"), "model.attention.aside=0.7").Spec, 7)
		m.compare(without, with)
		n += with.records(journal.Unanswered)
	})
	t.Logf("facts: %d sooner, %d later, %d reminders", m.sooner, m.later, n)
	require.NotZero(t, n, "nobody was reminded, so this shows nothing")
	require.LessOrEqual(t, m.later*10, m.sooner+10)
}
