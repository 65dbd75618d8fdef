package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/wording"
	"entente/sim"
)

func newRecover(e *edge) *cobra.Command {
	var output string
	var force bool
	c := &cobra.Command{
		Use:   "recover FILE",
		Short: "Save what is whole in a damaged, unfinished or rewritten replay file",
		Long: `Recover keeps everything before the first damage and writes it as a whole file,
which says that it is only the beginning of a run. The damaged file stays as it is.

A file that another MCAP tool wrote anew (packed otherwise, in other chunks or none,
in another order, without its index) becomes what it was, byte for byte, as far as
that tool kept everything. If it left records out, those before the first that is
missing are kept under their own numbers, and the missing ones are named.`,
		Example:           `  entente replay recover broken.mcap -o saved.mcap`,
		Args:              args(cobra.ExactArgs(1), "one replay file"),
		ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error {
			if output == "" {
				output = strings.TrimSuffix(names[0], ".mcap") + ".recovered.mcap"
			}
			return recoverFile(e, names[0], output, force)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "`FILE` to write; FILE.recovered.mcap if not given")
	addForceFlag(c, &force)
	return c
}

func recoverFile(e *edge, name, output string, force bool) error {
	in, err := e.open(name)
	if err != nil {
		return wrong(fmt.Errorf("%s: %w", name, plainly(err)))
	}
	defer in.Close()
	defer e.showReading(&in, name, 3)() // to find what is whole, to take its digest and to copy it
	out, err := e.begin(singleTarget(output, replayFile, force, name))
	if err != nil {
		return err
	}
	defer out.Close()
	report, err := replay.Recover(in, in.size, out.Parts[0])
	if err != nil {
		return fmt.Errorf("%s: %w", name, reading(err))
	}
	if err := finishDraft(out); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %s\n", output, recoveredText(&report))
	for _, lost := range report.Lost {
		fmt.Fprintf(e.stderr, "entente: %s: lost: %v\n", name, lost)
	}
	return err
}

// recoveredText says what was recovered.
func recoveredText(r *replay.Report) string {
	text := fmt.Sprintf("%s records up to %s after StartEx, %s", wording.Thousands(uint32(r.Records)), wording.Lasting(max(r.Last, sim.Time(0))), wording.Plural(r.Attachments, "source"))
	if r.Rewritten != nil {
		text += "; " + r.Rewritten.Error()
	}
	if r.Whole && r.Rerun {
		return text + "; nothing was missing"
	}
	if r.Whole {
		text += "; no record is lost"
	} else if r.LostBytes > 0 {
		text += fmt.Sprintf("; %s bytes of the file are lost", wording.Thousands(uint64(r.LostBytes)))
	}
	if !r.Rerun {
		text += "; sources are lost, so that it cannot be run again or verified"
	}
	return text
}
