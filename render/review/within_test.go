package review_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/render/review"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// What overlaps a window is found by the hulls as by going through all.
func TestWindowsHoldWhatOverlapsThem(t *testing.T) {
	x := named(t, "twelve-nations")
	r := x.run
	rapid.Check(t, func(t *rapid.T) {
		from := sim.Time(rapid.Int64Range(int64(r.Begin)-1000, int64(r.Until)).Draw(t, "from"))
		until := from + sim.Time(rapid.OneOf(rapid.Int64Range(1, int64(sim.Day)), rapid.Int64Range(1, int64(r.Until-r.Begin))).Draw(t, "length"))
		lane := r.Holds[rapid.IntRange(0, len(r.Holds)-1).Draw(t, "lane of hold")].Agency
		nation := r.Nation(lane)
		var holds, inLane, inNation, messages []int32
		for i := range r.Holds {
			if h := &r.Holds[i]; h.From < until && h.Until > from {
				holds = append(holds, int32(i))
				if h.Agency == lane {
					inLane = append(inLane, int32(i))
				}
				if r.Nation(h.Agency) == nation {
					inNation = append(inNation, int32(i))
				}
			}
		}
		for i := range r.Messages {
			if m := &r.Messages[i]; m.Sent < until && m.End() >= from {
				messages = append(messages, int32(i))
			}
		}
		require.Equal(t, holds, r.AppendHolds(nil, from, until))
		if nation != lane || lane == 0 { // a nation's lane has its agencies' too
			require.Equal(t, inLane, r.AppendLane(nil, lane, from, until))
		}
		if nation != 0 {
			require.Equal(t, inNation, r.AppendLane(nil, nation, from, until))
		}
		require.Equal(t, messages, r.AppendMessages(nil, from, until))
		first, last := r.EventsWithin(from, until)
		for i := range r.Events {
			require.Equal(t, r.Events[i].At >= from && r.Events[i].At < until, i >= first && i < last)
		}
	})
}

// A column has the time that passed for each delay, to the millisecond, and the
// fewest and the most that waited at once.
func TestColumnsAddUp(t *testing.T) {
	r := named(t, "twelve-nations").run
	lanes := []journal.Ref{}
	require.NotEmpty(t, r.Holds)
	for i := range r.Holds {
		for _, who := range []journal.Ref{r.Holds[i].Agency, r.Nation(r.Holds[i].Agency)} {
			if who != 0 && !slices.Contains(lanes, who) {
				lanes = append(lanes, who)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.SampledFrom(lanes).Draw(t, "lane")
		var edges []sim.Time
		length := rapid.OneOf(rapid.Int64Range(1, int64(sim.Hour)), rapid.Int64Range(1, int64(20*sim.Day))).Draw(t, "length")
		at := sim.Time(rapid.Int64Range(int64(r.Begin), int64(r.Until)).Draw(t, "from"))
		if rapid.Bool().Draw(t, "at an end") { // where a hold ends
			at = r.Holds[rapid.IntRange(0, len(r.Holds)-1).Draw(t, "hold")].Until
		}
		for range rapid.IntRange(2, 9).Draw(t, "edges") {
			edges = append(edges, at)
			at += sim.Time(rapid.Int64Range(1, length).Draw(t, "step"))
		}
		columns := make([]review.Column, len(edges)-1)
		r.Columns(who, edges, columns)
		for i := range columns {
			require.Equal(t, columnOf(holdsIn(r, who), edges[i], edges[i+1]), columns[i])
		}
	})
}

// holdsIn are all holds of a lane, those that were open at the end up to it.
func holdsIn(r *review.Run, who journal.Ref) (list []review.Hold) {
	for _, h := range append(slices.Clone(r.Holds), r.Open...) {
		if h.Until = min(h.Until, r.Until); (h.Agency == who || r.Nation(h.Agency) == who) && h.From < h.Until {
			list = append(list, h)
		}
	}
	return list
}

// columnOf makes a column by going through all holds of a lane.
func columnOf(all []review.Hold, from, until sim.Time) (c review.Column) {
	c.Low = 1 << 30
	count := func(at sim.Time) {
		n := 0
		for i := range all {
			if h := &all[i]; h.From <= at && at < h.Until {
				n++
			}
		}
		c.Low, c.High = min(c.Low, n), max(c.High, n)
	}
	count(from)
	for _, h := range all {
		if ms := min(h.Until, until) - max(h.From, from); ms > 0 {
			c.Ms[h.Delay] += ms
			c.Total += ms
		}
		for _, at := range []sim.Time{h.From, h.Until} {
			if at > from && at < until {
				count(at)
			}
		}
	}
	return c
}

// Over many holds too, what ends and begins at one instant is no dip between.
func TestColumnsOfManyHolds(t *testing.T) {
	r := named(t, "twelve-nations").run
	require.NotEmpty(t, r.Static.Things)
	for i, thing := range r.Static.Things {
		if thing.Sort != "nation" {
			continue
		}
		all := holdsIn(r, journal.Ref(i))
		for _, length := range []sim.Time{sim.Day, 7 * sim.Day} {
			var edges []sim.Time
			for at := r.Begin; at <= r.Until+length; at += length {
				edges = append(edges, at)
			}
			columns := make([]review.Column, len(edges)-1)
			r.Columns(journal.Ref(i), edges, columns)
			for j := range columns {
				require.Equal(t, columnOf(all, edges[j], edges[j+1]), columns[j])
			}
		}
	}
}

// The columns of all lanes of agencies, channels, bodies and nations alone, over the
// whole run, are what all holds sum up to.
func TestColumnsOfAllLanesAreAllHolds(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		var want, got [measure.NumDelays]sim.Time
		var lanes []journal.Ref
		for _, h := range append(slices.Clone(x.run.Holds), x.run.Open...) {
			want[h.Delay] += min(h.Until, x.run.Until) - h.From
			if !slices.Contains(lanes, h.Agency) {
				lanes = append(lanes, h.Agency)
			}
		}
		edges := []sim.Time{x.run.Begin - 400*sim.Day, x.run.Until + 1}
		var column [1]review.Column
		for _, who := range lanes {
			if who != 0 && x.run.Nation(who) == who { // a nation's has its agencies' too
				for i := range x.run.Holds {
					if h := &x.run.Holds[i]; h.Agency == who {
						got[h.Delay] += h.Until - h.From
					}
				}
				continue
			}
			x.run.Columns(who, edges, column[:])
			for d, ms := range column[0].Ms {
				got[d] += ms
			}
		}
		require.Equal(t, want, got)
	})
}

