//go:build !js

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/replay/wording"
	"entente/scenarios/batch"
	"entente/scenarios/cluster"
	"entente/scenarios/study"
	"entente/sim/files"
)

// submission is what `sweep submit` was asked to do.
type submission struct {
	sweepFlags
	engine  string
	shards  int
	atOnce  int
	cores   int
	options string
	print   bool
	program string
	image   string
	claim   string
}

// engines are what shares can be handed to.
var engines = []string{"slurm", "k8s", "parallel"}

func newSweepSubmit(e *edge) *cobra.Command {
	o := &submission{}
	c := &cobra.Command{
		Use:   "submit STUDY|DIR [-o DIR]",
		Short: "Hand the shares of a study to a cluster",
		Long: `Submit divides the runs of a study into shares and hands those that are missing to a
cluster. Nothing of it stays running: each share is one job that writes one file, and the
files say how far it is.

  slurm     submits a job array, and a job that makes the tables after it. A task that is
            told to end writes what is done and goes back into the queue.
  k8s       prints an Indexed Job for kubectl apply; DIR has to lie in the volume.
  parallel  prints a shell command for GNU parallel, on this machine or over ssh.

Given a DIR, or a STUDY with --resume, it submits what is missing and not in the queue.

Where the study makes replications until it knows enough (replications.more), the job
that makes the tables checks whether it does, and submits the next batch in the same way;
slurm and parallel go on like this until there is enough. With k8s, sweep merge ends with exit
code 3 and says so: delete the Job and apply it again.`,
		Example: `  entente sweep submit study.yaml -o /scratch/me/results --sbatch "--time=01:00:00"
  entente sweep submit study.yaml -o /scratch/me/results --shards 200 --max-parallel 64 --print
  entente sweep submit /scratch/me/results                    only what is missing
  entente sweep submit study.yaml -o results --engine k8s --image registry.example/entente:1 --pvc work > job.yaml
  entente sweep submit study.yaml -o results --engine parallel --shards 40 | sh`,
		Args: args(cobra.ExactArgs(1), "one study or directory"),
		RunE: func(_ *cobra.Command, given []string) error { return e.submit(given[0], o) },
	}
	f := c.Flags()
	f.StringVarP(&o.dir, "output", "o", "", "write the results to this `DIR`, which all machines see")
	f.StringVar(&o.engine, "engine", "slurm", "`ENGINE` that runs the shares: "+strings.Join(engines, ", "))
	f.IntVar(&o.shards, "shards", 0, "`NUMBER` of shares; unset, so many that each takes about five minutes, by a probe")
	f.IntVar(&o.atOnce, "max-parallel", 0, "at most this `NUMBER` of shares at once")
	f.IntVar(&o.cores, "cores", 1, "`NUMBER` of cores of each share")
	f.StringVar(&o.options, "sbatch", "", "`OPTIONS` of sbatch, such as \"--partition=short --time=01:00:00\"")
	f.StringVar(&o.program, "program", "", "entente as the jobs find it, a `PATH`; unset, this one (for k8s: entente)")
	f.StringVar(&o.image, "image", "", "`IMAGE` of a container that holds entente (k8s)")
	f.StringVar(&o.claim, "pvc", "", "`NAME` of the volume claim that holds DIR (k8s)")
	f.IntVar(&o.reps, "reps", 0, "`NUMBER` of replications instead of the study's; it can only grow")
	f.BoolVar(&o.resume, "resume", false, "go on with a directory that holds results of this study")
	f.BoolVar(&o.retry, "retry-failed", false, "make runs that failed again")
	f.BoolVar(&o.partial, "partial", false, "make the tables of what there is, also if a share failed")
	f.BoolVar(&o.print, "print", false, "show what would be submitted, and write nothing")
	return c
}

// slurmHere asks the programs of Slurm on this machine.
var slurmHere = cluster.Slurm{Run: runProgram}

// runProgram runs a program and gives what it prints; what it says of errors is in the error.
func runProgram(name string, words ...string) (string, error) {
	c := exec.Command(name, words...)
	var said strings.Builder
	c.Stderr = &said
	out, err := c.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", err
	case err != nil:
		return "", fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(said.String()))
	}
	return string(out), nil
}

// noSlurm marks as a fault of the input that Slurm was asked for where there is none.
func noSlurm(err error) error {
	if errors.Is(err, cluster.ErrNoSlurm) {
		return wrong(err)
	}
	return err
}

