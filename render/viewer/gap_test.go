package viewer

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/wording"
	"entente/scenarios"
)

// gapped is a viewer of a long run of which a part in the middle is broken.
func gapped(t *testing.T) *Viewer {
	sc, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(t, err)
	var b bytes.Buffer
	w, err := replay.Create(&b, replay.Meta{Engine: agents.Version, Scenario: "twelve-nations", Seed: 1}, sc.Static, &sc.Spec.Names, nil)
	require.NoError(t, err)
	world := agents.New(sc.Spec, 1, w)
	require.NoError(t, world.Run())
	w.CountEvents(world.Events())
	require.NoError(t, w.Close(world.Digest(), world.Count()))
	bad := b.Bytes()
	bad[len(bad)/3] ^= 0x40
	f, x := review.Enter("a.mcap", bytes.NewReader(bad), int64(len(bad)), 0)
	require.Equal(t, review.Damaged, x.Fault)
	run, err := review.Open(f, f.Meta(), wording.HSEEP)
	require.NoError(t, err)
	run.Doubt(x)
	v := New(run)
	for range 100 {
		v.Tick(10, 5000)
	}
	require.NoError(t, v.Fault)
	require.Len(t, run.Gaps(), 1)
	return v
}

// Of a file that is broken in the middle every screen says so; its list has a row for
// each record that is missing, and what nobody knows is told by no panel.
func TestDamageIsSaidWhereItLies(t *testing.T) {
	v := gapped(t)
	g := v.Run.Gaps()[0]
	said := func() string { return strings.Join(words(v.Frame(1920, 1080)), "\n") }
	for s := range view.NumScreens {
		v.State = view.New()
		v.State.Screen, v.State.At = s, v.Run.Until
		require.Contains(t, said(), markDamaged, "screen %s", s)
	}
	v.State.Screen, v.State.At, v.State.Subject = view.Records, g.From, view.Subject{Topic: view.Event, Record: g.First + 3}
	require.Contains(t, said(), wording.Thousands(uint32(g.First+3))+"  This record cannot be read")
	require.Greater(t, strings.Count(said(), "This record cannot be read"), 10)

	unclear := "How things stood is not known here"
	for _, as := range []view.Perspective{{}, {Sort: view.OfNation, Who: nationsOf(v.Run)[0]}} {
		v.State = view.New()
		v.State.Screen, v.State.As = view.Lanes, as
		for _, x := range []struct {
			at      int // record
			unknown bool
		}{{int(g.First) - 1, false}, {int(g.First) + 1, true}, {int(g.Known) - 1, true}, {int(g.Known), false}} {
			v.State.At, v.State.Record = v.Run.Events[x.at-1].At, v.Run.Events[x.at-1].Num
			text := said()
			require.Equal(t, x.unknown, strings.Contains(strings.ReplaceAll(text, "\n", " "), unclear), "record %d", x.at)
			if x.unknown {
				require.GreaterOrEqual(t, strings.Count(strings.ReplaceAll(text, "\n", " "), unclear), 3, "map, knowledge and side")
			}
		}
	}
	v.State = view.New()
	v.State.Screen, v.State.At = view.Lanes, v.Run.Events[g.First-1].At
	v.State.Record = g.First
	clickOn(t, v, "Go to where it is known again")
	require.Equal(t, v.Run.Events[g.Known-1].At, v.State.At)
	v.State.Screen, v.State.Record = view.Records, g.First-1
	v.State.At = v.Run.Events[g.First-2].At
	press(t, v, "ArrowRight")
	require.Equal(t, g.Last+1, v.State.Record, "a step leads over what is missing")
}

// A run that a newer version made says so on every screen, and how much of it is not
// understood.
func TestNewerVersionIsSaidOnEveryScreen(t *testing.T) {
	v := opened(t, "two-nations")
	v.Run.Doubt(&review.Trouble{Fault: review.Newer, Format: 3})
	v.Tick(10, 5000)
	require.Contains(t, v.Notice(), "A newer version made this replay")
	for s := range view.NumScreens {
		v.State.Screen = s
		require.Contains(t, words(v.Frame(1280, 720)), markNewer, "screen %s", s)
	}
}
