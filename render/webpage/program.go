package webpage

import (
	"encoding/binary"
	"errors"
)

// Program is the viewer as a browser runs it.
type Program struct {
	Packed []byte // the wasm file, packed with gzip
	Size   int64  // unpacked, in bytes
	Glue   []byte // wasm_exec.js of the Go that compiled it
}

// NewProgram puts a program together. How large it unpacks stands at the end of what
// gzip wrote.
func NewProgram(packed, glue []byte) (Program, error) {
	const least = 18 // bytes of an empty file
	if len(packed) < least || packed[0] != 0x1f || packed[1] != 0x8b || len(glue) == 0 {
		return Program{}, errors.New("the browser viewer is not whole: remove it, and it is made again")
	}
	return Program{packed, int64(binary.LittleEndian.Uint32(packed[len(packed)-4:])), glue}, nil
}
