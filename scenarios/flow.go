package scenarios

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Flow reads a mapping as a cell of a table holds it, such as {expose: harbour.a},
// and writes it anew on one line, as that mapping and nothing besides. What YAML
// would pass over without a word (a comment, a second line) is refused.
func Flow(cell string) (string, error) {
	if i := strings.IndexFunc(cell, func(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }); i >= 0 {
		return "", fmt.Errorf("%+q is not to be seen: write one line of text", []rune(cell[i:])[0])
	}
	if !strings.HasPrefix(cell, "{") {
		return "", errors.New("no brace at its beginning")
	}
	if hasComment([]byte(cell)) {
		return "", errors.New("a comment: it belongs in the notes")
	}
	var r report
	n := parse("cell", []byte(cell), &r)
	if len(r.list) > 0 {
		return "", errors.New(r.list[0].What)
	}
	text := n.flow()
	if again := parse("cell", []byte(text), &r); again == nil || !n.same(again) {
		return "", errors.New("cannot be written on one line")
	}
	return text, nil
}

// flow writes a tree as YAML on one line, as it may stand in a cell of a table.
func (n *node) flow() string {
	var parts []string
	switch n.kind {
	case scalar:
		if n.style == plain && strings.IndexFunc(n.text, needsQuotes) < 0 && !dashed.MatchString(n.text) {
			return n.text
		}
		return strconv.Quote(n.text)
	case mapping:
		for i, k := range n.keys {
			parts = append(parts, k.flow()+": "+n.vals[i].flow())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	for _, v := range n.vals {
		parts = append(parts, v.flow())
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// dashed is what could be taken for an entry of a list or the end of a document.
var dashed = regexp.MustCompile(`^(-$|- |--)`)

// needsQuotes says whether a letter could end or turn an unquoted value. What cannot
// be seen is quoted too, for YAML takes some of it for the end of a line.
func needsQuotes(r rune) bool {
	return strings.ContainsRune(",[]{}#:&*!?|>'\"%@`", r) || r != ' ' && !unicode.IsPrint(r)
}

// Replaced says whether a file was changed in one key alone: what stands at key in
// after is what the text of value says, and all else is as in before. The error
// names the first other key.
func Replaced(before, value, after []byte, key string) error {
	var r report
	old, put, now := parse("before", before, &r), parse("value", value, &r), parse("after", after, &r)
	if err := r.err("after"); err != nil {
		return err
	}
	if put.kind != mapping || len(put.keys) != 1 || put.keys[0].text != key {
		return fmt.Errorf("it says more than %s", key)
	}
	want := old.with(put.keys[0], put.vals[0])
	for i, k := range now.keys {
		if i >= len(want.keys) || want.keys[i].text != k.text || !want.vals[i].same(now.vals[i]) {
			return fmt.Errorf("it would change %s", k.text)
		}
	}
	if len(now.keys) < len(want.keys) {
		return fmt.Errorf("it would take away %s", want.keys[len(now.keys)].text)
	}
	return nil
}
