package agentstest

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// World draws a scenario that uses the mechanisms in combinations nobody would
// write down: the text of a scenario's file. Two to four nations have police,
// services and courts, laws and desks, channels that fail, perhaps a store, a pact
// and a body that votes; one or two storylines run through them, and entries of an
// events list. A test that fails shows the smallest such world that it fails in.
func World(t *rapid.T) string {
	w := &inventor{t: t}
	w.names = []string{"arvonia", "belmora", "cendria", "dorvik"}[:rapid.IntRange(2, 4).Draw(t, "nations")]
	w.p("entente: 1\nscenario: random\nstart: 2027-03-01T08:00+01:00\nend: T+%dh\nwarm_up: 24h\n", rapid.IntRange(48, 240).Draw(t, "end"))
	w.p("model: {grant: %s, will: {base: %s}}\n", w.pick("grant", "0.3", "0.95"), w.pick("base", "-1", "0", "1.4"))
	w.p("nations:\n")
	for i, nation := range w.names {
		w.nation(nation, []string{"+01:00", "+02:00", "-05:00", "+09:00"}[i])
	}
	w.p("relations:\n  %s-%s: {trust: %s, tension: %s}\n", w.names[0], w.names[1], w.pick("trust", "0.1", "0.5", "0.9"), w.pick("tension", "0", "0.4", "0.95"))
	w.channels()
	w.shared()
	w.p("storylines:\n")
	for s := range rapid.IntRange(1, 2).Draw(t, "storylines") {
		w.storyline(s)
	}
	w.entries()
	return w.String()
}

// InWorlds holds a property in a number of drawn worlds, unless -rapid.checks says how
// many. Where it does not hold, the smallest world that shows it is printed.
func InWorlds(t *testing.T, cases int, holds func(t *rapid.T, text string)) {
	t.Helper()
	InCases(t, cases, func(rt *rapid.T) {
		text := World(rt)
		rt.Log(text)
		holds(rt, text)
	})
}

// InCases holds a property in a number of drawn cases, unless -rapid.checks says how many.
func InCases(t *testing.T, cases int, holds func(t *rapid.T)) {
	t.Helper()
	const name = "rapid.checks"
	if f := flag.Lookup(name); f.Value.String() == f.DefValue {
		require.NoError(t, flag.Set(name, strconv.Itoa(cases)))
		defer func() { require.NoError(t, flag.Set(name, f.DefValue)) }()
	}
	rapid.Check(t, holds)
}

// inventor writes a world as it draws it.
type inventor struct {
	strings.Builder
	t     *rapid.T
	names []string // of the nations
}

func (w *inventor) p(format string, a ...any) { fmt.Fprintf(w, format, a...) }

func (w *inventor) pick(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(w.t, label)
}

func (w *inventor) yes(label string) bool { return rapid.Bool().Draw(w.t, label) }

func (w *inventor) some(label string, least, most int) int {
	return rapid.IntRange(least, most).Draw(w.t, label)
}

// all lists the nations.
func (w *inventor) all() string { return strings.Join(w.names, ", ") }

func (w *inventor) nation(name, offset string) {
	w.p("  %s:\n    offset: %q\n    languages: [%s]\n", name, offset, w.pick("language", "common", "l"+name, "l"+name+", common"))
	if w.yes("scheme") {
		w.p("    classes: [UNCLASSIFIED, SECRET]\n")
	}
	w.p("    policy:\n      marking: {class: %s, tlp: %s, pap: %s, controlled: %v}\n", w.pick("class", "UNCLASSIFIED", "RESTRICTED", "SECRET"),
		w.pick("tlp", "CLEAR", "GREEN", "AMBER", "RED"), w.pick("pap", "CLEAR", "AMBER", "RED"), w.yes("controlled"))
	if w.yes("lists") {
		w.p("      distribution: [{id: lists, when: level >= NOTICED, to: %s}, {id: near, when: level >= SUSPECTED, to: [place.spoc, own.crisis]}, {id: on, to: collectors}]\n", w.pick("list to", "stores", "bodies", "named.spoc"))
	}
	if w.yes("standing") {
		w.p("      standing: [{to: own}, {to: %q, class: RESTRICTED}]\n", "*")
	}
	w.p("    laws:\n")
	if w.yes("require") {
		w.p("      - {id: %s-ask, when: 'abroad && danger < %s', do: require prosecutor, unless: imminent, source: invented, tag: C}\n", name, w.pick("danger", "0.2", "0.9"))
	}
	w.p("      - {id: %s-%s, when: '%s', do: %s%s, source: invented, tag: C}\n", name, "rule",
		w.pick("when", "abroad", `message in ["request", "reply"]`, `"IDENTITY" in item.kinds && abroad`, "tension > 0.5", "imminent"),
		w.pick("do", "block", "delay 3h", "strip IDENTITY", "notify minister", "limit 8h", "narrow lead", "retain 20h"),
		w.pick("unless", "", ", unless: danger > 0.2"))
	w.p("    agencies:\n")
	for _, role := range []string{"intelligence", "fiu", "police", "spoc", "prosecutor", "court", "minister"} {
		w.agency(role)
	}
}

