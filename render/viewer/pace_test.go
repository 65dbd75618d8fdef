package viewer

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/epictest"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// counted counts what is read of a replay.
type counted struct {
	replay.Records
	reads, seeks int
}

func (c *counted) Record(n journal.Num) (*journal.Record, error) {
	c.reads++
	return c.Records.Record(n)
}

func (c *counted) Upto(n journal.Num) (*replay.State, error) {
	c.seeks++
	return c.Records.Upto(n)
}

func (c *counted) At(t sim.Time) (*replay.State, error) {
	c.seeks++
	return c.Records.At(t)
}

// What one frame may do of a replay of many records: it is counted, not timed.
const (
	slowPace   = 3000 // steps; the replay has several times as many records
	someRead   = 100  // records that are loaded in a tick
	mostRead   = 400  // records that are looked up: following one fact to one agency takes the most
	mostSought = 2    // states that are looked up
)

// No frame does more than its share, whatever is looked at of a long replay: while it
// arrives, dragged, played, as seen by others, with why, lanes, records and a search; and
// in the end everything has been worked out.
func TestNoFrameDoesMoreThanItsShare(t *testing.T) {
	var out bytes.Buffer
	_, err := epictest.New(t, "twelve-nations", 12_000).Write(&out)
	require.NoError(t, err)
	f, err := replay.Open(bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	records := &counted{Records: f}
	run, err := review.Open(records, replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	v := New(run)
	v.pace = slowPace
	v.Tick(16, 1)
	v.Frame(1280, 720)
	most, frames := 0, 0
	frame := func(what string) {
		taken, reads, seeks := run.Taken(), records.reads, records.seeks
		v.Tick(16, someRead)
		if v.Changed() {
			v.Frame(1280, 720)
		}
		most, frames = max(most, run.Taken()-taken), frames+1
		require.LessOrEqual(t, run.Taken()-taken, slowPace+8*firstRunCost, what)
		require.LessOrEqual(t, records.reads-reads, mostRead, what)
		require.LessOrEqual(t, records.seeks-seeks, mostSought, what)
	}
	rest := func(what string) {
		for i := 0; v.Busy() || v.Changed(); i++ {
			require.Less(t, i, 4000, "%s never comes to rest", what)
			frame(what)
		}
		require.False(t, v.Changed(), "%s is drawn, and nothing changes any more", what)
	}
	drag := func(what string) {
		for i := range 12 {
			v.State.At = run.Until * sim.Time(i*5%12) / 12
			frame(what)
		}
	}
	v.State.Screen = view.Lanes
	drag("dragging while records arrive")
	rest("what arrives")
	for s := range view.NumScreens {
		v.State = view.New()
		v.State.Screen, v.State.At = s, run.Until/2
		drag(s.String())
		v.State.Playing, v.State.Speed = true, 4
		for range 6 {
			frame("playing " + s.String())
		}
		v.State.Playing = false
		rest(s.String())
	}
	for _, as := range perspectives(run) {
		v.State = view.New()
		v.State.Screen, v.State.As, v.State.Missed, v.State.At = view.Lanes, as, true, run.Until/2
		drag("as somebody")
		rest("as somebody")
		require.False(t, run.Hidden(as, v.State.At, 0).Counting)
	}
	v.State = view.New()
	v.State.Screen, v.State.Outcome = view.Why, run.Outcomes[0].Thing
	rest("why")
	v.State.Screen, v.State.Filter = view.Records, "warning"
	rest("a filter by words")
	v.State.Filter, v.State.Search = "", "late:yes"
	rest("a search")
	n, all := v.Found()
	require.True(t, all)
	require.Positive(t, n)
	require.Greater(t, most, slowPace/2, "the bound is near what is done")
	require.Greater(t, frames, 100)
}

// firstRunCost is what is sorted at once, as steps.
const firstRunCost = 512 * 4

// What is not looked at is not drawn again: an idle viewer has nothing to do on any
// screen, as seen by anybody.
func TestAnIdleViewerDrawsNothing(t *testing.T) {
	v := opened(t, "twelve-nations")
	for _, as := range append(perspectives(v.Run), view.Perspective{}) {
		for s := range view.NumScreens {
			v.State = view.New()
			v.State.Screen, v.State.As, v.State.At = s, as, v.Run.Until/2
			for i := 0; v.Changed() || v.Busy(); i++ {
				require.Less(t, i, 200, "%s never comes to rest", s)
				v.Tick(16, 100)
				v.Frame(1280, 720)
			}
			for range 50 {
				v.Tick(16, 100)
				require.False(t, v.Changed(), "%s", s)
				require.False(t, v.Busy(), "%s", s)
			}
		}
	}
}
