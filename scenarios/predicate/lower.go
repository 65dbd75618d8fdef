package predicate

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"entente/agents/law"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// The bounds of one expression. The parser descends for every parenthesis, so
// the length is checked before it runs.
const (
	maxExpr  = 1 << 10
	maxTerms = 200
)

// Fault is a problem inside an expression, at a character from 0.
type Fault struct {
	At int
	words.Refusal
}

// Parse reads an expression with every builtin of the library off. What
// may stand in it is decided by those who lower the tree: a form they do not
// know is refused.
func Parse(text string) (ast.Node, *Fault) {
	if len(text) > maxExpr {
		return nil, &Fault{Refusal: words.Refusal{What: fmt.Sprintf("longer than %d characters", maxExpr)}}
	}
	if strings.TrimSpace(text) == "" {
		return nil, &Fault{Refusal: words.Refusal{What: "empty"}}
	}
	c := conf.CreateNew()
	c.MaxNodes = maxTerms
	for name := range c.Builtins {
		c.Disabled[name] = true
	}
	clear(c.Builtins)
	root, err := parser.ParseWithConfig(text, c)
	if err != nil {
		var e *file.Error
		if errors.As(err, &e) {
			if e.Message == "unexpected token EOF" {
				return nil, &Fault{e.From, words.Refusal{What: "the expression ends too early", Hint: "close its brackets, or write what belongs after its last word"}}
			}
			return nil, &Fault{e.From, words.Refusal{What: e.Message}}
		}
		return nil, &Fault{Refusal: words.Refusal{What: err.Error()}}
	}
	return root.Node, nil
}

// lowerer turns an expression into a law.Program.
type lowerer struct {
	b    law.Builder
	use  law.Use
	name func(law.Type, string) (journal.Ref, []string) // Ref of a nation, agency or term, or what there is
	bad  []Fault
}

// Compile lowers the text of a `when` or `unless`. Faults are in order of
// finding; the Program is meaningless if there is one.
func Compile(text string, use law.Use, name func(law.Type, string) (journal.Ref, []string)) (law.Program, []Fault) {
	root, bad := Parse(text)
	if bad != nil {
		return nil, []Fault{*bad}
	}
	l := lowerer{use: use, name: name}
	entry := l.lower(root, law.Holds, law.Fails)
	if len(l.bad) == 0 && entry >= law.Fails {
		l.fail(root, fmt.Sprintf("this is always %t", entry == law.Holds), "leave it out")
	}
	if len(l.bad) > 0 {
		return nil, l.bad
	}
	return l.b.Program(entry), nil
}

func (l *lowerer) fail(n ast.Node, what, hint string) law.Label {
	l.bad = append(l.bad, Fault{n.Location().From, words.Refusal{What: what, Hint: hint}})
	return law.Fails
}

// refuse is fail with an error.
func (l *lowerer) refuse(n ast.Node, err error) law.Label {
	l.bad = append(l.bad, Fault{n.Location().From, words.RefusalOf(err)})
	return law.Fails
}

// lower builds the tests of n towards yes and no.
func (l *lowerer) lower(n ast.Node, yes, no law.Label) law.Label {
	switch x := n.(type) {
	case *ast.BoolNode:
		if x.Value {
			return yes
		}
		return no
	case *ast.UnaryNode:
		if x.Operator == "!" || x.Operator == "not" {
			return l.lower(x.Node, no, yes)
		}
	case *ast.BinaryNode:
		switch x.Operator {
		case "&&", "and":
			right := l.lower(x.Right, yes, no)
			return l.lower(x.Left, right, no)
		case "||", "or":
			right := l.lower(x.Right, yes, no)
			return l.lower(x.Left, yes, right)
		case "in":
			return l.lowerIn(x, yes, no)
		case "==", "!=", "<", "<=", ">", ">=":
			return l.compare(x, yes, no)
		}
		return l.fail(n, fmt.Sprintf("%s may not stand here", x.Operator), "")
	case *ast.IdentifierNode, *ast.MemberNode:
		v, ok := l.variable(n)
		if !ok {
			return law.Fails
		}
		if v.Type() != law.BoolType {
			return l.fail(n, fmt.Sprintf("%s is not true or false", v), "compare it with something")
		}
		return l.b.Add(law.Test{Op: law.Equal, Var: v, Const: 1, Yes: yes, No: no})
	}
	return l.fail(n, "this may not stand here", "write comparisons, in, &&, || and !")
}

// Dotted gives the name that an identifier or a chain of members spells.
func Dotted(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.IdentifierNode:
		return x.Value, true
	case *ast.MemberNode:
		p, isName := x.Property.(*ast.StringNode)
		left, ok := Dotted(x.Node)
		return left + "." + propertyName(p), ok && isName && !x.Optional
	}
	return "", false
}

func propertyName(p *ast.StringNode) string {
	if p == nil {
		return ""
	}
	return p.Value
}

// variable looks a name up in the closed table.
func (l *lowerer) variable(n ast.Node) (law.Var, bool) {
	name, ok := Dotted(n)
	if !ok {
		l.fail(n, "not a name", "a name stands alone here, without arithmetic or functions")
		return 0, false
	}
	var known []string
	for v := law.Var(0); v < law.NumVars; v++ {
		if v.String() == name {
			if v.Use()&l.use == 0 {
				l.fail(n, fmt.Sprintf("%s is not known here", name), l.elsewhere())
				return 0, false
			}
			return v, true
		}
		if v.Use()&l.use != 0 {
			known = append(known, v.String())
		}
	}
	hint := words.DidYouMean(name, known)
	if constant(name) >= 0 {
		hint = name + " is a value: compare a name with it"
	}
	l.fail(n, fmt.Sprintf("unknown name %s", name), hint)
	return 0, false
}

