package main

import (
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/scenarios"
	"entente/scenarios/study"
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

// schemas are the grammars that an editor can be told of.
var schemas = map[string]func() []byte{"scenario": scenarios.Schema, "study": study.Schema}

func newSchema(e *edge) *cobra.Command {
	of := "scenario"
	c := &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of scenarios or studies, for editors", Args: args(cobra.NoArgs, "nothing"),
		Long: `Schema prints the grammar of scenarios, their parts and patches as JSON Schema
2020-12, or that of studies. An editor finds it by a line at the top of a file:

  # yaml-language-server: $schema=schema.json

It knows keys, words, forms and bounds. What names refer to, and what belongs
together, only check knows, and of a study sweep plan.`,
		Example: `  entente library schema > schema.json
  entente library schema --of study > study.schema.json`,
		RunE: func(*cobra.Command, []string) error {
			schema, known := schemas[of]
			if !known {
				return wrong(fmt.Errorf("--of %s: there is a schema of scenario, and one of study", of))
			}
			_, err := e.stdout.Write(schema())
			return err
		},
	}
	c.Flags().StringVar(&of, "of", of, "`WHAT` it is of: scenario or study")
	_ = c.RegisterFlagCompletionFunc("of", cobra.FixedCompletions([]string{"scenario", "study"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}
