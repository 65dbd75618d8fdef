package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/render/document"
	"entente/render/report"
	"entente/render/review"
	"entente/render/view"
	"entente/render/viewer"
	"entente/replay"
	"entente/replay/notes"
	"entente/replay/wording"
)

// app is the program around the window, on a desktop and in a browser alike.
type app struct {
	machine machine
	shown   *viewer.Viewer
	file    string // its name
	by      string // who notes
	terms   *wording.Terms
	files   []io.Closer  // open under what is shown
	anyway  func() error // opens what is there of a file with a fault
	told    view.State   // as the machine knows it
	said    spoken       // as it was put into words last
	spoke   time.Time

	mu  sync.Mutex
	due []func()
}

// machine is what a desktop and a browser do each in their way.
type machine interface {
	// Copy puts text on the clipboard.
	Copy(text string) error
	// Paste gives what is on the clipboard to whoever asked, now or later.
	Paste(a *app)
	// Save keeps an exported file and says where.
	Save(name string, data []byte) (where string, err error)
	// SaveNotes keeps a note of a run with those that were kept before.
	SaveNotes(*review.Run, viewer.Request) error
	// Notes gives the notes that were kept of a run; nil where there are none that
	// can be read. What cannot be read stays as it is.
	Notes(name string, run *review.Run) *notes.Book
	// Address is what somebody else opens to see what a link shows.
	Address(file, link string) string
	// Choose lets somebody choose a replay, which is then opened.
	Choose(a *app)
	// Play plays a scenario of the library and shows it where a link leads.
	Play(a *app, scenario, link string) error
	// Most is how many bytes a file may have; 0: any number.
	Most() int64
	// Linked is told what is looked at, whenever it changes, as a link.
	Linked(link string)
	// Spoken is told in words what is looked at, for those who cannot see it.
	Spoken(lines func() []string)
	// Tick lets time pass.
	Tick()
}

// runBetweenTicks does something between two ticks: whatever comes from outside the window's
// own loop.
func (a *app) runBetweenTicks(do func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.due = append(a.due, do)
}

// Show does what is due and gives what is shown, which reads on by itself.
func (a *app) Show() *viewer.Viewer {
	a.mu.Lock()
	due := a.due
	a.due = nil
	a.mu.Unlock()
	for _, do := range due {
		do()
	}
	a.machine.Tick()
	if a.shown.Gate != nil {
		return a.shown
	}
	if a.shown.State != a.told {
		a.told = a.shown.State
		a.machine.Linked(a.shown.Link())
	}
	a.speak(time.Now())
	return a.shown
}

// speak says in words what is looked at, once it stands still.
func (a *app) speak(now time.Time) {
	s := spoken{a.shown.State, a.shown.Notice()}
	if s == a.said || s.state.Playing || now.Sub(a.spoke) < speakEvery {
		return
	}
	a.said, a.spoke = s, now
	a.machine.Spoken(func() []string {
		sp := a.shown.Spoken()
		lines := append([]string{sp.Clock, sp.Subject, sp.Notice}, sp.Table...)
		return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	})
}

// spoken is what words depend on.
type spoken struct {
	state  view.State
	notice string
}

// speakEvery is how often words are told at most: nobody listens faster.
const speakEvery = 500 * time.Millisecond

// Title is what stands in the window's frame: what is looked at, of which run.
func (a *app) Title() string {
	if g := a.shown.Gate; g != nil {
		if g.Trouble != nil {
			return g.Trouble.File + " – Entente"
		}
		return "Entente"
	}
	st := a.shown.Run.Static
	return wording.Upper(a.shown.State.Screen.String()) + " – " + cmp.Or(st.Title, st.Scenario) + " – Entente"
}

// Do does what the viewer asks of the machine.
func (a *app) Do(r viewer.Request) {
	switch r.Do {
	case viewer.CopyText:
		text := r.Text
		if a.shown.Gate == nil && text == a.shown.Link() {
			text = a.machine.Address(a.file, text)
		}
		a.tell(a.machine.Copy(text))
	case viewer.PasteText:
		a.machine.Paste(a)
	case viewer.SaveFile:
		a.saved(a.machine.Save(r.Name, r.Data))
	case viewer.SaveNotes:
		a.tell(a.machine.SaveNotes(a.shown.Run, r))
	case viewer.SaveBook:
		a.saved(a.machine.Save(filepath.Base(notesName(cmp.Or(a.file, a.shown.Run.Static.Scenario))), r.Data))
	case viewer.SaveReport:
		data, err := a.report()
		if err != nil {
			a.tell(err)
			return
		}
		a.saved(a.machine.Save(r.Name, data))
	case viewer.ChooseFile:
		a.machine.Choose(a)
	case viewer.OpenAnyway:
		if a.anyway != nil {
			a.tell(a.anyway())
		}
	case viewer.OpenNamed:
		a.tell(a.machine.Play(a, r.Name, r.Text))
	}
}

// report makes the after-action report of what is shown, as a page.
func (a *app) report() ([]byte, error) {
	run := a.shown.Run
	f, ok := run.Records.(*replay.File)
	if !ok {
		return nil, errors.New("there is no replay to report on")
	}
	in, err := report.Read(f, a.terms)
	if err != nil {
		return nil, err
	}
	if in.File = filepath.Base(a.file); run.Book != nil && len(run.Book.Notes) > 0 {
		in.Notes = run.Book
	}
	var page bytes.Buffer
	err = document.HTML(&page, report.Build(in))
	return page.Bytes(), err
}

// tell says what went wrong; that it went well, the viewer has said.
func (a *app) tell(err error) {
	if err != nil {
		a.shown.Say(wording.Upper(err.Error()) + ".")
	}
}

func (a *app) saved(where string, err error) {
	if a.tell(err); err == nil {
		a.shown.Say("Saved as " + where + ".")
	}
}

// notesName is where the notes of a replay file lie.
func notesName(replay string) string { return strings.TrimSuffix(replay, ".mcap") + ".notes.jsonl" }
