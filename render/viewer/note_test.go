package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/panel"
	"entente/render/view"
	"entente/replay/notes"
	"entente/sim"
)

// noting is a viewer of somebody who notes, and what has been asked to be kept so far.
func noting(t *testing.T) (*Viewer, func() *notes.Book) {
	v := opened(t, "deportation-notice-2015")
	v.By, v.Run.Book = "A. Trainee", &notes.Book{Digest: "0123", Scenario: v.Run.Static.Scenario}
	var file string
	return v, func() *notes.Book {
		for _, r := range v.Requests() {
			require.Equal(t, SaveNotes, r.Do)
			require.True(t, strings.HasPrefix(string(r.Data), file), "lines are only ever added")
			require.True(t, strings.HasSuffix(string(r.Data), r.Text))
			file = string(r.Data)
		}
		book, err := notes.Read(strings.NewReader(file), "notes", "0123", notes.Page{Static: v.Run.Static, Records: v.Run.Records.Count()})
		require.NoError(t, err)
		return book
	}
}

// B sets a bookmark and takes it away again, as often as somebody likes.
func TestBookmarksAreTakenAway(t *testing.T) {
	v, kept := noting(t)
	v.Do(view.Action{Do: view.JumpTo, At: sim.Day})
	for range 2 {
		press(t, v, "b")
		require.Equal(t, saysBookmark, v.Notice())
		require.Len(t, notedMoments(v.Run), 1)
		require.Len(t, kept().Standing(), 1)
		press(t, v, "b")
		require.Equal(t, saysUnmarked, v.Notice())
		require.Empty(t, notedMoments(v.Run))
		require.Empty(t, kept().Standing())
	}
	require.Len(t, kept().Notes, 4)
	press(t, v, "n")
	require.Equal(t, saysNoBookmark, v.Notice())
}

// A note is tagged as a strength or an area for improvement, chosen in the strip of
// time, said anew and taken away; its history is told.
func TestNotesAreCorrected(t *testing.T) {
	v, kept := noting(t)
	v.Do(view.Action{Do: view.JumpTo, At: sim.Day})
	press(t, v, "a")
	v.Type("they rnag")
	v.Frame(1280, 720)
	clickOn(t, v, "Area for improvement")
	require.Equal(t, view.Improve, v.State.Tag)
	clickOn(t, v, "Strength")
	require.Equal(t, view.Sustain, v.State.Tag, "one or the other")
	require.Contains(t, view.Link(v.Run.Static, v.State), "tag=sustain")
	press(t, v, "Enter")
	require.Equal(t, []notes.Note{{Kind: notes.Observation, At: int64(sim.Day), By: "A. Trainee", Text: "they rnag", Tag: notes.Sustain}}, kept().Standing())

	v.Do(withNumber(view.Show, int(view.Lanes)))
	press(t, v, "Home")
	was := v.Run.Book.Standing()[0]
	c, found := v.Frame(1280, 720), false
	for _, h := range c.Hits {
		if h.Do.Do == view.Select && h.Do.Subject == panel.RemarkOf(&was) {
			require.Equal(t, "Strength: they rnag", h.Tip)
			v.Click(middleOf(h.Box))
			found = true
			break
		}
	}
	require.True(t, found, "a note stands in the strip of time")
	require.Equal(t, sim.Day, v.State.At)
	link := view.Link(v.Run.Static, v.State)
	back, err := view.ReadLink(v.Run.Static, view.New(), link)
	require.NoError(t, err)
	require.Equal(t, v.State.Subject, back.Subject)
	require.Contains(t, says(v.Frame(1280, 720)), "they rnag")

	clickOn(t, v, "Correct")
	require.Equal(t, "they rnag", v.State.Typed)
	require.Equal(t, view.Sustain, v.State.Tag)
	for range 4 {
		press(t, v, "Backspace")
	}
	v.Type("rang")
	press(t, v, "Enter")
	now := kept().Standing()
	require.Len(t, now, 1)
	require.Equal(t, "they rang", now[0].Text)
	require.Equal(t, was.ID(), now[0].Of)
	frame := says(v.Frame(1280, 720))
	require.Contains(t, frame, "they rang")
	require.Contains(t, frame, "Said before")
	require.Contains(t, v.Text(), "they rang")

	for _, size := range [][2]float64{{1280, 720}, {1920, 1080}, {640, 360}} {
		v.State.Sheet, v.notice = size[0] < 900, ""
		require.Empty(t, faults(v.Frame(size[0], size[1])), "%v", size)
	}
	v.State.Sheet = false
	press(t, v, "Delete")
	require.Equal(t, saysWithdrawn, v.Notice())
	require.Empty(t, kept().Standing())
	require.Len(t, kept().Notes, 3)
	require.Equal(t, view.Nothing, v.State.Subject.Topic)
	v.State.Subject = panel.RemarkOf(&now[0])
	require.Contains(t, says(v.Frame(1280, 720)), "taken away or corrected")
	press(t, v, "Delete")
	require.Equal(t, saysNoNote, v.Notice())
}

// While notes are presented, what each is about is chosen and its words stand below.
func TestPresentingShowsWhatNotesAreAbout(t *testing.T) {
	v, _ := noting(t)
	due := v.Run.Outcomes[1].Thing
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: due}})
	v.Do(view.Action{Do: view.JumpTo, At: 3 * sim.Day})
	press(t, v, "a")
	v.Type("late from here on")
	press(t, v, "Enter", "Escape", "Home", "s")
	require.Equal(t, view.Subject{Topic: view.Deadline, Thing: due}, v.State.Subject)
	require.Contains(t, says(v.Frame(1280, 720)), "late from here on")
	press(t, v, "s", "Home", "n")
	require.Equal(t, view.Remark, v.State.Subject.Topic)
	press(t, v, "Enter")
	require.Equal(t, view.Subject{Topic: view.Deadline, Thing: due}, v.State.Subject, "Enter leads to what it is about")
}
