package batch_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// prepare begins or goes on with the folder of a study that lies in a file.
func prepare(t *testing.T, dir, name, build string) *batch.Folder {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	p, err := study.NewPlan(name, text)
	require.NoError(t, err)
	f, err := batch.Prepare(dir, p, text, files.NewStore(files.Disk{}), "0", build)
	require.NoError(t, err)
	return f
}

func reopen(t *testing.T, dir, build string) *batch.Folder {
	t.Helper()
	p, text, err := batch.Reopen(dir)
	require.NoError(t, err)
	f, err := batch.Prepare(dir, p, text, files.NewStore(files.Disk{}), "0", build)
	require.NoError(t, err)
	return f
}

func write(t *testing.T, name, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
}

// content is every file below a folder.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	}))
	return all
}

const ownWorld = `
study: 1
name: own
scenario: ../worlds/mine.yaml
replications: {n: 2}
options:
  - {id: none}
  - {id: quick, patches: [quick.yaml]}
blocks:
  - {id: cases, design: table, file: cases.csv}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
`

// lay writes a study with a scenario of its own, of two files, a patch and a table.
func lay(t *testing.T, root string) string {
	t.Helper()
	write(t, filepath.Join(root, "worlds", "mine.yaml"), "include: [parts/rest.yaml]\n")
	world, err := os.ReadFile("../library/three-nations.yaml")
	require.NoError(t, err)
	write(t, filepath.Join(root, "worlds", "parts", "rest.yaml"), string(world))
	write(t, filepath.Join(root, "studies", "quick.yaml"), "entente: 1\npatch: quick\nsays: Quick.\nset: {channels.siena.latency: 30s}\n")
	write(t, filepath.Join(root, "studies", "cases.csv"), "relations.*.trust\n0.3\n0.7\n")
	name := filepath.Join(root, "studies", "own.yaml")
	write(t, name, ownWorld)
	return name
}

// A folder of results is whole in itself: it goes to another machine, where neither the
// study nor its scenario are, and gives the same there. No file of it knows a place of
// the machine that it comes from.
func TestAFolderGoesToAnotherMachine(t *testing.T) {
	root := t.TempDir()
	name := lay(t, root)
	calm := prepare(t, filepath.Join(t.TempDir(), "calm"), name, "b")
	_, err := calm.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	want, err := calm.Merge(false)
	require.NoError(t, err)
	there := filepath.Join(t.TempDir(), "there")
	moved := prepare(t, there, name, "b")
	_, err = moved.RunShard(context.Background(), batch.Share{Index: 1, Of: 3}, batch.Pace{})
	require.NoError(t, err)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	require.NoError(t, os.Rename(there, elsewhere))
	require.NoError(t, os.RemoveAll(root))
	f := reopen(t, elsewhere, "b")
	require.Empty(t, f.Warning)
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	got, err := f.Merge(false)
	require.NoError(t, err)
	require.Equal(t, want, got)
	for file, text := range content(t, elsewhere) {
		require.NotContains(t, text, root, file)
		require.NotContains(t, text, filepath.Dir(there), file)
	}
	require.Contains(t, content(t, elsewhere), "study/here/own.yaml")
	require.Contains(t, content(t, elsewhere), "study/worlds/parts/rest.yaml")
}

func TestAStudyNamesNoPlaceOfOneMachine(t *testing.T) {
	name := lay(t, t.TempDir())
	_, err := study.NewPlan(name, []byte(strings.Replace(ownWorld, "../worlds/mine.yaml", filepath.ToSlash(filepath.Join(t.TempDir(), "x.yaml")), 1)))
	require.ErrorContains(t, err, "is a place on this machine alone")
	dir := t.TempDir()
	f := prepare(t, dir, name, "b")
	plan, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	require.NoError(t, err)
	for _, bad := range []string{"../../own.yaml", "/etc/passwd", "study/../../x.yaml", ""} {
		write(t, filepath.Join(dir, "plan.json"), strings.Replace(string(plan), f.Origin.File, bad, 1))
		_, _, err = batch.Reopen(dir)
		require.Error(t, err, bad)
	}
}

// The analysis of a study may be changed at any time; what the folder holds follows.
func TestAFolderFollowsTheAnalysis(t *testing.T) {
	name := lay(t, t.TempDir())
	dir := t.TempDir()
	prepare(t, dir, name, "b")
	write(t, name, ownWorld+"analysis: {baseline: quick}\n")
	prepare(t, dir, name, "b")
	require.Contains(t, content(t, dir)["study/here/own.yaml"], "baseline: quick")
}

// The manifest has every file of a folder but that with times, and is the same however
// runs were spread.
func TestAManifestHasEveryFile(t *testing.T) {
	name := lay(t, t.TempDir())
	clock := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	var texts []string
	for _, shares := range []int{1, 4} {
		dir := t.TempDir()
		f := prepare(t, dir, name, "b")
		for i := range shares {
			_, err := f.RunShard(context.Background(), batch.Share{Index: i, Of: shares}, batch.Pace{Now: now, Host: "node7"})
			require.NoError(t, err)
		}
		_, err := f.Merge(false)
		require.NoError(t, err)
		x, err := batch.ReadManifest(dir)
		require.NoError(t, err)
		require.Empty(t, x.Changed(dir))
		all := content(t, dir)
		texts = append(texts, all["manifest.json"])
		require.Len(t, all, len(x.Files)+2)
		for _, file := range x.Files {
			require.Contains(t, all, file.Name)
			require.Len(t, all[file.Name], int(file.Bytes))
			write(t, filepath.Join(dir, file.Name), all[file.Name]+"x")
			require.Equal(t, []string{file.Name + " was changed"}, x.Changed(dir))
			write(t, filepath.Join(dir, file.Name), all[file.Name])
		}
		require.NoError(t, os.Remove(filepath.Join(dir, "runs.csv")))
		require.Equal(t, []string{"runs.csv is missing"}, x.Changed(dir))
		lines := strings.Split(strings.TrimSpace(all["timing.csv"]), "\n")
		require.Len(t, lines, shares+1)
		require.Regexp(t, `^0/\d,b,node7,1,2030-01-01T00:00:\d\dZ,1000,\d,0$`, lines[1])
		_, err = f.Merge(false)
		require.NoError(t, err)
		require.Equal(t, all["timing.csv"], content(t, dir)["timing.csv"], "a merge of nothing new adds nothing")
	}
	require.Equal(t, texts[0], texts[1])
}

