package viewer

import (
	"sort"

	"entente/render/panel"
	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/notes"
	"entente/sim"
	"entente/sim/journal"
)

// happened is how many loaded records have happened at the playhead.
func happened(run *review.Run, s *view.State) int {
	return int(run.Upto(s.At, s.Record))
}

// goToRecord puts the playhead on a record and makes it the subject.
func goToRecord(run *review.Run, s *view.State, i int) string {
	e := &run.Events[i]
	s.At, s.Record, s.Playing = e.At, e.Num, false
	s.Subject = view.Subject{Topic: view.Event, Record: e.Num}
	reveal(run, s)
	return ""
}

// goToNth goes to the n-th record on or back that is wanted, of those that can be seen.
func goToNth(run *review.Run, s *view.State, n int, want func(*review.Event) bool) string {
	way, i := 1, happened(run, s)
	if n < 0 {
		way, n = -1, -n
		if i--; i >= 0 && i < len(run.Events) && s.Record == 0 && run.Events[i].At < s.At {
			i++ // silence since: the last record is the first one back
		}
		i--
	}
	for ; i >= 0 && i < len(run.Events); i += way {
		if !sees(run, s, i) || want != nil && !want(&run.Events[i]) {
			continue
		}
		if n--; n == 0 {
			return goToRecord(run, s, i)
		}
	}
	switch done, of := run.Loaded(); {
	case way > 0 && done < of:
		return saysNotLoaded
	case want != nil && way > 0:
		return saysNoneLater
	case want != nil:
		return saysNoneEarlier
	case way > 0:
		return saysAtEnd
	}
	return saysAtStart
}

// standing is the record that "the same" refers to: the subject, else the last that
// happened.
func standing(run *review.Run, s *view.State) *review.Event {
	if s.Subject.Topic == view.Event {
		if e := eventOf(run, s.Subject.Record); e != nil {
			return e
		}
	}
	if i := happened(run, s); i > 0 {
		return &run.Events[i-1]
	}
	return nil
}

// stepEvent goes to the next record, or to the next that is like the subject.
func stepEvent(run *review.Run, s *view.State, a view.Action) string {
	if a.Text == "" {
		return goToNth(run, s, a.N, nil)
	}
	like := standing(run, s)
	if like == nil {
		return saysNothingChosen
	}
	switch want := *like; a.Text {
	case "kind":
		return goToNth(run, s, a.N, func(e *review.Event) bool { return e.Kind == want.Kind })
	case "thread":
		if want.Storyline == 0 {
			return saysNoThread
		}
		return goToNth(run, s, a.N, func(e *review.Event) bool { return e.Storyline == want.Storyline })
	default:
		if want.Nation == 0 {
			return saysNoNation
		}
		return goToNth(run, s, a.N, func(e *review.Event) bool { return e.Nation == want.Nation })
	}
}

func stepLate(run *review.Run, s *view.State, a view.Action) string {
	return goToNth(run, s, a.N, func(e *review.Event) bool { return e.Late })
}

// stepKey goes along the records that the chosen outcome came through.
func stepKey(run *review.Run, s *view.State, a view.Action) string {
	path, err := run.Path(s.Outcome)
	if err != nil {
		return err.Error()
	}
	if path == nil || len(path.Keys) == 0 {
		return saysNoOutcome
	}
	keys := path.Keys
	i := sort.Search(len(keys), func(i int) bool { return int(keys[i]) > happened(run, s) })
	if a.N < 0 {
		if i--; i >= 0 && int(keys[i]) == happened(run, s) {
			i--
		}
	}
	if i < 0 {
		return saysFirstKey
	}
	if i >= len(keys) {
		return saysLastKey
	}
	if int(keys[i]) > len(run.Events) {
		return saysNotLoaded
	}
	return goToRecord(run, s, int(keys[i])-1)
}

// stepCause goes to the binding cause of the subject, or to its first effect.
func stepCause(run *review.Run, s *view.State, a view.Action) string {
	n := s.Subject.Record
	if s.Subject.Topic == view.Message {
		if m := run.Message(s.Subject.ID); m != nil {
			n = m.First
		}
	}
	if n == 0 {
		if e := standing(run, s); e != nil {
			n = e.Num
		}
	}
	if n == 0 {
		return saysNothingChosen
	}
	to := journal.Num(0)
	if a.N < 0 {
		r, err := run.Records.Record(n)
		if err != nil {
			return err.Error()
		}
		if to = r.Binding().Num; to == 0 {
			to = r.Trigger.Num
		}
		if to == 0 {
			return saysNoCause
		}
	} else {
		list, err := run.Records.Find(replay.Query{Cause: n})
		if err != nil {
			return err.Error()
		}
		if len(list) == 0 {
			return saysNoEffect
		}
		to = list[0]
	}
	if int(to) > len(run.Events) {
		return saysNotLoaded
	}
	if !sees(run, s, int(to)-1) {
		return saysUnseen
	}
	return goToRecord(run, s, int(to)-1)
}

// notedMoments are the moments that people noted, in order of time.
func notedMoments(run *review.Run) []notes.Note {
	return run.Book.Of(func(n *notes.Note) bool { return n.Kind != notes.Rating })
}

// stepBookmark goes to the next bookmark or note, and round at the end.
func stepBookmark(run *review.Run, s *view.State, a view.Action) string {
	list := notedMoments(run)
	if len(list) == 0 {
		return saysNoBookmark
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].Time() > s.At })
	if a.N < 0 {
		for i--; i >= 0 && list[i].Time() >= s.At; {
			i--
		}
		i = (i + len(list)) % len(list)
	}
	n := &list[i%len(list)]
	if n.Time() == s.At && (n.Record == s.Record || n.Record == 0) && !s.Playing {
		return saysOnlyBookmark
	}
	goToNote(run, s, n)
	return ""
}

