package estimate_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios/estimate"
	"entente/sim"
)

// shared is a sweep of some points in some replications whose luck all points share: a
// number is the point's own, the replication's and a little of both.
func shared(trial, points, reps int, luck float64) []estimate.Sample {
	groups := make([]estimate.Sample, reps)
	for r := range groups {
		v := make([]float64, points)
		for p := range v {
			v[p] = 3 + float64(p)/float64(points) + luck*normal(uint64(trial), r) + 0.3*normal(uint64(trial), 1000+r*points+p)
		}
		groups[r].Values = v
	}
	return groups
}

// Where points share their luck an interval that takes them for so many independent
// runs covers the truth half of the time; the one over groups covers it as often as it
// says.
func TestIntervalsOfSharedLuckCoverAsOftenAsTheySay(t *testing.T) {
	const points, reps, truth = 10, 6, 3.45
	mean := func(one func(groups []estimate.Sample) estimate.Interval) float64 {
		return covers(2000, truth, func(trial int) estimate.Interval { return one(shared(trial, points, reps, 1)) })
	}
	require.InDelta(t, 0.95, mean(func(g []estimate.Sample) estimate.Interval { return estimate.Grouped(g, 0.95) }), 0.015)
	naive := mean(func(g []estimate.Sample) estimate.Interval {
		var all estimate.Sample
		for i := range g {
			all.Values = append(all.Values, g[i].Values...)
		}
		return estimate.Mean(all, 0.95)
	})
	require.Less(t, naive, 0.7)

	// The luck is symmetrical and so are the points: the median is the mean.
	median := covers(2000, truth, func(trial int) estimate.Interval {
		var g [][]float64
		for _, s := range shared(trial, points, 12, 1) {
			g = append(g, s.Values)
		}
		return estimate.Ranked(g, 0.5, 0.95)
	})
	require.True(t, median >= 0.92 && median <= 0.99, "median: %v", median)

	pairs := covers(2000, 0.5, func(trial int) estimate.Interval {
		before, after := shared(trial, points, reps, 1), shared(trial, points, reps, 1)
		for r := range after {
			for p := range after[r].Values {
				after[r].Values[p] += 0.5 + 0.2*normal(uint64(trial), 5000+r) + 0.1*normal(uint64(trial), 6000+r*points+p)
			}
		}
		return estimate.PairedGroups(before, after, 0.95)
	})
	require.InDelta(t, 0.95, pairs, 0.015)
}

// Groups of one number each are a plain sample, and one group has no interval.
func TestGroupsOfOneAreASample(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := estimate.Sample{Values: rapid.SliceOfN(rapid.Float64Range(-50, 50), 2, 40).Draw(t, "values")}
		s.Has = make([]bool, len(s.Values))
		var groups []estimate.Sample
		var ranked [][]float64
		var there []float64
		for i, v := range s.Values {
			s.Has[i] = i == 0 || rapid.Bool().Draw(t, "there")
			groups = append(groups, estimate.Sample{Values: []float64{v}, Has: []bool{s.Has[i]}})
			if s.Has[i] {
				ranked, there = append(ranked, []float64{v}), append(there, v)
			}
		}
		plain, grouped := estimate.Mean(s, 0.9), estimate.Grouped(groups, 0.9)
		require.InDelta(t, plain.Value, grouped.Value, 1e-9)
		if plain.N > 1 {
			require.InDelta(t, plain.Low, grouped.Low, 1e-6)
			require.InDelta(t, plain.High, grouped.High, 1e-6)
		}
		require.Equal(t, [2]int{plain.N, plain.Lost}, [2]int{grouped.N, grouped.Lost})
		slices.Sort(there)
		require.Equal(t, there[sim.QuantileIndex(len(there), 30*sim.Percent)], estimate.Ranked(ranked, 0.3, 0.9).Value)
		one := estimate.Grouped([]estimate.Sample{{Values: there}}, 0.9)
		require.False(t, one.Bounded())
		require.True(t, math.IsInf(one.Half(), 1))
	})
}

// Quantiles are those of sim.QuantileIndex, whoever takes them; what is infinite ranks last.
func TestQuantilesOfKnownValues(t *testing.T) {
	var groups [][]float64
	for i := range 20 {
		groups = append(groups, []float64{float64(20 - i)})
	}
	groups[0][0] = math.Inf(1)
	var got []float64
	for _, q := range []float64{0, 0.05, 0.051, 0.5, 0.95, 1} {
		got = append(got, estimate.Ranked(groups, q, 0.95).Value)
	}
	require.Equal(t, []float64{1, 1, 2, 10, 19, math.Inf(1)}, got)
}

// Luck that all points of a replication share makes no difference between them.
func TestSharedLuckIsNoNoiseBetweenPoints(t *testing.T) {
	points := func() []estimate.Sample {
		list := make([]estimate.Sample, 20)
		for p := range list {
			list[p].Values = make([]float64, 6)
			for r := range list[p].Values {
				list[p].Values[r] = float64(p) + 40*normal(1, r) + 0.1*normal(2, p*6+r)
			}
		}
		return list
	}
	all := points()
	require.Greater(t, estimate.NoiseShare(all, false), 0.9)
	require.Less(t, estimate.NoiseShare(all, true), 0.01)
}
