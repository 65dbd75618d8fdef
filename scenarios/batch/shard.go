package batch

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"entente/scenarios/results"
	"entente/sim/files"
)

// Share is one of several shares of a plan: the runs whose number leaves Index when it
// is divided by Of. So shares are equally heavy, and each is an even sample.
type Share struct{ Index, Of int }

// ParseShare reads "3/200", counted from 0.
func ParseShare(text string) (Share, error) {
	a, b, ok := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(a)
	n, err2 := strconv.Atoi(b)
	if !ok || err1 != nil || err2 != nil || n < 1 || i < 0 || i >= n || n > 1_000_000 {
		return Share{}, fmt.Errorf("%q is no share: write INDEX/OF, such as 0/200 for the first of 200", text)
	}
	return Share{i, n}, nil
}

func (s Share) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Of) }

// file is where a share's rows stand.
func (s Share) file() string { return fmt.Sprintf("shard-%06d-of-%06d.parquet", s.Index, s.Of) }

// Pace says how a share is run.
type Pace struct {
	Workers int
	Retry   bool              // runs that failed are made again
	Part    int               // a file for each so many runs, so that less is lost by a kill; 0: one for all
	Step    func(failed bool) // after each run; nil: nobody listens
}

// ErrStopped says that a share was told to stop: what it had is on the disk.
var ErrStopped = errors.New("stopped")

// RunShard makes the runs of a share that the folder does not have and writes them to
// one file. When ctx ends the runs under way are finished and written, and the error is
// ErrStopped: begun again, the share goes on.
func (f *Folder) RunShard(ctx context.Context, s Share, p Pace) (made int, err error) {
	have, err := f.Have(p.Retry)
	if err != nil {
		return 0, err
	}
	var todo []int
	for run := s.Index; run < f.Plan.Runs(); run += s.Of {
		if !have.has(run) {
			todo = append(todo, run)
		}
	}
	part := p.Part
	if part <= 0 {
		part = max(len(todo), 1)
	}
	for len(todo) > 0 {
		n := min(part, len(todo))
		name, err := f.free(s)
		if err != nil {
			return made, err
		}
		more, err := f.make(ctx, todo[:n], name, p)
		if made += more; err != nil {
			return made, err
		}
		todo = todo[n:]
	}
	return made, nil
}

// free is a name for a share's rows: where the share left some behind when it was
// stopped, the next one after.
func (f *Folder) free(s Share) (string, error) {
	names, err := f.tables()
	if err != nil {
		return "", err
	}
	base := s.file()
	for try := 1; ; try++ {
		name := filepath.Join(f.Path, shardsName, base)
		taken := false
		for _, n := range names {
			taken = taken || n == name
		}
		if !taken {
			return name, nil
		}
		base = strings.TrimSuffix(s.file(), ".parquet") + fmt.Sprintf("-%d.parquet", try)
	}
}

// make makes runs, by as many workers as there are, and writes their rows in order.
func (f *Folder) make(ctx context.Context, todo []int, name string, p Pace) (made int, err error) {
	m, err := newMaker(f.Plan, f.Table)
	if err != nil {
		return 0, err
	}
	d, err := f.Store.Begin(files.Plan{Folder: true, Force: true, Targets: []files.Target{{Name: name, Kind: parquetKind}}})
	if err != nil {
		return 0, err
	}
	defer d.Close()
	w, err := results.NewWriter(d.Parts[0], f.Table)
	if err != nil {
		return 0, err
	}
	status, stop := f.Table.Find("status"), f.Plan.Study.Limits.OnError == "stop"
	var bad error
	err = inOrder(ctx, todo, p.Workers, m.row, func(row results.Row) error {
		if err := w.Write(row); err != nil {
			return err
		}
		made++
		fails := row[status].S != runOK
		if p.Step != nil {
			p.Step(fails)
		}
		if fails && stop {
			bad = fmt.Errorf("run %d failed: %s", row[0].I, row[f.Table.Find("error")].S)
			return bad
		}
		return nil
	})
	if err != nil && !errors.Is(err, ErrStopped) && err != bad {
		return 0, err
	}
	if made == 0 {
		return 0, err
	}
	if e := errors.Join(w.Close(), d.Commit()); e != nil {
		return 0, e
	}
	return made, err
}

// ahead is how many rows may wait for one that takes longer, for each worker.
const ahead = 64

// inOrder makes rows on several workers and takes them in the order of todo.
func inOrder(ctx context.Context, todo []int, workers int, one func(int) results.Row, take func(results.Row) error) error {
	workers = max(1, min(workers, len(todo)))
	type slot struct{ row chan results.Row }
	slots := make(chan slot, workers*ahead)
	jobs := make(chan func())
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for job := range jobs {
				job()
			}
		})
	}
	all.Go(func() {
		defer close(slots)
		defer close(jobs)
		for _, run := range todo {
			s := slot{make(chan results.Row, 1)}
			select {
			case <-ctx.Done():
				return
			case slots <- s:
			}
			jobs <- func() { s.row <- one(run) }
		}
	})
	took := 0
	var err error
	for s := range slots {
		row := <-s.row
		if err != nil {
			continue // what was under way
		}
		if err = take(row); err != nil {
			cancel()
		}
		took++
	}
	all.Wait()
	if err == nil && took < len(todo) {
		return ErrStopped
	}
	return err
}