// submit hands over what is missing.
func (e *edge) submit(name string, o *submission) error {
	if err := o.checkFlags(); err != nil {
		return wrong(err)
	}
	options, err := cluster.Options(o.options)
	if err != nil {
		return wrong(fmt.Errorf("--sbatch: %w", err))
	}
	p, text, err := planned(name, o)
	if err != nil {
		return err
	}
	note, err := submissionIn(o.dir)
	if err != nil {
		return err
	}
	j, err := e.planJobs(p, o, note)
	if err != nil {
		return err
	}
	if err := e.chooseShares(j, p, text, o, note); err != nil {
		return err
	}
	if len(j.Todo) == 0 {
		fmt.Fprintf(e.stderr, "entente: nothing is missing that is not in the queue; see entente sweep status %s\n", o.dir)
		return nil
	}
	var script string
	switch o.engine {
	case "k8s":
		script = j.Kubernetes(o.image, o.claim)
	case "parallel":
		script = j.Parallel()
	default:
		script = j.Array(options) + "\n" + j.Merge(options)
	}
	switch {
	case o.print:
	case o.engine == "slurm":
		return e.sbatch(o.dir, note, j, options)
	default:
		note.Engine, note.Shares, note.Title = o.engine, j.Shares, j.Title()
		if err := e.saveSubmission(note, o.dir); err != nil {
			return err
		}
	}
	_, err = io.WriteString(e.stdout, script)
	return err
}

// checkFlags says what is wrong with the flags.
func (o *submission) checkFlags() error {
	switch {
	case !slices.Contains(engines, o.engine):
		return fmt.Errorf("--engine %s: it is one of %s", o.engine, strings.Join(engines, ", "))
	case o.shards < 0 || o.shards > batch.MostShares || o.atOnce < 0 || o.cores < 1 || o.cores > mostWorkers:
		return fmt.Errorf("--shards is at most %s, --max-parallel not negative, and --cores from 1 to %d", wording.Thousands(batch.MostShares), mostWorkers)
	case o.engine == "k8s" && (o.image == "" || o.claim == ""):
		return errors.New("k8s needs --image, a container that holds entente, and --pvc, the volume claim that holds the directory")
	case o.engine != "slurm" && o.options != "":
		return fmt.Errorf("--sbatch is for slurm, not for %s", o.engine)
	case o.engine != "k8s" && (o.image != "" || o.claim != ""):
		return fmt.Errorf("--image and --pvc are for k8s, not for %s", o.engine)
	}
	return nil
}

// planned reads a study, or the one of a directory; its text is nil where nothing may be
// written and nothing is there.
func planned(name string, o *submission) (p *study.Plan, text []byte, err error) {
	if batch.Begun(name) {
		if o.dir != "" && filepath.Clean(o.dir) != filepath.Clean(name) {
			return nil, nil, wrong(fmt.Errorf("%s is a directory of results: leave -o out", name))
		}
		o.dir, o.resume = name, true
	}
	begun := batch.Begun(o.dir)
	switch {
	case o.dir == "":
		return nil, nil, wrong(errors.New("say by -o in which directory the results come, one that all machines see"))
	case begun && !o.resume:
		return nil, nil, wrong(fmt.Errorf("%s holds results already: go on with them by --resume, or choose another directory", o.dir))
	}
	var there []byte
	var old *study.Plan
	if begun {
		if old, there, err = batch.Reopen(o.dir); err != nil {
			return nil, nil, wrong(err)
		}
	}
	if o.dir == name {
		p, text = old, there
		p.Reps = max(p.Reps, o.reps)
	} else if p, text, err = readStudy(name, o.reps); err != nil {
		return nil, nil, err
	}
	if o.print { // nothing is written
		if old == nil || old.Hash != p.Hash || old.Reps != p.Reps {
			return p, nil, nil
		}
		p, text = old, there
	}
	return p, text, nil
}

