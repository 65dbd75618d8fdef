package reform

import (
	"cmp"
	"fmt"
	"slices"

	"entente/scenarios"
)

// chunk is how many replications a set makes before it is looked at, and block how many
// sets make theirs together. They are constants, so that no number of workers shows.
const (
	chunk = 20
	block = 16
)

type search struct {
	*Answer
	run   Runner
	fill  Fill
	stage func(what string, runs int)
	offer []*scenarios.Remedy
	seen  map[string]*Trial
}

func newSearch(q Question, fill Fill, run Runner, stage func(what string, runs int)) *search {
	if stage == nil {
		stage = func(string, int) {}
	}
	return &search{Answer: &Answer{Question: q, Base: &Trial{}}, run: run, fill: fill, stage: stage, seen: map[string]*Trial{}}
}

// Survey finds what a search would try, and tries nothing.
func Survey(q Question, own []*scenarios.Remedy, fill Fill, run Runner, stage func(what string, runs int)) (*Answer, error) {
	s := newSearch(q, fill, run, stage)
	s.stage("today", q.Reps)
	if err := s.finishRuns(s.Base); err != nil {
		return nil, err
	}
	return s.Answer, s.candidates(own)
}

// Search answers a question. own are the scenario's reforms, which are tried always;
// fill makes others of waits. stage, if not nil, is told what the next runs are for and
// how many they are at most.
func Search(q Question, own []*scenarios.Remedy, fill Fill, run Runner, stage func(what string, runs int)) (*Answer, error) {
	s := newSearch(q, fill, run, stage)
	s.stage("today", q.Reps)
	if err := s.finishRuns(s.Base); err != nil {
		return nil, err
	}
	if s.carriesClaim(s.Base) {
		if err := s.testClaim(s.Base); err != nil || s.Needless() {
			return s.Answer, err
		}
	}
	if err := s.candidates(own); err != nil {
		return nil, err
	}
	if n := CountSets(len(s.offer), q.Most); n > MostSets {
		return nil, fmt.Errorf("%d reforms in sets of up to %d are more than %d sets; lower --candidates or --size", len(s.offer), q.Most, MostSets)
	}
	for _, step := range []func() error{s.singles, s.tryTiers, s.together, s.runNearMisses, s.measure} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	s.undecided()
	return s.Answer, nil
}

// jobs are the runs of a set from one replication to before another.
func jobs(set Set, from, to int) []Job {
	list := make([]Job, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, Job{set, i})
	}
	return list
}

// makeRuns makes runs, and counts them.
func (s *search) makeRuns(list []Job) ([]Row, error) {
	s.Runs += len(list)
	rows, err := s.run.Rows(list)
	for i := range rows {
		if rows[i].Failed != "" {
			s.FailedRuns++
		}
	}
	return rows, err
}

// finishRuns makes the runs of a trial that the search has not made yet, all of them.
func (s *search) finishRuns(t *Trial) error {
	rows, err := s.makeRuns(jobs(t.Set, len(t.Rows), s.Reps))
	if err != nil {
		return err
	}
	t.addRows(rows)
	return nil
}

// singles makes all runs of each candidate alone: whatever comes out is told of.
func (s *search) singles() error {
	s.stage("each reform alone", len(s.offer)*s.Reps)
	for n := range s.offer {
		t := &Trial{Set: Set{n}}
		if err := s.finishRuns(t); err != nil {
			return err
		}
		s.seen[t.Set.key(s.offer)] = t
		s.Singles = append(s.Singles, t)
		s.compare(t)
	}
	return nil
}

// tryTiers tries sets, tier by tier, until one is found that fresh runs carry, no test is
// left, or there are no more sets.
func (s *search) tryTiers() error {
	for _, tier := range listTiers(s.offer, s.Most, s.ByCost) {
		var found []*Trial
		for from := 0; from < len(tier); from += block {
			some, err := s.tryTogether(tier[from:min(from+block, len(tier))], found)
			if err != nil {
				return err
			}
			found = append(found, some...)
		}
		found = s.rankFound(found)
		s.Found = append(s.Found, slices.Clone(found)...)
		// Of sets that are equal in what counts, those that missed least are tested.
		slices.SortStableFunc(found, func(a, b *Trial) int { return cmp.Compare(a.miss, b.miss) })
		for _, t := range found {
			if t.Verdict == Passes && s.Tests < s.Finalists {
				if err := s.testClaim(t); err != nil {
					return err
				}
			}
		}
		if !s.ByCost {
			s.Exhausted = len(tier[0])
		}
		if len(s.Claimed()) > 0 || s.Tests >= s.Finalists {
			return nil
		}
	}
	s.Exhausted = min(s.Most, len(s.offer))
	return nil
}

