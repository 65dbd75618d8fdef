package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/scenarios/msel"
	"entente/sim/files"
	"entente/sim/journal"
)

// noteFlags are what `entente note` was asked to do.
type noteFlags struct {
	notes.Note
	at       string
	rating   string
	set      []string
	record   uint32
	bookmark bool
	tag      string
	withdraw string
	from     string
	book     string
}

func newNote(e *edge) *cobra.Command {
	o := &noteFlags{}
	c := &cobra.Command{
		Use:   "note FILE [TEXT]",
		Short: "Note what was observed of a run, rate a task, or list the notes",
		Long: `Note adds to the notes of a replay file, which are kept in a file of their own beside it
(run.mcap has run.notes.jsonl); the replay file and its digest are never touched. A note
is tied to a moment and, where wanted, to an objective, a critical task, an entry of the
events list, a deadline or a record. --rating P, S, M, U or N/R rates a task or an
objective: an evaluator's rating takes precedence in the report. --action, with an owner and a date,
goes into the improvement plan; --tag says whether an observation is a strength or an area
for improvement. --from takes a spreadsheet of notes. Notes are never erased: --withdraw and
--correct add a line that says which earlier one no longer counts.

Without a text, a rating, an action or --from it lists the notes.`,
		Example: `  entente note run.mcap --at D+1T09:00 --objective OBJ-1 "Nobody called back"
  entente note run.mcap --at D+2 --task CT-1.1 --rating M --by "R. Evaluator" "Two of four in time"
  entente note run.mcap --at D+2 --action "Call back within the hour" --owner belgium.djsoc --due 2027-06-01
  entente note run.mcap --at D+1 --tag sustain "The liaison officer rang at once"
  entente note run.mcap --withdraw 9f86d081884c7d65
  entente note run.mcap --from notes.csv
  entente note run.mcap`,
		Args: args(cobra.RangeArgs(1, 2), "one replay file, and a text in quotes"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, given []string) error {
			if len(given) == 2 {
				o.Text = given[1]
			}
			return nameFile(given[0], withFile(e, given[0], func(name string, f *replay.File) error { return o.run(e, name, f) }))
		},
	}
	f := c.Flags()
	f.StringVar(&o.at, "at", "", "the moment: a `TIME` such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z")
	f.StringVar(&o.By, "by", "", "who notes it: a `NAME` or role")
	f.StringVar(&o.Objective, "objective", "", "tie it to this objective, an `ID`")
	f.StringVar(&o.Task, "task", "", "tie it to this critical task, an `ID`")
	f.StringVar(&o.Entry, "entry", "", "tie it to this entry of the events list, a `NUMBER`")
	f.StringVar(&o.Deadline, "deadline", "", "tie it to this deadline, a `NAME`")
	f.Uint32Var(&o.record, "record", 0, "tie it to this record, a `NUMBER`")
	f.StringVar(&o.rating, "rating", "", "rate the task or objective: a `RATING` of P, S, M, U or N/R")
	f.BoolVar(&o.bookmark, "bookmark", false, "only mark the moment")
	f.StringVar(&o.tag, "tag", "", "what the observation is: `WHAT` is sustain, a strength, improve, an area for improvement, or important")
	f.StringVar(&o.withdraw, "withdraw", "", "take a note back, by its `ID` in the list; it stays in the file, and counts no more")
	f.StringVar(&o.Of, "correct", "", "say an earlier note anew, by its `ID` in the list; what it said stays in the file")
	f.StringVar(&o.Action, "action", "", "a corrective action for the improvement plan, as `TEXT`")
	f.StringVar(&o.Owner, "owner", "", "the `NAME` of who is to carry the action out")
	f.StringVar(&o.Due, "due", "", "by when, a `DATE` as people write it")
	f.StringArrayVar(&o.set, "set", nil, "what the action changes in the scenario, `PATH=VALUE`, so that a campaign can play it; may be repeated")
	f.StringVar(&o.from, "from", "", "take the notes of a spreadsheet, a CSV or XLSX `FILE` with the columns "+strings.Join(notes.Columns, ", "))
	f.StringVar(&o.book, "notes", "", "the notes `FILE`, if not the one beside the replay file")
	completeNames(e, c, "objective", "task", "entry", "deadline", "owner")
	if err := c.RegisterFlagCompletionFunc("rating", cobra.FixedCompletions(ratings(), cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is defined above
	}
	return c
}

// ratings offers the words of --rating, with what they mean.
func ratings() (list []string) {
	for _, r := range []measure.Rating{measure.Performed, measure.Some, measure.Major, measure.Unable, measure.Untried} {
		meaning, _, _ := strings.Cut(wording.Rating(r), ":")
		list = append(list, string(r)+"\t"+meaning)
	}
	return list
}

// notesFile is the sort of file that notes are kept in.
var notesFile = files.Kind{Noun: "a notes file", Is: matchesStart(regexp.MustCompile(`^\{"entente_notes":`))}

// bookOf is the name of the notes of a replay file.
func bookOf(name, given string) string {
	if given != "" {
		return given
	}
	return strings.TrimSuffix(name, ".mcap") + ".notes.jsonl"
}

// readBook reads the notes of a replay file; nil where there are none.
func readBook(e *edge, name string, f *replay.File) (*notes.Book, []byte, error) {
	file, err := e.open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, wrong(plainly(err))
	}
	defer file.Close()
	text, err := io.ReadAll(io.NewSectionReader(file, 0, min(file.size, notes.MaxBytes+1)))
	if err != nil {
		return nil, nil, wrong(err)
	}
	b, err := notes.Read(bytes.NewReader(text), name, f.Result().Digest.String(), notes.Page{Static: f.Static(), Records: f.Count()})
	return b, text, wrong(err)
}

