// Package printed holds one of each way to print a time or a share by hand, and beside
// it what the lint must let pass.
package printed

import (
	"fmt"

	"entente/sim"
)

func times(t sim.Time, p sim.PPM, n int) []any {
	return []any{
		fmt.Errorf("at %d", t),              // ERROR "a raw sim.Time"
		fmt.Sprintf("%*d of %d", 5, n, p),   // ERROR "a raw sim.PPM"
		fmt.Sprintf("%d ms", n),             // ERROR "a raw number of a unit"
		fmt.Sprintf("%d millionths", n),     // ERROR "a raw number of a unit"
		fmt.Sprintf("%v hours", t/sim.Hour), // ERROR "a number of units"
		fmt.Sprintln("after", t/sim.Hour),   // ERROR "a number of units"
		fmt.Sprintf("%s, %d h", t, t/sim.Hour),
		fmt.Sprintf(`{"at_ms":%d}`, int64(t)), // data says so
		fmt.Sprintln("after", t),
		fmt.Sprintf("%d messages", n),
	}
}

func shares(v float64, n int) []string {
	return []string{
		fmt.Sprintf("%.0f %%", v), // ERROR "a share by hand"
		fmt.Sprintf("%d%%", n),    // ERROR "a share by hand"
		fmt.Sprint(n) + " %",      // ERROR "a share by hand"
		fmt.Sprintf("5 %% of %d", n),
		"--format=" + "%i %T",
	}
}
