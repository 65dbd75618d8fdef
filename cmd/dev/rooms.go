package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// house is a package that is made of mechanisms, types that embed a pointer to one
// world and nothing else, with what the rules on them need to know. The rules: a
// mechanism calls only those that its "May call:" line names, calls between wings go down
// (wings.go), direct calls of functions make no circle, and an element of a column is
// written only in the file that declares its type. Tables of functions are not direct
// calls: they are how something that happened reaches whoever stands above.
type house struct {
	l     *loader
	src   *source
	funcs map[*types.Func]*function
	names []*types.Func              // in the order of the files
	rooms map[*types.TypeName]*room  // the world itself too
	elems map[*types.TypeName]string // element types of columns -> file that may write them
	cols  map[*types.Var]string      // columns -> file
	wings []*storey                  // lower first; 0 is the base
	found []string
}

// function is one with a body.
type function struct {
	decl  *ast.FuncDecl
	room  *types.TypeName // nil: none
	calls []call
}

type call struct {
	at token.Pos
	of *types.Func
}

// room is a mechanism with its row.
type room struct {
	at   token.Pos
	may  []string
	wing int // place in house.wings
}

const mayCall = "May call:"

// readHouse reads the package in a folder, whose world and state are types of these names.
func readHouse(l *loader, pkg string) (*house, error) {
	src, err := l.load(pkg)
	if err != nil {
		return nil, err
	}
	h := &house{
		l: l, src: src, funcs: map[*types.Func]*function{}, rooms: map[*types.TypeName]*room{},
		elems: map[*types.TypeName]string{}, cols: map[*types.Var]string{}, wings: []*storey{{name: "the base"}},
	}
	for _, f := range src.files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				h.readTypes(d)
			case *ast.FuncDecl:
				if fn, ok := src.info.Defs[d.Name].(*types.Func); ok && d.Body != nil {
					h.funcs[fn] = &function{decl: d, room: roomOf(fn)}
					h.names = append(h.names, fn)
				}
			}
		}
	}
	for _, fn := range h.names {
		h.funcs[fn].calls = h.callsIn(h.funcs[fn].decl.Body)
	}
	return h, nil
}

// readTypes notes mechanisms with their rows, and the columns of State.
func (h *house) readTypes(d *ast.GenDecl) {
	wing := 0
	if w := wingNamed(d); w != nil {
		h.wings = append(h.wings, w)
		wing = len(h.wings) - 1
	}
	for _, s := range d.Specs {
		ts, ok := s.(*ast.TypeSpec)
		if !ok {
			continue
		}
		name, ok := h.src.info.Defs[ts.Name].(*types.TypeName)
		if !ok {
			continue
		}
		st, ok := name.Type().Underlying().(*types.Struct)
		switch {
		case !ok:
		case ts.Name.Name == "State":
			h.readColumns(st)
		case ts.Name.Name == "World" || isMechanism(st):
			r := &room{at: ts.Pos(), wing: wing}
			doc := d.Doc
			if ts.Doc != nil {
				doc = ts.Doc
			}
			if _, row, ok := strings.Cut(strings.Join(strings.Fields(doc.Text()), " "), mayCall); ok {
				row, _, _ = strings.Cut(row, ".")
				r.may = strings.Fields(row)
			}
			h.rooms[name] = r
		}
	}
}

func (h *house) readColumns(state *types.Struct) {
	for i := range state.NumFields() {
		col := state.Field(i)
		slice, ok := col.Type().(*types.Slice)
		if !ok {
			continue
		}
		if elem, ok := slice.Elem().(*types.Named); ok {
			file := h.file(elem.Obj().Pos())
			h.cols[col], h.elems[elem.Obj()] = file, file
		}
	}
}

func isMechanism(st *types.Struct) bool {
	if st.NumFields() != 1 || !st.Field(0).Embedded() {
		return false
	}
	p, ok := st.Field(0).Type().(*types.Pointer)
	return ok && named(p.Elem()) != nil && named(p.Elem()).Name() == "World"
}

func named(t types.Type) *types.TypeName {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj()
	}
	return nil
}

// roomOf is the type whose method a function is.
func roomOf(fn *types.Func) *types.TypeName {
	if recv := fn.Signature().Recv(); recv != nil {
		return named(recv.Type())
	}
	return nil
}

func (h *house) file(p token.Pos) string { return filepath.Base(h.l.fset.Position(p).Filename) }

func (h *house) fault(p token.Pos, format string, args ...any) {
	at := h.l.fset.Position(p)
	name := strings.TrimPrefix(strings.TrimPrefix(at.Filename, h.l.root), "/")
	h.found = append(h.found, fmt.Sprintf("%s:%d: %s", name, at.Line, fmt.Sprintf(format, args...)))
}

