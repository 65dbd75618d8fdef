package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

func newReplay(e *edge) *cobra.Command {
	group := &cobra.Command{
		Use:   "replay",
		Short: "Show, explain, compare, export, prove or rescue replay files",
		Long: `A replay file holds one run: its scenario, seed and every record, with the causes
of each. It is an MCAP file, which other tools open too, and it explains and
proves itself.`,
		Example: `  entente replay info run.mcap
  entente replay show run.mcap
  entente replay verify run.mcap
  entente replay events run.mcap | grep -w refused`,
	}
	group.AddCommand(newInfo(e), newVerify(e), newDiff(e), newExport(e), newShow(e), newWhy(e), newKnew(e), newEvents(e), newRecover(e))
	asGroup(group)
	return group
}

// forFiles is a command that does something with each of some replay files.
func forFiles(e *edge, c *cobra.Command, do func(name string, f *replay.File) error) *cobra.Command {
	return forFilesRead(e, c, 1, do)
}

// forFilesRead is forFiles for what reads all of a file so many times.
func forFilesRead(e *edge, c *cobra.Command, times int64, do func(name string, f *replay.File) error) *cobra.Command {
	c.Args = args(cobra.MinimumNArgs(1), "at least one replay file")
	c.ValidArgsFunction = completeReplay
	c.RunE = func(_ *cobra.Command, names []string) error {
		for _, name := range names {
			if err := nameFile(name, withFileRead(e, name, times, do)); err != nil {
				return err
			}
		}
		return nil
	}
	return c
}

// withFile opens a replay file, says on stderr if it is cut, and closes it.
func withFile(e *edge, name string, do func(name string, f *replay.File) error) error {
	return withFileRead(e, name, 1, do)
}

// withFileRead is withFile for what reads all of a file so many times.
func withFileRead(e *edge, name string, times int64, do func(name string, f *replay.File) error) error {
	file, err := e.open(name)
	if err != nil {
		return wrong(plainly(err))
	}
	defer file.Close()
	defer e.showReading(&file, name, times)()
	f, err := replay.Open(file, file.size)
	if err != nil {
		return reading(err)
	}
	if f.Truncated != nil {
		fmt.Fprintf(e.stderr, "entente: %s: only a part of it is there: %v\n", name, f.Truncated)
	}
	if x := f.Rewritten(); x != nil {
		as := "it is read as it was"
		if x.Lacks != "" {
			as = "it is read as it was up to there"
		}
		fmt.Fprintf(e.stderr, "entente: %s: %v; %s\n", name, x, as)
	}
	return do(name, f)
}

// reading gives an error of a replay file its exit code: a damaged file does
// not verify, and what is no replay file, or one of later days, is wrong input.
func reading(err error) error {
	var damage *replay.Damage
	switch {
	case errors.Is(err, replay.ErrForeign), errors.Is(err, replay.ErrNewer), errors.Is(err, replay.ErrOlder):
		return wrong(err)
	case errors.As(err, &damage):
		return withCode(unverified, err)
	}
	return err
}

