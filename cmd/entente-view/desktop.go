//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"entente/sim/files"
)

// desktop is the machine that a window stands on.
type desktop struct {
	replay string // the file that is shown; empty: none of the user's
	store  *files.Store
	out    io.Writer
	link   string
}

func newDesktop() *desktop {
	return &desktop{store: files.NewStore(files.Disk{}), out: os.Stdout}
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

// notesFile is the sort of file that notes are kept in.
var notesFile = files.Kind{Noun: "a notes file", Is: func(r io.ReaderAt, n int64) bool {
	head := make([]byte, min(n, 64))
	_, _ = r.ReadAt(head, 0)
	return regexp.MustCompile(`^\{"entente_notes":`).Match(head)
}}

// notesName is where the notes of a replay file lie.
func notesName(replay string) string { return strings.TrimSuffix(replay, ".mcap") + ".notes.jsonl" }

// SaveNotes writes the notes beside the replay. What was there is in them.
func (d *desktop) SaveNotes(data []byte) error {
	if d.replay == "" {
		return errors.New("notes are not kept: this replay has no file of its own")
	}
	return d.write(files.Plan{Targets: []files.Target{{Name: notesName(d.replay), Kind: notesFile}}, Inputs: []string{d.replay}, Force: true}, data)
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
	draft, err := d.store.Begin(p)
	if err != nil {
		return err
	}
	defer draft.Close()
	if _, err := io.Copy(draft.Parts[0], bytes.NewReader(data)); err != nil {
		return err
	}
	return draft.Commit()
}

// Choose has no dialog of its own: files come by name or are dropped.
func (d *desktop) Choose(*app) {}

// Linked remembers what is looked at.
func (d *desktop) Linked(link string) { d.link = link }

// Spoken has nobody to speak to: a desktop has Copy as text.
func (d *desktop) Spoken(string) {}

// Tick has nothing to do.
func (d *desktop) Tick() {}
