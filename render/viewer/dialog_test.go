package viewer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/scene"
	"entente/render/view"
	"entente/replay/notes"
	"entente/sim"
)

// says are the texts of a frame.
func says(c *canvas.Canvas) string {
	var b strings.Builder
	for _, x := range c.Texts() {
		b.WriteString(x.Text + "\n")
	}
	return b.String()
}

// clickOn clicks where a text stands.
func clickOn(t testing.TB, v *Viewer, text string) {
	t.Helper()
	c := v.Frame(1280, 720)
	for i := len(c.Texts()) - 1; i >= 0; i-- {
		if x := c.Texts()[i]; x.Text == text {
			b := x.Box()
			v.Click(scene.Point{X: b.X + float64(b.W/2), Y: b.Y + float64(b.H/2)})
			return
		}
	}
	t.Fatalf("the frame does not say %q:\n%s", text, says(c))
}

// Whose view it is is chosen by typing part of a name, in letters without accents.
func TestChoosingWhoLooks(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "v")
	v.Type("federal")
	require.Contains(t, says(v.Frame(1280, 720)), "federal police")
	press(t, v, "ArrowDown", "Enter")
	require.Equal(t, view.OfAgency, v.State.As.Sort)
	require.Equal(t, "belgium.djsoc", v.Run.Static.Things[v.State.As.Who].Name)
	require.Equal(t, view.NoDialog, v.State.Dialog)
	press(t, v, "v")
	v.Type("zzz")
	press(t, v, "Enter")
	require.Equal(t, saysNoPlace, v.Notice())
	press(t, v, "Backspace", "Backspace", "Backspace")
	require.Empty(t, v.State.Typed)
	press(t, v, "Escape")
	require.Equal(t, view.NoDialog, v.State.Dialog)
}

// A time is written as people write it; what is no time is told with examples and
// the dialog stays.
func TestGoingToATime(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "g")
	v.Type("D+33 10:14")
	require.Contains(t, says(v.Frame(1280, 720)), "D+33 10:14, ")
	press(t, v, "Enter")
	require.Equal(t, "D+33 10:14", v.Run.Speak.Clock.At(v.State.At))
	press(t, v, "g")
	v.Type("nineish")
	press(t, v, "Enter")
	require.Equal(t, view.GotoDialog, v.State.Dialog)
	require.Contains(t, v.Notice(), `"nineish" is not a time; write D+1 09:00`)
	for range 7 {
		press(t, v, "Backspace")
	}
	v.Type("due")
	press(t, v, "Enter")
	require.Equal(t, v.Run.Outcomes[0].At, v.State.At, "the first of the deadlines")
}

// A search counts while it is typed, Enter goes through what it found and round.
func TestSearching(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "Home", "/")
	v.Type("nation:belgium kind:sent")
	v.Tick(16, 100_000)
	n, all := v.Found()
	require.True(t, all)
	require.Greater(t, n, 2)
	require.Contains(t, says(v.Frame(1280, 720)), "Enter goes to the next")
	var seen []view.Subject
	for range n {
		press(t, v, "Enter")
		e := current(t, v)
		require.Equal(t, "belgium", v.Run.Static.Things[e.Nation].Name)
		require.NotContains(t, seen, v.State.Subject)
		seen = append(seen, v.State.Subject)
	}
	press(t, v, "Enter")
	require.Equal(t, seen[0], v.State.Subject, "round at the end")
	press(t, v, "Escape", ";")
	require.Equal(t, seen[1], v.State.Subject, "and on without the dialog")
	press(t, v, ":")
	require.Equal(t, seen[0], v.State.Subject)

	press(t, v, "/")
	for v.State.Typed != "" {
		press(t, v, "Backspace")
	}
	v.Type("nation:atlantis")
	v.Tick(16, 1)
	require.Contains(t, says(v.Frame(1280, 720)), `there is no nation "atlantis"`)
	press(t, v, "Enter")
	require.Contains(t, v.Notice(), `there is no nation "atlantis"`)
}

// A search goes on from tick to tick, and says how many it has found so far.
func TestSearchTakesItsTime(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "/")
	v.Type("sent")
	v.Tick(16, 10)
	n, all := v.Found()
	require.False(t, all)
	require.True(t, v.Busy())
	for !all {
		v.Tick(16, 10)
		_, all = v.Found()
	}
	more, _ := v.Found()
	require.Greater(t, more, n)
}

