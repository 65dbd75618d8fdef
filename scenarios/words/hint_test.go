package words

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDistanceOfWords(t *testing.T) {
	for _, x := range []struct {
		a, b string
		d    int
	}{{"", "", 0}, {"a", "", 1}, {"police", "police", 0}, {"polise", "police", 1}, {"lopice", "police", 2}, {"opl", "pol", 1}, {"kitten", "sitting", 3}} {
		require.Equal(t, x.d, distance(x.a, x.b), "%s %s", x.a, x.b)
		require.Equal(t, x.d, distance(x.b, x.a), "%s %s", x.b, x.a)
	}
	require.Equal(t, "did you mean storylines?", DidYouMean("stroylines", []string{"stages", "storylines", "stores"}))
	require.Empty(t, DidYouMean("harbour", []string{"stages", "storylines"}))
	require.Equal(t, "did you mean hours?", DidYouMean("ours", []string{"hours", "load"}), "a slip in the first letter is one letter away")
	require.Equal(t, "one of sooner, same, later", HintOf(Unknown("sign", "faster", []string{"sooner", "same", "later"})), "the opposite is no slip of the pen")
}
