package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Fault is the first place at which a text cannot be meant as it stands.
type Fault struct {
	Line int // from 1
	Col  int // from 1, in characters
	What string
	Hint string
}

// Diagnose finds the mistake in a text that is not YAML, and whether it found one.
// Its cost grows with the text alone.
func Diagnose(text []byte) (Fault, bool) {
	t := strings.TrimPrefix(string(text), "\ufeff")
	s := scan{lines: strings.Split(strings.ReplaceAll(t, "\r\n", "\n"), "\n")}
	s.step = usualStep(s.lines)
	for i := 0; i < len(s.lines) && s.fault == nil; i++ {
		i = s.walkLine(i)
	}
	if s.fault == nil && len(s.open) > 0 {
		s.unclosed()
	}
	if s.fault == nil {
		return Fault{}, false
	}
	return *s.fault, true
}

// scan walks a text until its first fault.
type scan struct {
	lines  []string
	step   int      // columns that the writer usually goes in by
	blocks []block  // what stands under what, outermost first
	open   []opener // brackets that wait for their ends, outermost first
	inner  []opener // brackets that opened inside a line, did not end on it and have ended since
	fault  *Fault
}

// noteFault notes the first fault; col counts bytes from 0.
func (s *scan) noteFault(line, col int, what, hint string) {
	if s.fault != nil {
		return
	}
	col = min(col, len(s.lines[line]))
	s.fault = &Fault{line + 1, utf8.RuneCountInString(s.lines[line][:col]) + 1, what, hint}
}

// walkLine walks one line, and those that belong to it, and gives the last of them.
func (s *scan) walkLine(i int) int {
	text := s.lines[i]
	at := indentOf(text)
	if at == len(text) || text[at] == '#' {
		return i
	}
	if len(s.open) > 0 {
		if s.leavesBrackets(i, at) {
			s.unclosed()
			return i
		}
		return s.walkFlow(i, at)
	}
	if at == 0 && (strings.HasPrefix(text, "---") || strings.HasPrefix(text, "%")) {
		return i
	}
	if at == 0 && strings.HasPrefix(text, "...") {
		return len(s.lines) // the document ends; what follows is another
	}
	return s.walkBlock(i, at)
}

func indentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// usualStep is by how many columns lines go in most often, and the least of such.
func usualStep(lines []string) int {
	var times [9]int
	before := 0
	for _, text := range lines {
		at := indentOf(text)
		if at == len(text) || text[at] == '#' {
			continue
		}
		if in := at - before; in > 0 && in < len(times) {
			times[in]++
		}
		before = at
	}
	step := 2
	for in, n := range times {
		if n > times[step] {
			step = in
		}
	}
	return step
}

// quoted reads a quoted text from its quote on and gives where it ends: the line,
// and the column after the quote. What follows it must be able to follow.
func (s *scan) quoted(line, col int) (int, int) {
	quote := s.lines[line][col]
	l, c := line, col+1
	for {
		text := s.lines[l]
		for c < len(text) && text[c] != quote {
			if text[c] == '\\' && quote == '"' {
				if c+1 < len(text) && !strings.ContainsRune("0abtnvfre \"/\\N_LPxuU\t", rune(text[c+1])) {
					r, _ := utf8.DecodeRuneInString(text[c+1:])
					s.noteFault(l, c, fmt.Sprintf(`\%c means nothing inside double quotes`, r), `write \\ for a backslash, or use single quotes`)
					return l, len(text)
				}
				c++
			}
			c++
		}
		if c < len(text) && quote == '\'' && c+1 < len(text) && text[c+1] == '\'' {
			c += 2
			continue
		}
		if c < len(text) {
			break
		}
		l, c = l+1, 0
		if l == len(s.lines) || s.looksNew(l, indentOf(s.lines[line])) {
			s.noteFault(line, col, fmt.Sprintf("the quote %c that opens here is not closed", quote), "close it on this line")
			return line, len(s.lines[line])
		}
	}
	rest := strings.TrimLeft(s.lines[l][c+1:], " ")
	follows := rest == "" || strings.ContainsRune(",]}:#", rune(rest[0]))
	if !follows {
		if l > line {
			s.noteFault(line, col, fmt.Sprintf("the quote %c that opens here is not closed", quote), "close it on this line")
		} else {
			hint := `write \" for a quote inside, or put the whole text in single quotes`
			if quote == '\'' {
				hint = "write '' for an apostrophe inside, or put the whole text in double quotes"
			}
			s.noteFault(line, col, fmt.Sprintf("the quote %c that opens here ends before %s", quote, show(rest)), hint)
		}
	}
	return l, c + 1
}

// looksNew says whether a line looks like the begin of something new rather than
// like the next line of a text that began at an indentation.
func (s *scan) looksNew(i, indent int) bool {
	text := s.lines[i]
	at := indentOf(text)
	if at == len(text) || at > indent {
		return false
	}
	return isEntry(text[at:]) || keyEnd(text[at:]) >= 0
}

// show cuts what is quoted in a message.
func show(text string) string {
	r := []rune(text)
	if len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return text
}
