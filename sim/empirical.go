package sim

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
)

// steps is a distribution over listed values: value[i] up to and excluding the
// share through[i] of the total weight.
type steps struct {
	value   []Time
	through []int64 // sum of the weights up to and including value[i]
}

// Empirical draws one of the values, each in proportion to its weight; without
// weights all alike.
func Empirical(values []Time, weights []int64) (Dist, error) {
	if len(values) == 0 {
		return Dist{}, errors.New("empirical: want at least one value")
	}
	if weights != nil && len(weights) != len(values) {
		return Dist{}, fmt.Errorf("empirical: %d values but %d weights", len(values), len(weights))
	}
	type pair struct {
		value  Time
		weight int64
	}
	pairs := make([]pair, len(values))
	for i, v := range values {
		pairs[i] = pair{v, 1}
		if weights != nil {
			pairs[i].weight = weights[i]
		}
		if v < 0 || v > Longest {
			return Dist{}, fmt.Errorf("empirical: value %s is below 0 or too long", v)
		}
		if w := pairs[i].weight; w < 0 || w > maxWeight {
			return Dist{}, fmt.Errorf("empirical: weight %d is not within 0 and %d", w, maxWeight)
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return int(min(1, max(-1, a.value-b.value))) })
	s := &steps{}
	total := int64(0)
	for _, p := range pairs {
		if p.weight == 0 {
			continue
		}
		total += p.weight
		s.value = append(s.value, p.value)
		s.through = append(s.through, total)
	}
	if total == 0 {
		return Dist{}, errors.New("empirical: all weights are 0")
	}
	return Dist{shape: empirical, steps: s, mean: s.mean(Longest)}, nil
}

// maxWeight bounds a weight of Empirical, so that their sum cannot overflow.
const maxWeight int64 = 1 << 40

// at is the value at the share u of the total weight.
func (s *steps) at(u uint64) Time {
	share, _ := bits.Mul64(u, uint64(s.through[len(s.through)-1]))
	i, found := slices.BinarySearch(s.through, int64(share))
	if found {
		i++
	}
	return s.value[i]
}

// mean is the mean of the values, each counted as limit at most.
func (s *steps) mean(limit Time) Time {
	sum, before := 0.0, int64(0)
	for i, v := range s.value {
		sum += float64(float64(min(v, limit)) * float64(s.through[i]-before))
		before = s.through[i]
	}
	return whole(sum / float64(before))
}
