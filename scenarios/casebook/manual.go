package casebook

import _ "embed"

//go:embed manual.md
var manual string

// Manual says, in Markdown, how a documented case is written and read.
func Manual() string { return manual }
