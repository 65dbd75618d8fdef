package wording_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/cmd/dev/depth"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write testdata/sentences.txt anew")

// seldom are runs of the library in which a sentence is spoken that is not in the
// first four of its scenario.
var seldom = map[string]uint64{"joint-operation": 12, "lessons-learned": 8, "silence-broken": 8, "three-legal-orders": 9, "twelve-nations": 4, "unread-warning": 10}

// foreign is the one template that no run speaks: what a file of another engine may
// put together.
const foreign = "stretch"

// Every template is spoken by a scenario of the library, and testdata/sentences.txt
// has what it sounds like there, to be read through when a template changes. -rewrite
// writes it anew.
func TestEverySentenceIsSpoken(t *testing.T) {
	templates := map[string]string{}
	b, err := os.ReadFile("sentences.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &templates))
	heard := map[string]string{}
	for _, entry := range scenarios.Library() {
		sc, err := scenarios.Load(entry.Name, scenarios.Options{})
		require.NoError(t, err)
		for seed, records := uint64(1), 0; seed <= 4 && records < 3000; seed++ {
			records = listen(t, sc, seed, heard)
		}
		if seed := seldom[entry.Name]; seed > 0 {
			listen(t, sc, seed, heard)
		}
	}
	require.Empty(t, heard[foreign], "a step and a cause without words of their own")
	delete(templates, foreign)
	keys := slices.Sorted(maps.Keys(templates))
	var page strings.Builder
	var silent []string
	for _, key := range keys {
		if heard[key] == "" {
			silent = append(silent, key)
		}
		fmt.Fprintf(&page, "%s: %s\n    %s\n", key, templates[key], heard[key])
	}
	require.Empty(t, silent, "templates that no scenario speaks")
	if *rewrite {
		require.NoError(t, os.WriteFile("testdata/sentences.txt", []byte(page.String()), 0o644))
		return
	}
	want, err := os.ReadFile("testdata/sentences.txt")
	require.NoError(t, err)
	was, now := strings.Split(string(want), "\n"), strings.Split(page.String(), "\n")
	for i := range now {
		// An example changes with the engine and the library: it must fit the template.
		if i == len(was) || i%2 == 0 && was[i] != now[i] || i%2 == 1 && !fits(templates[keys[i/2]], was[i]) {
			t.Fatalf("testdata/sentences.txt:%d is now %q\ngo test ./replay/wording -run Spoken -rewrite writes it anew: read what changed", i+1, now[i])
		}
	}
	require.Len(t, was, len(now))
}

// A step and a cause that this engine does not put together are told all the same.
func TestForeignStretchIsTold(t *testing.T) {
	s := wording.NewSpeaker(&journal.Static{}, wording.HSEEP)
	require.Equal(t, "spent 2 h 00 min otherwise (world, unwilling)", s.Stretch(explain.Share{Step: journal.World, Cause: journal.Unwilling, Ms: 2 * sim.Hour}))
}

// Whatever waits in a world that nobody wrote has words of its own.
func TestStretchesOfDrawnWorldsAreTold(t *testing.T) {
	agentstest.InWorlds(t, depth.Pick(40, 300, 5000), func(rt *rapid.T, text string) {
		sc, err := scenarios.LoadSources([]scenarios.Source{{Name: "drawn.yaml", Data: []byte(text)}}, scenarios.Options{})
		require.NoError(rt, err)
		trace := measure.NewTrace(sc.Static)
		require.NoError(rt, agents.New(sc.Spec, rapid.Uint64().Draw(rt, "seed"), trace).Run())
		s := wording.NewSpeaker(trace.Static, wording.HSEEP)
		s.Heard = func(key, said string) { require.NotEqual(rt, foreign, key, said) }
		for i := range trace.Records {
			for _, x := range trace.Records[i].Spans {
				s.Stretch(explain.Share{Step: x.Step, Cause: x.Cause, Object: x.Object, Ms: x.Ms})
			}
		}
	})
}

// fits says whether a line is a template that was filled.
func fits(template, line string) bool {
	pattern := regexp.QuoteMeta(template)
	pattern = strings.NewReplacer(`\[`, `(`, `\]`, `)?`).Replace(pattern)
	pattern = regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(pattern, `.*`)
	return regexp.MustCompile(`^ {4} ?`+strings.TrimPrefix(pattern, `.* `)+`$`).MatchString(line) ||
		regexp.MustCompile(`^ {4}`+pattern+`$`).MatchString(line)
}

// listen runs a scenario and has everything in it told, all of some thousand records.
func listen(t *testing.T, sc *scenarios.Scenario, seed uint64, heard map[string]string) (records int) {
	trace := measure.NewTrace(sc.Static)
	until := sc.Spec.End
	if seed == 4 {
		until = until / 4 * 3 // some things are left open
	}
	require.NoError(t, agents.New(sc.Spec, seed, trace).RunUntil(until))
	s := wording.NewSpeaker(trace.Static, wording.HSEEP)
	s.StopAt(until)
	s.Heard = func(key, text string) {
		if heard[key] == "" {
			heard[key] = text
		}
	}
	for i := range trace.Records {
		r := &trace.Records[i]
		s.Record(r)
		for _, x := range r.Spans {
			s.Stretch(explain.Share{Step: x.Step, Cause: x.Cause, Object: x.Object, Ms: x.Ms})
		}
	}
	x, err := explain.New(trace.Lookup())
	require.NoError(t, err)
	tell := func(e *explain.Explanation, err error) {
		require.NoError(t, err)
		s.Verdict(e)
		if e.Topic == explain.OfDeadline {
			s.Asked(e)
			s.Because(e)
		}
		for i := range e.Tests {
			s.Test(&e.Tests[i])
		}
		for i := range e.Missing {
			s.Whereabouts(&e.Missing[i])
		}
		for _, x := range explain.Shares(e.Stretches) {
			s.Stretch(x)
		}
	}
	all, err := x.Deadlines()
	require.NoError(t, err)
	for _, e := range all {
		tell(e, nil)
	}
	for _, n := range trace.Static.Entries {
		tell(x.Entry(n.Number))
	}
	for _, a := range trace.Static.Actions {
		for _, d := range trace.Static.Storylines {
			tell(x.Action(a.Agency + ":" + a.Term + "/" + d.Name))
		}
	}
	for _, th := range trace.Static.Things {
		if th.Sort == journal.SortMotion.String() {
			tell(x.Decision(th.Name))
		}
	}
	for i, f := range trace.Static.Facts {
		for j, a := range trace.Static.Agencies {
			if len(trace.Static.Agencies) < 40 || (i+j)%9 == 0 {
				tell(x.Fact(f.Name, a.Name))
			}
		}
	}
	known(s, trace)
	n := 0
	for i := range trace.Records {
		switch r := &trace.Records[i]; {
		case r.Kind == journal.Ended:
			tell(x.Message(fmt.Sprint(r.Num)))
		case r.Kind == journal.Sent && n%11 == 0:
			tell(x.Message(fmt.Sprint(r.Num)))
		case r.At < 0 || i%97 == 0:
			tell(x.Record(r.Num))
		}
		n++
	}
	return len(trace.Records)
}

// known has everything told of who knew what.
func known(s *wording.Speaker, trace *measure.Trace) {
	nation := slices.IndexFunc(trace.Static.Things, func(t journal.Thing) bool { return t.Sort == journal.SortNation.String() })
	if nation < 0 {
		return
	}
	who := journal.Ref(nation)
	for v := range wording.OfAny + 1 {
		s.Viewer(v, who)
		s.Unaware(v, who)
		s.Sealed(v, who, journal.Notice, who, who)
		s.Unsettled()
		s.GapRecord()
		s.NewerRecord()
		s.Newer(int(v) * 3)
		s.Gap(1400, 9000, int(v)+1, sim.Day, 2*sim.Day)
		s.Unclear(2001, 3400, [...]sim.Time{sim.Day, sim.Never, sim.Day}[v])
		s.Hidden(v, map[bool]journal.Ref{true: who}[v == wording.OfOne], 37, 52, 4, 6)
	}
	s.Hidden(wording.OfOne, who, 0, 52, 0, 6)
	s.HiddenShort(37, 52, 4, 6)
	for _, n := range [...]int{0, 1, 7} {
		s.HiddenEntries(wording.OfOne, who, n, 12)
		s.HiddenDeadlines(wording.OfOne, who, n, 9)
	}
	s.MoreNote()
	s.Old(3 * sim.Hour)
	s.Lacked(18 * sim.Day)
	for bit := int64(journal.Lead); bit <= journal.Evidence; bit <<= 1 {
		s.Forbidden(bit)
	}
	for b := range wording.NumBars {
		s.More(b, 1, 3)
	}
	half := trace.Records[len(trace.Records)-1].At / 2
	for _, state := range []*replay.State{trace.At(half), trace.At(sim.Never)} {
		for _, h := range state.Holdings() {
			if h.Standing() >= replay.Understood {
				s.Known(h, h.Origins[0], 1)
				s.KnownHere(h, h.Origins[0])
				s.Elsewhere(h.Agency, []journal.Ref{h.Fact}, h.Understood)
				s.TooLate(h.Understood)
			} else {
				s.Unopened(h)
			}
			if h.Standing() == replay.Purged {
				s.Expired(h)
			}
		}
	}
}

// A report says what was done and when something was available: it never says
// what might have been, and claims no prevention.
func TestSentencesClaimNothing(t *testing.T) {
	banned := regexp.MustCompile(`(?i)\b(would|could|might|should) (not )?have\b|\bprevent|\bstopped the\b|\battack\b|\bfoiled\b|\bthwart|\bif only\b|\bwould\b`)
	files, err := os.ReadDir("terms")
	require.NoError(t, err)
	list := []string{"sentences.json", "testdata/sentences.txt"}
	for _, f := range files {
		list = append(list, "terms/"+f.Name())
	}
	for _, name := range list {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		for i, line := range strings.Split(string(b), "\n") {
			require.Empty(t, banned.FindString(line), "%s:%d: %s", name, i+1, line)
		}
	}
	require.NotEmpty(t, banned.FindString("it would have been met"), "the list finds what it is for")
}
