package agents_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// open draws a world under the conditions in which tension can only hurt:
// unlimited servers and slots, desks round the clock, one route for a pair, no
// leak. All durations are drawn; messages go through law, gateway and
// translation; questions are asked, answered and followed up. Left out is what
// lets one fact change the way of another. A rule that reads kinds or class, and
// an originator's word: there one fact holds up all that travel with it, and does
// so no more when it does not come. And what is put aside, for a second piece brings up
// the first: TestTensionHardlyHelpsWhatLiesAside is of that. And, unless all is to be
// as ever: an assessment takes no time, for it judges what came in while it was under way, so
// that who comes too late for an early one may catch a later one; and relations
// do not remember, for who has given less gives more readily, and who was told
// nothing elsewhere is more thankful for what it is told here.
func open(t *rapid.T, asEver bool) func(string) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	names := []string{"arvonia", "belmora", "cendria"}
	p("entente: 1\nscenario: open\nstart: 2027-03-01T08:00+01:00\nend: T+200h\nwarm_up: 0s\n")
	p("model:\n  attention: {aside: 0}\n  will: {base: %s%s}\n", pick("base", "0", "1.4"), map[bool]string{false: ", balance: 0"}[asEver])
	if !asEver {
		p("  touch: {assess: 0s}\n  trust_moves: {answer: 0, gift: 0, legal: 0, discretion: 0, late: 0, none: 0}\n")
	}
	p("presets:\n  agencies: {wide: {desks: {intake: {servers: 1000, load: 0, backlog_max: 1000}}}}\nnations:\n")
	for _, n := range names {
		p("  %s:\n    languages: [%s]\n    policy: {marking: {tlp: GREEN}}\n", n, pick("language", "one", "one, two", "two"))
		p("    laws: [%s]\n    agencies:\n", pick("law", "", "{id: LAW, when: abroad, do: require prosecutor}", "{id: LAW, when: abroad, do: delay 3h}"))
		for _, role := range []string{"police", "spoc", "prosecutor"} {
			p("      %s: {like: wide, collects: {FIN: %s, IDENTITY: 1, TRAVEL: 0.5}}\n", role, pick("fin", "0", "1"))
		}
	}
	p("relations: {arvonia-belmora: {tension: TENSION}, belmora-cendria: {tension: TENSION}, arvonia-cendria: {tension: TENSION}}\n")
	p("channels: {link: {members: [\"*\"], latency: {median: 5m, p95: 1h}, %s}}\n", pick("domain", "loss: 0", "domain: other, gateway: {median: 10m, p95: 2h}"))
	p("%s", pick("agreement", "", "agreements: {pact: {parties: [\"*\"], ack: 2h, replies: [{id: all, within: 6h}]}}\n"))
	p("storylines:\n")
	for s := range 2 {
		p("  story%d:\n    reactions: 0\n    recognise: {k: 2}\n    stages: [{lasts: 150h, facts: [a, b, c]}]\n    facts:\n", s)
		for _, f := range []string{"a", "b", "c"} {
			p("      %s: {kind: %s, place: %s, nationality: %s, tokens: [k%d], key: true, for: %dh}\n", f, pick("kind", "FIN", "IDENTITY", "TRAVEL"),
				pick("place", names...), pick("nationality", names...), s, rapid.IntRange(1, 30).Draw(t, "for"))
		}
	}
	n, text := 0, b.String()
	for strings.Contains(text, "LAW") {
		text, n = strings.Replace(text, "LAW", fmt.Sprintf("law%d", n), 1), n+1
	}
	return func(tension string) string { return strings.ReplaceAll(text, "TENSION", tension) }
}

// known gives, for every agency and fact, when it was first understood.
func (m *memory) known() map[[2]journal.Ref]sim.Time {
	out := map[[2]journal.Ref]sim.Time{}
	for i := range m.list {
		r := &m.list[i]
		if r.Kind != journal.Collected && (r.Kind != journal.Held || r.Args[3] == 0) {
			continue
		}
		k := [2]journal.Ref{r.Actor, journal.Ref(r.Args[0])}
		if _, ok := out[k]; !ok {
			out[k] = r.At
		}
	}
	return out
}

