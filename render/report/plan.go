package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim/journal"
)

// lesson is an action of the improvement plan with the gap that it is against and
// what it changes in the scenario.
type lesson struct {
	text, owner, due  string
	against, evidence string // as people read them
	delay             *measure.Delay
	measure, agency   string // of the gap; agency empty: anybody's
	set               []string
	noted             bool // by a person
}

// lessons are the actions that people noted, then those proposed from the largest
// reason of each gap, each once.
func (b *builder) lessons() (list []lesson) {
	mend := b.listAreas()
	for _, n := range b.Notes.Of(func(n *notes.Note) bool { return n.Action != "" }) {
		list = append(list, b.notedAction(&n, mend))
	}
	for i := range mend {
		f := &mend[i]
		x := lesson{
			text: b.action(f), owner: f.owner, measure: f.measure, agency: f.agency, set: b.settings(f), evidence: f.evidence,
			against: f.measure + ", " + wording.Lower(b.Terms.Delay(f.delay.Code())), delay: &f.delay,
		}
		if !slices.ContainsFunc(list, func(o lesson) bool { return !o.noted && o.text == x.text && o.owner == x.owner }) {
			list = append(list, x)
		}
	}
	return list
}

// notedAction is an action that somebody noted. What it is against is the deadline that
// the note is tied to, else the measure of its task, else any gap of the run; what
// it changes, the note says.
func (b *builder) notedAction(n *notes.Note, mend []finding) lesson {
	x := lesson{text: n.Action, owner: n.Owner, due: n.Due, against: n.About(), set: n.Changes(), noted: true, measure: "M3"}
	x.evidence = orElse(n.By, "an evaluator") + ", " + b.speak.Clock.At(n.Time())
	if len(mend) > 0 {
		x.measure = mend[0].measure
	}
	for _, t := range b.Trace.Static.Tasks {
		if t.ID == n.Task && (t.Measure == "M3" || t.Measure == "M10") {
			x.measure = t.Measure
		}
	}
	for _, d := range b.Trace.Static.Deadlines {
		if d.Name == n.Deadline {
			x.measure, x.agency = "M3", d.Agency
			if d.Action != "" {
				x.measure = "M10"
			}
		}
	}
	return x
}

// planActions turns areas into corrective actions: each has an owner and evidence; when
// it is due, people decide. The same as a campaign reads it stands below.
func (b *builder) planActions() document.Section {
	list := b.lessons()
	s := document.Section{ID: "plan", Title: wording.Upper(b.Terms.Noun("plan")), Lead: "Proposed from the largest reason of each gap; owners and dates are for people to settle."}
	if !slices.ContainsFunc(list, func(x lesson) bool { return !x.noted }) {
		s.Lead = "No deadline was late or not met; the engine proposes nothing."
	}
	if len(list) == 0 {
		return s
	}
	t := document.Table{Head: []string{wording.Upper(b.Terms.Noun("corrective_action")), "Owner", "Due", "Against", "Evidence", "A campaign sets"}}
	for i := range list {
		x := &list[i]
		row := document.Plain(x.text, b.person(x.owner), x.due, x.against, x.evidence, x.settings())
		if x.delay != nil {
			row[3].Chip = figure.Chip(*x.delay, b.Terms, b.theme)
		}
		row[0].Strong = x.noted
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	yaml, left := campaign(list)
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: manualAdvice(left, len(list))})
	}
	if yaml != "" {
		about := "As a campaign reads it: put it into the scenario, and entente campaign plays it again with what was learned."
		s.Blocks = append(s.Blocks, document.Paragraph{Text: about}, document.Code{Text: yaml})
	}
	return s
}

// person is an agency, body or nation as people call it, and anybody else as written.
func (b *builder) person(name string) string {
	for _, r := range [...]journal.Ref{b.agency(name), b.nation(name)} {
		if r != 0 {
			return b.label(r)
		}
	}
	return name
}

// settings are the numbers that an action sets, by the last words of their paths.
func (x *lesson) settings() string {
	if len(x.set) == 0 {
		return "nothing"
	}
	var words []string
	for _, change := range x.set {
		path, value, _ := strings.Cut(change, "=")
		parts := strings.Split(path, ".")
		words = append(words, strings.Join(parts[max(0, len(parts)-2):], " ")+" to "+value)
	}
	return wording.Join(words)
}

// manualAdvice says what is to be done about actions that set nothing.
func manualAdvice(left, all int) string {
	these := fmt.Sprintf("%d of %s set nothing", left, wording.Plural(all, "action"))
	if left == all {
		these = "No action sets anything"
	}
	return these + ": no number of the scenario stands for it, so no remedy of the catalogue fits and a campaign cannot try it. A patch by hand can: a rule of distribution where somebody did not pass on what they held, a marking or a law where it was not to be used."
}

// campaignRuns is how often a campaign of the plan is played: the run in which a
// lesson opens, that in which it is in effect, and some more.
const campaignRuns = 8

// campaign writes lessons as a scenario has them, and says how many are left out since
// they set nothing; empty where all are.
func campaign(list []lesson) (yaml string, left int) {
	var out strings.Builder
	fmt.Fprintf(&out, "campaign:\n  runs: %d\n  lessons:\n", campaignRuns)
	for i := range list {
		x := &list[i]
		if len(x.set) == 0 {
			left++
			continue
		}
		fmt.Fprintf(&out, "    - id: action-%d\n      text: %s\n", i+1, strconv.Quote(x.text))
		if x.owner != "" {
			fmt.Fprintf(&out, "      owner: %s\n", strconv.Quote(x.owner))
		}
		against := "measure: " + x.measure
		if x.agency != "" {
			against += ", agency: " + x.agency
		}
		fmt.Fprintf(&out, "      against: {%s}\n      after: 1\n      set:\n", against)
		for _, change := range x.set {
			path, value, _ := strings.Cut(change, "=")
			fmt.Fprintf(&out, "        %s: %s\n", path, value)
		}
	}
	if left == len(list) {
		return "", left
	}
	return out.String(), left
}
