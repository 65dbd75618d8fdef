package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim/files"
)

// The files of a folder.
const (
	planFile   = "plan.json"
	studyFile  = "study.yaml"
	runsFile   = "runs.parquet"
	shardsName = "shards"
)

// Manifest is plan.json: whose results a folder holds.
type Manifest struct {
	Hash     string   `json:"plan"`
	Engine   string   `json:"engine"`
	Build    string   `json:"build"`
	Study    string   `json:"study"`
	Scenario string   `json:"scenario"`
	Beside   string   `json:"beside"` // where the study lay, for what it names beside itself
	Configs  int      `json:"configurations"`
	Options  []string `json:"options"`
	Reps     int      `json:"replications"`
}

// Folder is where the results of a plan are.
type Folder struct {
	Path  string
	Plan  *study.Plan
	Table *results.Table
	Store *files.Store

	// Warning says what is not as it was, and no reason to stop; empty for nothing.
	Warning string
}

// ErrOtherPlan says that a folder holds the results of another plan.
var ErrOtherPlan = errors.New("another study's results are there")

// Prepare begins the folder of a plan, or goes on with it. engine and build say which
// program makes the runs. It is ErrOtherPlan if the study, the scenario or anything
// else that decides the results was changed.
func Prepare(path string, p *study.Plan, text []byte, store *files.Store, engine, build string) (*Folder, error) {
	f := &Folder{Path: path, Plan: p, Table: Runs(p), Store: store}
	m := Manifest{Hash: p.Hash, Engine: engine, Build: build, Study: string(p.Study.Name), Scenario: p.Study.Scenario, Configs: p.Configs(), Reps: p.Reps}
	beside, err := filepath.Abs(filepath.Dir(filepath.FromSlash(p.File)))
	if err != nil {
		return nil, err
	}
	m.Beside = beside
	for _, o := range p.Options {
		m.Options = append(m.Options, o.ID)
	}
	old, err := readManifest(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, f.begin(&m, text, false)
	case err != nil:
		return nil, err
	case old.Engine != engine:
		return nil, fmt.Errorf("%s was made by engine %s and this is %s: %w", path, old.Engine, engine, ErrOtherPlan)
	case old.Hash != p.Hash:
		return nil, fmt.Errorf("%s: %w: what decides the results was changed (study, scenario or patches)", path, ErrOtherPlan)
	case old.Build != build:
		m.Build = old.Build
		f.Warning = fmt.Sprintf("%s was begun by another build of the program (%s); rows that both make must be equal", path, old.Build)
	}
	if old.Reps > p.Reps {
		return nil, fmt.Errorf("%s has %d replications, and %d are asked for: they can only grow", path, old.Reps, p.Reps)
	}
	if old.Reps < p.Reps {
		return f, f.begin(&m, text, true)
	}
	return f, nil
}

// begin writes what says whose results a directory holds.
func (f *Folder) begin(m *Manifest, text []byte, again bool) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return f.write(map[string][]byte{planFile: append(data, '\n'), studyFile: text}, again)
}

// Begun says whether a directory holds the results of a study.
func Begun(path string) bool {
	_, err := readManifest(path)
	return err == nil
}

// Reopen reads the plan of a directory that was prepared, and the text of its study.
func Reopen(path string) (*study.Plan, []byte, error) {
	m, err := readManifest(path)
	if err != nil {
		return nil, nil, err
	}
	f, _, err := files.Open(filepath.Join(path, studyFile))
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, study.MostBytes+1))
	if err != nil {
		return nil, nil, err
	}
	p, err := study.NewPlan(filepath.Join(m.Beside, studyFile), text)
	if err != nil {
		return nil, nil, err
	}
	p.Reps = max(p.Reps, m.Reps)
	return p, text, nil
}

func readManifest(path string) (*Manifest, error) {
	data, err := os.ReadFile(filepath.Join(path, planFile))
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(path, planFile), err)
	}
	return m, nil
}

