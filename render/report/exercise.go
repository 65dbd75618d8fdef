package report

import (
	"fmt"
	"slices"
	"strings"

	"entente/render/document"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// tellEvents tells what became of the events list.
func (b *builder) tellEvents() document.Section {
	all := b.Trace.Entries()
	s := document.Section{ID: "events", Title: b.Terms.Noun("events_list")}
	if len(all) == 0 {
		return document.Section{}
	}
	t := document.Table{Head: []string{"No.", "Type", "Planned", "From, to", "What", "What became of it", "When"}}
	played := 0
	for i := range all {
		x := &all[i]
		what := x.Text
		if what == "" {
			what = x.Title
		}
		if x.Expected != "" {
			what = strings.TrimSpace(what + " Expected: " + x.Expected)
		}
		when := ""
		if x.When != sim.Never {
			when = b.instantCell(x.When)
			played++
		}
		row := document.Plain(x.Number, wording.EntryType(x.Type), b.speak.EntryDue(&x.Entry), wording.EntryParties(&x.Entry), what, b.speak.Terms.EntryStatus(x), when)
		row[5].Late = x.Outcome == journal.Missed
		t.Rows = append(t.Rows, row)
	}
	s.Lead = fmt.Sprintf("%d of %s came.", played, entriesWord(len(all)))
	s.Blocks = append(s.Blocks, t)
	return s
}

func entriesWord(n int) string { return wording.Plural(n, "entry") }

// objectives rates the critical tasks.
func (b *builder) objectives() document.Section {
	st := b.Trace.Static
	if len(st.Objectives) == 0 {
		return document.Section{}
	}
	s := document.Section{ID: "objectives", Title: "Objectives", Lead: "P performed without challenges, S with some, M with major ones, U unable, N/R not exercised. Ratings are indicative: an evaluator's rating leads. entente replay why --record explains any record."}
	for _, o := range st.Objectives {
		s.Blocks = append(s.Blocks, document.Heading{Text: o.ID + "  " + o.Text})
		var about []string
		if o.Capability != "" {
			about = append(about, wording.Upper(b.Terms.Noun("capability"))+": "+o.Capability)
		}
		if o.Target != "" {
			about = append(about, wording.Upper(b.Terms.Noun("target"))+": "+o.Target)
		}
		if v := b.Notes.Objective(o.ID); v.Note != nil {
			about = append(about, strings.TrimSuffix(fmt.Sprintf("Rated %s by %s: %s", v.Rating, orElse(v.Note.By, "an evaluator"), strings.TrimSuffix(v.Note.Text, ".")), ": "))
		}
		if len(about) > 0 {
			s.Blocks = append(s.Blocks, document.Paragraph{Text: strings.Join(about, ". ") + "."})
		}
		t := document.Table{Head: []string{wording.Upper(b.Terms.Noun("task")), "What", "Rating", "By whom", "Measure", "Came to", "Thresholds P, S, M", "Evidence"}}
		if len(b.Runs) > 0 {
			t.Head = append(t.Head, "Ratings of the replications")
		}
		for _, x := range st.Tasks {
			if x.Objective != o.ID {
				continue
			}
			rating, by := b.rating(x)
			row := document.Plain(x.ID, x.Text, string(rating), by, x.Measure, b.speak.Evidence(x.Measure, &b.results), fmt.Sprintf("%g, %g, %g", x.P, x.S, x.M), wording.Records(b.Trace.Evidence(x.Measure), mostRecords))
			row[2].Strong, row[2].Late = true, rating == measure.Unable
			if len(b.Runs) > 0 {
				row = append(row, document.Cell{Text: b.ratings(x)})
			}
			t.Rows = append(t.Rows, row)
		}
		if len(t.Rows) == 0 {
			s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: "No " + b.Terms.Noun("task") + " is defined: not rated."})
			continue
		}
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// mostRecords that are named as evidence of one rating.
const mostRecords = 6

// rating is how a task came out, and by whose word.
func (b *builder) rating(x journal.Task) (measure.Rating, string) {
	v := b.Notes.Task(x, &b.results)
	if v.Note == nil {
		return v.Rating, "indicative"
	}
	words := orElse(v.Note.By, "an evaluator")
	if v.Note.Text != "" {
		words += ": " + v.Note.Text
	}
	return v.Rating, fmt.Sprintf("%s (indicative: %s)", words, v.Indicative)
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// observations are what people noted, in order of time.
func (b *builder) observations() document.Section {
	list := b.Notes.Of(func(n *notes.Note) bool { return n.Kind != notes.Rating || n.Task == "" })
	if len(list) == 0 {
		return document.Section{}
	}
	s := document.Section{ID: "observations", Title: "Observations"}
	t := document.Table{Head: []string{"When", "By", "About", "Observation"}}
	tagged := slices.ContainsFunc(list, func(n notes.Note) bool { return n.Tag != "" })
	if tagged {
		t.Head = append(t.Head, "Tag")
	}
	for i := range list {
		n := &list[i]
		text := n.Text
		if n.Kind == notes.Bookmark {
			text = strings.TrimSpace("Bookmark. " + text)
		}
		if n.Rating != "" {
			text = strings.TrimSpace(fmt.Sprintf("Rated %s. %s", n.Rating, text))
		}
		row := document.Plain(b.speak.Clock.At(n.Time()), n.By, n.About(), text)
		if tagged {
			row = append(row, document.Cell{Text: b.tag(n.Tag)})
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// tag is what an observation was noted as.
func (b *builder) tag(t notes.Tag) string {
	switch t {
	case notes.Sustain:
		return wording.Upper(b.Terms.Noun("strength"))
	case notes.Improve:
		return wording.Upper(b.Terms.Noun("area"))
	case notes.Important:
		return "Important"
	}
	return ""
}

// tagged are the observations that people noted as a strength, or as an area for
// improvement.
func (b *builder) tagged(t notes.Tag) (list []finding) {
	for _, n := range b.Notes.Of(func(n *notes.Note) bool { return n.Tag == t }) {
		list = append(list, finding{text: orElse(n.Text, n.Action), evidence: orElse(n.By, "an evaluator") + ", " + b.speak.Clock.At(n.Time())})
	}
	return list
}

// ratings is the share of replications in each rating.
func (b *builder) ratings(x journal.Task) string {
	var parts []string
	for _, rating := range measure.Ratings {
		n := 0
		for _, r := range b.Runs {
			if measure.RateReadings(x, r) == rating {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", rating, n))
		}
	}
	return strings.Join(parts, ", ")
}

// measures lists the catalogue with what the run came to.
func (b *builder) measures() document.Section {
	s := document.Section{ID: "measures", Title: "Measures", Lead: "One run is one draw. A range stands where there are replications."}
	t := document.Table{Dense: true, Head: []string{"Measure", "Question", "This run"}}
	if len(b.Runs) > 0 {
		t.Head = append(t.Head, "In the replications", "Rank of this run")
	}
	var idle []string
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		value := b.speak.Figure(x, &b.results)
		if value == wording.Nothing && x.Over(b.Runs) == nil {
			idle = append(idle, x.ID)
			continue
		}
		row := document.Plain(x.ID, x.Question, value)
		if len(b.Runs) > 0 {
			over, rank := b.speak.Range(x.Unit, x.Over(b.Runs)), b.rankAmongRuns(x)
			if rank == asAll {
				over, rank = "the same in all", ""
			}
			row = append(row, document.Cell{Text: over}, document.Cell{Text: rank})
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	if len(idle) > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Faint: true, Text: "In this run there was nothing to measure for " + strings.Join(idle, ", ") + "."})
	}
	return s
}

// tellMethod says how to hold the report against the run.
func (b *builder) tellMethod() document.Section {
	s := document.Section{ID: "method", Title: "Method and proof", Lead: "Same scenario, seed and engine: same digest on every machine."}
	t := document.Table{Head: []string{"", ""}}
	row := func(name, value string) {
		if value != "" {
			t.Rows = append(t.Rows, document.Plain(name, value))
		}
	}
	row("Scenario", b.Trace.Static.Scenario)
	row("Seed", fmt.Sprint(b.Seed))
	row("Stopped at", b.Until)
	row("Settings", strings.Join(b.Set, "; "))
	row("Engine", b.Engine)
	row("Records", wording.Thousands(b.Records))
	row("Digest", b.Digest)
	row("Sources", b.Sources)
	row("Replay file", b.File)
	t.Head = []string{"What", "Value"}
	s.Blocks = append(s.Blocks, t,
		document.Paragraph{Text: "Every hour in this report was recorded by the simulation with the step, the cause and the desk, rule, channel or nation that made it pass; the parts of a wait add up to the whole to the millisecond. The threat side is abstract: tokens and numbered stages. The report says when a lawful action was available, and which deadline that met; it says nothing of what was averted. Tags of rules: S the source was seen, L it was located, K general knowledge, C calibration."},
		document.Code{Text: "entente replay verify " + b.File + "\nentente replay why " + b.File})
	for _, t := range b.later {
		s.Blocks = append(s.Blocks, document.Heading{Text: t.Caption}, t)
	}
	return s
}
