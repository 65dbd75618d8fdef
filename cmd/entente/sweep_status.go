//go:build !js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/replay/wording"
	"entente/scenarios/batch"
	"entente/scenarios/cluster"
	"entente/sim/files"
)

// scriptFile is a script of a cluster that may be replaced by one.
var (
	scriptFile    = files.Kind{Noun: "a script of sweep submit", Is: begins(regexp.MustCompile(`entente sweep submit wrote this`))}
	submittedFile = files.Kind{Noun: "a note of what was submitted", Is: begins(regexp.MustCompile(`^\{\s*"engine"`))}
)

// submissionIn reads what was submitted of a folder of results.
func submissionIn(dir string) (*batch.Submission, error) {
	s, err := batch.ReadSubmission(dir)
	if errors.Is(err, batch.ErrSubmission) {
		err = wrong(err)
	}
	return s, err
}

// saveSubmission writes what was submitted into the folder of results.
func (e *edge) saveSubmission(s *batch.Submission, dir string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return e.save(files.Plan{Folder: true, Force: true, Targets: []files.Target{{Name: batch.SubmissionFile(dir), Kind: submittedFile}}}, func(w io.Writer) error {
		_, err := w.Write(append(text, '\n'))
		return err
	})
}

// queue asks Slurm for the tasks of the arrays that it still has, and whether a job that
// makes the tables is among what it has.
func queue(s *batch.Submission) (list []cluster.Task, tables bool, err error) {
	if len(s.Jobs) == 0 {
		return nil, false, nil
	}
	said, err := tool("squeue", "--noheader", "--array", "--format="+cluster.QueueFormat, "--name="+s.Title+","+s.Title+cluster.MergeMark)
	if err != nil {
		return nil, false, noSlurm(err)
	}
	list, tables = s.Own(cluster.Queue(said))
	return list, tables, nil
}

// standing is how far a sweep is.
type standing struct {
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

func newSweepStatus(e *edge) *cobra.Command {
	var watch, asJSON bool
	var every time.Duration
	c := &cobra.Command{
		Use:   "status DIR",
		Short: "Say how far a sweep has come, from its files",
		Long: `Status counts the runs that are in the files of a directory, asks the queue of a cluster
that shares were submitted to, and names the shares that are in neither. Once the tables
are made it compares them with manifest.json; if a file was changed, the exit code is 4.`,
		Example: `  entente sweep status results
  entente sweep status results --watch
  entente sweep status results --json | jq .lost`,
		Args: args(cobra.ExactArgs(1), "one directory"),
		RunE: func(_ *cobra.Command, given []string) error {
			if every < time.Second {
				return wrong(fmt.Errorf("--every %v: it is at least 1s", every))
			}
			return e.status(given[0], watch, asJSON, every)
		},
	}
	c.Flags().BoolVar(&watch, "watch", false, "go on until all runs are there, or nothing works on them any more (exit code 3)")
	c.Flags().DurationVar(&every, "every", 5*time.Second, "look after each `TIME` (with --watch)")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// status tells how far a sweep is; when watching, each time that it is further.
func (e *edge) status(dir string, watch, asJSON bool, every time.Duration) error {
	f, err := e.opened(dir)
	if err != nil {
		return err
	}
	last := ""
	for {
		s, err := e.stands(f, dir)
		if err != nil {
			return err
		}
		now := s.String(dir)
		if asJSON {
			b, err := json.Marshal(s)
			if err != nil {
				return err
			}
			now = string(b) + "\n"
		}
		if now != last {
			if _, err := io.WriteString(e.stdout, now); err != nil {
				return err
			}
		}
		switch last = now; {
		case len(s.Changed) > 0:
			return coded(unverified, fmt.Errorf("%s since the tables were made", strings.Join(s.Changed, ", ")))
		case !watch:
			return nil
		case s.There == s.Runs && (s.Merged || !s.Merging && len(s.Queue) == 0):
			return nil
		case len(s.Queue) == 0 && s.Shares > 0:
			return coded(unmet, fmt.Errorf("nothing works on the runs that are missing: entente sweep submit %s goes on with them", dir))
		}
		time.Sleep(every)
	}
}

// stands looks how far a sweep is.
func (e *edge) stands(f *batch.Folder, dir string) (*standing, error) {
	h, err := f.Have()
	if err != nil {
		return nil, err
	}
	s := &standing{Runs: f.Plan.Runs(), There: h.Count(), Failed: h.Failed()}
	x, err := batch.ReadManifest(dir)
	switch {
	case err == nil:
		s.Merged = x.Missing == 0 && x.Rows == int64(s.Runs)
		if s.Merged { // else the tables are to be made anew
			s.Changed = x.Changed(dir)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	note, err := submissionIn(dir)
	if err != nil || note.Shares == 0 || note.Shares > batch.MostShares {
		return s, err
	}
	s.Shares, s.Queue = note.Shares, map[string]int{}
	tasks, merging, err := queue(note)
	s.Merging = merging
	if err != nil { // the files say enough
		fmt.Fprintf(e.stderr, "entente: the queue cannot be asked: %v\n", err)
	}
	at := map[int]bool{}
	for _, t := range tasks {
		at[t.Share] = true
		s.Queue[strings.ToLower(t.State)]++
	}
	for _, i := range h.Lacking(note.Shares, false) {
		if s.Todo = append(s.Todo, i); !at[i] {
			s.Lost = append(s.Lost, i)
		}
	}
	return s, nil
}

// String is how it is told.
func (s *standing) String(dir string) string {
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
