package reform

import (
	"cmp"
	"slices"
)

// together tries as much as can be had at once, where nothing was found. Of what closes
// the gap, all that is not needed for it is left out again, what costs most first.
func (s *search) together() error {
	if len(s.Found) > 0 || len(s.offer) == 0 {
		return nil
	}
	var sets []Set
	sets, s.WholesCut = largestSets(s.offer)
	s.stage("everything together", len(sets)*s.Reps)
	for _, set := range sets {
		t, err := s.trialOf(set)
		if err != nil {
			return err
		}
		if t == nil {
			s.WholesCut = true
			continue
		}
		s.Wholes = append(s.Wholes, t)
	}
	if n := len(s.offer); len(s.Wholes) == 1 && !s.WholesCut && s.Exhausted == n-1 && len(s.Wholes[0].Set) == n {
		s.Exhausted = n // it was the only one left
	}
	for _, t := range s.Wholes {
		if s.judgeTrial(t); t.Verdict == Passes && len(t.Set) > s.Most && s.Tests < s.Finalists {
			least, err := s.dropNeedless(t)
			if err != nil {
				return err
			}
			s.Stripped = true
			s.Found = append(s.Found, least)
			if err := s.testClaim(least); err != nil || least.Verdict == Closes {
				return err
			}
		}
	}
	return nil
}

// trialOf is the trial of a set with all its runs; nil where it cannot be had.
func (s *search) trialOf(set Set) (*Trial, error) {
	key := set.key(s.offer)
	t := s.seen[key]
	if t == nil {
		if s.run.Can(set) != nil {
			return nil, nil
		}
		t = &Trial{Set: set}
		s.seen[key] = t
	}
	return t, s.finishRuns(t)
}

// dropNeedless leaves out of a set whatever it closes the gap without.
func (s *search) dropNeedless(t *Trial) (*Trial, error) {
	order := slices.Clone(t.Set)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.offer[b].Cost, s.offer[a].Cost) })
	s.stage("what is not needed", len(order)*s.Reps)
	for _, n := range order {
		less, err := s.trialOf(t.Set.without(slices.Index(t.Set, n)))
		if err != nil {
			return nil, err
		}
		if less == nil {
			continue
		}
		if s.judgeTrial(less); less.Verdict == Passes {
			t = less
		}
	}
	return t, nil
}

// mostNear is how many of the best sets that miss are told of, and mostDoubtful of how
// many that were given up all runs are made, where it is not shown that they miss.
const (
	mostNear     = 3
	mostDoubtful = 30
)

// runNearMisses makes all runs of the sets of several that missed least, where nothing was found,
// and of those of which the runs so far do not tell.
func (s *search) runNearMisses() error {
	if len(s.Found) > 0 {
		return nil
	}
	var list []*Trial
	for _, tier := range listTiers(s.offer, s.Most, s.ByCost) {
		for _, set := range tier {
			if t := s.seen[set.key(s.offer)]; t != nil && len(set) > 1 {
				list = append(list, t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Trial) int { return cmp.Compare(a.miss*b.made, b.miss*a.made) })
	doubtful := func(t *Trial) bool { return t.made < s.Reps && !s.refuted(t) }
	best, rest := list[:min(len(list), mostNear)], list[min(len(list), mostNear):min(len(list), mostDoubtful)]
	rest = slices.DeleteFunc(slices.Clone(rest), func(t *Trial) bool { return !doubtful(t) })
	s.stage("the best of what missed", (len(best)+len(rest))*s.Reps)
	for _, t := range slices.Concat(best, rest) {
		if err := s.finishRuns(t); err != nil {
			return err
		}
	}
	s.Near = append(s.Near, best...)
	return nil
}
