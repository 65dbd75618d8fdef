package cluster

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Notes is the folder, within that of the results, for what a cluster needs and says:
// scripts, the numbers of jobs and what the jobs print.
const Notes = "cluster"

// mostTries bounds how often a share goes back into the queue: one that never comes to
// its end would come back for ever.
const mostTries = 100

// ours are the options of sbatch that the scripts set themselves.
var ours = []string{"--array", "-a", "--dependency", "-d", "--job-name", "-J", "--signal", "--wrap", "--wait", "-W", "--parsable", "--test-only", "--open-mode", "--chdir", "-D", "--no-requeue", "--kill-on-invalid-dep"}

// Options reads options of sbatch as a person writes them: each is one line of a script.
func Options(text string) (list []string, err error) {
	words, err := Words(text)
	if err != nil {
		return nil, err
	}
	for i, w := range words {
		name, _, _ := strings.Cut(w, "=")
		if strings.HasPrefix(w, "-") && !strings.HasPrefix(w, "--") && len(w) > 2 {
			name = w[:2]
		}
		for _, o := range ours {
			if name == o {
				return nil, fmt.Errorf("%s is set by entente", name)
			}
		}
		switch {
		case strings.HasPrefix(w, "-"):
			list = append(list, directive(w))
		case i == 0 || !strings.HasPrefix(words[i-1], "-") || strings.Contains(words[i-1], "="):
			return nil, fmt.Errorf("%q is no option of sbatch: options begin with a hyphen, such as --time=01:00:00", w)
		default:
			list[len(list)-1] += " " + directive(w)
		}
	}
	return list, nil
}

// directive quotes a word for a line that begins with #SBATCH.
func directive(w string) string {
	if strings.ContainsAny(w, " \t'#") {
		return `"` + w + `"`
	}
	return w
}

// hasOption says whether one of several options is among some.
func hasOption(options []string, names ...string) bool {
	for _, o := range options {
		for _, n := range names {
			if o == n || strings.HasPrefix(o, n+"=") || strings.HasPrefix(o, n+" ") || len(n) == 2 && strings.HasPrefix(o, n) {
				return true
			}
		}
	}
	return false
}

// writeHead begins a script: how sbatch takes it.
func (j *Jobs) writeHead(b *strings.Builder, says, name, output string, more, options []string) {
	fmt.Fprintf(b, "#!/bin/bash\n# %s\n", says)
	lines := append([]string{"--job-name=" + directive(name), "--chdir=" + directive(j.Folder)}, more...)
	if !hasOption(options, "--output", "-o") {
		lines = append(lines, "--output="+path.Join(Notes, output))
	}
	for _, line := range append(lines, options...) {
		fmt.Fprintf(b, "#SBATCH %s\n", line)
	}
	b.WriteString("\n")
}

// Array is the script of a job array with a task for each share to make. Told to end, a
// task finishes the runs under way, writes what is done and goes back into the queue.
func (j *Jobs) Array(options []string) string {
	var b strings.Builder
	array := Indices(j.Todo)
	if j.AtOnce > 0 {
		array += "%" + strconv.Itoa(j.AtOnce)
	}
	more := []string{"--array=" + array, "--open-mode=append", "--requeue", "--signal=B:TERM@60"}
	if !hasOption(options, "--cpus-per-task", "-c") {
		more = append(more, fmt.Sprintf("--cpus-per-task=%d", max(1, j.Cores)))
	}
	j.writeHead(&b, fmt.Sprintf("A task for each of %d shares of the study %s; entente sweep submit wrote this.", len(j.Todo), j.Name), j.Title(), "%A_%a.txt", more, options)
	fmt.Fprintf(&b, `# A minute before its time is over, or when another job wants the node, the task is told
# to end: it finishes the runs under way, writes what is done and ends with 75.
told= share=
trap 'told=1; [ -z "$share" ] || kill -TERM "$share"' TERM
%s sweep shard . --shard "$SLURM_ARRAY_TASK_ID/%d" --workers "${SLURM_CPUS_PER_TASK:-1}"%s &
share=$!
[ -z "$told" ] || kill -TERM "$share"
while :; do
	wait "$share"
	code=$?
	[ "$code" -gt 128 ] && [ -n "$told" ] || break # else the signal ended the waiting, not the share
	told=
done
if [ "$code" -eq 75 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt %d ]; then
	trap - TERM
	scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && sleep 30 # Slurm ends this try
fi
exit "$code"
`, Quote(j.Program), j.Shares, j.retryFlag(), mostTries)
	return b.String()
}

