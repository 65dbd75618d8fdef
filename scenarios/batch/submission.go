package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"entente/scenarios/cluster"
	"entente/sim/files"
)

// Submission is what a cluster was given of a folder of results, as the folder's
// cluster/submitted.json keeps it.
type Submission struct {
	Engine string   `json:"engine"`
	Shares int      `json:"shares"`
	Title  string   `json:"title"`
	Jobs   []string `json:"jobs,omitempty"`   // arrays of shares
	Merges []string `json:"merges,omitempty"` // jobs that make the tables
}

// ErrSubmission says that a file does not hold a Submission.
var ErrSubmission = errors.New("is not a note of sweep submit")

// mostSubmission bounds the file of a Submission, in bytes.
const mostSubmission = 1 << 20

// SubmissionFile is where a folder of results keeps its Submission.
func SubmissionFile(dir string) string { return filepath.Join(dir, cluster.Notes, "submitted.json") }

// ReadSubmission reads the Submission of a folder; one without an engine where nothing was
// submitted. The error is ErrSubmission where the file does not hold one.
func ReadSubmission(dir string) (*Submission, error) {
	s := &Submission{}
	text, err := files.ReadAll(SubmissionFile(dir), mostSubmission)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case err != nil && !errors.Is(err, files.ErrTooLarge):
		return nil, err
	case err == nil:
		err = json.Unmarshal(text, s)
	}
	if err == nil && (s.Shares < 0 || s.Shares > MostShares) {
		err = fmt.Errorf("shares: %d is not from 0 to %d", s.Shares, MostShares)
	}
	if err != nil {
		return nil, fmt.Errorf("%s %w: %w", SubmissionFile(dir), ErrSubmission, err)
	}
	return s, nil
}

// Queued asks Slurm for the tasks that it still has of what was submitted, and whether a
// job that makes the tables is among its jobs. Where nothing was submitted it asks nobody.
func (s *Submission) Queued(slurm cluster.Slurm) (tasks []cluster.Task, merging bool, err error) {
	if len(s.Jobs) == 0 {
		return nil, false, nil
	}
	queue, err := slurm.Queue(s.Title)
	tasks, merging = s.Own(queue)
	return tasks, merging, err
}

// Own picks from a queue the tasks of its arrays that have not ended, and says whether a
// job that makes its tables is there.
func (s *Submission) Own(queue []cluster.Task) (list []cluster.Task, tables bool) {
	for _, t := range queue {
		switch {
		case t.Ended():
		case slices.Contains(s.Jobs, t.Job):
			list = append(list, t)
		case slices.Contains(s.Merges, t.Job):
			tables = true
		}
	}
	return list, tables
}
