package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim/journal"
)

// finding is a strength or an area for improvement, with its evidence.
type finding struct {
	text     string
	evidence string
	measure  string // M3 or M10 of a gap
	agency   string // whose gap
	owner    string // whose it is to mend
	delay    measure.Delay
	share    explain.Share
}

// actions are what would mend some findings, each once.
func (b *builder) actions(list []finding) (out []string) {
	for i := range list {
		if a := b.action(&list[i]) + "."; !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

func texts(list []finding) (out []string) {
	for _, f := range list {
		out = append(out, f.text)
	}
	return out
}

// strengths are deadlines met with their margin, and tasks performed.
func (b *builder) strengths() (list []finding) {
	for i := range b.deadlines {
		if d := &b.deadlines[i]; d.Outcome == journal.Met {
			if e := b.explanationOf(d.Name); e != nil {
				list = append(list, finding{text: b.speak.Came(e), evidence: record(d.Record)})
			}
		}
	}
	for _, t := range b.Trace.Static.Tasks {
		if r := measure.Rate(t, &b.results); r == measure.Performed {
			list = append(list, finding{text: fmt.Sprintf("%s: performed (%s).", t.Text, b.speak.Evidence(t.Measure, &b.results)), evidence: t.ID})
		}
	}
	if n := b.results.Markings; n.Read > 0 && len(n.Breaches) == 0 {
		list = append(list, finding{text: fmt.Sprintf("Of %s of facts none broke the originator’s marking.", wording.Plural(n.Read, "reading")), evidence: "M9"})
	}
	return list
}

func record(n journal.Num) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("record %d", n)
}

// listAreas lists the deadlines that were late or not met, each with what took most of
// its time.
func (b *builder) listAreas() (list []finding) {
	for _, e := range b.Why {
		if e.Outcome != journal.Late && e.Outcome != journal.NotMet {
			continue
		}
		f := finding{text: b.speak.Came(e), measure: "M3", agency: b.speak.Who(e.Agency), evidence: b.speak.Who(e.Thing)}
		if e.Want == "available" {
			f.measure = "M10"
		}
		if e.End != nil {
			f.evidence += ", " + record(e.End.Num)
		}
		if most := explain.Most(e.Stretches); most != nil {
			f.share, f.delay = *most, measure.DelayOf(most.Step, most.Cause)
			f.owner = b.owner(most.Object)
		}
		if f.owner == "" {
			f.owner = f.agency
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(x, y finding) int { return cmp.Compare(y.share.Ms, x.share.Ms) })
	return list
}

// owner is the agency of a desk, an agency or body itself, or the nation of a rule
// or channel; nobody owns a fact, a storyline or a channel between nations.
func (b *builder) owner(r journal.Ref) string {
	name := b.speak.Who(r)
	switch b.sort(r) {
	case journal.SortDesk:
		return name[:strings.LastIndex(name, ".")]
	case journal.SortAgency, journal.SortNation, journal.SortBody:
		return name
	}
	return b.Trace.Nation(r)
}

// findings are strengths and areas for improvement, as the run shows them and as people
// noted them.
func (b *builder) findings() document.Section {
	keep, mend, seen := append(b.strengths(), b.tagged(notes.Sustain)...), b.listAreas(), b.tagged(notes.Improve)
	s := document.Section{ID: "findings", Title: "Strengths and areas for improvement"}
	if len(keep)+len(mend)+len(seen) == 0 {
		return document.Section{}
	}
	table := func(list []finding, chips bool) document.Table {
		t := document.Table{Head: []string{"Observation", "Evidence"}}
		if chips {
			t.Head = []string{"Observation", "Largest reason", "Evidence"}
		}
		for _, f := range list {
			row := document.Plain(f.text, f.evidence)
			if chips {
				row = document.Plain(f.text, b.Terms.Delay(f.delay.Code())+", "+wording.Lasting(f.share.Ms), f.evidence)
				row[1].Chip = figure.Chip(f.delay, b.Terms, b.theme)
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	}
	if len(keep) > 0 {
		s.Blocks = append(s.Blocks, document.Heading{Text: wording.Upper(b.Terms.Noun("strength")) + "s"}, table(keep, false))
	}
	if len(mend)+len(seen) > 0 {
		s.Blocks = append(s.Blocks, document.Heading{Text: wording.Upper(b.Terms.Noun("area"))})
	}
	if len(mend) > 0 {
		s.Blocks = append(s.Blocks, table(mend, true))
	}
	if len(seen) > 0 {
		s.Blocks = append(s.Blocks, table(seen, false))
	}
	return s
}

// remedies say what shortens each delay, before the name of where it passed. What
// depends on more than the delay is in action.
var remedies = [measure.NumDelays]string{
	measure.OffHours:          "Longer hours, or somebody on call, at",
	measure.DeskQueue:         "More people, or less other work, at",
	measure.ReadingTime:       "Faster work at",
	measure.Analysis:          "Faster work at",
	measure.JudicialAuthority: "A shorter way to authorisation by",
	measure.Approval:          "Standing approval, or delegation, at",
	measure.Classification:    "A common grade, or writing for release, at",
	measure.OriginatorConsent: "Consent in advance from",
	measure.Translation:       "A common format or language at",
	measure.Gateway:           "A faster way than",
	measure.Transport:         "A faster way than",
	measure.OutageTime:        "A second way beside",
	measure.WaitingForDate:    "A shorter date or period at",
	measure.PutAside:          "A duty officer, a reminder or a second reader at",
	measure.NotConnected:      "A search of the index with every hit and question, or exact identifiers, at",
}

// action words what would shorten a share of time.
func (b *builder) action(f *finding) string {
	at := b.speak.Name(f.share.Object)
	if at == "" {
		at = b.speak.Name(b.agency(f.agency))
	}
	sort := b.sort(f.share.Object)
	switch idle := f.share.Cause == journal.Idle; {
	case sort == journal.SortRule:
		return "An exception to " + at + ", or a form that it lets pass"
	case f.share.Cause == journal.Unwilling:
		return "Joint training or a standing agreement, so that " + at + " trusts more"
	case f.share.Step == journal.Reading && f.share.Cause == journal.ByRule && sort == journal.SortAgency:
		return "Leave of the originator for " + at + " to use it"
	case sort == journal.SortNation && f.share.Cause == journal.Period:
		return "An answer in less time from " + at
	case idle && f.share.Step == journal.Reading:
		return "A second source for " + at + ", or more credit for the first"
	case idle && f.share.Step == journal.Assess:
		return "Somebody at " + at + " who asks others for more"
	case idle && sort == journal.SortFact:
		return "Somebody whose task it is to look for " + at
	case idle && sort == journal.SortStoryline:
		return "Somebody whose task it is to watch " + at
	case idle && sort == journal.SortAction:
		return "An order of the day for " + at
	case idle:
		return "A rule or reminder so that " + at + " passes on what it has"
	}
	return remedies[f.delay] + " " + at
}

// sort is the sort of a thing; that of nothing is empty.
func (b *builder) sort(r journal.Ref) journal.Sort {
	if r == 0 || int(r) >= len(b.Trace.Static.Things) {
		return 0
	}
	return journal.SortOf(b.Trace.Static.Things[r].Sort)
}
