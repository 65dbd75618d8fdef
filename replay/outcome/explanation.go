package outcome

import (
	"cmp"
	"fmt"
	"strings"

	"entente/replay/explain"
	"entente/replay/wording"
	"entente/sim/journal"
)

// Explanation is what `replay why --json` prints.
type Explanation struct {
	Sentence   string         `json:"sentence"`                        // the answer in one sentence
	Topic      string         `json:"about"`                           // record, deadline, fact, message, decision, entry or action
	Thing      string         `json:"thing,omitempty"`                 // its name
	Agency     string         `json:"agency,omitempty"`                // whose it is
	To         string         `json:"to,omitempty"`                    // whom it was for
	Storyline  string         `json:"storyline,omitempty"`             // it is about
	ID         string         `json:"id,omitempty"`                    // identity of a message or proposal
	Outcome    string         `json:"outcome" words:"outcome"`         // how it came out
	Reason     string         `json:"reason,omitempty" words:"reason"` // why it did not come, or came late
	Rule       string         `json:"rule,omitempty"`                  // rule, desk, channel, nation or body that the reason names
	Came       *int64         `json:"came_ms"`                         // when it came, since StartEx
	Due        *int64         `json:"due_ms"`                          // when it was due, since StartEx
	Margin     *int64         `json:"margin_ms"`                       // time to spare; negative when late
	From       int64          `json:"from_ms"`                         // beginning of the window, since StartEx
	Until      int64          `json:"until_ms"`                        // end of the window, since StartEx
	Length     int64          `json:"length_ms"`                       // of the window
	Stretches  []stretch      `json:"stretches"`                       // of time, in order: they add up to the window
	Missing    []lack         `json:"missing,omitempty"`               // facts that were not there when they were due
	Conditions []condition    `json:"conditions,omitempty"`            // in the order in which they are looked at
	Course     []told         `json:"course,omitempty"`                // records about the thing itself
	Causes     []told         `json:"causes"`                          // the last of it first, back to a root
	Effects    []told         `json:"effects,omitempty"`               // records that it set going or made possible
	Rules      []journal.Text `json:"rules,omitempty"`                 // on the way, with words of their own
}

// stretch is a part of the window.
type stretch struct {
	From   int64  `json:"from_ms"`             // when it began, since StartEx
	Ms     int64  `json:"ms"`                  // how long it lasted
	Step   string `json:"step" words:"step"`   // part of the way from knowledge to action
	Cause  string `json:"cause" words:"cause"` // why the time passed
	Object string `json:"object,omitempty"`    // desk, rule, channel, nation or body at which it passed
	Record uint32 `json:"record,omitempty"`    // that accounts for it; 0 for none
}

// newStretch tells a stretch as data; who gives names.
func newStretch(who func(journal.Ref) string, x *explain.Stretch) stretch {
	return stretch{int64(x.From), int64(x.Ms()), x.Step.String(), x.Cause.String(), who(x.Object), uint32(x.Record)}
}

// lack is a fact that was missing.
type lack struct {
	Fact    string `json:"fact"`              // its name
	Words   string `json:"words"`             // how far it had come
	Agency  string `json:"agency,omitempty"`  // that had it
	Since   *int64 `json:"since_ms"`          // when it came so far, since StartEx
	Record  uint32 `json:"record,omitempty"`  // that says so
	Decides bool   `json:"decides,omitempty"` // the stretches go through it
}

// condition is one test.
type condition struct {
	Words  string `json:"words"`            // what is asked
	Holds  bool   `json:"holds"`            // whether it does
	Since  *int64 `json:"since_ms"`         // when it came to hold, since StartEx
	Record uint32 `json:"record,omitempty"` // that decided it
}

// told is a record as a sentence.
type told struct {
	Record uint32 `json:"record"`            // its number
	At     int64  `json:"at_ms"`             // since StartEx
	Kind   string `json:"kind" words:"kind"` // what happened
	Words  string `json:"words"`             // the record as a sentence
}

// topics are the words for what an explanation is about.
var topics = [...]string{"record", "deadline", "fact", "message", "decision", "entry", "action"}

// NewExplanation tells an explanation as data, with its sentences.
func NewExplanation(s *wording.Speaker, e *explain.Explanation) *Explanation {
	out := &Explanation{
		Sentence: s.Verdict(e), Topic: topics[e.Topic], Thing: s.Who(e.Thing), Agency: s.Who(e.Agency), To: s.Who(e.Toward),
		Storyline: s.Who(e.Storyline), Outcome: e.Outcome.String(), Reason: e.Reason.String(), Rule: s.Who(e.Rule),
		Came: instant(e.Came), Due: instant(e.Due), From: int64(e.From), Until: int64(e.To), Length: int64(e.Length()),
		Stretches: []stretch{}, Causes: []told{}, Course: tell(s, e.Course), Effects: tell(s, e.Forward), Rules: e.Rules,
	}
	if e.ID != 0 {
		out.ID = fmt.Sprintf("%016x", uint64(e.ID))
	}
	if m, ok := e.Margin(); ok {
		out.Margin = instant(m)
	}
	for _, x := range e.Stretches {
		out.Stretches = append(out.Stretches, newStretch(s.Who, &x))
	}
	for i := range e.Missing {
		l := &e.Missing[i]
		out.Missing = append(out.Missing, lack{s.Who(l.Fact), s.Whereabouts(l), s.Who(l.Agency), instant(l.Since), uint32(l.Record), i == e.Through-1})
	}
	for i := range e.Tests {
		t := &e.Tests[i]
		out.Conditions = append(out.Conditions, condition{s.Test(t), t.Holds, instant(t.Since), uint32(t.By)})
	}
	if e.End != nil {
		out.Causes = tell(s, append([]*journal.Record{e.End}, e.Back...))
	}
	return out
}

// tell words records.
func tell(s *wording.Speaker, list []*journal.Record) []told {
	var out []told
	for _, r := range list {
		out = append(out, told{uint32(r.Num), int64(r.At), r.Kind.String(), s.Record(r)})
	}
	return out
}

var stretchColumns = strings.Fields("about thing agency outcome from_ms ms step cause object record")

// Table gives the stretches as rows, headings first: they add up to the window.
func (e *Explanation) Table() [][]string {
	rows := [][]string{stretchColumns}
	for _, x := range e.Stretches {
		record := ""
		if x.Record > 0 {
			record = fmt.Sprint(x.Record)
		}
		rows = append(rows, []string{e.Topic, cmp.Or(e.Thing, e.ID), e.Agency, e.Outcome, fmt.Sprint(x.From), fmt.Sprint(x.Ms), x.Step, x.Cause, x.Object, record})
	}
	return rows
}
