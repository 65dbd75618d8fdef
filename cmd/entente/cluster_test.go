//go:build !js && !windows

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/cmd/dev/slurm"
)

// spread is a study that every engine makes in a second.
const spread = `
study: 1
name: small
scenario: three-nations
replications: {n: 4}
series: {every: 12h, measures: [M3]}
options:
  - {id: none}
  - {id: quick, set: {channels.siena.latency: 30s}}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
blocks:
  - {id: spread, design: latin, n: 7}
`

// bench is a folder with a study in it, and the program under its own name.
type bench struct {
	dir     string
	program string
	env     []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{dir: t.TempDir(), env: os.Environ()}
	b.program = linked(t, b.dir, "entente")
	require.NoError(t, os.WriteFile(filepath.Join(b.dir, "study.yaml"), []byte(spread), 0o600))
	return b
}

// command is the program with arguments, in the folder.
func (b *bench) command(line string) *exec.Cmd {
	c := exec.Command(b.program, strings.Fields(line)...)
	c.Dir, c.Env = b.dir, b.env
	return c
}

// do runs a line and gives what it prints.
func (b *bench) do(t *testing.T, line string) string {
	t.Helper()
	c := b.command(line)
	var talk strings.Builder
	c.Stderr = &talk
	out, err := c.Output()
	require.NoError(t, err, "%s: %s", line, talk.String())
	return string(out)
}

// manifest is the manifest of the results in out, which has the sum of every file.
func (b *bench) manifest(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.dir, "out", "manifest.json"))
	require.NoError(t, err)
	for _, name := range []string{"runs", "series"} {
		require.Regexp(t, `"name": "`+name+`.parquet",\n +"bytes": \d+,\n +"sha256": "[0-9a-f]{64}"`, string(text))
	}
	b.do(t, "sweep status out") // each file has the sum that it says
	return string(text)
}

// alone is the manifest of the study, made by one worker.
var alone struct {
	sync.Mutex
	text string
}

func madeAlone(t *testing.T) string {
	t.Helper()
	alone.Lock()
	defer alone.Unlock()
	if alone.text == "" {
		b := newBench(t)
		b.do(t, "sweep run study.yaml -o out --workers 1")
		alone.text = b.manifest(t)
	}
	return alone.text
}

// However runs are spread over processes, and whoever is killed, every file that comes
// out is the same to the byte. That workers and shares of one process do so too is held
// where they are made, in scenarios/batch.
func TestEveryEngineGivesTheSameBytes(t *testing.T) {
	want := madeAlone(t)
	for name, way := range map[string]func(t *testing.T, b *bench){
		"killed and resumed": func(t *testing.T, b *bench) {
			b.do(t, "sweep submit study.yaml -o out --engine parallel --shards 3")
			b.do(t, "sweep shard out --shard 1/3")
			c := heldUp(t, b.dir, "out/shards/.entente-*", "sweep shard out --shard 0/3 --workers 1")
			require.NoError(t, c.Process.Kill())
			require.Error(t, c.Wait())
			require.NoFileExists(t, filepath.Join(b.dir, "out", "shards", "shard-000000-of-000003.parquet"))
			b.do(t, "sweep run study.yaml -o out --resume")
			require.NoDirExists(t, filepath.Join(b.dir, "out", "shards"), "what the killed one left")
		},
		"GNU parallel": func(t *testing.T, b *bench) {
			depth.NeedFull(t, "seven programs")
			depth.Need(t, "parallel")
			lines := b.do(t, "sweep submit study.yaml -o out --engine parallel --shards 3 --max-parallel 2 --program "+b.program)
			c := exec.Command("sh")
			c.Dir, c.Stdin = b.dir, strings.NewReader(lines)
			said, err := c.CombinedOutput()
			require.NoError(t, err, "%s", said)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			way(t, b)
			require.Equal(t, want, b.manifest(t))
		})
	}
}

// A share that is told to end, as often as a scheduler likes, writes what is done and
// says so by its exit code; the same command goes on.
func TestAShareThatIsToldToEnd(t *testing.T) {
	b := newBench(t)
	b.do(t, "sweep submit study.yaml -o out --engine parallel --shards 1 --reps 100000") // an hour of work
	c := b.command("sweep shard out --shard 0/1 --workers 1")
	var talk strings.Builder
	c.Stderr = &talk
	require.NoError(t, c.Start())
	waitFor(t, filepath.Join(b.dir, "out", "shards", ".entente-*"))
	for range 3 {
		require.NoError(t, c.Process.Signal(syscall.SIGTERM))
	}
	require.Error(t, c.Wait())
	require.Equal(t, stopped, c.ProcessState.ExitCode(), talk.String())
	made := regexp.MustCompile(`^entente: finishing the runs under way\nentente: stopped after ([\d,]+) runs? of this time: the same command goes on\n$`).FindStringSubmatch(talk.String())
	require.NotNil(t, made, talk.String())
	if made[1] != "0" {
		require.Regexp(t, `"there":`+made[1]+`,`, b.do(t, "sweep status out --json"))
	}
}

