package agents_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// moves counts what came to be known as soon, sooner and later in one run than in another.
type moves struct{ same, sooner, later int }

func (m *moves) compare(before, after *memory) {
	knows := after.known()
	for k, at := range before.known() {
		now, ok := knows[k]
		switch {
		case !ok || now > at:
			m.later++
		case now < at:
			m.sooner++
		default:
			m.same++
		}
	}
}

// More attention makes things known as soon or sooner, where desks have servers for all
// that comes: what lay aside with less comes up at once, or as soon. Hardly one in a
// hundred comes later, as with a reminder.
func TestAttentionHardlyHurts(t *testing.T) {
	m, lay := moves{}, 0
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		of := func(aside string) *memory {
			_, m := run(t, load(t, text, "model.attention.aside="+aside).Spec, 7)
			return m
		}
		careless, careful := of("0.7"), of(rapid.SampledFrom([]string{"0", "0.2", "0.5"}).Draw(t, "aside"))
		lay += careless.records(journal.Aside)
		m.compare(careless, careful)
	})
	t.Logf("facts: %d as soon, %d sooner, %d later; %d records of trays", m.same, m.sooner, m.later, lay)
	require.NotZero(t, m.same)
	require.NotZero(t, m.sooner, "attention made no difference, so this shows nothing")
	require.LessOrEqual(t, m.later*20, m.sooner)
}

// A reminder brings facts as soon or sooner. Hardly one in a hundred comes later: who
// knows sooner tells sooner, and a fact comes to a recipient from whoever is first, by
// that one's way and with that one's word.
func TestReminderHardlyHurts(t *testing.T) {
	var m moves
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		_, without := run(t, load(t, text, "model.attention.aside=0.7").Spec, 7)
		who := rapid.SampledFrom([]string{"arvonia", "belmora", "cendria"}).Draw(t, "who")
		msel := "msel:\n"
		for i, hour := range []int{4, 20, 60} {
			msel += fmt.Sprintf("  - {number: %d, type: inject, at: T+%dh, effect: {remind: {agency: %s.police, storyline: story0}}}\n", i, hour, who)
			msel += fmt.Sprintf("  - {number: s%d, type: inject, at: T+%dh, effect: {remind: {agency: %s.spoc, storyline: story0}}}\n", i, hour, who)
		}
		_, with := run(t, load(t, text+msel, "model.attention.aside=0.7").Spec, 7)
		m.compare(without, with)
	})
	t.Logf("facts: %d sooner, %d later", m.sooner, m.later)
	require.NotZero(t, m.sooner, "no reminder made a difference, so this shows nothing")
	require.LessOrEqual(t, m.later*10, m.sooner) // of some forty in a hundred worlds
}

// In any world the time that a piece lay aside is ASIDE in the spans of what followed,
// to the millisecond, and every piece that was put aside was taken up or lay to the end.
func TestAsideTiles(t *testing.T) {
	taken, lies := 0, sim.Time(0)
	agentstest.InWorlds(t, 40, func(t *rapid.T, text string) {
		s, err := scenarios.LoadText("drawn.yaml", []byte(text), scenarios.Options{Set: []string{"model.attention.aside=0.5"}})
		require.NoError(t, err)
		_, m := run(t, s.Spec, rapid.Uint64Range(1, 9).Draw(t, "seed"))
		open := map[sim.ID]sim.Time{}
		for i := range m.list {
			r := &m.list[i]
			for _, x := range r.Spans {
				if x.Cause == journal.LaidAside {
					lies += x.Ms
				}
			}
			if r.Kind != journal.Aside {
				continue
			}
			if journal.Outcome(r.Args[0]) == journal.PutAside {
				require.NotContains(t, open, r.Subject)
				require.Positive(t, r.Args[3], "at a chance of nothing")
				open[r.Subject] = r.At
				continue
			}
			require.Contains(t, open, r.Subject)
			require.LessOrEqual(t, open[r.Subject], r.At)
			delete(open, r.Subject)
			taken++
		}
	})
	require.NotZero(t, taken)
	require.NotZero(t, lies)
}

// records counts the records of a kind.
func (m *memory) records(k journal.Kind) (n int) {
	for i := range m.list {
		if m.list[i].Kind == k {
			n++
		}
	}
	return n
}

