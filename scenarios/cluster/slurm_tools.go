package cluster

import (
	"cmp"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Slurm asks Slurm's own programs and hands them scripts.
type Slurm struct {
	// Run starts a program, waits for it, and gives what it printed. The error is one
	// of exec.ErrNotFound where the machine has no such program.
	Run func(program string, words ...string) (string, error)
}

// ErrNoSlurm says that a machine has none of Slurm's programs.
var ErrNoSlurm = errors.New("there is no Slurm on this machine")

// run runs a program of Slurm. The error is ErrNoSlurm where it is missing.
func (s Slurm) run(program string, words ...string) (string, error) {
	said, err := s.Run(program, words...)
	if errors.Is(err, exec.ErrNotFound) {
		return "", fmt.Errorf("%w (%w): log in where sbatch is, or look at the scripts by --print", ErrNoSlurm, err)
	}
	return said, err
}

// MaxArray asks how many tasks an array has at most. The answer is UsualMaxArray where
// Slurm does not say, and with an error.
func (s Slurm) MaxArray() (int, error) {
	config, err := s.run("scontrol", "show", "config")
	return cmp.Or(MaxArray(config), UsualMaxArray), err
}

// Queue asks for the tasks of the arrays with a title, and the jobs that make their tables.
// Which of them have ended, Task.Ended says.
func (s Slurm) Queue(title string) ([]Task, error) {
	said, err := s.run("squeue", "--noheader", "--array", "--format="+QueueFormat, "--name="+title+","+title+MergeMark)
	return Queue(said), err
}

// Submit hands sbatch a script, with options for it, and gives the number of the job.
func (s Slurm) Submit(script string, options ...string) (job string, err error) {
	said, err := s.run("sbatch", append(append([]string{"--parsable"}, options...), script)...)
	job, _, _ = strings.Cut(strings.TrimSpace(said), ";")
	return job, err
}
