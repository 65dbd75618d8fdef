package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

	"entente/agents/model"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
)

// eventBound is the flag --max-events.
type eventBound uint64

func (b *eventBound) String() string { return strconv.FormatUint(uint64(*b), 10) }
func (b *eventBound) Type() string   { return "uint" }

func (b *eventBound) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil || n < 1 || n > model.EventCeiling {
		return fmt.Errorf("want a whole number from 1 to %d", uint64(model.EventCeiling))
	}
	*b = eventBound(n)
	return nil
}

// boundFlag gives a command that runs scenarios the flag --max-events.
func boundFlag(f *pflag.FlagSet, to *eventBound) {
	*to = model.MaxEvents
	f.Var(to, "max-events", "stop a run that has more `EVENTS`, or a record for each fifty of them")
}

// affordable refuses a run that is sure to be stopped before its end, so that nobody
// waits for that.
func affordable(sc *scenarios.Scenario, until sim.Time) error {
	w, most := sc.Workload(until), sc.Spec.EventBound()
	if w.Events <= most {
		return nil
	}
	return fmt.Errorf("%s: about %s events are to be expected, %s of them by %s, and a run is stopped at %s; lower that, shorten warm_up or the run, or allow more with --max-events",
		sc.Spec.Name, wording.Thousands(w.Events), wording.Thousands(w.Part), w.Path, wording.Thousands(most))
}

// countable refuses a number of runs that cannot be made.
func countable(reps int, noun string) error {
	switch {
	case reps < 1:
		return wrong(fmt.Errorf("--reps %d: at least one %s is needed", reps, noun))
	case reps > sweep.MaxRuns:
		return wrong(fmt.Errorf("--reps %d: at most %s, for what came of each is kept in memory; other seeds give more", reps, wording.Thousands(sweep.MaxRuns)))
	}
	return nil
}
