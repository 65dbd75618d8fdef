package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/words"
	"entente/sim/journal"
)

func newPresets(e *edge) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "presets [KIND|NAME]",
		Short: "List what scenarios can copy: its values with unit, source and tag, and who uses it",
		Long: `Presets lists what the library has for scenarios to copy by ` + "`like`" + `, by kind. For one
kind, or for a preset, it shows every value with its unit, how sure it is and where
it comes from. A tag says how sure: S seen in a source, L located in one, K
general knowledge, C a calibration value of the engine's own.`,
		Example: `  entente library presets
  entente library presets channels
  entente library presets nations/eu-member
  entente library presets --json | jq '.[] | select(.used_by == []) | .name'`,
		Args: args(cobra.MaximumNArgs(1), "at most one kind or name"),
		ValidArgsFunction: func(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
			for _, p := range scenarios.LibraryPresets() {
				out = append(out, p.Kind+"\tpresets of this kind", p.Kind+"/"+p.Name+"\t"+p.Title)
			}
			slices.Sort(out)
			return slices.Compact(out), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, given []string) error {
			list := scenarios.LibraryPresets()
			if len(given) == 1 {
				var err error
				if list, err = presetsOf(list, given[0]); err != nil {
					return wrong(err)
				}
			}
			switch {
			case asJSON:
				return printJSON(e.stdout, list)
			case len(given) == 0:
				return listPresets(e, list)
			}
			return showPresets(e, list)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list with an object for each")
	return c
}

// presetsOf are those of a kind, or of a name.
func presetsOf(all []scenarios.Preset, word string) ([]scenarios.Preset, error) {
	var kinds []string
	var of []scenarios.Preset
	for _, p := range all {
		kinds = append(kinds, p.Kind)
		if p.Kind == word {
			of = append(of, p)
		}
	}
	for _, p := range all {
		if p.Kind != word && (word == p.Name || word == p.Kind+"/"+p.Name) {
			of = append(of, p)
		}
	}
	if len(of) > 0 {
		return of, nil
	}
	kinds = slices.Compact(kinds)
	known := slices.Clone(kinds)
	for _, p := range all {
		known = append(known, p.Name, p.Kind+"/"+p.Name)
	}
	if hint := words.DidYouMean(word, known); hint != "" {
		return nil, fmt.Errorf("no kind of preset and no preset is called %q (%s)", word, hint)
	}
	return nil, fmt.Errorf("no kind of preset and no preset is called %q; the kinds are %s", word, strings.Join(kinds, ", "))
}

// listPresets lists names by kind.
func listPresets(e *edge, list []scenarios.Preset) error {
	p := blankPicture(e)
	kind := ""
	for _, x := range list {
		if x.Kind != kind {
			kind = x.Kind
			p.beginSection(kind, "")
		}
		used := "not used yet"
		if n := len(x.UsedBy); n > 0 {
			used = "in " + wording.Plural(n, "scenario")
		}
		p.printLine("  ", pad(x.Name, 28), " ", pad(clip(presetLine(&x), p.width-52), p.width-52), " ", inColour(faint, used))
	}
	p.printLine("")
	p.printLine("entente library presets NAME shows what one gives, entente library show NAME its YAML.")
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// presetLine is what a preset is, in a line: its title, or what it gives.
func presetLine(x *scenarios.Preset) string {
	if x.Title != "" {
		return x.Title
	}
	var parts []string
	for _, g := range x.Gives {
		parts = append(parts, g.Path+" "+g.Value)
	}
	return strings.Join(parts, ", ")
}

// showPresets shows every value.
func showPresets(e *edge, list []scenarios.Preset) error {
	p := blankPicture(e)
	for i := range list {
		x := &list[i]
		p.beginSection(x.Kind+"/"+x.Name, x.Title)
		if x.Text != "" {
			p.printAside("  ", x.Text)
		}
		p.printAside("  ", "To have it: "+scenarios.PresetLike(x))
		if says := originText(x.Tag, x.Source, x.AsOf); says != "" {
			p.printAside("  ", strings.Trim(x.Cite+"; "+says, "; "))
		}
		for _, g := range x.Gives {
			p.printValue(&g)
		}
		used := "no scenario of the library uses it"
		if len(x.UsedBy) > 0 {
			used = "used by " + strings.Join(x.UsedBy, ", ")
		}
		p.printAside("  ", used)
	}
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// printValue prints one value.
func (p *screen) printValue(g *scenarios.Given) {
	unit := ""
	if g.Unit != "" {
		unit = inColour(faint, " ("+g.Unit+")")
	}
	p.printLine("  ", inColour(strong, g.Path), " ", clip(g.Value, max(20, p.width-columns(g.Path)-12)), unit)
	if says := originText(g.Tag, g.Source, g.AsOf); says != "" {
		p.printAside("      ", says)
	}
}

// originText says how sure a value is and where it comes from.
func originText(tag, source, asOf string) string {
	parts := []string{}
	if tag != "" {
		parts = append(parts, "["+tag+"]")
	}
	if source != "" {
		parts = append(parts, source)
	}
	if asOf != "" {
		parts = append(parts, "as of "+asOf)
	}
	return strings.Join(parts, " ")
}

// printAside prints a text in lines.
func (p *screen) printAside(before, text string) {
	for _, l := range wrap(text, p.width-columns(before)) {
		p.printLine(before, inColour(faint, l))
	}
}

func newPatches(e *edge) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "patches SCENARIO",
		Short: "List the patches that fit a scenario, and what each changes",
		Long: `Patches lists the patches of the library that fit a scenario, one of the library or
your own: each path that a patch changes, with its value before and after. Run one with
run --patch; library show prints it as a start for your own.`,
		Example: `  entente library patches last-mile-2019
  entente library patches mine.yaml
  entente run last-mile-2019 --patch last-mile-2019/tear-line`,
		Args: args(cobra.ExactArgs(1), "one scenario"), ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			if err := noReplay(given[0]); err != nil {
				return err
			}
			list, err := scenarios.PatchesOf(given[0])
			if err != nil {
				return wrong(err)
			}
			if asJSON {
				return printJSON(e.stdout, list)
			}
			return showPatches(e, given[0], list)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list with an object for each")
	return c
}

func showPatches(e *edge, name string, list []scenarios.LibraryPatch) error {
	p := blankPicture(e)
	if len(list) == 0 {
		p.printLine("No patch of the library fits ", name, "; entente library manual patches tells how one is written.")
	}
	for i := range list {
		p.beginSection(list[i].Name, "")
		p.printAside("  ", list[i].Says)
		for _, x := range list[i].Changes {
			p.changed(&x)
		}
	}
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// changed prints one path that a patch changes.
func (p *screen) changed(x *scenarios.Changed) {
	where := ""
	if x.N != 1 {
		where = fmt.Sprintf(" (%s)", wording.Plural(x.N, "place"))
	}
	p.printLine("  ", inColour(strong, x.Path), where)
	room := p.width - 12
	switch {
	case x.What == "removed":
		p.printLine("      removed: ", clip(x.From, room))
	case x.What == "added" || x.From == "":
		p.printLine("      ", x.What, ": ", clip(x.To, room))
	default:
		p.printLine("      ", clip(x.From, room/2), " -> ", clip(x.To, room/2))
	}
}

// blankPicture is a picture of no run.
func blankPicture(e *edge) *screen { return newPicture(e, measure.NewTrace(&journal.Static{})) }
