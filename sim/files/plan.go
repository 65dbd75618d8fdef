package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Plan is what a command is about to write.
type Plan struct {
	Targets []Target // written together or not at all
	Inputs  []string // files that the command reads
	Force   bool     // finished files may be replaced
	Folder  bool     // the directory of the targets is made if it is missing

	// Early refuses a finished file before the work. Without it that waits until
	// the new file is there, for one that is the same need not be refused.
	Early bool
}

// Target is one file to write.
type Target struct {
	Name string
	Kind Kind
}

// Kind is a sort of file.
type Kind struct {
	Noun string                            // with its article: "a replay file"
	Is   func(r io.ReaderAt, n int64) bool // whether a file of n bytes is one
}

// Refusal says why a file is not written.
type Refusal struct{ Name, Why string }

func (r *Refusal) Error() string { return r.Name + " " + r.Why }

// names are the names of the targets in a line.
func (p *Plan) names() string {
	var list []string
	for _, t := range p.Targets {
		list = append(list, t.Name)
	}
	return strings.Join(list, ", ")
}

// findRefusals gives every refusal of a plan that can be told before the work.
func (p *Plan) findRefusals() error {
	if dir := filepath.Dir(p.Targets[0].Name); p.Folder {
		if info, err := os.Stat(dir); err == nil && !info.IsDir() {
			return &Refusal{dir, "is there already and is no directory; name another"}
		}
	}
	var all []error
	for i := range p.Targets {
		all = append(all, p.refuseTarget(&p.Targets[i]))
	}
	return errors.Join(all...)
}

func (p *Plan) refuseTarget(t *Target) error {
	if t.Name == "" {
		return &Refusal{`""`, "is no name of a file; name one"}
	}
	info, err := os.Stat(t.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(t.Name); err == nil {
			return &Refusal{t.Name, "is a symbolic link that leads nowhere; name another file"}
		}
		return nil
	case err != nil:
		return fmt.Errorf("%s cannot be written: %w", t.Name, Cause(err))
	}
	if err := regular(info); err != nil {
		return &Refusal{t.Name, fmt.Sprintf("is never replaced: %v; name another file", err)}
	}
	if info.Mode().Perm()&0o222 == 0 {
		return &Refusal{t.Name, "is never replaced: it is read-only; name another file"}
	}
	for _, name := range p.Inputs {
		if in, err := os.Stat(name); err == nil && os.SameFile(in, info) {
			if filepath.Clean(name) == filepath.Clean(t.Name) {
				return &Refusal{t.Name, "is never replaced: this command reads it; name another file"}
			}
			return &Refusal{t.Name, fmt.Sprintf("is never replaced: it is %s under another name, which this command reads; name another file", name)}
		}
	}
	if info.Size() == 0 {
		return nil
	}
	f, size, err := Open(t.Name)
	if err != nil {
		return err
	}
	defer f.Close()
	if !t.Kind.Is(f, size) {
		return &Refusal{t.Name, fmt.Sprintf("is never replaced: it is there already and is not %s; name another file", t.Kind.Noun)}
	}
	if p.Early && !p.Force {
		return t.finished()
	}
	return nil
}

// finished refuses a file because it is there.
func (t *Target) finished() error {
	return &Refusal{t.Name, "is there already; --force replaces it, or name another file"}
}

// compare holds a finished file against what is there under its name: the same
// bytes, or others that would be lost.
func (t *Target) compare(fresh string) (same, lost bool, err error) {
	old, size, err := Open(t.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	defer old.Close()
	now, length, err := Open(fresh)
	if err != nil {
		return false, false, err
	}
	defer now.Close()
	if size == length {
		same, err = sameBytes(old, now)
	}
	return same, !same && size > 0, err
}

// sameBytes says whether two readers give the same bytes.
func sameBytes(a, b io.Reader) (bool, error) {
	var left, right [1 << 15]byte
	for {
		n, err := io.ReadFull(a, left[:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, err
		}
		m, err := io.ReadFull(b, right[:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, err
		}
		if string(left[:n]) != string(right[:m]) {
			return false, nil
		}
		if n < len(left) {
			return true, nil
		}
	}
}