// planJobs makes the jobs that are to be submitted, but for their shares.
func (e *edge) planJobs(p *study.Plan, o *submission, note *batch.Submission) (*cluster.Jobs, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(dir, "\"'\\%") {
		return nil, wrong(fmt.Errorf("%s has a character in its name that schedulers take for something else: choose another", dir))
	}
	j := &cluster.Jobs{Name: string(p.Study.Name), Program: o.program, Folder: dir, AtOnce: o.atOnce, Cores: o.cores, Retry: o.retry, Partial: o.partial}
	switch {
	case o.engine == "k8s":
		j.Folder = filepath.Base(dir)
		j.Program = cmp.Or(j.Program, "entente")
	case j.Program == "":
		if j.Program, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	if j.Shares, err = e.countShares(p, o, note); p.Enough != nil && !o.partial && o.engine != "k8s" {
		j.Again = o.nextCommand(j)
	}
	return j, err
}

// nextCommand is the command that submits the next replications of a study as these were.
func (o *submission) nextCommand(j *cluster.Jobs) []string {
	words := []string{j.Program, "sweep", "submit", j.Folder, "--engine", o.engine, "--program", j.Program, "--cores", fmt.Sprint(j.Cores)}
	if o.shards > 0 {
		words = append(words, "--shards", fmt.Sprint(o.shards))
	}
	if j.AtOnce > 0 {
		words = append(words, "--max-parallel", fmt.Sprint(j.AtOnce))
	}
	if o.options != "" {
		words = append(words, "--sbatch="+o.options)
	}
	return words
}

// chooseShares begins the folder, where it may, and chooses the shares that are missing and in
// no queue.
func (e *edge) chooseShares(j *cluster.Jobs, p *study.Plan, text []byte, o *submission, note *batch.Submission) error {
	busy := map[int]bool{}
	if o.engine == "slurm" && !o.print {
		tasks, _, err := note.Queued(slurmHere)
		if err != nil {
			return noSlurm(err)
		}
		if len(tasks) > 0 && note.Shares != j.Shares {
			return wrong(fmt.Errorf("shares of an earlier division, into %d, are in the queue: leave --shards out, or scancel %s first", note.Shares, strings.Join(note.Jobs, " ")))
		}
		for _, t := range tasks {
			busy[t.Share] = true
		}
	}
	have := batch.Nothing(p)
	if text != nil {
		f, err := e.openFolder(o.dir, p, text)
		if err != nil {
			return err
		}
		if have, err = f.Have(); err != nil {
			return err
		}
	}
	for _, i := range have.Lacking(j.Shares, o.retry) {
		if !busy[i] {
			j.Todo = append(j.Todo, i)
		}
	}
	return nil
}

// countShares says into how many shares the runs are divided.
func (e *edge) countShares(p *study.Plan, o *submission, note *batch.Submission) (int, error) {
	most := batch.MostShares
	if o.engine == "slurm" {
		var err error
		if most, err = slurmHere.MaxArray(); err != nil && !o.print {
			return 0, noSlurm(err)
		}
	}
	n := cmp.Or(o.shards, note.Shares)
	switch {
	case n > most:
		return 0, wrong(fmt.Errorf("--shards %d: an array of this cluster has at most %d tasks (MaxArraySize)", n, most))
	case n > p.Runs():
		return 0, wrong(fmt.Errorf("--shards %d: there are only %s", n, wording.Plural(p.Runs(), "run")))
	case n > 0:
		return n, nil
	}
	need, err := batch.Probe(p, 3, time.Now)
	if err != nil {
		return 0, err
	}
	return min(most, need.Shares(p.Runs(), o.cores)), nil
}

// sbatch submits an array, and the job that makes the tables after it.
func (e *edge) sbatch(dir string, note *batch.Submission, j *cluster.Jobs, options []string) error {
	at := func(name string) string { return filepath.Join(dir, cluster.Notes, name) }
	plan := files.Plan{Folder: true, Force: true, Targets: []files.Target{{Name: at("shares.sbatch"), Kind: scriptFile}, {Name: at("merge.sbatch"), Kind: scriptFile}}}
	if err := e.save(plan, textWriter(j.Array(options)), textWriter(j.Merge(options))); err != nil {
		return err
	}
	before, _, err := note.Queued(slurmHere)
	if err != nil {
		return noSlurm(err)
	}
	array, err := slurmHere.Submit(at("shares.sbatch"))
	if err != nil {
		return noSlurm(err)
	}
	note.Engine, note.Shares, note.Title = "slurm", j.Shares, j.Title()
	note.Jobs = append(note.Jobs, array)
	merge, err := slurmHere.Submit(at("merge.sbatch"), j.After(array, cluster.JobsOf(before))...)
	if err == nil {
		note.Merges = append(note.Merges, merge)
	}
	if err := errors.Join(err, e.saveSubmission(note, dir)); err != nil {
		return fmt.Errorf("job %s was submitted, and what comes after it failed: %w", array, err)
	}
	fmt.Fprintf(e.stdout, "job %s\tshares %s of %d\njob %s\tthe tables, after it\n", array, cluster.Indices(j.Todo), j.Shares, merge)
	fmt.Fprintf(e.stderr, "How far it is: entente sweep status %s --watch\n", dir)
	return nil
}
