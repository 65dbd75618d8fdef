//go:build !js

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/render/view"
	"entente/render/viewer"
	"entente/sim"
)

// ask reads a command line as far as the question that it asks.
func ask(t *testing.T, words ...string) (*openFlags, error) {
	t.Helper()
	var asked *openFlags
	c := newCommand(func(q *openFlags) error { asked = q; return nil })
	c.SetArgs(words)
	return asked, c.Execute()
}

func asking(t *testing.T, words ...string) *openFlags {
	t.Helper()
	var asked *openFlags
	c := newCommand(func(q *openFlags) error { asked = q; return nil })
	c.SetArgs(words)
	require.NoError(t, c.Execute())
	return asked
}

// replayOf plays a scenario into a file.
func replayOf(t *testing.T, scenario string) string {
	t.Helper()
	return seededReplay(t, scenario, 1)
}

// seededReplay is a replay of a scenario with a seed.
func seededReplay(t *testing.T, scenario string, seed uint64) string {
	t.Helper()
	b, err := played(scenario, seed)
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "run.mcap")
	require.NoError(t, os.WriteFile(name, b, 0o644))
	return name
}

func TestCommandLineSaysWhereToBegin(t *testing.T) {
	file := replayOf(t, "two-nations")
	a, err := asking(t, file, "--at", "D+1T09:00").app()
	require.NoError(t, err)
	require.Equal(t, 25*sim.Hour, a.shown.State.At)
	for words, says := range map[string]string{
		"--at nonsense": "--at", "--as nobody": "--as", "--select nothing:x": "--select", "--link screen=attic": "--link: screen",
		"--compare missing.mcap": "missing.mcap", "--scenario two-nations": "--scenario",
	} {
		_, err := asking(t, append([]string{file}, strings.Fields(words)...)...).app()
		require.ErrorContains(t, err, says, words)
		wrong := (*inputError)(nil)
		require.ErrorAs(t, err, &wrong, words)
	}
	for _, words := range [][]string{{"a", "b"}, {"--nothing"}, {"--at"}} {
		_, err := ask(t, words...)
		require.Error(t, err, words)
	}
}

func TestWithoutAFileTheLibraryIsShownWithATour(t *testing.T) {
	a, err := asking(t).app()
	require.NoError(t, err)
	require.Equal(t, firstScenario, a.shown.Run.Static.Scenario)
	require.Equal(t, 1, a.shown.State.Tour)
	a, err = asking(t, "--scenario", "two-nations", "--link", "screen=lanes").app()
	require.NoError(t, err)
	require.Equal(t, view.Lanes, a.shown.State.Screen)
	require.Zero(t, a.shown.State.Tour, "who knows where to go needs no tour")
	_, err = asking(t, "--scenario", "no-such").app()
	require.ErrorContains(t, err, "no-such")
}

// Whatever is done with a replay, its file stays as it was.
func TestReplayIsNeverChanged(t *testing.T) {
	file := replayOf(t, "two-nations")
	before, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.Chmod(file, 0o444))
	a, err := asking(t, file).app()
	require.NoError(t, err)
	d := a.machine.(*desktop)
	d.out = &bytes.Buffer{}
	for i, want := range []string{"lanes.png", "lanes-2.png"} {
		where, err := d.Save("lanes.png", []byte{byte(i)})
		require.NoError(t, err)
		require.Equal(t, filepath.Join(filepath.Dir(file), want), where)
	}
	where, err := d.Save("../../"+filepath.Base(file), []byte("x"))
	require.NoError(t, err)
	require.Equal(t, filepath.Join(filepath.Dir(file), "run-2.mcap"), where, "an export stays in its folder and replaces nothing")
	for hour := range sim.Time(2) {
		a.shown.State.At = (hour + 1) * sim.Hour
		a.shown.Do(view.Action{Do: view.Bookmark})
		for _, r := range a.shown.Requests() {
			a.Do(r)
		}
	}
	a.shown.Do(view.Action{Do: view.Report})
	for _, r := range a.shown.Requests() {
		a.Do(r)
	}
	page, err := os.ReadFile(filepath.Join(filepath.Dir(file), "two-nations-report.html"))
	require.NoError(t, err)
	require.Contains(t, string(page), "<title>")
	require.Contains(t, string(page), a.shown.Run.Book.Digest)
	again, err := asking(t, file).app()
	require.NoError(t, err)
	require.Len(t, again.shown.Run.Book.Notes, 2, "bookmarks lie beside the replay")
	after, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, before, after)
	left, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	require.Len(t, left, 6)
}

