package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/scenarios/results"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// Share is one of several shares of a plan: the runs whose number leaves Index when it
// is divided by Of. So shares are equally heavy, and each is an even sample.
type Share struct{ Index, Of int }

// MostShares bounds into how many shares a plan may be divided.
const MostShares = 1_000_000

// ParseShare reads "3/200", counted from 0.
func ParseShare(text string) (Share, error) {
	a, b, ok := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(a)
	n, err2 := strconv.Atoi(b)
	if !ok || err1 != nil || err2 != nil || n < 1 || i < 0 || i >= n || n > MostShares {
		return Share{}, fmt.Errorf("%q is no share: write INDEX/OF, such as 0/200 for the first of 200", text)
	}
	return Share{i, n}, nil
}

func (s Share) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Of) }

// file is where a share's rows stand.
func (s Share) file() string { return fmt.Sprintf(shardFile, s.Index, s.Of) }

const shardFile = "shard-%06d-of-%06d.parquet"

// meets says whether a file of this name may hold runs of the share: that of a share
// which has no run in common with it does not.
func (s Share) meets(name string) bool {
	var x Share
	if n, _ := fmt.Sscanf(filepath.Base(name), "shard-%d-of-%d", &x.Index, &x.Of); n < 2 || x.Of < 1 {
		return true
	}
	a, b := s.Of, x.Of
	for b != 0 {
		a, b = b, a%b
	}
	return (s.Index-x.Index)%a == 0
}

// Pace says how a share is run.
type Pace struct {
	sweep.Pool
	Retry bool             // runs that failed are made again
	Part  int              // a file for each so many runs at most, and for some minute of them, so that little is lost by a kill; 0: one for all
	Host  string           // the machine, for timing.csv
	Now   func() time.Time // a clock, for timing.csv; nil: nothing is measured
}

// RunShard makes the runs of a share that the folder does not have and writes them to
// one file. When ctx ends the runs under way are finished and written, and the error is
// sweep.ErrStopped: begun again, the share goes on. What others wrote meanwhile counts:
// two processes on one share lose nothing, and one of them has worked in vain.
func (f *Folder) RunShard(ctx context.Context, s Share, p Pace) (made int, err error) {
	have, err := f.HaveOf(s)
	if err != nil {
		return 0, err
	}
	todo := have.Lacks(s, p.Retry)
	part := p.Part
	switch {
	case part <= 0:
		part = max(len(todo), 1)
	case p.Now != nil:
		part = min(part, firstPart)
	}
	m, err := newMaker(f.Plan, f.Table) // one for all parts: the storage of runs is most of what is in memory
	if err != nil {
		return 0, err
	}
	for twins := 0; len(todo) > 0; {
		n := min(part, len(todo))
		name, err := f.freeName(s)
		if err != nil {
			return made, err
		}
		begun := start(p.Now).begun
		more, err := f.makeRuns(ctx, m, todo[:n], name, s, p)
		if refusal := (*files.Refusal)(nil); errors.As(err, &refusal) && twins < mostTwins {
			twins++
			if have, err = f.HaveOf(s); err != nil {
				return made, err
			}
			todo = slices.DeleteFunc(todo, have.there.has)
			if stopped(ctx) && len(todo) > 0 {
				return made, sweep.ErrStopped
			}
			continue
		}
		if made += more; err != nil {
			return made, err
		}
		todo = todo[n:]
		if p.Part > 0 && p.Now != nil {
			part = nextPart(n, p.Now().Sub(begun), p.Part)
		}
	}
	return made, nil
}

// firstPart is how many runs are in the first file of several, before it is known how long
// they take.
const firstPart = 64

// nextPart is how many runs take a minute, when so many took a time: at most four times as
// many as before, and at most most.
func nextPart(runs int, took time.Duration, most int) int {
	n := 4 * runs
	if took > 0 {
		n = int(min(int64(n), int64(runs)*int64(time.Minute)/int64(took)))
	}
	return max(1, min(n, most))
}