// tryTogether tries some sets together, and gives those that pass.
func (s *search) tryTogether(sets []Set, before []*Trial) (found []*Trial, err error) {
	var open []*Trial
	for _, set := range sets {
		switch {
		case s.dominated(set, before):
			s.Dominated++
			continue
		case set.contradicts(s.offer) || set.repeats(s.offer) || len(set) > 1 && s.run.Can(set) != nil:
			s.Clashing++
			continue
		}
		s.Tried++
		key := set.key(s.offer)
		if t := s.seen[key]; t != nil { // a single one, whose runs are there
			s.judgeTrial(t)
			if t.Verdict >= Passes {
				found = append(found, t)
			}
			continue
		}
		t := &Trial{Set: set}
		s.seen[key], open = t, append(open, t)
	}
	if len(open) > 0 {
		s.stage(fmt.Sprintf("sets of %d", len(open[0].Set)), len(open)*s.Reps)
	}
	forgives := s.Forgives()
	for from := 0; from < s.Reps && len(open) > 0; from += chunk {
		var list []Job
		to := min(from+chunk, s.Reps)
		for _, t := range open {
			list = append(list, jobs(t.Set, from, to)...)
		}
		rows, err := s.makeRuns(list)
		if err != nil {
			return nil, err
		}
		left := open[:0:0]
		for i, t := range open {
			t.addRows(rows[i*(to-from) : (i+1)*(to-from)])
			t.stop.counts, t.stop.miss = append(t.stop.counts, t.counts), t.miss
			if from == 0 {
				s.compare(t)
			}
			if t.miss > forgives { // no further run mends that
				t.Rows = nil
				continue
			}
			left = append(left, t)
		}
		open = left
	}
	for _, t := range open {
		if s.judgeTrial(t); t.Verdict >= Passes {
			found = append(found, t)
		} else if t.Verdict == Misses {
			t.Rows = nil
		}
	}
	return found, nil
}

// judgeTrial says how a trial came out in the search.
func (s *search) judgeTrial(t *Trial) {
	if !s.carriesClaim(t) {
		return
	}
	if t.Verdict = Passes; s.SpareRights && s.costs(t.Rows, s.Base.Rows) {
		t.Verdict = CostsRights
		s.Costly = append(s.Costly, t)
	}
}

func (s *search) costs(rows, base []Row) bool {
	r := rightsOf(rows, base)
	return r.Costs()
}

// dominated says whether a set holds one that closes the gap, and so is neither smaller
// nor cheaper.
func (s *search) dominated(set Set, found []*Trial) bool {
	for _, list := range [][]*Trial{s.Found, found} {
		for _, t := range list {
			if t.Verdict >= Passes && set.containsAll(t.Set) {
				return true
			}
		}
	}
	return false
}

// rankFound puts what was found in order: by what was asked for, then by the rest.
func (s *search) rankFound(found []*Trial) []*Trial {
	found = slices.DeleteFunc(found, func(t *Trial) bool {
		return slices.ContainsFunc(found, func(o *Trial) bool { return o != t && t.Set.containsAll(o.Set) })
	})
	slices.SortStableFunc(found, func(a, b *Trial) int {
		ca, la := a.Set.price(s.offer)
		cb, lb := b.Set.price(s.offer)
		size, cost := cmp.Compare(len(a.Set), len(b.Set)), cmp.Compare(ca, cb)
		if s.ByCost {
			size, cost = cost, size
		}
		return cmp.Or(size, cost, cmp.Compare(la, lb), cmp.Compare(a.miss, b.miss))
	})
	return found
}

// compare counts whether a reform more made more runs miss, over the replications that
// both sets have.
func (s *search) compare(t *Trial) {
	for i := range t.Set {
		less := s.Base
		if len(t.Set) > 1 {
			less = s.seen[t.Set.without(i).key(s.offer)]
		}
		if less == nil || less.made == 0 {
			continue
		}
		with, alone := 0, 0
		for k := range min(len(t.early), len(less.early)) {
			with += one(t.early[k])
			alone += one(less.early[k])
		}
		s.Steps++
		s.Worse += one(with > alone)
	}
}
