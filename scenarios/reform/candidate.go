package reform

import (
	"cmp"
	"fmt"
	"slices"

	"entente/scenarios"
	"entente/sim"
)

// Candidate is a reform that is tried, with what it answers.
type Candidate struct {
	*scenarios.Remedy
	Runs  int      // that missed and waited for what it is against
	Ms    sim.Time // that they waited
	First sim.Time // that the run asked about waited for it; 0 where there is none, or it did not
}

// Fill makes reforms of waits.
type Fill func(Waited) []*scenarios.Remedy

// rounds bounds how often the wait that follows a mended wait is looked for.
const rounds = 3

// candidates gathers what is tried: the scenario's own reforms, and those that answer
// the waits of today; then those that answer what is left to wait for with all of them,
// and so on.
func (s *search) candidates(own []*scenarios.Remedy) error {
	for _, x := range own {
		s.propose(Candidate{Remedy: x})
	}
	for _, w := range gatherWaits([][]Waited{s.First}) {
		for _, x := range s.fill(w) {
			s.propose(Candidate{Remedy: x, First: w.Ms})
		}
	}
	set := Set(nil)
	rows := s.Base.Rows
	for range rounds {
		waits, err := s.collectWaits(set, rows)
		if err != nil {
			return err
		}
		before := len(s.offer)
		for i := range waits {
			for _, x := range s.fill(waits[i]) {
				s.propose(Candidate{Remedy: x, Runs: waits[i].Runs, Ms: waits[i].Ms})
			}
		}
		if len(s.offer) == before {
			break
		}
		if set = s.largestSet(); s.run.Can(set) != nil {
			break
		}
		s.stage("what waits behind", chunk)
		if rows, err = s.makeRuns(jobs(set, 0, min(chunk, s.Reps))); err != nil {
			return err
		}
	}
	if len(s.offer) > s.MostTried {
		s.limitCandidates()
	}
	s.run.Offer(s.offer)
	return nil
}

// collectWaits collects the waits of the first runs of a set that missed.
func (s *search) collectWaits(set Set, rows []Row) ([]Waited, error) {
	var list []Job
	for i := range rows {
		if rows[i].misses() && len(list) < 2*chunk {
			list = append(list, Job{set, i})
		}
	}
	s.stage("why they missed", len(list))
	all, err := s.run.Waits(list)
	return gatherWaits(all), err
}

// propose takes a candidate in, once, if it can be had at all.
func (s *search) propose(c Candidate) {
	if i := slices.IndexFunc(s.Answer.Candidates, func(o Candidate) bool { return o.ID == c.ID }); i >= 0 {
		o := &s.Answer.Candidates[i]
		if o.Runs = max(o.Runs, c.Runs); o.Catalogued {
			o.Ms += c.Ms
			o.First += c.First
		}
		return
	}
	if slices.ContainsFunc(s.Left, func(l Left) bool { return l.Remedy.ID == c.ID }) {
		return
	}
	s.offer = append(s.offer, c.Remedy)
	s.run.Offer(s.offer)
	if err := s.run.Can(Set{len(s.offer) - 1}); err != nil {
		s.offer = s.offer[:len(s.offer)-1]
		s.Left = append(s.Left, Left{c.Remedy, err.Error()})
		return
	}
	s.Answer.Candidates = append(s.Answer.Candidates, c)
}

// largestSet is one largest set without contradiction.
func (s *search) largestSet() Set {
	all, _ := largestSets(s.offer)
	return slices.MaxFunc(all, func(a, b Set) int { return cmp.Compare(len(a), len(b)) })
}

// limitCandidates leaves the scenario's own candidates and, of the others, those which the run that
// is asked about waited for longest, then those which all runs did.
func (s *search) limitCandidates() {
	order := slices.Clone(s.Answer.Candidates)
	slices.SortStableFunc(order, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(one(a.Catalogued), one(b.Catalogued)), cmp.Compare(b.First, a.First), cmp.Compare(b.Ms, a.Ms), cmp.Compare(b.Runs, a.Runs))
	})
	for _, c := range order[s.MostTried:] {
		s.Left = append(s.Left, Left{c.Remedy, fmt.Sprintf("others were waited for longer; --candidates tries more than %d", s.MostTried)})
	}
	order = order[:s.MostTried]
	s.Answer.Candidates, s.offer = order, nil
	for _, c := range order {
		s.offer = append(s.offer, c.Remedy)
	}
}
