package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// SubmissionFile is where a folder of results keeps its Submission.
func SubmissionFile(dir string) string { return filepath.Join(dir, cluster.Notes, "submitted.json") }

// ReadSubmission reads the Submission of a folder; one without an engine where nothing was
// submitted. The error is ErrSubmission where the file does not hold one.
func ReadSubmission(dir string) (*Submission, error) {
	s := &Submission{}
	in, size, err := files.Open(SubmissionFile(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, min(size, 1<<20)))
	if err == nil {
		err = json.Unmarshal(text, s)
	}
	if err != nil {
		return nil, fmt.Errorf("%s %w: %w", SubmissionFile(dir), ErrSubmission, err)
	}
	return s, nil
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
