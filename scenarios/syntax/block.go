package syntax

import (
	"fmt"
	"strings"
)

// block is a run of keys, or of list entries, that stand under one another.
type block struct {
	indent int
	list   bool
	first  int  // line
	last   int  // line of its latest key or entry
	waits  bool // its latest key or entry has no value yet
}

// walkBlock walks a line outside all brackets.
func (s *scan) walkBlock(i, at int) int {
	text := s.lines[i]
	for isEntry(text[at:]) {
		s.findBlock(i, at, true)
		at++
		for at < len(text) && text[at] == ' ' {
			at++
		}
		if at == len(text) || text[at] == '#' || s.fault != nil {
			return i
		}
	}
	end := keyEnd(text[at:])
	if end < 0 {
		return s.walkWords(i, at)
	}
	s.findBlock(i, at, false)
	if s.fault != nil {
		return i
	}
	value := at + end + 1
	for value < len(text) && text[value] == ' ' {
		value++
	}
	if value == len(text) || text[value] == '#' {
		return i
	}
	s.top().waits = false
	return s.walkValue(i, value, at)
}

func (s *scan) top() *block { return &s.blocks[len(s.blocks)-1] }

// findBlock finds the block that a key or an entry belongs to, by where it stands.
func (s *scan) findBlock(i, at int, list bool) {
	var left *block // the outermost of those that end here
	for len(s.blocks) > 0 && s.top().indent > at {
		b := *s.top()
		left = &b
		s.blocks = s.blocks[:len(s.blocks)-1]
	}
	if len(s.blocks) == 0 || s.top().indent < at {
		if len(s.blocks) > 0 && (left != nil || !s.top().waits) {
			s.misplaced(i, at, left)
			return
		}
		s.blocks = append(s.blocks, block{at, list, i, i, true})
		return
	}
	top := s.top()
	switch n := len(s.blocks); {
	case top.list && !list && n > 1 && s.blocks[n-2].indent == at:
		s.blocks = s.blocks[:n-1] // a list that stood right under its key has ended
	case list && !top.list && top.waits:
		top.waits = false
		s.blocks = append(s.blocks, block{at, true, i, i, true})
		return
	case list && !top.list:
		s.noteFault(i, at, "a list entry among keys", fmt.Sprintf("leave out the hyphen, or indent it under the key it belongs to: line %d has a value already", top.last+1))
	case !list && top.list:
		s.noteFault(i, at, "a key among the entries of a list", "write \"- \" before it, or indent it under the entry above")
	}
	s.top().last, s.top().waits = i, true
}

// misplaced tells of a line that goes in or out to where nothing stands. Of two that
// do not fit each other, the one to mend is that which is not in step.
func (s *scan) misplaced(i, at int, left *block) {
	top := s.top()
	if left == nil {
		s.noteFault(i, at, fmt.Sprintf("indented by %d, more than line %d above, which has its value already", at, top.last+1),
			fmt.Sprintf("indent it by %d", top.indent))
		return
	}
	for _, odd := range []struct {
		block
		outer int
	}{{*left, top.indent}, {*top, s.outerIndent()}} {
		if at-odd.outer == s.step && odd.indent-odd.outer != s.step && odd.first < i {
			s.noteFault(odd.first, odd.indent, fmt.Sprintf("indented by %d, but line %d, which stands beside it, by %d", odd.indent, i+1, at),
				fmt.Sprintf("indent it by %d", at))
			return
		}
	}
	s.noteFault(i, at, fmt.Sprintf("indented by %d, but line %d, which stands beside it, by %d", at, left.first+1, left.indent),
		fmt.Sprintf("indent it by %d, or by %d", left.indent, top.indent))
}

// outerIndent is the indentation of what the innermost block stands in.
func (s *scan) outerIndent() int {
	if n := len(s.blocks); n > 1 {
		return s.blocks[n-2].indent
	}
	return 0
}

// walkWords walks a line that is no key: a value below its key, or more of a text.
func (s *scan) walkWords(i, at int) int {
	if len(s.blocks) == 0 || s.top().waits {
		s.missingSpace(i, at)
		if len(s.blocks) > 0 {
			s.top().waits = false
		}
		return s.walkValue(i, at, at)
	}
	if at <= s.top().indent { // more of a text stands further in than what it belongs to
		s.missingSpace(i, at)
		s.noteFault(i, at, "neither a key nor a list entry", "write key: value, or indent it under the text it continues")
	}
	return i
}

// missingSpace tells of `key:value`, where a key is expected.
func (s *scan) missingSpace(i, at int) {
	text := s.lines[i][at:]
	if colon := strings.IndexByte(text, ':'); colon > 0 && !strings.ContainsAny(text[:colon], " \"'[{,") && keyEnd(text) < 0 {
		s.noteFault(i, at+colon, "no space after the colon", "write "+show(text[:colon]+": "+text[colon+1:]))
	}
}

// walkValue walks what follows a key or a hyphen: it begins at col, and what it
// belongs to at indent.
func (s *scan) walkValue(i, col, indent int) int {
	text := s.lines[i]
	switch c := text[col]; c {
	case '|', '>':
		for i+1 < len(s.lines) {
			next := s.lines[i+1]
			if at := indentOf(next); at < len(next) && at <= indent {
				break
			}
			i++
		}
		return i
	case '[', '{':
		return s.walkFlow(i, col)
	case '"', '\'':
		line, end := s.quoted(i, col)
		if s.fault == nil {
			if rest := strings.TrimLeft(s.lines[line][end:], " "); rest != "" && rest[0] != '#' {
				s.noteFault(line, end, fmt.Sprintf("%s after the closing quote", show(rest)), "put the whole text in one pair of quotes")
			}
		}
		return line
	default:
		s.begins(i, col)
	}
	if end := keyEnd(text[col:]); end >= 0 {
		s.noteFault(i, col+end, "a colon and a space inside text", "put quotes around the text")
	}
	return i
}

// begins tells of text that begins with what means something else to YAML.
func (s *scan) begins(i, col int) {
	switch c := s.lines[i][col]; c {
	case '@', '`', '%', '*', '&', '!', ']', '}', ',':
		s.noteFault(i, col, fmt.Sprintf("text cannot begin with %c", c), "put quotes around it")
	}
}

// isEntry says whether a list entry begins.
func isEntry(text string) bool { return strings.HasPrefix(text, "- ") || text == "-" }

// keyEnd is where the colon of a key stands, or -1 where text begins with no key.
func keyEnd(text string) int {
	if text == "" || strings.ContainsRune("[{#|>", rune(text[0])) {
		return -1
	}
	c := 0
	if quote := text[0]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(text[1:], quote)
		if end < 0 {
			return -1
		}
		if c = end + 2; c >= len(text) || text[c] != ':' {
			return -1
		}
	}
	for ; c < len(text); c++ {
		switch {
		case text[c] == '#' && c > 0 && text[c-1] == ' ':
			return -1
		case text[c] == ':' && (c+1 == len(text) || text[c+1] == ' '):
			return c
		}
	}
	return -1
}
