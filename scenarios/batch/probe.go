package batch

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"time"

	"entente/scenarios/study"
)

// Need is what the runs of a plan take, by a probe of a few. It is for people, and in no
// result.
type Need struct {
	Each   time.Duration // of one core, for one run
	Row    int           // bytes that a run takes in text tables
	Plan   int64         // bytes in memory of the plan, all its options compiled, and of the program's own
	Worker int64         // bytes in memory that each worker keeps at most from run to run: worlds, and all records of the longest run
	Merge  int64         // bytes in memory while the tables are made
}

// What is in memory beside, in bytes.
const (
	merging = 384 << 10 // of each column, at most, while tables of 100,000 runs are made: a test holds it
	program = 50 << 20  // the program itself, its stacks and what is free between its pieces, as measured

	longer = 2 // times what the longest of the runs that are tried leaves: others are longer, and worlds of other options are kept too
)

// Memory is about how many bytes a sweep takes with so many workers: what is kept, half
// as much again that waits to be collected, and the program.
func (n *Need) Memory(workers int) int64 {
	kept := n.Plan + max(int64(workers)*n.Worker, n.Merge)
	return kept + kept/2 + program
}

// Shares is into how many shares so many runs are divided, so that one takes about
// ShareTime on so many cores: at least one, and no more than there are runs.
func (n *Need) Shares(runs, cores int) int {
	each := ShareTime * time.Duration(cores)
	return max(1, min(runs, int((n.Each*time.Duration(runs)+each-1)/each)))
}

// Probe makes a few runs, spread over a plan, and gives what they took. now is the clock
// of whoever asks.
func Probe(p *study.Plan, runs int, now func() time.Time) (n Need, err error) {
	t := Runs(p)
	series := Series(p)
	m, err := newMaker(p, t)
	if err != nil {
		return n, err
	}
	n.Plan, n.Merge = liveBytes(), int64(len(t.Columns))*merging
	runs = min(runs, p.Runs())
	for i := range runs {
		begin := now()
		out, e := m.run(i * (p.Configs() - 1) / max(runs-1, 1))
		n.Each += now().Sub(begin)
		n.Worker = max(n.Worker, longer*(liveBytes()-n.Plan))
		if e != nil {
			err = errors.Join(err, fmt.Errorf("a run of the probe failed: %w", e))
			continue
		}
		for c, x := range out.row {
			n.Row += len(t.Write(x, c)) + 1
		}
		for _, x := range out.series {
			for c := range x {
				n.Row += len(series.Write(x[c], c)) + 1
			}
		}
	}
	runtime.KeepAlive(m)
	n.Each, n.Row = n.Each/time.Duration(runs), n.Row/runs
	return n, err
}

// liveBytes is how many bytes are in use in memory, as the last collection found them.
func liveBytes() int64 {
	runtime.GC()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return int64(live[0].Value.Uint64())
}
