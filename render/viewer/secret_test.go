package viewer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/canvas"
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
	measured, err := run.Measured()
	require.NoError(t, err)
	for i := range measured.Entries {
		e := &measured.Entries[i]
		for _, text := range []string{e.Expected, e.Notes, e.Condition} {
			hold(text, "how the exercise is run")
		}
		if !run.Knows(s.As, view.Subject{Topic: view.Entry, Thing: run.Find(journal.SortEntry, e.Number)}, s.At, s.Record) {
			hold(e.Title, "an entry")
			hold(e.Text, "an entry")
		}
	}
	for _, x := range run.Static.Storylines {
		if of := run.Find(journal.SortStoryline, x.Name); !run.HeardOf(s.As, of, s.At, s.Record) {
			hold(run.Speak.Name(of), "a storyline")
		}
	}
	var past strings.Builder // sentences that tell of what has happened are no secret
	for _, toCome := range []bool{false, true} {
		for _, i := range run.Seen(s.As) {
			n := run.Events[i].Num
			if n > k.upto != toCome || toCome && n > k.upto+mostToCome {
				continue
			}
			rec, err := run.Records.Record(n)
			require.NoError(t, err)
			if says := run.Speak.Record(rec); !toCome {
				past.WriteString(says + "\n")
			} else if !strings.Contains(past.String(), says) {
				hold(says, "what is to come")
			}
		}
	}
	for _, o := range run.Static.Objectives {
		hold(o.Text, "an objective")
	}
	for _, x := range run.Static.Tasks {
		hold(x.Text, "a task")
	}
	for secret := range k.words { // what the run is called is told to all
		if strings.Contains(run.Static.Title, secret) {
			delete(k.words, secret)
		}
	}
	return k
}

// mostToCome is how many records after the playhead are looked for.
const mostToCome = 400

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
func (k *secrets) leads(h *canvas.Hit) string {
	for _, a := range []view.Action{{Subject: h.Subject}, h.Do, h.Double, h.Alt} {
		switch x := a.Subject; x.Topic {
		case view.Event, view.Message, view.Hold, view.Decision, view.Entry:
			at, record := k.s.At, k.s.Record
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
// no fact, no entry of the events list, nothing of how the exercise is rated and nothing
// that is to come, on no screen, in no dialog, tip, text or speech. Whose view it is and
// when is chosen by what could be given away there; in long runs of the tests every
// nation looks too.
func TestViewKeepsSecrets(t *testing.T) {
	for at, entry := range scenarios.Library() {
		if at%depth.Pick(5, 1, 1) != 0 && entry.Name != "twelve-nations" {
			continue
		}
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			v := New(rendertest.Run(t, entry.Name))
			for _, look := range looksOf(v.Run) {
				v.State = view.New()
				v.State.As, v.State.At, v.State.Subject = look.as, look.at, look.unread
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

// Two runs held beside each other keep the same secrets, of both.
func TestCompareKeepsSecrets(t *testing.T) {
	v := New(rendertest.Run(t, "deportation-notice-2015"))
	v.Other = rendertest.Seeded(t, "deportation-notice-2015", 2)
	v.State.Screen = view.Compare
	for range 100 {
		v.Frame(1280, 720)
		v.Tick(10, 5000)
	}
	require.True(t, v.pairing().Done())
	require.NotEmpty(t, v.pairing().Messages, "there is something to tell")
	for _, look := range looksOf(v.Run) {
		v.State = view.New()
		v.State.As, v.State.At, v.State.Subject = look.as, look.at, look.unread
		keepsSecrets(t, v)
	}
}

// vantage is from where a run is looked at, and when.
type vantage struct {
	as     view.Perspective
	at     sim.Time
	unread view.Subject // what lies there unread; nothing
}

// looksOf are those from which most could be given away: the nation and the agency to
// which something came that they did not read for longest, the nation from which most
// facts are hidden in the middle of the run, the coalitions; and, in long runs of the
// tests, every nation at an instant of its own.
func looksOf(run *review.Run) (list []vantage) {
	unread := func(of view.Sort, who func(agency journal.Ref) journal.Ref) {
		best, longest := vantage{}, sim.Time(-1)
		for i := range run.Messages {
			m := &run.Messages[i]
			as := view.Perspective{Sort: of, Who: who(m.To)}
			if as.Who == 0 || run.Has(as, m.From) {
				continue
			}
			came := run.Arrived(as, m)
			if lay := min(run.Opened(as, m), run.Until) - came; came < run.Until && lay > longest {
				best, longest = vantage{as, came + lay/2, view.Subject{Topic: view.Message, ID: m.ID}}, lay
			}
		}
		if longest >= 0 {
			list = append(list, best)
		}
	}
	unread(view.OfNation, run.Nation)
	unread(view.OfAgency, func(agency journal.Ref) journal.Ref { return agency })
	at, nations := run.Begin+(run.Until-run.Begin)/2, nationsOf(run)
	worst := vantage{at: at}
	for most, i := -1, 0; i < len(nations); i++ {
		as := view.Perspective{Sort: view.OfNation, Who: nations[i]}
		if h := run.Hidden(as, at, 0); h.Facts+h.Messages > most {
			worst.as, most = as, h.Facts+h.Messages
		}
	}
	list = append(list, worst, vantage{as: view.Perspective{Sort: view.Shared}, at: at}, vantage{as: view.Perspective{Sort: view.Pooled}, at: at / 2})
	for i := range nations[:depth.Pick(0, 0, len(nations))] {
		list = append(list, vantage{as: view.Perspective{Sort: view.OfNation, Who: nations[i]}, at: run.Begin + (run.Until-run.Begin)*sim.Time(i+1)/sim.Time(len(nations)+1)})
	}
	return list
}

func keepsSecrets(t *testing.T, v *Viewer) {
	k := secretsOf(t, v.Run, &v.State)
	base, told := v.State, 0
	tell := func(where, what string) {
		if told++; told < 40 {
			t.Errorf("%s as %s: %s", where, v.perspectiveText(), what)
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
	for i := -1; i < subjects; i++ { // from what lies unread there
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
		base.Subject = view.Subject{}
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
