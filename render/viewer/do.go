package viewer

import (
	"entente/render/view"
)

// effects are the verbs of which more comes than a State: a note, a request to the
// window, a walk back through history. They say why nothing came of them.
var effects [view.NumVerbs]func(v *Viewer, a view.Action) (why string)

func init() {
	effects = [view.NumVerbs]func(v *Viewer, a view.Action) string{
		view.Back: (*Viewer).back, view.Accept: func(v *Viewer, _ view.Action) string { return v.accept() },
		view.Choose: (*Viewer).chooseLine, view.Step: (*Viewer).step, view.NextPanel: (*Viewer).nextPanel, view.Follow: (*Viewer).follow,
		view.Bookmark: (*Viewer).bookmark, view.Withdraw: (*Viewer).withdraw, view.CopyLink: (*Viewer).copyLink, view.CopyText: (*Viewer).copyText,
		view.Export: (*Viewer).export, view.Report: (*Viewer).report, view.OpenFile: (*Viewer).openFile,
		view.Paste: (*Viewer).paste, view.CompareAll: (*Viewer).compareAll, view.Show: (*Viewer).show, view.NextScreen: (*Viewer).nextScreen, view.StepFound: (*Viewer).stepFound,
	}
}

// remembered are the verbs that leave something to go back to.
var remembered = [view.NumVerbs]bool{
	view.Show: true, view.Select: true, view.Follow: true, view.Explain: true, view.Clear: true, view.LookAs: true, view.LookNth: true,
	view.NextScreen: true, view.FitTime: true, view.Filter: true, view.FilterTerm: true, view.Accept: true, view.ShowTab: true, view.Choose: true, view.Locate: true,
}

// mostHistory bounds how far back one can go.
const mostHistory = 500

// Do does one thing: it makes a State of the State, or says why not (Notice).
func (v *Viewer) Do(a view.Action) {
	before := v.State
	if why := v.perform(a); why != "" {
		v.say(why)
		return
	}
	if remembered[a.Do] && before.Dialog == view.NoDialog && lookedAt(before) != lookedAt(v.State) || a.Do == view.Accept && lookedAt(before) != lookedAt(v.State) {
		closeDialog(&before)
		before.Playing = false
		if len(v.history) == mostHistory {
			v.history = append(v.history[:0], v.history[1:]...)
		}
		v.history = append(v.history, before)
	}
}

// perform does one thing and says why nothing came of it.
func (v *Viewer) perform(a view.Action) string {
	if a.Do >= view.NumVerbs || v.Gate != nil && v.performAtGate(a) {
		return ""
	}
	if e := effects[a.Do]; e != nil {
		return e(v, a)
	}
	next, why := Next(v.Run, v.State, a)
	v.State = next
	return why
}

// lookedAt is the part of a State that one goes back to.
func lookedAt(s view.State) view.State {
	s = s.Personal()
	s.At, s.Record, s.Sheet, s.Scroll = 0, 0, false, [view.NumLists]int{}
	return s
}

// say tells whoever looks something for a while.
func (v *Viewer) say(text string) {
	v.notice, v.noticed, v.stale = text, noticeLasts, true
}

// Say tells whoever looks what came of something that was asked of the window.
func (v *Viewer) Say(text string) { v.say(text) }

// noticeLasts is how long a notice stands, in milliseconds.
const noticeLasts = 4000

// Notice is what was said last, such as why a key did nothing; empty after a while.
func (v *Viewer) Notice() string { return v.notice }

