package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/tree"
	"entente/sim/notation"
)

// EntryEdit is one entry of an events list as it is to be: one that stands in a file,
// with keys set and removed, or a new one.
type EntryEdit struct {
	Number string    // in the file; empty for a new one
	Set    []KeyText // in order; of a new entry, all it says
	Remove []string
}

// KeyText is a key and its value as YAML on one line. A time since StartEx is written
// as the list writes its times.
type KeyText struct{ Key, Value string }

// ErrEntryForm is what EditEntries says of a list whose text it cannot tell apart.
var ErrEntryForm = errors.New("the list is written in a way that is not edited entry by entry")

// EditEntries gives the text of a scenario with its events list changed: the entries
// of all, in that order, and no other. What no edit names stays as it was written, to
// the byte: its own spelling, its comments and the line it stands on. An entry that is
// not in the file is written anew.
func EditEntries(source []byte, all []EntryEdit, clock notation.Clock) ([]byte, error) {
	var r tree.Report
	root := tree.Parse("scenario", source, &r)
	if err := r.Err("scenario"); err != nil {
		return nil, err
	}
	list := root.Get("msel")
	e := entryEditor{text: string(source), list: list}
	if list == nil {
		e.list = &tree.Node{Kind: tree.Sequence}
	}
	if err := e.split(); err != nil {
		return nil, err
	}
	all = e.spelled(all, clock)
	out, err := e.join(all)
	if err != nil {
		return nil, err
	}
	want, err := e.wantedList(all)
	if err != nil {
		return nil, err
	}
	now := tree.Parse("scenario", []byte(out), &r)
	if r.Err("scenario") != nil || !sameBut(root, now, want) {
		return nil, ErrEntryForm // what was put together says something else
	}
	return []byte(out), nil
}

// sameBut says whether two scenarios say the same, but for the events list, which in
// the second is want.
func sameBut(before, after, want *tree.Node) bool {
	if before.Get("msel") == nil {
		before = before.With(&tree.Node{Kind: tree.Scalar, Text: "msel"}, want)
	}
	return len(before.Keys) == len(after.Keys) && !slices.ContainsFunc(before.Keys, func(k *tree.Node) bool {
		is, should := after.Get(k.Text), before.Get(k.Text)
		if k.Text == "msel" {
			should = want
		}
		return is == nil || !is.Equal(should)
	})
}

// entryEditor knows where the text of each entry stands.
type entryEditor struct {
	text  string
	lines []int // where each line begins
	list  *tree.Node
	ends  string // of its lines
	head  string // before the first entry
	parts []string
	from  []int  // where each part begins in text
	tail  string // after the last
	dash  string // what stands before an entry's dash
}

// offset is where a node begins in the text.
func (e *entryEditor) offset(p tree.Place) int {
	at := e.lines[p.Line-1]
	for range p.Col - 1 {
		_, n := firstRune(e.text[at:])
		at += n
	}
	return at
}

func firstRune(s string) (r rune, size int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}

