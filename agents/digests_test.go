package agents_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
	"entente/scenarios"
)

// pin writes the file of digests anew. Whoever uses it says in the same commit what the
// world does otherwise now: a change of structure or of speed leaves the file alone.
var pin = flag.Bool("pin", false, "run the library with 20 seeds and write testdata/digests.txt anew")

const (
	pinnedFile  = "testdata/digests.txt"
	pinnedSeeds = 20
)

const pinnedHead = `# What runs of the library give: scenario, seed, digest of the records, number of events.
# Made by the engine %s, on top of the commit %s.
# A change of structure or of speed leaves them all alone. One of behaviour writes them anew:
#	go test ./agents -run TestDigestsArePinned -pin
`

// outcome is what a run gives: the digest of its records and how many events it had.
type outcome struct {
	digest string
	events uint64
}

func outcomeOf(w *agents.World) outcome { return outcome{w.Digest().String(), w.Events()} }

// pinned are the outcomes in the file, by scenario, those of seed 1 first.
func pinned(t testing.TB) map[string][]outcome {
	text, err := os.ReadFile(pinnedFile)
	require.NoError(t, err)
	found := map[string][]outcome{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var name string
		var seed int
		var o outcome
		_, err := fmt.Sscan(line, &name, &seed, &o.digest, &o.events)
		require.NoError(t, err, line)
		found[name] = append(found[name], o)
		require.Len(t, found[name], seed, line)
	}
	require.NotEmpty(t, found)
	return found
}

// Runs of the library give what they gave, byte by byte.
func TestDigestsArePinned(t *testing.T) {
	if *pin {
		writePinned(t)
	}
	want := pinned(t)
	require.Len(t, want, len(scenarios.Library()))
	seeds := depth.Pick(3, 6, pinnedSeeds)
	for _, entry := range scenarios.Library() {
		require.Len(t, want[entry.Name], pinnedSeeds, entry.Name)
		w := agents.New(load(t, entry.Name).Spec, 1)
		for i, o := range want[entry.Name][:seeds] {
			w.Restart(uint64(i) + 1)
			require.NoError(t, w.Run())
			require.Equal(t, o, outcomeOf(w), "%s, seed %d", entry.Name, i+1)
		}
	}
}

func writePinned(t *testing.T) {
	commit, err := exec.Command("git", "describe", "--always", "--exclude=*", "--abbrev=12").Output()
	require.NoError(t, err)
	var s strings.Builder
	fmt.Fprintf(&s, pinnedHead, agents.Version, strings.TrimSpace(string(commit)))
	for _, entry := range scenarios.Library() {
		w := agents.New(load(t, entry.Name).Spec, 1)
		for seed := uint64(1); seed <= pinnedSeeds; seed++ {
			w.Restart(seed)
			require.NoError(t, w.Run())
			o := outcomeOf(w)
			fmt.Fprintln(&s, entry.Name, seed, o.digest, o.events)
		}
	}
	require.NoError(t, os.WriteFile(pinnedFile, []byte(s.String()), 0o644))
}
