package reform

import (
	"cmp"
	"slices"
	"strings"

	"entente/scenarios"
	"entente/sim"
)

// Set is some candidates by their numbers, in order.
type Set []int

// candidatesOf are the candidates of a set.
func (s Set) candidatesOf(all []*scenarios.Remedy) []*scenarios.Remedy {
	list := make([]*scenarios.Remedy, len(s))
	for i, n := range s {
		list[i] = all[n]
	}
	return list
}

// Of are the remedies of a set of an answer.
func (s Set) Of(a *Answer) []*scenarios.Remedy {
	return s.candidatesOf(a.offered())
}

// key names a set whatever its candidates are numbered.
func (s Set) key(all []*scenarios.Remedy) string {
	names := make([]string, len(s))
	for i, n := range s {
		names[i] = all[n].ID
	}
	slices.Sort(names)
	return strings.Join(names, " + ")
}

// containsAll says whether all of o is in s.
func (s Set) containsAll(o Set) bool {
	for _, n := range o {
		if !slices.Contains(s, n) {
			return false
		}
	}
	return true
}

// without is a set without its i-th candidate.
func (s Set) without(i int) Set { return slices.Delete(slices.Clone(s), i, i+1) }

// price is what a set costs: costs add up, and lead times run side by side.
func (s Set) price(all []*scenarios.Remedy) (cost int64, lead sim.Time) {
	for _, n := range s {
		cost += all[n].Cost
		lead = max(lead, all[n].Lead)
	}
	return cost, lead
}

// MostSets bounds how many sets one search may try.
const MostSets = 20_000

// CountSets is how many sets of 1 to most of n there are; MostSets+1 for more than that.
func CountSets(n, most int) int {
	sum, of := 0, 1
	for k := 1; k <= min(n, most); k++ {
		of = of * (n - k + 1) / k
		if sum += of; sum > MostSets {
			return MostSets + 1
		}
	}
	return sum
}

// listTiers lists all sets of 1 to most candidates in the order in which they are tried, in
// tiers that are equal in what counts: size, or cost.
func listTiers(all []*scenarios.Remedy, most int, byCost bool) (out [][]Set) {
	var sets []Set
	var grow func(s Set, from, k int)
	grow = func(s Set, from, k int) {
		if len(s) == k {
			sets = append(sets, slices.Clone(s))
			return
		}
		for n := from; n < len(all); n++ {
			grow(append(s, n), n+1, k)
		}
	}
	for k := 1; k <= min(most, len(all)); k++ {
		grow(nil, 0, k)
	}
	rank := func(s Set) int64 {
		if byCost {
			cost, _ := s.price(all)
			return cost
		}
		return int64(len(s))
	}
	slices.SortStableFunc(sets, func(a, b Set) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(a), len(b))) })
	for _, s := range sets {
		if n := len(out); n > 0 && rank(out[n-1][0]) == rank(s) {
			out[n-1] = append(out[n-1], s)
			continue
		}
		out = append(out, []Set{s})
	}
	return out
}

// contradicts says whether two candidates of a set cannot be had together.
func (s Set) contradicts(all []*scenarios.Remedy) bool {
	for i, a := range s {
		for _, b := range s[i+1:] {
			if all[a].Contradicts(all[b]) {
				return true
			}
		}
	}
	return false
}

// repeats says whether a candidate of a set does nothing that another of it does not.
func (s Set) repeats(all []*scenarios.Remedy) bool {
	for _, a := range s {
		for _, b := range s {
			if a != b && all[a].Repeats(all[b]) {
				return true
			}
		}
	}
	return false
}

// mostWholes bounds how many ways of having as much as possible are looked at.
const mostWholes = 32

// largestSets are the largest sets without contradiction: one where nothing contradicts
// anything. cut says that there are more than mostWholes.
func largestSets(all []*scenarios.Remedy) (out []Set, cut bool) {
	clash := make([][]bool, len(all))
	for i := range all {
		clash[i] = make([]bool, len(all))
		for j := range all {
			clash[i][j] = i != j && all[i].Contradicts(all[j])
		}
	}
	fits := func(s Set, n int) bool {
		return !slices.ContainsFunc(s, func(m int) bool { return clash[m][n] })
	}
	var grow func(s Set, n int)
	grow = func(s Set, n int) {
		if cut {
			return
		}
		if n == len(all) {
			for m := range all { // one that could still be had
				if !slices.Contains(s, m) && fits(s, m) {
					return
				}
			}
			if cut = len(out) == mostWholes; !cut {
				out = append(out, slices.Clone(s))
			}
			return
		}
		if fits(s, n) {
			grow(append(slices.Clone(s), n), n+1)
			if !slices.Contains(clash[n], true) {
				return // nothing is won by leaving it out
			}
		}
		grow(s, n+1)
	}
	grow(nil, 0)
	return out, cut
}