// write writes small files together. Of what is there only files of the same sort are
// replaced, and when a folder is begun none.
func (f *Folder) write(list map[string][]byte, again bool) error {
	plan := files.Plan{Folder: true, Force: again}
	var names []string
	for name := range list {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(f.Path, name), Kind: kinds[name]})
	}
	d, err := f.Store.Begin(plan)
	if err != nil {
		return err
	}
	defer d.Close()
	for i, name := range names {
		if _, err := io.Copy(d.Parts[i], bytes.NewReader(list[name])); err != nil {
			return err
		}
	}
	return d.Commit()
}

// The sorts of file of a folder.
var (
	kinds = map[string]files.Kind{
		planFile:  {Noun: "the plan of a sweep", Is: begins("{\n  \"plan\": \"")},
		studyFile: {Noun: "a study", Is: func(r io.ReaderAt, n int64) bool { return hasKey(r, n, "study:") }},
	}
	parquetKind    = files.Kind{Noun: "a Parquet table", Is: begins("PAR1")}
	dictionaryKind = files.Kind{Noun: "the dictionary of a table", Is: begins("{\n  \"table\": \"")}
	csvKind        = files.Kind{Noun: "a table of runs", Is: begins("run,key,config,")}
)

// begins tells a sort of file by its first bytes.
func begins(mark string) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, _ int64) bool {
		head := make([]byte, len(mark))
		_, err := r.ReadAt(head, 0)
		return err == nil && string(head) == mark
	}
}

// hasKey says whether a line of a small text begins with a key.
func hasKey(r io.ReaderAt, n int64, key string) bool {
	text, err := io.ReadAll(io.NewSectionReader(r, 0, min(n, study.MostBytes)))
	return err == nil && (bytes.HasPrefix(text, []byte(key)) || bytes.Contains(text, []byte("\n"+key)))
}

// tables lists the files that hold rows: the final table first, then shares by name.
func (f *Folder) tables() (list []string, err error) {
	if _, err := os.Stat(filepath.Join(f.Path, runsFile)); err == nil {
		list = append(list, filepath.Join(f.Path, runsFile))
	}
	found, err := os.ReadDir(filepath.Join(f.Path, shardsName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range found {
		if strings.HasSuffix(e.Name(), ".parquet") && !e.IsDir() {
			list = append(list, filepath.Join(f.Path, shardsName, e.Name()))
		}
	}
	return list, nil
}

// open opens tables for reading. Call close when done.
func (f *Folder) open(names []string) (readers []*results.Reader, close func(), err error) {
	var all []*os.File
	close = func() {
		for _, x := range all {
			x.Close()
		}
	}
	for _, name := range names {
		x, size, err := files.Open(name)
		if err != nil {
			close()
			return nil, nil, err
		}
		all = append(all, x)
		r, err := results.NewReader(x, size, f.Table)
		if err != nil {
			close()
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		readers = append(readers, r)
	}
	return readers, close, nil
}

// Have says which runs a folder has, and how many of them failed.
type Have struct {
	set    []uint64
	Count  int
	Failed int
}

func (h *Have) has(run int) bool { return h.set[run/64]>>(run%64)&1 == 1 }

// Have reads which runs there are. With retry, those that failed count as missing.
func (f *Folder) Have(retry bool) (*Have, error) {
	h := &Have{set: make([]uint64, (f.Plan.Runs()+63)/64)}
	names, err := f.tables()
	if err != nil {
		return nil, err
	}
	status := f.Table.Find("status")
	row := make(results.Row, len(f.Table.Columns))
	for _, name := range names {
		err := func() error {
			readers, close, err := f.open([]string{name})
			if err != nil {
				return err
			}
			defer close()
			for {
				if err := readers[0].Read(row); err == io.EOF {
					return nil
				} else if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				run := int(row[0].I)
				if run < 0 || run >= f.Plan.Runs() {
					return fmt.Errorf("%s has replication %d, and the study asks for %d: replications can only grow", name, run/f.Plan.Configs()+1, f.Plan.Reps)
				}
				bad := row[status].S != runOK
				if bad && retry || h.has(run) {
					continue
				}
				h.set[run/64] |= 1 << (run % 64)
				h.Count++
				if bad {
					h.Failed++
				}
			}
		}()
		if err != nil {
			return nil, err
		}
	}
	return h, nil
}