// More tension never makes anything known earlier, anywhere; no message comes
// earlier; and none that was refused is released, unless it says what its reader
// would have known by then anyway (who knows less asks, and asking helps).
func TestTensionOnlyHurts(t *testing.T) {
	same, slower, lost := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		calm, tense := paired(t, open(t, false))
		knew := calm.known()
		for k, at := range tense.known() {
			was, ok := knew[k]
			require.True(t, ok && was <= at, "known at %s, and at %s under more tension", clock(was), clock(at))
		}
		says, after := tense.says(), tense.items()
		for id, was := range calm.items() {
			now, sent := after[id]
			switch {
			case !sent:
			case was == sim.Never && now != sim.Never:
				for _, k := range says[id] {
					require.LessOrEqual(t, knew[k], now, "a refusal became a release")
				}
			case now == sim.Never && was != sim.Never:
				lost++
			case now > was:
				slower++
			default:
				same++
				require.Equal(t, was, now, "a message came earlier")
			}
		}
	})
	t.Logf("messages: %d the same, %d slower, %d refused", same, slower, lost)
	require.NotZero(t, same)
	require.NotZero(t, slower, "tension made no difference, so this shows nothing")
	require.NotZero(t, lost, "tension made no difference, so this shows nothing")
}

// Where assessments take time and relations remember, hardly one of the facts that
// tension moves comes sooner: over tens of thousands of worlds, one in a hundred
// thousand. The bound is wider, for one world has some dozen facts.
func TestTensionHardlyHelps(t *testing.T) {
	slower, sooner := moved(t, func(t *rapid.T) func(string) string { return open(t, true) })
	require.Less(t, 100*sooner, slower, "%d sooner, %d slower or never", sooner, slower)
}

// Where things are put aside, as they are by default, the same holds, though less
// strictly: what does not come from one sender comes from another, by that one's way
// and out of that one's tray.
func TestTensionHardlyHelpsWhatLiesAside(t *testing.T) {
	slower, sooner := moved(t, func(t *rapid.T) func(string) string {
		with := open(t, false)
		return func(tension string) string { return strings.Replace(with(tension), "aside: 0", "aside: 0.25", 1) }
	})
	require.Less(t, 20*sooner, slower, "%d sooner, %d slower or never", sooner, slower)
}

// moved counts the facts that more tension brings sooner and slower, or never.
func moved(t *testing.T, world func(*rapid.T) func(string) string) (slower, sooner int) {
	rapid.Check(t, func(t *rapid.T) {
		calm, tense := paired(t, world(t))
		knew, known := calm.known(), tense.known()
		for k, was := range knew {
			if at, ok := known[k]; !ok || at > was {
				slower++
			}
		}
		for k, at := range known {
			if was, ok := knew[k]; !ok || at < was {
				sooner++
			}
		}
	})
	t.Logf("facts: %d sooner, %d slower or never", sooner, slower)
	require.NotZero(t, slower, "tension made no difference, so this shows nothing")
	return slower, sooner
}

// paired runs a world with little tension and with more, from one seed.
func paired(t *rapid.T, with func(tension string) string) (calm, tense *memory) {
	seed := rapid.Uint64().Draw(t, "seed")
	_, calm = run(t, load(t, with("0.1")).Spec, seed)
	_, tense = run(t, load(t, with(rapid.SampledFrom([]string{"0.3", "0.6", "0.95"}).Draw(t, "tension"))).Spec, seed)
	return calm, tense
}

