package estimate

import (
	"math"
	"slices"

	"entente/sim"
)

// Resample says how intervals are drawn where there is no better way: the share they
// cover, how often units are drawn again, and the seed of that.
type Resample struct {
	Level  float64
	Rounds int
	Seed   uint64
}

// Rounds95 is the usual: 95 % by 1,000 rounds.
var Rounds95 = Resample{Level: 0.95, Rounds: 1000, Seed: 1}

// intervals draws n units again with replacement, works out some numbers each time, and
// gives the interval of each between its outer quantiles. work puts the numbers of the
// units in pick into out.
func (r Resample) intervals(n, numbers int, work func(pick []int, out []float64)) (low, high []float64) {
	low, high = make([]float64, numbers), make([]float64, numbers)
	if n < 2 || r.Rounds < 2 {
		for i := range low {
			low[i], high[i] = math.Inf(-1), math.Inf(1)
		}
		return low, high
	}
	all := make([][]float64, numbers)
	pick, out := make([]int, n), make([]float64, numbers)
	for round := range r.Rounds {
		key := sim.Name("bootstrap").Nth(uint64(round))
		for i := range pick {
			pick[i] = int(sim.Uniform(r.Seed, sim.Name("unit"), key.Nth(uint64(i))) % uint64(n))
		}
		work(pick, out)
		for k, v := range out {
			if !math.IsNaN(v) {
				all[k] = append(all[k], v)
			}
		}
	}
	for k, v := range all {
		if len(v) == 0 {
			low[k], high[k] = math.Inf(-1), math.Inf(1)
			continue
		}
		slices.Sort(v)
		tail := QuantileIndex(len(v), float64((1-r.Level)/2)) // as many are left out at either end
		low[k], high[k] = v[tail], v[len(v)-1-tail]
	}
	return low, high
}

// allUnits is all units once, in order.
func allUnits(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
