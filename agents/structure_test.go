package agents

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// What keeps the world from rotting, each as a test; who calls whom and who writes what
// is held where types are known, by the tools of this tree. The source is read in this
// process, so that the test cache sees it; and every rule is tried on a source
// that breaks it.

func TestStateIsFlat(t *testing.T) {
	for _, fault := range flatFaults(reflect.TypeFor[State]()) {
		t.Error(fault)
	}
	type inner struct{ _ *int32 }
	bad := []any{
		struct{ A int32 }{}, struct{ A []string }{}, struct{ A []int }{}, struct{ A []inner }{}, struct{ A []struct{ B [2]any } }{},
	}
	for _, b := range bad {
		require.NotEmpty(t, flatFaults(reflect.TypeOf(b)), "%T", b)
	}
}

func TestSourceKeepsItsRules(t *testing.T) {
	src, err := readSource(os.DirFS("."))
	require.NoError(t, err)
	require.NotEmpty(t, src.columns, "State was not found")
	for _, fault := range src.faults() {
		t.Error(fault)
	}
}

// Each line that ends in `// ERROR "..."` must be found, and no other.
func TestSourceRulesCanFail(t *testing.T) {
	const state = `package agents
type State struct { Param []int64; Thing []thing; Other []other }
`
	files := map[string]string{
		"state.go": state,
		"kinds.go": "package agents\nconst (\n\tBegins sim.Kind = iota\n\tEnds\n\tkinds\n)\n",
		"other.go": "package agents\ntype other struct{ n int32 }\nfunc (w *World) tick(i int) { w.Other[i].n++ }\n",
		"thing.go": `package agents
type thing struct{ n int32 }
func (w *World) add() { w.Thing = append(w.Thing, thing{}) }
func (w *World) more() int32 { w.add(); return 1 }
func (w *World) stale(i int) {
	p := &w.Thing[i]
	w.more()
	p.n = 1 // ERROR "p points into Thing"
	p = &w.Thing[i]
	p.n = 2
	for range 3 {
		w.Thing[i].n = w.more() // ERROR "more may grow Thing"
	}
}
func (w *World) loop(i int) {
	p := &w.Thing[i]
	for range 3 {
		p.n++ // ERROR "p points into Thing"
		w.add()
	}
}
func (w *World) table(i int) {
	p := &w.Thing[i]
	steps[i](w)
	p.n++ // ERROR "p points into Thing"
}
var rows []struct{ run func(*World) }
func (w *World) row(i int) {
	p := &w.Thing[i]
	w.run()
	p.n++
	r := rows[i]
	r.run(w)
	p.n++ // ERROR "p points into Thing"
}
func (w *World) run() {}
func (w *World) stored(i int) {
	p := &w.Thing[i]
	w.look(p.n, w.more()) // a call ends after its arguments
	p = &w.Thing[i]
	p.n = w.more() // ERROR "p points into Thing"
}
type rooms struct{ *World }
func (w rooms) add() {}
func (w rooms) more() int32 { w.add(); return 1 }
func (w rooms) quiet(i int) {
	p := &w.Thing[i]
	w.more()
	w.rooms.more()
	p.n = 1
	w.World.more()
	p.n = 2 // ERROR "p points into Thing"
}
func (w *World) good(i int) {
	w.add()
	p := &w.Thing[i]
	p.n = int32(len(w.Thing))
	w.tick(i)
	p.n++
}
`,
		"else.go": `package agents
func (w *World) elsewhere(i int, e sim.Event, role string) {
	_ = w.Thing[i].n
	switch e.Kind {           // ERROR "switch over kinds"
	case Ends:                // ERROR "switch over kinds"
	}
	switch role {
	case "judge":             // ERROR "word in the scenario"
	}
	if role == "x" {          // ERROR "word in the scenario"
	}
	w.find("interpol")        // ERROR "institution"
	r.Args[3] = 1             // ERROR "cannot be read aloud"
	r.Args[journal.Fact] = 1
	if role == "" {
	}
}
func (w *World) look(x *thing) int32 { return x.n }
`,
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, err := readSource(tree)
	require.NoError(t, err)
	found := src.faults()
	for _, name := range []string{"thing.go", "else.go", "other.go", "kinds.go", "state.go"} {
		for i, line := range strings.Split(files[name], "\n") {
			var here []string
			for _, f := range found {
				if strings.HasPrefix(f, name+":"+strconv.Itoa(i+1)+":") {
					here = append(here, f)
				}
			}
			_, want, marked := strings.Cut(line, `// ERROR "`)
			if !marked {
				require.Empty(t, here, line)
				continue
			}
			require.NotEmpty(t, here, "%s:%d: %s", name, i+1, line)
			require.Contains(t, here[0], strings.TrimSuffix(want, `"`))
		}
	}
}

// flatFaults names what in a state type is not a slice of flat elements.
func flatFaults(state reflect.Type) []string {
	var found []string
	var flat func(path string, t reflect.Type)
	flat = func(path string, t reflect.Type) {
		switch t.Kind() {
		case reflect.Struct:
			for i := range t.NumField() {
				flat(path+"."+t.Field(i).Name, t.Field(i).Type)
			}
		case reflect.Array:
			flat(path+"[]", t.Elem())
		case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
			reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		default:
			found = append(found, fmt.Sprintf("%s is %s: state holds no pointer, map, func, string, float, interface, nor integers whose size depends on the machine", path, t))
		}
	}
	for i := range state.NumField() {
		f := state.Field(i)
		if f.Type.Kind() != reflect.Slice {
			found = append(found, fmt.Sprintf("%s is %s: a column is a slice", f.Name, f.Type))
			continue
		}
		flat(f.Name+"[]", f.Type.Elem())
	}
	return found
}

// source is the package as syntax, with what the rules need to know of it.
type source struct {
	fset    *token.FileSet
	files   map[string]*ast.File
	names   []string                   // of the files, sorted
	columns map[string]bool            // of State
	kinds   map[string]bool            // constants that name kinds of events
	tabled  map[string]bool            // fields that hold functions
	grows   map[string]map[string]bool // by function, a method of a mechanism as desks.start
	own     string                     // the mechanism whose method is looked at
	found   []string
}

// institutions are words that belong into scenarios. The list is only the bait:
// whoever compares with any word at all is caught by another rule.
var institutions = []string{
	"police", "intelligence", "court", "prosecutor", "minister", "border", "spoc", "ncb", "fiu", "interpol", "europol",
	"eurojust", "nato", "asean", "gcc", "sco", "egmont", "un", "unoct", "cted", "siena", "watch", "freeze", "detain",
}

func readSource(dir fs.FS) (*source, error) {
	s := &source{
		fset: token.NewFileSet(), files: map[string]*ast.File{}, columns: map[string]bool{},
		kinds: map[string]bool{}, tabled: map[string]bool{},
	}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		text, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			return nil, err
		}
		if s.files[e.Name()], err = parser.ParseFile(s.fset, e.Name(), text, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		s.names = append(s.names, e.Name())
	}
	s.readDeclarations()
	s.readGrowth()
	return s, nil
}

