// Package guide makes the guide with which evaluators judge an exercise: blank
// before play, and filled in from a run after it.
//
// # How to think of it
//
// Each objective is a section: its capability and target, its critical tasks with the
// thresholds of each rating, the entries of the events list that serve it with their
// windows, and boxes and room for an evaluator. Filled in, the indicative rating of each
// task stands there with what the run came to and the numbers of the records that say so:
// `entente replay why --record` explains any of them. An evaluator's rating takes
// precedence, and only its box is ticked; the engine ticks none.
package guide

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Input is what a guide is made of.
type Input struct {
	Static *journal.Static
	Terms  *wording.Terms
	Played *Played // nil: blank
}

// Played is the run that a guide is filled in from.
type Played struct {
	Trace  *measure.Trace
	Notes  *notes.Book // nil where nobody noted anything
	Digest string
	File   string // the replay file
	Partly string // what is missing of a file that was cut; empty: nothing
}

// mostRecords that are named as evidence of one rating.
const mostRecords = 12

// writer holds what the sections use.
type writer struct {
	*Input
	speak   *wording.Speaker
	results measure.Results
	entries []measure.Entry
}

// Build makes the guide.
func Build(in *Input) *document.Document {
	st := in.Static
	w := &writer{Input: in, speak: wording.NewSpeaker(st, in.Terms)}
	trace := measure.NewTrace(st)
	if in.Played != nil {
		trace = in.Played.Trace
		w.results = trace.Results()
	}
	w.entries = trace.Entries()
	d := &document.Document{Maker: "entente guide", Title: st.Title, Kind: in.Terms.Noun("guide"), Banner: st.Banner, Lead: w.writeLead(), Cover: w.writeCover()}
	if d.Title == "" {
		d.Title = st.Scenario
	}
	if in.Played != nil && in.Played.Partly != "" {
		d.Banner = strings.TrimSpace(d.Banner + " PARTIAL")
	}
	d.Sections = append(d.Sections, w.writeKey())
	for i := range st.Objectives {
		d.Sections = append(d.Sections, w.objective(i))
	}
	return d
}

func (w *writer) writeLead() string {
	lead := wording.Plural(len(w.Static.Objectives), w.Terms.Noun("objective")) + ", " + wording.Plural(len(w.Static.Tasks), w.Terms.Noun("task"))
	if w.Played == nil {
		return lead + ". Blank, to be filled in during play."
	}
	return lead + ". Filled in from a run; its ratings are indicative, an evaluator's rating leads."
}

// writeCover says which exercise it is, and has room for who fills it in.
func (w *writer) writeCover() []document.Block {
	st := w.Static
	t := document.Table{Head: []string{"Exercise", ""}}
	row := func(name, value string) {
		if value != "" {
			t.Rows = append(t.Rows, document.Plain(name, value))
		}
	}
	row("Name and type", wording.Exercise(st))
	row("Scenario", st.Scenario)
	row(w.Terms.Noun("start"), w.speak.Clock.Date(0))
	row(w.Terms.Noun("end"), w.speak.Clock.Date(sim.Time(st.EndEx)))
	row("Times", w.speak.Clock.Legend())
	row("Stopped", w.speak.Stopping())
	row("Played", strings.Join(st.Audience, ", "))
	for _, m := range st.Moves {
		row("Move "+m.ID, fmt.Sprintf("%s to %s, played in %s", w.speak.Clock.At(sim.Time(m.From)), w.speak.Clock.At(sim.Time(m.To)), wording.Lasting(sim.Time(m.PlayedIn))))
	}
	if w.Played != nil {
		row("Replay file", w.Played.File)
		row("Digest", w.Played.Digest)
		row("Partial", w.Played.Partly)
	}
	t.Head[1] = "What it is"
	return []document.Block{
		t,
		document.Room{Label: wording.Upper(w.Terms.Noun("evaluator")), Lines: 1},
		document.Room{Label: "Role and organisation", Lines: 1},
		document.Room{Label: "Place, date, how to reach you", Lines: 1},
	}
}