func (w *inventor) agency(role string) {
	w.p("      %s:\n        collects: {FIN: %s, TRAVEL: %s, ACTIVITY: 0.5, IDENTITY: %s, THREAT_LEVEL: 0.7}\n", role, w.pick("fin", "0", "1"), w.pick("travel", "0", "1"), w.pick("identity", "0", "0.9"))
	w.p("        clearance: %s\n        desks:\n          intake: %s\n", w.pick("clearance", "RESTRICTED", "SECRET", "TOP_SECRET"), w.desk())
	if role == "intelligence" || role == "police" {
		w.p("          analysis: %s\n", w.desk())
	}
	if role == "police" {
		w.p("        actions: {detain: {authority: court, window: \"05:00-21:00\", clock: 24h}, watch: {}}\n")
	}
}

func (w *inventor) desk() string {
	return fmt.Sprintf("{servers: %d, hours: %q, on_call: %v, load: %s, backlog_max: %d, graceful: %v}", w.some("servers", 1, 3),
		w.pick("hours", "24/7", "Mon-Fri 08:00-17:00", "09:00-12:00"), w.yes("on call"), w.pick("load", "0", "0.6", "0.95"), w.some("backlog", 1, 50), w.yes("graceful"))
}

func (w *inventor) channels() {
	w.p("channels:\n")
	for i := range w.some("channels", 1, 3) {
		w.p("  net%d: {members: [%s], latency: {median: 2m, p95: 20m}, class: %s, slots: %d, format: %s, loss: %s", i, w.all(),
			w.pick("channel class", "RESTRICTED", "SECRET"), w.some("slots", 0, 2), w.pick("format", "xml", "plain"), w.pick("loss", "0", "0.2"))
		if w.yes("fails") {
			w.p(", mtbf: 6h, mttr: 2h")
		}
		if w.yes("tested") {
			w.p(", test_every: 12h, test_fail: %s, closed_for: 5h, discover: 0.5, compromise: 10h, operator: %s", w.pick("test fails", "0", "0.5"), w.names[0])
		}
		w.p("}\n")
	}
}

// shared is what nations have in common: a pact, a store, a body that votes.
func (w *inventor) shared() {
	if w.yes("agreement") {
		w.p("agreements:\n  pact: {parties: [%s], ack: 1h, replies: [{id: urgent, when: imminent, within: 2h}, {id: usual, within: 8h}], excuse: prosecutor}\n", w.all())
	}
	if w.yes("store") {
		w.p("stores:\n  index: {readers: [%s], writers: [%s], subscribers: [%s], completeness: %s, lag: 20m, query: 5m}\n", w.all(), w.all(),
			w.pick("subscriber", w.names...), w.pick("complete", "0", "0.5", "1"))
	}
	if w.yes("body") {
		w.p("bodies:\n  council: {members: [%s], channels: [net0], desks: {intake: %s}}\n", w.all(), w.desk())
		w.p("motions:\n  warn: {body: council, by: police, when: level >= %s, rule: %s, quorum: %s, window: %dh, effects: [{tell: spoc}]}\n", w.pick("proposed when", "NOTICED", "SUSPECTED"),
			w.pick("vote", "majority", "unanimity", "consensus", "silence"), w.pick("quorum", "0", "0.75"), w.some("window", 2, 48))
	}
}

func (w *inventor) storyline(s int) {
	w.p("  story%d:\n    benign: %v\n    stages:\n      - {lasts: {median: 20h, p95: 40h}, facts: [a, b, c]}\n      - {lasts: 12h, facts: [d, e], next: [{stage: 3, weight: 1}, {stage: 4, weight: 1}]}\n      - {lasts: 6h}\n      - {lasts: 6h}\n", s, w.yes("benign"))
	w.p("    facts:\n")
	for _, f := range []string{"a", "b", "c", "d", "e"} {
		w.p("      %s: {kind: %s, place: %s, nationality: %s, tokens: [k%d, k%d], key: %v, for: %dh}\n", f, w.pick("kind", "FIN", "TRAVEL", "ACTIVITY", "IDENTITY", "THREAT_LEVEL"),
			w.pick("place", w.names...), w.pick("nationality", w.names...), w.some("token", 0, 3), w.some("token", 4, 5), f != "e", w.some("for", 1, 12))
	}
	w.p("    deadlines:\n      - {agency: %s.police, want: available(detain), before_stage: 3, lead: 2h}\n      - {agency: %s.spoc, want: informed, before_stage: 2, lead: 1h}\n      - {agency: %s.spoc, want: read(a), at: T+30h}\n", w.names[0], w.names[1], w.names[1])
}

func (w *inventor) entries() {
	a, b := w.names[0], w.names[1]
	w.p("msel:\n  - {number: 1, type: inject, at: T+2h, from: SimCell, to: %s.fiu, storyline: story0, text: x, effect: {expose: story0.a}}\n", a)
	w.p("  - {number: 2, type: expected_action, by: T+20h, who: %s.spoc, when: 'sent(story0, %s)'}\n", a, b)
	w.p("  - {number: 3, type: contingency, after: T+21h, if: 'not done(2)', from: SimCell, to: %s.spoc, text: x, effect: {ask: {from: %s.spoc, to: %s.spoc}}}\n", a, b, a)
	w.p("  - {number: 4, type: inject, at: T+25h, from: SimCell, text: x, effect: {recall: {agency: %s.fiu, storyline: story0}, leak: story0}}\n", a)
}