// Histograms count every event once, by weight.
func TestDensityCountsEveryEvent(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		const bins = 97
		edges := make([]sim.Time, bins+1)
		for i := range edges {
			edges[i] = x.run.Begin + (x.run.Until+1-x.run.Begin)*sim.Time(i)/bins
		}
		all, notable, critical := make([]int, bins), make([]int, bins), make([]int, bins)
		x.run.Density(view.Perspective{}, edges, all, notable, critical)
		var sum [3]int
		for i := range bins {
			sum[0], sum[1], sum[2] = sum[0]+all[i], sum[1]+notable[i], sum[2]+critical[i]
		}
		var want [3]int
		for i := range x.run.Events {
			for w := range x.run.Events[i].Weight + 1 {
				want[w]++
			}
		}
		require.Equal(t, want, sum)
		for least := range review.Critical + 1 {
			list := x.run.Heavy(nil, least, x.run.Begin, x.run.Until+1)
			require.Len(t, list, want[least])
			require.IsIncreasing(t, append([]int32{-1}, list...))
		}
	})
}

// What is asked again takes no memory.
func TestQuestionsTakeNoMemory(t *testing.T) {
	r := named(t, "twelve-nations").run
	edges := make([]sim.Time, 200)
	for i := range edges {
		edges[i] = r.Begin + (r.Until-r.Begin)*sim.Time(i)/199
	}
	columns := make([]review.Column, len(edges)-1)
	all, notable, critical := make([]int, len(columns)), make([]int, len(columns)), make([]int, len(columns))
	list := make([]int32, 0, len(r.Holds))
	nation := r.Nation(r.Holds[100].Agency)
	ask := func() {
		at := edges[117]
		r.InFlight(at)
		r.Columns(nation, edges, columns)
		r.Density(view.Perspective{}, edges, all, notable, critical)
		list = r.AppendHolds(list[:0], at, at+sim.Day)
		list = r.AppendLane(list[:0], nation, at, at+sim.Day)
		list = r.AppendMessages(list[:0], at, at+sim.Day)
		list = r.Heavy(list[:0], review.Notable, at, at+sim.Day)
	}
	ask()
	require.Zero(t, testing.AllocsPerRun(20, ask))
}
