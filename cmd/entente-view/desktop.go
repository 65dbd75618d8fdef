//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"entente/render/review"
	"entente/render/viewer"
	"entente/replay/notes"
	"entente/sim/files"
)

// desktop is the machine that a window stands on.
type desktop struct {
	replay string // the file that is shown; empty: none of the user's
	faulty error  // of the notes beside it
	store  *files.Store
	out    io.Writer
	talk   io.Writer
	link   string
}

func newDesktop() *desktop {
	return &desktop{store: files.NewStore(files.Disk{}), out: os.Stdout, talk: os.Stderr}
}

// copiers are the programs that put text on a clipboard, in the order they are tried.
func copiers(system string) [][]string {
	switch system {
	case "darwin":
		return [][]string{{"pbcopy"}}
	case "windows":
		return [][]string{{"clip"}}
	}
	return [][]string{{"wl-copy"}, {"xclip", "-selection", "clipboard"}, {"xsel", "--clipboard", "--input"}}
}

// Copy puts text on the clipboard; where no program does that, it says the text on
// the terminal.
func (d *desktop) Copy(text string) error {
	for _, words := range copiers(runtime.GOOS) {
		path, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		c := exec.Command(path, words[1:]...)
		c.Stdin = strings.NewReader(text)
		if c.Run() == nil {
			return nil
		}
	}
	fmt.Fprintln(d.out, text)
	return errors.New("no clipboard (xclip or wl-clipboard would give one): the text stands in the terminal")
}

// pasters are the programs that say what is on a clipboard, in the order they are
// tried.
func pasters(system string) [][]string {
	switch system {
	case "darwin":
		return [][]string{{"pbpaste"}}
	case "windows":
		return [][]string{{"powershell", "-NoProfile", "-Command", "Get-Clipboard -Raw"}}
	}
	return [][]string{{"wl-paste", "--no-newline"}, {"xclip", "-selection", "clipboard", "-out"}, {"xsel", "--clipboard", "--output"}}
}

// mostPasted bounds what is taken from a clipboard: a field holds far less.
const mostPasted = 1 << 16

// Paste types what is on the clipboard, once a program has said it.
func (d *desktop) Paste(a *app) {
	go func() {
		text, err := readClipboard(pasters(runtime.GOOS))
		a.runBetweenTicks(func() {
			if err != nil {
				a.tell(err)
				return
			}
			a.shown.Type(text)
		})
	}()
}

// readClipboard gives what the first program that reads the clipboard prints.
func readClipboard(programs [][]string) (string, error) {
	for _, words := range programs {
		path, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		var out bytes.Buffer
		c := exec.Command(path, words[1:]...)
		c.Stdout = &limited{to: &out, left: mostPasted}
		if c.Run() == nil {
			return strings.ToValidUTF8(out.String(), ""), nil
		}
	}
	return "", errors.New("nothing can be pasted: the clipboard is empty, or no program gives it (xclip or wl-clipboard would)")
}

// limited takes so many bytes and drops the rest.
type limited struct {
	to   *bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	take := min(len(p), l.left)
	l.left -= take
	l.to.Write(p[:take])
	return len(p), nil
}

// notesFile is the sort of file that notes are kept in.
var notesFile = files.Kind{Noun: "a notes file", Is: func(r io.ReaderAt, n int64) bool {
	head := make([]byte, min(n, 64))
	_, _ = r.ReadAt(head, 0)
	return regexp.MustCompile(`^\{"entente_notes":`).Match(head)
}}

// Notes reads the notes beside a replay.
func (d *desktop) Notes(name string, run *review.Run) *notes.Book {
	d.replay, d.faulty = name, nil
	text, err := d.readText(notesName(name))
	if text == nil && err == nil {
		return nil
	}
	var b *notes.Book
	if err == nil {
		b, err = notes.Read(bytes.NewReader(text), notesName(name), run.Book.Digest, notes.Page{Static: run.Static, Records: run.Records.Count()})
	}
	if d.faulty = err; err != nil {
		fmt.Fprintf(d.talk, "entente-view: %v\n", err)
	}
	return b
}

// readText reads a file; nil where there is none.
func (d *desktop) readText(name string) ([]byte, error) {
	f, size, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.NewSectionReader(f, 0, min(size, notes.MaxBytes+1)))
}

