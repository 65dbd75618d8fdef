package viewer

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/lanes"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/view"
	"entente/scenarios"
	"entente/sim"
)

// instants is how many instants of a run are looked at, from its begin to its end.
const instants = 20

// mod is how many levels each setting of a frame has.
const mod = 7

// The settings of a frame, each a column of the design.
const (
	screenSet = iota
	sizeSet
	lookSet
	viewerSet
	subjectSet
	clockSet
	detailSet
	numSets
)

// trial is one frame: an instant, and a level of every setting.
type trial struct {
	instant int
	set     [numSets]int
}

// design are the frames of a run. Every two levels of two settings meet, and every
// level meets every instant: the columns are lines of the plane of seven by seven
// places, moved from run to run so that more than two meet in many ways. With one screen
// an instant, as in a short test, they meet over the runs of the library.
func design(run int, whole bool) (list []trial) {
	for i := range instants {
		for s := range mod {
			if !whole && s != (i+run)%mod {
				continue
			}
			t := trial{instant: i}
			for column := range numSets {
				if t.set[column] = (i + column*s + run/mod*column*column*column) % mod; column == screenSet {
					t.set[column] = s
				}
			}
			list = append(list, t)
		}
	}
	return list
}

// Every two levels of two settings meet in the frames of a run, and each meets every
// instant; in a short test they do so over the library.
func TestDesignLetsEveryTwoSettingsMeet(t *testing.T) {
	meets := func(trials []trial) (pairs int) {
		seen := map[string]bool{}
		for _, x := range trials {
			for a := range numSets {
				seen[fmt.Sprint("at", x.instant, a, x.set[a])] = true
				for b := range a {
					seen[fmt.Sprint(a, x.set[a], b, x.set[b])] = true
				}
			}
		}
		return len(seen)
	}
	all := instants*numSets*mod + numSets*(numSets-1)/2*mod*mod
	require.Equal(t, all, meets(design(0, true)))
	require.Len(t, design(0, true), instants*mod)
	var short []trial
	for run := range scenarios.Library() {
		short = append(short, design(run, false)...)
	}
	require.Equal(t, all, meets(short))
}

// stateOf is the state of a frame. Rounds differ in who looks and what is chosen.
func stateOf(run *review.Run, x trial, round int) view.State {
	s := view.New()
	s.At = run.Begin + (run.Until-run.Begin)*sim.Time(x.instant)/(instants-1)
	s.Screen = view.Screen(x.set[screenSet])
	s.Look = view.Look(x.set[lookSet] % int(view.NumLooks))
	nations, agencies := nationsOf(run), run.Involved(0)
	nation := view.Perspective{Sort: view.OfNation, Who: nations[round%len(nations)]}
	switch x.set[viewerSet] {
	case 1:
		s.As = nation
	case 2:
		s.As, s.Missed = nation, true
	case 3:
		s.As, s.Missed = view.Perspective{Sort: view.OfAgency, Who: agencies[round%len(agencies)]}, true
	case 4:
		s.As = view.Perspective{Sort: view.Shared}
	case 5:
		s.As, s.Missed = view.Perspective{Sort: view.Pooled}, true
	case 6:
		s.As, s.Hidden = view.Perspective{Sort: view.OfNation, Who: nations[len(nations)-1-round%len(nations)]}, true
	}
	subjectOf(run, &s, x.set[subjectSet], round)
	switch l := x.set[clockSet]; l {
	case 4:
		s.Filter = "late:yes"
	case 5:
		s.Linear, s.ByStep, s.Sheet = true, true, true
	case 6:
		s.Everyone, s.Presenting = true, true
	default:
		s.Clock = view.Clock(l)
	}
	switch l := x.set[detailSet]; l {
	case 4:
		s.Place = view.Whole
	case 5:
		s.Place = view.Ring
		if x.instant%2 == 1 {
			s.Place, s.Tab = view.Inset, view.WhereTab
		}
	case 6:
		s.Tab = view.KnownTab
	default:
		s.Detail = view.Detail(l)
	}
	return s
}

// subjectOf chooses something of each sort: a deadline with the window of its path, an
// event, what waits, a fact, an agency.
func subjectOf(run *review.Run, s *view.State, level, round int) {
	switch level {
	case 1, 2:
		if n := len(run.Outcomes); n > 0 {
			o := &run.Outcomes[(round+(level-1)*(n-1))%n]
			s.Outcome, s.Subject = o.Thing, view.Subject{Topic: view.Deadline, Thing: o.Thing}
			if level == 1 {
				s.From, s.Until, _ = lanes.PathWindow(run, o.Thing)
			}
		}
	case 3:
		s.Subject = view.Subject{Topic: view.Event, Record: run.Upto(s.At, 0)}
	case 4:
		if flight := run.InFlight(s.At); len(flight) > 0 {
			h := &flight[round%len(flight)]
			s.Subject = view.Subject{Topic: view.Hold, ID: h.Subject, Record: h.Record, From: h.From, Until: h.Until}
		} else if n := len(run.Messages); n > 0 {
			s.Subject = view.Subject{Topic: view.Message, ID: run.Messages[round%n].ID}
		}
	case 5:
		if facts := run.Facts(); len(facts) > 0 {
			s.Subject = view.Subject{Topic: view.Fact, Thing: facts[round%len(facts)]}
		}
	case 6:
		list := run.Involved(0)
		s.Subject = view.Subject{Topic: view.Agency, Agency: list[(round+len(list)/2)%len(list)]}
	}
}

// Frames are legible: at 20 instants of every scenario of the library, on every
// screen, at every size of window and text, in every theme, as whoever looks, whatever
// is chosen and however it is shown, each with each of the others at least once. No
// label lies over another or leaves its room; letters stand out from what lies under
// them; delays stand out from their ground, and side by side from each other for any
// eyes.
func TestFramesAreLegible(t *testing.T) {
	drawn := make(chan reflect.Value, len(scenarios.Library()))
	t.Run("library", func(t *testing.T) {
		for at, entry := range scenarios.Library() {
			t.Run(entry.Name, func(t *testing.T) {
				t.Parallel()
				v := New(rendertest.Run(t, entry.Name))
				for round := range depth.Pick(1, 1, 5) {
					for _, x := range design(at, depth.Now() > depth.Quick) {
						holdFrame(t, v, x, round)
					}
				}
				drawn <- reflect.ValueOf(&v.panels).Elem()
			})
		}
	})
	close(drawn)
	left := map[string]bool{}
	require.NotEmpty(t, drawn)
	for v := range drawn {
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			left[name] = (left[name] || len(left) < v.NumField()) && v.Field(i).IsZero()
		}
	}
	for name, never := range left {
		require.False(t, never, "the panel %q is in no frame of the design", name)
	}
}

// mostFaults is how many faults of one run are told.
const mostFaults = 12

func holdFrame(t *testing.T, v *Viewer, x trial, round int) {
	v.State = stateOf(v.Run, x, round)
	size := windows[x.set[sizeSet]]
	c := v.Frame(size[0], size[1])
	told := 0
	for _, found := range append(faults(c), rendertest.Colours(&c.Scene, v.theme())...) {
		if told++; told > mostFaults {
			t.FailNow()
		}
		t.Errorf("%.0f x %.0f, %s: %s", size[0], size[1], view.Link(v.Run.Static, v.State), found)
	}
}
