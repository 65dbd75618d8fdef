// Package library holds the YAML that comes with the engine: scenarios, presets and what
// else scenarios include, patches, studies, reforms and documented cases.
//
// It knows files and folders. What a file says, and what to suggest for a name that does
// not exist, is up to those who read it.
package library

import (
	"embed"
	"path"
	"strings"
)

// A folder that is missing here is found by a test.
//
//go:embed *.yaml cases patches presets reforms studies unseen
var files embed.FS

const ending = ".yaml"

// File is the text of a file, by its path, such as presets/desks/usual.yaml; nil where
// there is none.
func File(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

// Names lists the files of a folder, . for the scenarios, without their ending.
func Names(folder string) (list []string) {
	entries, _ := files.ReadDir(folder)
	for _, e := range entries {
		if name, is := strings.CutSuffix(e.Name(), ending); is {
			list = append(list, name)
		}
	}
	return list
}

// Grouped lists the files in the folders of a folder as FOLDER/NAME, as presets and
// patches are kept.
func Grouped(folder string) (list []string) {
	entries, _ := files.ReadDir(folder)
	for _, e := range entries {
		if e.IsDir() {
			for _, name := range Names(path.Join(folder, e.Name())) {
				list = append(list, path.Join(e.Name(), name))
			}
		}
	}
	return list
}
