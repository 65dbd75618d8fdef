package review_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// loaded is a scenario of the library, run and loaded.
func loaded(t testing.TB, name string) *review.Run {
	t.Helper()
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	trace := measure.NewTrace(sc.Static)
	require.NoError(t, agents.New(sc.Spec, sim.Replication(1, 0), trace).Run())
	run, err := review.Open(trace.Lookup(), replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	for done := false; !done; {
		done, err = run.Load(1 << 20)
		require.NoError(t, err)
	}
	return run
}

// found are the events that fit a text.
func found(t testing.TB, run *review.Run, text string) (list []*review.Event) {
	t.Helper()
	f, err := run.NewFinder(text)
	require.NoError(t, err, text)
	for i := range run.Events {
		ok, err := f.Fits(i)
		require.NoError(t, err)
		if ok {
			list = append(list, &run.Events[i])
		}
	}
	return list
}

// Every term finds something, nothing that it should not, and two terms only what
// fits both.
func TestFinding(t *testing.T) {
	run := loaded(t, "deportation-notice-2015")
	st := run.Static
	require.Len(t, found(t, run, ""), len(run.Events), "nothing asked for: all fits")
	nation := func(e *review.Event) string { return st.Things[e.Nation].Name }
	for text, fits := range map[string]func(e *review.Event) bool{
		"nation:belgium":   func(e *review.Event) bool { return nation(e) == "belgium" },
		"NATION:Belgium":   func(e *review.Event) bool { return nation(e) == "belgium" },
		"nation:TÜRKEY":    func(e *review.Event) bool { return nation(e) == "turkey" },
		"kind:sent":        func(e *review.Event) bool { return e.Kind == journal.Sent },
		"kind:item":        nil,
		"agency:djsoc":     func(e *review.Event) bool { return st.Things[e.Actor].Name == "belgium.djsoc" },
		"after:T+24h":      func(e *review.Event) bool { return e.At >= sim.Day },
		"before:T+24h":     func(e *review.Event) bool { return e.At < sim.Day },
		"reason:OH":        nil,
		"reason:off-hours": nil,
		"fact:return.name": nil,
		"kind:sent kind:read nation:belgium": func(e *review.Event) bool {
			return nation(e) == "belgium" && (e.Kind == journal.Sent || e.Kind == journal.Read)
		},
		"after:T+24h after:T+48h":  func(e *review.Event) bool { return e.At >= 2*sim.Day },
		"late:no":                  func(e *review.Event) bool { return !e.Late },
		"BÉLGIUM sent":             nil,
		"nation:belgium kind:sent": func(e *review.Event) bool { return nation(e) == "belgium" && e.Kind == journal.Sent },
	} {
		if text == "fact:return.name" {
			text = "fact:" + st.Facts[0].Name
		}
		list := found(t, run, text)
		require.NotEmpty(t, list, text)
		if text != "late:no" {
			require.Less(t, len(list), len(run.Events), text)
		}
		if fits == nil {
			continue
		}
		n := 0
		for i := range run.Events {
			if fits(&run.Events[i]) {
				n++
			}
		}
		require.Len(t, list, n, text)
		for _, e := range list {
			require.True(t, fits(e), "%s finds record %d", text, e.Num)
		}
	}
	require.Equal(t, len(found(t, run, "reason:OH")), len(found(t, run, "reason:off-hours")), "a reason by its code and by its words")
}

func TestFaultsOfFinding(t *testing.T) {
	run := loaded(t, "deportation-notice-2015")
	for text, want := range map[string]string{
		"nation:atlantis": `nation: there is no nation "atlantis"; there is`,
		"colour:red":      `there is no term "colour"; there is reason, nation`,
		"reason:XX":       `reason: there is no reason "XX"; there is DQ, OH`,
		"kind:phone":      `kind: there is no kind "phone"; there is`,
		"after:noon":      `after: "noon" is not a time`,
		"late:maybe":      `late: there is no value "maybe"; there is yes, no`,
		"nation:":         `nation: lacks what it asks for, such as nation:NAME`,
	} {
		_, err := run.NewFinder(text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Türkiye": "turkiye", "İstanbul": "istanbul", "ŁÓDŹ": "lodz", "Straße": "strasse", "cafe\u0301": "cafe", "plain": "plain", "Ærø": "aero", "Ελλάδα": "ελλάδα",
	} {
		require.Equal(t, want, review.Fold(text))
	}
}

// What a message is about does not find it for a nation to which it came unread.
func TestUnreadMessagesAreNotFoundByWhatTheyCarry(t *testing.T) {
	r := named(t, "twelve-nations").run
	sealed := 0
	for i := range r.Events {
		e := &r.Events[i]
		m := r.Message(e.Subject)
		if e.Kind != journal.Delivered || e.Storyline == 0 || m == nil || m.To != e.Actor || r.Nation(m.From) == e.Nation || m.Read <= e.At {
			continue
		}
		f, err := r.NewFinder("thread:" + r.Static.Things[e.Storyline].Name)
		require.NoError(t, err)
		for _, x := range []struct {
			as   view.Perspective
			fits bool
		}{{view.Perspective{}, true}, {view.Perspective{Sort: view.OfNation, Who: e.Nation}, false}, {view.Perspective{Sort: view.OfNation, Who: r.Nation(m.From)}, true}} {
			f.As = x.as
			fits, err := f.Fits(i)
			require.NoError(t, err)
			require.Equal(t, x.fits, fits)
		}
		if sealed++; sealed == 20 {
			break
		}
	}
	require.Equal(t, 20, sealed)
}

// Records are found by how much they matter: so much or more.
func TestRecordsAreFoundBySeverity(t *testing.T) {
	r := named(t, "two-nations").run
	counts := map[string]int{}
	for _, v := range []string{"plain", "notable", "Critical"} {
		f, err := r.NewFinder("severity:" + v)
		require.NoError(t, err)
		for i := range r.Events {
			fits, err := f.Fits(i)
			require.NoError(t, err)
			if fits {
				counts[v]++
			}
		}
	}
	require.Equal(t, len(r.Events), counts["plain"])
	require.Greater(t, counts["plain"], counts["notable"])
	require.Greater(t, counts["notable"], counts["Critical"])
	require.Positive(t, counts["Critical"])
	_, err := r.NewFinder("severity:grave")
	require.ErrorContains(t, err, "notable, critical")
}
