package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"entente/render/document"
	"entente/render/report"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/export"
	"entente/replay/wording"
	"entente/scenarios/msel"
	"entente/scenarios/words"
	"entente/sim/files"
)

// exportFlags are what `entente replay export` was asked to do.
type exportFlags struct {
	as    string
	to    string
	look  string
	force bool
	framed
}

// exports are the forms, each with what it is and where it goes.
var exports = map[string]func(*exportFlags, *edge, string, *replay.File) error{
	"csv": resulting((*exportFlags).writeTables), "jsonl": resulting((*exportFlags).writeLines), "perfetto": (*exportFlags).writeTrace, "graphml": (*exportFlags).writeGraph,
	"xlsx": resulting((*exportFlags).writeList), "svg": resulting((*exportFlags).writeSlides),
}

// resulting is a form that needs what the run came to, and so all of its records.
func resulting(write func(*exportFlags, *edge, string, *result) error) func(*exportFlags, *edge, string, *replay.File) error {
	return func(o *exportFlags, e *edge, name string, f *replay.File) error {
		r, err := resultOf(name, f)
		if err != nil {
			return reading(err)
		}
		return write(o, e, name, r)
	}
}

var exportForms = []string{"csv", "jsonl", "perfetto", "graphml", "xlsx", "svg"}

func newExport(e *edge) *cobra.Command {
	o := &exportFlags{}
	c := &cobra.Command{
		Use:   "export FILE {--as FORM | --frame T}",
		Short: "Give a run to other programs: tables, a trace, a graph, the events list, pictures",
		Long: `Export writes what is in a replay file for other programs.

  csv       tidy tables into a folder: messages, holdings, deadlines, spans, refusals,
            decisions, entries, figures, records, and a dictionary of all their columns
  jsonl     the same tables as one stream of JSON lines, each with its table's name
  perfetto  a trace of every stretch of time, by nation and desk, with an arrow for
            each message; it opens in Perfetto and other viewers of trace events
  graphml   who told whom: agencies and arrows, with counts and median times
  xlsx      the events list with what became of it, as a workbook
  svg       pictures for slides into a folder, 16 by 9: what waited where, the
            timeline, lanes and waterfall of every deadline, who knew what, who told
            whom; figures.md beside them says in words and numbers what each shows

With --frame it draws what the viewer shows at an instant, as PNG or SVG according to the
name of the file, and needs no display: --view says what to look at, as a link of the
viewer does, such as "screen=lanes&as=belmora". Two instants with .. between them and --every
draw a sequence of numbered PNG into a folder, at most 500, for a video or slides.

Instants are milliseconds since StartEx. Without -o a single file of text goes to
standard output; csv and svg need a folder, and xlsx a file.`,
		Example: `  entente replay export run.mcap --as csv -o tables
  entente replay export run.mcap --as jsonl | grep '"table":"spans"'
  entente replay export run.mcap --as perfetto -o run.trace.json
  entente replay export run.mcap --as graphml -o who-told-whom.graphml
  entente replay export run.mcap --as xlsx -o played.xlsx
  entente replay export run.mcap --as svg --theme dark -o slides
  entente replay export run.mcap --frame D+1T09:00 --view screen=lanes -o lanes.png
  entente replay export run.mcap --frame D+1 --compare child.mcap -o beside.png
  entente replay export run.mcap --frame D+0..D+2 --every 30m --view screen=lanes -o frames
  ffmpeg -framerate 10 -i frames/frame-%04d.png -pix_fmt yuv420p run.mp4`,
		Args: args(cobra.ExactArgs(1), "one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error { return o.write(e, names[0]) },
	}
	f := c.Flags()
	f.StringVar(&o.as, "as", "", "what to write, a `FORM`: "+strings.Join(exportForms, ", "))
	f.StringVarP(&o.to, "output", "o", "", "write to this `FILE`, or for csv, svg and sequences to this folder")
	f.StringVar(&o.look, "theme", "light", "colours of svg: `LOOK` light, dark or contrast")
	f.StringVar(&o.at, "frame", "", "draw what the viewer shows at the instant `T`, such as D+1T09:00, or from T1..T2")
	f.StringVar(&o.step, "every", "", "with --frame T1..T2, the `TIME` from one picture to the next, such as 30m")
	f.StringVar(&o.link, "view", "", "what a frame looks at, a `LINK` of the viewer; unset, the outcomes")
	f.StringVar(&o.other, "compare", "", "draw a frame of it beside a second replay `FILE`, on one clock")
	f.StringVar(&o.study, "study", "", "with --compare, what many runs came to: a `FILE` that sweep analyze --json wrote")
	f.StringVar(&o.size, "size", "1280x720", "`WIDTHxHEIGHT` of a frame in pixels")
	f.Float64Var(&o.zoom, "zoom", 1, "draw a PNG so many `TIMES` larger, from 0.5 to 4")
	addForceFlag(c, &o.force)
	if err := c.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(exportForms, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is defined above
	}
	return c
}

// write writes of a replay file what the flags ask for.
func (o *exportFlags) write(e *edge, name string) error {
	if o.study != "" && o.other == "" {
		return wrong(errors.New("--study goes with --compare FILE: it says what many runs came to of which those are two"))
	}
	if o.other != "" && o.at == "" {
		return wrong(errors.New("--compare goes with --frame T: it draws both runs on one clock"))
	}
	if o.at != "" && o.as != "" {
		return wrong(errors.New("--as writes what is in a run, --frame draws one view of it: one of the two"))
	}
	if o.at != "" {
		return nameFile(name, withFile(e, name, func(name string, f *replay.File) error { return o.besideOther(e, name, f) }))
	}
	write := exports[o.as]
	if o.as == "" {
		return wrong(fmt.Errorf("say what to write: --as FORM, one of %s", strings.Join(exportForms, ", ")))
	}
	if hint := words.DidYouMean(o.as, exportForms); write == nil && hint != "" {
		return wrong(fmt.Errorf("--as %q: no such form (%s)", o.as, hint))
	}
	if write == nil {
		return wrong(fmt.Errorf("--as %q: no such form; there are %s", o.as, strings.Join(exportForms, ", ")))
	}
	return nameFile(name, withFile(e, name, func(name string, f *replay.File) error {
		return write(o, e, name, f)
	}))
}

// The sorts of file that exports are.
var (
	exportTable = files.Kind{Noun: "a table of an export", Is: matchesStart(regexp.MustCompile(`^(scenario,seed,|table,row,column,)`))}
	exportLines = files.Kind{Noun: "an export as JSON lines", Is: matchesStart(regexp.MustCompile(`^\{"table":"`))}
	exportTrace = files.Kind{Noun: "a trace of an export", Is: matchesStart(regexp.MustCompile(`^\{"displayTimeUnit":"ms","otherData":\{"scenario":`))}
	exportSlide = files.Kind{Noun: "a picture of an export", Is: matchesStart(regexp.MustCompile(`^<!-- entente replay export -->`))}
	exportGraph = files.Kind{Noun: "a graph of an export", Is: matchesStart(regexp.MustCompile(`<graphml `))}
)

// writeSingle writes one file, or to standard output.
func (o *exportFlags) writeSingle(e *edge, input string, kind files.Kind, write func(io.Writer) error) error {
	if o.to == "" {
		return write(e.stdout)
	}
	return e.save(singleTarget(o.to, kind, o.force, input), write)
}

// writeTables writes a CSV file for each table, and the dictionary beside them.
func (o *exportFlags) writeTables(e *edge, input string, r *result) error {
	if o.to == "" {
		return wrong(errors.New("say where to write the tables: -o DIR"))
	}
	all := export.Tables(r.trace, r.seed)
	all = append(all, export.Dictionary(all))
	plan := files.Plan{Inputs: []string{input}, Force: o.force, Folder: true}
	var write []func(io.Writer) error
	for _, t := range all {
		plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(o.to, t.Name+".csv"), Kind: exportTable})
		write = append(write, func(w io.Writer) error { return msel.WriteRows(w, t.Grid()) })
	}
	if err := e.save(plan, write...); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %d tables to %s; dictionary.csv says what is in them\n", len(all), o.to)
	return nil
}

