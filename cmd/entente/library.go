package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/scenarios"
)

func newLibrary(e *edge) *cobra.Command {
	list := func(*cobra.Command, []string) error { return listLibrary(e) }
	group := &cobra.Command{
		Use:   "library",
		Short: "List the scenarios that come with the program, or show one",
		Example: `  entente library
  entente library show three-nations > my-exercise.yaml`,
	}
	group.AddCommand(
		&cobra.Command{Use: "list", Short: "List the scenarios of the library", Args: args(cobra.NoArgs, "nothing"), RunE: list},
		&cobra.Command{
			Use: "show NAME", Short: "Print the YAML of a scenario, ready to be changed",
			Example:           `  entente library show two-nations > my-exercise.yaml`,
			Args:              args(cobra.ExactArgs(1), "one name"),
			ValidArgsFunction: completeLibrary,
			RunE:              func(_ *cobra.Command, names []string) error { return showLibrary(e, names[0]) },
		},
	)
	asGroup(group)
	refuse := group.RunE
	group.RunE = func(c *cobra.Command, given []string) error {
		if len(given) > 0 {
			return refuse(c, given)
		}
		return list(c, given)
	}
	return group
}

func listLibrary(e *edge) error {
	t := tabwriter.NewWriter(e.stdout, 0, 0, 3, ' ', 0)
	for _, entry := range scenarios.Library() {
		fmt.Fprintf(t, "%s\t%s\n", entry.Name, entry.Title)
	}
	return t.Flush()
}

func showLibrary(e *edge, name string) error {
	var names []string
	for _, entry := range scenarios.Library() {
		names = append(names, entry.Name)
		if entry.Name != name {
			continue
		}
		sc, err := load(name, scenarios.Options{})
		if err != nil {
			return err
		}
		_, err = e.stdout.Write(sc.Sources[0].Data)
		return err
	}
	if near := closest(name, names); near != "" {
		return wrong(fmt.Errorf("the library has no scenario %q (did you mean %q?)", name, near))
	}
	return wrong(fmt.Errorf("the library has no scenario %q; entente library lists them", name))
}

// completeLibrary offers the library's names alone.
func completeLibrary(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	names, _ := completeScenario(c, given, typed)
	return names, cobra.ShellCompDirectiveNoFileComp
}
