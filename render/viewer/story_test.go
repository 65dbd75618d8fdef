package viewer

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
)

// A trainee who has never seen the viewer opens it, without the tour, and asks why the
// warning was late. The first screen has a row for each deadline with what came of it
// and a button Why; pressing it shows the sentence. One click: 2 s in a window.
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

// Then the trainee is asked what Belmora knew on D+1 09:00, on the first screen: the
// button with its code (its name stands there where a window is wide, and under the
// pointer where it is not), "What was known then", the clock, and the time. It stands on
// the right, with what it did not know when that is asked for too. Three clicks, a time
// and Enter: 9 s in a window, slowly.
func TestATraineeAsksWhatBelmoraKnew(t *testing.T) {
	v := opened(t, "two-nations")
	clickOn(t, v, "BEM")
	clickOn(t, v, "What was known then")
	require.Equal(t, view.KnownTab, v.State.Tab)
	clock := v.Frame(1280, 720)
	for _, h := range clock.Hits {
		if h.Do == withNumber(view.Open, int(view.GotoDialog)) {
			v.Click(middle(h.Box))
			break
		}
	}
	v.Type("D+1 09:00")
	press(t, v, "Enter")
	frame := says(v.Frame(1280, 720))
	require.Contains(t, frame, "D+1 09:00")
	require.Contains(t, frame, "Belmora")
	require.Contains(t, frame, "2 of 2 messages, 3 of 3 facts hidden")
	require.Contains(t, frame, "Nothing has reached it yet.")
	sheet(t, "story-knew", v, 1280, 720)
	require.True(t, v.Press("v", true, false))
	frame = says(v.Frame(1280, 720))
	require.Contains(t, frame, "Did not know")
	sheet(t, "story-missed", v, 1280, 720)
	require.Contains(t, v.Text(), "Not known, D+1 09:00")
}

// The same among twelve nations, for which there is no room on the bar: "Nation…", the
// first letters of the name and Enter. And whoever looks at why something of others was
// late, and then takes Belmora's eyes, is told that it did not know of that, and what it
// knew instead.
func TestATraineeAsksWhatBelmoraKnewAmongTwelve(t *testing.T) {
	v := opened(t, "twelve-nations")
	clicks := 0
	for i := range v.canvas.Hits {
		if h := v.canvas.Hits[i]; h.Do.Do == view.Explain && h.Do.Subject.Thing == v.Run.Outcomes[1].Thing {
			v.Click(middle(h.Box))
			clicks++
			break
		}
	}
	require.Equal(t, 1, clicks)
	require.Contains(t, says(v.Frame(1280, 720)), "Kastovia’s point of contact had not read “threat”")
	clickOn(t, v, "Show in lanes")
	clickOn(t, v, labelNation)
	v.Type("belm")
	press(t, v, "Enter", "g")
	v.Type("D+12 09:00")
	press(t, v, "Enter")
	frame := says(v.Frame(1280, 720))
	require.Contains(t, frame, "Belmora did not know of what is chosen")
	require.Contains(t, frame, "Knew")
	require.Contains(t, frame, " old\n", "for how long")
	require.LessOrEqual(t, v.State.From, v.State.At, "the lanes show that time")
	require.GreaterOrEqual(t, v.State.Until, v.State.At)
	sheet(t, "story-twelve", v, 1280, 720)
	clickOn(t, v, "Clear")
	require.Equal(t, view.Nothing, v.State.Subject.Topic)
}

// A run that was stopped says so beside its title, and the text of a view says which
// count its times use.
func TestViewerSaysItsCountAndWhereARunWasStopped(t *testing.T) {
	const legend = "D+0 is 1 Mar 2027 (+01:00); StartEx, T+0, is D+0 08:00"
	v := opened(t, "two-nations")
	require.Contains(t, v.Text(), legend)
	require.NotContains(t, v.Text(), "stopped")
	meta := v.Run.Meta
	meta.Until = "D+1 06:00"
	cut, err := review.Open(v.Run.Records, meta, wording.HSEEP)
	require.NoError(t, err)
	require.Contains(t, New(cut).title(), ", stopped at D+1 06:00")
	require.Contains(t, cut.Legend, "Stopped at D+1 06:00")
	hits := v.Frame(1280, 720).Hits
	require.True(t, slices.ContainsFunc(hits, func(h canvas.Hit) bool {
		return h.Do == withNumber(view.Open, int(view.GotoDialog)) && strings.Contains(h.Tip, legend)
	}))
}
