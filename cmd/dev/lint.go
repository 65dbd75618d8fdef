package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"
)

// settled are the packages whose output must be the same bytes on every
// machine. The rules below keep out of them what differs between two runs, two
// processors or two versions of the toolchain.
const settled = quiet + " scenarios replay"

// allowedMath is what package math computes exactly, or without touching a
// value: the rest differs between processors by assembly or fused operations.
const allowedMath = "Sqrt FMA Abs Floor Ceil Trunc RoundToEven Copysign Float64bits Float64frombits Frexp Ldexp Inf NaN IsNaN IsInf Signbit"

// clocks and surroundings that a result may not know.
var forbiddenCalls = map[string]string{
	"time": "Now Since Until After AfterFunc Tick NewTimer NewTicker Sleep LoadLocation Local",
	"os":   "Getenv LookupEnv Environ Hostname Getpid Getppid Getwd UserHomeDir Exit",
	"sort": "Slice Sort",
	"fmt":  "Print Printf Println",
}

// lint checks one package and gives its faults as "file:line: what: why".
func lint(l *loader, pkg string) ([]string, error) { return check(l, pkg, false) }

// lintProducts looks for float products alone. A package that only shows results may
// range and ask the clock, but its program is one and the same on every processor.
func lintProducts(l *loader, pkg string) ([]string, error) { return check(l, pkg, true) }

func check(l *loader, pkg string, products bool) ([]string, error) {
	src, err := l.load(pkg)
	if err != nil {
		return nil, err
	}
	c := &checker{l: l, info: src.info, products: products}
	for _, f := range src.files {
		ast.PreorderStack(f, nil, c.visit)
	}
	return c.found, nil
}

type checker struct {
	l     *loader
	info  *types.Info
	found []string

	products bool // nothing else is looked for
}

func (c *checker) fault(n ast.Node, format string, args ...any) {
	p := c.l.fset.Position(n.Pos())
	name := strings.TrimPrefix(strings.TrimPrefix(p.Filename, c.l.root), "/")
	c.found = append(c.found, fmt.Sprintf("%s:%d: %s", name, p.Line, fmt.Sprintf(format, args...)))
}

func (c *checker) visit(n ast.Node, above []ast.Node) bool {
	switch n.(type) {
	case *ast.BinaryExpr, *ast.AssignStmt:
	default:
		if c.products {
			return true
		}
	}
	switch n := n.(type) {
	case *ast.RangeStmt:
		if isMap(c.info.TypeOf(n.X)) && !orderFree(n.Body, laterSorted(above)) {
			c.fault(n, "range over a map: its order differs between any two runs; range over slices.Sorted(maps.Keys(m))")
		}
	case *ast.GoStmt:
		c.fault(n, "goroutine: order would depend on the machine's load")
	case *ast.SelectStmt:
		c.fault(n, "select: it chooses at random")
	case *ast.ChanType:
		c.fault(n, "channel: order would depend on the machine's load")
	case *ast.BinaryExpr:
		c.product(n, above)
	case *ast.AssignStmt:
		if n.Tok == token.MUL_ASSIGN && c.floating(n.Lhs[0]) {
			c.fault(n, "float product by *=: it may fuse with a sum that follows; write x = float64(x*y)")
		}
	case *ast.Ident:
		c.ident(n)
	case *ast.SelectorExpr:
		c.selector(n, above)
	}
	return true
}

// product wants every float product inside float64(...), the only thing that
// forbids a compiler to fuse it with a sum, also one statement later. A division by
// a power of two becomes a product.
func (c *checker) product(n *ast.BinaryExpr, above []ast.Node) {
	if n.Op != token.MUL && !(n.Op == token.QUO && c.powerOfTwo(n.Y)) || !c.floating(n) || c.info.Types[n].Value != nil {
		return
	}
	for i := len(above) - 1; i >= 0; i-- {
		switch up := above[i].(type) {
		case *ast.ParenExpr:
			continue
		case *ast.CallExpr:
			if fun, ok := up.Fun.(*ast.Ident); ok && fun.Name == "float64" {
				return
			}
		}
		break
	}
	c.fault(n, "float product without float64(...): some processors would fuse it with a sum")
}

