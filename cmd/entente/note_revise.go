package main

import (
	"errors"
	"fmt"
	"strconv"

	"entente/replay/notes"
)

// findNote finds the note that counts by its ID from the list.
func findNote(b *notes.Book, flag, id string) (*notes.Note, error) {
	number, err := strconv.ParseUint(id, 16, 64)
	if err != nil || len(id) != 16 {
		return nil, wrong(fmt.Errorf("%s: %q is no ID of a note: sixteen hex digits, as entente note FILE lists them", flag, id))
	}
	if n := b.Find(number); n != nil {
		return n, nil
	}
	return nil, wrong(fmt.Errorf("%s: no note that counts has the ID %s; entente note FILE lists them", flag, id))
}

// revisionLine is the line that withdraws an earlier note or says it anew. alone says that
// nothing was given that neither takes.
func (o *noteFlags) revisionLine(b *notes.Book, page notes.Page, alone bool) ([]notes.Note, error) {
	switch {
	case o.withdraw != "" && o.Of != "":
		return nil, wrong(errors.New("a note is withdrawn or corrected; give --withdraw or --correct"))
	case !alone:
		return nil, wrong(errors.New("what a note is tied to stays: --withdraw takes --by and a text that says why, --correct a text, --tag and --by"))
	case o.withdraw != "":
		n, err := findNote(b, "--withdraw", o.withdraw)
		if err != nil {
			return nil, err
		}
		x := n.Withdraw(o.By, o.Text)
		return []notes.Note{x}, wrong(x.Check(page))
	case o.Text == "" && o.tag == "":
		return nil, wrong(errors.New("--correct: say what the note is to say, a text in quotes, or --tag"))
	}
	n, err := findNote(b, "--correct", o.Of)
	if err != nil {
		return nil, err
	}
	text, tag := o.Text, notes.Tag(o.tag)
	if text == "" {
		text = n.Text
	}
	if tag == "" {
		tag = n.Tag
	}
	x := n.Correct(o.By, text, tag)
	return []notes.Note{x}, wrong(x.Check(page))
}
