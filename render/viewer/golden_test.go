package viewer

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/lanes"
	"entente/render/rendertest"
	"entente/render/still"
	"entente/render/view"
	"entente/sim"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures of frames anew; look at them before they are committed")

// Whole frames are as they were looked at: each of the three screens, in each of the
// themes, one as a nation with what it missed. They are small, so that a difference
// can be read.
func TestFramesLookAsTheyDid(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	due := view.Subject{Topic: view.Deadline, Thing: run.Outcomes[0].Thing}
	path := view.State{Screen: view.Lanes, Look: view.HighContrast, At: 26 * sim.Hour, Subject: due, Outcome: due.Thing}
	path.From, path.Until, _ = lanes.PathWindow(run, due.Thing)
	for name, s := range map[string]view.State{
		"outcomes": {Screen: view.Outcomes, Look: view.Dark, At: run.Until},
		"why":      {Screen: view.Why, Look: view.Light, At: run.Until, Subject: due, Outcome: due.Thing},
		"lanes":    path,
		"nation":   {Screen: view.Lanes, Look: view.Light, At: 30 * sim.Hour, As: view.Perspective{Sort: view.OfNation, Who: nationsOf(run)[1]}, Missed: true},
	} {
		t.Run(name, func(t *testing.T) {
			v := New(run)
			v.State = s
			drawn := still.SVG(&v.Frame(1280, 720).Scene, "f")
			file := filepath.Join("testdata", name+".svg")
			if *rewrite {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, []byte(drawn), 0o644))
			}
			was, err := os.ReadFile(file)
			require.NoError(t, err)
			require.True(t, string(was) == drawn, "%s is not what is drawn: go test ./render/viewer -run TestFramesLookAsTheyDid -rewrite writes it anew, look at it", file)
		})
	}
}
