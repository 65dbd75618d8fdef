package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/view"
)

// A trainee who has never seen the viewer opens it, without the tour, and asks why the
// warning was late. The first screen has a row for each deadline with what came of it
// and a button Why; pressing it shows the sentence. One click.
func TestATraineeAsksWhyItWasLate(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	require.Equal(t, view.Outcomes, v.State.Screen)
	o := &v.Run.Outcomes[1]
	require.True(t, o.Late)
	frame := says(v.Frame(1280, 720))
	require.Contains(t, frame, "19 h 29 min late", "the row says how late it was")
	clicks := 0
	for i := range v.canvas.Hits {
		if h := v.canvas.Hits[i]; h.Do.Do == view.Explain && h.Do.Subject.Thing == o.Thing {
			v.Click(middle(h.Box))
			clicks++
			break
		}
	}
	require.Equal(t, 1, clicks)
	require.Equal(t, view.Why, v.State.Screen)
	frame = strings.Join(strings.Fields(says(v.Frame(1280, 720))), " ")
	because := v.Run.Speak.Because(o.Why)
	require.Contains(t, frame, strings.Join(strings.Fields(v.Run.Speak.Came(o.Why))[:6], " "))
	require.Contains(t, frame, strings.Join(strings.Fields(because)[:6], " "), "and the sentence says why")
	sheet(t, "story-why", v, 1280, 720)
}

// Then the trainee is asked what Belmora knew on D+1 09:00: the button with its code
// (its name stands there where a window is wide, and under the pointer where it is not),
// G, and the time. It stands on the right, with what it did not know when that is
// asked for too.
func TestATraineeAsksWhatBelmoraKnew(t *testing.T) {
	v := opened(t, "two-nations")
	clickOn(t, v, "Lanes")
	clickOn(t, v, "BEM")
	press(t, v, "g")
	v.Type("D+1 09:00")
	press(t, v, "Enter")
	frame := says(v.Frame(1280, 720))
	require.Contains(t, frame, "D+1 09:00")
	require.Contains(t, frame, "Belmora")
	require.Contains(t, frame, "2 of 2 messages, 3 of 3 facts hidden")
	sheet(t, "story-knew", v, 1280, 720)
	require.True(t, v.Press("v", true, false))
	frame = says(v.Frame(1280, 720))
	require.Contains(t, frame, "Did not know")
	sheet(t, "story-missed", v, 1280, 720)
	require.Contains(t, v.Text(), "Not known, D+1 09:00")
}
