package scenarios

import (
	"slices"
	"strings"

	"entente/scenarios/tree"
)

// writeEdited writes the entry i with keys set and removed; all else in it stays.
func (e *entryEditor) writeEdited(i int, x EntryEdit) (string, error) {
	v, from, end := e.list.Vals[i], e.from[i], e.from[i]+len(e.parts[i])
	pairs, err := e.pairsOf(v, end)
	if err != nil {
		return "", err
	}
	changes, err := e.changesOf(v, pairs, x)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	at := from
	for _, c := range changes {
		if c.from < at {
			return "", ErrEntryForm
		}
		b.WriteString(e.text[at:c.from])
		b.WriteString(c.text)
		at = c.to
	}
	return b.String() + e.text[at:end], nil
}

// keyPlace is where a key of an entry and its value stand in the text.
type keyPlace struct{ from, value, end int }

// pairsOf finds the keys of an entry that ends at a place in the text.
func (e *entryEditor) pairsOf(v *tree.Node, stop int) ([]keyPlace, error) {
	inFlow := e.isFlow(v)
	if inFlow {
		n, ok := flowEnd(e.text[e.offset(v.Place):])
		if !ok {
			return nil, ErrEntryForm
		}
		stop = e.offset(v.Place) + n - 1 // at its brace
	}
	var pairs []keyPlace
	for k := range v.Keys {
		p := keyPlace{from: e.offset(v.Keys[k].Place), value: e.offset(v.Vals[k].Place)}
		next := stop
		if k+1 < len(v.Keys) {
			next = e.offset(v.Keys[k+1].Place)
		}
		p.end = e.valueEnd(v.Vals[k], p.value, next, inFlow)
		if p.value < p.from || p.end < p.value || p.end > stop {
			return nil, ErrEntryForm
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// textChange is a stretch of the text and what stands there instead.
type textChange struct {
	from, to int
	text     string
}

// changesOf gives what an edit changes in an entry's text, in order.
func (e *entryEditor) changesOf(v *tree.Node, pairs []keyPlace, x EntryEdit) ([]textChange, error) {
	var changes []textChange
	added := ""
	for _, k := range x.Set {
		if at := v.Index(k.Key); at >= 0 {
			changes = append(changes, textChange{pairs[at].value, pairs[at].end, k.Value})
		} else if e.isFlow(v) {
			added += ", " + k.Key + ": " + k.Value
		} else {
			added += e.ends + strings.Repeat(" ", v.Col-1) + k.Key + ": " + k.Value
		}
	}
	last := len(pairs) - 1
	for _, key := range x.Remove {
		at := v.Index(key)
		if at < 0 {
			continue
		}
		if at < len(pairs)-1 {
			changes = append(changes, textChange{pairs[at].from, pairs[at+1].from, ""})
			continue
		}
		for last >= 0 && slices.Contains(x.Remove, v.Keys[last].Text) {
			last--
		}
		if last < 0 {
			return nil, ErrEntryForm
		}
		changes = append(changes, textChange{pairs[last].end, pairs[at].end, ""})
	}
	// Of what is taken away, the last stretch may hold others that are.
	changes = slices.DeleteFunc(changes, func(c textChange) bool {
		return slices.ContainsFunc(changes, func(o textChange) bool {
			return o != c && o.from <= c.from && c.to <= o.to && o.text == "" && o.to > o.from
		})
	})
	if added != "" {
		at := pairs[last].end
		if i := slices.IndexFunc(changes, func(c textChange) bool { return c.to == at && c.text != "" }); i >= 0 {
			changes[i].text += added
		} else {
			changes = append(changes, textChange{at, at, added})
		}
	}
	slices.SortStableFunc(changes, func(a, b textChange) int { return a.from - b.from })
	return slices.Compact(changes), nil
}

// valueEnd is where a value ends that begins at from, before what stands at next.
func (e *entryEditor) valueEnd(v *tree.Node, from, next int, inFlow bool) int {
	text := e.text[from:next]
	switch {
	case v.Kind != tree.Scalar && (text[0] == '{' || text[0] == '['):
		if n, ok := flowEnd(text); ok {
			return from + n
		}
	case v.Kind == tree.Scalar && v.Style == tree.Quoted && text != "":
		if n, ok := quoteEnd(text); ok {
			return from + n
		}
	case v.Kind == tree.Scalar && v.Style == tree.Plain && !strings.Contains(v.Text, "\n"):
		if strings.HasPrefix(text, v.Text) {
			return from + len(v.Text)
		}
	}
	text = strings.TrimRight(text, " \r\n")
	if inFlow {
		text = strings.TrimRight(strings.TrimSuffix(text, ","), " \r\n")
	}
	return from + len(text)
}

// quoteEnd is the length of a text in quotes at the beginning of s.
func quoteEnd(s string) (int, bool) {
	q := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case q == '"' && s[i] == '\\':
			i++
		case q == '\'' && s[i] == q && i+1 < len(s) && s[i+1] == q:
			i++
		case s[i] == q:
			return i + 1, true
		}
	}
	return 0, false
}

// flowEnd is the length of a mapping or list in brackets at the beginning of s.
func flowEnd(s string) (int, bool) {
	depth := 0
	fresh := true // a value may begin here
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '{' || c == '[':
			depth, fresh = depth+1, true
			continue
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		case fresh && (c == '"' || c == '\''):
			n, ok := quoteEnd(s[i:])
			if !ok {
				return 0, false
			}
			i += n - 1
		case c == '#' && i > 0 && strings.IndexByte(" \t\r\n", s[i-1]) >= 0:
			for i+1 < len(s) && s[i+1] != '\n' {
				i++
			}
			continue
		case c == ',' || c == ':':
			fresh = true
			continue
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			continue
		}
		fresh = false
	}
	return 0, false
}
