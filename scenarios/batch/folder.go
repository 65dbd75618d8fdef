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
	"strings"
	"unicode/utf8"

	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim/files"
)

// The files of a folder.
const (
	planFile       = "plan.json"
	runsFile       = "runs.parquet"
	plainFile      = "runs.csv"
	dictionaryFile = "dictionary.json"
	seriesFile     = "series.parquet"
	seriesPlain    = "series.csv"
	seriesWords    = "series-dictionary.json"
	timingFile     = "timing.csv"
	manifestFile   = "manifest.json"
	shardsName     = "shards"
)

// Origin is plan.json: whose results a folder holds. It names no place on a machine.
type Origin struct {
	Hash     string   `json:"plan"`
	Engine   string   `json:"engine"`
	Build    string   `json:"build"`
	Study    string   `json:"study"`
	Scenario string   `json:"scenario"`
	File     string   `json:"file"` // of the study, in the folder
	Configs  int      `json:"configurations"`
	Options  []string `json:"options"`
	Reps     int      `json:"replications"`
}

// Folder is where the results of a plan are.
type Folder struct {
	Path   string
	Plan   *study.Plan
	Table  *results.Table
	Series *results.Table // nil: none are kept
	Store  *files.Store
	Origin *Origin

	// Warning says what is not as it was, and no reason to stop; empty for nothing.
	Warning string

	build string // of this program
}

// ErrOtherPlan says that a folder holds the results of another plan.
var ErrOtherPlan = errors.New("another study's results are there")

// Prepare begins the folder of a plan, or goes on with it: the study and all that it
// names are copied there. engine and build say which program makes the runs. It is
// ErrOtherPlan if the study, the scenario or anything else that decides the results was
// changed.
func Prepare(path string, p *study.Plan, text []byte, store *files.Store, engine, build string) (*Folder, error) {
	o := &Origin{Hash: p.Hash, Engine: engine, Build: build, Study: string(p.Study.Name), Scenario: p.Study.Scenario, Configs: p.Configs(), Reps: p.Reps}
	for _, c := range p.Options {
		o.Options = append(o.Options, c.ID)
	}
	f := &Folder{Path: path, Plan: p, Table: Runs(p), Series: Series(p), Store: store, Origin: o, build: build}
	old, err := readOrigin(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, f.settleFiles(o, text, false)
	case err != nil:
		return nil, err
	case old.Engine != engine:
		return nil, fmt.Errorf("%s was made by engine %s and this is %s: %w", path, old.Engine, engine, ErrOtherPlan)
	case old.Hash != p.Hash:
		return nil, fmt.Errorf("%s: %w: what decides the results was changed (study, scenario or patches)", path, ErrOtherPlan)
	case old.Reps > p.Reps && p.Enough == nil:
		return nil, fmt.Errorf("%s has %d replications, and %d are asked for: they can only grow", path, old.Reps, p.Reps)
	case old.Build != build:
		o.Build = old.Build
		f.Warning = fmt.Sprintf("%s was begun by another build of the program (%s); rows that both make must be equal", path, old.Build)
	}
	if p.Enough != nil { // batches that were found wanting stay
		p.Reps = max(p.Reps, old.Reps)
		o.Reps = p.Reps
	}
	return f, f.settleFiles(o, text, true)
}

// Grow asks for more replications than there were.
func (f *Folder) Grow(reps int) error {
	f.Plan.Reps, f.Origin.Reps = reps, reps
	data, err := encodeOrigin(f.Origin)
	if err != nil {
		return err
	}
	return f.Store.Write(files.Plan{Folder: true, Force: true, Targets: []files.Target{{Name: f.pathOf(planFile), Kind: originKind}}}, data)
}

// Begun says whether a directory holds the results of a study.
func Begun(path string) bool { return RepsOf(path) > 0 }

// RepsOf is how many replications a directory was last begun or gone on with; 0 where it
// holds no results.
func RepsOf(path string) int {
	o, err := readOrigin(path)
	if err != nil {
		return 0
	}
	return max(1, o.Reps)
}