// A file with a fault comes up in the window, with what can be done about it.
func TestBrokenFilesAreShownWithTheirFault(t *testing.T) {
	file := replayOf(t, "two-nations")
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		b      []byte
		fault  review.Fault
		anyway bool
	}{
		"empty": {nil, review.NotReplay, false},
		"text":  {[]byte("this is no replay"), review.NotReplay, false},
		"cut":   {whole[:len(whole)*3/4], review.Truncated, true},
	} {
		bad := filepath.Join(t.TempDir(), name+".mcap")
		require.NoError(t, os.WriteFile(bad, c.b, 0o644))
		a, err := asking(t, bad).app()
		require.NoError(t, err, name)
		require.NotNil(t, a.shown.Gate, name)
		require.Equal(t, c.fault, a.shown.Gate.Trouble.Fault, name)
		require.Equal(t, bad+" – Entente", a.Title())
		require.Same(t, a.shown, a.Show(), "a gate is shown like a run")
		a.Do(viewer.Request{Do: viewer.OpenAnyway})
		require.Equal(t, c.anyway, a.shown.Gate == nil, name)
		after, err := os.ReadFile(bad)
		require.NoError(t, err)
		require.Equal(t, len(c.b), len(after))
	}
	_, err = asking(t, filepath.Join(t.TempDir(), "missing.mcap")).app()
	require.ErrorContains(t, err, "missing.mcap")
}

// From the library a scenario is played and shown, and a file can be dropped onto it.
func TestLibraryAndDroppedFiles(t *testing.T) {
	t.Setenv("PATH", "")
	file := replayOf(t, "two-nations")
	a, err := asking(t, file).app()
	require.NoError(t, err)
	a.Do(viewer.Request{Do: viewer.ChooseFile})
	require.Len(t, a.shown.Gate.Cards, len(shelf))
	a.Do(viewer.Request{Do: viewer.OpenNamed, Name: "three-nations", Text: "tour=1"})
	require.Nil(t, a.shown.Gate)
	require.Equal(t, "three-nations", a.shown.Run.Static.Scenario)
	require.Equal(t, 1, a.shown.State.Tour)
	a.Dropped(os.DirFS(filepath.Dir(file)))
	require.Equal(t, "two-nations", a.shown.Run.Static.Scenario)
	require.Equal(t, "run.mcap", a.file)
	s, err := openDropped(os.DirFS(filepath.Dir(file)), "run.mcap")
	require.NoError(t, err)
	require.IsType(t, &os.File{}, s.ReaderAt, "it is read in parts")
	require.NoError(t, s.Close())
	require.Equal(t, 1, firstReplay([]string{"notes.txt", "run.mcap"}))
	require.Equal(t, 0, firstReplay([]string{"notes.txt"}))
	require.Equal(t, -1, firstReplay(nil))
}

// The result of a study is dropped onto a run, or named with --study: it is kept for where
// two runs are compared; one of another scenario, and what is none, is told.
func TestStudyBesideTwoRuns(t *testing.T) {
	file := replayOf(t, "two-nations")
	a, err := asking(t, file).app()
	require.NoError(t, err)
	dir := t.TempDir()
	name := filepath.Join(dir, "study.json")
	write := func(scenario string) {
		text := fmt.Sprintf(`{"level": 0.95, "study": "pairs", "scenario": %q, "baseline": "a", "measures": [{"id": "M1", "unit": "ms", "options": [{"option": "a", "runs": 3}, {"option": "b", "runs": 3}]}]}`, scenario)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	write("last-mile-2019")
	a.Dropped(os.DirFS(dir))
	require.Contains(t, a.shown.Notice(), "is about")
	write("two-nations")
	a.Dropped(os.DirFS(dir))
	require.Contains(t, a.shown.Notice(), "Open a second one")
	require.Equal(t, "two-nations", a.shown.Run.Static.Scenario, "the run is still shown")

	q := asking(t, file, "--compare", file, "--study", name)
	a, err = q.app()
	require.NoError(t, err)
	require.Equal(t, view.Compare, a.shown.State.Screen)
	require.NoError(t, os.WriteFile(name, []byte("{}"), 0o600))
	_, err = asking(t, file, "--compare", file, "--study", name).app()
	require.ErrorContains(t, err, "sweep analyze")
}

func TestDisplayIsAskedForBeforeAWindow(t *testing.T) {
	none := func(string) string { return "" }
	require.True(t, hasDisplay("windows", none))
	require.True(t, hasDisplay("darwin", none))
	require.False(t, hasDisplay("linux", none))
	require.True(t, hasDisplay("linux", func(name string) string { return map[string]string{"WAYLAND_DISPLAY": "wayland-0"}[name] }))
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	err := inWindow(&app{file: "run.mcap"})
	require.ErrorContains(t, err, "entente serve run.mcap")
	require.ErrorContains(t, err, "entente replay show run.mcap")
	require.NotContains(t, err.Error(), "\n")
}