// readDeclarations finds the columns, and the constants of kinds.
func (s *source) readDeclarations() {
	var state *ast.StructType
	for _, name := range s.names {
		for _, d := range s.files[name].Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			isKind := false
			for _, spec := range gen.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if st, ok := spec.Type.(*ast.StructType); ok && spec.Name.Name == "State" {
						state = st
					}
				case *ast.ValueSpec:
					if sel, ok := spec.Type.(*ast.SelectorExpr); ok {
						isKind = sel.Sel.Name == "Kind"
					}
					if isKind && gen.Tok == token.CONST {
						for _, n := range spec.Names {
							s.kinds[n.Name] = true
						}
					}
				}
			}
		}
	}
	for _, file := range s.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok {
				if _, ok := f.Type.(*ast.FuncType); ok {
					for _, n := range f.Names {
						s.tabled[n.Name] = true
					}
				}
			}
			return true
		})
	}
	if state == nil {
		return
	}
	for _, f := range state.Fields.List {
		for _, n := range f.Names {
			s.columns[n.Name] = true
		}
	}
}

// functions calls do for every function with its file.
func (s *source) functions(do func(file string, f *ast.FuncDecl)) {
	for _, name := range s.names {
		for _, d := range s.files[name].Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				s.own = mechanism(f)
				do(name, f)
			}
		}
	}
}

