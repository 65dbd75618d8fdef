package tree

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/scenarios/syntax"
	"entente/sim/journal"

	// The only file that knows the YAML library; another one is one line away.
	yaml "gopkg.in/yaml.v3"
)

// The bounds of one file. The library's cost grows with what it parses, so the
// marks that can make a node are counted before it sees the text.
const (
	maxBytes = 8 << 20
	maxMarks = 1 << 20
	maxNodes = 500_000
	maxDepth = 64
	maxKeys  = 5_000
)

// Parse reads one YAML document into a tree of our own. It accepts less than
// YAML does: one document, no alias, anchor, merge key, tag or empty value.
// It gives nil when the text is not YAML at all.
func Parse(file string, data []byte, r *Report) *Node {
	if !readable(file, data, r) {
		return nil
	}
	root, err := decodeYAML(data)
	if err != nil {
		r.refused(file, data, err)
		return nil
	}
	if root.Kind == 0 || len(root.Content) == 0 {
		r.Add(Place{file, 1, 1}, "", "the file is empty", "")
		return nil
	}
	w := walker{file: file, r: r}
	return w.walk(root.Content[0], 0)
}

// readable refuses what the library would choke on or report without a place.
func readable(file string, data []byte, r *Report) bool {
	if len(data) > maxBytes {
		r.Add(Place{file, 1, 1}, "", fmt.Sprintf("the file is larger than %d MiB", maxBytes>>20), "")
		return false
	}
	line, col, marks, controls := 1, 1, 0, 0
	indent := true
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			r.Add(Place{file, line, col}, "", "not UTF-8 text", "")
			return false
		case c != '\t' && c != '\n' && c != '\r' && (c != '\ufeff' || i > 0) && journal.Control(string(c), false) == 0:
			if controls++; controls > maxControls {
				return false
			}
			r.Add(Place{file, line, col}, "", fmt.Sprintf("control character %U", c), "leave it out")
		case c == '\t' && indent:
			r.Add(Place{file, line, col}, "", "indented with a tab", "use spaces")
			return false
		}
		if strings.ContainsRune("-?:,[]{}\n", c) {
			marks++
		}
		i += n
		col++
		if c == '\n' {
			line, col, indent = line+1, 1, true
		} else if c != ' ' {
			indent = false
		}
	}
	if marks > maxMarks {
		r.Add(Place{file, 1, 1}, "", "the file has too many parts", "")
		return false
	}
	return controls == 0
}

// maxControls bounds how many controls are told of one file.
const maxControls = 20

// decodeYAML gives the first document and refuses a second. The library has
// panicked on hostile input before, and a file from outside must not end us.
func decodeYAML(data []byte) (root yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("yaml: line 1: the text is of no form that YAML has")
		}
	}()
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	if err := dec.Decode(&root); err != nil {
		if err.Error() == "EOF" {
			return yaml.Node{}, nil
		}
		return root, err
	}
	var next yaml.Node
	if err := dec.Decode(&next); err == nil {
		return root, fmt.Errorf("yaml: line %d: a second document; a file holds one", max(next.Line, 1))
	} else if err.Error() != "EOF" {
		return root, err
	}
	return root, nil
}

// hasComment says whether a comment stands anywhere in a text that YAML reads.
func hasComment(data []byte) bool {
	root, err := decodeYAML(data)
	return err == nil && commented(&root)
}

func commented(y *yaml.Node) bool {
	return y.HeadComment+y.LineComment+y.FootComment != "" || slices.ContainsFunc(y.Content, commented)
}

