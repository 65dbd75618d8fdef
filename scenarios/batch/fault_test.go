package batch_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// failing is a disk on which the n-th call fails, and every one after it: it is full.
type failing struct {
	files.Disk
	left int
}

func (d *failing) fails() error {
	if d.left--; d.left < 0 {
		return syscall.ENOSPC
	}
	return nil
}

func (d *failing) Create(name string) (files.File, error) {
	if err := d.fails(); err != nil {
		return nil, err
	}
	f, err := d.Disk.Create(name)
	return &failingFile{f, d}, err
}

func (d *failing) Rename(old, other string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.Disk.Rename(old, other)
}

func (d *failing) Link(old, other string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.Disk.Link(old, other)
}

type failingFile struct {
	files.File
	disk *failing
}

func (f *failingFile) Write(b []byte) (int, error) {
	if err := f.disk.fails(); err != nil {
		n, _ := f.File.Write(b[:len(b)/2])
		return n, err
	}
	return f.File.Write(b)
}

func (f *failingFile) Sync() error {
	if err := f.disk.fails(); err != nil {
		return err
	}
	return f.File.Sync()
}

// Whichever call to the disk fails while runs are written and merged, nothing half
// written is left, and going on gives the bytes of a sweep on which nothing failed.
func TestAFullDiskLosesNothing(t *testing.T) {
	asked := strings.NewReplacer("n: 3}", "n: 1}", "n: 5}", "n: 2}", "12h", "2d").Replace(asked)
	p, err := study.NewPlan("study.yaml", []byte(asked))
	require.NoError(t, err)
	fresh := func() *batch.Folder {
		f, err := batch.Prepare(t.TempDir(), p, []byte(asked), files.NewStore(files.Disk{}), "0", "build")
		require.NoError(t, err)
		return f
	}
	all := func(f *batch.Folder) error {
		for i := range 2 {
			if _, err := f.RunShard(context.Background(), batch.Share{Index: i, Of: 2}, batch.Pace{Pool: sweep.Pool{Workers: 2}, Part: 1}); err != nil {
				return err
			}
		}
		_, err := f.Merge(false)
		return err
	}
	calm := fresh()
	require.NoError(t, all(calm))
	want := sum(t, calm.Path)
	failed := 0
	for n := 0; ; n += depth.Pick(12, 5, 1) {
		f := fresh()
		disk := &failing{left: n}
		f.Store = files.NewStore(disk)
		if all(f) == nil {
			break
		}
		failed++
		require.NoError(t, filepath.WalkDir(f.Path, func(name string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				require.Contains(t, []string{".parquet", ".csv", ".json", ".yaml"}, filepath.Ext(name), "left behind when call %d failed", n)
			}
			return err
		}))
		f.Store = files.NewStore(files.Disk{})
		require.NoError(t, all(f))
		require.Equal(t, want, sum(t, f.Path), "after call %d failed", n)
	}
	require.Greater(t, failed, 3)
}

// What lies in a directory already and is no file of a sweep is never replaced.
func TestASweepReplacesNothingOfOthers(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "runs.csv")
	require.NoError(t, os.WriteFile(mine, []byte("my,own\n"), 0o644))
	f := folder(t, dir, asked)
	_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	_, err = f.Merge(false)
	require.ErrorContains(t, err, "runs.csv")
	text, err := os.ReadFile(mine)
	require.NoError(t, err)
	require.Equal(t, "my,own\n", string(text))
}