// mechanism is the type whose method a function is; empty for World and none.
func mechanism(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	if id, ok := f.Recv.List[0].Type.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// anyone stands for a callee that the syntax does not name, as one in a table.
const anyone = "(a function in a table)"

// readGrowth finds, for every function by its name, the columns that it or
// anything it calls may append to. Methods of one name are taken together.
func (s *source) readGrowth() {
	s.grows = map[string]map[string]bool{anyone: {}}
	calls := map[string]map[string]bool{}
	for c := range s.columns {
		s.grows[anyone][c] = true
	}
	s.functions(func(_ string, f *ast.FuncDecl) { s.grows[s.qualified(mechanism(f), f.Name.Name)] = nil })
	s.functions(func(_ string, f *ast.FuncDecl) {
		name := s.qualified(mechanism(f), f.Name.Name)
		if s.grows[name] == nil {
			s.grows[name], calls[name] = map[string]bool{}, map[string]bool{}
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, lhs := range n.Lhs {
					if sel, ok := lhs.(*ast.SelectorExpr); ok && s.column(sel) != "" {
						s.grows[name][s.column(sel)] = true
					}
				}
			case *ast.CallExpr:
				calls[name][s.callee(n)] = true
			}
			return true
		})
	})
	for changed := true; changed; {
		changed = false
		for name, called := range calls {
			for other := range called {
				for col := range s.grows[other] {
					if !s.grows[name][col] {
						s.grows[name][col], changed = true, true
					}
				}
			}
		}
	}
}

// qualified is the name of a method as it is called from elsewhere.
func (s *source) qualified(mechanism, method string) string {
	if mechanism == "" {
		return method
	}
	return mechanism + "." + method
}

// known says whether a function of that name was read.
func (s *source) known(name string) bool {
	_, ok := s.grows[name]
	return ok
}

// callee is the name of what is called.
func (s *source) callee(c *ast.CallExpr) string {
	switch fun := c.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if id := root(fun); s.tabled[fun.Sel.Name] && (id == nil || id.Name != "w") {
			return anyone
		}
		of := ""
		switch x := fun.X.(type) {
		case *ast.SelectorExpr:
			of = x.Sel.Name
		case *ast.Ident:
			if x.Name == "w" {
				of = s.own
			}
		}
		if key := s.qualified(of, fun.Sel.Name); s.known(key) {
			return key
		}
		return fun.Sel.Name
	case *ast.IndexExpr:
		return anyone
	}
	return ""
}

// column gives the name of the column that w.Column is; empty for anything
// else, such as a list of the spec.
func (s *source) column(sel *ast.SelectorExpr) string {
	x := sel.X
	if inner, ok := x.(*ast.SelectorExpr); ok && inner.Sel.Name == "State" {
		x = inner.X
	}
	if id, ok := x.(*ast.Ident); !ok || id.Name != "w" {
		return ""
	}
	if !s.columns[sel.Sel.Name] {
		return ""
	}
	return sel.Sel.Name
}

// rooted gives the column that an expression such as w.Column[i].field lies in,
// and whether it is reached through an index.
func (s *source) rooted(e ast.Expr) (col string, indexed bool) {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e, indexed = x.X, true
		case *ast.SelectorExpr:
			if col := s.column(x); col != "" {
				return col, indexed
			}
			e = x.X
		default:
			return "", false
		}
	}
}

// root is the variable at the root of an expression such as p.field[i].
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

func (s *source) fault(n ast.Node, format string, args ...any) {
	s.found = append(s.found, fmt.Sprintf("%s: %s", s.fset.Position(n.Pos()), fmt.Sprintf(format, args...)))
}

// faults applies every rule to every function.
func (s *source) faults() []string {
	s.found = nil
	s.functions(func(_ string, f *ast.FuncDecl) {
		s.checkWords(f)
		s.checkPointers(f)
	})
	slices.Sort(s.found)
	return slices.Compact(s.found)
}

// checkWords refuses to tell events by their kind outside the table of
// handlers, and anything by a word of the scenario: a new institution is data.
func (s *source) checkWords(f *ast.FuncDecl) {
	word := func(e ast.Expr) bool {
		lit, ok := e.(*ast.BasicLit)
		return ok && lit.Kind == token.STRING && lit.Value != `""`
	}
	isKind := func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.Ident:
			return s.kinds[e.Name]
		case *ast.SelectorExpr:
			id, ok := e.X.(*ast.Ident)
			return ok && id.Name == "e" && e.Sel.Name == "Kind"
		}
		return false
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SwitchStmt:
			if n.Tag != nil && isKind(n.Tag) {
				s.fault(n, "switch over kinds: a new mechanism is a row in the table of handlers")
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				if isKind(e) {
					s.fault(e, "switch over kinds: a new mechanism is a row in the table of handlers")
				}
				if word(e) {
					s.fault(e, "compares with a word in the scenario: what differs between institutions is data")
				}
			}
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (word(n.X) || word(n.Y)) {
				s.fault(n, "compares with a word in the scenario: what differs between institutions is data")
			}
		case *ast.IndexExpr:
			if sel, ok := n.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "Args" {
				if lit, ok := n.Index.(*ast.BasicLit); ok {
					s.fault(n, "Args[%s] cannot be read aloud: say the argument by its name, as in journal.CreditedFact", lit.Value)
				}
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && slices.Contains(institutions, strings.ToLower(text)) {
				s.fault(n, "%s names an institution: it belongs into a scenario", n.Value)
			}
		}
		return true
	})
}

