//go:build !js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/scenarios/batch"
	"entente/sim/files"
)

// scriptFile is a script of a cluster that may be replaced by one.
var (
	scriptFile    = files.Kind{Noun: "a script of sweep submit", Is: matchesStart(regexp.MustCompile(`entente sweep submit wrote this`))}
	submittedFile = files.Kind{Noun: "a note of what was submitted", Is: matchesStart(regexp.MustCompile(`^\{\s*"engine"`))}
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
	f, err := e.reopenFolder(dir)
	if err != nil {
		return err
	}
	last := ""
	for {
		s, err := e.standingOf(f)
		if err != nil {
			return err
		}
		now := s.Text(dir)
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
			return withCode(unverified, fmt.Errorf("%s since the tables were made", strings.Join(s.Changed, ", ")))
		case !watch:
			return nil
		case s.Done():
			return nil
		case s.Idle():
			return withCode(unmet, fmt.Errorf("nothing works on the runs that are missing: entente sweep submit %s goes on with them", dir))
		}
		time.Sleep(every)
	}
}

// standingOf looks how far a sweep is: in its files, and in the queue of a cluster.
func (e *edge) standingOf(f *batch.Folder) (*batch.Standing, error) {
	h, err := f.Have()
	if err != nil {
		return nil, err
	}
	s, err := f.Standing(h)
	if err != nil {
		return nil, err
	}
	note, err := submissionIn(f.Path)
	if err != nil || note.Shares == 0 {
		return s, err
	}
	tasks, merging, err := note.Queued(slurmHere)
	if err != nil { // the files say enough
		fmt.Fprintf(e.stderr, "entente: the queue cannot be asked: %v\n", err)
	}
	s.AddQueue(h, note.Shares, tasks, merging)
	return s, nil
}