// Reopen reads the plan of a directory that was prepared, and the text of its study.
func Reopen(path string) (*study.Plan, []byte, error) {
	o, err := readOrigin(path)
	if err != nil {
		return nil, nil, err
	}
	name := filepath.FromSlash(o.File)
	if !filepath.IsLocal(name) || !strings.HasPrefix(o.File, inside+"/") {
		return nil, nil, fmt.Errorf("%s says that the study is %q, which is not in its folder %s", filepath.Join(path, planFile), o.File, inside)
	}
	name = filepath.Join(path, name)
	text, err := files.ReadAll(name, study.MostBytes)
	if err != nil {
		return nil, nil, err
	}
	p, err := study.NewPlan(name, text)
	if err != nil {
		return nil, nil, err
	}
	p.Reps = max(p.Reps, o.Reps)
	return p, text, nil
}

// encodeOrigin writes an origin as it stands in its file.
func encodeOrigin(o *Origin) ([]byte, error) {
	data, err := json.MarshalIndent(o, "", "  ")
	return append(data, '\n'), err
}

func readOrigin(path string) (*Origin, error) {
	name := filepath.Join(path, planFile)
	data, err := files.ReadAll(name, 1<<20)
	if err != nil {
		return nil, err
	}
	o := &Origin{}
	if err := json.Unmarshal(data, o); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return o, nil
}

// The sorts of file of a folder.
var (
	originKind     = files.Kind{Noun: "the plan of a sweep", Is: startsWith("{\n  \"plan\": \"")}
	parquetKind    = files.Kind{Noun: "a Parquet table", Is: startsWith("PAR1")}
	dictionaryKind = files.Kind{Noun: "the dictionary of a table", Is: startsWith("{\n  \"table\": \"")}
	csvKind        = files.Kind{Noun: "a table of runs", Is: startsWith("run,key,config,")}
	seriesKind     = files.Kind{Noun: "a table of series", Is: startsWith("run,at_ms,")}
	timingKind     = files.Kind{Noun: "a table of what shares took", Is: startsWith(strings.Join(timingTitles, ",") + "\n")}
	manifestKind   = files.Kind{Noun: "the manifest of a sweep", Is: startsWith("{\n  \"manifest\": ")}
	copyKind       = files.Kind{Noun: "a text", Is: isText}
)

// fileKind is the sort of a file that says whose results these are.
func fileKind(name string) files.Kind {
	if name == planFile {
		return originKind
	}
	return copyKind
}

// startsWith tells a sort of file by its first bytes.
func startsWith(mark string) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, _ int64) bool {
		head := make([]byte, len(mark))
		_, err := r.ReadAt(head, 0)
		return err == nil && string(head) == mark
	}
}

// isText says whether a file holds text alone.
func isText(r io.ReaderAt, n int64) bool {
	text, err := io.ReadAll(io.NewSectionReader(r, 0, n))
	return err == nil && bytes.IndexByte(text, 0) < 0 && utf8.Valid(text)
}

// list lists the files that hold rows of runs: the final table first, then shares by
// name.
func (f *Folder) list() ([]string, error) { return f.listOf(runsFile, shardMark) }

// The names of files of shares begin with a mark of what they hold.
const (
	shardMark = "shard-"
	stepsMark = "series-"
)

// listOf lists a final table and the files of shares with a mark.
func (f *Folder) listOf(final, mark string) (list []string, err error) {
	if _, err := os.Stat(f.pathOf(final)); err == nil {
		list = append(list, f.pathOf(final))
	}
	found, err := os.ReadDir(filepath.Join(f.Path, shardsName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range found {
		if strings.HasPrefix(e.Name(), mark) && strings.HasSuffix(e.Name(), ".parquet") && !e.IsDir() {
			list = append(list, filepath.Join(f.Path, shardsName, e.Name()))
		}
	}
	return list, nil
}

// tables that are open, with who made those that are shares.
type tables struct {
	readers []*results.Reader
	made    []*Made
}

// openTables opens tables for reading. Call close when done.
func (f *Folder) openTables(names []string, of *results.Table) (t *tables, close func(), err error) {
	t = &tables{}
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
		r, err := results.NewReader(x, size, of)
		if err != nil {
			close()
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		l, err := f.labelOf(r)
		if err != nil {
			close()
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		t.readers = append(t.readers, r)
		t.made = append(t.made, l.Made...)
	}
	return t, close, nil
}