// What is left out above is left out for a reason: with a rule that reads kinds,
// one fact holds up another. Arvonia tells Belmora of a meeting at once where
// Cendria, under tension, has not told it a name, which would have travelled in
// the same item and needs a prosecutor.
func TestOneFactHoldsUpAnother(t *testing.T) {
	world := func(tension string) string {
		return `
entente: 1
scenario: company
start: 2027-03-01T08:00+01:00
end: T+48h
warm_up: 0s
model: {grant: 1, will: {base: 9}, veto_at: 0.5, touch: {collect: 30m, assess: 2h, release: 20m, read: 10m, prosecutor: 5h}}
presets:
  agencies: {wide: {desks: {intake: {servers: 9, load: 0}}}}
nations:
  arvonia:
    policy: {distribution: [{id: tell, when: level >= SUSPECTED, to: [belmora.police]}]}
    laws: [{id: names, when: abroad && "IDENTITY" in item.kinds, do: require prosecutor}]
    agencies: {police: {like: wide, collects: {ACTIVITY: 1}}, prosecutor: {like: wide}}
  belmora: {agencies: {police: {like: wide}}}
  cendria:
    policy: {distribution: [{id: tell, when: level >= NOTICED, to: [arvonia.police]}]}
    agencies: {police: {like: wide, collects: {IDENTITY: 1}}}
relations: {arvonia-cendria: {tension: ` + tension + `}}
channels: {link: {members: ["*"], latency: 5m}}
storylines:
  s:
    stages: [{lasts: 30d, facts: [meeting, again, name]}]
    facts:
      meeting: {kind: ACTIVITY, place: belmora, seen_in: [arvonia], tokens: [k], key: true, for: 0s}
      again: {kind: ACTIVITY, place: belmora, seen_in: [arvonia], tokens: [k], key: true, after: 155m, for: 0s}
      name: {kind: IDENTITY, place: belmora, seen_in: [cendria], tokens: [k], key: true, for: 0s}
`
	}
	when := func(tension string) (meeting, name sim.Time) {
		spec := load(t, world(tension)).Spec
		_, m := run(t, spec, 1)
		at := func(name string) sim.Time {
			for k, at := range m.known() {
				if spec.Names.Text(k[0]) == "belmora.police" && spec.Names.Text(k[1]) == name {
					return at
				}
			}
			return sim.Never
		}
		return at("s.meeting"), at("s.name")
	}
	meeting, name := when("0.1")
	alone, never := when("0.9")
	require.NotEqual(t, sim.Never, meeting)
	require.Equal(t, meeting, name, "they did not travel together")
	require.Equal(t, sim.Never, never)
	require.Equal(t, 5*sim.Hour, meeting-alone, "what goes alone needs no prosecutor")
}

// All that two agencies send each other on a storyline takes the same time at
// each step, whatever travels together and however it is cut: so it is that what
// comes later, or not at all, makes nothing else come sooner.
func TestCompanyChangesNoDuration(t *testing.T) {
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		spec := load(t, open(t, true)("0")).Spec
		_, m := run(t, spec, rapid.Uint64().Draw(t, "seed"))
		type step struct {
			from, to, story journal.Ref
			kind            journal.Kind
		}
		to, took := map[sim.ID]journal.Ref{}, map[step]sim.Time{}
		for i := range m.list {
			r := &m.list[i]
			var k step
			switch r.Kind {
			case journal.Sent:
				to[r.Subject] = journal.Ref(r.Args[1])
				continue
			case journal.Delivered:
				k = step{journal.Ref(r.Args[0]), to[r.Subject], journal.Ref(r.Args[2]), r.Kind}
			case journal.Read:
				k = step{journal.Ref(r.Args[1]), r.Actor, journal.Ref(r.Args[2]), r.Kind}
			default:
				continue
			}
			last := r.Spans[len(r.Spans)-1].Ms
			if was, ok := took[k]; ok {
				require.Equal(t, was, last, told(&spec.Names, r))
				compared++
			}
			took[k] = last
		}
	})
	require.NotZero(t, compared)
}

