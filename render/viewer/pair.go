package viewer

import (
	"entente/render/review"
	"entente/render/view"
)

// pairing is the run beside the other one; nil without another one, or where they
// cannot be compared.
func (v *Viewer) pairing() *review.Pair {
	if v.Other == nil {
		return nil
	}
	if v.pair == nil || v.pair.A != v.Run || v.pair.B != v.Other {
		pair, err := review.NewPair(v.Run, v.Other)
		if err != nil {
			v.Other = nil
			v.say(err.Error())
			return nil
		}
		v.pair = pair
		if err := pair.Join(v.study); err != nil {
			v.study = nil
			v.say(err.Error())
		}
	}
	return v.pair
}

// Join puts the result of a study beside the runs: it is shown where two are compared.
func (v *Viewer) Join(s *review.Sample) error {
	if s.Scenario != v.Run.Static.Scenario {
		return (&review.Pair{A: v.Run}).Join(s)
	}
	v.study, v.stale = s, true
	if v.pair != nil {
		v.pair.Sample = s
	}
	if v.Other == nil {
		v.say(saysStudyLater)
		return nil
	}
	v.State.Screen = view.Compare
	return nil
}

// Align holds both runs beside each other at once, for whoever draws without a window.
func (v *Viewer) Align() error {
	pair, err := review.NewPair(v.Run, v.Other)
	if err != nil {
		return err
	}
	pair.Sample = v.study
	for done := false; !done && err == nil; {
		done, err = pair.Load(1 << 20)
	}
	v.pair = pair
	return err
}

// compareAll shows all outcomes of two runs side by side, or the way to one; from
// another screen it goes there.
func (v *Viewer) compareAll(view.Action) string {
	s := &v.State
	if v.Other == nil {
		return saysNoSecond
	}
	if s.Overview = s.Screen != view.Compare || !s.Overview; s.Screen != view.Compare {
		s.Screen, s.Dialog, s.Item = view.Compare, view.NoDialog, 0
	}
	return ""
}

// extendAlignment goes on with holding both runs beside each other, once that is looked at.
func (v *Viewer) extendAlignment(records int) {
	if v.State.Screen != view.Compare || v.Fault != nil {
		return
	}
	if pair := v.pairing(); pair != nil && !pair.Done() {
		_, v.Fault = pair.Load(records)
		v.stale = true
	}
}

// aligning says whether there is more to do for it.
func (v *Viewer) aligning() bool {
	return v.State.Screen == view.Compare && v.Other != nil && v.Fault == nil && (v.pair == nil || !v.pair.Done())
}
