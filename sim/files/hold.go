package files

import "errors"

// ErrHeld says that another process works on a file.
var ErrHeld = errors.New("another process works on it")