// Lines of the filter switch terms on and off; Enter applies them.
func TestFiltering(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "f")
	clickOn(t, v, "Off hours")
	require.Equal(t, "reason:OH", v.State.Typed)
	clickOn(t, v, "Late, refused or lapsed")
	require.Equal(t, "reason:OH late:yes", v.State.Typed)
	clickOn(t, v, "Off hours")
	require.Equal(t, "late:yes", v.State.Typed)
	press(t, v, "Enter")
	require.Equal(t, "late:yes", v.State.Filter)
	require.Equal(t, view.NoDialog, v.State.Dialog)
	v.Do(view.Action{Do: view.Filter, Text: "late:yes"})
	require.Empty(t, v.State.Filter, "the same again: everything")
	v.Do(view.Action{Do: view.Filter, Text: "colour:red"})
	require.Contains(t, v.Notice(), `there is no term "colour"`)
}

// Bookmarks and notes are asked to be kept as lines of a notes file, which reads them
// back, and are gone through in order of time.
func TestNotes(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	v.By, v.Run.Book = "A. Trainee", &notes.Book{Digest: "0123", Scenario: v.Run.Static.Scenario}
	v.Do(view.Action{Do: view.JumpTo, At: 2 * sim.Day})
	press(t, v, "b")
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: v.Run.Outcomes[0].Thing}})
	v.Do(view.Action{Do: view.JumpTo, At: sim.Day})
	press(t, v, "a")
	v.Type("nobody rang back\nand nobody asked")
	press(t, v, "Enter")
	list := v.Requests()
	require.Len(t, list, 2)
	require.Empty(t, v.Requests(), "each is handed out once")
	require.Equal(t, SaveNotes, list[1].Do)
	require.Contains(t, string(list[1].Data), list[1].Text, "the whole file has the line")
	book, err := notes.Read(strings.NewReader(string(list[1].Data)), "notes", "0123", notes.Page{Static: v.Run.Static, Records: v.Run.Records.Count()})
	require.NoError(t, err)
	require.Equal(t, []notes.Note{
		{Kind: notes.Bookmark, At: int64(2 * sim.Day), By: "A. Trainee"},
		{Kind: notes.Observation, At: int64(sim.Day), By: "A. Trainee", Text: "nobody rang back and nobody asked", Deadline: v.Run.Outcomes[0].Due.Name},
	}, book.Notes)

	press(t, v, "x")
	clickOn(t, v, "Notes, as the file that lies beside the replay")
	saved := v.Requests()
	require.Len(t, saved, 1)
	require.Equal(t, SaveBook, saved[0].Do)
	require.Equal(t, string(list[1].Data), string(saved[0].Data), "an export has the same file")

	press(t, v, "Home", "n")
	require.Equal(t, sim.Day, v.State.At)
	press(t, v, "n")
	require.Equal(t, 2*sim.Day, v.State.At)
	press(t, v, "n")
	require.Equal(t, sim.Day, v.State.At, "round at the end")
	press(t, v, "p")
	require.Equal(t, 2*sim.Day, v.State.At)
	press(t, v, "s")
	require.True(t, v.State.Presenting)
	require.Equal(t, sim.Day, v.State.At)
	require.Contains(t, says(v.Frame(1280, 720)), "nobody rang back and nobody asked")
	press(t, v, "Space")
	require.Equal(t, 2*sim.Day, v.State.At, "Space goes to the next when presenting")
	press(t, v, "Escape")
	require.False(t, v.State.Presenting)
}

// What people type is bounded and has no control characters.
func TestTypingIsBounded(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	v.Type("no dialog is open")
	require.Empty(t, v.State.Typed)
	press(t, v, "/")
	v.Type("a\x00b\x1bc\u007f\ud7ff")
	require.Equal(t, "abc\ud7ff", v.State.Typed)
	v.Type(strings.Repeat("x", 10_000))
	require.LessOrEqual(t, len(v.State.Typed), mostTyped+4)
	require.False(t, v.Press("b", false, false), "letters go into the field")
	v.Frame(1280, 720)
}

