package main

import (
	"io"
	"os"
)

// Under wasm there is no terminal: no colour, no progress bar, one core.

func terminal() (width int, watch bool, cores int) { return 0, false, 1 }

func endings() []os.Signal { return []os.Signal{os.Interrupt} }

func inColour(_ ink, s string) string { return s }

func colourWriter(e *edge) io.Writer { return e.stdout }
