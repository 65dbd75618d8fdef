package wording

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Speaker words what happened in one run.
type Speaker struct {
	Terms *Terms
	Clock Clock
	st    *journal.Static
}

// NewSpeaker speaks of the run that st describes.
func NewSpeaker(st *journal.Static, t *Terms) *Speaker {
	return &Speaker{Terms: t, Clock: NewClock(st), st: st}
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
	return d.Agency + ": " + d.Want + " about " + d.Storyline
}

// When says when a deadline came true, or was due.
func (s *Speaker) When(d *measure.Deadline) string {
	switch {
	case d.At == sim.Never:
		return "its stage did not come"
	case d.Outcome == journal.Met:
		return fmt.Sprintf("%s, %s before %s", s.Clock.At(d.When), Lasting(d.Margin()), s.Clock.At(d.At))
	case d.Outcome == journal.Late:
		return fmt.Sprintf("%s, %s after %s", s.Clock.At(d.When), Lasting(-d.Margin()), s.Clock.At(d.At))
	}
	return "due " + s.Clock.At(d.At)
}

// Whereabouts says how far a fact had come that was missing.
func (s *Speaker) Whereabouts(l measure.Lack) string {
	at := " since " + s.Clock.At(l.Since)
	switch l.Place {
	case measure.Barred:
		return "was believed" + at + fmt.Sprintf(", and not to be %s (%s)", uses[l.Use], s.bar(l))
	case measure.AtDesk:
		return "lay at its own desk" + at
	case measure.UnderWay:
		return "was on its way from " + s.Who(l.Agency) + at
	case measure.Waiting:
		return fmt.Sprintf("waited at %s (%s)", s.Who(l.Agency), s.Reason(l.Reason, l.Rule)) + at
	case measure.Stopped:
		return fmt.Sprintf("was sent by %s and stopped at %s (%s)", s.Who(l.Agency), l.Step, s.Reason(l.Reason, l.Rule))
	case measure.Elsewhere:
		text := fmt.Sprintf("was with %s%s and not sent here", s.Who(l.Agency), at)
		if l.Reason != journal.NoReason {
			text += fmt.Sprintf(" (%s)", s.Reason(l.Reason, l.Rule))
		}
		return text
	case measure.Undetected:
		return "was noticed by nobody" + at
	}
	return "was not there yet to be noticed"
}

// uses are the words for what a fact may not be.
var uses = map[int64]string{
	journal.Lead: "used as a lead", journal.ActOn: "acted on", journal.ActOn | journal.Passive: "acted on", journal.Evidence: "used as evidence",
}

// bar is what keeps a fact from a use: a rule, else how its originator marked it.
func (s *Speaker) bar(l measure.Lack) string {
	if l.Reason != journal.NoReason {
		return s.Reason(l.Reason, l.Rule)
	}
	if l.Use == journal.Evidence {
		return "without the originator's word for it, " + s.Who(l.Agency)
	}
	return "so marked, " + s.Who(l.Agency)
}

// Unmet says which condition of a deadline failed first when it was due.
func (s *Speaker) Unmet(u *measure.Unmet) string {
	switch {
	case u.Condition == measure.Knowledge && len(u.Lacks) > u.Short:
		return fmt.Sprintf("%s missing when it was due, of these %d:", Plural(u.Short, "key fact"), len(u.Lacks))
	case u.Condition == measure.Knowledge:
		return Plural(u.Short, "key fact") + " missing when it was due:"
	case u.Condition == measure.Judgement:
		return "enough was believed since " + s.Clock.At(u.Since) + ", and not yet assessed"
	case u.Condition == measure.Leave && u.Since == sim.Never:
		return "leave was not asked for by " + s.Who(u.Rule)
	case u.Condition == measure.Leave && u.Reason == journal.NoReason:
		return fmt.Sprintf("leave was asked of %s since %s, and not decided", s.Who(u.Rule), s.Clock.At(u.Since))
	case u.Condition == measure.Leave:
		return fmt.Sprintf("leave was refused at %s (%s)", s.Clock.At(u.Since), s.Reason(u.Reason, u.Rule))
	case u.Condition == measure.Jurisdiction && u.Since == sim.Never:
		return "nothing that was believed lay in the jurisdiction of " + s.Who(u.Rule)
	case u.Condition == measure.Jurisdiction && u.Reason == journal.NoReason:
		return fmt.Sprintf("leave to cross was asked of %s since %s, and not given", s.Who(u.Rule), s.Clock.At(u.Since))
	case u.Condition == measure.Jurisdiction:
		return fmt.Sprintf("leave to cross was refused at %s (%s)", s.Clock.At(u.Since), s.Reason(u.Reason, u.Rule))
	case u.Condition == measure.Opening:
		return "all else was there; " + s.Reason(u.Reason, u.Rule)
	}
	return ""
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
func Evidence(name string, r *measure.Results) string {
	switch name {
	case "M3":
		return fmt.Sprintf("%d of %d deadlines met", r.M3.Of, r.M3.All)
	case "M8":
		return fmt.Sprintf("%d of %d answers within their clock", r.M8.Of, r.M8.All)
	}
	x := measure.RatedFigure(name)
	if x == nil {
		return "is of a campaign, not of one run"
	}
	return Figure(x, r)
}