// present begins to show bookmarks one after the other, or ends it.
func present(run *review.Run, s *view.State, _ view.Action) string {
	if s.Presenting {
		s.Presenting = false
		return ""
	}
	if len(notedMoments(run)) == 0 {
		return saysNoBookmark
	}
	s.Presenting = true
	goToNote(run, s, &notedMoments(run)[0])
	return ""
}

// goToNote goes to a note. When notes are presented, what it is about is chosen, for its
// words stand below; else the note itself.
func goToNote(run *review.Run, s *view.State, n *notes.Note) {
	s.At, s.Record, s.Playing = n.Time(), loadedRecord(run, n.Record), false
	s.Subject = panel.RemarkOf(n)
	if s.Presenting {
		s.Subject = panel.About(run, n)
	}
	reveal(run, s)
}

// jumpTo puts the playhead at an instant.
func jumpTo(run *review.Run, s *view.State, a view.Action) string {
	at := min(max(a.At, first(run)), last(run))
	if at == s.At && s.Record == 0 {
		return map[bool]string{true: saysAtEnd, false: saysAtStart}[at > first(run)]
	}
	s.At, s.Record = at, 0
	reveal(run, s)
	return ""
}

// first and last bound what can be looked at.
func first(run *review.Run) sim.Time { return min(0, run.Begin) }

func last(run *review.Run) sim.Time { return max(run.Until, first(run)) }

// advance is what Space does.
func advance(run *review.Run, s *view.State, a view.Action) string {
	switch {
	case s.Presenting:
		return stepBookmark(run, s, view.Action{N: 1})
	case s.Outcome != 0 && s.Screen == view.Lanes && !s.Playing:
		return stepKey(run, s, view.Action{N: 1})
	}
	return play(run, s, a)
}

// play lets time run, or stops it. At the end it begins again.
func play(run *review.Run, s *view.State, _ view.Action) string {
	s.Playing = !s.Playing
	if s.Playing && s.At >= last(run) {
		s.At, s.Record = first(run), 0
	}
	return ""
}

// quicken makes time run faster or slower.
func quicken(_ *review.Run, s *view.State, a view.Action) string {
	to := s.Speed + a.N
	if to < 0 {
		return saysSlowest
	}
	if to >= len(view.Speeds) {
		return saysFastest
	}
	s.Speed = to
	return ""
}

// shownStretch is the stretch of time in the lanes.
func shownStretch(run *review.Run, s *view.State) (from, until sim.Time) {
	if s.From == 0 && s.Until == 0 {
		return first(run), last(run)
	}
	return s.From, s.Until
}

// reveal moves the stretch of time that the lanes show so that the playhead is in it:
// what somebody went to is seen.
func reveal(run *review.Run, s *view.State) {
	from, until := shownStretch(run, s)
	if s.At >= from && s.At <= until {
		return
	}
	wide := until - from
	showStretch(run, s, s.At-wide/3, s.At-wide/3+wide)
}

// showStretch shows a stretch of time, kept between a second and all there is with 2 % on
// either side.
func showStretch(run *review.Run, s *view.State, from, until sim.Time) {
	lo, hi := first(run), last(run)
	edge := (hi - lo) / 50
	lo, hi = lo-edge, hi+edge
	if until-from < sim.Second {
		mid := from + (until-from)/2
		from, until = mid-sim.Second/2, mid+sim.Second/2
	}
	if until-from >= hi-lo {
		s.From, s.Until = 0, 0
		return
	}
	if from < lo {
		from, until = lo, until+lo-from
	}
	if until > hi {
		from, until = from-(until-hi), hi
	}
	s.From, s.Until = from, until
}

// zoomTime shows less time, or more, and keeps the instant where it stands.
func zoomTime(run *review.Run, s *view.State, a view.Action) string {
	from, until := shownStretch(run, s)
	at := a.At
	if a.N != 0 { // by a key: around the playhead, or where that is not shown around the middle
		if at = s.At; at < from || at > until {
			at = from + (until-from)/2
		}
	}
	at = min(max(at, from), until)
	if a.F <= 0 {
		return ""
	}
	before := *s
	showStretch(run, s, at-sim.Time(float64(at-from)/a.F), at+sim.Time(float64(until-at)/a.F))
	if *s == before {
		return saysZoomEnd
	}
	return ""
}

func panTime(run *review.Run, s *view.State, a view.Action) string {
	from, until := shownStretch(run, s)
	before := *s
	showStretch(run, s, from+a.At, until+a.At)
	if *s == before {
		return saysAllShown
	}
	return ""
}

// fitTime shows a stretch with some room on either side, or everything.
func fitTime(run *review.Run, s *view.State, a view.Action) string {
	if a.From == a.Until {
		if s.From == 0 && s.Until == 0 {
			return saysAllShown
		}
		s.From, s.Until = 0, 0
		return ""
	}
	edge := (a.Until - a.From) / 25
	showStretch(run, s, a.From-edge, a.Until+edge)
	return ""
}

// selectSpan makes a stretch of time the subject.
func selectSpan(run *review.Run, s *view.State, a view.Action) string {
	from, until := min(a.From, a.Until), max(a.From, a.Until)
	from, until = max(from, first(run)), min(until, last(run))
	if from >= until {
		return saysNoSpan
	}
	s.Subject = view.Subject{Topic: view.Span, From: from, Until: until}
	return ""
}

// sees says whether the i-th record can be seen from where the State looks.
func sees(run *review.Run, s *view.State, i int) bool {
	e := &run.Events[i]
	return e.Kind != journal.NoKind && run.Sees(s.As, e)
}
