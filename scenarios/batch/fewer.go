package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"entente/scenarios/results"
	"entente/sim/files"
)

// mostOpen is how many files of shares a merge reads at once. Each keeps a piece of every
// column in memory, some two megabytes, and a system lets a program open only so many.
const mostOpen = 16

// limitParts sees to it that there are no more files of shares than a merge reads at once:
// where there are, several become one, which is a share's file like them. Killed on the
// way it leaves rows twice, which agree, and never less.
func (f *Folder) limitParts(names []string, mark string, of *results.Table) ([]string, error) {
	shares := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return filepath.Dir(n) == filepath.Clean(f.Path) })
	final := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return filepath.Dir(n) != filepath.Clean(f.Path) })
	for len(shares) > mostOpen {
		var next []string
		for group := range slices.Chunk(shares, mostOpen) {
			if len(group) == 1 {
				next = append(next, group[0])
				continue
			}
			name, err := f.joinFiles(group, mark, of)
			if err != nil {
				return nil, err
			}
			next = append(next, name)
		}
		shares = next
	}
	return append(final, shares...), nil
}

// joinFiles makes one file of several and removes these.
func (f *Folder) joinFiles(names []string, mark string, of *results.Table) (string, error) {
	t, closeAll, err := f.openTables(names, of)
	if err != nil {
		return "", err
	}
	defer closeAll()
	name := ""
	for try := 1; name == ""; try++ {
		at := filepath.Join(f.Path, shardsName, fmt.Sprintf("%sjoined-%06d.parquet", mark, try))
		if _, err := os.Stat(at); os.IsNotExist(err) {
			name = at
		}
	}
	d, err := f.Store.Begin(files.Plan{Targets: []files.Target{{Name: name, Kind: parquetKind}}})
	if err != nil {
		return "", err
	}
	defer d.Close()
	w, err := results.NewPiece(d.Parts[0], of)
	if err != nil {
		return "", err
	}
	if err := results.MergeBest(of, t.readers, f.countsFirst(of), w.Write); err != nil {
		return "", err
	}
	if err := f.label(w, t.made...); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	closeAll()
	if err := d.Commit(); err != nil {
		return "", err
	}
	for _, n := range names {
		if err := os.Remove(n); err != nil {
			return "", err
		}
	}
	return name, nil
}

// countsFirst says whether a row counts before its twin: one of a run that came to its end.
func (f *Folder) countsFirst(of *results.Table) func(results.Row) bool {
	if of != f.Table {
		return func(results.Row) bool { return true }
	}
	status := of.Find("status")
	return func(row results.Row) bool { return row[status].S == runOK }
}