// mishaps stands between a cluster and the program: one share is killed while it works,
// another is told to end while it works, each the first time alone. Until then both are
// held up, so that they are not done before.
const mishaps = `#!/bin/sh
case "$*" in
*"--shard 3/7 "*) share=3 ;;
*"--shard 5/7 "*) share=5 ;;
esac
if [ -z "$share" ] || ! mkdir "$0.$share" 2>/dev/null; then
	exec %[1]s "$@"
fi
(
	until set -- shards/.entente-$$-*; [ -e "$1" ]; do sleep 0.05; done
	case $share in
	3) kill -9 $$ ;;
	5) until scancel --batch --signal=TERM "${SLURM_ARRAY_JOB_ID}_5"; do sleep 1; done ;;
	esac
) &
exec %[1]s-held 'shards/.entente-*' "$@"
`

// A real Slurm: an array in which one task is killed and one is told to end; the first
// is submitted again, the second comes back by itself, and the tables are made after.
func TestSlurmGivesTheSameBytes(t *testing.T) {
	depth.NeedFull(t, "fifteen seconds of waiting for a scheduler")
	b := newBench(t)
	folder := t.TempDir()
	c, err := slurm.Start(folder, 9)
	if errors.Is(err, slurm.ErrMissing) {
		depth.Missing(t, err.Error())
	}
	require.NoError(t, err)
	t.Cleanup(c.Stop)
	b.env = c.Env()
	wrapper := filepath.Join(b.dir, "mishaps")
	require.NoError(t, os.WriteFile(wrapper, fmt.Appendf(nil, mishaps, b.program), 0o700))
	linked(t, b.dir, "entente-held")

	over := b.command("sweep submit study.yaml -o out --shards 10")
	said, err := over.CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(said), "an array of this cluster has at most 9 tasks (MaxArraySize)")

	first := b.do(t, "sweep submit study.yaml -o out --shards 7 --sbatch --time=60 --program "+wrapper)
	require.Contains(t, first, "shares 0-6 of 7")
	job := regexp.MustCompile(`^job (\d+)\t`).FindStringSubmatch(first)[1]
	t.Cleanup(func() {
		if t.Failed() {
			b.log(t)
			t.Log(c.Report())
		}
	})
	until(t, "five shares, one lost, one back in the queue", func() bool {
		s := b.do(t, "sweep status out --json")
		return strings.Contains(s, `"todo":[3,5],"queue":{"pending":1},"lost":[3]`)
	})
	until(t, "an idle node: the try that was told to end is over", c.Idle) // else its end counts for the next

	again := b.do(t, "sweep submit out --program "+wrapper)
	require.Contains(t, again, "shares 3 of 7")
	require.NoError(t, c.StartNow(job+"_5"))
	until(t, "the tables", func() bool {
		_, err := os.Stat(filepath.Join(b.dir, "out", "manifest.json"))
		return err == nil
	})
	b.do(t, "sweep status out --watch --every 1s")
	require.Equal(t, madeAlone(t), b.manifest(t))
	timing, err := os.ReadFile(filepath.Join(b.dir, "out", "timing.csv"))
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(timing), "\n5/7,"), "made when it came back:\n%s", timing)
	log, err := os.ReadFile(filepath.Join(b.dir, "out", "cluster", job+"_5.txt"))
	require.NoError(t, err)
	require.Regexp(t, `(?m)^entente: stopped after 0 runs of this time: the same command goes on$`, string(log))

	t.Run("until enough is known", func(t *testing.T) { untilKnown(t, b) })
}

// log shows what the jobs of the study said.
func (b *bench) log(t *testing.T) {
	list, _ := filepath.Glob(filepath.Join(b.dir, "*", "cluster", "*.txt"))
	for _, name := range list {
		text, _ := os.ReadFile(name)
		t.Logf("%s: %s", filepath.Base(name), text)
	}
}

// known is a study that makes as many replications as a measure takes, in batches.
const known = `
study: 1
name: known
scenario: three-nations
until: D+3
replications: {n: 2, more: {measure: M7, within: 0.4, most: 9}}
options: [{id: none}, {id: quick, set: {channels.siena.latency: 30s}}]
`

// untilKnown submits a study once, and Slurm goes on with batch after batch until there is
// enough, with the tables that one machine comes to.
func untilKnown(t *testing.T, b *bench) {
	require.NoError(t, os.WriteFile(filepath.Join(b.dir, "known.yaml"), []byte(known), 0o600))
	digest := regexp.MustCompile(`"digest": "[0-9a-f]{64}"`)
	manifest := func(dir string) []byte {
		text, _ := os.ReadFile(filepath.Join(b.dir, dir, "manifest.json"))
		return digest.Find(text)
	}
	said := b.do(t, "sweep run known.yaml -o here")
	require.Contains(t, said, "Next: ", "it takes more than one batch")
	b.do(t, "sweep submit known.yaml -o known --shards 2 --sbatch --time=60 --program "+b.program)
	until(t, "all batches", func() bool { return string(manifest("known")) == string(manifest("here")) })
	text, err := os.ReadFile(filepath.Join(b.dir, "known", "cluster", "submitted.json"))
	require.NoError(t, err)
	require.Equal(t, 1+strings.Count(said, "Next: "), len(regexp.MustCompile(`"\d+"`).FindAllString(string(text), -1))/2, "an array and a merge for each batch: %s", text)
}

// until waits until something is so.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for begun := time.Now(); !is(); time.Sleep(200 * time.Millisecond) {
		require.Less(t, time.Since(begun), 5*hang, "not there: %s", what)
	}
}
