package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/render/review"
	"entente/render/screen"
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
	files   []io.Closer // open under what is shown
	told    view.State  // as the machine knows it
	said    spoken      // as it was put into words last
	spoke   time.Time

	mu  sync.Mutex
	due []func()
}

// machine is what a desktop and a browser do each in their way.
type machine interface {
	// Copy puts text on the clipboard.
	Copy(text string) error
	// Save keeps an exported file and says where.
	Save(name string, data []byte) (where string, err error)
	// SaveNotes keeps a note of a run with those that were kept before.
	SaveNotes(*review.Run, viewer.Request) error
	// Notes gives the notes that were kept of a run; nil where there are none that
	// can be read. What cannot be read stays as it is.
	Notes(name string, run *review.Run) *notes.Book
	// Report makes the after-action report of a run.
	Report(*review.Run) ([]byte, error)
	// Address is what somebody else opens to see what a link shows.
	Address(file, link string) string
	// Choose lets somebody choose a replay, which comes to Opened.
	Choose(a *app)
	// Linked is told what is looked at, whenever it changes, as a link.
	Linked(link string)
	// Spoken is told in words what is looked at, for those who cannot see it.
	Spoken(lines func() []string)
	// Tick lets time pass.
	Tick()
}

// source is a replay file and where it came from.
type source struct {
	name string
	io.ReaderAt
	size      int64
	io.Closer // nil: nothing to close
}

// open opens a replay for looking at. Notes are tied to its digest, which a file that
// was cut has not.
func (a *app) open(s source) (*review.Run, error) {
	f, err := replay.Open(s, s.size)
	if err != nil {
		return nil, err
	}
	run, err := review.Open(f, f.Meta(), a.terms)
	if err == nil && f.Truncated == nil {
		run.Book = &notes.Book{Digest: f.Result().Digest.String(), Scenario: run.Static.Scenario}
	}
	return run, err
}

// asked is what a command line or an address asks to be shown.
type asked struct {
	link string   // of the view package
	part []string // key and value by turns, set over it
}

// state reads what was asked for a run.
func (q *asked) state(run *review.Run) (view.State, error) {
	s, err := view.ReadLink(run.Static, view.New(), q.link)
	if err != nil {
		err = fmt.Errorf("link: %w", err)
	}
	for i := 0; err == nil && i+1 < len(q.part); i += 2 {
		if q.part[i+1] != "" {
			err = s.Set(run.Static, q.part[i], q.part[i+1])
		}
	}
	return s, err
}

// show shows a run, and a second one beside it if there is one.
func (a *app) show(run, other *review.Run, s view.State, files ...io.Closer) {
	v := viewer.New(run)
	v.Other, v.By = other, a.by
	at := v.State.At
	if v.State = s; s.At == 0 && s.Record == 0 {
		v.State.At = at // a viewer opens at the end, unless it is told otherwise
	}
	for _, c := range a.files {
		c.Close()
	}
	a.shown, a.files = v, files
}

// later does something between two ticks: whatever comes from outside the window's
// own loop.
func (a *app) later(do func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.due = append(a.due, do)
}

// Show does what is due, goes on with loading, a little at a time, and gives what is
// shown.
func (a *app) Show() *viewer.Viewer {
	a.mu.Lock()
	due := a.due
	a.due = nil
	a.mu.Unlock()
	for _, do := range due {
		do()
	}
	a.machine.Tick()
	load(a.shown.Other)
	if a.shown.State != a.told {
		a.told = a.shown.State
		a.machine.Linked(a.shown.Link())
	}
	a.speak(time.Now())
	return a.shown
}

// follow goes where a link leads; what belongs to who looks stays.
func (a *app) follow(link string) {
	if err := a.shown.Go(link); err != nil {
		a.tell(err)
	}
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

// Loading takes so much of a tick at most, in steps of so many records.
const (
	loadTime = 8 * time.Millisecond
	loadStep = 512
)

func load(run *review.Run) {
	if run == nil {
		return
	}
	for until := time.Now().Add(loadTime); time.Now().Before(until); {
		if done, err := run.Load(loadStep); done || err != nil {
			return
		}
	}
}

// Title is what stands in the window's frame: what is looked at, of which run.
func (a *app) Title() string {
	st := a.shown.Run.Static
	return wording.Upper(a.shown.State.Screen.String()) + " – " + cmp.Or(st.Title, st.Scenario) + " – Entente"
}

// Do does what the viewer asks of the machine.
func (a *app) Do(r viewer.Request) {
	switch r.Do {
	case viewer.CopyText:
		text := r.Text
		if text == a.shown.Link() {
			text = a.machine.Address(a.file, text)
		}
		a.tell(a.machine.Copy(text))
	case viewer.SaveFile:
		a.saved(a.machine.Save(r.Name, r.Data))
	case viewer.SaveNotes:
		a.tell(a.machine.SaveNotes(a.shown.Run, r))
	case viewer.SaveReport:
		data, err := a.machine.Report(a.shown.Run)
		if err != nil {
			a.tell(err)
			return
		}
		a.saved(a.machine.Save(r.Name, data))
	case viewer.ChooseFile:
		a.machine.Choose(a)
	}
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

// Dropped opens the first replay of what was dropped onto the window.
func (a *app) Dropped(dropped fs.FS) {
	entries, err := fs.ReadDir(dropped, ".")
	if err != nil || len(entries) == 0 {
		return
	}
	at := max(0, slices.IndexFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".mcap") }))
	s, err := within(dropped, entries[at].Name())
	if err != nil {
		a.fail(entries[at].Name(), err)
		return
	}
	a.Opened(s)
}

// Opened shows a file that was opened while the program ran.
func (a *app) Opened(s source) {
	run, err := a.open(s)
	if err != nil {
		a.fail(s.name, err)
		return
	}
	a.noted(s.name, run)
	a.show(run, nil, view.New(), s)
	a.file = s.name
}

// noted adds the notes that were kept of a run.
func (a *app) noted(name string, run *review.Run) {
	if run.Book == nil {
		return
	}
	if b := a.machine.Notes(name, run); b != nil {
		run.Book = b
	}
}

// Close closes a source.
func (s source) Close() error {
	if s.Closer == nil {
		return nil
	}
	return s.Closer.Close()
}

var _ screen.Host = (*app)(nil)

// within reads one dropped file.
func within(dropped fs.FS, name string) (source, error) {
	f, err := dropped.Open(name)
	if err != nil {
		return source{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostDropped+1))
	if err == nil && len(b) > mostDropped {
		err = fmt.Errorf("it is larger than %d MB: name it on the command line", mostDropped>>20)
	}
	return source{name: name, ReaderAt: bytes.NewReader(b), size: int64(len(b))}, err
}

// mostDropped bounds what is read into memory, in bytes.
const mostDropped = 512 << 20

// name is the file that is shown.
func (a *app) name() string { return a.file }

// fail says what is wrong with a file; what was shown stays.
func (a *app) fail(name string, err error) { a.tell(fmt.Errorf("%s: %w", name, err)) }