// SaveNotes adds a note to those beside the replay, whoever wrote them meanwhile.
func (d *desktop) SaveNotes(_ *review.Run, r viewer.Request) error {
	if d.replay == "" {
		return errors.New("the note is not kept, for this replay has no file of its own: name one, and notes lie beside it")
	}
	if d.faulty != nil {
		return fmt.Errorf("the note is not kept: %w", d.faulty)
	}
	name := notesName(d.replay)
	text, err := d.readText(name)
	if err != nil {
		return err
	}
	if text == nil {
		text = r.Data
	} else {
		if len(text) > 0 && text[len(text)-1] != '\n' {
			text = append(text, '\n')
		}
		text = append(text, r.Text...)
	}
	return d.write(files.Plan{Targets: []files.Target{{Name: name, Kind: notesFile}}, Inputs: []string{d.replay}, Force: true}, text)
}

// Save writes an export into the folder of the replay, under a name that is free.
func (d *desktop) Save(name string, data []byte) (string, error) {
	folder := "."
	if d.replay != "" {
		folder = filepath.Dir(d.replay)
	}
	ext := filepath.Ext(name)
	stem := filepath.Join(folder, strings.TrimSuffix(filepath.Base(name), ext))
	for n := 1; n < 1000; n++ {
		to := stem + ext
		if n > 1 {
			to = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		return to, d.write(files.Plan{Targets: []files.Target{{Name: to, Kind: anything}}}, data)
	}
	return "", fmt.Errorf("%s has a thousand exports of this name: clear some away", folder)
}

// anything is for files that replace none.
var anything = files.Kind{Noun: "an export", Is: func(io.ReaderAt, int64) bool { return false }}

func (d *desktop) write(p files.Plan, data []byte) error {
	return d.store.Write(p, data)
}

// choosers are the programs that let somebody choose a file, in the order they are
// tried. Each says the file's name.
func choosers(system string) [][]string {
	switch system {
	case "darwin":
		return [][]string{{"osascript", "-e", `POSIX path of (choose file with prompt "Open a replay" of type {"mcap", "json"})`}}
	case "windows":
		return [][]string{{"powershell", "-NoProfile", "-STA", "-Command", "Add-Type -AssemblyName System.Windows.Forms; $d = New-Object System.Windows.Forms.OpenFileDialog; $d.Filter = 'Replays and results of studies (*.mcap, *.json)|*.mcap;*.json|All files|*.*'; if ($d.ShowDialog() -eq 'OK') { $d.FileName }"}}
	}
	return [][]string{{"zenity", "--file-selection", "--title=Open a replay", "--file-filter=Replays and results of studies | *.mcap *.json"}, {"kdialog", "--getopenfilename", ".", "*.mcap *.json"}}
}

// Choose opens the desktop's own dialog. Where there is none, it shows the library,
// onto which files can be dropped.
func (d *desktop) Choose(a *app) {
	for _, words := range choosers(runtime.GOOS) {
		path, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		go func() {
			said, err := exec.Command(path, words[1:]...).Output()
			name := strings.TrimRight(string(said), "\r\n")
			if err != nil || name == "" {
				return // nothing was chosen
			}
			a.runBetweenTicks(func() { a.tell(d.choose(a, name)) })
		}()
		return
	}
	if a.shown.Gate != nil && a.shown.Gate.Trouble == nil {
		a.shown.Say("Drop a file onto the window, or name it on the command line: entente-view FILE")
		return
	}
	g := &viewer.Gate{}
	d.libraryCards(a, g)
	a.showViewer(viewer.Closed(g))
}

func (d *desktop) choose(a *app, name string) error {
	s, err := d.openSource(name)
	if err != nil {
		return err
	}
	return a.openAt(s, nil, &asked{})
}

// Most is any number: a file is read where it lies.
func (d *desktop) Most() int64 { return 0 }

// Address is the command that shows what a link shows.
func (d *desktop) Address(file, link string) string {
	if file == "" {
		return link
	}
	return fmt.Sprintf("entente-view %s --link '%s'", quoted(file), link)
}

// quoted is a file's name as a shell takes it.
func quoted(name string) string {
	if strings.ContainsAny(name, " '\"$&;()<>|*?`\\") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// Linked remembers what is looked at.
func (d *desktop) Linked(link string) { d.link = link }

// Spoken has nobody to speak to: a desktop has Copy as text.
func (d *desktop) Spoken(func() []string) {}

// Tick has nothing to do.
func (d *desktop) Tick() {}
