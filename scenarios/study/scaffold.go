package study

import (
	"fmt"
	"strings"

	"entente/scenarios"
)

// Scaffold is a small study of a scenario to start from, with a line on each of its
// parts. It can be run as it is.
func Scaffold(scenario string) (string, error) {
	f, err := scenarios.NewFamily(scenario, scenarios.Options{})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	name := string(f.Scenario().Static.Scenario)
	fmt.Fprintf(&b, scaffoldHead, name, f.Scenario().Static.Title+": a first study", scenario)
	b.WriteString("\nfactors:                     # what nobody knows, or somebody can turn: any path of the scenario; * stands for any part\n")
	for _, c := range scaffoldFactors {
		if list, err := f.Reach(c.path); err == nil && len(list) > 0 {
			fmt.Fprintf(&b, "  %s: %s\n", c.path, c.values)
		}
	}
	b.WriteString(scaffoldBlocks)
	return b.String(), nil
}

const scaffoldHead = `study: 1                     # the version of the grammar of studies
name: %s-study
title: %q
asks: What does the option change, whatever the rest is like?
scenario: %s                 # of the library, or a file beside this one
seeds: {root: 1}             # runs of one replication share their luck, whatever else differs (scheme: common)
replications: {n: 10}        # of each point under each option; it can grow later without losing a run

options:                     # what can be decided; each is run at every point
  - {id: as-it-is}
  - {id: more-trust, title: "More trust between those who know each other", set: {model.trust: 0.7}}
`

// scaffoldFactors are paths that most scenarios have.
var scaffoldFactors = []struct{ path, values string }{
	{"model.patience", "{from: 2h, to: 2d, scale: log}"},
	{"model.credit_at", "{from: 0.4, to: 0.8}"},
	{"model.own_word", "{from: 0.5, to: 0.95}"},
	{"relations.*.trust", "{from: 0.2, to: 0.9}"},
	{"relations.*.tension", "{values: [0, 0.3, 0.6]}"},
}

const scaffoldBlocks = `
blocks:                      # which values runs are made with; one design after the other
  - {id: spread, design: latin, n: 8}          # every factor seen evenly
  # - {id: corners, design: factorial, levels: 2}
  # - {id: screen, design: morris, n: 10}       # which factors matter at all
  # - {id: indices, design: saltelli, n: 256}   # how much of the variance each explains

limits: {on_error: continue} # a run that fails is a row that says why
`
