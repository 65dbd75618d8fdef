//go:build !release

package webpage

// Viewer is the program that a release carries; this build carries none.
func Viewer() (Program, bool) { return Program{}, false }
