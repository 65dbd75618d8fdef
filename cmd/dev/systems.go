package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// otherSystems are those that a program is for besides the one it is checked on.
var otherSystems = []string{"js/wasm", "windows/amd64", "darwin/arm64"}

// systems checks that every program fits together for other systems too.
func systems() error {
	var found error
	for _, target := range otherSystems {
		found = errors.Join(found, checkTypes(".", target, "./cmd/..."))
	}
	return found
}

// listed is a package as the go command lists it.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	ImportMap  map[string]string
	Standard   bool
	Module     *struct{ Main bool }
}

// checkTypes checks the types of programs for another system, from source: of this module
// all, of others the declarations. It compiles nothing, where go vet would compile every
// dependency for that system first, which takes minutes.
func checkTypes(folder, target string, programs ...string) error {
	system, processor, _ := strings.Cut(target, "/")
	c := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap,Standard,Module"}, programs...)...)
	c.Dir, c.Env = folder, append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	var said bytes.Buffer
	c.Stderr = &said
	list, err := c.Output()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", target, err, said.Bytes())
	}
	known := typed{"unsafe": types.Unsafe}
	var found []error
	for in := json.NewDecoder(bytes.NewReader(list)); ; {
		var p listed
		if err := in.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		if p.ImportPath != "unsafe" {
			found = append(found, known.check(target, &p)...)
		}
	}
	return errors.Join(found...)
}

// typed holds the packages whose types are known, by their paths.
type typed map[string]*types.Package

// check checks one package, whose imports were checked before.
func (t typed) check(target string, p *listed) (found []error) {
	_, processor, _ := strings.Cut(target, "/")
	own := p.Module != nil && p.Module.Main
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			found = append(found, fmt.Errorf("%s: %w", target, err))
			continue
		}
		files = append(files, f)
	}
	conf := types.Config{
		Importer: importing(func(path string) (*types.Package, error) {
			if as, ok := p.ImportMap[path]; ok {
				path = as
			}
			if q := t[path]; q != nil {
				return q, nil
			}
			return nil, fmt.Errorf("%s is not listed", path)
		}),
		IgnoreFuncBodies: !own, Sizes: types.SizesFor("gc", processor),
		Error: func(err error) {
			if own {
				found = append(found, fmt.Errorf("%s: %w", target, err))
			}
		},
	}
	t[p.ImportPath], _ = conf.Check(p.ImportPath, fset, files, nil)
	return found
}

// importing is a function that finds packages.
type importing func(string) (*types.Package, error)

func (i importing) Import(path string) (*types.Package, error) { return i(path) }
