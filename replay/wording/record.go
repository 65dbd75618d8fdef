package wording

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Record tells one record as a sentence without its time: "Arvonia's FIU came to
// believe harbour.a".
func (s *Speaker) Record(r *journal.Record) string {
	with := slots{
		"who": s.Name(r.Actor), "facts": s.list(r.Facts), "step": s.Terms.Step(r.Step), "rule": s.Name(r.Rule),
		"reason": s.why(r.Reason, r.Rule),
	}
	kind := "record." + r.Kind.String()
	keys := []string{kind}
	for i, f := range r.Kind.Shape().Fields {
		with[f.Name] = s.argument(f.Type, r.Args[i])
		if f.Type == journal.TOutcome && journal.Outcome(r.Args[i]) != journal.NoOutcome {
			keys = []string{kind + "." + journal.Outcome(r.Args[i]).String(), kind}
		}
	}
	if r.Kind == journal.Unanswered {
		with["often"] = timesText(r.Args[unansweredReminders])
	}
	switch {
	case r.Kind == journal.Held && with["understood"] == "":
		keys = []string{"record.held.garbled"}
	case r.Kind == journal.Passed && len(r.Facts) > 0:
		keys = []string{"record.passed.trimmed"}
	case r.Kind == journal.Asked && with["of"] == "":
		keys = []string{"record.asked.nobody"}
	}
	return s.sayFirst(with, keys...)
}

// why is a reason with what it names; empty for none.
func (s *Speaker) why(r journal.Reason, rule journal.Ref) string {
	text := s.Terms.Reason(r)
	if rule != 0 && text != "" {
		text += ", " + s.Name(rule)
	}
	return text
}

// list joins the names of things.
func (s *Speaker) list(refs []journal.Ref) string {
	var words []string
	for _, r := range refs {
		words = append(words, s.Name(r))
	}
	return Join(words)
}

// Join lists words: "a, b and c".
func Join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// argument words one argument of a record; empty where there is none.
func (s *Speaker) argument(t journal.Type, v int64) string {
	switch t {
	case journal.TTime:
		if sim.Time(v) >= sim.Never {
			return ""
		}
		return s.Clock.At(sim.Time(v))
	case journal.TSpan:
		return Lasting(sim.Time(v))
	case journal.TPPM:
		return fmt.Sprintf("%.3f", float64(v)/float64(sim.One))
	case journal.TRef:
		return s.Name(journal.Ref(v))
	case journal.TMessage:
		return s.message(journal.Message(v))
	case journal.TOutcome:
		return s.Terms.Outcome(journal.Outcome(v))
	case journal.TGrade:
		return journal.Grade(v).String()
	case journal.TClass:
		return journal.Class(v).String()
	case journal.TPrecedence:
		return journal.Precedence(v).String()
	case journal.TStep:
		return s.Terms.Step(journal.Step(v))
	case journal.TBool:
		return map[bool]string{true: "yes"}[v != 0]
	}
	return strconv.FormatInt(v, 10)
}

// message is the sort of a message with its article.
func (s *Speaker) message(m journal.Message) string {
	if m == journal.NoMessage {
		return ""
	}
	return s.say("message."+m.String(), nil)
}

// timesText words how many times: once, twice, 3 times; empty for never.
func timesText(n int64) string {
	if words := [...]string{"", "once", "twice"}; n < int64(len(words)) {
		return words[n]
	}
	return strconv.FormatInt(n, 10) + " times"
}

var (
	unansweredReminders = journal.Unanswered.Field("reminders")

	headStage = journal.Stage.Field("stage")
	headEntry = journal.Inject.Field("entry")
)

// Headline tells a record in a few words, for where a sentence has no room: "Harbour,
// stage 2", or what an entry of the events list is called.
func (s *Speaker) Headline(r *journal.Record) string {
	switch r.Kind {
	case journal.Stage:
		if int(r.Actor) < len(s.st.Things) {
			return Upper(s.st.Things[r.Actor].Name) + ", stage " + strconv.FormatInt(r.Args[headStage], 10)
		}
	case journal.Inject:
		entry := s.Who(journal.Ref(r.Args[headEntry]))
		for i := range s.st.Entries {
			if x := &s.st.Entries[i]; x.Number == entry && x.Title != "" {
				return x.Title
			}
		}
	}
	return Upper(s.Record(r))
}
