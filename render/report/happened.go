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
	"entente/sim/notation"
)

// firstOf gives the first n of a list.
func firstOf(list []string, n int) []string { return list[:min(len(list), n)] }

// mostPoints of a list of the hot wash.
const mostPoints = 3

// planned says what the exercise was to show.
func (b *builder) planned() (points []string) {
	for _, o := range b.Trace.Static.Objectives {
		points = append(points, strings.TrimSuffix(o.Text, ".")+".")
	}
	if len(points) == 0 {
		for _, e := range b.Why {
			points = append(points, b.speak.Asked(e)+".")
		}
	}
	if len(points) == 0 {
		points = []string{"No objective and no deadline is defined."}
	}
	return shortened(points, "more, in the scenario")
}

// shortened keeps the first points of a list, and says how many there are more.
func shortened(points []string, rest string) []string {
	if more := len(points) - mostPoints; more > 0 {
		return append(slices.Clone(points[:mostPoints]), fmt.Sprintf("And %d %s.", more, rest))
	}
	return points
}

// agency finds an agency by its name; 0 if there is none.
func (b *builder) agency(name string) journal.Ref { return b.thing(name, journal.SortAgency) }

// nation finds a nation or a body by its name; 0 if there is none.
func (b *builder) nation(name string) journal.Ref {
	return b.thing(name, journal.SortNation, journal.SortBody)
}

func (b *builder) thing(name string, sorts ...journal.Sort) journal.Ref {
	for r, t := range b.Trace.Static.Things {
		if t.Name == name && slices.Contains(sorts, journal.SortOf(t.Sort)) {
			return journal.Ref(r)
		}
	}
	return 0
}

// moments are what a timeline shows: deadlines, decisions, stages, what the events
// list brought, and who was first to recognise a storyline or to be able to act.
func (b *builder) moments() (marks []figure.Mark) {
	add := func(at sim.Time, rank int, kind, format string, args ...any) {
		if at >= 0 && at <= b.end {
			marks = append(marks, figure.Mark{At: at, Text: fmt.Sprintf(format, args...), Rank: rank, Kind: kind, Late: rank == 0})
		}
	}
	for i := range b.deadlines {
		d := &b.deadlines[i]
		what := b.label(b.agency(d.Agency)) + ", " + b.shortWanted(&d.Due)
		switch d.Outcome {
		case journal.Met:
			add(d.When, 1, "deadline met", "Met: %s", what)
		case journal.Late:
			add(d.When, 0, "outcome late", "Late: %s", what)
		case journal.NotMet:
			add(d.At, 0, "deadline not met", "Not met: %s", what)
		}
	}
	type level struct {
		story journal.Ref
		grade journal.Grade
	}
	seen := map[level]bool{}
	records := b.Trace.Records
	for i := range records {
		r := &records[i]
		switch r.Kind {
		case journal.Stage:
			add(r.At, 3, "stage", "%s, stage %d", b.speak.Short(r.Actor), r.Args[stageStage])
		case journal.Inject:
			add(r.At, 4, "inject", "Inject %s", b.speak.Who(journal.Ref(r.Args[injectEntry])))
		case journal.Decided:
			add(r.At, 2, "decision", "%s: %s %s", b.label(journal.Ref(r.Args[decidedBody])), b.speak.Name(journal.Ref(r.Args[decidedMotion])), b.Terms.Outcome(journal.Outcome(r.Args[decidedOutcome])))
		case journal.Level:
			l := level{journal.Ref(r.Args[levelStoryline]), journal.Grade(r.Args[levelAfter])}
			if l.grade < journal.Recognised || seen[l] {
				continue
			}
			seen[l] = true
			add(r.At, 5, "recognition", "%s %s %s first", b.label(r.Actor), map[bool]string{true: "can act on", false: "recognises"}[l.grade == journal.Actionable], b.speak.Short(l.story))
		}
	}
	return marks
}

// shortWanted is what a deadline asks for, as short as a mark has room for.
func (b *builder) shortWanted(d *journal.Due) string {
	switch {
	case d.Action != "":
		return "“" + d.Action[strings.LastIndexAny(d.Action, ".:")+1:] + "”"
	case len(d.Facts) == 1:
		return "“" + d.Facts[0][strings.LastIndexByte(d.Facts[0], '.')+1:] + "”"
	case len(d.Facts) > 1:
		return wording.Plural(len(d.Facts), "fact")
	}
	return "“" + d.Storyline + "”"
}

// mostMoments of a timeline; of more, the important ones.
const mostMoments = 60

// momentsFigure draws what happened when, and says how many moments are left out.
func (b *builder) momentsFigure() (document.Figure, int) {
	var sent []sim.Time
	for i := range b.Trace.Records {
		if r := &b.Trace.Records[i]; r.Kind == journal.Sent && r.At >= 0 {
			sent = append(sent, r.At)
		}
	}
	marks := b.moments()
	slices.SortStableFunc(marks, func(x, y figure.Mark) int { return cmp.Or(cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.At, y.At)) })
	left := max(0, len(marks)-mostMoments)
	return figure.Timeline(b.nextFigure(), "What happened when", sent, marks[:len(marks)-left], 0, b.end, b.speak.Clock, b.theme), left
}

