package review

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Whatever is taken out of a chain, in whatever order and however often, the others stay
// in theirs.
func TestChainKeepsTheOrderOfWhatIsLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, want := newChain(), []int32(nil)
		for n := int32(0); n < 40; n++ {
			c.append()
			want = append(want, n)
			for range rapid.IntRange(0, 2).Draw(t, "how many end") {
				i := rapid.Int32Range(0, n).Draw(t, "which")
				c.remove(i)
				want = slices.DeleteFunc(want, func(k int32) bool { return k == i })
			}
			var got []int32
			for i := c.nextMessage(-1); i >= 0; i = c.nextMessage(i) {
				got = append(got, i)
			}
			require.True(t, slices.Equal(want, got))
		}
	})
}