// run adds to the notes, or lists them.
func (o *noteFlags) run(e *edge, name string, f *replay.File) error {
	if f.Truncated != nil {
		return withCode(unverified, errors.New("only a part of the run is in it, so nothing can be tied to it; recover the file first"))
	}
	book := bookOf(name, o.book)
	b, text, err := readBook(e, book, f)
	if err != nil {
		return err
	}
	add, err := o.notesToAdd(e, f, b)
	if err != nil {
		return err
	}
	if len(add) == 0 {
		return listNotes(e, b, f)
	}
	if text == nil {
		text = notes.Head(f.Result().Digest.String(), f.Static().Scenario)
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	for i := range add {
		text = append(text, add[i].Line()...)
	}
	// What was there is in what is written, so replacing it loses nothing.
	plan := files.Plan{Targets: []files.Target{{Name: book, Kind: notesFile}}, Inputs: []string{name}, Force: true}
	if o.from != "" {
		plan.Inputs = append(plan.Inputs, o.from)
	}
	if err := e.save(plan, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Added %s to %s\n", wording.Plural(len(add), "note"), book)
	return nil
}

// notesToAdd are the notes to add; none where none were asked for.
func (o *noteFlags) notesToAdd(e *edge, f *replay.File, b *notes.Book) ([]notes.Note, error) {
	page := notes.Page{Static: f.Static(), Records: f.Count()}
	says := o.Text != "" || o.rating != "" || o.Action != "" || len(o.set) > 0 || o.bookmark
	other := o.rating != "" || o.Action != "" || len(o.set) > 0 || o.bookmark || o.at != "" || o.record != 0 || o.Objective+o.Task+o.Entry+o.Deadline+o.Owner+o.Due != ""
	tied := o.tag != "" || o.at != "" || o.record != 0 || o.By+o.Objective+o.Task+o.Entry+o.Deadline+o.Owner+o.Due != ""
	switch {
	case o.withdraw != "" || o.Of != "":
		return o.revisionLine(b, page, !other && o.from == "" && (o.withdraw == "" || o.tag == ""))
	case o.from != "" && (says || tied):
		return nil, wrong(errors.New("--from takes whole notes from a spreadsheet; give it alone"))
	case o.from != "":
		return o.readTable(e, f, page)
	case !says && tied:
		return nil, wrong(errors.New("say what was observed: a text in quotes, --rating, --action or --bookmark"))
	case !says:
		return nil, nil
	}
	at, err := readMoment(f, "--at", o.at)
	if err != nil {
		return nil, err
	}
	n := o.Note
	n.Tag, n.Set = notes.Tag(o.tag), strings.Join(o.set, "; ")
	n.At, n.Record, n.Rating, n.Kind = int64(at), journal.Num(o.record), measure.Rating(strings.ToUpper(o.rating)), notes.Observation
	switch {
	case n.Rating != "":
		n.Kind = notes.Rating
	case o.bookmark:
		n.Kind = notes.Bookmark
	}
	return []notes.Note{n}, wrong(n.Check(page))
}

// readTable reads the notes of a spreadsheet.
func (o *noteFlags) readTable(e *edge, f *replay.File, page notes.Page) ([]notes.Note, error) {
	file, err := e.open(o.from)
	if err != nil {
		return nil, wrong(fmt.Errorf("%s: %w", o.from, plainly(err)))
	}
	defer file.Close()
	rows, err := msel.ReadRows(o.from, io.NewSectionReader(file, 0, file.size))
	if err != nil {
		return nil, wrong(err)
	}
	st := f.Static()
	list, err := notes.FromTable(rows, st.Clock().Read, page)
	if err != nil {
		return nil, wrong(fmt.Errorf("%s: %w", o.from, err))
	}
	if len(list) == 0 {
		return nil, wrong(fmt.Errorf("%s: it holds no notes", o.from))
	}
	return list, nil
}

// noteUse is what a note is for who reads the list.
func noteUse(n *notes.Note) string {
	if n.Kind == notes.Observation && n.Action != "" {
		return "action"
	}
	return string(n.Kind)
}

// listNotes prints notes in order of time.
func listNotes(e *edge, b *notes.Book, f *replay.File) error {
	all := b.Of(func(*notes.Note) bool { return true })
	if len(all) == 0 {
		fmt.Fprintln(e.stderr, "There are no notes yet; entente note --help says how to make one")
		return nil
	}
	clock := f.Static().Clock()
	fmt.Fprintf(e.stderr, "entente: %s\n", clock.Legend())
	for i := range all {
		n := &all[i]
		parts := []string{}
		for _, p := range []string{string(n.Rating), string(n.Tag), n.About(), n.By, n.Text, n.Action, n.Owner, n.Due} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		if n.Of != "" {
			parts = append(parts, "(corrected)")
		}
		if _, err := fmt.Fprintf(e.stdout, "%-11s  %-8s  %s  [%s]\n", clock.At(n.Time()), noteUse(n), strings.Join(parts, "  "), n.ID()); err != nil {
			return err
		}
	}
	return nil
}
