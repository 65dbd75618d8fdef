package sweep

import (
	"fmt"
	"slices"

	"entente/agents"
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

// Play runs the campaign of a scenario, which name and o loaded as s. keep, if not
// nil, says which lessons there are: none of them makes the same chain of exercises
// in which nobody learns, all but one shows what that one is worth.
func Play(s *scenarios.Scenario, name string, o scenarios.Options, seed uint64, keep func(id string) bool, step func()) (*Campaign, error) {
	if s.Chain == nil {
		return nil, fmt.Errorf("sweep: %s has no campaign", s.Spec.Name)
	}
	again := func(o scenarios.Options) (*scenarios.Scenario, error) { return scenarios.Load(name, o) }
	return play(s, again, o, seed, keep, step)
}

// play is Play, with what loads the scenario again for lessons in effect.
func play(s *scenarios.Scenario, load func(scenarios.Options) (*scenarios.Scenario, error), o scenarios.Options, seed uint64, keep func(string) bool, step func()) (*Campaign, error) {
	out := &Campaign{Seed: seed}
	opened := make([]int, len(s.Chain.Lessons)) // run after which, from 1; 0: not yet
	gap := make([]measure.Gap, len(opened))
	learned := map[string]*scenarios.Scenario{"": s}
	var gaps [][]measure.Gap
	for r := range s.Chain.Runs {
		var round Round
		with := o
		with.Set, with.Patches = slices.Clone(o.Set), slices.Clone(o.Patches)
		for l, x := range s.Chain.Lessons {
			if opened[l] > 0 && r >= opened[l]-1+x.After {
				round.InEffect = append(round.InEffect, x.ID)
				with.Set, with.Patches = append(with.Set, x.Set...), append(with.Patches, x.Patches...)
			}
		}
		key := fmt.Sprint(round.InEffect)
		if len(round.InEffect) == 0 {
			key = ""
		}
		now := learned[key]
		if now == nil {
			var err error
			if now, err = load(with); err != nil {
				return nil, err
			}
			learned[key] = now
		}
		if err := round.play(now, sim.Replication(seed, uint64(r))); err != nil {
			return nil, err
		}
		for l := range opened {
			for _, g := range round.Gaps {
				x := &s.Chain.Lessons[l]
				if opened[l] == 0 && (keep == nil || keep(x.ID)) && x.Answers(g.Measure, g.Agency, g.Step) {
					opened[l], gap[l] = r+1, g
				}
			}
		}
		out.Rounds, gaps = append(out.Rounds, round), append(gaps, round.Gaps)
		if step != nil {
			step()
		}
	}
	for l, x := range s.Chain.Lessons {
		if opened[l] > 0 {
			out.Plan = append(out.Plan, measure.Corrective{ID: x.ID, Gap: gap[l], Opened: opened[l] - 1, Due: opened[l] - 1 + x.After})
		}
	}
	out.Improvement = measure.M16(out.Plan, gaps)
	return out, nil
}

// Missed is how many gaps the runs of a campaign had in all.
func (c *Campaign) Missed() int {
	n := 0
	for i := range c.Rounds {
		n += len(c.Rounds[i].Gaps)
	}
	return n
}

func (x *Round) play(s *scenarios.Scenario, seed uint64) error {
	story := measure.NewStory(s.Static)
	w := agents.New(s.Spec, seed, story)
	if err := w.Run(); err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	x.Seed, x.Digest, x.Gaps, x.Results = seed, w.Digest(), story.Gaps(), story.Results()
	return nil
}