// Where no desk puts anything aside, runs are those of the engine that knew no
// attention, byte by byte.
func TestAttentionOffIsOff(t *testing.T) {
	text, err := os.ReadFile("testdata/unaside.txt")
	require.NoError(t, err)
	seeds := depth.Pick(1, 2, 3)
	played := map[string]*scenarios.Scenario{}
	for line := range strings.Lines(string(text)) {
		var name, digest string
		var seed, events uint64
		if n, _ := fmt.Sscanf(strings.Replace(line, ":", " ", 1), "%s %d %s %d", &name, &seed, &digest, &events); n < 4 || seed > uint64(seeds) {
			continue
		}
		if played[name] == nil {
			played[name], err = scenarios.Load(name, scenarios.Options{})
			require.NoError(t, err)
			for i := range played[name].Spec.Params {
				switch p := &played[name].Spec.Params[i]; p.Path {
				case "model.attention.aside":
					p.Value = 0
				case "model.notify_within": // what that engine had, before a source was found
					p.Value = int64(24 * sim.Hour)
				}
			}
		}
		w := agents.New(played[name].Spec, seed)
		require.NoError(t, w.Run())
		require.Equal(t, digest, w.Digest().String(), "%s, seed %d", name, seed)
		require.Equal(t, events, w.Events(), "%s, seed %d", name, seed)
	}
	require.Len(t, played, 21)
}

// What takes no time is no work, and is not put aside: a scenario says by it that what a
// desk did is given, and when. The same pieces are, as soon as they are work.
func TestNoWorkIsNotPutAside(t *testing.T) {
	aside := func(assess string) (n int) {
		s := load(t, "deportation-notice-2015", "model.attention.aside=0.95",
			"nations.turkey.agencies.foreign-ministry.desks.intake.work.assess="+assess)
		_, m := run(t, s.Spec, 1)
		for i := range m.list {
			if r := &m.list[i]; r.Kind == journal.Aside && r.Step == journal.Assess && s.Spec.Names.Text(r.Actor) == "turkey.foreign-ministry" {
				n++
			}
		}
		return n
	}
	require.Zero(t, aside("0s"))
	require.NotZero(t, aside("1m"))
}

// Whoever is addressed for action knows as soon as whoever is copied, or sooner: over seeds
// the same piece with the same draw, once for information and once for action. A message of
// the events list has copies as a rule has.
func TestBeingNamedNeverHurts(t *testing.T) {
	world := func(how, msel string) string {
		return `
entente: 1
scenario: named
start: 2027-03-01T08:00+01:00
end: T+240h
warm_up: 0s
model:
  will: {base: 20}
  attention: {aside: 0.6, lies: {median: 20h, p95: 60h}}
  touch: {collect: 30m, assess: 30m, search: 30m, release: 30m, read: 10m}
presets:
  agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}, policy: {distribution: []}}}
nations:
  arvonia: {agencies: {police: {desks: {intake: {servers: 9, load: 0, aside: 0}}, collects: {ACTIVITY: 1}, policy: {asks: [], distribution: [{id: tell, ` + how + `}]}}, fiu: {like: quiet}}}
  belmora: {agencies: {spoc: {like: quiet}, police: {like: quiet}}}
channels: {link: {members: ["*"], latency: 5m}}
storylines:
  s:
    recognise: {k: 3}
    stages: [{lasts: 90d, facts: [a, b, c]}]
    facts:
      a: {kind: ACTIVITY, place: arvonia, tokens: [k], for: 2d, key: true}
      b: {kind: ACTIVITY, place: arvonia, tokens: [k], for: 4d, key: true}
      c: {kind: ACTIVITY, place: arvonia, tokens: [k], for: 6d, key: true}
` + msel
	}
	copied := world("to: own.fiu, copies: [belmora.spoc, belmora.police]", "")
	sooner := 0
	a, b := load(t, copied), load(t, copied, "model.attention.copied=1")
	for seed := range uint64(depth.Pick(8, 20, 200)) {
		_, before := run(t, a.Spec, seed)
		_, after := run(t, b.Spec, seed)
		knows := after.known()
		for k, at := range before.known() {
			now, ok := knows[k]
			require.True(t, ok && now <= at, "seed %d: %v", seed, k)
			if now < at {
				sooner++
			}
		}
	}
	require.NotZero(t, sooner, "it made no difference who is addressed, so this shows nothing")

	named := load(t, world("to: [own.fiu, belmora.spoc], copies: [belmora.spoc, belmora.police]", ""))
	require.Empty(t, mentions(t, named, "sent", "to=belmora.spoc", "FOR_INFORMATION"), "for action, whatever else copies it")
	require.NotEmpty(t, mentions(t, named, "sent", "to=belmora.police", "FOR_INFORMATION"))
	later := load(t, world("when: level >= ACTIONABLE, to: own.fiu", "msel: [{number: 1, type: inject, at: T+200h, effect: {message: {from: arvonia.police, to: belmora.spoc, storyline: s, copies: [belmora.police]}}}]\n"))
	require.NotEmpty(t, mentions(t, later, "sent", "to=belmora.spoc"))
	require.Empty(t, mentions(t, later, "sent", "to=belmora.spoc", "FOR_INFORMATION"))
	require.NotEmpty(t, mentions(t, later, "sent", "to=belmora.police", "FOR_INFORMATION"))
}
