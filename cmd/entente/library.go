package main

import (
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/scenarios"
)

func newLibrary(e *edge) *cobra.Command {
	list := func(*cobra.Command, []string) error { return listLibrary(e) }
	group := &cobra.Command{
		Use:   "library",
		Short: "List the scenarios and studies that come with the program, show one, or begin one",
		Example: `  entente library
  entente library show three-nations > my-exercise.yaml
  entente library new harbour-27                 a scenario to start from, in harbour-27.yaml
  entente library schema > schema.json           what an editor needs to help
  entente library show nations/eu-member         a preset that scenarios include
  entente library show liaison-or-platform       a study, for entente sweep run`,
	}
	group.AddCommand(
		&cobra.Command{Use: "list", Short: "List the scenarios and studies of the library", Args: args(cobra.NoArgs, "nothing"), RunE: list},
		&cobra.Command{
			Use: "show NAME", Short: "Print the YAML of a scenario or study, ready to be changed",
			Example:           `  entente library show two-nations > my-exercise.yaml`,
			Args:              args(cobra.ExactArgs(1), "one name"),
			ValidArgsFunction: completeLibrary,
			RunE:              func(_ *cobra.Command, names []string) error { return showLibrary(e, names[0]) },
		},
	)
	group.AddCommand(newScenario(e), newManual(e), newSchema(e))
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
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, "\nStudies, for entente sweep run:")
	for _, entry := range scenarios.Studies() {
		fmt.Fprintf(t, "%s\t%s\n", entry.Name, entry.Title)
	}
	return t.Flush()
}

func showLibrary(e *edge, name string) error {
	data, err := scenarios.LibraryFile(name)
	if err != nil {
		var names []string
		for _, entry := range slices.Concat(scenarios.Library(), scenarios.Studies()) {
			names = append(names, entry.Name)
		}
		if hint := scenarios.DidYouMean(name, names); hint != "" {
			return wrong(fmt.Errorf("%w (%s)", err, hint))
		}
		return wrong(fmt.Errorf("%w; entente library lists the scenarios", err))
	}
	_, err = e.stdout.Write(data)
	return err
}

// completeLibrary offers the library's names alone.
func completeLibrary(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	names, _ := completeScenario(c, given, typed)
	studies, _ := completeStudy(c, given, typed)
	return slices.Concat(names, studies), cobra.ShellCompDirectiveNoFileComp
}
