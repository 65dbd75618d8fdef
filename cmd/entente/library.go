package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/scenarios"
	"entente/scenarios/words"
)

func newLibrary(e *edge) *cobra.Command {
	list := func(*cobra.Command, []string) error { return listLibrary(e) }
	group := &cobra.Command{
		Use:   "library",
		Short: "List what comes with the program, show it, or begin a scenario of your own",
		Example: `  entente library
  entente library show three-nations > my-exercise.yaml
  entente library new harbour-27                 a scenario to start from, in harbour-27.yaml
  entente library schema > schema.json           what an editor needs to help
  entente library presets channels               what can be copied, with values and sources
  entente library patches last-mile-2019         what can be tried on a scenario
  entente library show nations/eu-member         presets that scenarios include
  entente library show liaison-or-platform       a study, for entente sweep run
  entente library show cases/last-mile-2019      a documented case, for entente validate`,
	}
	group.AddCommand(
		&cobra.Command{Use: "list", Short: "List the scenarios, studies and documented cases of the library", Args: args(cobra.NoArgs, "nothing"), RunE: list},
		&cobra.Command{
			Use: "show NAME", Short: "Print the YAML of anything in the library, ready to be changed",
			Long: `Show prints a scenario, a study, a documented case (cases/NAME), a patch (SCENARIO/NAME), a file of presets
(channels/usual), one preset (phone, or channels/phone where the name alone means
several), the catalogue of reforms (reforms/usual) or the engine's own figures, which
hold where a scenario says nothing (defaults).`,
			Example: `  entente library show two-nations > my-exercise.yaml
  entente library show last-mile-2019/tear-line > mine.yaml    a patch to begin with
  entente library show phone                                   one preset
  entente library show defaults`,
			Args:              args(cobra.ExactArgs(1), "one name"),
			ValidArgsFunction: completeLibrary,
			RunE:              func(_ *cobra.Command, names []string) error { return showLibrary(e, names[0]) },
		},
	)
	group.AddCommand(newPresets(e), newPatches(e), newScenario(e), newManual(e), newSchema(e))
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
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, "\nDocumented cases, for entente validate; entente library show cases/NAME prints one:")
	for _, entry := range scenarios.Cases() {
		fmt.Fprintf(t, "%s\t%s\n", entry.Name, entry.Title)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, "\nCases that were written before they were first run, for entente validate --unseen:")
	for _, entry := range scenarios.Unseen() {
		fmt.Fprintf(t, "%s\t%s\n", entry.Name, entry.Title)
	}
	return t.Flush()
}

func showLibrary(e *edge, name string) error {
	data, err := scenarios.LibraryText(name)
	if err != nil {
		names := scenarios.LibraryNames()
		if strings.Contains(name, "/") { // the scenario before the slash is not what was meant
			names = slices.DeleteFunc(names, func(n string) bool { return !strings.Contains(n, "/") })
		}
		if hint := words.DidYouMean(name, names); hint != "" {
			return wrong(fmt.Errorf("%w (%s)", err, hint))
		}
		return wrong(fmt.Errorf("%w; entente library lists the scenarios, entente library presets what they copy", err))
	}
	_, err = e.stdout.Write(data)
	return err
}

// completeLibrary offers all that show knows.
func completeLibrary(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarios.LibraryNames(), cobra.ShellCompDirectiveNoFileComp
}