// refused tells why a text is not YAML: at the mistake where it is found, else where
// the library gave up.
func (r *Report) refused(file string, data []byte, err error) {
	if f, found := syntax.Diagnose(data); found {
		r.Add(Place{file, f.Line, f.Col}, "", f.What, f.Hint)
		return
	}
	line, what := syntaxError(err)
	r.Add(Place{file, line, 1}, "", what, "")
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func syntaxError(err error) (int, string) {
	text := err.Error()
	m := lineOf.FindStringSubmatch(text)
	if m == nil {
		return 1, "not YAML: " + text
	}
	line, _ := strconv.Atoi(m[1])
	return max(line, 1), "not YAML: " + text[len(m[0]):]
}

// walker turns the library's nodes into ours and refuses what we do not take.
type walker struct {
	file  string
	r     *Report
	nodes int
	key   string // nearest above what is walked
}

// manyLines are the keys whose text may have lines; all else is one line.
var manyLines = map[string]bool{
	"text": true, "says": true, "notes": true, "expected": true, "when": true, "unless": true, "if": true, "source": true, "cite": true,
}

// oneLine says whether text may stand at a place, and tells if not: no controls,
// and ends of lines only where there may be many.
func (w *walker) oneLine(at Place, text string, lines bool) bool {
	i := journal.Control(text, lines)
	if i < 0 {
		return true
	}
	what, hint := "holds a control character", "leave it out"
	if text[i] == '\n' || text[i] == '\t' {
		what, hint = "must be one line", "write a space in place of line breaks and tabs"
	}
	from := max(0, i-40)
	w.r.Add(at, "", fmt.Sprintf("%s %s", journal.Quote(strings.ToValidUTF8(text[from:min(len(text), i+20)], "")), what), hint)
	return false
}

func (w *walker) walk(y *yaml.Node, depth int) *Node {
	at := Place{w.file, y.Line, y.Column}
	w.nodes++
	switch {
	case w.nodes > maxNodes:
		w.r.Add(Place{w.file, 1, 1}, "", "the file has too many parts", "")
		return nil
	case depth > maxDepth:
		w.r.Add(at, "", fmt.Sprintf("nested more than %d deep", maxDepth), "")
		return nil
	case y.Kind == yaml.AliasNode:
		w.r.Add(at, "", "aliases are not read", "write it out, or use like:")
		return nil
	case y.Anchor != "":
		w.r.Add(at, "", "anchors are not read", "write it out, or use like:")
		return nil
	case y.Style&yaml.TaggedStyle != 0:
		w.r.Add(at, "", "tags are not read", "leave out "+y.Tag)
		return nil
	}
	n := &Node{Place: at, Text: y.Value}
	switch y.Kind {
	case yaml.ScalarNode:
		return w.scalar(n, y)
	case yaml.SequenceNode:
		n.Kind = Sequence
		for _, c := range y.Content {
			if v := w.walk(c, depth+1); v != nil {
				n.Vals = append(n.Vals, v)
			}
		}
		n.nameApart()
		return n
	default:
		return w.mapping(n, y, depth)
	}
}

func (w *walker) scalar(n *Node, y *yaml.Node) *Node {
	n.Kind = Scalar
	lines := manyLines[w.key]
	if !lines && y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		n.Text = strings.TrimRight(n.Text, "\n") // a block ends with one
	}
	if !w.oneLine(n.Place, n.Text, lines) {
		return nil
	}
	n.Style = Quoted
	switch {
	case y.Style == 0:
		n.Style = Plain
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.Style = Block
	}
	switch y.ShortTag() {
	case "!!null":
		n.Tag = TagNull
	case "!!bool":
		n.Tag = TagBool
	case "!!int", "!!float":
		n.Tag = TagNumber
	}
	return n
}

func (w *walker) mapping(n *Node, y *yaml.Node, depth int) *Node {
	n.Kind = Mapping
	if len(y.Content)/2 > maxKeys {
		w.r.Add(n.Place, "", fmt.Sprintf("more than %d keys", maxKeys), "")
		return nil
	}
	seen := make(map[string]Place, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		at := Place{w.file, k.Line, k.Column}
		if k.Kind == yaml.ScalarNode && k.ShortTag() == "!!merge" {
			w.r.Add(at, "", "merge keys are not read", "write it out, or use like:")
			continue
		}
		if k.Kind != yaml.ScalarNode || k.Value == "" {
			w.r.Add(at, "", "a key must be a word", "")
			continue
		}
		first, twice := seen[k.Value]
		if twice {
			w.r.AddTwice(at, "", journal.Show(k.Value)+" is given twice", first)
		} else {
			seen[k.Value] = at
		}
		above := w.key
		w.key = ""
		key := w.walk(k, depth+1)
		w.key = above
		if isCallRest(y.Content, i) {
			w.r.Add(Place{w.file, k.Line, k.Column}, "", "an unquoted ( inside { } is cut at the comma", "put quotes around it")
			continue
		}
		w.key = k.Value
		val := w.walk(y.Content[i+1], depth+1)
		w.key = above
		if key != nil && val != nil {
			if twice {
				key = key.again(first)
			}
			n.Keys, n.Vals = append(n.Keys, key), append(n.Vals, val)
		}
	}
	return n
}

// again is a copy of a key whose name was given first elsewhere.
func (n *Node) again(first Place) *Node {
	c := *n
	end := fmt.Sprintf("-on-line-%d", n.Line)
	c.Text = n.Text[:min(len(n.Text), mostName-len(end))] + end
	c.Twice = &Twice{Name: n.Text, First: first}
	return &c
}

// nameApart gives entries of a list another name that bear that of one before.
func (n *Node) nameApart() {
	first := map[string]Place{}
	for i, v := range n.Vals {
		if v.Kind != Mapping {
			continue
		}
		name := v.ID(i)
		at, twice := first[name]
		if !twice {
			first[name] = v.Place
			continue
		}
		for _, key := range idKeys {
			if k := v.Index(key); k >= 0 && v.Vals[k].Kind == Scalar {
				id := v.Vals[k].again(at)
				v = v.Replaced(k, id)
				v.Twice = id.Twice
				n.Vals[i] = v
				break
			}
		}
	}
}

// isCallRest says whether the pair at i is the rest of a call such as sent(a, b) that
// was written without quotes in a flow mapping: `b)` became a key of its own.
func isCallRest(pairs []*yaml.Node, i int) bool {
	k, v := pairs[i], pairs[i+1]
	return i > 0 && k.Style == 0 && v.Value == "" && v.ShortTag() == "!!null" && strings.HasSuffix(k.Value, ")") &&
		strings.Count(pairs[i-1].Value, "(") > strings.Count(pairs[i-1].Value, ")")
}
