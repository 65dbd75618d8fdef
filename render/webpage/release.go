//go:build release

package webpage

import _ "embed"

//go:embed release/view.wasm.gz
var packed []byte

//go:embed release/wasm_exec.js
var glue []byte

// Viewer is the program that a release carries.
func Viewer() (Program, bool) {
	p, err := NewProgram(packed, glue)
	if err != nil {
		panic("webpage: " + err.Error()) // a file of ours
	}
	return p, true
}
