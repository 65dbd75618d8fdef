package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

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
	Digest string   // over the rows of runs.parquet
	Series string   // the same of series.parquet; empty where none are kept
	Builds []string // of the program, that made rows
}

// Merge makes the final tables of all rows that a folder has, sorted by run:
// runs.parquet, the same as runs.csv, dictionary.json, which says what their columns
// mean, manifest.json, which names them all, and timing.csv; of series the same three.
// The shares are removed after. Where runs are missing it is an error, Missing, unless
// partial is wanted.
func (f *Folder) Merge(partial bool) (*Merged, error) {
	names, err := f.list()
	if err == nil {
		names, err = f.limitParts(names, shardMark, f.Table)
	}
	if err != nil {
		return nil, err
	}
	opened, closeRuns, err := f.openTables(names, f.Table)
	if err != nil {
		return nil, err
	}
	defer closeRuns()
	steps, err := f.seriesFiles()
	if err != nil {
		return nil, err
	}
	onWay, closeSteps, err := f.openTables(steps, f.Series)
	if err != nil {
		return nil, err
	}
	defer closeSteps()
	d, err := f.Store.Begin(f.merging())
	if err != nil {
		return nil, err
	}
	defer d.Close()
	m := &merger{folder: f, missing: Missing{Of: f.Plan.Runs()}, status: f.Table.Find("status")}
	if m.out, err = newTwin(f.Table, d.Parts, runsFile, plainFile, dictionaryFile); err != nil {
		return nil, err
	}
	if err := results.MergeBest(f.Table, opened.readers, f.countsFirst(f.Table), m.writeRow); err != nil {
		return nil, err
	}
	m.countMissing(f.Plan.Runs())
	if m.missing.Count > 0 && !partial {
		return nil, &m.missing
	}
	written, err := m.out.close(f)
	if err != nil {
		return nil, err
	}
	merged := &Merged{Rows: m.out.sum.Rows, Failed: m.failed, Digest: m.out.sum.String(), Builds: f.listBuilds(opened.made)}
	if f.Series != nil {
		more, err := f.mergeSeries(merged, onWay, d.Parts[seriesPart:])
		if err != nil {
			return nil, err
		}
		written = append(written, more...)
	}
	if err := f.writeTiming(d.Parts[timingPart], opened.made); err != nil {
		return nil, err
	}
	x, err := f.manifest(merged, m.missing.Count, written)
	if err != nil {
		return nil, err
	}
	if err := x.write(d.Parts[manifestPart]); err != nil {
		return nil, err
	}
	closeRuns() // some systems replace no file that is open
	closeSteps()
	if err := d.Commit(); err != nil {
		return nil, err
	}
	return merged, f.sweepUp(append(names, steps...), m.missing.Count == 0)
}

// The parts of a merge, after the runs' own three.
const (
	timingPart   = 3 + iota
	manifestPart // written last: it has the sums of the others
	seriesPart   // and two more, where there is a series
)

// merging is what a merge replaces, all at once.
func (f *Folder) merging() files.Plan {
	plan := files.Plan{Folder: true, Force: true, Targets: []files.Target{
		{Name: f.pathOf(runsFile), Kind: parquetKind},
		{Name: f.pathOf(plainFile), Kind: csvKind},
		{Name: f.pathOf(dictionaryFile), Kind: dictionaryKind},
		timingPart: {Name: f.pathOf(timingFile), Kind: timingKind}, manifestPart: {Name: f.pathOf(manifestFile), Kind: manifestKind},
	}}
	if f.Series != nil {
		plan.Targets = append(plan.Targets, files.Target{Name: f.pathOf(seriesFile), Kind: parquetKind},
			files.Target{Name: f.pathOf(seriesPlain), Kind: seriesKind}, files.Target{Name: f.pathOf(seriesWords), Kind: dictionaryKind})
	}
	return plan
}

// seriesFiles are the files of shares with what runs were on their way; none without a series.
func (f *Folder) seriesFiles() ([]string, error) {
	if f.Series == nil {
		return nil, nil
	}
	names, err := f.listOf(seriesFile, stepsMark)
	if err != nil {
		return nil, err
	}
	return f.limitParts(names, stepsMark, f.Series)
}

// listBuilds lists the builds of the program that made the rows of a merge, and of the
// one before.
func (f *Folder) listBuilds(made []*Made) (list []string) {
	if old, err := ReadManifest(f.Path); err == nil {
		list = old.Builds
	}
	for _, m := range made {
		list = append(list, m.Build)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// merger is a merge on its way.
type merger struct {
	folder  *Folder
	out     *twin
	status  int // column
	next    int // the run that would follow
	missing Missing
	failed  int
}

// writeRow writes a row to the final tables.
func (m *merger) writeRow(row results.Row) error {
	run, p := int(row[0].I), m.folder.Plan
	if run >= p.Runs() {
		return fmt.Errorf("the folder has replication %d, and the study asks for %d: replications can only grow", run/p.Configs()+1, p.Reps)
	}
	m.countMissing(run)
	m.next = run + 1
	if row[m.status].S != runOK {
		m.failed++
	}
	return m.out.write(row)
}

// countMissing counts the runs before one that no row was there for.
func (m *merger) countMissing(upto int) {
	for ; m.next < upto; m.next++ {
		if m.missing.Count++; len(m.missing.First) < 10 {
			m.missing.First = append(m.missing.First, m.next)
		}
	}
}

// sweepUp removes the shares that were merged, and once nothing is missing also what
// killed programs left beside them.
func (f *Folder) sweepUp(names []string, whole bool) error {
	for _, name := range names {
		if filepath.Dir(name) == f.pathOf(shardsName) {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(f.Path, shardsName, ".entente-*")); whole {
		for _, name := range left {
			os.Remove(name)
		}
	}
	os.Remove(filepath.Join(f.Path, shardsName)) // if it is empty
	return nil
}
