// Package cluster writes the shares of a study as jobs for Slurm, Kubernetes and GNU
// parallel.
//
// # What it gives
//
// Jobs says what is to be made: which shares of a folder, how many at once, with how
// many cores each. Array and Merge are the scripts of a Slurm job array and of the job
// that follows it, Kubernetes is an Indexed Job, Parallel a line of a shell. Indices
// writes numbers of shares as Slurm does. Slurm asks the cluster's own commands: how long
// an array may be, what is in the queue, and takes a script into it.
//
// # How to think of it
//
// All that a cluster has to know is one command, `entente sweep shard DIR --shard i/n`,
// which can be given twice, anywhere, and be killed. Who runs it, where and when is the
// business of the scheduler that the cluster has. So there is nothing here but text, and
// nothing that stays running: this package opens no file, and starts a program only by
// the function that its caller gives to Slurm.
package cluster

import (
	"fmt"
	"strconv"
	"strings"
)

// Jobs are shares of a folder of results that are to be made.
type Jobs struct {
	Name    string // of the study
	Program string // entente, as the jobs find it
	Folder  string // of the results, as the jobs find it
	Shares  int    // that the runs are divided into
	Todo    []int  // those to make, ascending
	AtOnce  int    // at most so many; 0: as the scheduler likes
	Cores   int    // of each
	Retry   bool   // runs that failed are made again
	Partial bool   // tables are made of what there is, also if a share failed

	// Again is the command that submits what a study lacks when its tables say that it
	// needs more replications; nil where a study makes as many as it says.
	Again []string
}

// Title is the name that a scheduler shows.
func (j *Jobs) Title() string { return "entente-" + j.Name }

// isWhole says whether every share is to be made.
func (j *Jobs) isWhole() bool { return len(j.Todo) == j.Shares }

// retryFlag is the flag that makes failed runs again.
func (j *Jobs) retryFlag() string {
	if j.Retry {
		return " --retry-failed"
	}
	return ""
}

// partialFlag is the flag that merges what there is.
func (j *Jobs) partialFlag() string {
	if j.Partial {
		return " --partial"
	}
	return ""
}

// nextCommand is the command that submits the next replications, as a shell reads it; empty
// where there are none.
func (j *Jobs) nextCommand() string {
	words := make([]string, len(j.Again))
	for i, w := range j.Again {
		words[i] = Quote(w)
	}
	return strings.Join(words, " ")
}

// Indices writes numbers, which are ascending, as Slurm writes them: "0-3,7,9-12".
func Indices(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		n := i
		for n+1 < len(list) && list[n+1] == list[n]+1 {
			n++
		}
		part := strconv.Itoa(list[i])
		if n > i {
			part = fmt.Sprintf("%d-%d", list[i], list[n])
		}
		parts = append(parts, part)
		i = n + 1
	}
	return strings.Join(parts, ",")
}

// Quote writes a word so that a shell reads it as it is.
func Quote(word string) string {
	if word != "" && !strings.ContainsFunc(word, needsQuotes) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// needsQuotes says which characters a shell may take for something else.
func needsQuotes(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=:+,@%", r))
}

// Words takes a text apart as a shell does: at spaces that no quotes hold together.
func Words(text string) (list []string, err error) {
	var word strings.Builder
	var within rune
	begun := false
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == 0:
			return nil, fmt.Errorf("%q has a line break", text)
		case within != 0 && r == within:
			within = 0
		case within != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			within, begun = r, true
		case r == ' ' || r == '\t':
			if begun {
				list = append(list, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if within != 0 {
		return nil, fmt.Errorf("%q has a quotation mark without its other", text)
	}
	if begun {
		list = append(list, word.String())
	}
	return list, nil
}
