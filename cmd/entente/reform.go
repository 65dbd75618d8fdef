//go:build !js

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/estimate"
	"entente/scenarios/reform"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// reforming is what `entente reform` was asked to do.
type reforming struct {
	name      string
	seed      uint64
	reseeded  bool // the seed was asked for
	sets      []string
	patch     []string
	most      eventBound
	deadlines []string
	by        string
	catalogue []string
	own       bool
	without   []string
	ask       reform.Question
	workers   crew
	list      bool
	json      bool
	dir       string
	resume    bool

	shelves []*scenarios.Catalogue
	texts   []string // of the catalogues
	inputs  []string
	run     *askedRun // whose gap is asked about; nil: a scenario's
}

// The files that a search writes beside its notes.
var (
	reformPage  = files.Kind{Noun: "a page of reforms", Is: matchesStart(regexp.MustCompile(`<meta name="generator" content="entente reform">`))}
	reformData  = files.Kind{Noun: "the data of a search for reforms", Is: matchesStart(regexp.MustCompile(`^\{\n {2}"scenario": "`))}
	reformPatch = files.Kind{Noun: "a patch", Is: matchesStart(regexp.MustCompile(`(?m)^patch\s*:`))}
)

func newReform(e *edge) *cobra.Command {
	o := &reforming{}
	c := &cobra.Command{
		Use:   "reform SCENARIO|FILE",
		Short: "Find the smallest set of reforms that meets the deadlines",
		Long: `Reform asks what would have to change for deadlines to be met. It reads from runs what
those that missed a deadline waited for, makes reforms of that by a catalogue, adds those
that the scenario names under ` + "`reforms`" + `, and tries sets of them, small ones first.

A set closes the gap when the fifth percentile of the time to spare is above zero, over
replications that share their luck. It is claimed only on fresh replications, and only
when no more of them miss than the bound of order statistics forgives: none of 59, one
of 93, and so on, with more runs where several sets are tested. If no set closes the gap,
reform says so, with what was tried.

Given a replay file, it asks about the gap of that run: the deadlines that it missed. What
that run itself waited for is tried before what others waited for. The scenario, its settings
and the seed are taken from the file, which is first proved by running it again.

With -o it writes a page that prints, the data, and the best set as a patch. It also keeps
the results of runs there, so that --resume can go on after Ctrl-C or a kill.`,
		Example: `  entente reform deportation-notice-2015 --deadline return-known-at-the-border
  entente reform last-mile-2019 --deadline stations-read --deadline stations-informed
  entente reform lessons-learned --by cost -o reform        all deadlines at once
  entente reform run.mcap                                   what would have helped this run
  entente reform mine.yaml --catalogue ours.yaml --size 2
  entente reform mine.yaml --spare-rights --json | jq .sets[0]
  entente reform mine.yaml --list                           what would be tried`,
		Args:              args(cobra.ExactArgs(1), "one scenario or replay file"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, given []string) error {
			o.name, o.reseeded = given[0], c.Flags().Changed("seed")
			return e.reform(o)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&o.deadlines, "deadline", nil, "a deadline to meet, by its `ID`; may be repeated; unset, all of them, or those that the run in a file missed")
	f.StringVar(&o.by, "by", "size", "look for the smallest (`size`) or the cheapest set (cost)")
	f.IntVar(&o.ask.Most, "size", 3, "`NUMBER` of reforms in one set at most")
	f.IntVar(&o.ask.Reps, "reps", 200, "`NUMBER` of replications to search on; each claim is made on as many fresh ones")
	f.IntVar(&o.ask.Finalists, "finalists", 3, "`NUMBER` of sets that may be put to the test; more need more replications")
	f.IntVar(&o.ask.MostTried, "candidates", 12, "`NUMBER` of reforms to try at most, the scenario's own first")
	f.BoolVar(&o.ask.SpareRights, "spare-rights", false, "a set that costs rights (M17) closes nothing")
	f.StringArrayVar(&o.catalogue, "catalogue", nil, "take reforms from this `FILE` too; may be repeated")
	f.BoolVar(&o.own, "own", false, "try the scenario's own reforms only")
	f.StringArrayVar(&o.without, "without", nil, "leave out a reform, by its `ID`; may be repeated")
	f.Uint64Var(&o.seed, "seed", 1, "the `SEED` of every draw, a whole number; of a file unset, that of its run")
	editFlags(f, &o.sets, &o.patch)
	boundFlag(f, &o.most)
	crewFlag(f, &o.workers)
	f.BoolVar(&o.list, "list", false, "say what would be tried, and try nothing")
	f.BoolVar(&o.json, "json", false, "print one JSON object instead of the table")
	f.StringVarP(&o.dir, "output", "o", "", "write reform.html, reform.json, best.yaml and notes of all runs to this `DIR`")
	f.BoolVar(&o.resume, "resume", false, "go on with a directory that holds notes of this search")
	complete(c, "by", func(string) []string { return []string{"size\tthe smallest set", "cost\tthe cheapest set"} })
	return c
}

// checkFlags refuses what cannot be asked.
func (o *reforming) checkFlags() error {
	if err := countable(o.ask.Reps, "replication"); err != nil {
		return err
	}
	switch {
	case o.by != "size" && o.by != "cost":
		return wrong(scenarios.Named("order", o.by, []string{"size", "cost"}))
	case o.ask.Most < 1 || o.ask.Most > 12:
		return wrong(fmt.Errorf("--size %d: sets of 1 to 12 reforms can be tried", o.ask.Most))
	case o.ask.Finalists < 1 || o.ask.Finalists > 100:
		return wrong(fmt.Errorf("--finalists %d: 1 to 100 sets can be put to the test", o.ask.Finalists))
	case o.ask.MostTried < 1 || o.ask.MostTried > 40:
		return wrong(fmt.Errorf("--candidates %d: 1 to 40 reforms can be tried", o.ask.MostTried))
	case reform.CountSets(o.ask.MostTried, o.ask.Most) > reform.MostSets:
		return wrong(fmt.Errorf("--candidates %d, --size %d: more than %s sets; lower one of the two", o.ask.MostTried, o.ask.Most, wording.Thousands(reform.MostSets)))
	case o.list && o.dir != "":
		return wrong(errors.New("--list tries nothing, and there is nothing to write to a directory: leave out -o"))
	case o.resume && o.dir == "":
		return wrong(errors.New("--resume goes on with the notes of a directory: name it with -o"))
	}
	o.ask.ByCost, o.ask.Share, o.ask.Level = o.by == "cost", 0.05, 0.95
	if o.ask.Forgives() < 0 {
		least := estimate.Enough(0, o.ask.Share, 1-float64((1-o.ask.Level)/float64(o.ask.Finalists)))
		return wrong(fmt.Errorf("--reps %d carry no claim about %s: at least %d are needed; with --finalists 1, %d", o.ask.Reps, wording.Plural(o.ask.Finalists, "set"), least, estimate.Enough(0, o.ask.Share, o.ask.Level)))
	}
	return nil
}

func (e *edge) reform(o *reforming) error {
	if err := o.checkFlags(); err != nil {
		return err
	}
	f, err := e.readSearched(o)
	if err != nil {
		return err
	}
	sc := f.Scenario()
	if err := affordable(sc, sc.Spec.End); err != nil {
		return err
	}
	o.inputs = append(o.inputs, sc.Paths()...)
	which, names, err := o.listDeadlines(sc)
	if err != nil {
		return err
	}
	if o.run != nil {
		if o.ask.First, err = o.run.collectWaits(which); err != nil {
			return err
		}
	}
	if err := o.readCatalogues(); err != nil {
		return err
	}
	a, err := e.runSearch(o, f, which, names)
	if err != nil {
		return err
	}
	d := a.Data(names)
	st := sc.Static
	if o.run != nil {
		d.Run = &o.run.RunData
	}
	d.Scenario, d.Title, d.Banner, d.Engine, d.Seed = st.Scenario, st.Title, st.Banner, agents.Version, o.seed
	if o.dir != "" {
		if err := e.writeReform(o, a, d); err != nil {
			return err
		}
	}
	if o.json {
		return printJSON(e.stdout, d)
	}
	p := newPicture(e, measure.NewTrace(st))
	p.printReform(d, o.list)
	_, err = io.WriteString(colourWriter(e), p.out.String())
	return err
}

// runSearch makes the search, on all cores and with notes where there is a directory.
func (e *edge) runSearch(o *reforming, f *scenarios.Family, which []int, names []string) (*reform.Answer, error) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	workers := int(o.workers)
	if workers == 0 {
		workers = e.cores
	}
	sc := f.Scenario()
	field := &reform.Field{Family: f, Which: which, Seed: o.seed, Workers: workers, Ctx: ctx}
	var run reform.Runner = field
	if o.dir != "" {
		n, err := e.notebook(o, sc, names, field)
		if err != nil {
			return nil, err
		}
		defer n.Close()
		run = n
	}
	step, end := func(bool) {}, func() {}
	stage := func(what string, runs int) {
		end()
		step, end = e.counting(max(runs, 1), what+": run")
		field.Step = step
	}
	e.course.onHalt(stop)
	defer e.course.onHalt(nil)
	own := slices.DeleteFunc(slices.Clone(sc.Reforms), func(x *scenarios.Remedy) bool { return slices.Contains(o.without, x.ID) })
	seek := reform.Search
	if o.list {
		seek = reform.Survey
	}
	a, err := seek(o.ask, own, o.fillFamilies(f), run, stage)
	end()
	switch {
	case !errors.Is(err, sweep.ErrStopped):
		return a, err
	case o.dir == "":
		return nil, errors.New("stopped; with -o the runs that were made would be kept, and --resume go on with them")
	}
	return nil, fmt.Errorf("stopped; what runs came to is in %s: go on with --resume", o.dir)
}

