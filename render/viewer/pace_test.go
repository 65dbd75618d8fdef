package viewer

import (
	"bytes"
	"testing"
	"time"

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

// What one call of Load goes through of a run of many records, whatever it is asked for:
// counted, with the last record and the last chunk of the file.
const (
	mostLoaded   = 4096 + 1
	mostParts    = 4*4096 + 256
	mostUnpacked = 1<<20 + 1<<19
)

// No piece of what is read is larger than its share, however much it is asked for: while
// a run is loaded, with all that is made of its records at the end; while its entries and
// ratings are worked out; and while it is held beside another.
func TestNoPieceOfReadingIsLargerThanItsShare(t *testing.T) {
	var out bytes.Buffer
	_, err := epictest.New(t, "twelve-nations", 20_000).Write(&out)
	require.NoError(t, err)
	long := func() *review.Run {
		f, err := replay.Open(bytes.NewReader(out.Bytes()), int64(out.Len()))
		require.NoError(t, err)
		run, err := review.Open(f, replay.Meta{}, wording.HSEEP)
		require.NoError(t, err)
		return run
	}
	v := New(long())
	v.Other = long()
	var most review.Work
	ticks := func(what string, done func() bool) {
		for i := 0; !done(); i++ {
			require.Less(t, i, 2000, "%s never comes to its end", what)
			a, b := v.Run.Work(), v.Other.Work()
			v.Tick(16, 1<<20)
			c, d := v.Run.Work(), v.Other.Work()
			w := review.Work{Records: c.Records - a.Records + d.Records - b.Records, Parts: c.Parts - a.Parts + d.Parts - b.Parts, Bytes: c.Bytes - a.Bytes + d.Bytes - b.Bytes}
			require.LessOrEqual(t, w.Records, mostLoaded, what)
			require.LessOrEqual(t, w.Parts, mostParts, what)
			require.LessOrEqual(t, w.Bytes, int64(mostUnpacked), what)
			most = review.Work{Records: max(most.Records, w.Records), Parts: max(most.Parts, w.Parts), Bytes: max(most.Bytes, w.Bytes)}
		}
	}
	ticks("reading two runs", func() bool { return v.Run.Complete() && v.Other.Complete() })
	require.Equal(t, review.Verified, v.Run.Trust())
	_, err = v.Run.Measured()
	require.ErrorIs(t, err, review.ErrMeasuring)
	ticks("working out the ratings", func() bool { return !v.Run.Working() })
	measured, err := v.Run.Measured()
	require.NoError(t, err)
	require.NotEmpty(t, measured.Results)
	v.State.Screen = view.Compare
	v.Frame(1280, 720)
	ticks("holding them beside each other", func() bool { return !v.aligning() })
	require.Equal(t, "The two runs are the same, record by record.", v.pair.Verdict())
	v.Other.Meta.Seed++ // their measures are worked out one after the other, and drawn when both are there
	require.NotNil(t, measured)
	v.Frame(1280, 720)
	_, err = v.Other.Measured()
	require.ErrorIs(t, err, review.ErrMeasuring)
	require.True(t, v.Busy())
	ticks("working out the measures of the other", func() bool { return !v.Busy() })
	require.True(t, v.Changed(), "what was worked out last is drawn")
	v.Frame(1280, 720)
	require.False(t, v.Changed(), "and then there is nothing to draw")
	require.Greater(t, most.Records, mostLoaded/2, "the bound is near what is done")
	require.Greater(t, most.Bytes, int64(mostUnpacked/4))
}

// More is read in a tick only where all that was asked for was read and took little: what
// comes before the first record is no measure of them.
func TestReadingGrowsWithWhatWasRead(t *testing.T) {
	n := 0
	for range 40 {
		n = NextRead(n, 0, 0)
	}
	require.Equal(t, leastRead, n)
	require.Equal(t, 2*n, NextRead(n, n, time.Millisecond))
	require.Equal(t, n, NextRead(n, n, 4*time.Millisecond))
	require.Equal(t, leastRead, NextRead(600, 600, 7*time.Millisecond))
	for range 40 {
		n = NextRead(n, n, 0)
	}
	require.Equal(t, mostAsked, n)
}
