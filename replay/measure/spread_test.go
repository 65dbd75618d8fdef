package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
)

func TestSpread(t *testing.T) {
	require.Nil(t, measure.SpreadOf(nil, false))
	var values []measure.Value
	for i := range 20 {
		values = append(values, measure.Value{V: float64(19 - i), OK: true})
	}
	s := measure.SpreadOf(values, false)
	require.Equal(t, []float64{0, 9, 18}, []float64{*s.P05, *s.P50, *s.P95})
	values = append(values[:10], measure.Value{})
	s = measure.SpreadOf(values, false)
	require.Nil(t, s.P05, "what did not happen ranks below everything")
	require.NotNil(t, s.P50)
	s = measure.SpreadOf(values, true)
	require.NotNil(t, s.P05)
	require.Nil(t, s.P95, "a wait that did not end ranks beyond everything")
}
