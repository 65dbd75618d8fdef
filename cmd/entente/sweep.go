//go:build !js

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// part is how many runs `sweep run` writes to one file, so that a kill loses no more.
const part = 2000

// studyYAML is a study that may be replaced by one.
var studyYAML = files.Kind{Noun: "a study", Is: matchesStart(regexp.MustCompile(`(?m)^study\s*:`))}

func newSweep(e *edge) *cobra.Command {
	c := &cobra.Command{
		Use:   "sweep",
		Short: "Run a study: many runs over options and uncertainties",
		Long: `A study is a YAML file, or one of the library by its name: a scenario, options to
choose between, what is uncertain, and designs that say at which values runs are made.
The results are tables that other programs read. How runs are spread over cores,
shares or machines, or stopped and resumed, leaves no trace in them: the same study
gives the same bytes.`,
		Example: `  entente sweep new twelve-nations > study.yaml
  entente sweep plan study.yaml
  entente sweep run study.yaml -o results
  entente sweep submit study.yaml -o results       the same on a cluster
  entente sweep status results --watch
  entente sweep merge results
  entente sweep analyze results -o results/study.html`,
	}
	asGroup(c)
	c.AddCommand(newSweepNew(e), newSweepManual(e), newSweepPlan(e), newSweepRun(e), newSweepSubmit(e), newSweepShard(e), newSweepStatus(e), newSweepMerge(e), newSweepAnalyze(e))
	return c
}