// alias is a variable that points into a column from one statement on.
type alias struct {
	name string
	col  string
	stmt ast.Stmt
}

// aliases finds p := &w.Column[i] and p = &w.Column[i].
func (s *source) aliases(f *ast.FuncDecl) []alias {
	var list []alias
	ast.Inspect(f.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != len(a.Rhs) {
			return true
		}
		for i, rhs := range a.Rhs {
			id, isName := a.Lhs[i].(*ast.Ident)
			addr, isAddr := rhs.(*ast.UnaryExpr)
			if !isName || !isAddr || addr.Op != token.AND {
				continue
			}
			if col, indexed := s.rooted(addr.X); col != "" && indexed {
				list = append(list, alias{id.Name, col, a})
			}
		}
		return true
	})
	return list
}

// checkPointers refuses a pointer into a column that is used after a call that
// may append to the column, and an assignment to an element of a column whose
// right side may: the store would go to the column's old array.
func (s *source) checkPointers(f *ast.FuncDecl) {
	all := s.aliases(f)
	for _, a := range all {
		until := f.Body.End()
		for _, b := range all {
			if b.name == a.name && b.stmt.Pos() > a.stmt.Pos() {
				until = min(until, b.stmt.Pos())
			}
		}
		uses := usesOf(f, a, until)
		for _, u := range uses {
			if call := s.growth(f, a, u.from, u.to); call != "" {
				s.fault(u.id, "%s points into %s across a call of %s, which may grow it: index afresh", a.name, a.col, call)
				break
			}
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for _, lhs := range a.Lhs {
			if col, indexed := s.rooted(lhs); col != "" && indexed {
				for _, rhs := range a.Rhs {
					if call := s.growthIn(rhs, col); call != "" {
						s.fault(lhs, "%s may grow %s while its result is stored into it: take the result first", call, col)
					}
				}
			}
		}
		return true
	})
}

// use is one use of an alias with the stretch of source in which nothing may
// grow the column: from the taking of the address to the use, or to the end of
// a loop around the use that the address was taken outside of.
type use struct {
	id       *ast.Ident
	from, to token.Pos
}

func usesOf(f *ast.FuncDecl, a alias, until token.Pos) []use {
	var uses []use
	ast.PreorderStack(f.Body, nil, func(n ast.Node, above []ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || id.Name != a.name || id.Pos() <= a.stmt.End() || id.Pos() >= until {
			return true
		}
		u := use{id, a.stmt.End(), id.Pos()}
		for _, up := range above {
			switch up := up.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				if up.Pos() > a.stmt.End() {
					u.to = up.End()
				}
			case *ast.AssignStmt:
				if slices.ContainsFunc(up.Lhs, func(l ast.Expr) bool { return root(l) == id }) {
					u.to = max(u.to, up.End())
				}
			}
		}
		uses = append(uses, u)
		return true
	})
	return uses
}

// growth names a call between two places that may grow the alias's column. A
// call in a branch that returns before the use does not count.
func (s *source) growth(f *ast.FuncDecl, a alias, from, to token.Pos) string {
	name := ""
	ast.PreorderStack(f.Body, nil, func(n ast.Node, above []ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() < from || call.End() > to || !s.grows[s.callee(call)][a.col] {
			return true
		}
		for _, up := range above {
			if block, ok := up.(*ast.BlockStmt); ok && block.Pos() > from && block.End() < to && leaves(block) {
				return true
			}
		}
		name = s.callee(call)
		return true
	})
	return name
}

// leaves says that a block ends by returning.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	_, ok := b.List[len(b.List)-1].(*ast.ReturnStmt)
	return ok
}

// growthIn names a call within an expression that may grow a column.
func (s *source) growthIn(e ast.Expr, col string) string {
	name := ""
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && s.grows[s.callee(call)][col] {
			name = s.callee(call)
		}
		return true
	})
	return name
}
