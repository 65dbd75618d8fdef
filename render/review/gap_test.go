package review_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/wording"
	"entente/sim/journal"
)

// holedRun is a long run of which a part in the middle is broken, beside the whole one;
// found says whether the damage is found before it is opened or while it is loaded.
func holedRun(t *testing.T, before bool) (bad, whole *review.Run) {
	b := fileOf(t, "twelve-nations")
	f, err := replay.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	whole = gone(t, f)
	b = bytes.Clone(b)
	b[len(b)/2] ^= 0x40
	if before {
		g, x := review.Enter("a.mcap", bytes.NewReader(b), int64(len(b)), 0)
		require.Equal(t, review.Damaged, x.Fault)
		require.Len(t, x.Holes, 1)
		require.Equal(t, int64(whole.Records.Count()-x.Records), x.Holes[0].Missing())
		bad = gone(t, g)
		bad.Doubt(x)
		return bad, whole
	}
	g, err := replay.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	return gone(t, g), whole
}

func gone(t *testing.T, f review.Replay) *review.Run {
	r, err := review.Open(f, f.Meta(), wording.HSEEP)
	require.NoError(t, err)
	for done := false; !done; {
		done, err = r.Load(1000)
		require.NoError(t, err)
	}
	return r
}

// Behind a broken part a run goes on: each record that is there is where it was, those
// that are missing have rows of no kind, and who knew what is told again from the next
// keyframe on, and in between by nobody.
func TestRunGoesOnBehindAGap(t *testing.T) {
	for _, before := range []bool{true, false} {
		r, whole := holedRun(t, before)
		require.Equal(t, review.Unverified, r.Trust())
		require.Len(t, r.Gaps(), 1)
		g := r.Gaps()[0]
		require.Less(t, g.First, g.Last)
		require.Less(t, g.Last, g.Known)
		require.Less(t, g.Known, whole.Records.Count())
		require.Len(t, r.Events, len(whole.Events))
		at := r.Events[0].At
		for i := range r.Events {
			e, want := &r.Events[i], &whole.Events[i]
			require.Equal(t, want.Num, e.Num)
			require.GreaterOrEqual(t, e.At, at)
			at = e.At
			if missing := r.GapAt(e.Num) != nil; missing {
				require.Equal(t, journal.NoKind, e.Kind)
			} else {
				require.Equal(t, want.At, e.At)
				require.Equal(t, want.Kind, e.Kind)
			}
		}
		require.Nil(t, r.Unclear(g.First-1))
		require.NotNil(t, r.Unclear(g.First))
		require.NotNil(t, r.Unclear(g.Known-1))
		require.Nil(t, r.Unclear(g.Known))
		known := 0
		for _, n := range []journal.Num{g.First - 1, g.Known, (g.Known + r.Records.Count()) / 2, r.Records.Count()} {
			for _, agency := range whole.Involved(0) {
				as := view.Perspective{Sort: view.OfAgency, Who: agency}
				for _, f := range whole.Facts() {
					want, got := whole.CellOf(as, f, n), r.CellOf(as, f, n)
					require.Equal(t, want.Reach, got.Reach, "record %d", n)
					require.Equal(t, want.Since, got.Since)
					if want.Reach != review.Unknown {
						known++
					}
				}
			}
		}
		require.Greater(t, known, 100)
		for i := range r.Outcomes { // what came of it the last keyframe says; why, where nothing is missing
			o := whole.Outcome(r.Outcomes[i].Thing)
			require.Equal(t, o.Verdict, r.Outcomes[i].Verdict)
			if r.Outcomes[i].Lacks == nil {
				require.Equal(t, o.Why.Length(), r.Outcomes[i].Why.Length())
			}
		}
	}
}