// writeKey says what the ratings mean.
func (w *writer) writeKey() document.Section {
	t := document.Table{Head: []string{"Rating", "What it means"}}
	for _, r := range measure.Ratings {
		row := document.Plain(string(r), wording.Upper(wording.Rating(r))+".")
		row[0].Strong = true
		t.Rows = append(t.Rows, row)
	}
	lead := "Watch what is done and when, against what is expected; write down what you saw before you rate it."
	return document.Section{ID: "ratings", Title: "Ratings", Lead: lead, Flows: true, Blocks: []document.Block{t}}
}

// objective is one section: what is asked, what is expected, and room for what was
// seen.
func (w *writer) objective(i int) document.Section {
	o := &w.Static.Objectives[i]
	s := document.Section{ID: fmt.Sprintf("objective-%d", i+1), Title: o.ID + "  " + o.Text}
	for _, x := range [...]struct{ noun, text string }{{"capability", o.Capability}, {"target", o.Target}} {
		if x.text != "" {
			s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Upper(w.Terms.Noun(x.noun)) + ": " + x.text})
		}
	}
	var tasks []journal.Task
	for _, t := range w.Static.Tasks {
		if t.Objective == o.ID {
			tasks = append(tasks, t)
		}
	}
	s.Blocks = append(s.Blocks, document.Heading{Text: wording.Upper(w.Terms.Noun("task")) + "s"})
	if len(tasks) == 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: "None is defined: rate the " + w.Terms.Noun("objective") + " from what you see."})
	} else {
		s.Blocks = append(s.Blocks, thresholds(tasks, w.Terms))
	}
	s.Blocks = append(s.Blocks, w.expected(o.ID)...)
	for i := range tasks {
		s.Blocks = append(s.Blocks, w.writeTask(&tasks[i])...)
	}
	s.Blocks = append(s.Blocks, w.writeObjective(o)...)
	return s
}

// thresholds says of each task what its measure must come to.
func thresholds(tasks []journal.Task, terms *wording.Terms) document.Table {
	t := document.Table{Head: []string{wording.Upper(terms.Noun("task")), "What", "Measure", "P", "S", "M", "U"}}
	for i := range tasks {
		x := &tasks[i]
		question := "of a campaign, not of one run"
		if f := measure.RatedFigure(x.Measure); f != nil {
			question = f.Question
		}
		t.Rows = append(t.Rows, document.Plain(x.ID, x.Text, x.Measure+": "+question,
			wording.Threshold(x, x.P), wording.Threshold(x, x.S), wording.Threshold(x, x.M), "otherwise"))
	}
	return t
}

// expected lists the entries of the events list that serve an objective, the
// expected actions first.
func (w *writer) expected(objective string) (blocks []document.Block) {
	awaited := document.Table{Head: []string{"No.", "Who", "Window", "What is expected"}}
	other := document.Table{Head: []string{"No.", "Type", "When", "From, to", "What"}}
	if w.Played == nil {
		awaited.Head = append(awaited.Head, "Seen at")
	} else {
		awaited.Head = append(awaited.Head, "What became of it", "When", "Record")
		other.Head = append(other.Head, "When it came")
	}
	for i := range w.entries {
		x := &w.entries[i]
		if x.Objective != objective {
			continue
		}
		when := ""
		if x.When != sim.Never {
			when = w.speak.Clock.At(x.When)
		}
		if x.Type != "expected_action" {
			row := document.Plain(x.Number, wording.EntryType(x.Type), w.speak.EntryAwaited(&x.Entry), parties(x.From, x.To), words(&x.Entry))
			if w.Played != nil {
				row = append(row, document.Cell{Text: when})
			}
			other.Rows = append(other.Rows, row)
			continue
		}
		row := document.Plain(x.Number, parties(x.Who, x.To), w.speak.EntryAwaited(&x.Entry), words(&x.Entry))
		if w.Played == nil {
			row = append(row, document.Cell{})
		} else {
			row = append(row, document.Cell{Text: wording.Upper(w.Terms.Outcome(x.Outcome)), Late: x.Outcome == journal.Missed}, document.Cell{Text: when}, document.Cell{Text: number(x.By)})
		}
		awaited.Rows = append(awaited.Rows, row)
	}
	if len(awaited.Rows) > 0 {
		blocks = append(blocks, document.Heading{Text: wording.Upper(w.Terms.Noun("expected_action")) + "s"}, awaited)
	}
	if len(other.Rows) > 0 {
		blocks = append(blocks, document.Heading{Text: "Other entries that serve it"}, other)
	}
	return blocks
}

