package measure

import (
	"cmp"
	"slices"

	"entente/sim"
)

// Spread is a range over runs: the values that 5, 50 and 95 % of them do not
// exceed. Nil stands for a run in which it did not happen.
type Spread struct {
	P05 *float64 `json:"p05"` // 5 % do not exceed it
	P50 *float64 `json:"p50"` // half do not exceed it
	P95 *float64 `json:"p95"` // 95 % do not exceed it
}

// SpreadOf gives the range of some values; nil of none. What did not happen ranks
// beyond all others where waits says that the values are times to wait, else
// below them. It sorts values.
func SpreadOf(values []Value, waits bool) *Spread {
	if len(values) == 0 {
		return nil
	}
	absent := -1
	if waits {
		absent = 1
	}
	slices.SortFunc(values, func(a, b Value) int {
		switch {
		case a.OK == b.OK:
			return cmp.Compare(a.V, b.V)
		case b.OK:
			return absent
		}
		return -absent
	})
	at := func(q sim.PPM) *float64 {
		v := values[sim.QuantileIndex(len(values), q)]
		if !v.OK {
			return nil
		}
		return &v.V
	}
	return &Spread{at(5 * sim.Percent), at(50 * sim.Percent), at(95 * sim.Percent)}
}
