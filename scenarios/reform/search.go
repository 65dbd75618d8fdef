package reform

import (
	"cmp"
	"fmt"
	"slices"

	"entente/scenarios"
	"entente/scenarios/estimate"
	"entente/sim"
)

// Question is what is asked of a search.
type Question struct {
	ByCost      bool // the cheapest set instead of the smallest
	Most        int  // reforms in one set
	Reps        int  // replications of the search, and again as many fresh ones of each claim
	Finalists   int  // sets that may be put to the test on fresh replications
	MostTried   int  // reforms that are tried at most, the scenario's own first
	SpareRights bool // a set that costs rights closes nothing

	Share float64 // of runs that may miss: 0.05
	Level float64 // that all claims together hold at: 0.95
}

// test is the level of one claim: the chance of error is shared out between finalists.
func (q *Question) test() float64 { return 1 - float64((1-q.Level)/float64(q.Finalists)) }

// Forgives is how many of the fresh runs of a set may miss; -1 where there are too few
// replications to claim anything.
func (q *Question) Forgives() int { return forgiven(q.Reps, q.Share, q.test()) }

// Candidate is a reform that is tried, with what it answers.
type Candidate struct {
	*scenarios.Remedy
	Runs int      // that missed and waited for what it is against
	Ms   sim.Time // that they waited
}

// Verdict is how a set came out.
type Verdict uint8

// The verdicts.
const (
	Misses      Verdict = iota // more often than the bound forgives
	CostsRights                // it would close the gap, and costs rights, which are to be spared
	Unconfirmed                // it closed the gap in the search, and not on fresh runs
	Passes                     // it closed the gap in the search; no test was left for it
	Closes                     // fresh runs carry the claim
)

// Trial is a set and what its runs came to.
type Trial struct {
	Set     Set
	Verdict Verdict
	Rows    []Row // of the search, from replication 0; fewer than asked for where it was given up
	Fresh   []Row // of the test

	early  []bool // which of the first runs missed
	made   int
	counts int
	miss   int
}

// Answer is what a search found.
type Answer struct {
	Question
	Candidates []Candidate
	Left       []Left // what was not tried
	Base       *Trial
	Singles    []*Trial // by candidate
	Found      []*Trial // that closed the gap in the search, best first
	Costly     []*Trial // that would close it, and cost rights that are to be spared
	Near       []*Trial // the best of those that did not
	Wholes     []*Trial // as much as can be had together
	WholesCut  bool
	Stripped   bool // what was found is what is left of everything: a smaller set may do

	Tried      int // sets
	Undecided  int // of them and of everything together: not carried, and not shown to miss too often either
	Enough     int // replications that could decide the best of these, if its share of misses is the truth; 0 unknown
	Clashing   int // sets of reforms that contradict or repeat each other, or that make no scenario
	Dominated  int // sets that hold one which closes the gap already, not tried
	Exhausted  int // all sets up to so many reforms were tried, or hold one that was found
	Steps      int // pairs of sets of which one has a reform more
	Worse      int // of them: more runs missed with it, on the same replications
	Tests      int // sets put to the test
	Runs       int // that the search asked for
	FailedRuns int
}

// Left is a reform that was not tried, and why.
type Left struct {
	Remedy *scenarios.Remedy
	Why    string
}

// Needless says that the gap is closed as things are.
func (a *Answer) Needless() bool { return a.Base.Verdict == Closes }

// Claimed are the sets that fresh runs carry.
func (a *Answer) Claimed() []*Trial {
	return slices.DeleteFunc(slices.Clone(a.Found), func(t *Trial) bool { return t.Verdict != Closes })
}

// Fill makes reforms of waits.
type Fill func(Waited) []*scenarios.Remedy

// chunk is how many replications a set makes before it is looked at, and block how many
// sets make theirs together. They are constants, so that no number of workers shows.
const (
	chunk = 20
	block = 16
)

// rounds bounds how often what waits behind a mended wait is looked for.
const rounds = 3

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
	if err := s.whole(s.Base); err != nil {
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
	if err := s.whole(s.Base); err != nil {
		return nil, err
	}
	if s.passes(s.Base) {
		if err := s.test(s.Base); err != nil || s.Needless() {
			return s.Answer, err
		}
	}
	if err := s.candidates(own); err != nil {
		return nil, err
	}
	if n := CountSets(len(s.offer), q.Most); n > MostSets {
		return nil, fmt.Errorf("%d reforms in sets of up to %d are more than %d sets; lower one of the two", len(s.offer), q.Most, MostSets)
	}
	for _, step := range []func() error{s.singles, s.levels, s.together, s.near, s.measure} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	s.undecided()
	return s.Answer, nil
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
		if forgiven(n, s.Share, s.Question.test()) >= int(float64(least*float64(n))+0.999) {
			s.Enough = n
		}
	}
}

