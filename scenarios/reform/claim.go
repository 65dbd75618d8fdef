package reform

// testClaim puts a trial to the test: replications that no search has seen.
func (s *search) testClaim(t *Trial) error {
	s.stage("fresh runs", s.Reps)
	s.Tests++
	if err := s.runFresh(t); err != nil {
		return err
	}
	if err := s.runFresh(s.Base); err != nil {
		return err
	}
	switch {
	case !s.carried(t.Fresh):
		t.Verdict = Unconfirmed
	case s.SpareRights && s.costs(t.Fresh, s.Base.Fresh):
		t.Verdict = CostsRights
	default:
		t.Verdict = Closes
	}
	return nil
}

// runFresh makes the fresh runs of a trial.
func (s *search) runFresh(t *Trial) (err error) {
	if t.Fresh == nil {
		t.Fresh, err = s.makeRuns(jobs(t.Set, s.Reps, 2*s.Reps))
	}
	return err
}

// measure makes the fresh runs of each reform that a set which was tested is made of.
func (s *search) measure() error {
	parts := map[int]bool{}
	for _, t := range s.Found {
		for _, n := range t.Set {
			parts[n] = parts[n] || t.Fresh != nil && len(t.Set) > 1
		}
	}
	s.stage("its parts alone", len(parts)*s.Reps)
	for n := range s.offer {
		if parts[n] {
			if err := s.runFresh(s.Singles[n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// mostReps bounds the replications that are looked at to say how many could decide.
const mostReps = 20_000

// undecided counts the sets whose runs neither carry the claim nor the opposite: that
// more than the share may miss.
func (s *search) undecided() {
	least := 1.0
	for _, t := range s.seen {
		if t.Verdict >= Unconfirmed || t.made == 0 || t.counts == 0 || s.refuted(t) {
			continue
		}
		s.Undecided++
		least = min(least, float64(t.miss)/float64(t.counts))
	}
	for n := 2 * s.Reps; s.Undecided > 0 && n <= mostReps && s.Enough == 0; n += n / 4 {
		if forgiven(n, s.Share, s.claimLevel()) >= int(float64(least*float64(n))+0.999) {
			s.Enough = n
		}
	}
}
