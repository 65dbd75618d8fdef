package review_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// What a perspective understood, and how much is hidden from it, is the same by the
// events that were gone through once and by the cells of the instant.
func TestUnderstoodAgreesWithCells(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	list := []view.Perspective{{Sort: view.Shared}, {Sort: view.Pooled}}
	for i, x := range run.Static.Things {
		if x.Sort == "nation" && len(list) < 6 {
			list = append(list, view.Perspective{Sort: view.OfNation, Who: journal.Ref(i)})
		}
	}
	for _, body := range run.Coalitions() {
		list = append(list, view.Perspective{Sort: view.Shared, Who: body})
	}
	some := 0
	for _, as := range list {
		for part := range 9 {
			at := run.Until / 8 * sim.Time(part)
			n := run.Upto(at, 0)
			hidden, facts := run.Hidden(as, at, 0), 0
			require.False(t, hidden.Counting)
			for _, fact := range run.Facts() {
				cell := run.CellOf(as, fact, n)
				require.Equal(t, cell.Reach > review.Read, run.Understood(as, fact, n), "%v %d", as, n)
				if run.ShownBy(fact, n) && cell.Reach <= review.Read {
					facts++
				}
				if cell.Reach > review.Read {
					some++
				}
			}
			require.Equal(t, facts, hidden.Facts, "%v %d", as, n)
			messages := 0
			for i := range run.Messages {
				if m := &run.Messages[i]; m.First <= n && run.Arrived(as, m) > at {
					messages++
				}
			}
			require.Equal(t, messages, hidden.Messages, "%v %d", as, n)
		}
	}
	require.Greater(t, some, 50)
}
