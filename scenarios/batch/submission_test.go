package batch_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/batch"
	"entente/scenarios/cluster"
)

// A folder of which nothing was submitted has an empty note, a damaged one is named, and
// of a queue only what belongs to the folder and has not ended is picked.
func TestSubmission(t *testing.T) {
	dir := t.TempDir()
	s, err := batch.ReadSubmission(dir)
	require.NoError(t, err)
	require.Equal(t, &batch.Submission{}, s)

	name := batch.SubmissionFile(dir)
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, []byte(`{"engine": "slurm", "shares"`), 0o644))
	_, err = batch.ReadSubmission(dir)
	require.ErrorIs(t, err, batch.ErrSubmission)
	require.ErrorContains(t, err, name)

	require.NoError(t, os.WriteFile(name, []byte(`{"engine": "slurm", "shares": -1}`), 0o644))
	_, err = batch.ReadSubmission(dir)
	require.ErrorIs(t, err, batch.ErrSubmission)
	require.ErrorContains(t, err, "shares: -1 is not from 0 to 1000000")

	require.NoError(t, os.WriteFile(name, []byte(`{"engine": "slurm", "shares": 3, "jobs": ["7"], "merges": ["8"]}`), 0o644))
	s, err = batch.ReadSubmission(dir)
	require.NoError(t, err)
	require.Equal(t, 3, s.Shares)
	list, tables := s.Own([]cluster.Task{{Job: "7", Share: 2, State: "RUNNING"}, {Job: "7", State: "COMPLETED"}, {Job: "6", State: "RUNNING"}})
	require.Equal(t, []string{"7"}, cluster.JobsOf(list))
	require.Len(t, list, 1)
	require.False(t, tables)
	_, tables = s.Own([]cluster.Task{{Job: "8", State: "PENDING"}})
	require.True(t, tables)
}

// A sweep whose queue has one of its two missing shares works on; when nothing is queued
// any more it is idle, and says by which command it goes on.
func TestStanding(t *testing.T) {
	f := folder(t, t.TempDir(), asked)
	h, err := f.Have()
	require.NoError(t, err)
	s, err := f.Standing(h)
	require.NoError(t, err)
	require.False(t, s.Done())
	require.False(t, s.Idle(), "nothing was submitted")

	s.AddQueue(h, 2, []cluster.Task{{Job: "7", Share: 1, State: "PENDING"}}, true)
	require.Equal(t, []int{0, 1}, s.Todo)
	require.Equal(t, []int{0}, s.Lost)
	require.False(t, s.Idle())
	require.Contains(t, s.Text("out"), "0 of 2 shares are whole, 1 pending\nnothing works on shares 0: entente sweep submit out\n")

	s.AddQueue(h, 2, nil, false)
	require.True(t, s.Idle())
}