func newSweepNew(e *edge) *cobra.Command {
	var out string
	var force bool
	c := &cobra.Command{
		Use:               "new SCENARIO",
		Short:             "Write a small study to start from",
		Long:              "New writes a study of a scenario, with a line on each of its parts. It runs as it is.",
		Example:           "  entente sweep new twelve-nations -o study.yaml",
		Args:              args(cobra.ExactArgs(1), "one scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			s, err := study.Scaffold(given[0])
			if err != nil {
				return wrong(err)
			}
			if out == "" {
				_, err = io.WriteString(e.stdout, s)
				return err
			}
			if err := e.save(singleTarget(out, studyYAML, force), textWriter(s)); err != nil {
				return err
			}
			fmt.Fprintf(e.stderr, "Wrote %s; see what it comes to with entente sweep plan %s.\n", out, out)
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "write it to this `FILE`")
	addForceFlag(c, &force)
	return c
}

// readStudy reads and settles a study; reps above 0 asks for so many replications.
func readStudy(name string, reps int) (*study.Plan, []byte, error) {
	p, err := study.Read(name)
	if err != nil {
		return nil, nil, wrong(err)
	}
	if reps > 0 && p.Enough != nil {
		return nil, nil, wrong(errors.New("--reps: this study says itself when it has enough (replications.more); change it there"))
	}
	if reps > 0 {
		p.Reps = reps
	}
	return p, p.Text, nil
}

// sweepFlags is what `sweep run` and `sweep shard` were asked to do.
type sweepFlags struct {
	dir     string
	workers crew
	reps    int
	retry   bool
	resume  bool
	partial bool
	share   string
}

func newSweepRun(e *edge) *cobra.Command {
	o := &sweepFlags{}
	c := &cobra.Command{
		Use:   "run STUDY -o DIR",
		Short: "Make all runs of a study on this machine",
		Long: `Run makes the runs of a study on all cores and writes its tables. Ctrl-C finishes the
runs under way and keeps what there is; --resume goes on with it, after a kill too. A
run that fails is a row that says why, and the exit code is then 3.`,
		Example: `  entente sweep run study.yaml -o results
  entente sweep run study.yaml -o results --resume
  entente sweep run study.yaml -o results --resume --reps 40      more replications; rows that are there stay
  entente sweep run study.yaml -o results --retry-failed`,
		Args: args(cobra.ExactArgs(1), "one study"), ValidArgsFunction: completeStudy,
		RunE: func(_ *cobra.Command, given []string) error { return e.sweepStudy(given[0], o) },
	}
	f := c.Flags()
	f.StringVarP(&o.dir, "output", "o", "", "write the results to this `DIR`")
	crewFlag(f, &o.workers)
	f.IntVar(&o.reps, "reps", 0, "`NUMBER` of replications instead of the study's; it can only grow")
	f.BoolVar(&o.resume, "resume", false, "go on with a directory that holds results of this study")
	f.BoolVar(&o.retry, "retry-failed", false, "go on, and make runs that failed again")
	_ = c.MarkFlagRequired("output")
	return c
}

// openFolder begins or goes on with a directory of results.
func (e *edge) openFolder(dir string, p *study.Plan, text []byte) (*batch.Folder, error) {
	f, err := batch.Prepare(dir, p, text, e.store, agents.Version, buildName())
	if err != nil {
		return nil, wrong(err)
	}
	if f.Warning != "" {
		fmt.Fprintf(e.stderr, "entente: %s\n", f.Warning)
	}
	return f, nil
}

// buildName says which build of the program this is: its commit, or where that does not
// say all, the sum of its bytes.
func buildName() string {
	if c := commit(); c != "" && !strings.HasSuffix(c, "+changes") {
		return c
	}
	name, err := os.Executable()
	if err != nil {
		return "of unknown source"
	}
	in, _, err := files.Open(name)
	if err != nil {
		return "of unknown source"
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return "of unknown source"
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func (e *edge) sweepStudy(name string, o *sweepFlags) error {
	p, text, err := readStudy(name, o.reps)
	if err != nil {
		return err
	}
	reps := batch.RepsOf(o.dir)
	switch begun, resume := reps > 0, o.resume || o.retry; {
	case begun && !resume:
		return wrong(fmt.Errorf("%s holds results already: go on with them by --resume, or choose another directory", o.dir))
	case begun && o.reps == 0:
		p.Reps = max(p.Reps, reps) // it was raised before
	case !begun && resume:
		fmt.Fprintf(e.stderr, "entente: nothing is in %s to go on with; it is begun\n", o.dir)
	}
	f, err := e.openFolder(o.dir, p, text)
	if err != nil {
		return err
	}
	for {
		if err := e.makeRuns(f, batch.Share{Of: 1}, o, part); err != nil {
			return err
		}
		m, err := e.mergeRuns(f, false)
		if err != nil {
			return err
		}
		k, err := e.growing(f)
		if err != nil {
			return err
		}
		if k == nil || k.Next == 0 {
			return failureError(m)
		}
		if o.retry = false; e.watch {
			fmt.Fprintln(e.stderr, "entente: more replications are needed")
		}
	}
}

// growing looks whether a study that asks for it has replications enough, and plans more
// if it has not. It is nil where the study does not ask.
func (e *edge) growing(f *batch.Folder) (*analysis.Known, error) {
	if f.Plan.Enough == nil {
		return nil, nil
	}
	d, err := loadRuns(f, f.Plan.Enough.Figure)
	if err != nil {
		return nil, err
	}
	k := analysis.Enough(d)
	fmt.Fprintln(e.stdout, precisionText(k, f.Plan.Reps))
	if k.Next > 0 {
		return k, f.Grow(k.Next)
	}
	return k, nil
}

// precisionText says how well a study knows the measure that decides how many replications it
// makes.
func precisionText(k *analysis.Known, reps int) string {
	f := k.Stop.Figure
	half := "no interval yet"
	switch {
	case k.Alike:
		half = "all alike, which of fewer than 59 proves little"
	case k.Widest.Bounded():
		half = "within " + wording.Number(f.Unit, k.Widest.Half())
	}
	asked := wording.Number(f.Unit, k.Asked)
	if k.Stop.Relative {
		asked += ", " + k.Stop.Says + " of the mean"
	}
	text := fmt.Sprintf("%s after %s, under %s where it is known least: %s. Asked for: within %s", f.ID, wording.Plural(reps, "replication"), k.Option, half, asked)
	switch {
	case k.Enough:
		text += ". That is enough."
	case k.Next > 0:
		text += fmt.Sprintf(". Next: %s.", wording.Plural(k.Next-reps, "more replication"))
	default:
		text += ". The study allows no more."
	}
	return text
}

// makeRuns makes the runs of a share that are missing, with a bar on a terminal.
func (e *edge) makeRuns(f *batch.Folder, s batch.Share, o *sweepFlags, part int) error {
	have, err := f.HaveOf(s)
	if err != nil {
		return err
	}
	lacks := len(have.Lacks(s, o.retry))
	ctx, pool, end := e.newPool(lacks, o.workers, "run")
	e.course.say(func() string {
		return fmt.Sprintf("before all of %s were made; what was written before is kept, and --resume goes on with it", wording.Plural(lacks, "run"))
	})
	made, err := f.RunShard(ctx, s, batch.Pace{Pool: pool, Retry: o.retry, Part: part, Host: hostName(), Now: time.Now})
	end()
	if errors.Is(err, sweep.ErrStopped) {
		how := "the same command goes on"
		if part > 0 {
			how = "go on with --resume"
		}
		return withCode(stopped, fmt.Errorf("stopped after %s of this time: %s", wording.Plural(made, "run"), how))
	}
	return err
}

// hostName is the name of this machine, for who looks where a share was made.
func hostName() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return name
}

// mergeRuns makes the final tables and says what they hold.
func (e *edge) mergeRuns(f *batch.Folder, partial bool) (*batch.Merged, error) {
	defer sparing()()
	m, err := f.Merge(partial)
	if missing := (*batch.Missing)(nil); errors.As(err, &missing) {
		return nil, withCode(unmet, err)
	}
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(e.stdout, "%s in %s; digest of the rows %s\n", wording.Plural(int(m.Rows), "run"), filepath.Join(f.Path, "runs.parquet"), m.Digest[:16])
	return m, nil
}

// failureError is an error if runs failed.
func failureError(m *batch.Merged) error {
	if m.Failed > 0 {
		return withCode(unmet, fmt.Errorf("%s failed: the column error says why; --retry-failed makes them again", wording.Plural(m.Failed, "run")))
	}
	return nil
}

// reopenFolder goes on with a directory that a study was begun in.
func (e *edge) reopenFolder(dir string) (*batch.Folder, error) {
	if !batch.Begun(dir) {
		return nil, wrong(fmt.Errorf("%s holds no study: begin it with sweep run", dir))
	}
	p, text, err := batch.Reopen(dir)
	if err != nil {
		return nil, wrong(err)
	}
	return e.openFolder(dir, p, text)
}
