package scenarios

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"entente/sim/files"
)

// Source is one file of a scenario as it was read.
type Source struct {
	Name string // as includes name it; the main file has its own
	Data []byte
}

// patchPrefix marks the patches among the sources of a scenario.
const patchPrefix = "patch/"

// maxSources bounds how many files one scenario may be made of.
const maxSources = 200

// reader collects the files of a scenario. A name that ends in .yaml is a
// file, beside the one that includes it; any other is a library preset.
type reader struct {
	r     *report
	fetch func(name string) ([]byte, error)
	read  []Source
	trees map[string]*node
	shown map[string]string // names of sources as the user knows them
}

// tree reads one file and what it includes, and merges them.
func (rd *reader) tree(name string, from place, chain []string) *node {
	if slices.Contains(chain, name) {
		rd.r.add(from, "include", "files include each other in a circle", strings.Join(append(chain, name), " -> "))
		return nil
	}
	if t, ok := rd.trees[name]; ok {
		return t // merged already
	}
	if len(rd.read) >= maxSources {
		rd.r.add(from, "include", fmt.Sprintf("more than %d files", maxSources), "")
		return nil
	}
	data, err := rd.fetch(name)
	if err != nil {
		rd.r.fail(from, "include", err)
		return nil
	}
	rd.read = append(rd.read, Source{name, data})
	rd.trees[name] = nil
	file := name
	if shown, ok := rd.shown[name]; ok {
		file = shown
	}
	root := parse(file, data, rd.r)
	if root == nil {
		return nil
	}
	if root.kind != mapping {
		rd.r.add(root.place, "", fmt.Sprintf("%s where a scenario is needed", root.kind), "")
		return nil
	}
	if list := root.get("include"); list != nil && list.kind == sequence {
		for _, inc := range list.vals {
			if inc.kind != scalar {
				continue // the decoder says so
			}
			before := len(rd.read)
			file := includeName(name, inc.text)
			if path.IsAbs(inc.text) || strings.HasPrefix(file, "../") {
				rd.r.add(inc.place, "include", fmt.Sprintf("%s leads out of the folder of the scenario", inc.text), "")
				continue
			}
			part := rd.tree(file, inc.place, append(chain, name))
			if part != nil && len(rd.read) > before {
				if i := part.index("include"); i >= 0 {
					part = part.without(i)
				}
				root = unite(root, part, "", rd.r)
			}
		}
	}
	rd.trees[name] = root
	return root
}

// includeName turns what an include says into the name of a source.
func includeName(from, name string) string {
	if !strings.HasSuffix(name, ".yaml") {
		return name
	}
	return path.Join(path.Dir(from), name)
}

// readWithin reads a file of bounded size in a folder or below it. A symbolic link
// may lead to another place in there, and not out of it: what lies elsewhere is
// none of a scenario's business, and its words must not come up in a message.
func readWithin(dir, name string) ([]byte, error) {
	f, err := files.OpenWithin(dir, filepath.FromSlash(name))
	if errors.Is(err, files.ErrOutside) {
		return nil, fmt.Errorf("%s leads out of the folder of the scenario", name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, files.Cause(err))
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

// readFile reads a file of bounded size.
func readFile(name string) ([]byte, error) {
	f, _, err := files.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}
