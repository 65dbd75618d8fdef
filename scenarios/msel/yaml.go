package msel

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/notation"
)

// timeKeys say which key of a scenario a row's scenario time is, by its type, and
// which its window's other end.
var timeKeys = map[string]struct{ at, opens, closes string }{
	"inject":          {at: "at"},
	"contingency":     {at: "after", closes: "until"},
	"expected_action": {at: "by", opens: "after"},
	"other":           {at: "at"},
}

// conditionKeys are the keys of a condition, by type.
var conditionKeys = map[string]string{"contingency": "if", "expected_action": "when"}

// plainKeys are copied as they stand.
var plainKeys = []string{"title", "status", "category", "from", "to", "who", "method", "storyline", "objective", "text", "expected", "notes"}

// Pair is a key of an entry and its value as YAML on one line.
type Pair struct{ Key, Text string }

// Entry is what a row says of an entry, in the order in which keys are written.
type Entry struct {
	Number string
	Pairs  []Pair
}

// get gives the text at a key; empty for none.
func (e *Entry) get(key string) string {
	for _, p := range e.Pairs {
		if p.Key == key {
			return p.Text
		}
	}
	return ""
}

// Text is what stands at a key, without its quotes; empty for none.
func (e *Entry) Text(key string) string {
	text := e.get(key)
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}

// Set puts a value at a key, as YAML on one line.
func (e *Entry) Set(key, text string) {
	for i := range e.Pairs {
		if e.Pairs[i].Key == key {
			e.Pairs[i].Text = text
			return
		}
	}
	e.Pairs = append(e.Pairs, Pair{key, text})
}

// Drop takes a key away.
func (e *Entry) Drop(key string) {
	e.Pairs = slices.DeleteFunc(e.Pairs, func(p Pair) bool { return p.Key == key })
}

// Entries reads the rows of a table. Date-time groups are understood by
// the clock of the exercise. It checks what a scenario could not tell any more:
// that a row's two times agree, that a window has a meaning for its type, and that an
// effect is one mapping, which flow reads from its cell and writes anew. All faults are
// told.
func (t *Table) Entries(clock notation.Clock, flow func(cell string) (string, error)) ([]Entry, error) {
	var out []Entry
	var faults []error
	for row := range t.Rows {
		e, wrong := t.entry(row, clock, flow)
		out, faults = append(out, e), append(faults, wrong...)
	}
	return out, errors.Join(faults...)
}

// kind is the type of a row's entry as a scenario writes it.
func (t *Table) kind(row int) string {
	return strings.ReplaceAll(strings.ToLower(t.cell(row, "type")), " ", "_")
}

func (t *Table) entry(row int, clock notation.Clock, flow func(cell string) (string, error)) (e Entry, faults []error) {
	fault := func(key, format string, a ...any) {
		faults = append(faults, fmt.Errorf("%s: %s", t.Place(row, key), fmt.Sprintf(format, a...)))
	}
	put := func(key, text string) {
		if text != "" {
			e.Pairs = append(e.Pairs, Pair{key, text})
		}
	}
	kind := t.kind(row)
	if e.Number = t.cell(row, "number"); e.Number == "" {
		fault("number", "an entry without a number")
	}
	put("number", quote(e.Number))
	put("type", quote(kind))
	keys, known := timeKeys[kind]
	if !known {
		fault("type", "unknown type of entry %q; it is one of %s", t.cell(row, "type"), strings.Join(Types, ", "))
		return e, faults
	}
	at, err := t.time(row, clock)
	if err != nil {
		fault("at", "%v", err)
	}
	put(keys.at, quote(at))
	for _, w := range []struct{ column, key string }{{"opens", keys.opens}, {"until", keys.closes}} {
		switch text := t.cell(row, w.column); {
		case text != "" && w.key == "":
			fault(w.column, "has no meaning for an entry of type %s", kind)
		default:
			put(w.key, quote(text))
		}
	}
	for _, key := range plainKeys {
		put(key, quote(t.cell(row, key)))
	}
	if text := t.cell(row, "condition"); text != "" && conditionKeys[kind] == "" {
		fault("condition", "has no meaning for an entry of type %s", kind)
	} else {
		put(conditionKeys[kind], quote(text))
	}
	if text := t.cell(row, "effect"); text != "" {
		if text, err = flow(text); err != nil {
			fault("effect", "write an effect on one line in braces, as in {expose: harbour.a}: %v", err)
		}
		put("effect", text)
	}
	return e, faults
}

// YAML writes entries as the `msel:` of a scenario.
func YAML(entries []Entry) string {
	var b strings.Builder
	b.WriteString("msel:\n")
	for _, e := range entries {
		for i, p := range e.Pairs {
			lead := "    "
			if i == 0 {
				lead = "  - "
			}
			b.WriteString(lead + p.Key + ": " + p.Text + "\n")
		}
	}
	return b.String()
}

// time gives a row's scenario time as a scenario writes it, from its own column or
// the date-time group; both must agree to the minute.
func (t *Table) time(row int, clock notation.Clock) (string, error) {
	text, group := t.cell(row, "at"), t.cell(row, "dtg")
	if group == "" {
		return text, nil
	}
	since, err := groupTime(group, clock)
	if err != nil {
		return "", err
	}
	if text == "" {
		if since < 0 {
			return "", fmt.Errorf("%s is before StartEx", group)
		}
		return notation.Elapsed(since), nil
	}
	if at, err := clock.Read(text); err == nil && (at-since >= sim.Minute || since > at) {
		return "", fmt.Errorf("%s is %s, but its date-time group is %s; leave one of them empty", text, clock.Group(at), group)
	}
	return text, nil
}

// groupTime reads a date-time group as time since StartEx; within the minute of it,
// it is StartEx.
func groupTime(group string, clock notation.Clock) (sim.Time, error) {
	since, err := clock.Read(group)
	if err != nil {
		return 0, fmt.Errorf("date-time group %w", err)
	}
	if since > -sim.Minute && since < 0 {
		since = 0
	}
	return since, nil
}

// quote writes a text as YAML that any tool reads as that text.
func quote(s string) string {
	if s == "" {
		return ""
	}
	if n, err := strconv.Atoi(s); err == nil && strconv.Itoa(n) == s {
		return s
	}
	plain := strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && r != '_' && r != '.' && r != ' ' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) < 0
	first := s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z'
	if plain && first && !slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(s)) {
		return s
	}
	return strconv.Quote(s)
}

// Splice puts a list into the text of a scenario in place of its own, or at its
// end. Nothing else changes, not even comments; those inside the old list go with
// it.
func Splice(scenario, list string) string {
	lines := strings.SplitAfter(scenario, "\n")
	from := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "msel:") })
	if from < 0 {
		if scenario != "" && !strings.HasSuffix(scenario, "\n") {
			scenario += "\n"
		}
		return scenario + "\n" + list
	}
	to := from + 1
	for to < len(lines) && !topKey(lines[to]) {
		to++
	}
	for to > from+1 && !strings.HasPrefix(lines[to-1], " ") && !strings.HasPrefix(lines[to-1], "-") {
		to-- // blank lines and comments before the next key belong to it
	}
	return strings.Join(lines[:from], "") + list + strings.Join(lines[to:], "")
}

// topKey says whether a line begins something new at the top of a document.
func topKey(line string) bool {
	return line != "" && !strings.ContainsRune(" \t#-\r\n", rune(line[0]))
}
