// Package notes keeps what people observed of a run: notes, ratings and bookmarks,
// in a file of their own beside the replay file.
//
// # The file
//
// A notes file is JSON Lines in UTF-8: the first line says which run it belongs to
// (its digest), every other line is one Note. Lines are only ever added, so that
// several people's files can be put together by appending one to another without
// its first line. The replay file and its digest are never touched.
//
// A note is tied to a moment, and where wanted to an objective, a critical task, an entry
// of the events list, a deadline or a record. A rating is an evaluator's judgement of a
// task or an objective: where there is one it takes precedence, and the number that the
// run came to is shown beside it. The last rating of one person on one task holds. An
// observation may have a tag, sustain or improve.
//
// A note is taken back by a later line that names it by its ID, and corrected by one that
// names the note whose text it replaces (revise.go). What was written stays, so a file
// has the history of what people thought.
//
// Read refuses a file of another run, and says every fault with its line at once.
package notes

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Kind is what a note is.
type Kind string

// The kinds.
const (
	Observation Kind = "note"
	Rating      Kind = "rating"
	Bookmark    Kind = "bookmark"
)

// Note is one line of the file.
type Note struct {
	Kind      Kind           `json:"kind"`
	At        int64          `json:"at_ms"` // since StartEx
	By        string         `json:"by,omitempty"`
	Objective string         `json:"objective,omitempty"`
	Task      string         `json:"task,omitempty"`
	Entry     string         `json:"entry,omitempty"`
	Deadline  string         `json:"deadline,omitempty"`
	Record    journal.Num    `json:"record,omitempty"`
	Rating    measure.Rating `json:"rating,omitempty"`
	Text      string         `json:"text,omitempty"`
	Tag       Tag            `json:"tag,omitempty"`
	Of        string         `json:"of,omitempty"` // the ID of the earlier note that it withdraws or stands for

	// Of an improvement plan: a note may be an action with an owner and a date.
	Action string `json:"action,omitempty"`
	Owner  string `json:"owner,omitempty"`
	Due    string `json:"due,omitempty"`
	Set    string `json:"set,omitempty"` // what it changes in the scenario: PATH=VALUE, several apart by ;
}

// Time is the moment that a note is tied to.
func (n *Note) Time() sim.Time { return sim.Time(n.At) }

// Changes are what the note's action changes in the scenario, each PATH=VALUE.
func (n *Note) Changes() (set []string) {
	for _, part := range strings.Split(n.Set, ";") {
		if part = strings.TrimSpace(part); part != "" {
			set = append(set, part)
		}
	}
	return set
}

// About is what a note is tied to, in words that the scenario uses; empty where to a
// moment only.
func (n *Note) About() string {
	var parts []string
	for _, p := range []string{n.Objective, n.Task} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if n.Entry != "" {
		parts = append(parts, "entry "+n.Entry)
	}
	if n.Deadline != "" {
		parts = append(parts, "deadline "+n.Deadline)
	}
	if n.Record != 0 {
		parts = append(parts, fmt.Sprintf("record %d", n.Record))
	}
	return strings.Join(parts, ", ")
}

// Book is what a notes file holds.
type Book struct {
	Digest   string // of the run
	Scenario string
	Notes    []Note // in the order of the file, with those that others have withdrawn or corrected

	ledger ledger
}

// head is the first line.
type head struct {
	Version  int    `json:"entente_notes"`
	Digest   string `json:"digest"`
	Scenario string `json:"scenario"`
}

// version of the format.
const version = 1

// Bounds of a file: what people write by hand stays far below.
const (
	MaxBytes = 16 << 20
	maxLine  = 64 << 10

	maxFaults = 100 // more than anybody mends at once
)

// Page is what notes can be tied to: the page of a scenario and the number of
// records of a run.
type Page struct {
	*journal.Static
	Records journal.Num
}

