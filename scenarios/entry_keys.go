package scenarios

import (
	"slices"
	"strings"
)

// edited writes the entry i with keys set and removed; all else in it stays.
func (e *entryEditor) edited(i int, x EntryEdit) (string, error) {
	v := e.list.vals[i]
	text := e.parts[i]
	from := e.from[i]
	stop := from + len(text)
	inFlow := e.isFlow(v)
	if inFlow {
		n, ok := flowEnd(e.text[e.offset(v.place):])
		if !ok {
			return "", ErrEntryForm
		}
		stop = e.offset(v.place) + n - 1 // at its brace
	}
	type pair struct{ from, value, end int }
	var pairs []pair
	for k := range v.keys {
		p := pair{from: e.offset(v.keys[k].place), value: e.offset(v.vals[k].place)}
		next := stop
		if k+1 < len(v.keys) {
			next = e.offset(v.keys[k+1].place)
		}
		p.end = e.valueEnd(v.vals[k], p.value, next, inFlow)
		if p.value < p.from || p.end < p.value || p.end > stop {
			return "", ErrEntryForm
		}
		pairs = append(pairs, p)
	}
	type change struct {
		from, to int
		text     string
	}
	var changes []change
	added := ""
	for _, k := range x.Set {
		if at := v.index(k.Key); at >= 0 {
			changes = append(changes, change{pairs[at].value, pairs[at].end, k.Value})
		} else if inFlow {
			added += ", " + k.Key + ": " + k.Value
		} else {
			added += e.ends + strings.Repeat(" ", v.col-1) + k.Key + ": " + k.Value
		}
	}
	last := len(pairs) - 1
	for _, key := range x.Remove {
		at := v.index(key)
		if at < 0 {
			continue
		}
		if at < len(pairs)-1 {
			changes = append(changes, change{pairs[at].from, pairs[at+1].from, ""})
			continue
		}
		for last >= 0 && slices.Contains(x.Remove, v.keys[last].text) {
			last--
		}
		if last < 0 {
			return "", ErrEntryForm
		}
		changes = append(changes, change{pairs[last].end, pairs[at].end, ""})
	}
	// Of what is taken away, the last stretch may hold others that are.
	changes = slices.DeleteFunc(changes, func(c change) bool {
		return slices.ContainsFunc(changes, func(o change) bool {
			return o != c && o.from <= c.from && c.to <= o.to && o.text == "" && o.to > o.from
		})
	})
	if added != "" {
		at := pairs[last].end
		if i := slices.IndexFunc(changes, func(c change) bool { return c.to == at && c.text != "" }); i >= 0 {
			changes[i].text += added
		} else {
			changes = append(changes, change{at, at, added})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return a.from - b.from })
	changes = slices.Compact(changes)
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
	return b.String() + e.text[at:from+len(text)], nil
}

// valueEnd is where a value ends that begins at from, before what stands at next.
func (e *entryEditor) valueEnd(v *node, from, next int, inFlow bool) int {
	text := e.text[from:next]
	switch {
	case v.kind != scalar && (text[0] == '{' || text[0] == '['):
		if n, ok := flowEnd(text); ok {
			return from + n
		}
	case v.kind == scalar && v.style == quoted && text != "":
		if n, ok := quoteEnd(text); ok {
			return from + n
		}
	case v.kind == scalar && v.style == plain && !strings.Contains(v.text, "\n"):
		if strings.HasPrefix(text, v.text) {
			return from + len(v.text)
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
