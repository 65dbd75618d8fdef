//go:build !js

package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/cluster"
	"entente/sim/files"
)

// Every command of the guide to clusters is one that the program takes.
func TestClusterGuideCommandsParse(t *testing.T) {
	text, err := os.ReadFile("../../scenarios/cluster/README.md")
	require.NoError(t, err)
	e, _, _ := testEdge(t)
	found := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "entente ") {
			continue
		}
		line, _, _ = strings.Cut(strings.TrimSpace(line), " > ")
		given, err := cluster.Words(line)
		require.NoError(t, err)
		c, rest, err := newRoot(&e).Find(given[1:])
		require.NoError(t, err, line)
		require.NotEqual(t, "sweep", c.Name(), line)
		require.NoError(t, c.ParseFlags(rest), line)
		require.NoError(t, c.Args(c, c.Flags().Args()), line)
		found++
	}
	require.Equal(t, 13, found)
}

// What is wrong with a submission is told before anything is written.
func TestSubmissionsAreRefusedBeforeAnythingIsWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	const small = "study: 1\nname: small\nscenario: two-nations\nreplications: {n: 2}\n"
	require.NoError(t, os.WriteFile("small.yaml", []byte(small), 0o600))
	require.NoError(t, os.WriteFile("other.yaml", []byte(small+"seeds: {root: 9}\n"), 0o600))
	code, said := call(t, files.Disk{}, "sweep submit small.yaml -o there --engine parallel --shards 2")
	require.Equal(t, done, code, said)
	before := allFiles(t)
	for line, says := range map[string]string{
		"there -o new":                          "there is a directory of results: leave -o out",
		"small.yaml":                            "say by -o in which directory the results come",
		"small.yaml -o there --engine parallel": "there holds results already: go on with them by --resume",
		"other.yaml -o there --engine parallel --resume":   "what decides the results was changed",
		"small.yaml -o new --engine pbs":                   "it is one of slurm, k8s, parallel",
		"small.yaml -o new --engine k8s":                   "k8s needs --image",
		"small.yaml -o new --engine parallel --shards 7":   "there are only 2 runs",
		"small.yaml -o new --engine parallel --pvc x":      "--image and --pvc are for k8s, not for parallel",
		"small.yaml -o new --engine parallel --sbatch --x": "--sbatch is for slurm, not for parallel",
		"small.yaml -o new --sbatch --array=0-3":           "--sbatch: --array is set by entente",
		"small.yaml -o new --print --shards 1002":          "",
		"small.yaml -o new --cores 0":                      "--cores from 1 to 1024",
		"small.yaml -o 50%off --engine parallel":           "a character in its name that schedulers take for something else",
		"small.yaml -o new --engine parallel --reps 0 x":   "takes one study or directory",
	} {
		code, said := call(t, files.Disk{}, "sweep submit "+line)
		require.Equal(t, wrongInput, code, "%s: %s", line, said)
		require.Contains(t, said, says, line)
		require.Equal(t, before, allFiles(t), line)
	}
}
