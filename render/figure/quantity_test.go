package figure

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What rounds to nothing has no sign.
func TestNothingHasNoSign(t *testing.T) {
	for _, c := range []struct {
		value, step float64
		want        string
	}{{-0.2, 5, "0"}, {-0.04, 0.1, "0.0"}, {-0.06, 0.1, "−0.1"}, {-3, 1, "−3"}, {0.06, 0.1, "0.1"}} {
		require.Equal(t, c.want, decimal(c.value, c.step))
	}
}
