package batch

import (
	"errors"
	"fmt"
	"time"

	"entente/scenarios/study"
)

// Probe makes a few runs, spread over a plan, and gives how long one takes on one core
// and how many bytes it takes in text tables. now is the clock of whoever asks: what
// it says is for people and in no result.
func Probe(p *study.Plan, runs int, now func() time.Time) (each time.Duration, row int, err error) {
	t := Runs(p)
	series := Series(p)
	m, err := newMaker(p, t)
	if err != nil {
		return 0, 0, err
	}
	runs = min(runs, p.Runs())
	begin := now()
	for i := range runs {
		out, e := m.run(i * (p.Configs() - 1) / max(runs-1, 1))
		if e != nil {
			err = errors.Join(err, fmt.Errorf("a run of the probe failed: %w", e))
			continue
		}
		for c, x := range out.row {
			row += len(t.Write(x, c)) + 1
		}
		for _, x := range out.series {
			for c := range x {
				row += len(series.Write(x[c], c)) + 1
			}
		}
	}
	return now().Sub(begin) / time.Duration(runs), row / runs, err
}
