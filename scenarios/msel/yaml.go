package msel

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/sim"
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

// YAML writes a table that was read as the `msel:` of a scenario. start is T+0 in
// Unix milliseconds, by which date-time groups are understood. It checks what a
// scenario could not tell any more: that a row's two times agree, that a window has
// a meaning for its type, and that an effect is one mapping, which flow reads from its
// cell and writes anew. All faults are told.
func (t *Table) YAML(start int64, flow func(cell string) (string, error)) (string, error) {
	var b strings.Builder
	var faults []error
	fault := func(row int, key, format string, a ...any) {
		faults = append(faults, fmt.Errorf("%s: %s", t.Place(row, key), fmt.Sprintf(format, a...)))
	}
	b.WriteString("msel:\n")
	for row := range t.Rows {
		put := func(key, text string) {
			if text != "" {
				fmt.Fprintf(&b, "    %s: %s\n", key, text)
			}
		}
		kind := strings.ReplaceAll(strings.ToLower(t.cell(row, "type")), " ", "_")
		number := t.cell(row, "number")
		if number == "" {
			fault(row, "number", "an entry without a number")
		}
		fmt.Fprintf(&b, "  - number: %s\n", quote(number))
		put("type", quote(kind))
		keys, known := timeKeys[kind]
		if !known {
			fault(row, "type", "unknown type of entry %q; it is one of %s", t.cell(row, "type"), strings.Join(Types, ", "))
			continue
		}
		at, err := t.time(row, start)
		if err != nil {
			fault(row, "at", "%v", err)
		}
		put(keys.at, quote(at))
		for _, w := range []struct{ column, key string }{{"opens", keys.opens}, {"until", keys.closes}} {
			switch text := timeText(t.cell(row, w.column)); {
			case text != "" && w.key == "":
				fault(row, w.column, "has no meaning for an entry of type %s", kind)
			default:
				put(w.key, quote(text))
			}
		}
		for _, key := range plainKeys {
			put(key, quote(t.cell(row, key)))
		}
		if text := t.cell(row, "condition"); text != "" && conditionKeys[kind] == "" {
			fault(row, "condition", "has no meaning for an entry of type %s", kind)
		} else {
			put(conditionKeys[kind], quote(text))
		}
		if text := t.cell(row, "effect"); text != "" {
			if text, err = flow(text); err != nil {
				fault(row, "effect", "write an effect on one line in braces, as in {expose: harbour.a}: %v", err)
			}
			put("effect", text)
		}
	}
	return b.String(), errors.Join(faults...)
}

// time gives a row's scenario time as a scenario writes it, from its own column or
// the date-time group; both must agree to the minute.
func (t *Table) time(row int, start int64) (string, error) {
	text, group := t.cell(row, "at"), t.cell(row, "dtg")
	if group == "" {
		return timeText(text), nil
	}
	unix, ok := parseDTG(group, start)
	if !ok {
		return "", fmt.Errorf("%q is not a date-time group such as 031400ZMAR27", group)
	}
	since := sim.Time(unix - start)
	if since > -sim.Minute && since < 0 {
		since = 0 // StartEx within its minute
	}
	if text == "" {
		if since < 0 {
			return "", fmt.Errorf("%s is before StartEx", group)
		}
		return elapsedText(since), nil
	}
	if at, ok := parseDayHour(text); ok && (at-since >= sim.Minute || since > at) {
		return "", fmt.Errorf("%s is %s, but its date-time group is %s; leave one of them empty", text, DTG(start+int64(at)), group)
	}
	return timeText(text), nil
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
