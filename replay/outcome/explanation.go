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
	Sentence   string         `json:"sentence"`
	Topic      string         `json:"about"`
	Thing      string         `json:"thing,omitempty"`
	Agency     string         `json:"agency,omitempty"`
	To         string         `json:"to,omitempty"`
	Storyline  string         `json:"storyline,omitempty"`
	ID         string         `json:"id,omitempty"`
	Outcome    string         `json:"outcome"`
	Reason     string         `json:"reason,omitempty"`
	Rule       string         `json:"rule,omitempty"`
	Came       *int64         `json:"came_ms"`
	Due        *int64         `json:"due_ms"`
	Margin     *int64         `json:"margin_ms"`
	From       int64          `json:"from_ms"`
	Until      int64          `json:"until_ms"`
	Length     int64          `json:"length_ms"`
	Stretches  []stretch      `json:"stretches"`
	Missing    []lack         `json:"missing,omitempty"`
	Conditions []condition    `json:"conditions,omitempty"`
	Course     []told         `json:"course,omitempty"`
	Causes     []told         `json:"causes"` // the last of it first, back to a root
	Effects    []told         `json:"effects,omitempty"`
	Rules      []journal.Text `json:"rules,omitempty"`
}

// stretch is a part of the window.
type stretch struct {
	From   int64  `json:"from_ms"`
	Ms     int64  `json:"ms"`
	Step   string `json:"step"`
	Cause  string `json:"cause"`
	Object string `json:"object,omitempty"`
	Record uint32 `json:"record,omitempty"`
}

// lack is a fact that was missing.
type lack struct {
	Fact    string `json:"fact"`
	Words   string `json:"words"`
	Agency  string `json:"agency,omitempty"`
	Since   *int64 `json:"since_ms"`
	Record  uint32 `json:"record,omitempty"`
	Decides bool   `json:"decides,omitempty"` // the stretches go through it
}

// condition is one test.
type condition struct {
	Words  string `json:"words"`
	Holds  bool   `json:"holds"`
	Since  *int64 `json:"since_ms"`
	Record uint32 `json:"record,omitempty"`
}

// told is a record as a sentence.
type told struct {
	Record uint32 `json:"record"`
	At     int64  `json:"at_ms"`
	Kind   string `json:"kind"`
	Words  string `json:"words"`
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
		out.Stretches = append(out.Stretches, stretch{int64(x.From), int64(x.Ms()), x.Step.String(), x.Cause.String(), s.Who(x.Object), uint32(x.Record)})
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
