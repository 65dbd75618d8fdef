package viewer

import "entente/render/view"

// Do does one thing: it makes a State of the State.
func (v *Viewer) Do(a view.Action) {
	before := v.State
	v.State = Next(v, v.State, a)
	if a.Do != view.Back && (v.State.Screen != before.Screen || v.State.Subject != before.Subject) {
		v.history = append(v.history, before)
	}
}

// Next is the State that an action makes of a State.
func Next(v *Viewer, s view.State, a view.Action) view.State {
	switch a.Do {
	case view.Show:
		s.Screen = view.Screen(a.N)
	case view.Select:
		s.Subject = a.Subject
	case view.JumpTo:
		s.At, s.Record = a.At, 0
	case view.Locate:
		s.Screen, s.At, s.Record, s.Subject = view.Lanes, a.At, a.Subject.Record, a.Subject
	case view.SplitTime:
		s.ByStep = !s.ByStep
	}
	return s
}

// Tick lets time pass, in milliseconds of whoever watches.
func (v *Viewer) Tick(ms int64) {
	if n, of := v.Run.Loaded(); n < of {
		v.stale = true
	}
}

// Press takes a key by its name, such as "Space", "ArrowLeft", "w" or "?", as
// browsers name them, and whether Shift and Ctrl are held. It says whether the key
// meant anything.
func (v *Viewer) Press(key string, shift, ctrl bool) bool { return false }

// Type takes text that was typed into a dialog's field.
func (v *Viewer) Type(text string) {}
