package syntax

import (
	"fmt"
	"strings"
)

// opener is a bracket that has been opened.
type opener struct {
	char      byte
	line, col int
	indent    int  // of its line
	last      bool // nothing follows it on its line: its writer meant many lines
	item      item
}

// item is what stands between two commas, so far.
type item struct {
	key    bool // a key and its colon
	value  bool // something follows it, or the comma
	closed bool // which was in quotes or brackets, so that nothing may follow
}

func (o *opener) end() byte { return o.char + 2 } // in ASCII both pairs are two apart

// walkFlow walks a line inside brackets from a column on, and gives the last line of a
// quoted text that reaches beyond it.
func (s *scan) walkFlow(i, col int) int {
	for s.fault == nil {
		text := s.lines[i]
		for col < len(text) && text[col] == ' ' {
			col++
		}
		if col == len(text) || text[col] == '#' && (col == 0 || text[col-1] == ' ') {
			return i
		}
		c := text[col]
		if len(s.open) == 0 && c != '[' && c != '{' {
			s.checkTail(i, col)
			return i
		}
		switch c {
		case '[', '{':
			s.noteStart(i, col, true)
			rest := strings.TrimLeft(text[col+1:], " ")
			s.open = append(s.open, opener{char: c, line: i, col: col, indent: indentOf(text), last: rest == "" || rest[0] == '#'})
			col++
		case ']', '}':
			s.closeBracket(i, col)
			col++
		case ',':
			s.in().item = item{}
			col++
		case '"', '\'':
			s.noteStart(i, col, true)
			i, col = s.quoted(i, col)
		case ':':
			s.makeKey(i, col)
			col++
		default:
			s.noteStart(i, col, false)
			col = s.walkPlain(i, col)
		}
	}
	return i
}

func (s *scan) in() *opener { return &s.open[len(s.open)-1] }

// noteStart notes that a value, or a key, begins.
func (s *scan) noteStart(i, col int, closed bool) {
	if len(s.open) == 0 {
		return
	}
	it := &s.in().item
	if it.closed || closed && it.value {
		s.noteFault(i, col, fmt.Sprintf("no comma before %s", show(s.lines[i][col:])), "write one")
	}
	it.value, it.closed = true, closed
}

// makeKey turns what stood so far into a key.
func (s *scan) makeKey(i, col int) {
	it := &s.in().item
	if it.key {
		s.noteFault(i, col, "a colon and a space inside text", "put quotes around the text; or a comma is missing before")
	}
	*it = item{key: true}
}

// walkPlain walks unquoted text, which ends at a comma, a bracket, a colon or a comment.
func (s *scan) walkPlain(i, col int) int {
	text := s.lines[i]
	switch text[col] {
	case '@', '`', '%', '*', '&', '!', '|', '>':
		s.begins(i, col)
	}
	for ; col < len(text); col++ {
		switch c := text[col]; {
		case strings.IndexByte(",[]{}", c) >= 0:
			return col
		case c == ':' && (col+1 == len(text) || strings.IndexByte(" ,]}", text[col+1]) >= 0):
			return col
		case c == '#' && text[col-1] == ' ':
			return col
		}
	}
	return col
}

// closeBracket ends the innermost bracket, which must be of the same kind.
func (s *scan) closeBracket(i, col int) {
	c, o := s.lines[i][col], *s.in()
	if c != o.end() {
		s.noteFault(i, col, fmt.Sprintf("%c closes the %c of line %d", c, o.char, o.line+1), fmt.Sprintf("write %c, or mend what was opened there", o.end()))
		return
	}
	if o.line != i && !o.last {
		s.inner = append(s.inner, o)
	}
	if s.open = s.open[:len(s.open)-1]; len(s.open) == 0 {
		s.inner = s.inner[:0]
	}
}

// checkTail reports what follows the last bracket.
func (s *scan) checkTail(i, col int) {
	text := s.lines[i]
	switch c := text[col]; {
	case c == ']' || c == '}':
		s.noteFault(i, col, fmt.Sprintf("%c closes nothing", c), "leave it out, or open it before")
	case c != ':' && c != '#':
		s.noteFault(i, col, fmt.Sprintf("%s after the closing bracket", show(text[col:])), "put quotes around the whole, or leave it out")
	}
}

// leavesBrackets says whether a line is out of the brackets that are open: what it begins
// with stands no further in than the line on which they opened.
func (s *scan) leavesBrackets(i, at int) bool {
	return at <= s.in().indent && s.looksNew(i, s.in().indent)
}

// unclosed tells which bracket was forgotten. Where the one that stays open was
// meant to have many lines, it is rather one inside that took its end.
func (s *scan) unclosed() {
	o := *s.in()
	for _, inside := range s.inner {
		if o.last && inside.line > o.line {
			o = inside
			break
		}
	}
	s.noteFault(o.line, o.col, fmt.Sprintf("the bracket %c that opens here is not closed", o.char), fmt.Sprintf("write %c", o.end()))
}
