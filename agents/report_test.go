package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sure is a world in which Arvonia's service would tell nobody anything.
const sure = `
entente: 1
scenario: sure
start: 2027-03-01T08:00+01:00
end: T+5d
warm_up: 0s
model:
  attention: {aside: ASIDE, lies: 90d}
  will: {base: -20}
  touch: {collect: 30m, assess: 30m, search: 30m, consent: 30m, release: 30m, read: 10m, compose: 2h}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    languages: [en]
    network: {latency: 1m}
    agencies:
      service: {like: quiet, role: intelligence, LAWS desks: {analysis: {servers: 9, load: 0}}, policy: {asks: [], distribution: [RULE]}}
      police: {like: quiet, collects: {IDENTITY: 1}, policy: {asks: [], distribution: []}}
  belmora: {languages: [en], agencies: {spoc: {like: quiet}}}
channels: {link: {members: ["*"], latency: 1m}}
storylines:
  s:
    recognise: {k: 2}
    stages: [{lasts: 20h, facts: [name]}, {lasts: 90d, facts: [more]}]
    facts:
      name: {kind: IDENTITY, place: belmora, SEEN noticed_by: [{agency: arvonia.service, desk: DESK, after: 3h}], tokens: [k], key: true, for: 0s}
      more: {kind: IDENTITY, place: belmora, seen_in: [], noticed_by: [{agency: arvonia.service}], tokens: [k], key: true, for: 0s}
msel:
  - {number: 1, type: inject, at: T+1h, storyline: s, effect: {EFFECT}}
`

// inSure runs that world, changed, and gives the records that mention all of some
// words.
func inSure(t *testing.T, edits []string, words ...string) []string {
	s := load(t, strings.NewReplacer(append(edits, "ASIDE", "0", "LAWS", "", "RULE", "", "SEEN", "seen_in: [],", "DESK", "analysis", "EFFECT", "remind: {agency: belmora.spoc, storyline: s}")...).Replace(sure))
	return mentions(t, s, words...)
}

// Who certainly notices a fact does, at its desk and after its time, though it collects
// nothing; whoever else may notice it, by chance.
func TestNoticers(t *testing.T) {
	require.Equal(t, []string{"T+3:00 detected arvonia.service fact=s.name [WORLD PERIOD s.name 3:00]"}, inSure(t, nil, "detected", "s.name"))
	require.Equal(t, []string{"T+3:30 collected arvonia.service fact=s.name purposes=00111 [COLLECT WORK arvonia.service.intake 0:30]"}, inSure(t, []string{"DESK", "intake"}, "collected", "s.name"))
	require.Len(t, inSure(t, []string{"SEEN", "seen_in: [arvonia],"}, "detected", "s.name"), 2)
	watching := "belmora: {languages: [en], agencies: {spoc: {like: quiet, collects: {IDENTITY: 1}}}}"
	others := []string{"belmora: {languages: [en], agencies: {spoc: {like: quiet}}}", watching}
	require.Empty(t, inSure(t, others, "detected belmora.spoc", "s.name"), "it is placed there, and nobody else is to see it")
	require.Len(t, inSure(t, append([]string{"SEEN", ""}, others...), "detected belmora.spoc", "s.name"), 1, "unset, whoever is there may see it")
	early := append([]string{"SEEN", "", "warm_up: 0s", "warm_up: 1d", "stages: [{lasts: 20h, facts: [name]}, ", "stages: [", "channels:", "changes: {early: {kind: other, at: T-1h, effects: [{expose: s.name}]}}\nchannels:"}, others...)
	require.Equal(t, []string{"T-1:00 detected belmora.spoc fact=s.name", "T+2:00 detected arvonia.service fact=s.name [WORLD PERIOD s.name 3:00]"}, inSure(t, early, "detected", "s.name"), "also before StartEx")
}

// What certainly is sent asks nobody's will and lies on no desk of the sender's; law
// stops it as it stops anything.
func TestCertainly(t *testing.T) {
	rule := []string{"RULE", "{id: on, to: belmora.spoc}"}
	require.NotEmpty(t, inSure(t, rule, "parked arvonia.service"))
	require.Empty(t, inSure(t, rule, "delivered belmora.spoc"))
	certain := []string{"RULE", "{id: on, to: belmora.spoc, certain: true}", "ASIDE", "0.99"}
	require.Empty(t, inSure(t, certain, "parked arvonia.service"))
	require.Len(t, inSure(t, certain, "delivered belmora.spoc"), 2)
	require.Empty(t, inSure(t, certain, "aside arvonia.service RELEASE"))
	require.Empty(t, inSure(t, append([]string{"LAWS", "laws: [{id: no, when: abroad, do: block}],"}, certain...), "delivered belmora.spoc"))
}

// A report is written before it is sent, and says what is believed by then; what comes
// later has a report of its own.
func TestComposed(t *testing.T) {
	written := []string{"RULE", "{id: on, to: arvonia.police, composed: true}"}
	require.Equal(t, []string{
		"T+5:30 sent arvonia.service message=item to=arvonia.police class=UNCLASSIFIED precedence=ROUTINE storyline=s facts=s.name [DECIDE WORK arvonia.service.analysis 1:30]",
		"T+22:30 sent arvonia.service message=item to=arvonia.police class=UNCLASSIFIED precedence=IMMEDIATE storyline=s facts=s.more [DECIDE WORK arvonia.service.analysis 1:30]",
	}, inSure(t, written, "sent arvonia.service message=item"))
	require.Empty(t, inSure(t, append([]string{"ASIDE", "0.99"}, written...), "sent arvonia.service message=item"), "it is put aside like other work")
}

// What an events list has somebody certainly send goes as soon as there is something to
// send, once; without that it is nothing where there is nothing yet.
func TestPromises(t *testing.T) {
	message := "message: {from: arvonia.service, to: belmora.spoc, storyline: s, certain: true}"
	require.Empty(t, inSure(t, []string{"EFFECT", strings.Replace(message, ", certain: true", "", 1)}, "sent arvonia.service message=item"))
	require.Equal(t, []string{
		"T+3:30 sent arvonia.service message=item to=belmora.spoc class=UNCLASSIFIED precedence=ROUTINE storyline=s facts=s.name",
	}, inSure(t, []string{"EFFECT", message}, "sent arvonia.service message=item"))
	require.Len(t, inSure(t, []string{"EFFECT", message}, "delivered belmora.spoc"), 1)
}