// refuted says whether runs show that more than the share miss, at the level.
func (q *Question) refuted(t *Trial) bool {
	return 1-estimate.BinomialUpto(t.miss-1, t.counts, q.Share) <= 1-q.Level
}

// jobs are the runs of a set from one replication to before another.
func jobs(set Set, from, to int) []Job {
	list := make([]Job, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, Job{set, i})
	}
	return list
}

// make makes runs, and counts them.
func (s *search) make(list []Job) ([]Row, error) {
	s.Runs += len(list)
	rows, err := s.run.Rows(list)
	for i := range rows {
		if rows[i].Failed != "" {
			s.FailedRuns++
		}
	}
	return rows, err
}

// whole makes the runs of a trial that the search has not made yet, all of them.
func (s *search) whole(t *Trial) error {
	rows, err := s.make(jobs(t.Set, len(t.Rows), s.Reps))
	if err != nil {
		return err
	}
	t.take(rows)
	return nil
}

// take notes further rows of a trial.
func (t *Trial) take(rows []Row) {
	t.Rows = append(t.Rows, rows...)
	t.made, t.counts, t.miss, t.early = len(t.Rows), 0, 0, t.early[:0]
	for i := range t.Rows {
		m := t.Rows[i].misses()
		t.counts += one(t.Rows[i].Lead.Counts)
		if m {
			t.miss++
		}
		if i < chunk {
			t.early = append(t.early, m)
		}
	}
}

// leads are the times to spare of rows.
func leads(rows []Row) []Lead {
	list := make([]Lead, len(rows))
	for i := range rows {
		list[i] = rows[i].Lead
	}
	return list
}

// carried says whether rows carry the claim that the gap is closed.
func (q *Question) carried(rows []Row) bool {
	l, ok := Bound(leads(rows), q.Share, q.test())
	return ok && l.InTime()
}

// candidates gathers what is tried: the scenario's own reforms, and those that answer
// the waits of today; then those that answer what is left to wait for with all of them,
// and so on.
func (s *search) candidates(own []*scenarios.Remedy) error {
	for _, x := range own {
		s.propose(Candidate{Remedy: x})
	}
	set := Set(nil)
	rows := s.Base.Rows
	for range rounds {
		waits, err := s.waits(set, rows)
		if err != nil {
			return err
		}
		before := len(s.offer)
		for i := range waits {
			for _, x := range s.fill(waits[i]) {
				s.propose(Candidate{x, waits[i].Runs, waits[i].Ms})
			}
		}
		if len(s.offer) == before {
			break
		}
		if set = s.most(); s.run.Can(set) != nil {
			break
		}
		s.stage("what waits behind", chunk)
		if rows, err = s.make(jobs(set, 0, min(chunk, s.Reps))); err != nil {
			return err
		}
	}
	if len(s.offer) > s.MostTried {
		s.cut()
	}
	s.run.Offer(s.offer)
	return nil
}

// waits are those of the first runs of a set that missed.
func (s *search) waits(set Set, rows []Row) ([]Waited, error) {
	var list []Job
	for i := range rows {
		if rows[i].misses() && len(list) < 2*chunk {
			list = append(list, Job{set, i})
		}
	}
	s.stage("why they missed", len(list))
	all, err := s.run.Waits(list)
	return gather(all), err
}