func (l *lowerer) elsewhere() string {
	if l.use == law.InDistribution {
		return "a distribution rule runs before anything is addressed"
	}
	return "only distribution rules know it"
}

// compare lowers ==, !=, <, <=, > and >=.
func (l *lowerer) compare(x *ast.BinaryNode, yes, no law.Label) law.Label {
	left, right, op := x.Left, x.Right, x.Operator
	if _, ok := Dotted(left); !ok || isConstant(left) {
		left, right, op = right, left, turned[op]
	}
	v, ok := l.variable(left)
	if !ok {
		return law.Fails
	}
	if isSet(v.Type()) {
		return l.fail(left, fmt.Sprintf("%s is a set", v), fmt.Sprintf("write \"...\" in %s", v))
	}
	if op != "==" && op != "!=" && !isOrdered(v.Type()) {
		return l.fail(left, fmt.Sprintf("%s has no order", v), "use == or !=")
	}
	if (op == "==" || op == "!=") && v.Type() == law.ShareType {
		return l.fail(left, fmt.Sprintf("%s is never compared for equality", v), "use < or >")
	}
	if op == "!=" || op == ">" || op == ">=" {
		op, yes, no = negated[op], no, yes
	}
	if name, isName := Dotted(right); isName && !isConstant(right) && !l.misspelt(name, v) {
		return l.compareNames(v, right, op, yes, no)
	}
	values, ok := l.value(right, v)
	if !ok {
		return law.Fails
	}
	return l.lowerTests(map[string]law.Op{"==": law.Equal, "<": law.Less, "<=": law.LessEqual}[op], v, values, yes, no)
}

var (
	turned  = map[string]string{"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
	negated = map[string]string{"!=": "==", ">": "<=", ">=": "<"}
)

// misspelt says whether a word is meant as a value of what it is compared with: it is
// the name of nothing, and values are written as it is, in capitals.
func (l *lowerer) misspelt(word string, v law.Var) bool {
	if !slices.ContainsFunc(constants, func(c bare) bool { return c.typ == v.Type() }) {
		return false
	}
	for x := law.Var(0); x < law.NumVars; x++ {
		if x.String() == word {
			return false
		}
	}
	return true
}

func isConstant(n ast.Node) bool {
	name, ok := Dotted(n)
	return ok && constant(name) >= 0
}

func isSet(t law.Type) bool { return t == law.KindsType || t == law.NationsType || t == law.MarksType }

func isOrdered(t law.Type) bool {
	return t == law.ClassType || t == law.TLPType || t == law.GradeType || t == law.UrgencyType || t == law.ShareType
}

// lowerTests asks whether v stands in the relation op to any of the values.
func (l *lowerer) lowerTests(op law.Op, v law.Var, values []int64, yes, no law.Label) law.Label {
	for _, x := range slices.Backward(values) {
		no = l.b.Add(law.Test{Op: op, Var: v, Const: x, Yes: yes, No: no})
	}
	return no
}

func (l *lowerer) compareNames(v law.Var, right ast.Node, op string, yes, no law.Label) law.Label {
	w, ok := l.variable(right)
	if !ok {
		return law.Fails
	}
	if v.Type() != w.Type() {
		return l.fail(right, fmt.Sprintf("%s and %s are not of one kind", v, w), "compare names of one kind, or a name with a value")
	}
	t := law.Test{Op: law.EqualVar, Var: v, Other: w, Yes: yes, No: no}
	switch op {
	case "<":
		t.Op = law.LessVar
	case "<=": // not w < v
		t = law.Test{Op: law.LessVar, Var: w, Other: v, Yes: no, No: yes}
	}
	return l.b.Add(t)
}

// lowerIn lowers `value in set`, `name in set` and `name in [values]`.
func (l *lowerer) lowerIn(x *ast.BinaryNode, yes, no law.Label) law.Label {
	if list, ok := x.Right.(*ast.ArrayNode); ok {
		return l.inList(x.Left, list, yes, no)
	}
	set, ok := l.variable(x.Right)
	if !ok {
		return law.Fails
	}
	if !isSet(set.Type()) {
		return l.fail(x.Right, fmt.Sprintf("%s is not a set", set), "use ==")
	}
	if _, isName := Dotted(x.Left); isName {
		v, ok := l.variable(x.Left)
		if !ok {
			return law.Fails
		}
		if set.Type() != law.NationsType || v.Type() != law.NationType {
			return l.fail(x.Left, fmt.Sprintf("%s cannot be in %s", v, set), "")
		}
		return l.b.Add(law.Test{Op: law.HasRefVar, Var: set, Other: v, Yes: yes, No: no})
	}
	values, ok := l.value(x.Left, set)
	if !ok {
		return law.Fails
	}
	op := law.HasBit
	if set.Type() != law.KindsType {
		op = law.HasRef
	}
	return l.lowerTests(op, set, values, yes, no)
}

func (l *lowerer) inList(left ast.Node, list *ast.ArrayNode, yes, no law.Label) law.Label {
	v, ok := l.variable(left)
	if !ok {
		return law.Fails
	}
	if isSet(v.Type()) || v.Type() == law.ShareType || v.Type() == law.BoolType {
		return l.fail(left, fmt.Sprintf("%s cannot be in a list", v), "")
	}
	var all []int64
	for _, n := range list.Nodes {
		values, ok := l.value(n, v)
		if !ok {
			return law.Fails
		}
		all = append(all, values...)
	}
	if len(all) == 0 {
		return l.fail(list, "the list is empty", "")
	}
	return l.lowerTests(law.Equal, v, all, yes, no)
}
