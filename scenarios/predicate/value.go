package predicate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"entente/agents/law"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// bare are the words of a type that stand for values without quotes.
type bare struct {
	typ   law.Type
	words []string
}

var constants = []bare{{law.ClassType, words.Classes}, {law.TLPType, words.Labels}, {law.GradeType, words.Grades}, {law.UrgencyType, words.Precedences}}

// constant gives the place of the list of constants that holds a word, or -1.
func constant(word string) int {
	if same, ok := words.SameLabel[word]; ok {
		word = same
	}
	return slices.IndexFunc(constants, func(c bare) bool { return slices.Contains(c.words, word) })
}

// value reads a literal as a value of the type of v: most often one number,
// several where one word covers several kinds of message.
func (l *lowerer) value(n ast.Node, v law.Var) ([]int64, bool) {
	switch v.Type() {
	case law.BoolType:
		if x, ok := n.(*ast.BoolNode); ok {
			if x.Value {
				return []int64{1}, true
			}
			return []int64{0}, true
		}
		l.fail(n, fmt.Sprintf("%s is true or false", v), "")
	case law.ShareType:
		return l.share(n, v)
	case law.ClassType, law.TLPType, law.GradeType, law.UrgencyType:
		return l.level(n, v)
	default:
		x, ok := n.(*ast.StringNode)
		if !ok {
			l.fail(n, fmt.Sprintf("%s has to be compared with quoted text", v), fmt.Sprintf("write %s == \"...\"", v))
			return nil, false
		}
		return l.quoted(x, v)
	}
	return nil, false
}

func (l *lowerer) share(n ast.Node, v law.Var) ([]int64, bool) {
	sign := 1.0
	if u, ok := n.(*ast.UnaryNode); ok && u.Operator == "-" {
		sign, n = -1, u.Node
	}
	var f float64
	switch x := n.(type) {
	case *ast.IntegerNode:
		f = float64(x.Value)
	case *ast.FloatNode:
		f = x.Value
	default:
		l.fail(n, fmt.Sprintf("%s has to be compared with a number", v), fmt.Sprintf("write %s > 0.5, for example", v))
		return nil, false
	}
	if !(f >= 0 && f <= 1000) {
		l.fail(n, "the number is out of range", "")
		return nil, false
	}
	ppm := math.Floor(float64(f*1e6) + 0.5)
	if float64(ppm)/1e6 != f {
		l.fail(n, "more than six decimals", "")
		return nil, false
	}
	return []int64{int64(sign) * int64(ppm)}, true
}

// labelText is a label as it is written in an expression, AMBER+STRICT too.
func labelText(n ast.Node) string {
	switch x := n.(type) {
	case *ast.IdentifierNode:
		return x.Value
	case *ast.BinaryNode:
		if x.Operator == "+" {
			return labelText(x.Left) + "+" + labelText(x.Right)
		}
	}
	return ""
}

func (l *lowerer) level(n ast.Node, v law.Var) ([]int64, bool) {
	i := slices.IndexFunc(constants, func(c bare) bool { return c.typ == v.Type() })
	texts := constants[i].words
	if at := slices.Index(words.Labels, words.SameLabel[labelText(n)]); at >= 0 && v.Type() == law.TLPType {
		return []int64{int64(at)}, true
	}
	switch x := n.(type) {
	case *ast.IdentifierNode:
		if at := slices.Index(texts, x.Value); at >= 0 {
			return []int64{int64(at)}, true
		}
		err := words.Unknown("value of "+v.String(), x.Value, texts)
		l.refuse(n, err)
	case *ast.StringNode:
		l.fail(n, fmt.Sprintf("%s has to be compared with a bare word", v), "leave out the quotes")
	default:
		l.fail(n, fmt.Sprintf("%s has to be compared with one of %s", v, strings.Join(texts, ", ")), "")
	}
	return nil, false
}

// messages are the words for kinds of messages and the kinds each covers.
var messages = []struct {
	word  string
	kinds []int64
}{
	{"item", []int64{int64(journal.Item)}},
	{"request", []int64{int64(journal.Request)}},
	{"reply", []int64{int64(journal.Reply)}},
	{"consent", []int64{int64(journal.ConsentAsked), int64(journal.ConsentGiven), int64(journal.ConsentRefused)}},
	{"notice", []int64{int64(journal.Notice)}},
	{"task", []int64{int64(journal.TaskGiven)}},
	{"reminder", []int64{int64(journal.Reminder)}},
}

func (l *lowerer) quoted(x *ast.StringNode, v law.Var) ([]int64, bool) {
	var known []string
	switch v.Type() {
	case law.MessageType:
		for _, m := range messages {
			if m.word == x.Value {
				return m.kinds, true
			}
			known = append(known, m.word)
		}
	case law.KindsType:
		if i := slices.Index(words.FactKinds, x.Value); i >= 0 {
			return []int64{int64(journal.FIN) + int64(i)}, true
		}
		known = words.FactKinds
	default:
		typ := v.Type()
		if typ == law.NationsType {
			typ = law.NationType
		}
		ref, there := l.name(typ, x.Value)
		if ref != 0 {
			return []int64{int64(ref)}, true
		}
		known = there
	}
	err := words.Unknown("value of "+v.String(), x.Value, known)
	l.refuse(x, err)
	return nil, false
}
