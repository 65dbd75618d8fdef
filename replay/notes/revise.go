package notes

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
)

// Withdrawal takes an earlier note back. Nothing is erased: both lines stay in the file,
// and only what counts changes.
const Withdrawal Kind = "withdrawal"

// Tag says what an observation is good for: what went well and is to be kept, or what
// is to be done better (HSEEP Volume I, "strengths" and "areas for improvement").
type Tag string

// The tags.
const (
	Sustain   Tag = "sustain"
	Improve   Tag = "improve"
	Important Tag = "important" // neither, but to be shown when the exercise is gone through
)

// Tags lists them.
var Tags = []Tag{Sustain, Improve, Important}

// Number tells a note from others by what it says. The same words by the same person of
// the same moment are one note.
func (n *Note) Number() uint64 {
	sum := sha256.Sum256(n.Line())
	return binary.BigEndian.Uint64(sum[:])
}

// ID is the number of a note as people and files write it: sixteen hex digits.
func (n *Note) ID() string { return fmt.Sprintf("%016x", n.Number()) }

// ledger says which notes of a book count.
type ledger struct {
	stands   []bool           // of each note that is entered, by its place
	lines    map[string][]int // of those that count, by ID: their places
	standing []Note
}

// Standing are the notes that count, in the order of the file: those that no later line
// withdrew or corrected. Withdrawals are none. The slice is the book's own.
func (b *Book) Standing() []Note {
	if b == nil {
		return nil
	}
	l := &b.ledger
	if len(l.stands) == len(b.Notes) {
		return l.standing
	}
	if len(l.stands) > len(b.Notes) || l.lines == nil {
		*l = ledger{lines: map[string][]int{}}
	}
	for i := len(l.stands); i < len(b.Notes); i++ {
		n := &b.Notes[i]
		for _, at := range l.lines[n.Of] {
			l.stands[at] = false
		}
		delete(l.lines, n.Of)
		if l.stands = append(l.stands, n.Kind != Withdrawal); n.Kind != Withdrawal {
			l.lines[n.ID()] = append(l.lines[n.ID()], i)
		}
	}
	l.standing = nil // whoever holds the old one keeps it
	for i := range b.Notes {
		if l.stands[i] {
			l.standing = append(l.standing, b.Notes[i])
		}
	}
	return l.standing
}

// Find gives a note that counts by its number; nil if none does.
func (b *Book) Find(number uint64) *Note {
	list := b.Standing()
	for i := range list {
		if list[i].Number() == number {
			return &list[i]
		}
	}
	return nil
}

// History lists what a note said before it was corrected, the last first.
func (b *Book) History(n *Note) (list []Note) {
	for i := len(b.Notes) - 1; i >= 0 && n.Of != ""; i-- {
		if x := &b.Notes[i]; x.At == n.At && x.ID() == n.Of {
			list = append(list, *x)
			n = x
		}
	}
	return list
}

// Withdraw is the line that takes a note back; why may be empty.
func (n *Note) Withdraw(by, why string) Note {
	return Note{Kind: Withdrawal, At: n.At, By: by, Of: n.ID(), Text: why}
}

// revises holds what a note says of an earlier one against the earlier ones.
func (n *Note) revises(earlier map[string]bool) error {
	if n.Of == "" || earlier[n.Of] {
		return nil
	}
	return fmt.Errorf("no line before it is the note %s", n.Of)
}

// checkRevision holds the words that Check does not know alone against each other.
func (n *Note) checkRevision(fault func(format string, args ...any)) {
	if n.Of != "" {
		if _, err := strconv.ParseUint(n.Of, 16, 64); err != nil || len(n.Of) != 16 {
			fault("%q is no number of a note: sixteen hex digits", n.Of)
		}
	}
	switch {
	case n.Kind == Withdrawal && n.Of == "":
		fault("a withdrawal says of which note it is")
	case n.Kind == Withdrawal && n.Action != "":
		fault("a withdrawal has no action")
	}
	if n.Tag != "" && !slices.Contains(Tags, n.Tag) {
		fault("tag %q is none of sustain, improve, important", n.Tag)
	} else if n.Tag != "" && n.Kind != Observation {
		fault("a %s has no tag; its kind is \"note\" then", n.Kind)
	}
}

// Correct is the line that says a note anew; what it is tied to stays.
func (n *Note) Correct(by, text string, tag Tag) Note {
	x := *n
	x.Of, x.Text, x.Tag = n.ID(), text, tag
	if by != "" {
		x.By = by
	}
	return x
}
