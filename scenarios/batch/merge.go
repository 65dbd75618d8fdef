package batch

import (
	"fmt"
	"os"
	"path/filepath"

	"entente/scenarios/results"
	"entente/sim/files"
)

// Missing says which runs a merge lacks.
type Missing struct {
	Count int
	First []int // some of them
	Of    int
}

func (m *Missing) Error() string {
	return fmt.Sprintf("%d of %d runs are missing, the first of them %v", m.Count, m.Of, m.First)
}

// Merged is what a merge came to.
type Merged struct {
	Rows   int64
	Failed int
	Digest string // over the rows of runs.parquet
}

// Merge makes the final tables of all rows that a folder has: runs.parquet and
// runs.csv, sorted by run, with the dictionary of their columns. The shares are removed
// after. Where runs are missing it is an error, Missing, unless partial is wanted.
func (f *Folder) Merge(partial bool) (*Merged, error) {
	names, err := f.tables()
	if err != nil {
		return nil, err
	}
	readers, closeAll, err := f.open(names)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	d, err := f.Store.Begin(files.Plan{Folder: true, Force: true, Targets: []files.Target{
		{Name: filepath.Join(f.Path, runsFile), Kind: parquetKind}, {Name: filepath.Join(f.Path, "runs.csv"), Kind: csvKind}}})
	if err != nil {
		return nil, err
	}
	defer d.Close()
	w, err := results.NewWriter(d.Parts[0], f.Table)
	if err != nil {
		return nil, err
	}
	text, err := results.NewCSV(d.Parts[1], f.Table)
	if err != nil {
		return nil, err
	}
	sum, out := results.NewDigest(f.Table), &Merged{}
	next, missing := 0, Missing{Of: f.Plan.Runs()}
	lack := func(upto int) {
		for ; next < upto; next++ {
			if missing.Count++; len(missing.First) < 10 {
				missing.First = append(missing.First, next)
			}
		}
	}
	status := f.Table.Find("status")
	err = results.MergeBest(f.Table, readers, func(a results.Row) bool { return a[status].S == runOK }, func(row results.Row) error {
		run := int(row[0].I)
		if run >= f.Plan.Runs() {
			return fmt.Errorf("the folder has replication %d, and the study asks for %d: replications can only grow", run/f.Plan.Configs()+1, f.Plan.Reps)
		}
		lack(run)
		next = run + 1
		if row[status].S != runOK {
			out.Failed++
		}
		sum.Add(row)
		if err := w.Write(row); err != nil {
			return err
		}
		return text.Write(row)
	})
	if err != nil {
		return nil, err
	}
	lack(f.Plan.Runs())
	if missing.Count > 0 && !partial {
		return nil, &missing
	}
	out.Rows, out.Digest = sum.Rows, sum.String()
	if err := w.Close(); err != nil {
		return nil, err
	}
	if err := text.Close(); err != nil {
		return nil, err
	}
	closeAll()
	if err := d.Commit(); err != nil {
		return nil, err
	}
	for _, name := range names {
		if filepath.Base(name) != runsFile {
			if err := os.Remove(name); err != nil {
				return nil, err
			}
		}
	}
	os.Remove(filepath.Join(f.Path, shardsName)) // if it is empty
	return out, nil
}