// MergeMark ends the name of the job that makes the tables.
const MergeMark = "-merge"

// Merge is the script of the job that makes the tables, after the array. Where a study
// makes replications until a measure is known well enough, the job also looks whether it
// is, and submits the next batch with a job like itself after it.
func (j *Jobs) Merge(options []string) string {
	var b strings.Builder
	j.writeHead(&b, fmt.Sprintf("Makes the tables of the study %s, after its shares; entente sweep submit wrote this.", j.Name), j.Title()+MergeMark, "%j-merge.txt", nil, options)
	if j.Again == nil {
		fmt.Fprintf(&b, "exec %s sweep merge .%s\n", Quote(j.Program), j.partialFlag())
		return b.String()
	}
	fmt.Fprintf(&b, `%s sweep merge .
code=$?
[ "$code" -eq 3 ] || exit "$code"
# More replications are asked for: they are submitted, and a job like this one after
# them. Where nothing is missing, some runs failed.
next=$(%s) || exit
[ -n "$next" ] || exit "$code"
printf '%%s\n' "$next"
`, Quote(j.Program), j.nextCommand())
	return b.String()
}

// After are the options that have the merge wait for an array, and for those submitted
// before which are still at work. It is not run if a task of the array failed, unless
// what there is was asked for.
func (j *Jobs) After(array string, before []string) []string {
	rest := ""
	if len(before) > 0 {
		rest = ",afterany:" + strings.Join(before, ":")
	}
	if j.Partial {
		return []string{"--dependency=afterany:" + array + rest}
	}
	return []string{"--dependency=afterok:" + array + rest, "--kill-on-invalid-dep=yes"}
}

// UsualMaxArray is MaxArraySize of a Slurm that nobody set up otherwise.
const UsualMaxArray = 1001

// MaxArray reads from what `scontrol show config` says how many tasks an array has at
// most; 0 if it does not say.
func MaxArray(config string) int {
	for line := range strings.Lines(config) {
		if name, value, ok := strings.Cut(line, "="); ok && strings.TrimSpace(name) == "MaxArraySize" {
			n, _ := strconv.Atoi(strings.TrimSpace(value))
			return max(0, n)
		}
	}
	return 0
}

// Task is a task of an array, or a job, that Slurm knows of.
type Task struct {
	Job   string
	Share int // -1 for a job that is no array
	State string
	Why   string
}

// JobsOf are the arrays that tasks belong to, in order.
func JobsOf(tasks []Task) (list []string) {
	for _, t := range tasks {
		list = append(list, t.Job)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// QueueFormat is how Queue wants squeue to write.
const QueueFormat = "%F|%K|%T|%r"

// Queue reads what squeue says, a task on each line.
func Queue(text string) (list []Task) {
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSpace(line), "|", 4)
		if len(parts) < 4 {
			continue
		}
		t := Task{Job: parts[0], Share: -1, State: parts[2], Why: parts[3]}
		if n, err := strconv.Atoi(parts[1]); err == nil {
			t.Share = n
		}
		list = append(list, t)
	}
	return list
}

// Ended says whether a task of a state does nothing any more.
func (t *Task) Ended() bool {
	switch t.State {
	case "PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED", "SPECIAL_EXIT", "RESV_DEL_HOLD":
		return false
	}
	return true
}
