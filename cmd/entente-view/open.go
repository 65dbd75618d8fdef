package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"entente/render/review"
	"entente/render/view"
	"entente/render/viewer"
	"entente/replay"
	"entente/replay/notes"
)

// source is a replay file and where it came from.
type source struct {
	name string
	io.ReaderAt
	size      int64
	io.Closer // nil: nothing to close
}

// Close closes a source.
func (s source) Close() error {
	if s.Closer == nil {
		return nil
	}
	return s.Closer.Close()
}

// asked is what a command line or an address asks to be shown.
type asked struct {
	link string   // of the view package
	part []string // key and value by turns, set over it
}

// state reads what was asked for a run.
func (q *asked) state(run *review.Run) (view.State, error) {
	s, err := view.ReadLink(run.Static, viewer.New(run).State, q.link)
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

// openAt opens a file and shows it where it was asked to begin, beside another one if
// that is not nil. Where something is wrong with the file, that is shown instead, with
// what can be done about it; an error is one of what was asked.
func (a *app) openAt(s source, other *source, q *asked) error {
	if strings.HasSuffix(strings.ToLower(s.name), ".json") {
		defer s.Close()
		return a.addStudy(s)
	}
	a.file = s.name
	f, trouble := review.Enter(s.name, s, s.size, a.machine.Most())
	open := func() error { return a.open(f, s, other, q, trouble) }
	if trouble == nil {
		return open()
	}
	a.anyway = nil
	if f != nil {
		a.anyway = open
	}
	a.showViewer(viewer.Closed(&viewer.Gate{Trouble: trouble}), s)
	return nil
}

// addStudy puts the result of a study beside the runs that are shown.
func (a *app) addStudy(s source) error {
	if a.shown == nil || a.shown.Gate != nil {
		return errors.New("open a replay first: the result of a study is shown beside two runs")
	}
	if s.size > review.MostSample {
		return fmt.Errorf("%s: a result of a study has at most %d MB", s.name, review.MostSample>>20)
	}
	data := make([]byte, s.size)
	if _, err := s.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	sample, err := review.ReadSample(data)
	if err == nil {
		err = a.shown.Join(sample)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return nil
}

// open shows an open file, whatever was wrong with it.
func (a *app) open(f review.Replay, s source, other *source, q *asked, trouble *review.Trouble) error {
	run, err := a.prepareRun(f)
	if err != nil {
		return err
	}
	if trouble != nil {
		run.Doubt(trouble)
	}
	st, err := q.state(run)
	if err != nil {
		return err
	}
	files := []io.Closer{s}
	var second *review.Run
	if other != nil {
		g, trouble := review.Enter(other.name, other, other.size, a.machine.Most())
		if trouble != nil {
			return fmt.Errorf("compare: %s: %w", other.name, faultOf(trouble))
		}
		if second, err = a.prepareRun(g); err != nil {
			return fmt.Errorf("compare: %s: %w", other.name, err)
		}
		files = append(files, other)
	}
	if s.name != "" && run.Book != nil {
		if b := a.machine.Notes(s.name, run); b != nil {
			run.Book = b
		}
	}
	v := viewer.New(run)
	v.Other, v.By = second, a.by
	at := v.State.At
	if v.State = st; st.At == 0 && st.Record == 0 {
		v.State.At = at // a viewer opens at the end, unless it is told otherwise
	}
	a.showViewer(v, files...)
	return nil
}

// faultOf is what is wrong with a file, as an error.
func faultOf(x *review.Trouble) error {
	if x.Err != nil {
		return x.Err
	}
	return errors.New("it is too large to be looked at here")
}

// prepareRun makes an open file ready to be looked at. Notes are tied to its digest, which
// a file that was cut has not.
func (a *app) prepareRun(f review.Replay) (*review.Run, error) {
	run, err := review.Open(f, f.Meta(), a.terms)
	if file, is := f.(*replay.File); err == nil && is && file.Truncated == nil {
		run.Book = &notes.Book{Digest: file.Result().Digest.String(), Scenario: run.Static.Scenario}
	}
	return run, err
}

// showViewer shows a viewer, which stands on open files, in place of what was shown.
func (a *app) showViewer(v *viewer.Viewer, files ...io.Closer) {
	for _, c := range a.files {
		if !slices.Contains(files, c) {
			c.Close()
		}
	}
	a.shown, a.files = v, files
}

// Dropped opens the first replay of what was dropped onto the window.
func (a *app) Dropped(dropped fs.FS) {
	entries, err := fs.ReadDir(dropped, ".")
	if err != nil || len(entries) == 0 {
		return
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	s, err := openDropped(dropped, names[firstReplay(names)])
	if err == nil {
		err = a.openAt(s, nil, &asked{})
	}
	a.tell(err)
}

// firstReplay is which of some dropped files is opened: the first that has the name of a
// replay, else the first; -1 of none.
func firstReplay(names []string) int {
	return max(min(0, len(names)-1), slices.IndexFunc(names, func(name string) bool { return strings.HasSuffix(name, ".mcap") }))
}

// openDropped opens one dropped file, to be read in parts; one that cannot be is read whole.
func openDropped(dropped fs.FS, name string) (source, error) {
	f, err := dropped.Open(name)
	if err != nil {
		return source{}, err
	}
	if r, is := f.(io.ReaderAt); is {
		st, err := f.Stat()
		if err == nil && st.Mode().IsRegular() {
			return source{name: name, ReaderAt: r, size: st.Size(), Closer: f}, nil
		}
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostDropped+1))
	if err == nil && len(b) > mostDropped {
		err = fmt.Errorf("%s is larger than %d MB: name it on the command line", name, mostDropped>>20)
	}
	return source{name: name, ReaderAt: bytes.NewReader(b), size: int64(len(b))}, err
}

// mostDropped bounds what is read into memory at once, in bytes, where a file cannot be
// read in parts: no machine of ours gives such a one.
const mostDropped = 512 << 20
