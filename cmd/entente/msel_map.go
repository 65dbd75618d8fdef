package main

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"entente/scenarios"
	"entente/scenarios/msel/intake"
)

var mappingHead = regexp.MustCompile(`(?m)^(\x{feff})?["']?mapping["']?\s*:`)

func newMSELMap(e *edge) *cobra.Command {
	var into, file string
	var force bool
	c := &cobra.Command{
		Use:   "map LIST",
		Short: "Propose what the headings and words of somebody's list stand for",
		Long: `Map looks at an events list that somebody else wrote, as a workbook or as text with
separators, and writes a mapping file: which row holds the headings and what each means,
which sheets are lists, what the words for types and statuses stand for, the zone of the
times and StartEx. Whatever was guessed or not understood has a comment. Change
what is wrong, keep the file, and give it to: entente msel import LIST --map FILE

With --into, names, storylines and objectives are looked up in that scenario.`,
		Example: `  entente msel map msel.xlsx -o map.yaml
  entente msel map msel.xlsx --into mine.yaml -o map.yaml
  entente msel import msel.xlsx --map map.yaml --into mine.yaml -o next.yaml`,
		Args:              args(cobra.ExactArgs(1), "one list"),
		ValidArgsFunction: completeList,
		RunE: func(_ *cobra.Command, given []string) error {
			return mapList(e, given[0], into, file, force)
		},
	}
	c.Flags().StringVar(&into, "into", "", "a scenario `FILE` that has the agencies and storylines")
	c.Flags().StringVarP(&file, "output", "o", "-", "write to `FILE`")
	addForceFlag(c, &force)
	_ = c.MarkFlagFilename("into", "yaml")
	_ = c.MarkFlagFilename("output", "yaml")
	return c
}

// completeList completes a file that can hold an events list.
func completeList(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return listEndings, cobra.ShellCompDirectiveFilterFileExt
}

func mapList(e *edge, name, into, file string, force bool) error {
	inputs := []string{name}
	var world *intake.World
	if into != "" {
		sc, err := load(into, scenarios.Options{})
		if err != nil {
			return err
		}
		world, inputs = intake.WorldOf(sc.Static), append(inputs, sc.Paths()...)
	}
	b, err := readSheets(e, name)
	if err != nil {
		return err
	}
	p, err := intake.Propose(b, world)
	if err != nil {
		return wrong(err)
	}
	if file == "-" {
		_, err := e.stdout.Write(p.Text)
		return err
	}
	if err := e.save(singleTarget(file, mappingFile, force, inputs...), textWriter(string(p.Text))); err != nil {
		return err
	}
	tellTaken(e, name, p.Guesses, someGuesses)
	fmt.Fprintf(e.stderr, "Wrote %s with %s to look at. Next: entente msel import %s --map %s\n", file, guesses(len(p.Guesses)), name, file)
	return nil
}
