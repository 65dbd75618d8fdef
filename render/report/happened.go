package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// title begins a heading with a capital.
func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// lower begins a phrase within a sentence with a small letter.
func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// first are the first n of a list.
func first(list []string, n int) []string { return list[:min(len(list), n)] }

// verdict is the one sentence of the hot wash.
func (b *builder) verdict(met, due int) string {
	switch {
	case due == 0:
		return "No deadline came due."
	case met == due:
		return fmt.Sprintf("All %s were met.", wording.Plural(due, "deadline"))
	case met == 0:
		return fmt.Sprintf("None of %s was met.", wording.Plural(due, "deadline"))
	case met == 1:
		return fmt.Sprintf("1 of %s was met.", wording.Plural(due, "deadline"))
	}
	return fmt.Sprintf("%d of %s were met.", met, wording.Plural(due, "deadline"))
}

// planned says what the exercise was to show.
func (b *builder) planned() string {
	st := b.Story.Static
	var parts []string
	for _, o := range st.Objectives {
		parts = append(parts, strings.TrimSuffix(o.Text, "."))
	}
	if len(parts) == 0 {
		for i := range st.Deadlines {
			parts = append(parts, b.wanted(&st.Deadlines[i]))
		}
	}
	if len(parts) == 0 {
		return "No objective and no deadline is defined."
	}
	return strings.Join(parts, "; ") + "."
}

// happened are the outcomes of the deadlines, worst first.
func (b *builder) happened() (points []string) {
	order := slices.Clone(b.deadlines)
	slices.SortStableFunc(order, func(x, y measure.Deadline) int { return cmp.Compare(severity(&x), severity(&y)) })
	const most = 4
	for i := range order[:min(len(order), most)] {
		d := &order[i]
		points = append(points, fmt.Sprintf("%s: %s, %s", b.wanted(&d.Due), b.Terms.Outcome(d.Outcome), b.speak.When(d)))
	}
	if more := len(order) - most; more > 0 {
		points = append(points, fmt.Sprintf("and %s, under “Why”", wording.Plural(more, "more deadline")))
	}
	return points
}

// agency finds an agency by its name; 0 if there is none.
func (b *builder) agency(name string) journal.Ref {
	for r, t := range b.Story.Static.Things {
		if t.Name == name && journal.SortOf(t.Sort) == journal.SortAgency {
			return journal.Ref(r)
		}
	}
	return 0
}

// severity orders outcomes: never, late, met, and what was not due.
func severity(d *measure.Deadline) int {
	return map[journal.Outcome]int{journal.NotMet: 0, journal.Late: 1, journal.Met: 2, journal.Void: 3}[d.Outcome]
}

// moments are what a timeline shows.
func (b *builder) moments() (marks []figure.Mark) {
	add := func(at sim.Time, rank int, late bool, format string, args ...any) {
		if at >= 0 && at <= b.end {
			marks = append(marks, figure.Mark{At: at, Text: fmt.Sprintf(format, args...), Rank: rank, Late: late})
		}
	}
	for i := range b.deadlines {
		d := &b.deadlines[i]
		what := b.label(b.agency(d.Agency)) + " " + d.Want
		switch d.Outcome {
		case journal.Met:
			add(d.When, 1, false, "Met: %s", what)
		case journal.Late:
			add(d.When, 0, true, "Late: %s", what)
		case journal.NotMet:
			add(d.At, 0, true, "Not met: %s", what)
		}
	}
	records := b.Story.Records
	for i := range records {
		r := &records[i]
		switch r.Kind {
		case journal.Stage:
			add(r.At, 3, false, "%s, stage %d", b.speak.Who(r.Actor), r.Args[0])
		case journal.Inject:
			add(r.At, 4, false, "Inject %s", b.speak.Who(journal.Ref(r.Args[0])))
		case journal.Decided:
			add(r.At, 2, false, "%s: %s %s", b.label(journal.Ref(r.Args[1])), b.speak.Name(journal.Ref(r.Args[0])), b.Terms.Outcome(journal.Outcome(r.Args[3])))
		case journal.Level:
			if journal.Grade(r.Args[2]) >= journal.Recognised {
				add(r.At, 5, false, "%s: %s", b.label(r.Actor), strings.ToLower(journal.Grade(r.Args[2]).String()))
			}
		}
	}
	return marks
}