// listDeadlines lists the deadlines that were asked for, by place and by name.
func (o *reforming) listDeadlines(sc *scenarios.Scenario) (which []int, names []string, err error) {
	var all []string
	for _, d := range sc.Static.Deadlines {
		all = append(all, d.Name)
	}
	if len(all) == 0 {
		return nil, nil, wrong(fmt.Errorf("%s has no deadlines to meet: give a storyline `deadlines`", o.name))
	}
	for _, id := range o.deadlines {
		i := slices.Index(all, id)
		for k := 0; i < 0 && k < len(all); k++ { // without its storyline, where that is enough
			if strings.HasSuffix(all[k], "."+id) {
				i = k
			}
		}
		if i < 0 {
			return nil, nil, wrong(scenarios.Named("deadline", id, all))
		}
		if !slices.Contains(which, i) {
			which = append(which, i)
		}
	}
	if len(which) == 0 && o.run != nil {
		if which = o.run.missing(); len(which) == 0 {
			return nil, nil, wrong(fmt.Errorf("%s: its run missed no deadline, so it has no gap to close; --deadline ID asks about one all the same", o.name))
		}
	}
	if len(which) == 0 {
		for i := range all {
			which = append(which, i)
		}
	}
	slices.Sort(which)
	for _, i := range which {
		names = append(names, all[i])
	}
	return which, names, nil
}

