package viewer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/view"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// secrets are what a perspective does not hold at an instant: the words by which it
// would be given away.
type secrets struct {
	run   *review.Run
	s     *view.State
	upto  journal.Num
	words map[string]string // what stands for what
	seen  bool              // by the White Cell
}

func secretsOf(t *testing.T, run *review.Run, s *view.State) *secrets {
	k := &secrets{run: run, s: s, upto: run.Upto(s.At, s.Record), words: map[string]string{}}
	hold := func(text, what string) {
		if text = strings.Trim(text, " ."); len(text) >= 8 {
			k.words[text] = what
		}
	}
	for _, f := range run.Facts() {
		if run.CellOf(s.As, f, k.upto).Reach < review.Stale {
			hold(run.Speak.Fact(f), "a fact")
			hold(run.Speak.Who(f), "a fact")
		}
	}
	tale, err := run.Tale()
	require.NoError(t, err)
	for i := range tale.Entries {
		e := &tale.Entries[i]
		for _, text := range []string{e.Expected, e.Notes, e.Condition} {
			hold(text, "how the exercise is run")
		}
		if !run.Knows(s.As, view.Subject{Topic: view.Entry, Thing: run.Find(journal.SortEntry, e.Number)}, s.At, s.Record) {
			hold(e.Title, "an entry")
			hold(e.Text, "an entry")
		}
	}
	for _, o := range run.Static.Objectives {
		hold(o.Text, "an objective")
	}
	for _, x := range run.Static.Tasks {
		hold(x.Text, "a task")
	}
	return k
}

// found says what a text gives away.
func (k *secrets) found(text string) string {
	for secret, what := range k.words {
		if strings.Contains(text, secret) {
			return fmt.Sprintf("%s: %q in %q", what, secret, text)
		}
	}
	return ""
}

// leads says of what a place leads to that its perspective does not know of it.
func (k *secrets) leads(h *panel.Hit) string {
	for _, a := range []view.Action{{Subject: h.Subject}, h.Do, h.Double, h.Alt} {
		switch x := a.Subject; x.Topic {
		case view.Event, view.Message, view.Hold, view.Decision, view.Entry:
			at, record := k.s.At, k.s.Record
			if !k.s.Hidden { // what is to come of its own stands back and can be seen
				at, record = k.run.Until, 0
			}
			if !k.run.Knows(k.s.As, x, at, record) {
				return fmt.Sprintf("leads to %+v", x)
			}
		case view.Fact:
			if k.run.CellOf(k.s.As, x.Thing, k.upto).Reach == review.Unknown {
				return fmt.Sprintf("leads to %+v", x)
			}
		}
	}
	return ""
}

// A nation's or agency's view gives away nothing that it does not hold at the instant:
// no fact, no entry of the events list, nothing of how the exercise is rated, on no
// screen, in no dialog, tip, text or speech.
func TestViewKeepsSecrets(t *testing.T) {
	for at, entry := range scenarios.Library() {
		if at%depth.Pick(5, 1, 1) != 0 && entry.Name != "twelve-nations" {
			continue
		}
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			v := New(rendertest.Run(t, entry.Name))
			nations, agencies := nationsOf(v.Run), v.Run.Involved(0)
			for round := range 4 {
				v.State = view.New()
				v.State.At = v.Run.Begin + (v.Run.Until-v.Run.Begin)*sim.Time(round*2+1)/8
				v.State.As = view.Perspective{Sort: view.OfNation, Who: nations[(at+round)%len(nations)]}
				switch round {
				case 1:
					v.State.As = view.Perspective{Sort: view.OfAgency, Who: agencies[(at*7)%len(agencies)]}
				case 2:
					v.State.As = view.Perspective{Sort: view.Shared + view.Sort(at%2)}
				}
				keepsSecrets(t, v)
			}
			k := secretsOf(t, v.Run, &v.State) // what is kept from it the White Cell does see
			for _, screen := range []view.Screen{view.Objectives, view.Records} {
				v.State.As, v.State.At, v.State.Screen = view.Perspective{}, v.Run.Until, screen
				k.seen = k.seen || k.found(strings.Join(words(v.Frame(1920, 1080)), "\n")) != ""
			}
			require.True(t, k.seen || len(k.words) == 0)
		})
	}
}

func keepsSecrets(t *testing.T, v *Viewer) {
	k := secretsOf(t, v.Run, &v.State)
	base, told := v.State, 0
	tell := func(where, what string) {
		if told++; told < 40 {
			t.Errorf("%s as %s: %s", where, v.looker(), what)
		}
	}
	look := func(name string) {
		c := v.Frame(1920, 1080)
		for _, x := range words(c) {
			if what := k.found(x); what != "" {
				tell(name, what)
			}
		}
		for i := range c.Hits {
			h := &c.Hits[i]
			if what := k.found(h.Tip); what != "" {
				tell(name+" tip", what)
			}
			if what := k.leads(h); what != "" {
				tell(name, what)
			}
		}
		for y := 60.0; y < 1080; y += 40 {
			for x := 4.0; x < 1920; x += 40 {
				if h := c.Under(scene.Point{X: x, Y: y}); h != nil && h.Map != nil {
					if what := k.found(h.Tip); what != "" {
						tell(name+" map", what)
					}
					if what := k.leads(h); what != "" {
						tell(name+" map", what)
					}
				}
			}
		}
		sp := v.Spoken()
		for _, x := range append(sp.Table, sp.Clock, sp.Subject, sp.Notice, v.Text()) {
			if what := k.found(x); what != "" {
				tell(name+" said", what)
			}
		}
	}
	for i := range subjects {
		for s := range view.NumScreens {
			v.State = base
			subjectOf(v.Run, &v.State, i, i)
			v.State.Screen = s
			look(fmt.Sprintf("%s, subject %d", s, i))
		}
		v.State.Screen, v.State.Tab = view.Lanes, view.KnownTab
		look(fmt.Sprintf("known, subject %d", i))
		v.State.Tab, v.State.Place = view.WhereTab, view.Ring
		look(fmt.Sprintf("where, subject %d", i))
	}
	for d := range view.NumDialogs {
		v.State = base
		v.State.Dialog = d
		look(fmt.Sprintf("dialog %d", d))
		for _, x := range v.lines() {
			if what := k.found(x.says); what != "" {
				tell(fmt.Sprintf("dialog %d", d), what)
			}
		}
	}
	v.State = base
}

// subjects is how many sorts of subject subjectOf chooses.
const subjects = 7