// callsIn are the functions of the package that a piece of source names.
func (h *house) callsIn(n ast.Node) (calls []call) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if fn, ok := h.src.info.Uses[id].(*types.Func); ok {
			if fn = fn.Origin(); h.funcs[fn] != nil {
				calls = append(calls, call{id.Pos(), fn})
			}
		}
		return true
	})
	return calls
}

// checkRows holds calls between mechanisms against their rows, both ways: a row names
// no more than is called, so that it shrinks with the calls.
func (h *house) checkRows() {
	used := map[*room]map[string]bool{}
	for _, fn := range h.names {
		f := h.funcs[fn]
		from := h.rooms[f.room]
		if from == nil || f.room.Name() == "World" { // whose calls the wings are about
			continue
		}
		if used[from] == nil {
			used[from] = map[string]bool{}
		}
		for _, c := range f.calls {
			to := roomOf(c.of)
			if h.rooms[to] == nil || to == f.room || to.Name() == "World" {
				continue
			}
			used[from][to.Name()] = true
			if !slices.Contains(from.may, to.Name()) {
				h.fault(c.at, "%s may not call %s, which its row does not name", f.room.Name(), to.Name())
			}
		}
	}
	for name, r := range h.rooms {
		for _, m := range r.may {
			if !used[r][m] {
				h.fault(r.at, "%s does not call %s: its row names more than it needs", name.Name(), m)
			}
		}
	}
}

// checkCircles finds functions that reach themselves by direct calls.
func (h *house) checkCircles(but ...string) {
	for _, fn := range h.names {
		if slices.Contains(but, fn.Name()) {
			continue
		}
		seen, todo := map[*types.Func]bool{}, []*types.Func{fn}
		for len(todo) > 0 {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, c := range h.funcs[at].calls {
				if c.of == fn {
					h.fault(h.funcs[fn].decl.Pos(), "%s calls itself, by %s: let the calendar or a table carry it", fn.Name(), at.Name())
					todo = nil
					break
				}
				if !seen[c.of] && !slices.Contains(but, c.of.Name()) {
					seen[c.of] = true
					todo = append(todo, c.of)
				}
			}
		}
	}
}

// checkWrites lets elements of a column be written only in the file that declares their
// type, by whatever way: through an index, a pointer, another name for the column, the
// result of a function, a method's receiver of any name.
func (h *house) checkWrites() {
	for _, fn := range h.names {
		ast.Inspect(h.funcs[fn].decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, lhs := range n.Lhs {
						h.written(lhs)
					}
				}
			case *ast.RangeStmt:
				if n.Tok == token.ASSIGN {
					h.written(n.Key)
					h.written(n.Value)
				}
			case *ast.IncDecStmt:
				h.written(n.X)
			case *ast.UnaryExpr:
				if _, field := n.X.(*ast.SelectorExpr); field && n.Op == token.AND {
					h.written(n.X) // a pointer to a field is for writing it
				}
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "clear" || id.Name == "copy") && len(n.Args) > 0 {
					h.writtenAll(n.Args[0])
				}
			}
			return true
		})
	}
}

// written follows an expression that is written to the elements that it lies in.
func (h *house) written(e ast.Expr) {
	here := ""
	if e != nil {
		here = h.file(e.Pos())
	}
	for at := e; at != nil; {
		switch x := at.(type) {
		case *ast.ParenExpr:
			at = x.X
			continue
		case *ast.StarExpr:
			h.element(x, h.src.info.TypeOf(x), here)
			at = x.X
		case *ast.IndexExpr:
			h.element(x, h.src.info.TypeOf(x), here)
			at = x.X
		case *ast.SelectorExpr:
			if col, ok := h.src.info.Uses[x.Sel].(*types.Var); ok && h.cols[col] != "" && h.cols[col] != here {
				h.fault(x.Pos(), "%s is written outside %s", x.Sel.Name, h.cols[col])
			}
			if of := h.src.info.TypeOf(x.X); isPointer(of) {
				h.element(x, of.Underlying().(*types.Pointer).Elem(), here)
			}
			at = x.X
		default:
			return
		}
	}
}

// writtenAll is written for the elements of a whole column.
func (h *house) writtenAll(e ast.Expr) {
	if slice, ok := h.src.info.TypeOf(e).(*types.Slice); ok {
		h.element(e, slice.Elem(), h.file(e.Pos()))
	}
}

func (h *house) element(at ast.Expr, t types.Type, here string) {
	if name := named(t); name != nil && !isPointer(t) && h.elems[name] != "" && h.elems[name] != here {
		h.fault(at.Pos(), "an element of type %s is written outside %s, which declares it", name.Name(), h.elems[name])
	}
}

func isPointer(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
