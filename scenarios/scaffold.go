package scenarios

import (
	_ "embed"
	"strings"
)

//go:embed scaffold.yaml
var scaffold string

// Scaffold is a small scenario to start from, with a line on each of its
// blocks. Name must be one that a scenario can have.
func Scaffold(name string) (string, error) {
	var id ID
	if err := id.parseText(name); err != nil {
		return "", withHint(err)
	}
	return strings.Replace(scaffold, "scenario: NAME", "scenario: "+name, 1), nil
}
