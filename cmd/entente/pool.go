package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"github.com/spf13/pflag"

	"entente/replay/wording"
	"entente/scenarios/sweep"
	"entente/sim"
)

// crew is the flag --workers; 0: as many as there are cores.
type crew int

// mostWorkers bounds what is asked for by mistake: each takes a world's memory.
const mostWorkers = 1024

func (c *crew) String() string { return strconv.Itoa(int(*c)) }
func (c *crew) Type() string   { return "int" }

func (c *crew) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > mostWorkers {
		return fmt.Errorf("want a whole number from 1 to %d", mostWorkers)
	}
	*c = crew(n)
	return nil
}

// crewFlag gives a command that makes many runs the flag --workers.
func crewFlag(f *pflag.FlagSet, to *crew) {
	f.Var(to, "workers", "`NUMBER` of runs at once; unset, as many as there are cores; it changes no result")
	f.Lookup("workers").DefValue = ""
}

// newPool makes the pool for n runs of a command, with a bar on a terminal. Told to
// end, it finishes the runs under way and is sweep.ErrStopped. Call end in any case.
//
// Until then it is sparing of memory.
func (e *edge) newPool(n int, workers crew, noun string) (ctx context.Context, p sweep.Pool, end func()) {
	ctx, stop := context.WithCancel(context.Background())
	p.Workers = int(workers)
	if workers == 0 {
		p.Workers = e.cores
	}
	step, over := e.counting(n, noun)
	p.Step = step
	e.course.onHalt(stop)
	lavish := sparing()
	return ctx, p, func() {
		lavish()
		e.course.onHalt(nil)
		stop()
		over()
	}
}

// sparing keeps no more than half as much again in memory as is in use, until end is
// called: most of what a run or a row needs is used again by the next.
func sparing() (end func()) {
	old := debug.SetGCPercent(50)
	if old != 100 { // somebody has said by GOGC what they want
		debug.SetGCPercent(old)
	}
	return func() { debug.SetGCPercent(old) }
}

// set is what came of a command's runs that belong together.
type set struct {
	noun   string
	asked  int
	made   int // came to their end
	failed []sweep.Failure
	seed   uint64
}

// mostTold is how many failures are told one by one.
const mostTold = 5

// reportFailures names the runs that failed and says what the set lacks: exit code 3 where some
// failed, and an error where it was stopped. err is how the pool ended.
func (e *edge) reportFailures(s set, err error) error {
	for i, f := range s.failed {
		if i == mostTold {
			fmt.Fprintf(e.stderr, "entente: and %s more\n", wording.Thousands(len(s.failed)-i))
			break
		}
		fmt.Fprintf(e.stderr, "entente: %s %d, seed %d, failed: %v\n", s.noun, f.Number, sim.Replication(s.seed, uint64(f.Number)), f.Err)
	}
	done := s.made + len(s.failed)
	switch {
	case errors.Is(err, sweep.ErrStopped):
		return fmt.Errorf("stopped after %s of %s; what is told is of these, as --reps %d tells it", wording.Thousands(done), wording.Plural(s.asked, s.noun), done)
	case err != nil:
		return err
	case len(s.failed) > 0:
		return withCode(unmet, fmt.Errorf("%s of %s failed, and nothing that is told is of them", wording.Thousands(len(s.failed)), wording.Plural(s.asked, s.noun)))
	}
	return nil
}
