package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/render/document"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// lesson is an action of the improvement plan with the gap that it is against and
// what it changes in the scenario.
type lesson struct {
	text, owner, due  string
	against, evidence string // as people read them
	measure, agency   string // of the gap; agency empty: anybody's
	set               []string
	noted             bool // by a person
}

// lessons are the actions that people noted, then those proposed from the largest
// reason of each gap, each once.
func (b *builder) lessons() (list []lesson) {
	mend := b.areas()
	for _, n := range b.Notes.Of(func(n *notes.Note) bool { return n.Action != "" }) {
		list = append(list, b.noted(&n, mend))
	}
	for i := range mend {
		f := &mend[i]
		x := lesson{
			text: b.action(f), owner: f.owner, measure: f.measure, agency: f.agency, set: b.settings(f), evidence: f.evidence,
			against: fmt.Sprintf("%s: %s, %s", f.measure, f.agency, wording.Lower(b.Terms.Delay(f.delay.Code()))),
		}
		if !slices.ContainsFunc(list, func(o lesson) bool { return !o.noted && o.text == x.text && o.owner == x.owner }) {
			list = append(list, x)
		}
	}
	return list
}

// noted is an action that somebody noted. What it is against is the deadline that
// the note is tied to, else the measure of its task, else any gap of the run; what
// it changes, the note says.
func (b *builder) noted(n *notes.Note, mend []finding) lesson {
	x := lesson{text: n.Action, owner: n.Owner, due: n.Due, against: n.About(), set: n.Changes(), noted: true, measure: "M3"}
	x.evidence = orElse(n.By, "an evaluator") + ", " + b.speak.Clock.At(n.Time())
	if len(mend) > 0 {
		x.measure = mend[0].measure
	}
	for _, t := range b.Story.Static.Tasks {
		if t.ID == n.Task && (t.Measure == "M3" || t.Measure == "M10") {
			x.measure = t.Measure
		}
	}
	for _, d := range b.Story.Static.Deadlines {
		if d.Name == n.Deadline {
			x.measure, x.agency = "M3", d.Agency
			if d.Action != "" {
				x.measure = "M10"
			}
		}
	}
	return x
}

// plan turns areas into corrective actions: each has an owner and evidence; when
// it is due, people decide. The same as a campaign reads it stands below.
func (b *builder) plan() document.Section {
	list := b.lessons()
	s := document.Section{ID: "plan", Title: wording.Upper(b.Terms.Noun("plan")), Lead: "Proposed from the largest reason of each gap; owners and dates are for people to settle."}
	if !slices.ContainsFunc(list, func(x lesson) bool { return !x.noted }) {
		s.Lead = "No deadline was late or not met; the engine proposes nothing."
	}
	if len(list) == 0 {
		return s
	}
	t := document.Table{Head: []string{wording.Upper(b.Terms.Noun("corrective_action")), "Owner", "Due", "Against", "Evidence"}}
	for i := range list {
		x := &list[i]
		row := document.Plain(x.text, x.owner, x.due, x.against, x.evidence)
		row[0].Strong = x.noted
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	yaml, left := campaign(list)
	if yaml == "" {
		return s
	}
	about := "As a campaign reads it: put it into the scenario, and entente campaign plays it again with what was learned."
	if left > 0 {
		about += " Actions that set nothing stand in it as comments."
	}
	s.Blocks = append(s.Blocks, document.Paragraph{Text: about}, document.Code{Text: yaml})
	return s
}

// campaignRuns is how often a campaign of the plan is played: the run in which a
// lesson opens, that in which it is in effect, and some more.
const campaignRuns = 8

// campaign writes lessons as a scenario has them, and says how many set nothing and
// are comments; empty where all are.
func campaign(list []lesson) (yaml string, left int) {
	var out strings.Builder
	fmt.Fprintf(&out, "campaign:\n  runs: %d\n  lessons:\n", campaignRuns)
	for i := range list {
		x := &list[i]
		if len(x.set) == 0 {
			left++
			fmt.Fprintf(&out, "    # action-%d, %s: it sets nothing yet\n", i+1, strconv.Quote(x.text))
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

// settings are what an action sets, as PATH=VALUE, where the model has a number for
// it: of what took most time, the half.
func (b *builder) settings(f *finding) []string {
	switch name := b.speak.Who(f.share.Object); b.sort(f.share.Object) {
	case journal.SortDesk:
		return b.deskSettings(f, name)
	case journal.SortChannel:
		if f.share.Cause == journal.Latency || f.share.Cause == journal.Work {
			return b.halves("channels." + name + ".latency")
		}
		return b.halves("channels." + name + ".gateway")
	case journal.SortRule:
		for _, p := range b.Story.Static.Params {
			if strings.HasSuffix(p.Path, "."+name[strings.LastIndex(name, ".")+1:]+".in_force") && strings.Contains(p.Path, "."+b.Story.Nation(f.share.Object)+".") {
				return []string{p.Path + "=0"}
			}
		}
	case journal.SortFact:
		path := b.agencyPath(f.agency) + ".collects." + b.kindOf(name)
		if p := b.param(path); p != nil && p.Value < int64(sim.One) {
			return []string{path + "=1"}
		}
	}
	return nil
}

// kindOf is the kind of a fact by its name.
func (b *builder) kindOf(fact string) string {
	for i := range b.Story.Static.Facts {
		if x := &b.Story.Static.Facts[i]; x.Name == fact {
			return x.Kind
		}
	}
	return ""
}

// agencyPath is where a scenario describes an agency, of a nation or of a body.
func (b *builder) agencyPath(name string) string {
	nation, agency, found := strings.Cut(name, ".")
	if !found || b.sort(b.agency(name)) != journal.SortAgency {
		return "bodies." + name
	}
	return "nations." + nation + ".agencies." + agency
}

// deskSettings are longer hours, one more at work, or work in half the time.
func (b *builder) deskSettings(f *finding, name string) []string {
	at := strings.LastIndex(name, ".")
	path := b.agencyPath(name[:at]) + ".desks." + name[at+1:]
	switch f.share.Cause {
	case journal.OffHours:
		return []string{path + ".hours=24/7"}
	case journal.Queue:
		if p := b.param(path + ".servers"); p != nil {
			return []string{fmt.Sprintf("%s.servers=%d", path, p.Value+1)}
		}
	case journal.Work:
		if p := b.param(path + ".skill"); p != nil {
			return []string{fmt.Sprintf("%s.skill=%s", path, decimal(max(p.Value/2, int64(sim.One)/10)))}
		}
	}
	return nil
}

// halves sets each number of a distribution of time to the half.
func (b *builder) halves(path string) (set []string) {
	for _, figure := range [...]string{"value", "median", "p95"} {
		if p := b.param(path + "." + figure); p != nil && p.Value >= 2*int64(sim.Second) {
			set = append(set, fmt.Sprintf("%s=%ds", p.Path, p.Value/2/int64(sim.Second)))
		}
	}
	return set
}

// param finds a number of the scenario; nil if there is none.
func (b *builder) param(path string) *journal.Value {
	for i := range b.Story.Static.Params {
		if p := &b.Story.Static.Params[i]; p.Path == path {
			return p
		}
	}
	return nil
}

// decimal writes millionths.
func decimal(v int64) string { return strconv.FormatFloat(float64(v)/float64(sim.One), 'f', -1, 64) }
