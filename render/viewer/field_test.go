package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Fields are written in at a caret, letter by letter and accent by accent, and what was
// written wrong is mended where it stands.
func TestFieldHasACaret(t *testing.T) {
	v := opened(t, "two-nations")
	press(t, v, "g")
	v.Type("Zürch")
	press(t, v, "ArrowLeft", "ArrowLeft")
	v.Type("i")
	require.Equal(t, "Zürich", v.State.Typed)
	require.Equal(t, 2, v.State.Caret)
	press(t, v, "Home", "Delete")
	v.Type("z")
	require.Equal(t, "zürich", v.State.Typed)
	press(t, v, "End", "Backspace")
	require.Equal(t, "züric", v.State.Typed)
	v.Type("h am See")
	require.True(t, v.Press("Backspace", false, true))
	require.Equal(t, "zürich am ", v.State.Typed)
	require.True(t, v.Press("Backspace", false, true))
	require.Equal(t, "zürich ", v.State.Typed)
	require.Contains(t, says(v.Frame(1280, 720)), "zürich")

	link := view.Link(v.Run.Static, v.State)
	press(t, v, "Home")
	require.Contains(t, view.Link(v.Run.Static, v.State), "caret=7")
	back, err := view.ReadLink(v.Run.Static, view.New(), link)
	require.NoError(t, err)
	require.Zero(t, back.Caret)
	press(t, v, "ArrowLeft")
	require.Equal(t, saysFieldEnd, v.Notice())
	press(t, v, "Escape", "g")
	require.Zero(t, v.State.Caret, "the next field begins anew")
}

// What is pasted is asked of the window, which types it; several lines become one, and
// what has no room is told.
func TestPasting(t *testing.T) {
	v := opened(t, "two-nations")
	require.False(t, v.Press("v", false, true), "there is nothing to write in")
	for _, dialog := range []string{"/", "g", "a", "f", "v"} {
		press(t, v, dialog)
		v.Requests()
		require.True(t, v.Press("v", false, true))
		list := v.Requests()
		require.Len(t, list, 1)
		require.Equal(t, PasteText, list[0].Do)
		v.Type("D+1\r\n09:00\n")
		require.Equal(t, "D+1 09:00", v.State.Typed)
		press(t, v, "Escape")
	}
	press(t, v, "a")
	v.Type(strings.Repeat("word ", 1000))
	require.Len(t, v.State.Typed, mostTyped)
	require.Contains(t, says(v.Frame(1280, 720)), saysFieldFull)
}

// A click into the field puts the caret there, also where its beginning is out of sight.
func TestAClickPutsTheCaret(t *testing.T) {
	v := opened(t, "two-nations")
	press(t, v, "a")
	v.Type("nobody rang")
	v.Frame(1280, 720)
	v.Click(scene.Point{X: v.written.box.X + 2, Y: v.written.box.Y + 10})
	require.Equal(t, len("nobody rang"), v.State.Caret)
	v.Click(scene.Point{X: v.written.box.X + 10 + font.Width("nobody", font.Regular, theme.Section), Y: v.written.box.Y + 10})
	require.Equal(t, len(" rang"), v.State.Caret)
	v.Type(" there")
	require.Equal(t, "nobody there rang", v.State.Typed)
	press(t, v, "End")
	v.Type(strings.Repeat(" and nobody", 20))
	v.Frame(1280, 720)
	v.Click(scene.Point{X: v.written.box.X + v.written.box.W - 4, Y: v.written.box.Y + 10})
	require.Zero(t, v.State.Caret)
	v.Click(scene.Point{X: v.written.box.X + 11, Y: v.written.box.Y + 10})
	require.Less(t, v.State.Caret, len(v.State.Typed)-20, "what is seen begins there, and not at the first letter")
	require.Equal(t, view.NoteDialog, v.State.Dialog)
}