// back closes what lies over the screen, or shows what was shown before. It always
// leads out: in the end to the first screen with nothing chosen.
func (v *Viewer) back(view.Action) string {
	s := &v.State
	switch {
	case s.Dialog != view.NoDialog:
		closeDialog(s)
	case s.Tour > 0:
		s.Tour = 0
	case s.Presenting:
		s.Presenting = false
	case s.Sheet:
		s.Sheet = false
	case s.Item > 0:
		s.Item = 0
	case len(v.history) > 0:
		was := v.history[len(v.history)-1]
		v.history = v.history[:len(v.history)-1]
		was.Look, was.Scale, was.Clock, was.Speed, was.Skips, was.Left, was.Right = s.Look, s.Scale, s.Clock, s.Speed, s.Skips, s.Left, s.Right
		*s = was
	case s.Subject != (view.Subject{}):
		s.Subject = view.Subject{}
	case s.Outcome != 0:
		s.Outcome = 0
	case s.Filter != "":
		s.Filter = ""
	case s.Screen != view.Outcomes:
		s.Screen = view.Outcomes
	case s.As != (view.Perspective{}):
		s.As = view.Perspective{}
	default:
		return saysNothingBack
	}
	return ""
}

// show goes to a screen; to compare it takes a second run.
func (v *Viewer) show(a view.Action) string {
	if view.Screen(a.N) == view.Compare && v.Other == nil {
		return saysNoSecond
	}
	next, why := Next(v.Run, v.State, a)
	v.State = next
	return why
}

// nextScreen goes to the next screen that there is something on.
func (v *Viewer) nextScreen(a view.Action) string {
	n := int(v.State.Screen)
	for range view.NumScreens {
		n = (n + a.N + int(view.NumScreens)) % int(view.NumScreens)
		if why := v.show(view.Action{Do: view.Show, N: n}); why == "" {
			return ""
		}
	}
	return saysNoSecond
}

// follow does what has the focus; without one, small windows open the inspector,
// and all others go where the subject leads.
func (v *Viewer) follow(a view.Action) string {
	if h := v.focused(); h != nil {
		return v.perform(h.Do)
	}
	s := &v.State
	if v.zones.Sheet && !s.Sheet && s.Subject.Topic != view.Nothing && s.Screen == view.Lanes {
		s.Sheet = true
		return ""
	}
	next, why := Next(v.Run, *s, a)
	*s = next
	return why
}

// chooseLine does what a line of the dialog stands for.
func (v *Viewer) chooseLine(a view.Action) string {
	if a.N < 1 || a.N > len(v.lines()) {
		return saysNoPlace
	}
	v.State.Chosen = a.N
	return v.accept()
}

// nextPanel gives the next part of the window the keys.
func (v *Viewer) nextPanel(a view.Action) string {
	s := &v.State
	n := int(s.Focus)
	for range view.NumZones {
		n = (n + a.N + int(view.NumZones)) % int(view.NumZones)
		if z := view.Zone(n); z != view.NoZone && len(v.placesIn(z)) > 0 {
			if s.Focus == z && s.Item == 1 {
				return saysOnePanel
			}
			s.Focus, s.Item = z, 1
			return ""
		}
	}
	return saysNoPlace
}

// step goes up and down: in a dialog its lines, else the places of the part of the
// window that has the keys.
func (v *Viewer) step(a view.Action) string {
	s := &v.State
	if s.Dialog == view.KeysDialog {
		x := v.canvas.Lists[view.DialogList]
		to := min(max(0, x.First+a.N), max(0, x.Rows-x.Shown))
		if to == x.First {
			return saysAllShownKeys
		}
		s.Scroll[view.DialogList] = to
		return ""
	}
	if s.Dialog != view.NoDialog {
		n := len(v.lines())
		if n == 0 {
			return saysNoPlace
		}
		s.Chosen = (s.Chosen + a.N + n + 1) % (n + 1)
		return ""
	}
	if s.Focus == view.NoZone {
		s.Focus = view.MiddleZone
	}
	n := len(v.placesIn(s.Focus))
	if n == 0 {
		return saysNoPlace
	}
	if s.Item = s.Item + a.N; s.Item < 1 {
		s.Item = n
	} else if s.Item > n {
		s.Item = 1
	}
	return ""
}
