package main

import (
	"io"
	"os"
	"unicode/utf8"
)

// Under wasm there is no terminal: no colour, no progress bar, one core.

func terminal() (width int, watch bool, cores int) { return 0, false, 1 }

func endings() []os.Signal { return []os.Signal{os.Interrupt} }

func in(_ ink, s string) string { return s }

func columns(s string) int { return utf8.RuneCountInString(s) }

func paper(e *edge) io.Writer { return e.stdout }
