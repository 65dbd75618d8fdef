package viewer

import (
	"bytes"
	"fmt"

	"entente/render/review"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/view"
	"entente/sim"
)

// Request is what only a window can do.
type Request struct {
	Do   Errand
	Name string // of the file
	Text string
	Data []byte
}

// Errand is the sort of a Request.
type Errand uint8

// The errands.
const (
	CopyText   Errand = iota // Text to the clipboard
	PasteText                // Type what is on the clipboard
	SaveFile                 // Data as Name
	SaveNotes                // the line Text added to the notes beside the replay; where nothing can be added to, Data is the whole file
	SaveBook                 // Data, all notes, as a file with the name of those beside the replay
	SaveReport               // the report of the run, which is made by package report, as Name
	ChooseFile               // let somebody choose a replay to open
	OpenAnyway               // show what of the file at the gate can be shown
	OpenNamed                // show the scenario of the library with Name; Text is a link into it
	Quit
)

func (v *Viewer) request(r Request) { v.requests = append(v.requests, r) }

// Requests takes what a window is asked to do.
func (v *Viewer) Requests() []Request {
	list := v.requests
	v.requests = nil
	return list
}

// Link is the view as one line of text, without the looks of whoever made it.
func (v *Viewer) Link() string { return view.Link(v.Run.Static, v.State.Personal()) }

// Go shows what a link says, such as "screen=lanes&at=D+1T09:00&as=belmora". What it
// leaves out stays.
func (v *Viewer) Go(link string) error {
	s, err := view.ReadLink(v.Run.Static, v.State, link)
	if err != nil {
		return err
	}
	if s.Subject != v.State.Subject {
		s.Subject = v.validSubject(s.Subject)
	}
	if s.Record > v.Run.Records.Count() {
		return fmt.Errorf("record: the run has %d records, and not %d", v.Run.Records.Count(), s.Record)
	}
	v.State, v.stale = s, true
	return nil
}

// validSubject is a subject of a link with what is not of this run left out.
func (v *Viewer) validSubject(s view.Subject) view.Subject {
	s.Record = min(s.Record, v.Run.Records.Count())
	return s
}

func (v *Viewer) copyLink(view.Action) string {
	v.request(Request{Do: CopyText, Text: v.Link()})
	v.say(saysCopiedLink)
	return ""
}

func (v *Viewer) copyText(a view.Action) string {
	text := a.Text
	if text == "" {
		text = v.Text()
	}
	v.request(Request{Do: CopyText, Text: text})
	v.say(saysCopiedText)
	return ""
}

func (v *Viewer) openFile(view.Action) string {
	v.request(Request{Do: ChooseFile})
	return ""
}

func (v *Viewer) report(view.Action) string {
	v.request(Request{Do: SaveReport, Name: v.Run.Static.Scenario + "-report.html"})
	v.say(saysReport)
	return ""
}

// Films have so many frames and show each so long, in hundredths of a second.
const (
	filmFrames = 48
	filmPace   = 12
)

// bookExport asks an export for the notes.
const bookExport = "notes"

// hasNotes says whether there are notes of a run, taken away or not.
func hasNotes(run *review.Run) bool { return run.Book != nil && len(run.Book.Notes) > 0 }

// export writes the frame as a picture, or a chosen stretch of time as a film.
func (v *Viewer) export(a view.Action) string {
	if a.Text == bookExport {
		if !hasNotes(v.Run) {
			return saysNoNotes
		}
		v.request(Request{Do: SaveBook, Data: v.bookFile()})
		return ""
	}
	name := v.Run.Static.Scenario + "-" + v.State.Screen.String()
	var out bytes.Buffer
	switch a.Text {
	case "svg":
		v.picture()
		out.WriteString(still.File(&v.canvas.Scene, "view", v.Scale()))
	case "png":
		v.picture()
		if err := still.PNG(&out, &v.canvas.Scene, float64(2*v.Scale())); err != nil {
			return err.Error()
		}
	case "gif":
		if v.State.Subject.Topic != view.Span {
			return saysFilmSpan
		}
		if err := still.GIF(&out, v.filmFrames(), 1, filmPace); err != nil {
			return err.Error()
		}
	default:
		return saysNoPlace
	}
	v.request(Request{Do: SaveFile, Name: name + "." + a.Text, Data: out.Bytes()})
	v.say(saysWritten)
	return ""
}

// picture draws the frame without what belongs to whoever looks: dialogs, focus and
// what the pointer lies on.
func (v *Viewer) picture() *scene.Scene {
	was, hover, notice := v.State, v.canvas.Hover, v.notice
	v.State.Dialog, v.State.Tour, v.State.Focus, v.State.Item, v.notice = view.NoDialog, 0, view.NoZone, 0, ""
	v.canvas.Hover = nowhere
	v.lightPointed()
	v.Frame(max(v.wide, 320), max(v.high, 240))
	v.canvas.Scene.Title, v.canvas.Scene.Says = v.title(), v.Text()
	v.State, v.canvas.Hover, v.notice, v.stale = was, hover, notice, true
	v.lightPointed()
	return &v.canvas.Scene
}

// filmFrames is the chosen stretch of time, frame by frame.
func (v *Viewer) filmFrames() (list []*scene.Scene) {
	was := v.State
	from, until := was.Subject.From, was.Subject.Until
	for i := range filmFrames {
		v.State.At, v.State.Record = from+(until-from)*sim.Time(i)/(filmFrames-1), 0
		s := &scene.Scene{}
		s.Reset(v.wide, v.high)
		s.Add(scene.Inset{Scene: v.picture()})
		list = append(list, s)
	}
	v.State = was
	return list
}
