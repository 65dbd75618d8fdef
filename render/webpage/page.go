// Package webpage has the page in which a browser shows the viewer. Everything that the
// page needs is in it, so nothing is fetched from elsewhere.
//
// The viewer itself is cmd/entente-view built for wasm. A release carries it: built
// with the tag `release`, this package embeds release/view.wasm.gz and
// release/wasm_exec.js, which `go run ./cmd/dev viewer` makes. Built without it, Viewer
// says so, and whoever serves the page makes the build from the sources.
package webpage

import _ "embed"

// The parts of the page.
var (
	//go:embed page.html
	HTML []byte
	//go:embed page.css
	Style []byte
	//go:embed page.js
	Script []byte
)

// Policy is what the page is allowed to do, as its server has to say: run its own
// scripts, ask its own server, and be framed by nobody.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
