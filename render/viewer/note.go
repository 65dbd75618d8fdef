package viewer

import (
	"entente/render/view"
	"entente/replay/notes"
	"entente/sim"
)

// bookmark marks the instant.
func (v *Viewer) bookmark(view.Action) string {
	s := &v.State
	for _, n := range marked(v.Run) {
		if n.Kind == notes.Bookmark && n.Time() == s.At && n.Record == s.Record {
			return saysBookmarked
		}
	}
	return v.keep(notes.Note{Kind: notes.Bookmark}, saysBookmark)
}

// acceptNote keeps what was written about the instant and the subject.
func (v *Viewer) acceptNote() string {
	if v.State.Typed == "" {
		return saysEmpty
	}
	n := notes.Note{Kind: notes.Observation, Text: v.State.Typed}
	if why := v.keep(n, saysNoted); why != saysNoted {
		return why
	}
	closeDialog(&v.State)
	v.say(saysNoted)
	return ""
}

// keep adds a note to the book and asks the window to write it: its line, and the
// whole file for where nothing can be added to one.
func (v *Viewer) keep(n notes.Note, done string) string {
	s, st := &v.State, v.Run.Static
	n.At, n.Record, n.By = int64(s.At), s.Record, v.By
	switch name := func() string { return st.Things[s.Subject.Thing].Name }; s.Subject.Topic {
	case view.Event:
		n.Record = s.Subject.Record
	case view.Deadline:
		n.Deadline = name()
	case view.Entry:
		n.Entry = name()
	}
	if s.At < 0 || s.At > sim.Time(st.EndEx) {
		return saysNotHeld
	}
	if err := n.Check(notes.Page{Static: st, Records: v.Run.Records.Count()}); err != nil {
		return err.Error()
	}
	book := v.Run.Book
	if book == nil {
		book = &notes.Book{Scenario: st.Scenario}
		v.Run.Book = book
	}
	book.Notes = append(book.Notes, n)
	whole := notes.Head(book.Digest, book.Scenario)
	for i := range book.Notes {
		whole = append(whole, book.Notes[i].Line()...)
	}
	v.request(Request{Do: SaveNotes, Name: st.Scenario + ".notes.jsonl", Text: string(n.Line()), Data: whole})
	return done
}
