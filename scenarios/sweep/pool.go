package sweep

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// MaxRuns is how many runs may be asked for at once where something of each is kept:
// it is small, but it is kept.
const MaxRuns = 1_000_000

// Pool makes runs, several at once.
type Pool struct {
	Workers int               // runs at once; below 1: one
	Step    func(failed bool) // after each run; nil: nobody listens
}

// ErrStopped says that a pool was told to stop: what it had begun is done.
var ErrStopped = errors.New("stopped")

// ahead is how many runs may wait, for each worker, for an earlier one that takes longer.
const ahead = 64

// RunInOrder makes runs 0 to n-1 and has take, on the caller's goroutine, take each in that
// order, whatever the number of workers: each run is alone, and no more wait than there
// is room for. A run that fails, or in which the engine stops, is taken with its error,
// and the others go on. The first error of take ends it. When ctx ends, the runs under
// way are finished and taken, and the error is ErrStopped unless that were all.
func RunInOrder[T any](ctx context.Context, p Pool, n int, one func(i int) (T, error), take func(i int, x T, err error) error) error {
	type made struct {
		x   T
		err error
	}
	type job struct {
		i  int
		to chan made
	}
	workers := max(1, min(p.Workers, n))
	order, jobs := make(chan chan made, workers*ahead), make(chan job)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for j := range jobs {
				x, err := runGuarded(one, j.i)
				j.to <- made{x, err}
			}
		})
	}
	all.Go(func() {
		defer close(order)
		defer close(jobs)
		for i := range n {
			j := job{i, make(chan made, 1)}
			if ctx.Err() != nil {
				return
			}
			select {
			case <-ctx.Done():
				return
			case order <- j.to:
			}
			jobs <- j
		}
	})
	took := 0
	var err error
	for to := range order {
		m := <-to
		if err != nil {
			continue // it was under way
		}
		if err = take(took, m.x, m.err); err != nil {
			cancel()
		}
		took++
		if p.Step != nil {
			p.Step(m.err != nil)
		}
	}
	all.Wait()
	if err == nil && took < n {
		return ErrStopped
	}
	return err
}

// runGuarded makes one run, and makes of a panic of the engine an error of that run.
func runGuarded[T any](one func(i int) (T, error), i int) (x T, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("the engine stopped: %v", e)
		}
	}()
	return one(i)
}

// Failure is a run that did not come to its end.
type Failure struct {
	Number int
	Err    error
}

// RunEach makes runs 0 to n-1 and gives what came of those that came to their end, in
// order, and those that failed. Where it was stopped, both are of the first runs of
// all. It is an error if all fail, or if more than MaxRuns are asked for.
func RunEach[T any](ctx context.Context, p Pool, n int, one func(i int) (T, error)) (done []T, failed []Failure, err error) {
	if n > MaxRuns {
		return nil, nil, fmt.Errorf("sweep: %d runs; at most %d", n, MaxRuns)
	}
	err = RunInOrder(ctx, p, n, one, func(i int, x T, err error) error {
		if err != nil {
			failed = append(failed, Failure{i, err})
		} else {
			done = append(done, x)
		}
		return nil
	})
	if len(done) == 0 && len(failed) > 1 {
		return nil, failed, fmt.Errorf("all %d runs failed; the first: %w", len(failed), failed[0].Err)
	}
	if len(done) == 0 && len(failed) == 1 {
		return nil, failed, failed[0].Err
	}
	return done, failed, err
}

// RunAll is Each for those who need every run: the first failure is an error.
func RunAll[T any](ctx context.Context, p Pool, n int, one func(i int) (T, error)) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make([]T, 0, min(n, MaxRuns))
	err := RunInOrder(ctx, p, n, one, func(_ int, x T, err error) error {
		done = append(done, x)
		return err
	})
	return done, err
}