func number(n journal.Num) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// words are what an entry says, and what it expects.
func words(x *journal.Entry) string {
	text := x.Text
	if text == "" {
		text = x.Title
	}
	if x.Expected != "" {
		text = strings.TrimSpace(text + " Expected: " + x.Expected)
	}
	return text
}

func parties(from, to string) string {
	if to == "" || from == to {
		return from
	}
	return strings.TrimPrefix(from+", "+to, ", ")
}

// writeTask has the boxes of one task and room for what was seen.
func (w *writer) writeTask(t *journal.Task) []document.Block {
	blocks := []document.Block{document.Heading{Text: t.ID + "  " + t.Text}}
	choice := w.writeBoxes("Rating")
	if p := w.Played; p != nil {
		v := p.Notes.Task(*t, &w.results)
		text := fmt.Sprintf("Indicative: %s. %s.", v.Indicative, wording.Upper(w.speak.Evidence(t.Measure, &w.results)))
		if records := wording.Records(p.Trace.Evidence(t.Measure), mostRecords); records != "" {
			text += " Evidence: " + records + "."
		}
		blocks = append(blocks, document.Paragraph{Text: text})
		blocks = append(blocks, w.addNotes(&choice, v, func(n *notes.Note) bool { return n.Task == t.ID })...)
	}
	return append(blocks, choice, document.Room{Label: "What you observed, and why this rating", Lines: 5})
}

// writeObjective has the boxes of an objective as a whole.
func (w *writer) writeObjective(o *journal.Text) []document.Block {
	blocks := []document.Block{document.Heading{Text: "The " + w.Terms.Noun("objective") + " as a whole"}}
	choice := w.writeBoxes("Rating")
	if p := w.Played; p != nil {
		blocks = append(blocks, w.addNotes(&choice, p.Notes.Objective(o.ID), func(n *notes.Note) bool { return n.Objective == o.ID && n.Task == "" })...)
	}
	return append(blocks, choice, document.Room{Label: wording.Upper(w.Terms.Noun("strength")) + "s", Lines: 3}, document.Room{Label: wording.Upper(w.Terms.Noun("area")) + ": what to change", Lines: 3})
}

func (w *writer) writeBoxes(label string) document.Choice {
	c := document.Choice{Label: label}
	for _, r := range measure.Ratings {
		c.Options = append(c.Options, string(r))
	}
	return c
}

// addNotes puts in what people noted, and ticks the box of an evaluator's rating.
func (w *writer) addNotes(c *document.Choice, v notes.Verdict, about func(*notes.Note) bool) []document.Block {
	if v.Note != nil {
		c.Chosen = string(v.Rating)
	}
	list := w.Played.Notes.Of(about)
	if len(list) == 0 {
		return nil
	}
	t := document.Table{Head: []string{"When", "By", "Rating", "Observation"}}
	for i := range list {
		n := &list[i]
		text := n.Text
		if n.Action != "" {
			text = strings.TrimSpace(text + " " + wording.Upper(w.Terms.Noun("corrective_action")) + ": " + n.Action)
		}
		row := document.Plain(w.speak.Clock.At(n.Time()), n.By, string(n.Rating), text)
		row[2].Strong = true
		t.Rows = append(t.Rows, row)
	}
	return []document.Block{t}
}
