package wording

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Speaker words what happened in one run.
type Speaker struct {
	Terms *Terms
	Clock notation.Clock
	Stop  sim.Time               // where the run was stopped before EndEx; sim.Never: it was not
	Heard func(key, text string) // is told of every sentence and its template; nil: nobody listens

	st *journal.Static
}

// NewSpeaker speaks of the run that st describes.
func NewSpeaker(st *journal.Static, t *Terms) *Speaker {
	return &Speaker{Terms: t, Clock: st.Clock(), Stop: sim.Never, st: st}
}

// Who is a thing as people call it; empty for none.
func (s *Speaker) Who(r journal.Ref) string {
	if int(r) >= len(s.st.Things) {
		return ""
	}
	return s.st.Things[r].Name
}

// Fact is the name of a fact within its storyline.
func (s *Speaker) Fact(r journal.Ref) string {
	name := s.Who(r)
	return name[strings.LastIndex(name, ".")+1:]
}

// Reason is a reason with what it names.
func (s *Speaker) Reason(r journal.Reason, rule journal.Ref) string {
	text := s.Terms.Reason(r)
	if rule != 0 {
		text += ", " + s.Who(rule)
	}
	if text == "" {
		return "no reason recorded"
	}
	return text
}

// Wanted says what a deadline asks of whom.
func (s *Speaker) Wanted(d *journal.Due) string {
	if len(d.Facts) > 0 {
		return d.Agency + ": " + d.Want + " " + strings.Join(d.Facts, ", ")
	}
	if d.Action != "" {
		return d.Agency + ": " + last(d.Action) + " " + d.Want + " about " + d.Storyline
	}
	return d.Agency + ": " + d.Want + " about " + d.Storyline
}

// When says when a deadline came true, or was due.
func (s *Speaker) When(d *measure.Deadline) string {
	switch {
	case d.At == sim.Never && s.Stopped():
		return "its stage was not reached"
	case d.At == sim.Never:
		return "its stage did not come"
	case d.Outcome == journal.Met:
		return fmt.Sprintf("%s, %s before %s", s.Clock.At(d.When), Lasting(d.Margin()), s.Clock.At(d.At))
	case d.Outcome == journal.Late:
		return fmt.Sprintf("%s, %s after %s", s.Clock.At(d.When), Lasting(-d.Margin()), s.Clock.At(d.At))
	}
	if d.Outcome == journal.Open && s.Stopped() {
		return "due " + s.Clock.At(d.At) + ", " + notReached
	}
	return "due " + s.Clock.At(d.At)
}

// Pattern says what it takes to recognise a storyline.
func Pattern(t journal.Thread) string {
	if t.K == 1 {
		return "1 key fact makes the pattern"
	}
	return Plural(t.K, "key fact") + " make the pattern"
}

// EntryType is the type of an entry of the events list in words.
func EntryType(name string) string { return strings.ReplaceAll(name, "_", " ") }

// EntryDue says when an entry is due, in scenario time and in exercise time.
func (s *Speaker) EntryDue(x *journal.Entry) string {
	text := s.EntryWindow(x)
	if play := s.EntryPlay(x); play != "" {
		text += "  " + play
	}
	return text
}

// EntryWindow says when an entry is due in scenario time.
func (s *Speaker) EntryWindow(x *journal.Entry) string {
	text := map[string]string{"contingency": "from ", "expected_action": "by "}[x.Type] + s.Clock.At(sim.Time(x.At))
	if x.Closes > 0 {
		text += " to " + s.Clock.At(sim.Time(x.Closes))
	}
	return text
}

// EntryPlay says when an entry is due in exercise time; empty where its move is
// not played.
func (s *Speaker) EntryPlay(x *journal.Entry) string {
	move, played, ok := s.st.Play(x.At)
	if !ok || move == "" {
		return ""
	}
	return fmt.Sprintf("%s %d:%02d", move, sim.Time(played)/sim.Hour, sim.Time(played)%sim.Hour/sim.Minute)
}

// Purposes lists what a holding may be used for.
func Purposes(bits int64) []string {
	out := []string{}
	for i, name := range [...]string{"lead", "onward", "act", "evidence", "passive"} {
		if bits>>i&1 == 1 {
			out = append(out, name)
		}
	}
	return out
}

// Mark is the sign of an outcome; its word always stands beside it.
func Mark(o journal.Outcome) string {
	switch o {
	case journal.Met:
		return "✓"
	case journal.Late:
		return "!"
	case journal.NotMet:
		return "✗"
	case journal.Void:
		return "–"
	}
	return "…"
}

// Evidence is the number that a rating rests on, in words.
func (s *Speaker) Evidence(name string, r *measure.Results) string {
	switch name {
	case "M3":
		return fmt.Sprintf("%d of %d deadlines met", r.DeadlinesMet.Of, r.DeadlinesMet.All)
	case "M8":
		return fmt.Sprintf("%d of %d answers within their clock", r.AnswersInTime.Of, r.AnswersInTime.All)
	}
	x := measure.RatedFigure(name)
	if x == nil {
		return "is of a campaign, not of one run"
	}
	return s.Figure(x, r)
}
