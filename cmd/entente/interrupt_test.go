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
// is a file that matches and some more time has gone, and gives its exit code and what it
// said. It may have ended before.
func told(t *testing.T, s syscall.Signal, match string, wait time.Duration, args ...string) (int, string) {
	t.Helper()
	c := exec.Command(linked(t, t.TempDir(), "entente"), args...)
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
			require.Less(t, time.Since(begun), hang, "no file %s", match)
		}
	}
	time.Sleep(wait)
	if err := c.Process.Signal(s); !errors.Is(err, os.ErrProcessDone) {
		require.NoError(t, err)
	}
	select {
	case err := <-over:
		return give(err)
	case <-time.After(hang):
		_ = c.Process.Kill()
		t.Fatal("it goes on")
		return 0, ""
	}
}

// lay writes a scenario of the library to a file, with other words in it.
func lay(t *testing.T, file, scenario string, words ...string) {
	t.Helper()
	e, yaml, _ := testEdge(t, "library", "show", scenario)
	require.Equal(t, done, run(e))
	text := yaml.String()
	for i := 0; i < len(words); i += 2 {
		require.Contains(t, text, words[i])
		text = strings.Replace(text, words[i], words[i+1], 1)
	}
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
}

// endless writes a scenario that no machine is through with in minutes, and gives the line
// that runs it: two centuries of twelve nations.
func endless(t *testing.T) string {
	lay(t, "endless.yaml", "twelve-nations", "start: 2028-05-01T", "start: 1900-05-07T", "end: T+30d", "end: T+73000d")
	return "run endless.yaml --max-events 34359738368 "
}

// A program that is told to end says what it has done and what is left, ends with
// the code of a failure, and leaves no part of a file. None of the lines comes to its end
// by itself in minutes, so that it does not matter when it is told, once it is at work.
func TestInterruptedSaysHowFar(t *testing.T) {
	t.Chdir(t.TempDir())
	never := endless(t)
	lay(t, "long.yaml", "lessons-learned", "runs: 8", "runs: 1000", "end: T+10d", "end: T+500d")
	for name, x := range map[string]struct {
		line, match string
		says        string
		leaves      []string
	}{
		"reps": {
			"run twelve-nations --reps 1000000 --workers 1 -o x.mcap", "x.mcap",
			`^entente: finishing the runs under way; told once more, it ends at once\nentente: stopped after [\d,]+ of 1,000,000 replications; what is told is of these, as --reps \d+ tells it\n$`,
			[]string{"x.mcap"},
		},
		"rehearse": {
			"rehearse twelve-nations --reps 1000000 --workers 1 -o a/b", "a/b/.entente-*",
			`^entente: finishing the runs under way; told once more, it ends at once\nWrote a.b.rehearsal.html, entries.csv and load.csv\nentente: stopped after [\d,]+ of 1,000,000 runs; what is told is of these, as --reps \d+ tells it\n$`,
			[]string{"a", "a/b", "a/b/entries.csv", "a/b/load.csv", "a/b/rehearsal.html"},
		},
		"campaign": {
			"campaign ../long.yaml --workers 1", "../long.yaml",
			`^entente: finishing the runs under way; told once more, it ends at once\nentente: stopped (after [\d,]+ of 1,000 exercises; what is told is of these, as --set campaign.runs=\d+ tells it|in the first two exercises of the campaign, and nothing is told of less)\n$`, nil,
		},
		"run": {
			strings.Replace(never, "endless", "../endless", 1), ".entente-*",
			`^entente: interrupted at D[+-]\d+ \d\d:\d\d of D\+73000 \d\d:\d\d, after [\d,]+ records; nothing is shown of them; no file was written\n$`, nil,
		},
	} {
		for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+" "+s.String(), func(t *testing.T) {
				code, said := 0, ""
				for wait := 50 * time.Millisecond; wait < hang; wait *= 2 {
					dir := name + s.String()
					require.NoError(t, os.RemoveAll(dir))
					require.NoError(t, os.Mkdir(dir, 0o700))
					t.Chdir(dir)
					code, said = told(t, s, x.match, wait, strings.Fields(x.line)...)
					early := code < 0 || name != "run" && strings.HasPrefix(said, "entente: interrupted") || strings.Contains(said, " after 0 of ") // no run was made yet
					if !early {
						break
					}
					t.Chdir("..")
				}
				require.Equal(t, failed, code, said)
				require.Regexp(t, x.says, said)
				require.ElementsMatch(t, append([]string{"."}, x.leaves...), allFiles(t))
				if name == "reps" {
					e, _, talk := testEdge(t, append([]string{"replay", "verify"}, x.leaves...)...)
					require.Equal(t, done, run(e), talk.String())
				}
			})
		}
	}
}

// Whenever a program is told to end, what it replaces is the old file or the new
// one, and nothing else lies beside it. A run that is over before may be told too late; one
// that has no end never is.
func TestInterruptedAnywhere(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, line := range []string{"run two-nations --seed 2 -o x.mcap", "run two-nations -o new.mcap"} {
		code, said := call(t, files.Disk{}, line)
		require.Equal(t, done, code, said)
	}
	names := []string{"x.mcap", "new.mcap"}
	both := content(t, names)
	tell := func(wait time.Duration, line string) (stopped bool) {
		require.NoError(t, os.WriteFile("x.mcap", []byte(both[0]), 0o600))
		code, said := told(t, syscall.SIGTERM, ".entente-*", wait, strings.Fields(line)...)
		if code != done {
			require.Equal(t, failed, code, said)
			require.Contains(t, said, "interrupted")
		}
		require.Contains(t, both, content(t, names)[0], "told after %s", wait)
		return code != done
	}
	n := depth.Pick(8, 40, 400)
	for i := range n {
		tell(time.Duration(i%20)*time.Millisecond, "run two-nations -o x.mcap --force")
		require.Equal(t, []string{".", "new.mcap", "x.mcap"}, allFiles(t))
	}
	never := endless(t)
	for i := range max(2, n/10) {
		require.True(t, tell(time.Duration(i)*10*time.Millisecond, never+"-o x.mcap --force"))
		require.Equal(t, both[0], content(t, names)[0], "the old one")
		require.Equal(t, []string{".", "endless.yaml", "new.mcap", "x.mcap"}, allFiles(t))
	}
}
