package viewer

import (
	"strings"

	"entente/render/lanes"
	"entente/render/look"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// turn makes of a State what an action makes of it, and says why it made nothing.
type turn func(run *review.Run, s *view.State, a view.Action) (why string)

// turns are the verbs that make a State of a State. What they need beside it is the
// run, so they need no window.
var turns [view.NumVerbs]turn

func init() {
	turns = [view.NumVerbs]turn{
		view.Show: show, view.Select: choose, view.Follow: follow, view.Explain: explainSubject, view.Clear: clearChoice,
		view.JumpTo: jumpTo, view.StepEvent: stepEvent, view.StepLate: stepLate, view.StepCause: stepCause,
		view.StepBookmark: stepBookmark, view.Play: play, view.Quicken: quicken, view.Advance: advance,
		view.LookAs: setPerspective, view.LookNth: lookNth, view.Unfold: unfold,
		view.ZoomTime: zoomTime, view.PanTime: panTime, view.FitTime: fitTime, view.SelectSpan: selectSpan,
		view.ZoomMap: zoomMap, view.PanMap: panMap, view.Scroll: scroll,
		view.Open: openDialog, view.Type: typeText, view.Erase: erase, view.MoveCaret: moveCaret, view.Reword: reopenNote, view.TagNote: tagNote, view.Filter: filter, view.FilterTerm: filterTerm, view.Present: present,
		view.ScaleText: scaleText, view.HoldPath: holdPath, view.StepTour: stepTour, view.ShowTab: showTab, view.Widen: widen,
		view.SkipIdle:  switchField(func(s *view.State) *bool { return &s.Skips }),
		view.Missed:    switchField(func(s *view.State) *bool { return &s.Missed }),
		view.FoldTime:  switchField(func(s *view.State) *bool { return &s.Linear }),
		view.SplitTime: switchField(func(s *view.State) *bool { return &s.ByStep }), view.ShowEveryone: switchField(func(s *view.State) *bool { return &s.Everyone }),
		view.Locate: locate,
		view.Hide: func(_ *review.Run, s *view.State, _ view.Action) string {
			if s.Hidden = !s.Hidden; look.Strict(s) {
				return saysHidesToCome
			}
			return ""
		},
		view.PinDetail: func(_ *review.Run, s *view.State, a view.Action) string {
			switch pinned := view.Detail(a.N); {
			case a.N <= 0 || pinned >= view.NumDetails:
				s.Detail = (s.Detail + 1) % view.NumDetails
			case s.Detail == pinned:
				s.Detail = view.Fitting
			default:
				s.Detail = pinned
			}
			return ""
		},
		view.SwitchMap: switchMap,
		view.NextLook: func(_ *review.Run, s *view.State, _ view.Action) string {
			s.Look = (s.Look + 1) % view.NumLooks
			return ""
		},
		view.NextClock: func(_ *review.Run, s *view.State, _ view.Action) string {
			s.Clock = (s.Clock + 1) % view.NumClocks
			return ""
		},
	}
}

// Next is the State that an action makes of a State, and where it makes none the
// reason in words. It depends on nothing else.
func Next(run *review.Run, s view.State, a view.Action) (view.State, string) {
	if turns[a.Do] == nil {
		return s, ""
	}
	next := s
	why := turns[a.Do](run, &next, a)
	if why != "" {
		return s, why
	}
	return next, ""
}

// switchField switches a field.
func switchField(field func(*view.State) *bool) turn {
	return func(_ *review.Run, s *view.State, _ view.Action) string {
		*field(s) = !*field(s)
		return ""
	}
}

// show goes to a screen.
func show(run *review.Run, s *view.State, a view.Action) string {
	to := view.Screen(min(max(a.N, 0), int(view.NumScreens)-1))
	if to == s.Screen && s.Dialog == view.NoDialog && s.Tab == view.LaneTab {
		return saysShown
	}
	s.Tab = view.LaneTab
	if to == view.Why && s.Outcome == 0 && s.Subject.Topic == view.Nothing {
		if len(run.Outcomes) == 0 {
			return saysNoDeadline
		}
		s.Outcome = run.Outcomes[0].Thing
		s.Subject = view.Subject{Topic: view.Deadline, Thing: s.Outcome}
	}
	s.Screen, s.Dialog, s.Item = to, view.NoDialog, 0
	fitPath(run, s)
	return ""
}

// fitPath shows the stretch of time of the chosen outcome's path where the lanes show
// all time, or that of another path.
func fitPath(run *review.Run, s *view.State) {
	if s.Screen != view.Lanes || s.Outcome == 0 {
		return
	}
	if s.From != 0 || s.Until != 0 {
		other := false
		for i := range run.Outcomes {
			from, until, ok := lanes.PathWindow(run, run.Outcomes[i].Thing)
			other = other || ok && from == s.From && until == s.Until
		}
		if !other {
			return
		}
	}
	if from, until, ok := lanes.PathWindow(run, s.Outcome); ok {
		s.From, s.Until = from, until
	}
}

// choose makes something the subject; what is the subject already, it follows.
func choose(run *review.Run, s *view.State, a view.Action) string {
	if s.Subject == a.Subject && s.Dialog == view.NoDialog {
		return follow(run, s, a)
	}
	s.Subject = a.Subject
	switch a.Subject.Topic {
	case view.Deadline:
		s.Outcome = a.Subject.Thing
	case view.Remark:
		if n := run.Book.Find(uint64(a.Subject.ID)); n != nil {
			s.At, s.Record = n.Time(), loadedRecord(run, n.Record)
			reveal(run, s)
		}
	case view.Event:
		if at, ok := instantOf(run, a.Subject.Record); ok {
			s.At, s.Record = at, a.Subject.Record
			reveal(run, s)
		}
	}
	return ""
}

// loadedRecord is a record if it is loaded, else none.
func loadedRecord(run *review.Run, n journal.Num) journal.Num {
	if int(n) > len(run.Events) {
		return 0
	}
	return n
}

// instantOf is the instant of a loaded record.
func instantOf(run *review.Run, n journal.Num) (sim.Time, bool) {
	if n == 0 || int(n) > len(run.Events) {
		return 0, false
	}
	return run.Events[n-1].At, true
}

// explainSubject goes to the screen that says why.
func explainSubject(run *review.Run, s *view.State, a view.Action) string {
	if a.Subject.Topic != view.Nothing && a.Subject != s.Subject {
		if why := choose(run, s, a); why != "" {
			return why
		}
		s.Screen, s.Dialog, s.Item = view.Why, view.NoDialog, 0
		return ""
	}
	return show(run, s, view.Action{N: int(view.Why)})
}

// locate shows something in the lanes.
func locate(run *review.Run, s *view.State, a view.Action) string {
	if a.Subject != s.Subject {
		choose(run, s, a)
	}
	s.At = min(max(a.At, first(run)), last(run))
	if s.Subject.Topic != view.Event {
		s.Record = 0
	}
	if s.From != s.Until && (s.At < s.From || s.At > s.Until) {
		s.From, s.Until = 0, 0
	}
	s.Screen, s.Dialog, s.Item = view.Lanes, view.NoDialog, 0
	if at := *s; s.From == s.Until {
		if fitPath(run, &at); at.From <= s.At && s.At <= at.Until {
			*s = at
		}
	}
	return ""
}

// follow goes where the subject leads: to why for a deadline, and for what happened
// to its cause.
func follow(run *review.Run, s *view.State, _ view.Action) string {
	switch s.Subject.Topic {
	case view.Nothing:
		return saysNothingChosen
	case view.Event:
		if e := eventOf(run, s.Subject.Record); e != nil && e.Late {
			return explainSubject(run, s, view.Action{})
		}
		return stepCause(run, s, view.Action{N: -1})
	case view.Nation:
		return unfold(run, s, view.Action{Ref: s.Subject.Agency})
	case view.Remark:
		n := run.Book.Find(uint64(s.Subject.ID))
		if n == nil || panel.About(run, n).Topic == view.Remark {
			return saysNotTied
		}
		return choose(run, s, view.Action{Subject: panel.About(run, n)})
	case view.Span:
		return fitTime(run, s, view.Action{From: s.Subject.From, Until: s.Subject.Until})
	case view.Agency:
		return setPerspective(run, s, view.Action{As: view.Perspective{Sort: view.OfAgency, Who: s.Subject.Agency}})
	}
	if s.Screen == view.Why {
		return show(run, s, view.Action{N: int(view.Lanes)})
	}
	return explainSubject(run, s, view.Action{})
}

// clearChoice has nothing chosen any more.
func clearChoice(_ *review.Run, s *view.State, _ view.Action) string {
	if s.Subject == (view.Subject{}) && !s.Sheet {
		return saysNothingChosen
	}
	s.Subject, s.Sheet = view.Subject{}, false
	return ""
}

// holdPath keeps the path of the outcome that is chosen, or lets it go.
func holdPath(run *review.Run, s *view.State, _ view.Action) string {
	switch {
	case s.Outcome != 0:
		s.Outcome = 0
	case s.Subject.Topic == view.Deadline:
		s.Outcome = s.Subject.Thing
	case len(run.Outcomes) > 0:
		s.Outcome = run.Outcomes[0].Thing
	default:
		return saysNoDeadline
	}
	return ""
}

// setPerspective looks with the eyes of somebody; time and subject stay.
func setPerspective(_ *review.Run, s *view.State, a view.Action) string {
	if s.As == a.As {
		return saysLookAlready
	}
	s.As, s.Dialog = a.As, view.NoDialog
	return ""
}

// lookNth looks as one of the first on the bar.
func lookNth(run *review.Run, s *view.State, a view.Action) string {
	if a.N == 0 {
		return setPerspective(run, s, view.Action{})
	}
	if a.N == 9 {
		to := view.Shared
		if s.As.Sort == view.Shared {
			to = view.Pooled
		}
		return setPerspective(run, s, view.Action{As: view.Perspective{Sort: to}})
	}
	nations := nationsOf(run)
	if a.N < 0 || a.N > len(nations) {
		return saysNoSuchNation
	}
	return setPerspective(run, s, view.Action{As: view.Perspective{Sort: view.OfNation, Who: nations[a.N-1]}})
}

// nationsOf lists the nations in the order of the scenario.
func nationsOf(run *review.Run) (list []journal.Ref) {
	for i, t := range run.Static.Things {
		if i > 0 && t.Sort == journal.SortNation.String() {
			list = append(list, journal.Ref(i))
		}
	}
	return list
}

// unfold shows the agencies of a nation, or hides them.
func unfold(run *review.Run, s *view.State, a view.Action) string {
	if a.Ref == 0 || int(a.Ref) >= len(run.Static.Things) {
		return saysNothingChosen
	}
	name := run.Static.Things[a.Ref].Name
	if s.IsUnfolded(name) {
		s.Unfolded = strings.Replace(s.Unfolded, name+",", "", 1)
		if s.Unfolded == "," {
			s.Unfolded = ""
		}
		return ""
	}
	if s.Unfolded == "" {
		s.Unfolded = ","
	}
	s.Unfolded += name + ","
	return ""
}

// scales are the sizes of text in percent.
var scales = [...]int{80, 90, 100, 110, 125, 150, 175, 200}

// Bounds of the panels beside the lanes.
const (
	leastLeft, mostLeft   = 240, 720
	leastRight, mostRight = 300, 640
)

// stepTour goes to the next step of the tour, or with 0 out of it.
func stepTour(_ *review.Run, s *view.State, a view.Action) string {
	if a.N == 0 {
		s.Tour = 0
		return ""
	}
	s.Tour += a.N
	if s.Tour < 1 {
		s.Tour = 1
	}
	if s.Tour > len(tour) {
		s.Tour = 0
	}
	s.Dialog = view.NoDialog
	if s.Tour > 0 {
		s.Screen = tour[s.Tour-1].on
	}
	return ""
}

// eventOf is a loaded record; nil if it is not loaded.
func eventOf(run *review.Run, n journal.Num) *review.Event {
	if n == 0 || int(n) > len(run.Events) {
		return nil
	}
	return &run.Events[n-1]
}

// inRun says whether an instant lies in the run.
func inRun(run *review.Run, t sim.Time) bool { return t >= first(run) && t <= last(run) }