// readCatalogues reads the catalogues.
func (o *reforming) readCatalogues() error {
	if !o.own {
		c, err := scenarios.LibraryCatalogue()
		if err != nil {
			return err
		}
		o.shelves = append(o.shelves, c)
	}
	for _, name := range o.catalogue {
		text, err := files.ReadAll(filepath.FromSlash(name), scenarios.MostCatalogue)
		if err != nil {
			return wrong(err)
		}
		c, err := scenarios.ReadCatalogue(name, text)
		if err != nil {
			return wrong(err)
		}
		o.shelves, o.texts, o.inputs = append(o.shelves, c), append(o.texts, string(text)), append(o.inputs, name)
	}
	return nil
}

// fillFamilies makes reforms of waits, by all catalogues.
func (o *reforming) fillFamilies(f *scenarios.Family) reform.Fill {
	return func(w reform.Waited) (list []*scenarios.Remedy) {
		for _, c := range o.shelves {
			for _, x := range f.Fill(c, w.Wait) {
				if !slices.Contains(o.without, x.ID) {
					list = append(list, x)
				}
			}
		}
		return list
	}
}

// notebook begins the notes of a search or goes on with them.
func (e *edge) notebook(o *reforming, sc *scenarios.Scenario, names []string, run reform.Runner) (*reform.Notebook, error) {
	if begun := reform.Begun(o.dir); begun && !o.resume {
		return nil, wrong(fmt.Errorf("%s holds a search already: go on with it by --resume, or choose another directory", o.dir))
	}
	h := sha256.New()
	for _, s := range sc.Sources {
		fmt.Fprintf(h, "%q %q\n", s.Name, s.Data)
	}
	ask, err := json.Marshal(o.ask)
	if err != nil {
		return nil, err
	}
	if o.run != nil {
		fmt.Fprintf(h, "%d %s\n", o.run.Seed, o.run.Digest)
	}
	fmt.Fprintf(h, "2 %q %q %q %v %v %d %s\n", o.sets, o.texts, names, o.own, o.without, o.seed, ask)
	t := reform.Title{Hash: hex.EncodeToString(h.Sum(nil)), Engine: agents.Version, Build: buildName(), Scenario: sc.Spec.Name, Deadlines: len(names)}
	n, err := reform.OpenNotebook(o.dir, t, run, e.store)
	switch {
	case errors.Is(err, reform.ErrOther), errors.Is(err, files.ErrHeld):
		return nil, wrong(err)
	case err != nil:
		return nil, err
	}
	if n.Warning != "" {
		fmt.Fprintf(e.stderr, "entente: %s\n", n.Warning)
	}
	return n, nil
}
