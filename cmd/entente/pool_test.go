//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/outcome"
	"entente/sim/files"
)

// How many runs are made at once is seen in no byte of any command.
func TestWorkersChangeNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	code, said := call(t, files.Disk{}, "run two-nations -o x.mcap")
	require.Equal(t, done, code, said)
	for _, x := range []struct {
		line   string
		leaves []string
	}{
		{"run three-nations --reps 15 --seed 3", nil},
		{"run three-nations --reps 15 --json", nil},
		{"run three-nations --reps 15 --max-events 35700 --json", nil},
		{"rehearse three-nations --reps 15 --force -o out", []string{"out/rehearsal.html", "out/entries.csv", "out/load.csv"}},
		{"report x.mcap --reps 15 --force -o aar", []string{"aar/report.html", "aar/report.md"}},
	} {
		var want []string
		for _, workers := range []string{"1", "2", "7"} {
			e, out, talk := testEdge(t, append(strings.Fields(x.line), "--workers", workers)...)
			e.store = files.NewStore(files.Disk{})
			code := run(e)
			got := append([]string{strconv.Itoa(code), out.String(), talk.String()}, content(t, x.leaves)...)
			if want == nil {
				want = got
			}
			require.Equal(t, want, got, "%s --workers %s", x.line, workers)
		}
	}
	for _, bad := range []string{"0", "-1", "1025", "many"} {
		code, said := call(t, files.Disk{}, "run two-nations --reps 2 --workers "+bad)
		require.Equal(t, wrongInput, code)
		require.Contains(t, said, "want a whole number from 1 to 1024")
	}
}

// Runs that fail sink no other: they are named, and the exit code says that some are
// missing.
func TestReplicationsThatFailAreNamed(t *testing.T) {
	e, out, talk := testEdge(t, strings.Fields("run three-nations --reps 12 --max-events 35700 --json")...)
	require.Equal(t, unmet, run(e))
	var o outcome.Run
	require.NoError(t, json.Unmarshal(out.Bytes(), &o))
	lost := len(o.Failed)
	require.Positive(t, lost, "a bound that some of them come to")
	require.Len(t, o.Runs, 12-lost)
	require.NotEmpty(t, o.Runs)
	for _, f := range o.Failed {
		require.Contains(t, f.Error, "stopped after")
		require.Contains(t, talk.String(), "replication "+strconv.Itoa(f.Number)+", seed "+strconv.FormatUint(f.Seed, 10)+", failed: ")
		alone, _, _ := testEdge(t, "run", "three-nations", "--json", "--max-events", "35700", "--seed", strconv.FormatUint(f.Seed, 10))
		require.Equal(t, failed, run(alone), "it fails alone too")
	}
	require.Contains(t, talk.String(), fmt.Sprintf("entente: %d of 12 replications failed, and nothing that is told is of them\n", lost))
	e, out, talk = testEdge(t, strings.Fields("rehearse three-nations --reps 12 --max-events 35700 --json")...)
	require.Equal(t, unmet, run(e))
	require.Contains(t, out.String(), fmt.Sprintf(`"runs": %d`, 12-lost))
	require.Contains(t, out.String(), fmt.Sprintf(`"failed": %d`, lost))
	require.Contains(t, talk.String(), fmt.Sprintf("entente: %d of 12 runs failed", lost))

	// The first may be among them: the number and its digest stand as they are.
	const line = "run three-nations --reps 40 --seed 500623141462335 --max-events 35700"
	e, out, _ = testEdge(t, strings.Fields(line+" --json")...)
	require.Equal(t, unmet, run(e))
	o = outcome.Run{}
	require.NoError(t, json.Unmarshal(out.Bytes(), &o))
	lost = len(o.Failed)
	first := 0
	for first < lost && o.Failed[first].Number == first {
		first++
	}
	require.Positive(t, first, "the first of this seed fails")
	require.Greater(t, lost, 5, "more than are listed")
	e, out, talk = testEdge(t, strings.Fields(line)...)
	require.Equal(t, unmet, run(e))
	require.Contains(t, out.String(), "the digest is that of number "+strconv.Itoa(first))
	require.Contains(t, talk.String(), fmt.Sprintf("entente: and %d more\n", lost-5))
	require.Contains(t, talk.String(), fmt.Sprintf("entente: %d of 40 replications failed", lost))
}

// Told to end, a command finishes the runs under way and tells what came of those, the
// same as if it had been asked for no more.
func TestAStoppedSetTellsWhatThereIs(t *testing.T) {
	for _, line := range []string{"run three-nations --json", "rehearse three-nations --json"} {
		e, out, talk := testEdge(t, append(strings.Fields(line), "--reps", "90000")...)
		over := make(chan int)
		go func() { over <- run(e) }()
		var stop *func()
		for stop == nil {
			select {
			case code := <-over:
				t.Fatalf("ended with %d before it was told to: %s", code, talk)
			default:
				stop = e.course.halt.Load()
			}
		}
		(*stop)()
		require.Equal(t, failed, <-over)
		found := regexp.MustCompile(`stopped after [\d,]+ of 90,000 \w+; what is told is of these, as --reps (\d+) tells it`).FindStringSubmatch(talk.String())
		require.NotNil(t, found, talk)
		if found[1] == "0" {
			require.Empty(t, out.Bytes())
			continue
		}
		if found[1] == "1" && strings.HasPrefix(line, "run") {
			continue // one replication is shown as a run of its own
		}
		whole, want, _ := testEdge(t, append(strings.Fields(line), "--reps", found[1])...)
		require.Equal(t, done, run(whole))
		require.Equal(t, want.String(), out.String())
	}
}

// The first time a command that makes runs is told to end it halts them, the second time
// the program ends.
func TestToldTwiceEndsAtOnce(t *testing.T) {
	var talk bytes.Buffer
	e := edge{stderr: &talk, course: &course{}, store: files.NewStore(files.Disk{})}
	ctx, _, end := e.newPool(10, 0, "run")
	signals, halted := make(chan os.Signal), make(chan int)
	go e.endWhenTold(signals, func(code int) { halted <- code })
	signals <- os.Interrupt
	<-ctx.Done()
	require.Equal(t, "entente: finishing the runs under way; told once more, it ends at once\n", talk.String())
	signals <- os.Interrupt
	require.Equal(t, failed, <-halted)
	require.Contains(t, talk.String(), "entente: interrupted after 0 of 10 runs; 10 left, and nothing is shown of any; no file was written\n")
	end()
	require.Nil(t, e.course.halt.Load(), "after the runs it ends when it is first told")
}
