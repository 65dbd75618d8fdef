package look

import (
	"entente/render/review"
	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// Strict says whether only what a perspective saw may be told.
func Strict(s *view.State) bool { return s.As.Sort != view.WhiteCell && !s.Missed }

// UptoNow says whether nothing is shown that comes after the playhead: nobody sees what
// will happen to him, be it within his own house.
func UptoNow(s *view.State) bool { return s.Hidden || Strict(s) }

// PassedWith says whether all of the time of an explanation passed within the
// perspective up to the instant that is looked at, or all may be told.
func PassedWith(run *review.Run, s *view.State, e *explain.Explanation) bool {
	if !Strict(s) {
		return true
	}
	if e.Topic == explain.OfEntry || !Settled(run, s, e) { // when an entry was to come is how the exercise is run
		return false
	}
	for i := range e.Stretches {
		if h := run.House(e.Stretches[i].Object); h == 0 || !run.Has(s.As, h) {
			return false
		}
	}
	return len(e.Missing) == 0
}

// Settled says whether what came of something lies before the instant that is looked
// at, or whether the exercise ended without it.
func Settled(run *review.Run, s *view.State, e *explain.Explanation) bool {
	n := run.Upto(s.At, s.Record)
	switch {
	case !Strict(s), s.At >= run.Until:
		return true
	case e.End != nil:
		return e.End.Num <= n
	}
	return e.Came <= s.At
}

// Sealed says whether a message is chosen of which a perspective knows the outside
// alone: it came there and was not read so far, or was not for it.
func Sealed(run *review.Run, s *view.State) *review.Message {
	if m := run.Message(s.Subject.ID); Strict(s) && s.Subject.Topic == view.Message && m != nil && run.Opened(s.As, m) > s.At {
		return m
	}
	return nil
}

// Withheld is what is said instead of an explanation where whoever looks did not know
// of the subject, of what a message carries, or of what comes of it; empty where all is
// told.
func Withheld(run *review.Run, s *view.State, subject view.Subject, e *explain.Explanation) string {
	asked := view.State{As: s.As, Missed: s.Missed, At: s.At, Record: s.Record, Subject: subject}
	if !Strict(s) {
		return ""
	}
	if !run.Knows(s.As, subject, s.At, s.Record) {
		return run.Speak.Unaware(review.View(s.As), s.As.Who)
	}
	if m := Sealed(run, &asked); m != nil {
		return run.Speak.Sealed(review.View(s.As), s.As.Who, m.Kind, m.From, m.To)
	}
	if e != nil && !Settled(run, s, e) {
		return run.Speak.Unsettled()
	}
	return ""
}

// Told says whether what came of a deadline may be told.
func Told(run *review.Run, s *view.State, o *review.Outcome) bool {
	return !Strict(s) || run.Told(s.As, o, s.At, s.Record)
}

// CourseOf is the outcome whose way is drawn in full: by which way it came the White
// Cell knows alone.
func CourseOf(s *view.State) journal.Ref {
	if Strict(s) {
		return 0
	}
	return s.Outcome
}

// ToldOutcomes are the places of the deadlines that a perspective is told of: its own
// that are settled, or all.
func ToldOutcomes(run *review.Run, s *view.State) (list []int) {
	for i := range run.Outcomes {
		if Told(run, s, &run.Outcomes[i]) {
			list = append(list, i)
		}
	}
	return list
}
