package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"entente/scenarios"
)

func newScenario(e *edge) *cobra.Command {
	var file string
	var force bool
	c := &cobra.Command{
		Use:   "new NAME",
		Short: "Write a small scenario to start from",
		Long: `New writes a scenario that passes the check and runs as it is: two fictional
nations from presets, two storylines, a law, an inject, an expected action and an
objective, with a line on each block. A scenario that exists already is
replaced only with --force.`,
		Example: `  entente library new harbour-27
  entente library new harbour-27 -o exercises/harbour.yaml
  entente library new harbour-27 -o -            to standard output`,
		Args: args(cobra.ExactArgs(1), "one name"),
		RunE: func(_ *cobra.Command, names []string) error { return writeScaffold(e, names[0], file, force) },
	}
	c.Flags().StringVarP(&file, "output", "o", "", "write to `FILE` instead of NAME.yaml")
	addForceFlag(c, &force)
	return c
}

func writeScaffold(e *edge, name, file string, force bool) error {
	yaml, err := scenarios.Scaffold(name)
	if err != nil {
		return wrong(err)
	}
	if file == "-" {
		_, err := io.WriteString(e.stdout, yaml)
		return err
	}
	if file == "" {
		file = name + ".yaml"
	}
	if err := e.save(singleTarget(file, scenarioFile, force), textWriter(yaml)); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s. Next: entente check %s && entente run %s\n", file, file, file)
	return nil
}
