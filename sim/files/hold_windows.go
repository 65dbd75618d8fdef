package files

import (
	"errors"
	"syscall"
)

// Hold keeps a file for this process until release, or until the process ends however
// it does. ErrHeld says that another holds it. Others may read it meanwhile.
func Hold(name string) (release func(), err error) {
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	// Whoever opens it to write shares reading only, so a second one is refused.
	h, err := syscall.CreateFile(path, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ, nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, syscall.Errno(32)) { // a sharing violation
		return nil, ErrHeld
	}
	if err != nil {
		return nil, err
	}
	return func() { _ = syscall.CloseHandle(h) }, nil
}