// Links and texts are asked to be copied, and a link shows the same again.
func TestCopying(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d", "2", "Home", "ArrowRight", "y")
	list := v.Requests()
	require.Len(t, list, 1)
	require.Equal(t, CopyText, list[0].Do)
	o := opened(t, "deportation-notice-2015")
	require.NoError(t, o.Go(list[0].Text))
	require.Equal(t, v.State, o.State)
	require.ErrorContains(t, o.Go("as=atlantis"), `there is no perspective "atlantis"`)
	require.ErrorContains(t, o.Go("record=99999"), fmt.Sprintf("the run has %d records, and not 99999", v.Run.Records.Count()))
	require.Equal(t, v.State, o.State, "what cannot be shown changes nothing")

	require.True(t, v.Press("y", true, false))
	known := v.Requests()[0].Text
	require.Contains(t, known, "hidden")
	press(t, v, "0", "q")
	v.Do(view.Action{Do: view.Explain, Subject: view.Subject{Topic: view.Deadline, Thing: v.Run.Outcomes[1].Thing}})
	require.True(t, v.Press("y", true, false))
	text := v.Requests()[0].Text
	e, err := v.Run.WhyOf(v.Run.Outcomes[1].Thing)
	require.NoError(t, err)
	require.Contains(t, strings.ToLower(text), strings.ToLower(v.Run.Speak.Verdict(e)))
	require.Contains(t, text, "Where the time went")
	require.Contains(t, text, v.Run.Static.Banner)
}

// Pictures are of the frame without dialogs, and say in words what they show.
func TestExport(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "w", "x")
	clickOn(t, v, "Picture for the web and for print")
	r := v.Requests()
	require.Len(t, r, 1)
	require.Equal(t, "deportation-notice-2015-why.svg", r[0].Name)
	svg := string(r[0].Data)
	require.Contains(t, svg, "<desc")
	require.Contains(t, svg, "Where the time went")
	require.NotContains(t, svg, "Picture for slides")
	v.Do(view.Action{Do: view.Export, Text: "png"})
	require.Equal(t, "\x89PNG", string(v.Requests()[0].Data[:4]))
	v.Do(view.Action{Do: view.Export, Text: "gif"})
	require.Equal(t, saysFilmSpan, v.Notice())
	v.Do(view.Action{Do: view.SelectSpan, From: 0, Until: sim.Day})
	before := v.State
	v.wide, v.high = 320, 240
	v.Do(view.Action{Do: view.Export, Text: "gif"})
	require.Equal(t, "GIF89a", string(v.Requests()[0].Data[:6]))
	require.Equal(t, before, v.State, "a film leaves the view as it was")
	press(t, v, "r")
	require.Equal(t, SaveReport, v.Requests()[0].Do)
}

// middle is the middle of a box.
func middle(b scene.Box) scene.Point {
	return scene.Point{X: b.X + float64(b.W/2), Y: b.Y + float64(b.H/2)}
}

// The card of the tour stands beside what it speaks of: it hides no row of the outcomes,
// and of no part more than a corner.
func TestTourCardStandsBeside(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	for _, size := range [][2]float64{{1280, 720}, {1920, 1080}} {
		require.NotEmpty(t, tour)
		for i := range tour {
			v.State = view.New()
			v.State.At, v.State.Screen, v.State.Tour = v.Run.Until, tour[i].on, i+1
			c := v.Frame(size[0], size[1])
			part := v.zones.zoneBox(tour[i].zone)
			card := v.tourCard(tour[i].zone, part)
			over := max(0, min(card.X+card.W, part.X+part.W)-max(card.X, part.X)) * max(0, min(card.Y+card.H, part.Y+part.H)-max(card.Y, part.Y))
			require.LessOrEqual(t, over, part.W*part.H*0.12, "step %d at %v", i+1, size)
			if tour[i].on == view.Outcomes {
				rows := 0
				for _, h := range c.Hits {
					if h.Subject.Topic == view.Deadline && h.Box.Y < v.zones.Bottom.Y {
						require.False(t, h.Box.Meets(card), "a row lies under the card")
						rows++
					}
				}
				require.GreaterOrEqual(t, rows, 4)
			}
		}
	}
}
