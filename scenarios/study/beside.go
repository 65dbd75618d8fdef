package study

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"entente/scenarios"
	"entente/sim/files"
)

// rememberFile remembers a file that was read, by its path on the disk.
func (p *planner) rememberFile(name string, data []byte) error {
	name, err := filepath.Rel(p.dir, filepath.FromSlash(name))
	if err != nil {
		return err
	}
	name = filepath.ToSlash(name)
	for _, s := range p.plan.Beside {
		if s.Name != name {
			continue
		}
		if !bytes.Equal(s.Data, data) {
			return fmt.Errorf("%s was changed while it was read: begin again", name)
		}
		return nil
	}
	p.plan.Beside = append(p.plan.Beside, scenarios.Source{Name: name, Data: data})
	return nil
}

// pathBeside is where a file lies that the study names.
func (p *planner) pathBeside(name string) string {
	return filepath.ToSlash(filepath.Join(p.dir, filepath.FromSlash(name)))
}

// openTable reads a table that the study names, which lies in its folder.
func (p *planner) openTable(name string) ([]byte, error) {
	f, err := files.OpenWithin(p.dir, filepath.FromSlash(name))
	switch {
	case os.IsNotExist(err):
		return nil, fmt.Errorf("there is no %s beside the study", name)
	case err != nil:
		return nil, files.Cause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostTable))
	if err != nil {
		return nil, err
	}
	return data, p.rememberFile(filepath.Join(p.dir, filepath.FromSlash(name)), data)
}
