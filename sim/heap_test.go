package sim

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The compiler holds what has at most four words in registers.
func TestEntryIsFourWords(t *testing.T) {
	require.EqualValues(t, 32, unsafe.Sizeof(entry{}))
	require.Equal(t, 4, reflect.TypeFor[entry]().NumField())
}

// requireHeap demands that no event comes before its parent.
func requireHeap(t require.TestingT, q *queue) {
	for i := 1; i < q.size; i++ {
		parent := (i - 1) / 4
		if parent == int(q.hole) {
			parent = 0
		}
		if i != int(q.hole) && earlier(*q.at(i), *q.at(parent)) != 0 {
			require.Fail(t, "not a heap", "event %d of %d comes before its parent", i, q.size)
		}
	}
	require.Len(t, q.litters, (max(q.size, 2)+2)/4)
	require.LessOrEqual(t, q.hole, uint64(4))
	for i := max(q.size, 1); i < 1+4*len(q.litters); i++ {
		require.Equal(t, none, *q.at(i), "nothing is left in a place without an event")
	}
}

func TestHeapProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var q queue
		q.reset()
		key := uint64(0)
		var list []entry
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				for range rapid.IntRange(1, 40).Draw(t, "n") {
					key++
					e := entry{at: Time(rapid.Int64Range(-1, 1).Draw(t, "at")), key: rapid.Uint64Range(0, 3).Draw(t, "high")<<62 | key}
					q.put(e)
					list = append(list, e)
				}
			},
			"take": func(t *rapid.T) {
				slices.SortFunc(list, compare)
				for range rapid.IntRange(1, 40).Draw(t, "n") {
					first := q.root
					if first == none {
						require.Empty(t, list)
						return
					}
					if list[0] != first {
						require.Equal(t, list[0], first)
					}
					list = list[1:]
					require.Equal(t, first, q.take())
				}
			},
			"part": func(t *rapid.T) {
				mod := rapid.Uint64Range(1, 5).Draw(t, "mod")
				gone := 0
				q.part(func(e entry) bool { return e.key%mod != 0 }, func(entry) { gone++ })
				before := len(list)
				list = slices.DeleteFunc(list, func(e entry) bool { return e.key%mod == 0 })
				require.Equal(t, before-len(list), gone)
			},
			"": func(t *rapid.T) {
				requireHeap(t, &q)
				require.Equal(t, len(list), q.len())
			},
		})
	})
}

// The comparison by borrows agrees with the plain one, at the bounds too.
func TestEarlier(t *testing.T) {
	times := []Time{-Never + 1, -Never + 2, -1, 0, 1, Never - 1, Never}
	keys := []uint64{0, 1, 1<<63 - 1, 1 << 63, 1<<64 - 1}
	for _, a := range times {
		for _, b := range times {
			for _, x := range keys {
				for _, y := range keys {
					want := a < b || a == b && x < y
					require.Equal(t, want, earlier(entry{at: a, key: x}, entry{at: b, key: y}) == 1, "%d %d, %d %d", a, x, b, y)
				}
			}
		}
	}
}

func TestSequenceOverflow(t *testing.T) {
	k := NewKernel(0)
	k.seq, k.done = maxSeq-1, maxSeq-1
	k.Schedule(0, PhaseWorld, 0, 0, 0, 0)
	require.Panics(t, func() { k.Schedule(0, PhaseWorld, 0, 0, 0, 0) })
}

func TestBrokenOrderIsNoticed(t *testing.T) {
	k := NewKernel(0)
	for i := range Time(20) {
		k.Schedule(i, PhaseWorld, 0, 0, 0, 0)
	}
	require.NoError(t, k.Run(10, func(Event) {}))
	k.queue.root.at = 3
	require.Panics(t, func() { _ = k.Run(20, func(Event) {}) })
}

// No round but the first and the closing one has events before its instant has begun: what
// comes into a later round is scheduled while the instant lasts.
func TestRestoreRefusesRoundsOfTheFuture(t *testing.T) {
	for round, ok := range map[uint64]bool{0: true, 1: false, 254: false, 255: true} {
		k := NewKernel(0)
		k.Schedule(1, PhaseWorld, 0, 0, 0, 0)
		k.queue.root.key |= round << (placeBits + seqBits)
		_, _, err := RestoreKernel(k.AppendState(nil))
		if ok {
			require.NoError(t, err, round)
		} else {
			require.EqualError(t, err, fmt.Sprintf("sim: state with an event in round %d of %s, which has not begun", round, Time(1).Elapsed()))
		}
	}
}

func TestBrokenBooksAreNoticed(t *testing.T) {
	k := NewKernel(0)
	k.Schedule(1, PhaseWorld, 0, 0, 0, 0)
	k.queue.reset()
	require.Panics(t, func() { _ = k.Run(0, func(Event) {}) })
}

// A slot whose generations are used up is given up, for a Handle from its first
// life would else reach its last.
func TestGenerationsRunOut(t *testing.T) {
	k := NewKernel(0)
	first := k.Timer(1, PhaseWorld, 0, 0, 0, 0)
	k.timers.slot[0].gen = lastGen - 1
	require.False(t, k.Cancel(first))
	require.NoError(t, k.Run(1, func(Event) {}))
	second := k.Timer(2, PhaseWorld, 0, 0, 0, 0)
	require.EqualValues(t, 2, second.slot())
	require.EqualValues(t, 1, second.gen())
}

// Many cancellations leave the queue small, and its slots in use again.
func TestTombstonesAreBuried(t *testing.T) {
	k := NewKernel(0)
	r := rand.New(rand.NewPCG(1, 2))
	var open []Handle
	for range 100_000 {
		open = append(open, k.Timer(Time(r.IntN(1000)), Phase(r.IntN(4)), Actor(r.IntN(9)), 0, 0, 0))
		if len(open) > 100 {
			i := r.IntN(len(open))
			require.True(t, k.Cancel(open[i]))
			open = slices.Delete(open, i, i+1)
		}
	}
	require.Equal(t, 100, k.Pending())
	require.LessOrEqual(t, k.queue.size, 202)
	require.LessOrEqual(t, len(k.timers.slot), 202)
	requireHeap(t, &k.queue)
	require.NoError(t, k.Run(Never, func(Event) {}))
	require.EqualValues(t, 100, k.Executed())
}
