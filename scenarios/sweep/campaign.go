package sweep

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// Campaign is a chain of runs of one scenario. What went wrong in a run opens the
// lessons that are against it; once due, they are changes of every further run. Run
// r has the r-th replication of the seed: another exercise, not the same again.
type Campaign struct {
	Seed        uint64
	Rounds      []Round
	Plan        []measure.Corrective // the lessons that were opened, in the order of the scenario
	Improvement measure.Improvement
}

// Round is one run of a campaign.
type Round struct {
	Seed     uint64
	Digest   journal.Digest
	InEffect []string // lessons, in the order of the scenario
	Gaps     []measure.Gap
	Results  measure.Results
}

// Holding is a campaign beside the same chain of exercises in which nobody learns, and
// those in which one lesson is left out, which show what it is worth.
type Holding struct {
	Learned, Plain *Campaign
	Without        []*Campaign // by lesson
}

// Campaigns is how many chains of runs a scenario's campaign is held as.
func Campaigns(s *scenarios.Scenario) int { return 2 + len(s.Campaign.Lessons) }

// Hold plays the campaign of a scenario, which name and o loaded as s, with all that it
// is held against. The chains go on together, exercise by exercise, and those that have
// the same lessons in effect share a run, for they have the same luck. The pool counts
// the runs of every chain. Stopped, it gives what it has when that are two exercises or
// more, which is the campaign of so many, with ErrStopped.
func Hold(ctx context.Context, p Pool, s *scenarios.Scenario, name string, o scenarios.Options, seed uint64) (*Holding, error) {
	if s.Campaign == nil {
		return nil, fmt.Errorf("sweep: %s has no campaign", s.Spec.Name)
	}
	return holdWith(ctx, p, s, reload(name), o, seed)
}

// reload loads a scenario once more.
func reload(name string) func(scenarios.Options) (*scenarios.Scenario, error) {
	return func(o scenarios.Options) (*scenarios.Scenario, error) { return scenarios.Load(name, o) }
}

// holdWith is Hold with a function that loads the scenario again for the lessons in
// effect.
func holdWith(ctx context.Context, p Pool, s *scenarios.Scenario, load func(scenarios.Options) (*scenarios.Scenario, error), o scenarios.Options, seed uint64) (*Holding, error) {
	left := []int{none, all}
	for l := range s.Campaign.Lessons {
		left = append(left, l)
	}
	list, err := playChains(ctx, p, s, load, o, seed, left...)
	if list == nil {
		return nil, err
	}
	return &Holding{Learned: list[0], Plain: list[1], Without: list[2:]}, err
}

// playChains plays chains of runs, each without a lesson, all or none of them.
func playChains(ctx context.Context, p Pool, s *scenarios.Scenario, load func(scenarios.Options) (*scenarios.Scenario, error), o scenarios.Options, seed uint64, left ...int) (list []*Campaign, err error) {
	h := &campaignRunner{
		base: s, options: o, load: load, learned: map[string]*scenarios.Scenario{"": s},
		worlds: NewWorlds(s.Spec), traces: &Traces{},
	}
	for _, l := range left {
		h.courses = append(h.courses, newCourse(s.Campaign.Lessons, l))
	}
	for r := 0; r < s.Campaign.Runs && err == nil; r++ {
		err = h.exercise(ctx, p, r, sim.Replication(seed, uint64(r)))
	}
	if err != nil && !(errors.Is(err, ErrStopped) && len(h.courses[0].rounds) > 1) {
		return nil, err
	}
	for _, c := range h.courses {
		list = append(list, c.campaign(seed))
	}
	return list, err
}

// campaignRunner plays chains of runs side by side.
type campaignRunner struct {
	base    *scenarios.Scenario
	options scenarios.Options
	load    func(scenarios.Options) (*scenarios.Scenario, error)
	learned map[string]*scenarios.Scenario // by the lessons in effect
	courses []*chain
	worlds  *Worlds
	traces  *Traces
}

