package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/render/document"
	"entente/render/guide"
	"entente/render/report"
	"entente/replay"
	"entente/sim/files"
)

// reportFlags are what `entente report` was asked to do.
type reportFlags struct {
	reps  int
	dir   string
	terms terms
	book  string
	force bool
	most  eventBound

	workers crew
}

func newReport(e *edge) *cobra.Command {
	o := &reportFlags{}
	c := &cobra.Command{
		Use:   "report FILE -o DIR",
		Short: "Write the after-action report of a replay file",
		Long: `Report writes an after-action report and improvement plan of the run in a replay
file: report.html, one page that is complete in itself and prints, and report.md with
the same content. It tells what happened when, who knew what, why deadlines were late or
not met, what was refused by which rule, what bodies decided, what became of the
events list, how the objectives came out, and what to change. Beside it are
guide.html and guide.md, the guide of evaluators filled in from the run.

With --reps the scenario in the file is run again so many times, and the headline
numbers carry their range and the rank of this run; without it, the report says that a
single run is an illustration, not an estimate.`,
		Example: `  entente report deportation-notice-2015-1.mcap -o report
  entente report mine.mcap --reps 200 -o report
  entente report mine.mcap --terms nato -o report`,
		Args: args(cobra.ExactArgs(1), "one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error {
			if o.dir == "" {
				return wrong(errors.New("say where to write it: -o DIR"))
			}
			if ext := filepath.Ext(o.dir); slices.Contains([]string{".html", ".md", ".pdf"}, ext) {
				return wrong(fmt.Errorf("-o %s: report and guide are four files, so -o names a folder (-o %s)", o.dir, strings.TrimSuffix(o.dir, ext)))
			}
			return nameFile(names[0], withFile(e, names[0], func(name string, f *replay.File) error { return o.write(e, name, f) }))
		},
	}
	f := c.Flags()
	f.IntVar(&o.reps, "reps", 0, "`NUMBER` of runs of the same scenario, to give ranges; number 0 is the run with its own seed")
	f.StringVarP(&o.dir, "output", "o", "", "write report and guide, each as .html and .md, to this `DIR`")
	o.terms.addFlag(c)
	f.StringVar(&o.book, "notes", "", "the notes `FILE` to put in, if not the one beside the replay file")
	crewFlag(f, &o.workers)
	boundFlag(f, &o.most)
	addForceFlag(c, &o.force)
	return c
}

// write makes the report of a file.
func (o *reportFlags) write(e *edge, name string, f *replay.File) error {
	in, err := o.readInput(e, name, f)
	if err != nil {
		return err
	}
	var lack error
	if o.reps > 1 {
		if lack = o.replicate(e, f, in); len(in.Runs) == 0 {
			return lack
		}
	}
	filled := guide.Build(&guide.Input{Static: f.Static(), Terms: in.Terms, Played: &guide.Played{Trace: in.Trace, Notes: in.Notes, Digest: in.Digest, File: in.File, Partly: in.Partial}})
	plan := files.Plan{Inputs: []string{name}, Force: o.force, Folder: true}
	var write []func(io.Writer) error
	for _, x := range []struct {
		name string
		d    *document.Document
	}{{"report", report.Build(in)}, {"guide", filled}} {
		for _, form := range documentForms {
			plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(o.dir, x.name+form.ext), Kind: form.kind})
			write = append(write, func(w io.Writer) error { return form.write(w, x.d) })
		}
	}
	if err := e.save(plan, write...); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s, report.md, guide.html and guide.md\n", filepath.Join(o.dir, "report.html"))
	return lack
}

// documentForms are the ways in which a document is written.
var documentForms = []struct {
	ext   string
	kind  files.Kind
	write func(io.Writer, *document.Document) error
}{{".html", documentPage, document.HTML}, {".md", documentText, document.Markdown}}

// The sorts of file that a document is.
var (
	documentPage = files.Kind{Noun: "a document as a page", Is: matchesStart(regexp.MustCompile(`<meta name="generator" content="entente (report|guide)">`))}
	documentText = files.Kind{Noun: "a document as Markdown", Is: matchesStart(regexp.MustCompile(`(?m)^<!-- entente (report|guide|replay export) -->`))}
)

// readInput reads from a file what a report is made of.
func (o *reportFlags) readInput(e *edge, name string, f *replay.File) (*report.Input, error) {
	collect(f)
	in, err := report.Read(f, o.terms.Terms)
	if err != nil {
		return nil, reading(err)
	}
	in.File = filepath.Base(name)
	if f.Truncated != nil {
		return in, nil
	}
	if in.Notes, _, err = readBook(e, bookOf(name, o.book), f); err != nil {
		return nil, err
	}
	if in.Notes == nil && o.book != "" {
		return nil, wrong(fmt.Errorf("%s: no such file", o.book))
	}
	return in, nil
}

// replicate runs the run in the file many times, each with other luck.
func (o *reportFlags) replicate(e *edge, f *replay.File, in *report.Input) error {
	j, err := jobOf(f, uint64(o.most))
	if err != nil {
		return err
	}
	seed := f.Meta().Seed
	ctx, pool, end := e.newPool(o.reps, o.workers, "replication")
	runs, failed, err := j.replicate(ctx, pool, seed, o.reps, false)
	end()
	in.Runs, in.Endings, in.Failed = readingsOf(runs), endingsOf(runs), len(failed)
	return e.reportFailures(set{"replication", o.reps, len(runs), failed, seed}, err)
}
