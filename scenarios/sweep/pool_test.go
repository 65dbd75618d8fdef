package sweep

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// However many workers there are, runs are taken in order, one after the other; those
// that fail, or in which the engine stops, are named and sink no other.
func TestAPoolTakesRunsInOrder(t *testing.T) {
	square := func(i int) (int, error) {
		switch i {
		case 3:
			return 0, errors.New("three")
		case 40:
			panic("forty")
		}
		return i * i, nil
	}
	var first []int
	for _, workers := range []int{0, 1, 2, 7, 1000} {
		steps, bad := 0, 0
		p := Pool{Workers: workers, Step: func(failed bool) {
			if steps++; failed {
				bad++
			}
		}}
		done, failed, err := RunEach(t.Context(), p, 500, square)
		require.NoError(t, err)
		require.Equal(t, []Failure{{3, errors.New("three")}, {40, errors.New("the engine stopped: forty")}}, failed)
		require.Equal(t, 498, len(done))
		require.Equal(t, []int{500, 2}, []int{steps, bad})
		if first == nil {
			first = done
		}
		require.Equal(t, first, done)
		require.IsIncreasing(t, done)
	}
	_, err := RunAll(t.Context(), Pool{Workers: 7}, 500, square)
	require.EqualError(t, err, "three", "who needs all is told of the first")
	_, failed, err := RunEach(t.Context(), Pool{Workers: 2}, 3, func(i int) (int, error) { return 0, fmt.Errorf("no %d", i) })
	require.EqualError(t, err, "all 3 runs failed; the first: no 0")
	require.Len(t, failed, 3)
}

// A pool that is told to stop gives the first runs of all, without a gap.
func TestAPoolThatIsStoppedHasTheFirstRuns(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		ctx, stop := context.WithCancel(t.Context())
		done, failed, err := RunEach(ctx, Pool{Workers: workers}, 100_000, func(i int) (int, error) {
			if i == 200 {
				stop()
			}
			return i, nil
		})
		require.ErrorIs(t, err, ErrStopped)
		require.Empty(t, failed)
		require.Less(t, len(done), 100_000)
		require.Greater(t, len(done), 200, "what was under way is there")
		for i := range done {
			require.Equal(t, i, done[i])
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	done, _, err := RunEach(stopped, Pool{Workers: 2}, 10, func(i int) (int, error) { return i, nil })
	require.ErrorIs(t, err, ErrStopped)
	require.Empty(t, done)
}

// What waits for a run that takes long is bounded.
func TestAPoolDoesNotRunFarAhead(t *testing.T) {
	const workers, n = 3, 5000
	var begun atomic.Int64
	took := 0
	err := RunInOrder(t.Context(), Pool{Workers: workers}, n, func(i int) (int, error) { begun.Add(1); return i, nil },
		func(i, _ int, _ error) error {
			require.LessOrEqual(t, int(begun.Load())-i, workers*ahead+workers+2)
			took++
			if i == n/2 {
				return errors.New("enough")
			}
			return nil
		})
	require.EqualError(t, err, "enough")
	require.Equal(t, n/2+1, took)
}
