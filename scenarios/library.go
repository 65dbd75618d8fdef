package scenarios

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

// The library: scenarios by name, and under presets what they include.
//
//go:embed library
var library embed.FS

// Entry is a scenario of the library.
type Entry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Says  string `json:"says"`
}

// Library lists the embedded scenarios by name.
func Library() []Entry {
	files, err := library.ReadDir("library")
	if err != nil {
		panic(err)
	}
	var out []Entry
	for _, f := range files {
		name, isScenario := strings.CutSuffix(f.Name(), ".yaml")
		if !isScenario {
			continue
		}
		var r report
		e := Entry{Name: name}
		if root := parse(f.Name(), libraryFile(f.Name()), &r); root != nil {
			for _, k := range []struct {
				key string
				to  *string
			}{{"title", &e.Title}, {"says", &e.Says}} {
				if n := root.get(k.key); n != nil {
					*k.to = strings.TrimSpace(n.text)
				}
			}
		}
		out = append(out, e)
	}
	return out
}

// LibraryFile is the source of a library scenario, or of a preset by the name
// an include uses.
func LibraryFile(name string) ([]byte, error) {
	for _, file := range []string{name + ".yaml", path.Join("presets", name+".yaml")} {
		if data := libraryFile(file); data != nil {
			return data, nil
		}
	}
	var known []string
	for _, e := range Library() {
		known = append(known, e.Name)
	}
	known = append(known, presetFiles()...)
	return nil, hinted{fmt.Sprintf("%s is not in the library", name), didYouMean(name, known)}
}

func libraryFile(name string) []byte {
	data, err := library.ReadFile(path.Join("library", name))
	if err != nil {
		return nil
	}
	return data
}

// presetFiles lists the presets as includes name them, and patchNames the
// patches as --patch does.
func presetFiles() []string { return within("library/presets") }

func patchNames() []string { return within("library/patches") }

// within lists the files two levels below a folder of the library.
func within(folder string) []string {
	groups, err := library.ReadDir(folder)
	if err != nil {
		panic(err)
	}
	var out []string
	for _, g := range groups {
		files, err := library.ReadDir(path.Join(folder, g.Name()))
		if err != nil {
			panic(err)
		}
		for _, f := range files {
			out = append(out, path.Join(g.Name(), strings.TrimSuffix(f.Name(), ".yaml")))
		}
	}
	return out
}

// presetFile is the library file that holds a preset, if its name says so.
func presetFile(kind, name string) string {
	file := path.Join(kind, name)
	if libraryFile(path.Join("presets", file+".yaml")) == nil {
		return ""
	}
	return file
}
