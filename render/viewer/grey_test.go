package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/mark"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/journal"
)

// shape is what something looks like without a colour.
func shape(draw func(*scene.Scene)) string {
	var s scene.Scene
	s.Reset(100, 100)
	draw(&s)
	return rendertest.Shapes(&s)
}

// distinct holds that no two of some shapes are alike.
func distinct(t *testing.T, shapes map[string]string, name, is string) {
	t.Helper()
	if other, known := shapes[is]; known {
		t.Errorf("%s looks like %s", name, other)
	}
	shapes[is] = name
}

// Without a colour delays are told by their pattern, at every size at which bars stand
// in lists, lanes and legends, by their code, and verdicts by their shape.
func TestMarksAreToldWithoutColour(t *testing.T) {
	for _, size := range [][2]float64{{22, 11}, {14, 9}, {24, 15}, {30, 22}, {16, 7}} {
		shapes := map[string]string{}
		for d := range measure.NumDelays {
			distinct(t, shapes, d.Code(), shape(func(s *scene.Scene) {
				b := scene.NewBar(scene.Box{W: size[0], H: size[1]}, d, theme.Dark, "")
				s.Bar(&b)
			}))
		}
	}
	codes, shapes := map[string]string{}, map[string]string{}
	for d := range measure.NumDelays {
		distinct(t, codes, wording.HSEEP.Delay(d.Code()), d.Code())
	}
	for _, o := range []journal.Outcome{journal.Met, journal.Late, journal.NotMet, journal.Void, journal.Open} {
		distinct(t, shapes, o.String(), shape(func(s *scene.Scene) {
			mark.Verdict(s, scene.Point{X: 8, Y: 8}, 7, o, theme.Dark, theme.Dark.Ground[1])
		}))
	}
}

// bars are what a frame has of bars.
type bars struct {
	shapes
	list []scene.Bar
}

type shapes struct{ scene.Scene }

func (b *bars) Bar(x *scene.Bar) { b.list = append(b.list, *x) }

// A frame without colours still says what was late, why, and whose view it is: each
// outcome has its verdict in words, the pattern of each bar stands out from it in grey,
// what a bar is of is in words too, and no two views of one instant are alike.
func TestGreyFramesStillTell(t *testing.T) {
	for at, entry := range scenarios.Library() {
		if at%depth.Pick(8, 3, 1) != 0 {
			continue
		}
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			v := New(rendertest.Run(t, entry.Name))
			for i, screen := range []view.Screen{view.Outcomes, view.Why, view.Lanes} {
				for level := range int(view.NumLooks) {
					s := stateOf(v.Run, trial{instant: instants - 3, set: [numSets]int{screenSet: int(screen), lookSet: level, viewerSet: 0, subjectSet: 1 + i%2}}, level)
					v.State = s
					c := v.Frame(1280, 720)
					words := says(c)
					if screen == view.Outcomes {
						tellsVerdicts(t, v, words)
					}
					tellsDelays(t, v, &c.Scene, words)
				}
			}
			tellsViews(t, v)
		})
	}
}

// tellsVerdicts holds that each outcome on a page has its verdict in words.
func tellsVerdicts(t *testing.T, v *Viewer, words string) {
	t.Helper()
	for i := range v.canvas.Lists[view.OutcomeList].Shown {
		o := &v.Run.Outcomes[v.canvas.Lists[view.OutcomeList].First+i]
		require.Contains(t, words, wording.Upper(v.Run.Speak.Terms.Outcome(o.Why.Outcome)))
	}
}

// leastPattern is the least contrast of a pattern with its bar, in grey: of a bar in its
// own colour, off the chosen path, and not yet happened. What is both is not held: its
// words lead there.
func leastPattern(look *theme.Theme, b *scene.Bar) float64 {
	switch b.Fill {
	case look.Delays[b.Delay]:
		return 3
	case look.Aside(b.Delay):
		return leastAside
	case look.Veiled().Delays[b.Delay]:
		return leastVeiled
	}
	return 1
}

const leastAside, leastVeiled = 1.5, 1.3

func tellsDelays(t *testing.T, v *Viewer, s *scene.Scene, words string) {
	t.Helper()
	var b bars
	s.Paint(&b)
	look := v.theme()
	for _, x := range b.list {
		if x.W >= 6 && x.H >= 6 {
			require.GreaterOrEqual(t, rendertest.Contrast(x.Fill, x.Mark), leastPattern(look, &x), "the pattern of %s at %.0f in %s", x.Delay.Code(), x.Box, view.Link(v.Run.Static, v.State))
		}
		name := v.Run.Speak.Terms.Delay(x.Delay.Code())
		require.True(t, x.Tip != "" || strings.Contains(words, name) || v.pointed(x.Box), "nothing says that the bar at %.0f is %s in %s", x.Box, name, view.Link(v.Run.Static, v.State))
	}
}

// pointed says whether whoever points at a bar is told what waited there.
func (v *Viewer) pointed(b scene.Box) bool {
	h := v.canvas.Under(scene.Point{X: b.X + b.W/2, Y: b.Y + b.H/2})
	return h != nil && h.Subject.Topic != view.Nothing
}

// tellsViews holds that no two views of one instant are alike without colours, on any
// screen.
func tellsViews(t *testing.T, v *Viewer) {
	t.Helper()
	for screen := range view.NumScreens {
		shapes, as := map[string]string{}, view.Perspective{Sort: view.NumSorts}
		for level := range mod {
			s := stateOf(v.Run, trial{instant: instants / 2, set: [numSets]int{screenSet: int(screen), viewerSet: level}}, 0)
			if s.As == as {
				continue // the same with what it missed, or the last nation is the first
			}
			as = s.As
			v.State = s
			distinct(t, shapes, screen.String()+" as "+view.Link(v.Run.Static, s), rendertest.Shapes(&v.Frame(1280, 720).Scene))
		}
	}
}
