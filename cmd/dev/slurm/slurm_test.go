package slurm

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
)

// A cluster comes up with what it was told, can be reached on the loopback address
// alone, and leaves nothing running.
func TestAClusterComesUpAndGoes(t *testing.T) {
	c, err := Start(t.TempDir(), 16)
	if errors.Is(err, ErrMissing) {
		depth.Missing(t, err.Error())
	}
	require.NoError(t, err)
	said, err := c.Say("scontrol", "show", "config")
	require.NoError(t, err)
	require.Contains(t, strings.Join(strings.Fields(said), " "), "MaxArraySize = 16 ")
	c.Stop()
	for _, s := range c.servers {
		require.NotNil(t, s.ProcessState, "%s goes on", s.Path)
	}
}