// mostTwins is how often another process may be first with a file of a share.
const mostTwins = 10

func stopped(ctx context.Context) bool { return ctx.Err() != nil }

// freeName is a name for a share's rows: where the share left some behind when it was
// stopped, the next one after.
func (f *Folder) freeName(s Share) (string, error) {
	names, err := f.list()
	if err != nil {
		return "", err
	}
	steps, err := f.listOf(seriesFile, stepsMark) // of a share that was killed between the two
	if err != nil {
		return "", err
	}
	base := s.file()
	for try := 1; ; try++ {
		if name := filepath.Join(f.Path, shardsName, base); !slices.Contains(names, name) && !slices.Contains(steps, stepsOf(name)) {
			return name, nil
		}
		base = strings.TrimSuffix(s.file(), ".parquet") + fmt.Sprintf("-%d.parquet", try)
	}
}

// makeRuns makes runs, by as many workers as there are, and writes their rows in order.
// Where another process has written a file of that name meanwhile it is a
// files.Refusal.
func (f *Folder) makeRuns(ctx context.Context, m *maker, todo []int, name string, s Share, p Pace) (made int, err error) {
	watch := start(p.Now)
	plan := files.Plan{Folder: true, Targets: []files.Target{{Name: name, Kind: parquetKind}}}
	if f.Series != nil { // it is in place before the rows that say it is
		plan.Targets = slices.Insert(plan.Targets, 0, files.Target{Name: stepsOf(name), Kind: parquetKind})
	}
	d, err := f.Store.Begin(plan)
	if err != nil {
		return 0, err
	}
	defer d.Close()
	w := &writers{}
	if w.runs, err = results.NewPiece(d.Parts[len(d.Parts)-1], f.Table); err != nil {
		return 0, err
	}
	if f.Series != nil {
		if w.steps, err = results.NewPiece(d.Parts[0], f.Series); err != nil {
			return 0, err
		}
	}
	note := &Made{Share: s.String(), Build: f.build, Host: p.Host, Workers: max(1, min(p.Workers, len(todo)))}
	bad, err := f.fillRuns(ctx, w, m, todo, p, note)
	if err != nil && !errors.Is(err, sweep.ErrStopped) && err != bad {
		return 0, err
	}
	if note.Runs == 0 {
		return 0, err
	}
	watch.stop(note)
	if e := w.close(f, note); e != nil {
		return 0, e
	}
	if e := d.Commit(); e != nil {
		return 0, e
	}
	return note.Runs, err
}

// fillRuns makes runs and writes them; bad is the error of a run that ends the sweep.
func (f *Folder) fillRuns(ctx context.Context, w *writers, m *maker, todo []int, p Pace, note *Made) (bad, err error) {
	stop := f.Plan.Study.Limits.OnError == "stop"
	err = sweep.RunInOrder(ctx, p.Pool, len(todo), func(i int) (outcome, error) { return m.run(todo[i]) }, func(i int, out outcome, fails error) error {
		if fails != nil {
			out = outcome{row: m.failed(todo[i], fails)}
			note.Failed++
		}
		if err := w.write(out); err != nil {
			return err
		}
		note.Runs++
		if fails != nil && stop {
			bad = fmt.Errorf("run %d failed: %w", todo[i], fails)
			return bad
		}
		return nil
	})
	return bad, err
}

// writers are where a share writes: rows of runs, and of series where they are kept.
type writers struct{ runs, steps *results.Writer }

func (w *writers) write(out outcome) error {
	for _, row := range out.series {
		if err := w.steps.Write(row); err != nil {
			return err
		}
	}
	return w.runs.Write(out.row)
}

func (w *writers) close(f *Folder, note *Made) error {
	if w.steps != nil {
		if err := cmp.Or(f.label(w.steps, note), w.steps.Close()); err != nil {
			return err
		}
	}
	return cmp.Or(f.label(w.runs, note), w.runs.Close())
}
