package main

import (
	"bytes"
	"io"
	"regexp"
	"unicode/utf8"

	"entente/sim/journal"
)

// visible is the one way of text to a terminal, whichever command it comes from:
// what a terminal would obey is spelt out, as \u001b. Ends of lines, tabs and our
// own colours pass, and so does a mark of the byte order, which shows nothing.
type visible struct {
	out  io.Writer
	rest []byte // the beginning of a character or a colour that was cut

	before func() // called before anything is written: a bar makes room for words; may be nil
}

// colour matches what sets a colour, and begun what may become that.
var (
	colour = regexp.MustCompile(`^\x1b\[[0-9;:]*m`)
	begun  = regexp.MustCompile(`^\x1b(\[[0-9;:]{0,40})?$`)
)

func (v *visible) Write(b []byte) (int, error) {
	if v.before != nil {
		v.before()
	}
	text := b
	if len(v.rest) > 0 {
		text = append(v.rest, b...)
	}
	shown, rest := escapeControls(text, false)
	v.rest = bytes.Clone(rest)
	if _, err := v.out.Write(shown); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Flush writes what was kept back.
func (v *visible) Flush() error {
	shown, _ := escapeControls(v.rest, true)
	v.rest = nil
	if len(shown) == 0 {
		return nil
	}
	_, err := v.out.Write(shown)
	return err
}

// escapeControls spells out controls, and keeps back what is cut unless it is the end.
func escapeControls(text []byte, end bool) (shown, rest []byte) {
	if journal.Control(string(text), true) < 0 {
		return text, nil
	}
	for len(text) > 0 {
		c, n := utf8.DecodeRune(text)
		switch {
		case !end && !utf8.FullRune(text), !end && begun.Match(text), !end && c == '\r' && len(text) == 1:
			return shown, text
		case c == 0x1b && colour.Match(text):
			n = len(colour.Find(text))
			shown = append(shown, text[:n]...)
		case c == '\ufeff', c == '\r' && len(text) > 1 && text[1] == '\n':
			shown = append(shown, text[:n]...)
		default:
			shown = journal.AppendVisible(shown, string(text[:n]), true)
		}
		text = text[n:]
	}
	return shown, nil
}

// beneath is the writer under a visible one, for those that move the cursor.
func beneath(w io.Writer) io.Writer {
	if v, ok := w.(*visible); ok {
		return v.out
	}
	return w
}
