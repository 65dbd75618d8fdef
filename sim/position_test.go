package sim

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What Position says of places is where the kernel puts events.
func TestPositionIsTheKernels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := NewKernel(0)
		place := rapid.Custom(func(t *rapid.T) [2]uint32 {
			return [2]uint32{rapid.Uint32Range(0, 3).Draw(t, "phase"), rapid.Uint32Range(0, uint32(LastActor)).Draw(t, "actor")}
		})
		first := place.Draw(t, "first")
		k.Schedule(5, Phase(first[0]), Actor(first[1]), 0, 0, 0)
		next := rapid.SliceOfN(place, 1, 20).Draw(t, "next")
		at := PositionOf(Phase(first[0]), Actor(first[1]))
		require.NoError(t, k.Run(9, func(Event) {
			require.Equal(t, at, k.Reached())
			require.Less(t, at, LastPosition)
			if len(next) > 0 {
				p := next[0]
				next = next[1:]
				at = at.Next(Phase(p[0]), Actor(p[1]))
				k.Schedule(5, Phase(p[0]), Actor(p[1]), 0, 0, 0)
			}
		}))
		require.Empty(t, next)
	})
}
