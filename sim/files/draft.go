package files

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Draft is the files of one plan in the making.
type Draft struct {
	Parts   []*Part // one for each target
	store   *Store
	plan    Plan
	folders []string // that were made for it
}

// Part is one file in the making. Write to it; its Draft does the rest.
type Part struct {
	*bufio.Writer
	target *Target
	path   string // behind symbolic links
	name   string // temporary
	file   File   // nil once closed
	fresh  bool   // nothing stands at its place
	mode   fs.FileMode
	old    string // second name of what stands there
	moved  bool   // and its only one
	placed bool
}

// Name is the name of part i, as the plan has it.
func (d *Draft) Name(i int) string { return d.Parts[i].target.Name }

func (d *Draft) open() error {
	for i := range d.plan.Targets {
		t := &d.plan.Targets[i]
		p := &Part{target: t, path: t.Name}
		if err := d.folder(filepath.Dir(t.Name)); err != nil {
			return err
		}
		if real, err := filepath.EvalSymlinks(t.Name); err == nil {
			p.path = real
		}
		info, err := os.Stat(p.path)
		if p.fresh = err != nil; !p.fresh {
			p.mode = info.Mode().Perm()
		}
		if p.name, p.file, err = d.store.create(p.path); err != nil {
			return fmt.Errorf("%s cannot be written: %w", t.Name, Cause(err))
		}
		p.Writer = bufio.NewWriterSize(p.file, 1<<16)
		d.Parts = append(d.Parts, p)
	}
	return nil
}

// folder makes a directory and those above it, where the plan wants that.
func (d *Draft) folder(name string) error {
	if !d.plan.Folder {
		return nil
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := d.folder(filepath.Dir(name)); err != nil {
		return err
	}
	err := d.store.system.MakeFolder(name)
	if info, there := os.Stat(name); errors.Is(err, fs.ErrExist) && there == nil && info.IsDir() {
		return nil // another program was first: it is that one's
	}
	if err != nil {
		return fmt.Errorf("directory %s cannot be made: %w", name, Cause(err))
	}
	d.folders = append(d.folders, name)
	return nil
}

// Commit gives all files their names, once each is whole and on the disk. If it
// fails, what was there before is there again. A *Refusal is among its errors
// where a file has come up meanwhile, or where one that is there differs.
func (d *Draft) Commit() error {
	d.store.mu.Lock()
	defer d.store.mu.Unlock()
	for _, p := range d.Parts {
		if err := p.syncPart(); err != nil {
			return errors.Join(fmt.Errorf("%s is not written: %w", p.target.Name, Cause(err)), d.close())
		}
	}
	changed, err := d.changes()
	if err != nil {
		return errors.Join(err, d.close())
	}
	if err := d.nameFiles(changed); err != nil {
		return errors.Join(fmt.Errorf("%s is not written: %w", d.plan.names(), err), d.putBack(), d.close())
	}
	for _, p := range d.Parts {
		d.store.written = append(d.store.written, p.target.Name)
	}
	d.folders = nil
	return d.close()
}

// syncPart brings a file to the disk.
func (p *Part) syncPart() error {
	err := p.Flush()
	if err == nil && !p.fresh {
		err = p.file.Chmod(p.mode)
	}
	if err == nil {
		err = p.file.Sync()
	}
	err = errors.Join(err, p.file.Close())
	p.file = nil
	return err
}

// changes lists the parts that are not already there to the byte, and refuses all
// if one would replace what it must not.
func (d *Draft) changes() ([]*Part, error) {
	if err := d.plan.findRefusals(); err != nil {
		return nil, err
	}
	var list []*Part
	var all []error
	for _, p := range d.Parts {
		same, lost, err := p.target.compare(p.name)
		switch {
		case err != nil:
			all = append(all, err)
		case lost && !d.plan.Force:
			all = append(all, p.target.finished())
		case !same:
			list = append(list, p)
		}
	}
	return list, errors.Join(all...)
}

// nameFiles gives files their names. What stood there keeps a second name until all
// is done, so that it can come back.
func (d *Draft) nameFiles(list []*Part) error {
	system := d.store.system
	for _, p := range list {
		if err := p.keepOld(d.store, len(list) == 1); err != nil {
			return err
		}
	}
	var folders []string
	for _, p := range list {
		if err := system.Rename(p.name, p.path); err != nil {
			return err
		}
		p.placed = true
		if dir := filepath.Dir(p.path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	for _, dir := range folders {
		if err := system.SyncFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// keepOld gives what stands at the place of a part a second name. Where a file
// system knows no second names, a file that is replaced alone needs none, for that
// is one step; one of several is moved aside.
func (p *Part) keepOld(s *Store, alone bool) error {
	_, err := os.Lstat(p.path)
	if p.fresh = errors.Is(err, fs.ErrNotExist); p.fresh {
		return nil
	}
	second := s.temporary(p.path)
	if err = s.system.Link(p.path, second); err == nil {
		p.old = second
		return nil
	}
	if alone {
		return nil
	}
	if err = s.system.Rename(p.path, second); err == nil {
		p.old, p.moved = second, true
	}
	return err
}

// putBack undoes what place has done.
func (d *Draft) putBack() error {
	var all []error
	for _, p := range d.Parts {
		all = append(all, p.putBack(d.store.system))
	}
	return errors.Join(all...)
}

func (p *Part) putBack(s System) error {
	switch {
	case p.old != "" && (p.placed || p.moved):
		old := p.old
		p.old = "" // whatever comes, it is not to be removed
		if err := s.Rename(old, p.path); err != nil {
			return fmt.Errorf("what stood at %s is in %s: %w", p.path, old, Cause(err))
		}
	case p.placed && p.fresh:
		if err := s.Remove(p.path); err != nil {
			return fmt.Errorf("%s is there all the same: %w", p.path, Cause(err))
		}
	}
	return nil
}

// leftovers are the names that only the making of a part needed.
func (p *Part) leftovers() []string {
	var list []string
	if !p.placed {
		list = append(list, p.name)
	}
	if p.old != "" {
		list = append(list, p.old)
	}
	return list
}

// Close removes what is not finished. After Commit it does nothing.
func (d *Draft) Close() error {
	d.store.mu.Lock()
	defer d.store.mu.Unlock()
	return d.close()
}

func (d *Draft) close() error {
	at := slices.Index(d.store.drafts, d)
	if at < 0 {
		return nil
	}
	d.store.drafts = slices.Delete(d.store.drafts, at, at+1)
	var all []error
	for _, p := range d.Parts {
		if p.file != nil {
			p.file.Close()
		}
		for _, name := range p.leftovers() {
			if err := d.store.system.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				all = append(all, fmt.Errorf("%s is left behind and can be removed: %w", name, Cause(err)))
			}
		}
	}
	for _, name := range slices.Backward(d.folders) {
		if err := d.store.system.Remove(name); err != nil {
			all = append(all, fmt.Errorf("directory %s is left behind and can be removed: %w", name, Cause(err)))
		}
	}
	return errors.Join(all...)
}