// So is an agency's analysis of one storyline: the second fact is judged in the time
// that the first one took.
func TestAnalysisKeepsItsPace(t *testing.T) {
	spec := load(t, `
entente: 1
scenario: pace
start: 2027-03-01T08:00+01:00
end: T+10d
warm_up: 0s
nations: {arvonia: {agencies: {police: {collects: {FIN: 1}, desks: {intake: {servers: 9, load: 0}}}}}}
storylines:
  s:
    stages: [{lasts: 9d, facts: [early, late]}]
    facts:
      early: {kind: FIN, place: arvonia, tokens: [k], for: 0s}
      late: {kind: FIN, place: arvonia, tokens: [k], after: 5d, for: 0s}
`).Spec
	paces := map[sim.Time]bool{}
	for seed := range uint64(10) {
		_, m := run(t, spec, seed)
		var took []sim.Time
		for i := range m.list {
			if r := &m.list[i]; r.Kind == journal.Assessed {
				took = append(took, r.Spans[len(r.Spans)-1].Ms)
			}
		}
		require.Len(t, took, 2)
		require.Equal(t, took[0], took[1])
		paces[took[0]] = true
	}
	require.Len(t, paces, 10, "one pace for all runs shows nothing")
}

// says gives, for every message with an item, whom it tells what.
func (m *memory) says() map[sim.ID][][2]journal.Ref {
	out := map[sim.ID][][2]journal.Ref{}
	for i := range m.list {
		r := &m.list[i]
		for _, f := range r.Facts {
			if r.Kind == journal.Sent {
				out[r.Subject] = append(out[r.Subject], [2]journal.Ref{journal.Ref(r.Args[1]), f})
			}
		}
	}
	return out
}

// lookout draws a world in which what is known where messages start does not
// depend on what was sent to where they end: two nations collect, and one of
// them, under the other's control of its word, tells two more, which ask and
// tell nobody. Servers and slots are unlimited, desks never close, a pair has
// one route and nothing leaks; all durations are drawn as ever. An originator is
// asked once: its consent does not look at danger here, for an answer that
// takes longer would know more.
func lookout(t *rapid.T) func(string) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	p("entente: 1\nscenario: lookout\nstart: 2027-03-01T08:00+01:00\nend: T+400h\nwarm_up: 0s\n")
	p("model:\n  attention: {aside: 0}\n  will: {base: %s, balance: 0}\n  consent: {danger: 0}\n", pick("base", "0", "1.4"))
	p("presets:\n  agencies: {wide: {desks: {intake: {servers: 1000, load: 0, backlog_max: 1000}}}}\nnations:\n")
	for i, n := range []string{"arvonia", "belmora", "cendria", "dorvik"} {
		p("  %s:\n    policy:\n      marking: {tlp: %s, controlled: %t}\n      distribution: [{id: on, when: level >= NOTICED, to: [%s]}]\n    agencies:\n", n,
			pick("tlp", "GREEN", "AMBER"), rapid.Bool().Draw(t, "controlled"), []string{"named.police", "own.police", "own.police", "arvonia.police"}[i])
		collects := fmt.Sprintf("collects: {FIN: %s, IDENTITY: 1, TRAVEL: 0.5}", pick("fin", "0", "1"))
		if i == 1 || i == 2 {
			collects = "collects: {FIN: 0}"
		}
		p("      police: {like: wide, %s}\n", collects)
	}
	p("relations: {arvonia-belmora: {tension: TENSION}, arvonia-cendria: {tension: TENSION}, belmora-dorvik: {tension: TENSION}, cendria-dorvik: {tension: TENSION}}\n")
	p("channels: {link: {members: [\"*\"], latency: {median: 5m, p95: 1h}}}\nstorylines:\n")
	for s := range 2 {
		p("  story%d:\n    reactions: 0\n    recognise: {k: 2}\n    stages: [{lasts: 350h, facts: [a, b, c, d]}]\n    facts:\n", s)
		for _, f := range []string{"a", "b", "c", "d"} {
			p("      %s: {kind: %s, place: %s, nationality: %s, seen_in: [%s], tokens: [k%d], key: true, for: %dh}\n", f, pick("kind", "FIN", "IDENTITY", "TRAVEL"),
				pick("place", "belmora", "cendria"), pick("nationality", "belmora", "cendria"), pick("seen in", "arvonia", "dorvik", "arvonia, dorvik"), s, rapid.IntRange(1, 60).Draw(t, "for"))
		}
	}
	text := b.String()
	return func(tension string) string { return strings.ReplaceAll(text, "TENSION", tension) }
}

