package viewer

import (
	"entente/render/panel"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/notes"
	"entente/sim"
)

// bookmark marks the instant, or takes the mark away that is there.
func (v *Viewer) bookmark(view.Action) string {
	s := &v.State
	for _, n := range notedMoments(v.Run) {
		if n.Kind == notes.Bookmark && n.Time() == s.At && n.Record == v.beginNote().Record {
			return v.revoke(&n, saysUnmarked)
		}
	}
	n := v.beginNote()
	n.Kind = notes.Bookmark
	return v.appendNote(n, saysBookmark)
}

// withdraw takes a note or bookmark back; its line stays in the file.
func (v *Viewer) withdraw(a view.Action) string {
	subject := a.Subject
	if subject.Topic != view.Remark {
		subject = v.State.Subject
	}
	n := v.Run.Book.Find(uint64(subject.ID))
	if subject.Topic != view.Remark || n == nil {
		return saysNoNote
	}
	return v.revoke(n, saysWithdrawn)
}

func (v *Viewer) revoke(n *notes.Note, done string) string {
	if v.State.Subject == panel.RemarkOf(n) {
		v.State.Subject = view.Subject{}
	}
	return v.appendNote(n.Withdraw(v.By, ""), done)
}

// reopenNote opens the note that is chosen, to be said anew.
func reopenNote(run *review.Run, s *view.State, _ view.Action) string {
	n := run.Book.Find(uint64(s.Subject.ID))
	if s.Subject.Topic != view.Remark || n == nil || n.Kind != notes.Observation {
		return saysNoNote
	}
	closeDialog(s)
	s.Dialog, s.Anew, s.Playing = view.NoteDialog, true, false
	write(s, n.Text, "")
	for i, t := range tags {
		if t == n.Tag {
			s.Tag = view.Tag(i)
		}
	}
	return ""
}

// tags are those of notes in the order of the view.
var tags = [view.NumTags]notes.Tag{view.Sustain: notes.Sustain, view.Improve: notes.Improve, view.Important: notes.Important}

// tagNote gives the note that is written a tag, or takes it.
func tagNote(_ *review.Run, s *view.State, a view.Action) string {
	switch to := view.Tag(a.N); {
	case s.Dialog != view.NoteDialog || a.N < 0 || to >= view.NumTags:
		return saysNoDialog
	case s.Tag == to:
		s.Tag = view.NoTag
	default:
		s.Tag = to
	}
	return ""
}

// tagLines are the tags that a note can have.
func tagLines(run *review.Run) (list []line) {
	for i := view.Sustain; i < view.NumTags; i++ {
		list = append(list, line{panel.TagName(run, tags[i]), string(tags[i]), withNumber(view.TagNote, int(i))})
	}
	return list
}

// acceptNote keeps what was written about the instant and the subject, or instead of
// what the chosen note said.
func (v *Viewer) acceptNote() string {
	s := &v.State
	if s.Typed == "" {
		return saysEmpty
	}
	n := v.beginNote()
	n.Kind, n.Text, n.Tag = notes.Observation, s.Typed, tags[s.Tag]
	if s.Anew {
		was := v.Run.Book.Find(uint64(s.Subject.ID))
		if was == nil {
			return saysNoNote
		}
		n = was.Correct(v.By, s.Typed, tags[s.Tag])
	}
	if why := v.appendNote(n, saysNoted); why != saysNoted {
		return why
	}
	if s.Anew {
		s.Subject = panel.RemarkOf(&n)
	}
	closeDialog(s)
	v.say(saysNoted)
	return ""
}

// beginNote makes a note of the instant and of what is chosen, without words yet.
func (v *Viewer) beginNote() notes.Note {
	s, st := &v.State, v.Run.Static
	n := notes.Note{At: int64(s.At), Record: s.Record, By: v.By}
	switch s.Subject.Topic {
	case view.Event, view.Message, view.Hold:
		n.Record = s.Subject.Record
	case view.Deadline:
		n.Deadline = st.Things[s.Subject.Thing].Name
	case view.Entry:
		n.Entry = st.Things[s.Subject.Thing].Name
	}
	return n
}

// appendNote adds a line to the book and asks the window to write it: the line, and the
// whole file for where nothing can be added to one.
func (v *Viewer) appendNote(n notes.Note, done string) string {
	st := v.Run.Static
	if n.Time() < 0 || n.Time() > sim.Time(st.EndEx) {
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
	v.request(Request{Do: SaveNotes, Text: string(n.Line()), Data: v.bookFile()})
	return done
}

// bookFile is the book of notes as the file that lies beside a replay.
func (v *Viewer) bookFile() []byte {
	book := v.Run.Book
	whole := notes.Head(book.Digest, book.Scenario)
	for i := range book.Notes {
		whole = append(whole, book.Notes[i].Line()...)
	}
	return whole
}
