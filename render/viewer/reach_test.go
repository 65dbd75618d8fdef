package viewer

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"entente/render/canvas"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/view"
)

// reach is what somebody came to by keys and pointer: the verbs of which something
// came, and the fields of the State that changed.
type reach struct {
	v      *Viewer
	verbs  [view.NumVerbs]bool
	fields map[string]bool
	drags  map[[2]int]bool // verbs and what they are of
}

// from starts at a State, and tries something there.
func (r *reach) from(s view.State, try func() view.Verb) {
	v := r.v
	v.State, v.history, v.notice, v.requests, v.grabbed = s, nil, "", nil, grip{}
	v.Frame(v.wide, v.high)
	before := v.State
	verb := try()
	if !told(v, before, "") {
		return
	}
	r.verbs[verb] = true
	v.Frame(v.wide, v.high)
	was, is := reflect.ValueOf(before), reflect.ValueOf(v.State)
	for i := range was.NumField() {
		if was.Field(i).Interface() != is.Field(i).Interface() {
			r.fields[was.Type().Field(i).Name] = true
		}
	}
}

func (r *reach) keys(s view.State) {
	var lists [][]stroke
	for i := range bindings {
		lists = append(lists, bindings[i].keys)
	}
	for _, list := range append(lists, typing) {
		for _, k := range list {
			r.from(s, func() view.Verb {
				r.v.Press(k.key, k.shift, k.ctrl)
				return k.do.Do
			})
		}
	}
	r.from(s, func() view.Verb {
		r.v.Type("a")
		return view.Type
	})
}

// pointer clicks, clicks twice, drags and turns the wheel over every place.
func (r *reach) pointer(s view.State) {
	r.v.State = s
	hits := append([]canvas.Hit(nil), r.v.Frame(r.v.wide, r.v.high).Hits...)
	for i := range hits {
		h := &hits[i]
		at := scene.Point{X: h.X + h.W/2, Y: h.Y + h.H/2}
		if h.Do.Do != view.None && !r.verbs[h.Do.Do] {
			r.from(s, func() view.Verb { r.v.Click(at); return h.Do.Do })
		}
		if h.Double.Do != view.None && !r.verbs[h.Double.Do] {
			r.from(s, func() view.Verb { r.v.Double(at); return h.Double.Do })
		}
		for _, shift := range []bool{false, true} {
			verb := h.Drag
			if shift && h.Axis != nil {
				verb = view.SelectSpan
			}
			if of := [2]int{int(verb), h.Do.N}; h.Drag != view.None && !r.drags[of] {
				r.from(s, func() view.Verb {
					to := scene.Point{X: at.X + 40, Y: at.Y - 60}
					r.v.Drag(at, to, shift)
					r.v.Drag(at, to, shift)
					r.drags[of] = r.v.State != s
					return verb
				})
			}
		}
		if h.Map != nil && !r.verbs[view.ZoomMap] {
			r.from(s, func() view.Verb { r.v.Wheel(at, 2, false); return view.ZoomMap })
		}
	}
}

// lines takes what a dialog offers.
func (r *reach) lines(s view.State) {
	r.v.State = s
	for i, l := range append([]line(nil), r.v.lines()...) {
		r.from(s, func() view.Verb {
			r.v.Do(withNumber(view.Choose, i+1))
			return l.do.Do
		})
	}
}

// all tries all that can be done at a State.
func (r *reach) all(s view.State) {
	r.keys(s)
	r.lines(s)
	r.pointer(s)
}

// Every verb is reached by a key or the pointer, something comes of each, and they
// change every field of the State. A verb or field that nobody can come to fails here.
func TestEveryVerbIsReached(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	late := v.Run.Outcomes[1].Thing
	r := &reach{v: v, fields: map[string]bool{}, drags: map[[2]int]bool{}}
	for _, size := range [][2]float64{{1280, 720}, {860, 500}} {
		v.wide, v.high = size[0], size[1]
		for screen := range view.NumScreens {
			for d := range view.NumDialogs {
				if d != view.NoDialog && screen != view.Lanes {
					continue
				}
				s := view.New()
				s.Screen, s.Dialog, s.At = screen, d, v.Run.Outcomes[1].At
				s.Outcome, s.Subject = late, view.Subject{Topic: view.Deadline, Thing: late}
				r.all(s)
			}
		}
	}
	s := view.New()
	s.Screen, s.At, s.Tour = view.Lanes, v.Run.Until/2, 2
	s.As = view.Perspective{Sort: view.OfNation, Who: nationsOf(v.Run)[0]}
	r.all(s)
	s = view.New()
	s.Screen, s.Filter = view.Lanes, "late:yes"
	r.all(s) // what is filtered
	s.Filter, s.Dialog, s.Typed, s.Caret = "", view.SearchDialog, "late:yes", 8
	r.all(s) // what was searched for
	v.State = view.New()
	press(t, v, "d", "Home", "ArrowRight", "a")
	v.Type("seen")
	press(t, v, "Enter", "Home", "n")
	r.all(v.State) // a note
	v.Other = rendertest.Run(t, "deportation-notice-2015")
	v.State = view.New()
	v.State.Screen = view.Compare
	for range 100 {
		v.Frame(v.wide, v.high)
		v.Tick(10, 50)
	}
	r.all(v.State) // two runs
	for verb := view.None + 1; verb < view.NumVerbs; verb++ {
		assert.True(t, r.verbs[verb], "nobody comes to verb %d, or nothing comes of it", verb)
	}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(view.State{})) {
		assert.True(t, r.fields[f.Name], "nothing that somebody does changes %s", f.Name)
	}
}
