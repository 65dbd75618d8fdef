package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/scenarios"
	"entente/scenarios/casebook"
	"entente/scenarios/msel/intake"
	"entente/scenarios/study"
	"entente/scenarios/words"
)

// described is something of which there is a JSON Schema.
type described struct {
	of, says string
	schema   func() []byte
}

// schemas are all of them: the grammars that an editor can be told of, and the shapes
// of what commands print.
func schemas() []described {
	list := []described{
		{"scenario", "a scenario, a part that scenarios include, or a patch", scenarios.Schema},
		{"study", "a study, for entente sweep run", study.Schema},
		{"case", "a documented case, for entente validate", casebook.Schema},
		{"map", "a mapping file, for entente msel import --map", intake.Schema},
	}
	for i := range shapes {
		s := &shapes[i]
		list = append(list, described{s.of, s.says + ": " + s.printers(), s.schema})
	}
	return list
}

func newSchema(e *edge) *cobra.Command {
	of := "scenario"
	c := &cobra.Command{
		Use: "schema", Short: "Print a JSON Schema: of scenarios, studies, cases or mapping files, or of what --json prints", Args: args(cobra.NoArgs, "nothing"),
		Long: `Schema prints JSON Schema 2020-12: the grammar of scenarios, their parts and patches,
that of studies, documented cases or mapping files, or the shape of what a command
prints with --json.

` + schemaTable(schemas()) + `
An editor finds a grammar by a line at the top of a file:

  # yaml-language-server: $schema=schema.json

It knows keys, words, forms and bounds. What names refer to, and what belongs
together, only check knows, of a study sweep plan, and of a case validate.`,
		Example: `  entente library schema > schema.json
  entente library schema --of study > study.schema.json
  entente library schema --of run                the object that run and replay show print`,
		RunE: func(*cobra.Command, []string) error {
			var names []string
			for _, s := range schemas() {
				if s.of == of {
					_, err := e.stdout.Write(s.schema())
					return err
				}
				names = append(names, s.of)
			}
			what := fmt.Sprintf("--of %s: there are schemas of %s", of, strings.Join(names, ", "))
			if hint := words.DidYouMean(of, names); hint != "" {
				what += " (" + hint + ")"
			}
			return wrong(fmt.Errorf("%s", what))
		},
	}
	c.Flags().StringVar(&of, "of", of, "`WHAT` it is of: scenario, study, run or another of those above")
	complete(c, "of", func(string) (list []string) {
		for _, s := range schemas() {
			list = append(list, s.of+"\t"+s.says)
		}
		return list
	})
	return c
}

// schemaTable lists schemas for people.
func schemaTable(list []described) string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, s := range list {
		fmt.Fprintf(t, "  %s\t%s\n", s.of, s.says)
	}
	_ = t.Flush() // b takes all
	return b.String()
}
