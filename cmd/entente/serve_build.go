//go:build !js

package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"entente/render/webpage"
)

// errNoViewer says that there is neither a viewer nor what it takes to make one.
var errNoViewer = errors.New("this build carries no browser viewer and its sources are not here: use a release, or run it in a checkout with go run ./cmd/entente serve FILE; entente-view FILE opens a window, entente replay show FILE stays in the terminal")

// viewerHere is the viewer that this program carries, or the one that is made of the
// sources it was built from.
func (e *edge) viewerHere() (webpage.Program, error) {
	if p, carried := webpage.Viewer(); carried {
		return p, nil
	}
	root, err := checkout()
	if err != nil {
		return webpage.Program{}, err
	}
	compiler, err := exec.LookPath("go")
	if err != nil {
		return webpage.Program{}, errors.New("the browser viewer has to be built and there is no Go: install it (https://go.dev/dl), or use a release")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return webpage.Program{}, fmt.Errorf("no folder to keep the browser viewer in: %w", err)
	}
	b := &viewerBuild{root: root, compiler: compiler, kept: filepath.Join(cache, "entente", "viewer"), talk: e.stderr}
	return b.program()
}

// checkout is the root of the sources: those that this program was compiled from, or
// those that it stands in.
func checkout() (string, error) {
	_, file, _, _ := runtime.Caller(0)
	here, err := os.Getwd()
	if err != nil {
		here = "."
	}
	for _, dir := range []string{filepath.Join(filepath.Dir(file), "..", ".."), here} {
		for dir = filepath.Clean(dir); filepath.IsAbs(dir); dir = filepath.Dir(dir) {
			mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
			if err == nil && strings.HasPrefix(string(mod), "module entente\n") {
				if _, err := os.Stat(filepath.Join(dir, "cmd", "entente-view")); err == nil {
					return dir, nil
				}
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return "", errNoViewer
}

// viewerBuild makes the viewer for a browser and keeps it until the sources change.
type viewerBuild struct {
	root     string
	compiler string
	kept     string // the folder of all that were made
	talk     io.Writer
}

// parts of a kept build.
const (
	packedName = "view.wasm.gz"
	glueName   = "wasm_exec.js"
)

func (b *viewerBuild) program() (webpage.Program, error) {
	sum, err := b.sumSources()
	if err != nil {
		return webpage.Program{}, err
	}
	at := filepath.Join(b.kept, sum)
	if p, err := readProgram(at); err == nil {
		return p, nil
	}
	fmt.Fprintln(b.talk, "entente: building the browser viewer, once; this takes a minute")
	if err := os.MkdirAll(b.kept, 0o755); err != nil {
		return webpage.Program{}, err
	}
	made, err := os.MkdirTemp(b.kept, "new-")
	if err != nil {
		return webpage.Program{}, err
	}
	defer os.RemoveAll(made)
	if err := b.buildInto(made); err != nil {
		return webpage.Program{}, fmt.Errorf("the browser viewer cannot be built: %w", err)
	}
	p, err := readProgram(made)
	if err != nil {
		return webpage.Program{}, err
	}
	b.removeOlder()
	_ = os.Rename(made, at) // another process may have been first
	return p, nil
}

// sumSources hashes all that the build is made of: the compiler's version and the
// sources.
func (b *viewerBuild) sumSources() (string, error) {
	h := sha256.New()
	c := exec.Command(b.compiler, "env", "GOVERSION")
	c.Dir = b.root
	version, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("the installed Go does not run: %w", err)
	}
	h.Write(version)
	for _, top := range []string{"go.mod", "go.sum", "cmd/entente-view", "render", "replay", "sim"} {
		err := filepath.WalkDir(filepath.Join(b.root, top), func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules"):
				return fs.SkipDir
			case !d.Type().IsRegular() || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			data, err := os.ReadFile(name)
			fmt.Fprintf(h, "%s %d\n", strings.TrimPrefix(name, b.root), len(data))
			h.Write(data)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12]), nil
}

// buildInto builds the viewer as a release does.
func (b *viewerBuild) buildInto(folder string) error {
	c := exec.Command(b.compiler, "run", "./cmd/dev", "viewer", folder)
	c.Dir = b.root
	c.Env = append(os.Environ(), "GOOS=", "GOARCH=", "GOFLAGS=")
	if said, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return nil
}

// removeOlder takes away what was made of older sources.
func (b *viewerBuild) removeOlder() {
	old, err := os.ReadDir(b.kept)
	if err != nil {
		return
	}
	for _, d := range old {
		if !strings.HasPrefix(d.Name(), "new-") {
			os.RemoveAll(filepath.Join(b.kept, d.Name()))
		}
	}
}

// readProgram reads a kept build; gzip's last four bytes say how large it unpacks.
func readProgram(folder string) (webpage.Program, error) {
	packed, err := os.ReadFile(filepath.Join(folder, packedName))
	if err != nil {
		return webpage.Program{}, err
	}
	glue, err := os.ReadFile(filepath.Join(folder, glueName))
	if err != nil {
		return webpage.Program{}, err
	}
	return webpage.NewProgram(packed, glue)
}