// propose takes a candidate in, once, if it can be had at all.
func (s *search) propose(c Candidate) {
	if i := slices.IndexFunc(s.Answer.Candidates, func(o Candidate) bool { return o.ID == c.ID }); i >= 0 {
		o := &s.Answer.Candidates[i]
		if o.Runs = max(o.Runs, c.Runs); o.Catalogued {
			o.Ms += c.Ms
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

// most is one largest set without contradiction.
func (s *search) most() Set {
	all, _ := wholes(s.offer)
	return slices.MaxFunc(all, func(a, b Set) int { return cmp.Compare(len(a), len(b)) })
}

// cut leaves the scenario's own candidates and, of the others, those which were waited
// for longest.
func (s *search) cut() {
	order := slices.Clone(s.Answer.Candidates)
	slices.SortStableFunc(order, func(a, b Candidate) int {
		own := func(c Candidate) int {
			if c.Catalogued {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(own(a), own(b)), cmp.Compare(b.Ms, a.Ms), cmp.Compare(b.Runs, a.Runs))
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

// singles makes all runs of each candidate alone: whatever comes out is told of.
func (s *search) singles() error {
	s.stage("each reform alone", len(s.offer)*s.Reps)
	for n := range s.offer {
		t := &Trial{Set: Set{n}}
		if err := s.whole(t); err != nil {
			return err
		}
		s.seen[t.Set.key(s.offer)] = t
		s.Singles = append(s.Singles, t)
		s.compare(t)
	}
	return nil
}

// levels tries sets, tier by tier, until one is found that fresh runs carry, no test is
// left, or there are no more sets.
func (s *search) levels() error {
	for _, tier := range tiers(s.offer, s.Most, s.ByCost) {
		var found []*Trial
		for from := 0; from < len(tier); from += block {
			some, err := s.block(tier[from:min(from+block, len(tier))], found)
			if err != nil {
				return err
			}
			found = append(found, some...)
		}
		found = s.rank(found)
		s.Found = append(s.Found, slices.Clone(found)...)
		// Of sets that are equal in what counts, those that missed least are tested.
		slices.SortStableFunc(found, func(a, b *Trial) int { return cmp.Compare(a.miss, b.miss) })
		for _, t := range found {
			if t.Verdict == Passes && s.Tests < s.Finalists {
				if err := s.test(t); err != nil {
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

// block tries some sets together, and gives those that pass.
func (s *search) block(sets []Set, before []*Trial) (found []*Trial, err error) {
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
			s.judge(t)
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
		rows, err := s.make(list)
		if err != nil {
			return nil, err
		}
		left := open[:0:0]
		for i, t := range open {
			t.take(rows[i*(to-from) : (i+1)*(to-from)])
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
		if s.judge(t); t.Verdict >= Passes {
			found = append(found, t)
		} else if t.Verdict == Misses {
			t.Rows = nil
		}
	}
	return found, nil
}

// judge says how a trial came out in the search.
func (s *search) judge(t *Trial) {
	if !s.passes(t) {
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
			if t.Verdict >= Passes && set.holds(t.Set) {
				return true
			}
		}
	}
	return false
}

// rank puts what was found in order: by what was asked for, then by the rest.
func (s *search) rank(found []*Trial) []*Trial {
	found = slices.DeleteFunc(found, func(t *Trial) bool {
		return slices.ContainsFunc(found, func(o *Trial) bool { return o != t && t.Set.holds(o.Set) })
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

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// test puts a trial to the test: replications that no search has seen.
func (s *search) test(t *Trial) error {
	s.stage("fresh runs", s.Reps)
	s.Tests++
	if err := s.fresh(t); err != nil {
		return err
	}
	if err := s.fresh(s.Base); err != nil {
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

// fresh makes the fresh runs of a trial.
func (s *search) fresh(t *Trial) (err error) {
	if t.Fresh == nil {
		t.Fresh, err = s.make(jobs(t.Set, s.Reps, 2*s.Reps))
	}
	return err
}

// together tries as much as can be had at once, where nothing was found. Of what closes
// the gap, all that is not needed for it is left out again, what costs most first.
func (s *search) together() error {
	if len(s.Found) > 0 || len(s.offer) == 0 {
		return nil
	}
	var sets []Set
	sets, s.WholesCut = wholes(s.offer)
	s.stage("everything together", len(sets)*s.Reps)
	for _, set := range sets {
		t, err := s.tried(set)
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
		if s.judge(t); t.Verdict == Passes && len(t.Set) > s.Most && s.Tests < s.Finalists {
			least, err := s.strip(t)
			if err != nil {
				return err
			}
			s.Stripped = true
			s.Found = append(s.Found, least)
			if err := s.test(least); err != nil || least.Verdict == Closes {
				return err
			}
		}
	}
	return nil
}

// tried is the trial of a set with all its runs; nil where it cannot be had.
func (s *search) tried(set Set) (*Trial, error) {
	key := set.key(s.offer)
	t := s.seen[key]
	if t == nil {
		if s.run.Can(set) != nil {
			return nil, nil
		}
		t = &Trial{Set: set}
		s.seen[key] = t
	}
	return t, s.whole(t)
}

// strip leaves out of a set whatever it closes the gap without.
func (s *search) strip(t *Trial) (*Trial, error) {
	order := slices.Clone(t.Set)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.offer[b].Cost, s.offer[a].Cost) })
	s.stage("what is not needed", len(order)*s.Reps)
	for _, n := range order {
		less, err := s.tried(t.Set.without(slices.Index(t.Set, n)))
		if err != nil {
			return nil, err
		}
		if less == nil {
			continue
		}
		if s.judge(less); less.Verdict == Passes {
			t = less
		}
	}
	return t, nil
}

// mostNear is how many of the best sets that miss are told of.
const mostNear = 3

// near makes all runs of the sets of several that missed least, where nothing was found.
func (s *search) near() error {
	if len(s.Found) > 0 {
		return nil
	}
	var list []*Trial
	for _, tier := range tiers(s.offer, s.Most, s.ByCost) {
		for _, set := range tier {
			if t := s.seen[set.key(s.offer)]; t != nil && len(set) > 1 {
				list = append(list, t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Trial) int { return cmp.Compare(a.miss*b.made, b.miss*a.made) })
	list = list[:min(len(list), mostNear)]
	s.stage("the best of what missed", len(list)*s.Reps)
	for _, t := range list {
		if err := s.whole(t); err != nil {
			return err
		}
		s.Near = append(s.Near, t)
	}
	return nil
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
			if err := s.fresh(s.Singles[n]); err != nil {
				return err
			}
		}
	}
	return nil
}
