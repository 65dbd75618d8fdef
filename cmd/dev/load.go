package main

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// loader checks the types of this module's packages from source, in this
// process and without the go command, so that a test's cache sees every file it
// reads. Of the standard library it reads declarations only; foreign modules
// are opaque, and what comes from them has no type.
type loader struct {
	root  string // of the module
	fset  *token.FileSet
	known map[string]*types.Package
	own   map[string]*source
}

// source is one package of this module with its types.
type source struct {
	files []*ast.File
	info  *types.Info
}

func newLoader(root string) *loader {
	return &loader{
		root: root, fset: token.NewFileSet(),
		known: map[string]*types.Package{"unsafe": types.Unsafe},
		own:   map[string]*source{},
	}
}

// load checks the package in the folder pkg of the module.
func (l *loader) load(pkg string) (*source, error) {
	imp := path.Join(module, pkg)
	if _, err := l.Import(imp); err != nil {
		return nil, err
	}
	return l.own[imp], nil
}

// Import implements types.Importer.
func (l *loader) Import(imp string) (*types.Package, error) {
	if p := l.known[imp]; p != nil {
		return p, nil
	}
	dir, own := l.find(imp)
	if dir == "" {
		p := types.NewPackage(imp, path.Base(imp))
		p.MarkComplete()
		l.known[imp] = p
		return p, nil
	}
	ctx := build.Default
	ctx.CgoEnabled = false
	found, err := ctx.ImportDir(dir, 0)
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range found.GoFiles {
		f, err := parser.ParseFile(l.fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: l, IgnoreFuncBodies: !own, FakeImportC: true, Error: func(error) {}}
	p, _ := conf.Check(imp, l.fset, files, info) // what cannot be typed stays untyped
	l.known[imp] = p
	if own {
		l.own[imp] = &source{files, info}
	}
	return p, nil
}

// find gives the folder of a package, empty for a foreign one, and whether it
// is of this module.
func (l *loader) find(imp string) (dir string, own bool) {
	if pkg, ok := strings.CutPrefix(imp, module+"/"); ok {
		return filepath.Join(l.root, filepath.FromSlash(pkg)), true
	}
	for _, sub := range []string{"src", "src/vendor"} {
		dir := filepath.Join(build.Default.GOROOT, filepath.FromSlash(sub), filepath.FromSlash(imp))
		if st, err := os.Stat(dir); err == nil && st.IsDir() && imp != "" {
			return dir, false
		}
	}
	return "", false
}
