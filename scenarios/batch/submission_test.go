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
