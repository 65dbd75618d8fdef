package viewer

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/view"
)

// says are all words of a frame.
func words(c *canvas.Canvas) (all []string) {
	for _, t := range c.Texts() {
		all = append(all, t.Text)
	}
	return all
}

// At a gate the safest thing to do comes with Enter, another file with O; nothing of
// a run is needed for it.
func TestGateOfTrouble(t *testing.T) {
	v := Closed(&Gate{Trouble: &review.Trouble{Fault: review.NotReplay, File: "notes.txt", Size: 12, Offset: -1, Err: errors.New("not a replay file")}})
	require.Contains(t, words(v.Frame(1280, 720)), "This is not a replay.")
	require.Contains(t, words(v.Frame(1280, 720)), "notes.txt")
	require.True(t, v.Press("Enter", false, false))
	require.Equal(t, []Request{{Do: ChooseFile}}, v.Requests())
	require.True(t, v.Press("o", false, false))
	require.Equal(t, []Request{{Do: ChooseFile}}, v.Requests())
	require.False(t, v.Press("w", false, false), "keys of a run mean nothing")

	v = Closed(&Gate{Trouble: &review.Trouble{Fault: review.Changed, Known: true, Chunks: 3, Records: 9, File: "a.mcap", Size: 12, Offset: -1, Err: errors.New("changed")}})
	v.Frame(1280, 720)
	v.Press("Enter", false, false)
	require.Equal(t, []Request{{Do: OpenAnyway}}, v.Requests())
	v = Closed(&Gate{Trouble: &review.Trouble{Fault: review.Newer, Format: 99, File: "a.mcap", Size: 12, Offset: -1, Err: errors.New("newer")}})
	require.Contains(t, strings.Join(words(v.Frame(1280, 720)), " "), "It has format 99. This version reads format 2")
	v = Closed(&Gate{Trouble: &review.Trouble{Fault: review.TooLarge, File: "a.mcap", Size: 1 << 40, Offset: -1}})
	v.Frame(1280, 720)
	v.Press("Enter", false, false)
	require.Equal(t, []Request{{Do: CopyText, Text: "entente-view a.mcap"}}, v.Requests())
}

// The first screen is walked by arrows and clicks, and the tour begins in the chosen
// scenario.
func TestGateOfTheLibrary(t *testing.T) {
	v := Closed(&Gate{Cards: []panel.Card{{Name: "two-nations", Title: "One"}, {Name: "twelve-nations", Title: "Two"}}})
	v.Frame(1280, 720)
	require.False(t, v.Changed())
	require.True(t, v.Press("ArrowRight", false, false))
	require.True(t, v.Changed())
	c := v.Frame(1280, 720)
	v.Press("Enter", false, false)
	require.Equal(t, []Request{{Do: OpenNamed, Name: "twelve-nations"}}, v.Requests())
	click := func(text string) {
		for _, x := range c.Texts() {
			if x.Text == text {
				v.Click(scene.Point{X: x.Box().X + 2, Y: x.Box().Y + 4})
				return
			}
		}
		t.Fatalf("it does not say %q", text)
	}
	click("Take the tour: six steps")
	require.Equal(t, []Request{{Do: OpenNamed, Name: "twelve-nations", Text: "tour=1"}}, v.Requests())
	click("One")
	require.Equal(t, []Request{{Do: OpenNamed, Name: "two-nations"}}, v.Requests())
	before := v.State.Look
	v.Press("t", false, false)
	require.NotEqual(t, before, v.State.Look)
	v.Tick(1000, 10)
	require.NotPanics(t, func() {
		v.Spoken()
		v.Text()
		v.Link()
		v.Point(scene.Point{X: 5, Y: 5})
		v.Wheel(scene.Point{X: 5, Y: 5}, 1, false)
	})
}

// While a file is coming its progress is shown.
func TestGateOfProgress(t *testing.T) {
	v := Closed(&Gate{Progress: &panel.Progress{File: "a.mcap", Got: 10, Of: 20}})
	require.Contains(t, words(v.Frame(1280, 720)), "10 of 20 bytes")
	require.Equal(t, view.Dark, v.State.Look)
}
