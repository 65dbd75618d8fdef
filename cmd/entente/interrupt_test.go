//go:build !js && !windows

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/files"
)

// told runs the program in a process of its own, ends it with a signal once there
// is a file that matches, and gives its exit code and what it said.
func told(t *testing.T, s syscall.Signal, match string, wait time.Duration, args ...string) (int, string) {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	link := filepath.Join(t.TempDir(), "entente") // the name under which the tests are the program
	require.NoError(t, os.Symlink(self, link))
	c := exec.Command(link, args...)
	var said bytes.Buffer
	c.Stderr = &said
	require.NoError(t, c.Start())
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	give := func(err error) (int, string) {
		var end *exec.ExitError
		if err == nil {
			return done, said.String()
		}
		require.ErrorAs(t, err, &end, said.String())
		return end.ExitCode(), said.String()
	}
	for begun := time.Now(); ; {
		if found, _ := filepath.Glob(match); len(found) > 0 {
			break
		}
		select {
		case err := <-over:
			return give(err)
		case <-time.After(time.Millisecond):
			require.Less(t, time.Since(begun), 30*time.Second, "no file %s", match)
		}
	}
	time.Sleep(wait)
	if err := c.Process.Signal(s); !errors.Is(err, os.ErrProcessDone) {
		require.NoError(t, err)
	}
	select {
	case err = <-over:
	case <-time.After(30 * time.Second):
		_ = c.Process.Kill()
		t.Fatal("it goes on")
	}
	return give(err)
}

// A program that is told to end says what it has done and what is left, ends with
// the code of a failure, and leaves no part of a file.
func TestInterruptedSaysHowFar(t *testing.T) {
	for name, x := range map[string]struct {
		line, match string
		says        string
		leaves      []string
	}{
		"reps": {
			"run three-nations --reps 100000 -o x.mcap", "x.mcap",
			`^entente: finishing the runs under way; told once more, it ends at once\nentente: stopped after [\d,]+ of 100,000 replications; what is told is of these, as --reps \d+ tells it\n$`,
			[]string{"x.mcap"},
		},
		"rehearse": {
			"rehearse twelve-nations --reps 100000 -o a/b", "a/b/.entente-*",
			`^entente: finishing the runs under way; told once more, it ends at once\nWrote a.b.rehearsal.html, entries.csv and load.csv\nentente: stopped after [\d,]+ of 100,000 runs; what is told is of these, as --reps \d+ tells it\n$`,
			[]string{"a", "a/b", "a/b/entries.csv", "a/b/load.csv", "a/b/rehearsal.html"},
		},
		"campaign": {
			"campaign long.yaml", "long.yaml",
			`^entente: finishing the runs under way; told once more, it ends at once\nentente: stopped (after [\d,]+ of 1,000 exercises; what is told is of these, as --set campaign.runs=\d+ tells it|in the first two exercises of the campaign, and nothing is told of less)\n$`, nil,
		},
		"run": {
			"run twelve-nations", ".entente-*",
			`^entente: interrupted at D\+\d+ \d\d:\d\d of D\+30 \d\d:\d\d, after [\d,]+ records; nothing is shown of them; no file was written\n$`, nil,
		},
	} {
		for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+" "+s.String(), func(t *testing.T) {
				t.Chdir(t.TempDir())
				e, yaml, _ := testEdge(t, "library", "show", "lessons-learned")
				require.Equal(t, done, run(e))
				require.NoError(t, os.WriteFile("long.yaml", bytes.Replace(yaml.Bytes(), []byte("runs: 8"), []byte("runs: 1000"), 1), 0o600))
				wait := 50 * time.Millisecond // the work has begun
				code, said := told(t, s, x.match, wait, strings.Fields(x.line)...)
				early := func() bool { return code < 0 || said == "entente: interrupted; no file was written\n" }
				for name == "campaign" && early() && wait < 30*time.Second {
					wait *= 2 // nothing tells from outside when the program or a campaign has begun
					code, said = told(t, s, x.match, wait, strings.Fields(x.line)...)
				}
				require.Equal(t, failed, code, said)
				require.Regexp(t, x.says, said)
				require.ElementsMatch(t, append([]string{".", "long.yaml"}, x.leaves...), allFiles(t))
				if name == "reps" {
					e, _, talk := testEdge(t, append([]string{"replay", "verify"}, x.leaves...)...)
					require.Equal(t, done, run(e), talk.String())
				}
			})
		}
	}
}

// Whenever a program is told to end, what it replaces is the old file or the new
// one, and nothing else lies beside it.
func TestInterruptedAnywhere(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, line := range []string{"run two-nations --seed 2 -o x.mcap", "run two-nations -o new.mcap"} {
		code, said := call(t, files.Disk{}, line)
		require.Equal(t, done, code, said)
	}
	names := []string{"x.mcap", "new.mcap"}
	both := content(t, names)
	stopped := 0
	for i := range depth.Pick(8, 40, 400) {
		require.NoError(t, os.WriteFile("x.mcap", []byte(both[0]), 0o600))
		wait := time.Duration(i%50) * time.Millisecond * 2
		code, said := told(t, syscall.SIGTERM, ".entente-*", wait, "run", "two-nations", "-o", "x.mcap", "--force")
		if code != done {
			stopped++
			require.Contains(t, said, "interrupted")
		}
		require.Contains(t, both, content(t, names)[0], "told after %s", wait)
		require.Equal(t, []string{".", "new.mcap", "x.mcap"}, allFiles(t))
	}
	require.NotZero(t, stopped)
}