// Where tension cannot change what there is to send, it never makes a message
// earlier and never turns a refusal into a release.
func TestTensionNeverHelpsAMessage(t *testing.T) {
	read, slower, refused := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		calm, tense := paired(t, lookout(t))
		before, after := calm.items(), tense.items()
		require.Len(t, after, len(before), "other messages were sent")
		for id, was := range before {
			now, sent := after[id]
			require.True(t, sent)
			require.GreaterOrEqual(t, now, was, "a message came earlier, or against a refusal")
			switch {
			case was == sim.Never:
			case now == sim.Never:
				refused++
			case now > was:
				slower++
			default:
				read++
			}
		}
	})
	require.NotZero(t, slower, "nothing was slower")
	require.NotZero(t, refused, "nothing was refused")
	require.NotZero(t, read)
}

// items gives, for every message with an item, when it was read; Never if it
// was not.
func (m *memory) items() map[sim.ID]sim.Time {
	out := map[sim.ID]sim.Time{}
	for i := range m.list {
		switch r := &m.list[i]; {
		case r.Kind == journal.Sent && journal.Message(r.Args[0]) == journal.Item:
			out[r.Subject] = sim.Never
		case r.Kind == journal.Read && journal.Message(r.Args[0]) == journal.Item:
			out[r.Subject] = r.At
		}
	}
	return out
}

// With real desks, where one message makes room for another by staying away,
// the mean time to knowledge over 200 pairs of runs does not fall beyond its
// interval. What is not known by EndEx counts as known then, in both.
func TestTensionSlowsTheMean(t *testing.T) {
	var diffs []float64
	calm := load(t, "three-nations", "relations.*.tension=0.1", "model.tension=0.1")
	tense := load(t, "three-nations", "relations.*.tension=0.8", "model.tension=0.8")
	for r := range uint64(200) {
		seed := sim.Replication(1, r)
		_, m1 := run(t, calm.Spec, seed)
		_, m2 := run(t, tense.Spec, seed)
		diffs = append(diffs, hours(m2.meanKnown(tense.Spec))-hours(m1.meanKnown(calm.Spec)))
	}
	mean, half := interval(diffs)
	t.Logf("mean time to knowledge %+.2f h, 99.8 %% interval half as wide as %.2f h", mean, half)
	require.Greater(t, mean, -half)
	require.Positive(t, mean)
}

// meanKnown is the mean over agencies and facts of when a fact was understood,
// at most EndEx.
func (m *memory) meanKnown(spec *model.Spec) sim.Time {
	known, sum := m.known(), sim.Time(0)
	for a := range spec.Agencies {
		for f := range spec.Facts {
			at, ok := known[[2]journal.Ref{spec.Agencies[a].Ref, spec.Facts[f].Ref}]
			if !ok {
				at = spec.End
			}
			sum += at
		}
	}
	return sum / sim.Time(len(spec.Agencies)*len(spec.Facts))
}

func hours(t sim.Time) float64 { return float64(t) / float64(sim.Hour) }

// interval gives the mean and half the width of its 99.8 % normal interval.
func interval(x []float64) (mean, half float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	squares := 0.0
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return mean, 3.09 * math.Sqrt(squares/float64(len(x)-1)/float64(len(x)))
}
