//go:build !js

package main

import (
	"errors"
	"fmt"
	"strings"

	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/casebook"
)

// checkCase settles a documented case without running it, and says in a line what is in it;
// yes is false where a name is not that of a case.
func checkCase(name string, with scenarios.Options) (said string, yes bool, err error) {
	if !strings.HasSuffix(name, ".yaml") && !strings.HasPrefix(name, "cases/") {
		return "", false, nil
	}
	name = strings.TrimPrefix(name, "cases/")
	text, err := casebook.Text(name)
	if err != nil || !casebook.IsCase(text) {
		return "", false, nil // it is read again as a scenario, which says what is wrong
	}
	if len(with.Patches) > 0 {
		return "", true, errors.New(name + ": a case names its patches itself; --patch is for scenarios")
	}
	p, err := casebook.NewPlan(name, text, casebook.Options{Set: with.Set})
	if err != nil {
		return "", true, err
	}
	c := p.Case
	parts := []string{wording.Plural(len(c.Rows), "row")}
	for _, x := range []struct {
		n    int
		name string
	}{{len(c.Labels), "label"}, {len(c.Remedies), "remedy"}, {len(c.Controls), "control"}} {
		if x.n > 0 {
			parts = append(parts, wording.Plural(x.n, x.name))
		}
	}
	return fmt.Sprintf("no problems; a documented case of %s: %s", c.Scenario, strings.Join(parts, ", ")), true, nil
}
