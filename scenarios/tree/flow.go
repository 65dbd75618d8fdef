package tree

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
	var r Report
	n := Parse("cell", []byte(cell), &r)
	if len(r.List) > 0 {
		return "", errors.New(r.List[0].What)
	}
	text := n.Flow()
	if again := Parse("cell", []byte(text), &r); again == nil || !n.Equal(again) {
		return "", errors.New("cannot be written on one line")
	}
	return text, nil
}

// Flow writes a tree as YAML on one line, as it may stand in a cell of a table.
func (n *Node) Flow() string {
	var parts []string
	switch n.Kind {
	case Scalar:
		if n.Style == Plain && strings.IndexFunc(n.Text, needsQuotes) < 0 && !dashed.MatchString(n.Text) {
			return n.Text
		}
		return strconv.Quote(n.Text)
	case Mapping:
		for i, k := range n.Keys {
			parts = append(parts, k.Flow()+": "+n.Vals[i].Flow())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	for _, v := range n.Vals {
		parts = append(parts, v.Flow())
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
	var r Report
	old, put, now := Parse("before", before, &r), Parse("value", value, &r), Parse("after", after, &r)
	if err := r.Err("after"); err != nil {
		return err
	}
	if put.Kind != Mapping || len(put.Keys) != 1 || put.Keys[0].Text != key {
		return fmt.Errorf("it says more than %s", key)
	}
	want := old.With(put.Keys[0], put.Vals[0])
	for i, k := range now.Keys {
		if i >= len(want.Keys) || want.Keys[i].Text != k.Text || !want.Vals[i].Equal(now.Vals[i]) {
			return fmt.Errorf("it would change %s", k.Text)
		}
	}
	if len(now.Keys) < len(want.Keys) {
		return fmt.Errorf("it would take away %s", want.Keys[len(now.Keys)].Text)
	}
	return nil
}

// QuoteText writes a text as YAML on one line, in quotes where it needs them.
func QuoteText(text string) string { return (&Node{Kind: Scalar, Style: Quoted, Text: text}).Flow() }