// Read reads a notes file of the run with this digest. It gives all faults, each
// with its line.
func Read(r io.Reader, name, digest string, p Page) (*Book, error) {
	lines := bufio.NewScanner(io.LimitReader(r, MaxBytes+1))
	lines.Buffer(make([]byte, 0, 4096), maxLine)
	b, earlier := &Book{}, map[string]bool{}
	var faults []error
	n, read := 0, 0
	for len(faults) < maxFaults && lines.Scan() {
		n++
		read += len(lines.Bytes()) + 1
		if read > MaxBytes {
			return nil, fmt.Errorf("%s: more than %d MiB of notes", name, MaxBytes>>20)
		}
		line := bytes.TrimSpace(lines.Bytes())
		if n == 1 {
			if err := b.begin(line, digest); err != nil {
				return nil, fmt.Errorf("%s:1: %w", name, err)
			}
			continue
		}
		if len(line) == 0 {
			continue
		}
		note, err := parse(line)
		if err == nil {
			err = errors.Join(note.Check(p), note.revises(earlier))
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, err))
			continue
		}
		b.Notes = append(b.Notes, *note)
		earlier[note.ID()] = true
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		faults = append(faults, fmt.Errorf("%s:%d: the line is too long: a note has %d KiB at most", name, n+1, maxLine>>10))
	case err != nil:
		faults = append(faults, fmt.Errorf("%s:%d: %w", name, n+1, err))
	case len(faults) == maxFaults:
		faults = append(faults, fmt.Errorf("%s: more may follow; these are the first %d", name, maxFaults))
	}
	if n == 0 {
		faults = append(faults, fmt.Errorf("%s: it is empty and not a notes file", name))
	}
	return b, errors.Join(faults...)
}

// begin reads the first line.
func (b *Book) begin(line []byte, digest string) error {
	var h head
	if err := json.Unmarshal(line, &h); err != nil || h.Version == 0 {
		return errors.New("this is not a notes file: its first line says of which run it is")
	}
	if h.Version != version {
		return fmt.Errorf("the notes are of version %d; this program reads %d", h.Version, version)
	}
	if h.Digest != digest {
		return fmt.Errorf("the notes are of another run: of the digest %s, and not %s", h.Digest, digest)
	}
	b.Digest, b.Scenario = h.Digest, h.Scenario
	return nil
}

// parse reads one line strictly.
func parse(line []byte) (*Note, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	n := &Note{}
	err := d.Decode(n)
	if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
		return nil, fmt.Errorf("this is not a note: %s cannot be a %s", kind.Field, kind.Value)
	}
	if err != nil {
		return nil, fmt.Errorf("this is not a note: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if d.More() {
		return nil, errors.New("there is more on the line than one note")
	}
	return n, nil
}

// Check holds a note against what there is to note.
func (n *Note) Check(p Page) error {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	switch n.Kind {
	case Observation, Bookmark, Withdrawal:
		if n.Rating != "" {
			fault("a %s has no rating; its kind is \"rating\" then", n.Kind)
		}
	case Rating:
		if !slices.Contains(measure.Ratings, n.Rating) {
			fault("rating %q is none of P, S, M, U, N/R", n.Rating)
		}
		if n.Task == "" && n.Objective == "" {
			fault("a rating is of a task or an objective")
		}
	default:
		fault("kind %q is none of note, rating, bookmark, withdrawal", n.Kind)
	}
	if n.Kind == Observation && n.Text == "" && n.Action == "" {
		fault("a note says something")
	}
	n.checkRevision(fault)
	for _, change := range n.Changes() {
		if path, value, _ := strings.Cut(change, "="); path == "" || value == "" || journal.Control(change, false) >= 0 {
			fault("%q is not PATH=VALUE", change)
		}
	}
	if n.Set != "" && n.Action == "" {
		fault("only an action sets something")
	}
	if n.At < 0 || n.At > p.EndEx {
		fault("its moment is not between StartEx and EndEx")
	}
	for what, text := range n.texts() {
		if journal.Control(text, true) >= 0 {
			fault("its %s holds a control character", what)
		}
	}
	known := func(what, name string, names []string) {
		switch {
		case name == "" || slices.Contains(names, name):
		case len(names) == 0:
			fault("there is no %s %q; the scenario has none", what, name)
		case len(names) > mostNames:
			fault("there is no %s %q; there are %d, such as %s", what, name, len(names), names[0])
		default:
			fault("there is no %s %q; there are: %s", what, name, strings.Join(names, ", "))
		}
	}
	known("objective", n.Objective, namesOf(p.Objectives, func(o journal.Text) string { return o.ID }))
	known("task", n.Task, namesOf(p.Tasks, func(t journal.Task) string { return t.ID }))
	known("entry", n.Entry, namesOf(p.Entries, func(e journal.Entry) string { return e.Number }))
	known("deadline", n.Deadline, namesOf(p.Deadlines, func(d journal.Due) string { return d.Name }))
	if n.Record > p.Records {
		fault("there is no record %d; the run has %d", n.Record, p.Records)
	}
	if len(faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(faults, "; "))
}