// split finds the text of every entry.
func (e *entryEditor) split() error {
	e.ends, e.dash = "\n", "  "
	if strings.Contains(e.text, "\r\n") {
		e.ends = "\r\n"
	}
	for at := 0; at >= 0 && at <= len(e.text); {
		e.lines = append(e.lines, at)
		next := strings.IndexByte(e.text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	if e.list.Line == 0 { // there is none yet
		e.head = e.text
		if e.head != "" && !strings.HasSuffix(e.head, "\n") {
			e.head += e.ends
		}
		e.head += e.ends + "msel:" + e.ends
		return nil
	}
	if len(e.list.Vals) == 0 || e.text[e.offset(e.list.Place)] == '[' {
		return ErrEntryForm
	}
	return e.splitBlock()
}

func (e *entryEditor) splitBlock() error {
	for i, v := range e.list.Vals {
		line := e.lines[v.Line-1]
		before := e.text[line:e.offset(v.Place)]
		dash := strings.TrimRight(before, " ")
		if v.Kind != tree.Mapping || !strings.HasSuffix(dash, "-") || strings.Trim(dash, " ") != "-" {
			return ErrEntryForm
		}
		e.dash = dash[:len(dash)-1]
		if i > 0 {
			line = e.commentStart(v.Line)
		}
		e.from = append(e.from, line)
	}
	end := len(e.text)
	last := e.list.Vals[len(e.list.Vals)-1].Line // from 1: the line after it
	for n := last; n < len(e.lines); n++ {
		if topKey(e.text[e.lines[n]:]) {
			end = e.lines[e.aboveTop(n, last)]
			break
		}
	}
	e.head, e.tail = e.text[:e.from[0]], e.text[end:]
	for i, from := range e.from {
		to := end
		if i+1 < len(e.from) {
			to = e.from[i+1]
		}
		e.parts = append(e.parts, e.text[from:to])
	}
	return nil
}

// commentStart is where the comments begin that stand right over an entry's line.
func (e *entryEditor) commentStart(line int) int {
	n := line - 1
	for n > 0 {
		text := strings.TrimRight(e.lineText(n-1), "\r\n")
		indent := len(text) - len(strings.TrimLeft(text, " "))
		if indent > len(e.dash) || !strings.HasPrefix(text[indent:], "#") {
			break
		}
		n--
	}
	return e.lines[n]
}

// aboveTop is the first of the blank lines and comments that belong to the key on a
// line, counted from 0.
func (e *entryEditor) aboveTop(line, last int) int {
	for line > last {
		text := e.lineText(line - 1)
		if strings.HasPrefix(text, " ") || strings.HasPrefix(text, "-") {
			break
		}
		line--
	}
	return line
}

func (e *entryEditor) lineText(n int) string {
	if n+1 < len(e.lines) {
		return e.text[e.lines[n]:e.lines[n+1]]
	}
	return e.text[e.lines[n]:]
}

// topKey says whether a line begins something new at the top of a document.
func topKey(line string) bool {
	return line != "" && !strings.ContainsRune(" \t#-\r\n", rune(line[0]))
}

// join puts the entries together.
func (e *entryEditor) join(all []EntryEdit) (string, error) {
	var b strings.Builder
	b.WriteString(e.head)
	flow := e.mostlyFlow()
	for _, x := range all {
		i := -1
		if x.Number != "" {
			i = e.find(x.Number)
		}
		part := ""
		switch {
		case i < 0:
			part = e.writeNew(x, flow)
		case len(x.Set)+len(x.Remove) == 0:
			part = e.parts[i]
		default:
			var err error
			if part, err = e.writeEdited(i, x); err != nil {
				return "", err
			}
		}
		if !strings.HasSuffix(part, "\n") && e.tail+b.String() != "" {
			part += e.ends
		}
		b.WriteString(part)
	}
	text := b.String()
	if !strings.HasSuffix(e.text, "\n") && e.tail == "" && len(e.parts) > 0 {
		text = strings.TrimSuffix(text, e.ends) // as it was
	}
	return text + e.tail, nil
}

func (e *entryEditor) find(number string) int {
	return slices.IndexFunc(e.list.Vals, func(v *tree.Node) bool {
		n := v.Get("number")
		return n != nil && n.Text == number
	})
}

// mostlyFlow says whether most entries stand in braces.
func (e *entryEditor) mostlyFlow() bool {
	n := 0
	for _, v := range e.list.Vals {
		if e.isFlow(v) {
			n++
		}
	}
	return 2*n > len(e.list.Vals)
}

func (e *entryEditor) isFlow(v *tree.Node) bool { return e.text[e.offset(v.Place)] == '{' }

// writeNew writes an entry that is not in the file, in the form of the others.
func (e *entryEditor) writeNew(x EntryEdit, flow bool) string {
	var parts []string
	for _, k := range x.Set {
		parts = append(parts, k.Key+": "+k.Value)
	}
	if flow {
		return e.dash + "- {" + strings.Join(parts, ", ") + "}" + e.ends
	}
	return e.dash + "- " + strings.Join(parts, e.ends+e.dash+"  ") + e.ends
}

// wantedList is the list as it should read.
func (e *entryEditor) wantedList(all []EntryEdit) (*tree.Node, error) {
	want := &tree.Node{Kind: tree.Sequence}
	for _, x := range all {
		entry := &tree.Node{Kind: tree.Mapping}
		if i := e.find(x.Number); x.Number != "" && i >= 0 {
			entry = e.list.Vals[i]
		}
		for _, key := range x.Remove {
			if i := entry.Index(key); i >= 0 {
				entry = entry.Without(i)
			}
		}
		for _, k := range x.Set {
			var r tree.Report
			v := tree.Parse(k.Key, []byte("{"+k.Key+": "+k.Value+"}"), &r)
			if err := r.Err(k.Key); err != nil || len(v.Keys) != 1 {
				return nil, fmt.Errorf("%s: %s cannot be written on one line", k.Key, k.Value)
			}
			entry = entry.With(v.Keys[0], v.Vals[0])
		}
		want.Vals = append(want.Vals, entry)
	}
	return want, nil
}
