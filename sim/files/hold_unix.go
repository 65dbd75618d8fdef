//go:build unix && !solaris && !illumos && !aix

package files

import (
	"errors"
	"os"
	"syscall"
)

// Hold keeps a file for this process until release, or until the process ends however
// it does. ErrHeld says that another holds it. It keeps nobody from reading, and where a
// file system knows of no such thing, as some networks' do not, it holds nothing.
func Hold(name string) (release func(), err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, ErrHeld
	}
	return func() { f.Close() }, nil
}