// exercise plays run r of every chain.
func (h *campaignRunner) exercise(ctx context.Context, p Pool, r int, seed uint64) error {
	var keys []string // of the runs that differ
	inEffect := map[string][]string{}
	for _, c := range h.courses {
		key, names, err := h.loadLearned(c.inEffect(r))
		if err != nil {
			return err
		}
		if !slices.Contains(keys, key) {
			keys, inEffect[key] = append(keys, key), names
		}
		c.now = key
	}
	rounds, err := RunAll(ctx, Pool{Workers: p.Workers}, len(keys), func(i int) (Round, error) {
		x := Round{Seed: seed, InEffect: inEffect[keys[i]]}
		if err := h.playRound(h.learned[keys[i]], &x); err != nil {
			return x, fmt.Errorf("run %d with %s: %w", r+1, lessonsText(x.InEffect), err)
		}
		return x, nil
	})
	if err != nil {
		return err
	}
	for _, c := range h.courses {
		c.addRound(rounds[slices.Index(keys, c.now)])
		if p.Step != nil {
			p.Step(false)
		}
	}
	return nil
}

func lessonsText(ids []string) string {
	if len(ids) == 0 {
		return "no lesson in effect"
	}
	return strings.Join(ids, ", ") + " in effect"
}

// loadLearned sees to it that the scenario with lessons in effect is there, and names it.
func (h *campaignRunner) loadLearned(lessons []int) (key string, names []string, err error) {
	with := h.options
	with.Set, with.Patches = slices.Clone(with.Set), slices.Clone(with.Patches)
	for _, l := range lessons {
		x := &h.base.Campaign.Lessons[l]
		names = append(names, x.ID)
		with.Set, with.Patches = append(with.Set, x.Set...), append(with.Patches, x.Patches...)
	}
	key = strings.Join(names, " ")
	if h.learned[key] == nil {
		if h.learned[key], err = h.load(with); err != nil {
			delete(h.learned, key)
		}
	}
	return key, names, err
}

// What may be left out of a chain but one lesson.
const (
	all  = -1
	none = -2
)

// chain is one chain of runs as far as it has come.
type chain struct {
	lessons []scenarios.Correction
	left    int           // the lesson that is left out, all or none
	opened  []int         // by lesson, run after which, from 1; 0: not yet
	gap     []measure.Gap // that opened it
	rounds  []Round
	now     string // which scenario the run under way has
}

func newCourse(lessons []scenarios.Correction, left int) *chain {
	return &chain{lessons: lessons, left: left, opened: make([]int, len(lessons)), gap: make([]measure.Gap, len(lessons))}
}

// inEffect are the lessons that change run r, from 0, in the order of the scenario.
func (c *chain) inEffect(r int) (list []int) {
	for l := range c.lessons {
		if c.opened[l] > 0 && r >= c.opened[l]-1+c.lessons[l].After {
			list = append(list, l)
		}
	}
	return list
}

// addRound goes on by a run, and opens the lessons that are against its gaps.
func (c *chain) addRound(x Round) {
	c.rounds = append(c.rounds, x)
	for l := range c.lessons {
		for _, g := range x.Gaps {
			if c.opened[l] == 0 && c.left != all && c.left != l && c.lessons[l].Answers(g.Measure, g.Agency, g.Step) {
				c.opened[l], c.gap[l] = len(c.rounds), g
			}
		}
	}
}

// campaign is what the chain came to.
func (c *chain) campaign(seed uint64) *Campaign {
	out := &Campaign{Seed: seed, Rounds: c.rounds}
	var gaps [][]measure.Gap
	for i := range c.rounds {
		gaps = append(gaps, c.rounds[i].Gaps)
	}
	for l, x := range c.lessons {
		if c.opened[l] > 0 {
			out.Plan = append(out.Plan, measure.Corrective{ID: x.ID, Gap: c.gap[l], Opened: c.opened[l] - 1, Due: c.opened[l] - 1 + x.After})
		}
	}
	out.Improvement = measure.ImprovementOf(out.Plan, gaps)
	return out
}

// Missed is how many gaps the runs of a campaign had in all.
func (c *Campaign) Missed() int {
	n := 0
	for i := range c.Rounds {
		n += len(c.Rounds[i].Gaps)
	}
	return n
}

// Worth is how many gaps more there are when the lesson alone is left out.
func (h *Holding) Worth(lesson int) int { return h.Without[lesson].Missed() - h.Learned.Missed() }

// playRound plays a round in the storage of those before.
func (h *campaignRunner) playRound(s *scenarios.Scenario, x *Round) (err error) {
	trace := h.traces.Take(s.Static)
	defer h.traces.Return(trace)
	if x.Digest, err = h.worlds.As(s.Spec).Run(x.Seed, trace); err != nil {
		return err
	}
	x.Gaps, x.Results = trace.Gaps(), trace.Results()
	return nil
}
