package sweep

import (
	"cmp"
	"fmt"
	"sync"
	"sync/atomic"
)

// MaxRuns is how many runs may be asked for at once: what is kept of each is small,
// but it is kept.
const MaxRuns = 1_000_000

// Each calls one for 0 to n-1 on so many workers, and gives what it returned in
// that order, whatever their number: each call is alone, and is put in its own
// place. step, if not nil, is called after each. The first error ends it. It is
// an error to ask for more than MaxRuns.
func Each[T any](n, workers int, step func(), one func(i int) (T, error)) ([]T, error) {
	if n > MaxRuns {
		return nil, fmt.Errorf("sweep: %d runs; at most %d", n, MaxRuns)
	}
	out, errs := make([]T, n), make([]error, n)
	var next atomic.Int64
	var stop atomic.Bool
	var all sync.WaitGroup
	for range max(1, min(workers, n)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && !stop.Load(); i = int(next.Add(1)) - 1 {
				if out[i], errs[i] = one(i); errs[i] != nil {
					stop.Store(true)
				}
				if step != nil {
					step()
				}
			}
		})
	}
	all.Wait()
	return out, cmp.Or(errs...)
}