// writeSlides writes a picture for each figure, and what they show beside them.
func (o *exportFlags) writeSlides(e *edge, input string, r *result) error {
	if o.to == "" {
		return wrong(errors.New("say where to write the pictures: -o DIR"))
	}
	look, ok := map[string]*theme.Theme{"light": theme.Light, "dark": theme.Dark, "contrast": theme.HighContrast}[o.look]
	if !ok {
		return wrong(fmt.Errorf("--theme %q: there are light, dark, contrast", o.look))
	}
	in := &report.Input{Trace: r.trace, Terms: wording.HSEEP, Digest: r.digest, Until: r.trace.Static.Clock().Exact(r.until)}
	why, err := explain.New(r.trace.Lookup())
	if err != nil {
		return err
	}
	if in.Why, err = why.Deadlines(); err != nil {
		return err
	}
	list := report.Slides(in, look)
	album := report.Album(in, list)
	plan := files.Plan{Inputs: []string{input}, Force: o.force, Folder: true, Targets: []files.Target{{Name: filepath.Join(o.to, "figures.md"), Kind: documentText}}}
	write := []func(io.Writer) error{func(w io.Writer) error { return document.Markdown(w, album) }}
	for i := range list {
		s := &list[i]
		plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(o.to, s.Name+".svg"), Kind: exportSlide})
		write = append(write, textWriter("<!-- entente replay export -->\n"+still.Slide(s.Scene, s.ID, r.trace.Static.Banner, report.Footnote(in), look)))
	}
	if err := e.save(plan, write...); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s to %s; figures.md says what each shows\n", wording.Plural(len(list), "picture"), o.to)
	return nil
}

// writeLines writes all tables as JSON lines.
func (o *exportFlags) writeLines(e *edge, input string, r *result) error {
	return o.writeSingle(e, input, exportLines, func(out io.Writer) error {
		w := bufio.NewWriter(out)
		var b []byte
		all := export.Tables(r.trace, r.seed)
		for _, t := range append(all, export.Dictionary(all)) {
			for row := range t.Rows {
				b = t.AppendJSON(b[:0], row)
				if _, err := w.Write(b); err != nil {
					return err
				}
			}
		}
		return w.Flush()
	})
}

func (o *exportFlags) writeTrace(e *edge, input string, f *replay.File) error {
	return o.writeSingle(e, input, exportTrace, func(w io.Writer) error { return reading(export.Trace(w, f, wording.HSEEP.Stretch)) })
}

func (o *exportFlags) writeGraph(e *edge, input string, f *replay.File) error {
	return o.writeSingle(e, input, exportGraph, func(w io.Writer) error { return reading(export.GraphML(w, f)) })
}

// writeList writes the events list with what became of it.
func (o *exportFlags) writeList(e *edge, input string, r *result) error {
	if len(r.trace.Static.Entries) == 0 {
		return wrong(errors.New("the run has no events list"))
	}
	if o.to == "" { // standard output is text, for a terminal
		return wrong(errors.New("say where to write the workbook: -o FILE.xlsx"))
	}
	return o.writeSingle(e, input, listAsBook, tableOf(r.trace, true, wording.HSEEP).WriteXLSX)
}