// mostNames is how many names a fault lists.
const mostNames = 12

func namesOf[T any](list []T, name func(T) string) (names []string) {
	for _, x := range list {
		names = append(names, name(x))
	}
	return names
}

// texts are the words of people in a note, each with what it is.
func (n *Note) texts() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		_ = yield("text", n.Text) && yield("by", n.By) && yield("action", n.Action) && yield("owner", n.Owner) && yield("due", n.Due) && yield("set", n.Set)
	}
}

// Head is the first line of a new file.
func Head(digest, scenario string) []byte { return encode(head{version, digest, scenario}) }

// Line is a note as a line of the file.
func (n *Note) Line() []byte { return encode(n) }

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // plain values always encode
	}
	return b.Bytes()
}

// Verdict is how a task or an objective came out: an evaluator's word leads, and
// what the run came to stands beside it.
type Verdict struct {
	Rating     measure.Rating
	Indicative measure.Rating // of a task; empty of an objective
	Note       *Note          // the evaluator's; nil where nobody rated it
}

// Task gives the verdict on a task.
func (b *Book) Task(t journal.Task, r *measure.Results) Verdict {
	v := Verdict{Indicative: measure.Rate(t, r), Note: b.rated(func(n *Note) bool { return n.Task == t.ID })}
	if v.Rating = v.Indicative; v.Note != nil {
		v.Rating = v.Note.Rating
	}
	return v
}

// Objective gives the verdict on an objective as a whole, which only people reach.
func (b *Book) Objective(id string) Verdict {
	v := Verdict{Note: b.rated(func(n *Note) bool { return n.Task == "" && n.Objective == id })}
	if v.Note != nil {
		v.Rating = v.Note.Rating
	}
	return v
}

// rated gives the evaluators' rating of something: the worst of the last ones of
// each person, with their words. It is nil where nobody rated it.
func (b *Book) rated(about func(*Note) bool) *Note {
	last := map[string]*Note{}
	var people []string
	standing := b.Standing()
	for i := range standing {
		n := &standing[i]
		if n.Kind != Rating || !about(n) {
			continue
		}
		if last[n.By] == nil {
			people = append(people, n.By)
		}
		last[n.By] = n
	}
	order := []measure.Rating{measure.Untried, measure.Performed, measure.Some, measure.Major, measure.Unable}
	var worst *Note
	for _, by := range people {
		if n := last[by]; worst == nil || slices.Index(order, n.Rating) > slices.Index(order, worst.Rating) {
			worst = n
		}
	}
	return worst
}

// Of lists the notes that count and are of a kind, in order of time.
func (b *Book) Of(keep func(*Note) bool) (list []Note) {
	standing := b.Standing()
	for i := range standing {
		if keep(&standing[i]) {
			list = append(list, standing[i])
		}
	}
	slices.SortStableFunc(list, func(x, y Note) int { return int(min(1, max(-1, x.At-y.At))) })
	return list
}
