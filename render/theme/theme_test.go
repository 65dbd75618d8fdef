package theme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/theme"
	"entente/replay/measure"
)

// The distance follows the published pairs of Sharma, Wu and Dalal (2005).
func TestDistance(t *testing.T) {
	require.InDelta(t, 2.0425, rendertest.Distance([3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}), 5e-5)
	require.InDelta(t, 22.8977, rendertest.Distance([3]float64{50, 2.5, 0}, [3]float64{61, -5, 29}), 5e-5)
	require.InDelta(t, 1.4441, rendertest.Distance([3]float64{90.8027, -2.0831, 1.4410}, [3]float64{91.1528, -1.6435, 0.0447}), 5e-5)
}

// Text can be read on every surface it stands on, and marks can be seen.
func TestContrast(t *testing.T) {
	for _, th := range theme.All {
		for _, g := range th.Ground {
			require.GreaterOrEqual(t, rendertest.Contrast(th.Ink, g), 7.0, "%s ink", th.Name)
			require.GreaterOrEqual(t, rendertest.Contrast(th.Ink2, g), 7.0, "%s ink2", th.Name)
			require.GreaterOrEqual(t, rendertest.Contrast(th.Ink3, g), 4.5, "%s ink3", th.Name)
		}
		for _, g := range th.Ground[:3] {
			require.GreaterOrEqual(t, rendertest.Contrast(th.Late, g), 4.5, "%s late", th.Name)
		}
		for d, c := range th.Delays {
			require.GreaterOrEqual(t, rendertest.Contrast(c, th.Ground[0]), 3.0, "%s %s", th.Name, measure.Delay(d).Code())
		}
	}
}

// Any two delays are told apart by any eyes.
func TestDelaysAreToldApart(t *testing.T) {
	for _, th := range theme.All {
		for _, eyes := range rendertest.AllEyes {
			for i := range th.Delays {
				for j := range i {
					d := eyes.Apart(th.Delays[i], th.Delays[j])
					require.GreaterOrEqual(t, d, 9.0, "%s, %s: %s and %s", th.Name, eyes.Name, measure.Delay(i).Code(), measure.Delay(j).Code())
				}
			}
		}
	}
}

func TestOver(t *testing.T) {
	require.Equal(t, theme.Colour(0x808080), theme.Colour(0).Over(0xFFFFFF, 50))
	require.Equal(t, "#00FF10", theme.Colour(0x00FF10).CSS())
}
