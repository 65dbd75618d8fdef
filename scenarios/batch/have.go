package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math/bits"

	"entente/scenarios/results"
	"entente/scenarios/study"
)

// Have says which runs a folder has, and which of them came to their end.
type Have struct {
	there, good set
	runs        int // of the plan
}

// set is a set of runs.
type set []uint64

func (s set) has(run int) bool { return s[run/64]>>(run%64)&1 == 1 }
func (s set) add(run int)      { s[run/64] |= 1 << (run % 64) }
func (s set) count() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// Count is how many runs are there, and Failed how many of them failed.
func (h *Have) Count() int  { return h.there.count() }
func (h *Have) Failed() int { return h.there.count() - h.good.count() }

// Lacks lists the runs of a share that are to be made, in order. With retry, those that
// failed are among them.
func (h *Have) Lacks(s Share, retry bool) (list []int) {
	have := h.there
	if retry {
		have = h.good
	}
	for run := s.Index; run < h.runs; run += s.Of {
		if !have.has(run) {
			list = append(list, run)
		}
	}
	return list
}

// Lacking lists which of n shares are not whole. With retry, those with failed runs are
// among them.
func (h *Have) Lacking(n int, retry bool) (list []int) {
	lacks := make([]bool, n)
	for _, run := range h.Lacks(Share{Of: 1}, retry) {
		lacks[run%n] = true
	}
	for i, l := range lacks {
		if l {
			list = append(list, i)
		}
	}
	return list
}

// Nothing is what a folder has that is not begun yet.
func Nothing(p *study.Plan) *Have {
	words := (p.Runs() + 63) / 64
	return &Have{make(set, words), make(set, words), p.Runs()}
}

// Have reads which runs there are.
func (f *Folder) Have() (*Have, error) { return f.HaveOf(Share{Of: 1}) }

// HaveOf reads which runs of a share there are; of others it may know nothing.
func (f *Folder) HaveOf(s Share) (h *Have, err error) {
	for range mostTwins { // a merge may be removing shares
		if h, err = f.scan(s); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return h, err
}

func (f *Folder) scan(s Share) (*Have, error) {
	h := Nothing(f.Plan)
	names, err := f.list()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !s.meets(name) {
			continue
		}
		if err := f.scanFile(h, name); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// scanFile takes note of the rows of one file.
func (f *Folder) scanFile(h *Have, name string) error {
	t, close, err := f.openTables([]string{name}, f.Table)
	if err != nil {
		return err
	}
	defer close()
	err = t.readers[0].Scan([]int{0, f.Table.Find("status")}, func(c []results.Cell) error {
		run := int(c[0].I)
		if run < 0 || run >= h.runs {
			return fmt.Errorf("replication %d is there, and the study asks for %d: replications can only grow", run/f.Plan.Configs()+1, f.Plan.Reps)
		}
		if h.there.add(run); c[1].S == runOK {
			h.good.add(run)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