// plainly leaves the path out of a file error, where it is named already.
func plainly(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func newInfo(e *edge) *cobra.Command {
	var asJSON bool
	c := forFiles(e, &cobra.Command{
		Use:   "info FILE...",
		Short: "Say what a replay file holds",
		Example: `  entente replay info deportation-notice-2015-1.mcap
  entente replay info --json *.mcap`,
	}, func(name string, f *replay.File) error {
		i, err := f.Info()
		if err != nil {
			return reading(err)
		}
		if asJSON {
			return printJSON(e.stdout, fileInfo{name, i})
		}
		return printInfo(e, name, f, &i)
	})
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object per file")
	return c
}

func printInfo(e *edge, name string, f *replay.File, i *replay.Info) error {
	t := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		if text := strings.TrimSpace(fmt.Sprintf(format, values...)); text != "" {
			fmt.Fprintf(t, "%s\t%s\n", name, text)
		}
	}
	list := func(name string, tallies []replay.Tally) {
		var parts []string
		for _, x := range tallies {
			parts = append(parts, fmt.Sprintf("%s %s", wording.Thousands(x.Records), x.Name))
		}
		for n, line := range wrapList(parts, 66) {
			if n > 0 {
				name = ""
			}
			fmt.Fprintf(t, "%s\t%s\n", name, line)
		}
	}
	c := f.Static().Clock()
	row("file", "%s", name)
	row("banner", "%s", i.Banner)
	row("scenario", "%s", i.Meta.Scenario)
	row("title", "%s", i.Title)
	row("seed", "%d", i.Meta.Seed)
	row("set", "%s", strings.Join(i.Meta.Set, " "))
	for _, b := range i.Meta.Branches {
		row("branch", "at %s of %s: %s", c.At(sim.Time(b.At)), b.Parent[:min(len(b.Parent), 12)], strings.Join(b.Set, " "))
	}
	row("until", "%s", i.Meta.Until)
	row("engine", "%s %s", i.Meta.Engine, i.Meta.Commit)
	row("first", "%s", c.Date(i.First))
	row("last", "%s", c.Date(i.Last))
	row("size", "%s bytes, %s unpacked; %d chunks, %d keyframes", wording.Thousands(uint64(i.Size)), wording.Thousands(uint64(i.Unpacked)), i.Chunks, i.Keyframes)
	row("records", "%s", wording.Thousands(uint32(i.Records)))
	list("kinds", i.Kinds)
	list("topics", i.Topics)
	row("digest", "%s", i.Digest)
	row("sources", "%s", i.Meta.Sources)
	for _, a := range i.Attachments {
		row("source", "%s (%s bytes)", a.Name, wording.Thousands(uint64(a.Size)))
	}
	if i.Recovered {
		row("recovered", "it is the beginning of a damaged file")
	}
	row("truncated", "%s", i.Truncated)
	return t.Flush()
}

// sentence is a record as one line of text.
func sentence(c notation.Clock, names *journal.Names, r *journal.Record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%6d  %s  %-11s  %s", r.Num, pad(c.At(r.At), 11), r.Kind, names.Text(r.Actor))
	for i, f := range r.Kind.Shape().Fields {
		if text := argument(c, names, f.Type, r.Args[i]); text != "" {
			fmt.Fprintf(&b, " %s=%s", f.Name, text)
		}
	}
	if len(r.Facts) > 0 {
		b.WriteString(" facts=")
		for i, f := range r.Facts {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(names.Text(f))
		}
	}
	if r.Step != journal.NoStep {
		fmt.Fprintf(&b, " step=%s", r.Step)
	}
	if r.Reason != journal.NoReason {
		fmt.Fprintf(&b, " reason=%s", r.Reason)
	}
	if r.Rule != 0 {
		fmt.Fprintf(&b, " rule=%s", names.Text(r.Rule))
	}
	return b.String()
}

// argument writes one argument for people; empty where there is none.
func argument(c notation.Clock, names *journal.Names, t journal.Type, v int64) string {
	switch t {
	case journal.TTime:
		if sim.Time(v) == sim.Never {
			return "never"
		}
		return strings.ReplaceAll(c.At(sim.Time(v)), " ", "T")
	case journal.TSpan:
		return strings.ReplaceAll(wording.Lasting(sim.Time(v)), " ", "")
	case journal.TPPM:
		if v == 0 {
			return ""
		}
		return fmt.Sprintf("%.3f", float64(v)/1e6)
	case journal.TRef:
		return names.Text(journal.Ref(v))
	case journal.TID:
		if v == 0 {
			return ""
		}
		return fmt.Sprintf("%016x", uint64(v))
	case journal.TPurposes:
		var list []string
		for i, name := range []string{"lead", "onward", "act", "evidence"} {
			if v>>i&1 == 1 {
				list = append(list, name)
			}
		}
		return strings.Join(list, "+")
	case journal.TBool:
		return map[bool]string{true: "yes", false: "no"}[v != 0]
	}
	if texts := t.Texts(); v >= 0 && v < int64(len(texts)) {
		return texts[v]
	}
	return fmt.Sprint(v)
}
