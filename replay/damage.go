package replay

import (
	"errors"
	"fmt"
)

// ErrForeign says that a file is whole but not a replay of this program.
var ErrForeign = errors.New("not a replay file")

// ErrNewer says that a file is of a format that this program does not know yet.
var ErrNewer = errors.New("a newer entente reads it")

// ErrOlder says that a file is of a format that this program no longer knows.
var ErrOlder = errors.New("run its scenario again")

// FormatError says which newer format a file has. It is ErrNewer.
type FormatError struct {
	Format int64
	Err    error
}

func (e *FormatError) Error() string {
	return fmt.Sprintf("the file is of format %d and this program reads format %d: %v", e.Format, Format, e.Err)
}

func (e *FormatError) Unwrap() error { return e.Err }

// ErrChanged says that the records of a file are whole, but not those of its run.
var ErrChanged = errors.New("the record was changed after it was written")

// Damage says where a file stops being what was written, and what is wrong
// there. It is an error when nothing can be done with the file, and a remark
// (File.Truncated) when the part before it can.
type Damage struct {
	Offset int64  // of the byte at which the broken part begins
	What   string // what is broken
	Err    error  // how it showed; may be nil
}

func (d *Damage) Error() string {
	if d.Err != nil {
		return fmt.Sprintf("damaged at byte %d: %s: %v", d.Offset, d.What, d.Err)
	}
	return fmt.Sprintf("damaged at byte %d: %s", d.Offset, d.What)
}

func (d *Damage) Unwrap() error { return d.Err }

func damaged(off int64, format string, args ...any) *Damage {
	return &Damage{Offset: off, What: fmt.Sprintf(format, args...)}
}

// hinted is an error that has told what to do.
type hinted struct{ error }

func (h hinted) Unwrap() error { return h.error }

// addSaveHint tells how to save what can be saved, once.
func addSaveHint(err error) error {
	var told hinted
	var d *Damage
	if errors.As(err, &told) || errors.Is(err, ErrForeign) || !errors.As(err, &d) {
		return err
	}
	return hinted{fmt.Errorf("%w (`entente replay recover` saves what comes before it)", err)}
}
