package viewer

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/still"
	"entente/render/view"
	"entente/sim"
)

// sheets is a folder for frames, to be looked at.
var sheets = flag.String("sheets", "", "write frames into this folder")

// opened is a viewer of a run, drawn once.
func opened(t testing.TB, name string) *Viewer {
	t.Helper()
	v := New(rendertest.Run(t, name))
	v.Frame(1280, 720)
	return v
}

// sheet writes a frame to be looked at, if somebody wants to.
func sheet(t testing.TB, name string, v *Viewer, w, h float64) {
	t.Helper()
	c := v.Frame(w, h)
	if *sheets == "" {
		return
	}
	file, err := os.Create(filepath.Join(*sheets, name+".png"))
	require.NoError(t, err)
	defer file.Close()
	require.NoError(t, still.PNG(file, &c.Scene, 1))
}

func TestSheets(t *testing.T) {
	if *sheets == "" {
		t.Skip("only with -sheets")
	}
	v := opened(t, "deportation-notice-2015")
	sheet(t, "outcomes", v, 1280, 720)
	v.Press("d", false, false)
	sheet(t, "lanes", v, 1280, 720)
	sheet(t, "lanes-wide", v, 1920, 1080)
	sheet(t, "lanes-960", v, 960, 540)
	sheet(t, "lanes-800", v, 800, 500)
	v.Press("u", false, false)
	sheet(t, "events", v, 1280, 720)
	v.Do(withNumber(view.Show, int(view.Objectives)))
	sheet(t, "objectives", v, 1280, 720)
	v.Do(withNumber(view.Show, int(view.Records)))
	v.Press("ArrowLeft", false, false)
	sheet(t, "records", v, 1280, 720)
	v.Do(withNumber(view.Show, int(view.Lanes)))
	v.Press("Escape", false, false)
	v.Press("2", false, false)
	sheet(t, "perspective", v, 1280, 720)
	v.Press("0", false, false)
	v.Press("?", false, false)
	sheet(t, "keys", v, 1280, 720)
	sheet(t, "keys-960", v, 960, 540)
	v.Press("Escape", false, false)
	v.Press("v", false, false)
	v.Type("bel")
	sheet(t, "actor", v, 1280, 720)
	v.Press("Escape", false, false)
	v.Press("/", false, false)
	v.Type("reason:OH belgium")
	v.Tick(10, 10000)
	sheet(t, "search", v, 1280, 720)
	v.Press("Escape", false, false)
	v.Press("f", false, false)
	sheet(t, "filter", v, 1280, 720)
	v.Press("Escape", false, false)
	v.Press("w", false, false)
	sheet(t, "why", v, 1280, 720)
	v.Press("x", false, false)
	sheet(t, "export", v, 1280, 720)
	v.Press("Escape", false, false)
	v.Press("t", false, false)
	for i := range tour {
		v.State.Tour = i
		v.State.Tour = i
		v.State, _ = Next(v.Run, v.State, withNumber(view.StepTour, 1))
		sheet(t, "tour-"+string(rune('1'+i)), v, 1280, 720)
	}
}

// Who goes from an outcome to the lanes sees the time in which its path lies; who has
// chosen a stretch of time keeps it.
func TestLanesOpenOnThePath(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	o := &v.Run.Outcomes[2]
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: o.Thing}})
	v.Do(withNumber(view.Show, int(view.Lanes)))
	require.Less(t, v.State.Until-v.State.From, 2*sim.Day, "not the forty days of the run")
	require.Less(t, v.State.From, o.At)
	require.Greater(t, v.State.Until, o.When)
	v.Do(withNumber(view.Show, int(view.Outcomes)))
	other := &v.Run.Outcomes[3]
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: other.Thing}})
	v.Do(withNumber(view.Show, int(view.Lanes)))
	require.Less(t, v.State.Until, o.When, "another outcome, another window")

	v.State.From, v.State.Until = sim.Day, 3*sim.Day
	v.Do(withNumber(view.Show, int(view.Outcomes)))
	v.Do(withNumber(view.Show, int(view.Lanes)))
	require.Equal(t, sim.Day, v.State.From)
}