// timeline tells when it happened.
func (b *builder) timeline() document.Section {
	s := document.Section{ID: "timeline", Title: "Timeline"}
	f, left := b.momentsFigure()
	s.Blocks = append(s.Blocks, f)
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: fmt.Sprintf("%s of lower rank are left out; the replay file has all.", wording.Plural(left, "moment"))})
	}
	if w := b.worstDeadline(); w != nil {
		p := b.pathWords(w)
		lanes := figure.Lanes(b.nextFigure(), p, b.speak, b.theme)
		if p.Late { // its waterfall has the same numbers
			lanes.Numbers = document.Table{}
			lanes.Caption += " Its numbers stand under “" + whyTitle + "”."
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: "The thread that decided it"}, document.Paragraph{Text: b.speak.Verdict(w)},
			lanes, document.Picture{ID: b.nextFigure(), Scene: figure.Legend("", delaysOf(p), b.Terms, b.theme)})
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
	list := b.Trace.Refusers()
	s := document.Section{ID: "refused", Title: "What was refused, and by which rule"}
	if len(list) == 0 {
		s.Lead = "Nothing was refused, ended or lifted."
		return s
	}
	const most = 12
	parts, rest := []sim.Time{}, sim.Time(0) // those that are shown, and the others
	for i := range list {
		if i < most {
			parts = append(parts, list[i].Held)
		} else {
			rest += list[i].Held
		}
	}
	held, whole := notation.Parts(append(parts, rest))
	if slices.ContainsFunc(list, func(r measure.Refuser) bool { return r.Held > 0 }) {
		s.Lead = fmt.Sprintf("Rules and unwillingness held messages for %s in all, beside the work of desks.", whole)
	}
	t := document.Table{Caption: "Refusals by rule", Head: []string{"Rule, desk or nation", "What it says", "What happened, and how often", "In all", "Held", "First"}, Right: []int{3, 4}}
	for i := range list[:min(len(list), most)] {
		r := &list[i]
		if r.Held == 0 {
			held[i] = ""
		}
		row := document.Plain(b.place(r.Rule), b.ruleText(r.Rule), b.refused(r), fmt.Sprint(r.Count), held[i], b.instantCell(r.First))
		if i := slices.IndexFunc(r.Parts, func(x measure.Refusal) bool { return x.Step != journal.NoStep }); i >= 0 {
			row[2].Chip = figure.Chip(measure.DelayOf(r.Parts[i].Step, journal.ByRule), b.Terms, b.theme)
		}
		t.Rows = append(t.Rows, row)
	}
	t.Drop()
	s.Blocks = append(s.Blocks, t)
	if more := len(list) - most; more > 0 {
		text := fmt.Sprintf("And %d more, each less often.", more)
		if rest > 0 {
			text = fmt.Sprintf("And %d more, each less often; they held messages for %s.", more, held[most])
		}
		s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: text})
	}
	return s
}

// refused says what a rule, desk or nation did, reason by reason.
func (b *builder) refused(r *measure.Refuser) string {
	var reasons []journal.Reason
	parts := map[journal.Reason][]string{}
	for i := range r.Parts {
		x := &r.Parts[i]
		what := kindText(x.Kind)
		if x.Step != journal.NoStep {
			what += " at " + b.Terms.Step(x.Step)
		}
		if parts[x.Reason] == nil {
			reasons = append(reasons, x.Reason)
		}
		parts[x.Reason] = append(parts[x.Reason], fmt.Sprintf("%s %d", what, x.Count))
	}
	const most = 3
	var lines []string
	for _, reason := range reasons[:min(len(reasons), most)] {
		lines = append(lines, wording.Upper(b.Terms.Reason(reason))+": "+strings.Join(parts[reason], ", "))
	}
	if more := len(reasons) - most; more > 0 {
		lines = append(lines, "and "+wording.Plural(more, "more reason"))
	}
	return strings.Join(lines, "; ")
}

// kindText says in words what a kind of record does with a reason.
func kindText(k journal.Kind) string {
	if k == journal.Passed {
		return "trimmed"
	}
	return strings.ReplaceAll(k.String(), "_", " ")
}

// ruleText is what a rule says, with its citation and tag.
func (b *builder) ruleText(r journal.Ref) string {
	name := b.speak.Who(r)
	for i := range b.Trace.Static.Rules {
		if x := &b.Trace.Static.Rules[i]; name != "" && x.ID == name {
			return ruleWords(x)
		}
	}
	return ""
}

// ruleWords writes a rule with its source.
func ruleWords(x *journal.Text) string {
	var parts []string
	for _, part := range []string{x.Text, x.Do, x.Cite} {
		if part = strings.TrimSuffix(part, "."); part != "" && !slices.Contains(parts, part) {
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

// The places of arguments, by the names that the vocabulary gives them.
var (
	decidedBody    = journal.Decided.Field("body")
	decidedMotion  = journal.Decided.Field("motion")
	decidedOutcome = journal.Decided.Field("outcome")
	injectEntry    = journal.Inject.Field("entry")
	levelAfter     = journal.Level.Field("after")
	levelStoryline = journal.Level.Field("storyline")
	stageStage     = journal.Stage.Field("stage")
)
