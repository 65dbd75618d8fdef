package scenarios

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// Entry is a scenario of the library.
type Entry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Says  string `json:"says"`
}

// Library lists the embedded scenarios by name.
func Library() []Entry { return entries(".", "says") }

// Studies lists the embedded studies by name; what one asks is what it says.
func Studies() []Entry { return entries("studies", "asks") }

// Cases lists the embedded documented cases by name.
func Cases() []Entry { return entries("cases", "says") }

// Unseen lists the embedded documented cases that were written, and kept, before they were
// first run. Their scenarios are in no other list.
func Unseen() []Entry { return entries("cases/unseen", "says") }

// entries lists the YAML files of a folder of the library.
func entries(folder, says string) []Entry {
	var out []Entry
	for _, name := range library.Names(folder) {
		file := name + ".yaml"
		var r tree.Report
		e := Entry{Name: name}
		if root := tree.Parse(file, library.File(path.Join(folder, file)), &r); root != nil {
			for _, k := range []struct {
				key string
				to  *string
			}{{"title", &e.Title}, {says, &e.Says}} {
				if n := root.Get(k.key); n != nil {
					*k.to = strings.TrimSpace(n.Text)
				}
			}
		}
		out = append(out, e)
	}
	return out
}

// LibraryStudy is the source of a study of the library.
func LibraryStudy(name string) ([]byte, error) { return shelved("studies", "study", name, Studies()) }

// ReadNamed reads a file of at most so many bytes, or what the library has under a name:
// where there is no such file and the name does not end in .yaml, library is asked.
func ReadNamed(name string, most int64, library func(string) ([]byte, error)) ([]byte, error) {
	text, err := tree.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !strings.HasSuffix(name, ".yaml"):
		return library(name)
	case err == nil && int64(len(text)) > most:
		return nil, fmt.Errorf("%s: the file is larger than %d MiB", name, most>>20)
	}
	return text, err
}

// LibraryCase is the source of a documented case of the library.
func LibraryCase(name string) ([]byte, error) {
	if data := library.File(path.Join("cases/unseen", name+".yaml")); data != nil {
		return data, nil
	}
	return shelved("cases", "documented case", name, slices.Concat(Cases(), Unseen()))
}

// shelved is the source of what a folder of the library holds under a name.
func shelved(folder, noun, name string, list []Entry) ([]byte, error) {
	if data := library.File(path.Join(folder, name+".yaml")); data != nil {
		return data, nil
	}
	var known []string
	for _, e := range list {
		known = append(known, e.Name)
	}
	what := name + " is no " + noun + " of the library; the name of a file ends in .yaml"
	if hint := words.DidYouMean(name, known); hint != "" {
		what += " (" + hint + ")"
	}
	return nil, errors.New(what)
}

// LibraryFile is the source of a library scenario or study, or of a preset by the name
// an include uses.
func LibraryFile(name string) ([]byte, error) {
	for _, file := range []string{name, "studies/" + name, "presets/" + name, "unseen/" + name} {
		if data := library.File(path.Clean(file) + ".yaml"); data != nil {
			return data, nil
		}
	}
	var known []string
	for _, e := range slices.Concat(Library(), Studies(), Unseen()) {
		known = append(known, e.Name)
	}
	known = append(known, library.Grouped("presets")...)
	return nil, words.Refusal{What: fmt.Sprintf("%s is not in the library", name), Hint: cmpOr(words.DidYouMean(name, known), "a file of your own is named with its ending, .yaml")}
}

// ofLibrary says whether a file is of the library: such names have no ending.
func ofLibrary(file string) bool { return file != "" && library.File("presets/"+file+".yaml") != nil }

// presetFile is the library file that holds a preset, if its name says so.
func presetFile(kind, name string) string {
	file := path.Join(kind, name)
	if library.File(path.Join("presets", file+".yaml")) == nil {
		return ""
	}
	return file
}
