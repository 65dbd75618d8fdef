package tree

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

// maxSources bounds how many files one scenario may be made of.
const maxSources = 200

// reader collects the files of a scenario. A name that ends in .yaml is a
// file, beside the one that includes it; any other is a library preset.
type reader struct {
	r     *Report
	fetch func(name string) ([]byte, error)
	read  []Source
	trees map[string]*Node
	shown map[string]string // names of sources as the user knows them
}

// Read reads a file and all that it includes, and merges them into one tree: nil where
// they cannot be. The sources come in the order in which they were read. Problems of
// the file itself name it by shown, if that is not empty.
func Read(name, shown string, fetch func(name string) ([]byte, error), r *Report) (*Node, []Source) {
	rd := reader{r: r, fetch: fetch, trees: map[string]*Node{}, shown: map[string]string{}}
	if shown != "" {
		rd.shown[name] = shown
	}
	root := rd.tree(path.Clean(name), Place{}, nil)
	return root, rd.read
}

// tree reads one file and what it includes, and merges them.
func (rd *reader) tree(name string, from Place, chain []string) *Node {
	if slices.Contains(chain, name) {
		rd.r.Add(from, "include", "files include each other in a circle", strings.Join(append(chain, name), " -> "))
		return nil
	}
	if t, ok := rd.trees[name]; ok {
		return t // merged already
	}
	if len(rd.read) >= maxSources {
		rd.r.Add(from, "include", fmt.Sprintf("more than %d files", maxSources), "")
		return nil
	}
	data, err := rd.fetch(name)
	if err != nil {
		rd.r.Fail(from, "include", err)
		return nil
	}
	rd.read = append(rd.read, Source{name, data})
	rd.trees[name] = nil
	file := name
	if shown, ok := rd.shown[name]; ok {
		file = shown
	}
	root := Parse(file, data, rd.r)
	if root == nil {
		return nil
	}
	if root.Kind != Mapping {
		rd.r.Add(root.Place, "", fmt.Sprintf("%s where a scenario is needed", root.Kind), "")
		return nil
	}
	if list := root.Get("include"); list != nil && list.Kind == Sequence {
		for _, inc := range list.Vals {
			if inc.Kind != Scalar {
				continue // the decoder says so
			}
			before := len(rd.read)
			file := includeName(name, inc.Text)
			if path.IsAbs(inc.Text) || strings.HasPrefix(file, "../") {
				rd.r.Add(inc.Place, "include", fmt.Sprintf("%s leads out of the folder of the scenario", inc.Text), "")
				continue
			}
			part := rd.tree(file, inc.Place, append(chain, name))
			if part != nil && len(rd.read) > before {
				if i := part.Index("include"); i >= 0 {
					part = part.Without(i)
				}
				root = mergeFiles(root, part, "", rd.r)
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

// ReadWithin reads a file of bounded size in a folder or below it. A symbolic link
// may lead to another place in there, and not out of it: what lies elsewhere is
// none of a scenario's business, and its words must not come up in a message.
func ReadWithin(dir, name string) ([]byte, error) {
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

// ReadFile reads a file of bounded size.
func ReadFile(name string) ([]byte, error) {
	f, _, err := files.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxBytes+1)) // one more than may be: Parse refuses it
}
