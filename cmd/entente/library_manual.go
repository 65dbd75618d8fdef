package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/render/font"
	"entente/scenarios"
	"entente/scenarios/reference"
)

func newManual(e *edge) *cobra.Command {
	return &cobra.Command{
		Use:   "manual [CHAPTER]",
		Short: "Explain how each system is simulated and used, and what every word means",
		Long: `Manual lists the systems that a scenario can simulate, or shows the chapter of one,
by its number or a word of its title: what the engine does, what to write, where the
library uses it, and what to look at afterwards. After the chapters comes the reference:
patches, predicates, conditions, measures, ratings, outcomes, steps and causes, levels,
exit codes, the shape of every --json and licences.`,
		Example: `  entente library manual
  entente library manual 9
  entente library manual summits
  entente library manual predicates              all names that a law's when knows`,
		Args: args(cobra.MaximumNArgs(1), "at most one chapter"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var out []string
			for _, c := range manual() {
				out = append(out, fmt.Sprintf("%d\t%s", c.Number, c.Title))
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, given []string) error {
			if len(given) == 0 {
				for _, c := range manual() {
					fmt.Fprintf(e.stdout, "%3d  %s\n", c.Number, c.Title)
				}
				return nil
			}
			return printChapter(e, given[0])
		},
	}
}

// manual is the manual with what the commands say of themselves.
func manual() []scenarios.Chapter {
	own := reference.Commands{ExitCodes: exitCodes, Letters: font.Licence()}
	for i := range shapes {
		s := &shapes[i]
		own.Shapes = append(own.Shapes, reference.Shape{Name: s.of, Says: s.says, Printers: s.printers(), Schema: s.schema()})
	}
	return reference.Manual(own)
}

// printChapter shows the chapter with a number or, if there is one alone, with a
// word in its title, else in its text.
func printChapter(e *edge, word string) error {
	all := manual()
	number, err := strconv.Atoi(word)
	for _, find := range []func(*scenarios.Chapter) bool{
		func(c *scenarios.Chapter) bool { return err == nil && c.Number == number },
		func(c *scenarios.Chapter) bool { return contains(c.Title, word) },
		func(c *scenarios.Chapter) bool { return contains(c.Text, word) },
	} {
		var found []*scenarios.Chapter
		for i := range all {
			if find(&all[i]) {
				found = append(found, &all[i])
			}
		}
		switch {
		case len(found) == 1:
			c := found[0]
			_, err := fmt.Fprintf(e.stdout, "%d. %s\n\n%s\n", c.Number, c.Title, c.Text)
			return err
		case len(found) > 1:
			var titles []string
			for _, c := range found {
				titles = append(titles, fmt.Sprintf("%d. %s", c.Number, c.Title))
			}
			_, err := io.WriteString(e.stdout, strings.Join(titles, "\n")+"\n")
			return err
		}
	}
	return wrong(fmt.Errorf("no chapter %q; entente library manual lists them", word))
}

func contains(text, word string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(word))
}
