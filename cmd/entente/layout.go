package main

import (
	"math/bits"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"entente/render/document"
	"entente/sim"
)

// ink is a role that text plays. Colour never says anything alone.
type ink uint8

const (
	plain ink = iota
	strong
	faint
	good
	tight
	bad
	lost
	know
	inks
)

// pad fills s with spaces to w columns, or cuts it there.
func pad(s string, w int) string {
	s = clip(s, w)
	return s + strings.Repeat(" ", w-columns(s))
}

// width measures text the same whatever the machine's variables say of ambiguous
// characters: a picture is the same bytes everywhere.
var width = displaywidth.Options{ControlSequences: true}

// columns is the number of terminal columns that s takes.
func columns(s string) int { return width.String(s) }

// clip cuts plain text that is wider than w columns.
func clip(s string, w int) string { return width.TruncateString(s, w, "…") }

// wrap breaks words into lines of at most w columns. What spaces that do not break hold
// together stays so where it fits, and instants and lengths of time do.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range wordsOf(document.Whole(s), w) {
		if line != "" && columns(line)+1+columns(word) > w {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	lines = append(lines, line)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], "\u00a0", " ")
	}
	return lines
}

// wordsOf are the words of a text; one that no line of w columns holds is broken
// anywhere.
func wordsOf(s string, w int) (words []string) {
	for _, word := range strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' }) {
		if columns(word) > w {
			words = append(words, strings.Fields(word)...)
		} else {
			words = append(words, word)
		}
	}
	return words
}

// wrapList joins parts into lines of at most w columns.
func wrapList(parts []string, w int) []string {
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], " ", "\u00a0")
	}
	return wrap(strings.Join(parts, ", "), w)
}

// bar draws part of whole as a bar of at most w columns, in eighths; something
// is never drawn as nothing.
func bar(part, whole sim.Time, w int) string {
	if part <= 0 || whole <= 0 {
		return ""
	}
	hi, lo := bits.Mul64(uint64(min(part, whole)), uint64(w)*8)
	full, _ := bits.Div64(hi, lo, uint64(whole))
	eighths := max(int(full), 1)
	return strings.Repeat("█", eighths/8) + []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}[eighths%8]
}