// mostMoments of a timeline; of more, the important ones.
const mostMoments = 60

// timeline tells when it happened.
func (b *builder) timeline() document.Section {
	s := document.Section{ID: "timeline", Title: "Timeline"}
	var sent []sim.Time
	for i := range b.Story.Records {
		if r := &b.Story.Records[i]; r.Kind == journal.Sent && r.At >= 0 {
			sent = append(sent, r.At)
		}
	}
	marks := b.moments()
	slices.SortStableFunc(marks, func(x, y figure.Mark) int { return cmp.Or(cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.At, y.At)) })
	left := max(0, len(marks)-mostMoments)
	marks = marks[:len(marks)-left]
	s.Blocks = append(s.Blocks, figure.Timeline(b.id(), "What happened when", sent, marks, 0, b.end, b.speak.Clock, b.theme))
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: fmt.Sprintf("%s of lower rank are left out; the replay file has all.", wording.Plural(left, "moment"))})
	}
	if w := b.worst(); w != nil {
		p := b.path(w)
		s.Blocks = append(s.Blocks, document.Heading{Text: "The thread that decided it"}, document.Paragraph{Text: b.speak.Verdict(w)},
			figure.Lanes(b.id(), p, b.speak.Clock, b.theme), document.Picture{ID: b.id(), Scene: figure.Legend("", delaysOf(p), b.theme)})
	}
	return s
}

func delaysOf(p *figure.Path) (shown []measure.Delay) {
	for i := range p.Stretches {
		if d := p.Stretches[i].Delay; !slices.Contains(shown, d) {
			shown = append(shown, d)
		}
	}
	return shown
}

// refusals tells what was refused, and by which rule.
func (b *builder) refusals() document.Section {
	list := b.Story.Refusals()
	s := document.Section{ID: "refused", Title: "What was refused, and by which rule", Flows: true}
	if len(list) == 0 {
		s.Lead = "Nothing was refused, ended or lifted."
		return s
	}
	t := document.Table{Head: []string{"Rule, desk or nation", "What it says", "What happened", "Reason", "How often", "First"}, Right: []int{4}}
	const most = 20
	for _, r := range list[:min(len(list), most)] {
		what := r.Kind.String()
		if r.Kind == journal.Passed {
			what = "trimmed"
		}
		if r.Step != journal.NoStep {
			what += " at " + b.Terms.Step(r.Step)
		}
		row := document.Plain(b.place(r.Rule), b.ruleText(r.Rule), what, b.Terms.Reason(r.Reason), fmt.Sprint(r.Count), b.speak.Clock.At(r.First))
		row[3].Chip = figure.Chip(measure.DelayOf(r.Step, journal.ByRule), b.theme)
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	if more := len(list) - most; more > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: fmt.Sprintf("and %s, each less often", wording.Plural(more, "other reason"))})
	}
	return s
}

// ruleText is what a rule says, with its citation and tag.
func (b *builder) ruleText(r journal.Ref) string {
	name := b.speak.Who(r)
	for i := range b.Story.Static.Rules {
		if x := &b.Story.Static.Rules[i]; name != "" && x.ID == name {
			return ruleWords(x)
		}
	}
	return ""
}

// ruleWords writes a rule with its source.
func ruleWords(x *journal.Text) string {
	var parts []string
	for _, part := range []string{x.Text, x.Do, x.Cite} {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if x.Source != "" && x.Source != x.Cite {
		parts = append(parts, "source: "+x.Source)
	}
	if x.Tag != "" {
		parts = append(parts, "tag "+x.Tag)
	}
	return strings.Join(parts, "; ")
}
