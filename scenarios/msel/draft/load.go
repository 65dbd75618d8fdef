package draft

import (
	"errors"
	"strings"

	"entente/scenarios"
)

// rounds bounds how often what does not fit is taken out; each may bring to light more.
const rounds = 4

// Make writes the scenario so that it checks clean: what an entry names that the new
// world does not have goes into its notes, and is told.
func (d *Draft) Make() (yaml string, guesses []string, sc *scenarios.Scenario, err error) {
	d.Unfit = map[string]bool{}
	for range rounds {
		x := Draft{Name: d.Name, From: d.From, Reading: d.Reading, Unfit: d.Unfit}
		if yaml, guesses, err = x.YAML(); err != nil {
			return "", nil, nil, err
		}
		if sc, err = scenarios.LoadText(d.Name+".yaml", []byte(yaml), scenarios.Options{}); err == nil {
			return yaml, guesses, sc, nil
		}
		var problems scenarios.Problems
		more := false
		if errors.As(err, &problems) {
			for _, p := range problems {
				path := unfit(p.Path)
				more = more || path != "" && !d.Unfit[path]
				d.Unfit[path] = true
			}
		}
		if !more {
			break
		}
	}
	return yaml, guesses, nil, err
}

// unfit is the path of the key of an entry that holds a path; empty if none does.
func unfit(path string) string {
	path, _, _ = strings.Cut(path, ":")
	for _, key := range [...]string{"effect", "if", "when", "storyline", "who"} {
		if at := strings.Index(path, "."+key); strings.HasPrefix(path, "msel.") && at > 0 {
			return path[:at+len(key)+1]
		}
	}
	return ""
}