// Rows of another plan or another engine are refused, wherever they come from; rows of
// another build are taken, and told.
func TestRowsOfOthersAreRefused(t *testing.T) {
	name := lay(t, t.TempDir())
	other := t.TempDir()
	write(t, name, strings.Replace(ownWorld, "n: 2", "n: 1", 1)+"seeds: {root: 5}\n")
	_, err := prepare(t, other, name, "b").RunShard(context.Background(), batch.Share{Of: 2}, batch.Pace{})
	require.NoError(t, err)
	write(t, name, ownWorld)
	dir := t.TempDir()
	f := prepare(t, dir, name, "b")
	shard := "shards/shard-000000-of-000002.parquet"
	write(t, filepath.Join(dir, shard), content(t, other)[shard])
	_, err = f.Have()
	require.ErrorIs(t, err, batch.ErrOtherPlan)
	_, err = f.Merge(true)
	require.ErrorIs(t, err, batch.ErrOtherPlan)
	require.ErrorContains(t, err, shard[len("shards/"):])
	require.NoError(t, os.Remove(filepath.Join(dir, shard)))

	_, err = f.RunShard(context.Background(), batch.Share{Of: 2}, batch.Pace{})
	require.NoError(t, err)
	f = reopen(t, dir, "c")
	require.Contains(t, f.Warning, "another build of the program (b)")
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	m, err := f.Merge(false)
	require.NoError(t, err)
	require.Equal(t, []string{"b", "c"}, m.Builds)
}

// Two processes on one share lose nothing, whoever comes first and however far the
// other has come.
func TestTwoProcessesOnOneShare(t *testing.T) {
	name := lay(t, t.TempDir())
	for _, halted := range []bool{false, true} {
		dir := t.TempDir()
		slow, quick := prepare(t, dir, name, "b"), prepare(t, dir, name, "b")
		ctx, stop := context.WithCancel(context.Background())
		done := 0
		_, err := slow.RunShard(ctx, batch.Share{Of: 1}, batch.Pace{Now: time.Now, Pool: sweep.Pool{Step: func(bool) {
			if done++; done > 1 {
				return
			}
			if halted { // with the first of eight runs
				stop()
			}
			made, err := quick.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Host: "other"})
			require.NoError(t, err)
			require.Equal(t, 8, made)
		}}})
		stop()
		require.NoError(t, err, "all is there")
		list, err := os.ReadDir(filepath.Join(dir, "shards"))
		require.NoError(t, err)
		require.Len(t, list, 1)
		have, err := slow.Have()
		require.NoError(t, err)
		require.Equal(t, 8, have.Count())
		_, err = slow.Merge(false)
		require.NoError(t, err)
	}
}

// A merge of more files than it reads at once gives the same bytes, also where it was
// killed before it had removed what it joined.
func TestManySharesAreMerged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "many.yaml")
	write(t, name, "study: 1\nname: many\nscenario: two-nations\nreplications: {n: 70}\nseries: {every: 24h, measures: [M3]}\n")
	clock := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	sums := map[int]string{}
	for _, part := range []int{0, 1} {
		dir := t.TempDir()
		f := prepare(t, dir, name, "b")
		_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Part: part, Now: now})
		require.NoError(t, err)
		if part == 1 {
			list, err := os.ReadDir(filepath.Join(dir, "shards"))
			require.NoError(t, err)
			require.Len(t, list, 140)
			first := filepath.Join(dir, "shards", list[0].Name())
			kept, err := os.ReadFile(first)
			require.NoError(t, err)
			require.NoError(t, batch.Fewer(f))
			write(t, first, string(kept))
			have, err := f.Have()
			require.NoError(t, err)
			require.Equal(t, 70, have.Count())
		}
		_, err = f.Merge(false)
		require.NoError(t, err)
		require.NoDirExists(t, filepath.Join(dir, "shards"))
		all := content(t, dir)
		sums[part] = all["manifest.json"]
		if part == 1 {
			require.Equal(t, 71, strings.Count(all["timing.csv"], "\n"))
		}
	}
	require.Equal(t, sums[0], sums[1])
}

// A twin that differs is no twin: the merge says so and makes nothing.
func TestTwinsMustAgree(t *testing.T) {
	name := lay(t, t.TempDir())
	dir := t.TempDir()
	f := prepare(t, dir, name, "b")
	_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	batch.Forge(t, f, filepath.Join(dir, "shards", "shard-000000-of-000009.parquet"), 3)
	_, err = f.Merge(false)
	require.ErrorContains(t, err, "run 3 was made twice and differs: digest is")
	require.NoFileExists(t, filepath.Join(dir, "runs.parquet"))
}
