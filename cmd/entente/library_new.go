package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"entente/scenarios"
)

func newScenario(e *edge) *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "new NAME",
		Short: "Write a small scenario to start from",
		Long: `New writes a scenario that checks clean and runs as it is: two fictional
nations from presets, two storylines, a law, an inject, an expected action and an
objective, with a line on each block. It replaces no file.`,
		Example: `  entente library new harbour-27
  entente library new harbour-27 -o exercises/harbour.yaml
  entente library new harbour-27 -o -            to standard output`,
		Args: args(cobra.ExactArgs(1), "one name"),
		RunE: func(_ *cobra.Command, names []string) error { return writeScaffold(e, names[0], file) },
	}
	c.Flags().StringVarP(&file, "output", "o", "", "write to `FILE` instead of NAME.yaml")
	return c
}

func writeScaffold(e *edge, name, file string) error {
	text, err := scenarios.Scaffold(name)
	if err != nil {
		return wrong(err)
	}
	if file == "-" {
		_, err := io.WriteString(e.stdout, text)
		return err
	}
	if file == "" {
		file = name + ".yaml"
	}
	switch there, err := e.open(file); {
	case err == nil:
		there.Close()
		return wrong(fmt.Errorf("%s is there already; name another with -o", file))
	case !errors.Is(err, fs.ErrNotExist):
		return wrong(err)
	}
	out, err := e.create(file)
	if err != nil {
		return wrong(err)
	}
	defer out.Close()
	if _, err := io.WriteString(out, text); err != nil {
		return err
	}
	if err := out.Keep(); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s. Next: entente check %s && entente run %s\n", file, file, file)
	return nil
}
