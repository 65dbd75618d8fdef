package batch

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"entente/scenarios"
	"entente/scenarios/study"
	"entente/sim/files"
)

// inside is the folder, within that of the results, where the study lies with all that
// it names. It is laid out as it was where it came from, so that every command of a row
// works there, and the results can go to another machine.
const inside = "study"

// above stands for a folder whose name is nobody's business: that of a study which
// names something outside of its own.
const above = "here"

// mostAbove bounds how far above its folder a study may look.
const mostAbove = 20

// layOutFiles says where the study goes, and every file that it names, by paths from the
// folder of the results.
func layOutFiles(p *study.Plan, text []byte) (file string, list []scenarios.Source, err error) {
	up := 0
	for _, s := range p.Beside {
		n := 0
		for rest := s.Name; strings.HasPrefix(rest, "../"); rest = rest[len("../"):] {
			n++
		}
		up = max(up, n)
	}
	if up > mostAbove {
		return "", nil, fmt.Errorf("the study names a file %d folders above its own: move it nearer", up)
	}
	dir := path.Join(inside, strings.Repeat(above+"/", up))
	file = path.Join(dir, path.Base(filepath.ToSlash(p.File)))
	list = []scenarios.Source{{Name: file, Data: text}}
	for _, s := range p.Beside {
		name := path.Join(dir, s.Name)
		if name == file && !bytes.Equal(s.Data, text) {
			return "", nil, fmt.Errorf("the study and %s would be one file: rename one of them", s.Name)
		}
		if name != file {
			list = append(list, scenarios.Source{Name: name, Data: s.Data})
		}
	}
	return file, list, nil
}

// settleFiles sees to it that the folder holds a plan's files: what says whose results these
// are, and the study with all that it names. What is there already and the same stays
// untouched, since other programs may be reading it.
func (f *Folder) settleFiles(o *Origin, text []byte, begun bool) error {
	file, list, err := layOutFiles(f.Plan, text)
	if err != nil {
		return err
	}
	if o.File = file; begun && f.holdsFiles(o, list) {
		return nil
	}
	data, err := encodeOrigin(o)
	if err != nil {
		return err
	}
	list = append(list, scenarios.Source{Name: planFile, Data: data})
	plan := files.Plan{Folder: true, Force: begun}
	var parts [][]byte
	for _, s := range list {
		plan.Targets = append(plan.Targets, files.Target{Name: f.pathOf(s.Name), Kind: fileKind(s.Name)})
		parts = append(parts, s.Data)
	}
	return f.Store.Write(plan, parts...)
}

// holdsFiles says whether a folder has these files, to the byte.
func (f *Folder) holdsFiles(o *Origin, list []scenarios.Source) bool {
	data, err := encodeOrigin(o)
	if err != nil {
		return false
	}
	for _, s := range append(list, scenarios.Source{Name: planFile, Data: data}) {
		if have, err := f.read(s.Name, int64(len(s.Data))); err != nil || !bytes.Equal(have, s.Data) {
			return false
		}
	}
	return true
}

// pathOf is where a file of the folder lies.
func (f *Folder) pathOf(name string) string { return filepath.Join(f.Path, filepath.FromSlash(name)) }

// read reads a small file of the folder.
func (f *Folder) read(name string, most int64) ([]byte, error) {
	return files.ReadAll(f.pathOf(name), most)
}
