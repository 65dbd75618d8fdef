package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"entente/replay/wording"
	"entente/scenarios/cluster"
)

// Standing is how far a sweep is.
type Standing struct {
	Runs    int            `json:"runs"`              // of the plan
	There   int            `json:"there"`             // runs that are in the files
	Failed  int            `json:"failed"`            // runs that did not come to their end
	Shares  int            `json:"shares,omitempty"`  // that it was submitted in
	Todo    []int          `json:"todo,omitempty"`    // shares that are not whole
	Queue   map[string]int `json:"queue,omitempty"`   // tasks by their state
	Lost    []int          `json:"lost,omitempty"`    // shares that are neither whole nor in the queue
	Merging bool           `json:"merging,omitempty"` // a job that makes the tables is in the queue
	Merged  bool           `json:"merged"`            // the tables are made, of all runs
	Changed []string       `json:"changed,omitempty"` // files that are not as the manifest has them
}

// Standing counts the runs that are in the files, and looks whether the tables are made and
// nobody changed a file since. Of shares and a queue it says nothing: see AddQueue.
func (f *Folder) Standing(h *Have) (*Standing, error) {
	s := &Standing{Runs: f.Plan.Runs(), There: h.Count(), Failed: h.Failed()}
	x, err := ReadManifest(f.Path)
	switch {
	case err == nil:
		s.Merged = x.Missing == 0 && x.Rows == int64(s.Runs)
		if s.Merged { // else the tables are to be made anew
			s.Changed = x.Changed(f.Path)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return s, nil
}

// AddQueue adds what became of the shares that were submitted: which are not whole, and
// which of these are in no queue either. Merging says whether a job that makes the tables
// is in the queue.
func (s *Standing) AddQueue(h *Have, shares int, tasks []cluster.Task, merging bool) {
	s.Shares, s.Queue, s.Merging = shares, map[string]int{}, merging
	queued := map[int]bool{}
	for _, t := range tasks {
		queued[t.Share] = true
		s.Queue[strings.ToLower(t.State)]++
	}
	s.Todo = h.Lacking(shares, false)
	for _, i := range s.Todo {
		if !queued[i] {
			s.Lost = append(s.Lost, i)
		}
	}
}

// Done says whether nothing is left to wait for: every run is there, and the tables are
// made or nobody is going to make them.
func (s *Standing) Done() bool {
	return s.There == s.Runs && (s.Merged || !s.Merging && len(s.Queue) == 0)
}

// Idle says whether runs are missing that were submitted and on which nothing works.
func (s *Standing) Idle() bool { return len(s.Queue) == 0 && s.Shares > 0 && !s.Done() }

// Text tells it in lines; dir is the folder as the person who asked wrote it.
func (s *Standing) Text(dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s runs are there, %s failed\n", wording.Thousands(s.There), wording.Thousands(s.Runs), wording.Thousands(s.Failed))
	if s.Shares > 0 {
		fmt.Fprintf(&b, "%d of %s are whole", s.Shares-len(s.Todo), wording.Plural(s.Shares, "share"))
		for _, state := range slices.Sorted(maps.Keys(s.Queue)) {
			fmt.Fprintf(&b, ", %d %s", s.Queue[state], state)
		}
		b.WriteString("\n")
	}
	switch {
	case len(s.Lost) > 0:
		fmt.Fprintf(&b, "nothing works on shares %s: entente sweep submit %s\n", cluster.Indices(s.Lost), dir)
	case s.Merged && len(s.Changed) == 0:
		b.WriteString("the tables are made, and every file is as manifest.json has it\n")
	case s.Merging && s.There == s.Runs:
		b.WriteString("the job that makes the tables is in the queue\n")
	case s.There == s.Runs && len(s.Queue) == 0:
		fmt.Fprintf(&b, "the tables are not made yet: entente sweep merge %s\n", dir)
	}
	return b.String()
}