func (c *checker) powerOfTwo(n ast.Expr) bool {
	v := c.info.Types[n].Value
	if v == nil {
		return false
	}
	x, _ := constant.Float64Val(v)
	part, _ := math.Frexp(x)
	return math.Abs(part) == 0.5
}

func (c *checker) ident(n *ast.Ident) {
	switch obj := c.info.Uses[n].(type) {
	case *types.TypeName:
		if obj.Pkg() == nil && slices.Contains([]string{"float32", "complex64", "complex128"}, obj.Name()) {
			c.fault(n, "%s: its operations are not the same everywhere", obj.Name())
		}
	case *types.Builtin:
		if obj.Name() == "print" || obj.Name() == "println" {
			c.fault(n, "%s: a library does not print", obj.Name())
		}
	}
}

func (c *checker) selector(n *ast.SelectorExpr, above []ast.Node) {
	id, ok := n.X.(*ast.Ident)
	if !ok {
		return
	}
	pkg, ok := c.info.Uses[id].(*types.PkgName)
	if !ok {
		return
	}
	from, name := pkg.Imported().Path(), n.Sel.Name
	_, isFunc := c.info.Uses[n.Sel].(*types.Func)
	switch {
	case from == "math" && isFunc && !lists(allowedMath, name):
		c.fault(n, "math.%s: its bits differ between processors; take sim's own", name)
	case lists(forbiddenCalls[from], name):
		c.fault(n, "%s.%s: a result may not know its machine, and equal keys must not be left to a sort", from, name)
	case from == "maps" && isFunc && slices.Contains([]string{"Keys", "Values", "All"}, name) && !sorted(above):
		c.fault(n, "maps.%s unsorted: its order differs between any two runs", name)
	}
}

func (c *checker) floating(e ast.Expr) bool {
	t := c.info.TypeOf(e)
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// orderFree says that a loop's body does the same in any order: it only sets or
// deletes entries of maps, counts, takes the least or greatest, or gathers what
// is sorted afterwards.
func orderFree(body *ast.BlockStmt, sorted []string) bool {
	for _, s := range body.List {
		switch s := s.(type) {
		case *ast.IfStmt:
			if s.Init != nil || s.Else != nil || !orderFree(s.Body, sorted) {
				return false
			}
		case *ast.AssignStmt:
			if !commutes(s, sorted) {
				return false
			}
		case *ast.ExprStmt:
			if called(s.X) != "delete" {
				return false
			}
		case *ast.IncDecStmt:
		default:
			return false
		}
	}
	return true
}

// commutes says that an assignment may be done in any order with its like.
func commutes(s *ast.AssignStmt, sorted []string) bool {
	if s.Tok != token.ASSIGN || len(s.Lhs) != 1 {
		return false
	}
	switch to := s.Lhs[0].(type) {
	case *ast.IndexExpr:
		return true
	case *ast.Ident:
		fun := called(s.Rhs[0])
		return fun == "min" || fun == "max" || fun == "append" && slices.Contains(sorted, to.Name)
	}
	return false
}

// called is the name of the plain function that an expression calls.
func called(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		if fun, ok := call.Fun.(*ast.Ident); ok {
			return fun.Name
		}
	}
	return ""
}

// laterSorted names the variables that the function around a statement hands to
// one of the sorting functions of package slices.
func laterSorted(above []ast.Node) []string {
	var names []string
	for _, up := range above {
		if _, ok := up.(*ast.FuncDecl); !ok {
			continue
		}
		ast.Inspect(up, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			fun, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !strings.HasPrefix(fun.Sel.Name, "Sort") {
				return true
			}
			pkg, isPkg := fun.X.(*ast.Ident)
			list, isName := call.Args[0].(*ast.Ident)
			if isPkg && isName && pkg.Name == "slices" {
				names = append(names, list.Name)
			}
			return true
		})
	}
	return names
}

// sorted says that the call around a selector is handed straight to one of the
// sorting functions of package slices.
func sorted(above []ast.Node) bool {
	if len(above) < 2 {
		return false
	}
	call, ok := above[len(above)-2].(*ast.CallExpr)
	if !ok {
		return false
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := fun.X.(*ast.Ident)
	return ok && pkg.Name == "slices" && strings.HasPrefix(fun.Sel.Name, "Sorted")
}
