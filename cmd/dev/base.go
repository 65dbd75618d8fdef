package main

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// The base is the methods of the world that only its own package calls. A row of its own,
// a paragraph of a comment that begins with "Base FILE: ", says what those in one file are for, and
// names them after the last sentence of that. The rules: each method is named in the row of
// its file, and each row names no other; what looks at the model alone belongs to the
// model; and what one wing alone calls belongs to that wing, unless it tells others by
// a table.

const basePrefix = "Base "

// baseRow is what a row names.
type baseRow struct {
	why   string
	names []string
}

// baseRows reads the rows of the base.
func (h *house) baseRows() map[string]baseRow {
	rows := map[string]baseRow{}
	for _, f := range h.src.files {
		for _, group := range f.Comments {
			for _, text := range strings.Split(group.Text(), "\n\n") {
				text = strings.Join(strings.Fields(text), " ")
				file, says, ok := strings.Cut(strings.TrimPrefix(text, basePrefix), ": ")
				if !ok || !strings.HasPrefix(text, basePrefix) || !strings.HasSuffix(file, ".go") {
					continue
				}
				row, names := baseRow{}, strings.TrimSuffix(says, ".")
				if at := strings.LastIndex(names, ". "); at >= 0 {
					row.why, row.names = names[:at], strings.Fields(names[at+2:])
				}
				if len(row.why) < 20 || len(row.names) == 0 {
					h.fault(group.Pos(), "the base's row for %s does not say why all wings need what", file)
				}
				rows[file] = row
			}
		}
	}
	return rows
}

// checkBase holds the base against its rows.
func (h *house) checkBase() {
	rows, files := h.baseRows(), h.wingFiles()
	callers := h.baseCallers(files)
	seen := map[string]bool{}
	for _, fn := range h.names {
		of := h.funcs[fn].room
		if of == nil || of.Name() != "World" || fn.Exported() {
			continue
		}
		at, file := h.funcs[fn].decl.Name.Pos(), h.file(fn.Pos())
		seen[file+" "+fn.Name()] = true
		switch wings := callers[fn]; {
		case files[file] != 0:
			h.fault(at, "the base's %s stands in a file of %s", fn.Name(), h.wings[files[file]].name)
		case !slices.Contains(rows[file].names, fn.Name()):
			h.fault(at, "the base's row for %s does not name %s: say why all wings need it, or give it to a mechanism or the model", file, fn.Name())
		case h.readsModelAlone(fn):
			h.fault(at, "%s reads the model alone: let it be the model's", fn.Name())
		case len(wings) == 1 && !wings[0] && !h.leadsUp(fn):
			for w := range wings {
				h.fault(at, "%s is called by %s alone: let it be one of its mechanisms'", fn.Name(), h.wings[w].name)
			}
		}
	}
	for _, f := range h.src.files {
		file := h.file(f.Pos())
		for _, name := range rows[file].names {
			if !seen[file+" "+name] {
				h.fault(f.Name.Pos(), "the base's row for %s names %s, which is not there", file, name)
			}
		}
	}
}

// baseCallers gives, for each function, the wings that call it; 0 is the base.
func (h *house) baseCallers(files map[string]int) map[*types.Func]map[int]bool {
	callers := map[*types.Func]map[int]bool{}
	for _, fn := range h.names {
		for _, c := range h.funcs[fn].calls {
			if callers[c.of] == nil {
				callers[c.of] = map[int]bool{}
			}
			callers[c.of][h.wing(fn, files)] = true
		}
	}
	return callers
}

// readsModelAlone says whether a method of the world uses nothing of it but what is fixed.
func (h *house) readsModelAlone(fn *types.Func) bool {
	d := h.funcs[fn].decl
	if len(d.Recv.List[0].Names) == 0 {
		return true
	}
	w, alone := h.src.info.Defs[d.Recv.List[0].Names[0]], true
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && h.src.info.Uses[id] == w {
				alone = alone && sel.Sel.Name == "spec"
				return false
			}
		}
		if id, ok := n.(*ast.Ident); ok && h.src.info.Uses[id] == w {
			alone = false // the world itself is handed on
		}
		return true
	})
	return alone
}

// leadsUp says whether a function names a variable of the package, as a table of who is told is.
func (h *house) leadsUp(fn *types.Func) (yes bool) {
	ast.Inspect(h.funcs[fn].decl.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, isVar := h.src.info.Uses[id].(*types.Var)
			yes = yes || isVar && v.Parent() == v.Pkg().Scope()
		}
		return true
	})
	return yes
}
