package scenarios

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed manual.md
var manualText string

// Chapter of the manual: one of the systems that a scenario can simulate.
type Chapter struct {
	Number int
	Title  string
	Text   string // Markdown without its heading
}

// Manual gives the chapters in their order.
func Manual() []Chapter {
	var out []Chapter
	for i, part := range strings.Split(manualText, "\n## ") {
		if i == 0 {
			continue // what stands before the first
		}
		head, text, _ := strings.Cut(part, "\n")
		number, title, _ := strings.Cut(head, ". ")
		n, _ := strconv.Atoi(number)
		out = append(out, Chapter{n, title, strings.TrimSpace(text)})
	}
	return out
}
