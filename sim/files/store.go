package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Store is where the files of one program are made. It knows what is not finished,
// so that a program which is told to end leaves nothing behind.
type Store struct {
	system  System
	mu      sync.Mutex // held while names change, and for ever once abandoned
	drafts  []*Draft
	made    int // temporary names so far
	written []string
}

// NewStore makes files by way of a system.
func NewStore(s System) *Store { return &Store{system: s} }

// Write writes the files of a plan from memory, all of them whole or none: data has the
// bytes of each target. Its errors are those of Begin and of Draft.Commit.
func (s *Store) Write(p Plan, data ...[]byte) error {
	d, err := s.Begin(p)
	if err != nil {
		return err
	}
	defer d.Close()
	for i, part := range d.Parts {
		if _, err := part.Write(data[i]); err != nil {
			return err
		}
	}
	return d.Commit()
}

// Begin opens what a plan is about to write, under temporary names. Its error is a
// *Refusal, several of them joined, or one of the system. Commit or Close the Draft.
func (s *Store) Begin(p Plan) (*Draft, error) {
	if err := p.findRefusals(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := &Draft{store: s, plan: p}
	s.drafts = append(s.drafts, d)
	if err := d.open(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// Abandon removes what is not finished, and holds up whoever goes on to write. It
// is for a program that ends at once; a change of names that is under way comes to
// its end first.
func (s *Store) Abandon() error {
	s.mu.Lock() // and never unlocked
	var all []error
	for _, d := range slices.Clone(s.drafts) {
		all = append(all, d.close())
	}
	return errors.Join(all...)
}

// Written lists the files that were finished. Call it from where the writing is
// done, or after Abandon.
func (s *Store) Written() []string { return s.written }

// temporary is a name beside another that is free, as far as this program knows.
func (s *Store) temporary(beside string) string {
	s.made++
	return filepath.Join(filepath.Dir(beside), fmt.Sprintf(".entente-%d-%d", os.Getpid(), s.made))
}

// create makes a temporary file beside another.
func (s *Store) create(beside string) (name string, f File, err error) {
	const tries = 1000 // what killed programs with the same number may have left
	for range tries {
		name = s.temporary(beside)
		if f, err = s.system.Create(name); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return name, f, err
}
