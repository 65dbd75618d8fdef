package slurm

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
)

// A cluster comes up with what it was told, can be reached on the loopback address
// alone, and leaves nothing running. What goes back into the queue stays there until it is
// started, which works at once, also in the second in which its last try ended.
func TestAClusterComesUpAndGoes(t *testing.T) {
	c, err := Start(t.TempDir(), 16)
	if errors.Is(err, ErrMissing) {
		depth.Missing(t, err.Error())
	}
	require.NoError(t, err)
	said, err := c.Say("scontrol", "show", "config")
	require.NoError(t, err)
	require.Contains(t, strings.Join(strings.Fields(said), " "), "MaxArraySize = 16 ")

	dir := t.TempDir()
	once := "[ -n \"$SLURM_RESTART_COUNT\" ] || scontrol requeue $SLURM_JOB_ID; echo $$ >$SLURM_RESTART_COUNT; exec sleep 3600"
	job, err := c.Say("sbatch", "--parsable", "--requeue", "--chdir="+dir, "--output=log", "--wrap="+once)
	require.NoError(t, err, job)
	require.NoError(t, c.wait("a job that is back", func() bool {
		said, err := c.Say("squeue", "-h", "--format=%T %r")
		return err == nil && said == "PENDING BeginTime" && c.Idle()
	}))
	require.NoError(t, c.StartNow(job), c.Report())
	var number []byte
	require.NoError(t, c.wait("its second try", func() bool {
		number, _ = os.ReadFile(filepath.Join(dir, "1"))
		return len(number) > 0
	}), c.Report())
	require.Contains(t, c.Report(), "RUNNING", "it tells of jobs")
	require.Contains(t, c.Report(), "Requeuing JobId="+job, "and what the servers wrote")

	c.Stop()
	id, err := strconv.Atoi(strings.TrimSpace(string(number)))
	require.NoError(t, err)
	p, err := os.FindProcess(id)
	require.NoError(t, err)
	require.Error(t, p.Signal(syscall.Signal(0)), "the job goes on")
	for _, s := range c.servers {
		require.NotNil(t, s.ProcessState, "%s goes on", s.Path)
	}
}
