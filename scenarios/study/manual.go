package study

import _ "embed"

//go:embed manual.md
var manual string

// Manual says, in Markdown, how a study is written, run and read.
func Manual() string { return manual }
