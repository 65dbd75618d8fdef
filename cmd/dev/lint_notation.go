package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// lintNotation looks for times and shares that are printed past the one place that
// prints each: package notation and the words that stand on it. A time is printed by
// its String, by a clock or by wording; a share by notation.Share, which never rounds
// to nothing or to all.
func lintNotation(l *loader, pkg string) ([]string, error) {
	src, err := l.load(pkg)
	if err != nil {
		return nil, err
	}
	c := &checker{l: l, info: src.info}
	for _, f := range src.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				c.printed(n)
			case *ast.BinaryExpr:
				if text, ok := c.text(n.Y); ok && n.Op == token.ADD && percentSign.MatchString(text) {
					c.fault(n.Y, "a share by hand: it may round to nothing or to all; take notation.Share")
				}
			}
			return true
		})
	}
	return c.found, nil
}

var (
	verb         = regexp.MustCompile(`%[-+# 0]*(\*|\d+)?(\.(\*|\d+))?([a-zA-Z%])`)
	percentSign  = regexp.MustCompile("^[ \u00a0]?%([^a-zA-Z]|$)")
	percentAfter = regexp.MustCompile("^[ \u00a0]?%%")
	rawUnit      = regexp.MustCompile(`^ ?(ms|milliseconds|millionths)\b`)
)

// printed looks at one call that formats.
func (c *checker) printed(call *ast.CallExpr) {
	fun, _ := call.Fun.(*ast.SelectorExpr)
	if fun != nil && strings.Contains(fun.Sel.Name, "rint") && !strings.HasSuffix(fun.Sel.Name, "f") {
		for _, arg := range call.Args {
			c.units(arg)
		}
	}
	for i, arg := range call.Args {
		format, ok := c.text(arg)
		if ok && strings.Contains(format, "%") && (fun == nil || fun.Sel.Name != "ReplaceAll") {
			c.verbs(arg, format, call.Args[i+1:])
			return
		}
	}
}

// verbs looks at what a format does to its arguments.
func (c *checker) verbs(at ast.Node, format string, args []ast.Expr) {
	next := 0
	for _, m := range verb.FindAllStringSubmatchIndex(format, -1) {
		kind, after := format[m[8]:m[9]], format[m[1]:]
		if kind == "%" {
			continue
		}
		next += strings.Count(format[m[0]:m[1]], "*")
		switch {
		case percentAfter.MatchString(after):
			c.fault(at, "a share by hand: it may round to nothing or to all; take notation.Share")
		case rawUnit.MatchString(after):
			c.fault(at, "a raw number of a unit that nobody writes: print a sim.Time or sim.PPM with %%s")
		case kind == "d" && next < len(args) && c.counted(args[next]) != "":
			c.fault(at, "a raw %s: print it with %%s", c.counted(args[next]))
		case kind != "d" && next < len(args):
			c.units(args[next])
		}
		next++
	}
}

// units finds a number of hours that would be printed as a time.
func (c *checker) units(e ast.Expr) {
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.QUO && c.typeName(e) != "" {
		c.fault(e, "a number of units would be printed as a time: print it with %%d")
	}
}

// counted is the name of the type of a time or of millionths; empty for any other
// expression, for a number of units, and for one that is made a plain number on
// purpose, as data wants it.
func (c *checker) counted(e ast.Expr) string {
	if b, ok := e.(*ast.BinaryExpr); ok && (b.Op == token.QUO || b.Op == token.REM) {
		return ""
	}
	return c.typeName(e)
}

func (c *checker) typeName(e ast.Expr) string {
	named, ok := c.info.TypeOf(e).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != module+"/sim" {
		return ""
	}
	if name := named.Obj().Name(); name == "Time" || name == "PPM" {
		return "sim." + name
	}
	return ""
}

// text is the value of a constant string.
func (c *checker) text(e ast.Expr) (string, bool) {
	v := c.info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}
