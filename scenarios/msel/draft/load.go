package draft

import (
	"errors"
	"fmt"
	"slices"
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
		x := Draft{Name: d.Name, From: d.From, Reading: d.Reading, Unfit: d.Unfit, Never: d.Never}
		if yaml, guesses, err = x.YAML(); err != nil {
			return "", nil, nil, err
		}
		if sc, err = scenarios.LoadText(d.Name+".yaml", []byte(yaml), scenarios.Options{}); err == nil {
			d.entries, d.threads, d.nations = x.entries, x.threads, x.nations
			return yaml, append(guesses, d.noteMissed()...), sc, nil
		}
		var problems scenarios.Problems
		more := false
		if errors.As(err, &problems) {
			for _, p := range problems {
				path := badPathKey(p.Path)
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

// badPathKey is the path of the key of an entry that holds a path; empty if none does.
func badPathKey(path string) string {
	path, _, _ = strings.Cut(path, ":")
	for _, key := range [...]string{"effect", "if", "when", "storyline", "who"} {
		if at := strings.Index(path, "."+key); strings.HasPrefix(path, "msel.") && at > 0 {
			return path[:at+len(key)+1]
		}
	}
	return ""
}

// remedy says what to do about an entry that came in no trial run.
func (d *Draft) remedy(e entry) string {
	switch {
	case e.Text("type") != "expected_action":
		return "nothing brings its condition about; write another `if`, or release it by hand"
	case len(d.noticedBefore(e)) == 0:
		return "nothing that its agency can notice comes before it; put an inject to that agency before it, or write in `when` what shows it"
	}
	return "what it waits for takes longer than until then; give it a later `by`, an earlier inject, or a `when` that is met sooner"
}

// noticedBefore are the facts that an expected action could follow from.
func (d *Draft) noticedBefore(e entry) []string {
	own, _, _ := strings.Cut(e.Text("who"), ".")
	return d.noticedIn(own, d.lineOf(&e), e.at)
}

// noteMissed tells of entries that came in no trial run what to do, once the draft is made.
func (d *Draft) noteMissed() (told []string) {
	for _, e := range d.entries {
		if slices.Contains(d.Never, e.Number) {
			told = append(told, fmt.Sprintf("%s %s came in none of the trial runs: %s", strings.ReplaceAll(e.Text("type"), "_", " "), e.Number, d.remedy(e)))
		}
	}
	return told
}
