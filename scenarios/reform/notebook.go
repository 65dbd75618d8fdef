package reform

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/files"
)

// Notebook keeps on a disk what runs came to, so that a search that was stopped or
// killed goes on where it was. A part is whole or not there.
type Notebook struct {
	Runner
	path    string
	store   *files.Store
	rows    map[noted]Row
	parts   int
	offered []*scenarios.Remedy
	release func() // lets go of the directory

	deadlines int // that a run tells of

	// Warning says what is not as it was, and no reason to stop; empty for nothing.
	Warning string
}

// noted names a run whatever its candidates are numbered.
type noted struct {
	Set string `json:"set"`
	Rep int    `json:"rep"`
}

// note is a run in a part.
type note struct {
	noted
	Row Row `json:"row"`
}

// Title says whose notes they are.
type Title struct {
	Hash     string `json:"search"` // of all that decides what comes out
	Engine   string `json:"engine"`
	Build    string `json:"build"`
	Scenario string `json:"scenario"`

	Deadlines int `json:"deadlines"` // that are asked about
}

const (
	titleFile = "search.json"
	partsName = "notes"
	// perPart is how many runs are noted at once: a kill loses no more.
	perPart = 400
	// mostNotes bounds a part that is read, in bytes.
	mostNotes = 64 << 20
)

// ErrOther says that a directory holds the notes of another search.
var ErrOther = errors.New("another search's notes are there")

var (
	titleKind = files.Kind{Noun: "the title of a search", Is: startsWith("{\n  \"search\": \"")}
	partKind  = files.Kind{Noun: "notes of a search", Is: startsWith(`[{"set":`)}
)

func startsWith(mark string) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, _ int64) bool {
		head := make([]byte, len(mark))
		_, err := r.ReadAt(head, 0)
		return err == nil && string(head) == mark
	}
}

// Begun says whether a directory holds the notes of a search.
func Begun(path string) bool {
	_, err := os.Stat(filepath.Join(path, titleFile))
	return err == nil
}

// OpenNotebook begins the notes of a search in a directory, or goes on with them, and
// keeps them for this process until Close. It is ErrOther if they are those of another
// question, scenario or engine, and files.ErrHeld if another process is at them.
func OpenNotebook(path string, t Title, run Runner, store *files.Store) (n *Notebook, err error) {
	n = &Notebook{Runner: run, path: path, store: store, rows: map[noted]Row{}, deadlines: t.Deadlines}
	name := filepath.Join(path, titleFile)
	if !Begun(path) {
		data, err := json.MarshalIndent(t, "", "  ")
		if err != nil {
			return nil, err
		}
		if err := n.write(titleFile, titleKind, append(data, '\n')); err != nil {
			return nil, err
		}
	}
	if n.release, err = files.Hold(name); err != nil {
		return nil, fmt.Errorf("%s: %w: wait for it, or choose another directory", path, err)
	}
	if err = n.continues(name, t); err == nil {
		err = n.read()
	}
	if err != nil {
		n.Close()
		return nil, err
	}
	return n, nil
}

// Close lets others go on with the notes.
func (n *Notebook) Close() { n.release() }

// continues says why a search does not go on with the notes that have a title.
func (n *Notebook) continues(name string, t Title) error {
	text, err := files.ReadAll(name, 1<<16)
	if err != nil {
		return err
	}
	var old Title
	if err := json.Unmarshal(text, &old); err != nil {
		return fmt.Errorf("%s is damaged: %w; choose another directory", name, err)
	}
	switch {
	case old.Scenario != t.Scenario:
		return fmt.Errorf("%s: %w: of %s, and this is %s", n.path, ErrOther, old.Scenario, t.Scenario)
	case old.Engine != t.Engine:
		return fmt.Errorf("%s was made by engine %s and this is %s: %w", n.path, old.Engine, t.Engine, ErrOther)
	case old.Hash != t.Hash:
		return fmt.Errorf("%s: %w: the scenario, its reforms, a catalogue or what is asked was changed", n.path, ErrOther)
	case old.Build != t.Build:
		n.Warning = fmt.Sprintf("%s was begun by another build of the program (%s)", n.path, old.Build)
	}
	return nil
}

// read reads all parts, in order of number.
func (n *Notebook) read() error {
	list, err := os.ReadDir(filepath.Join(n.path, partsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), "part-") || !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		name := filepath.Join(n.path, partsName, e.Name())
		text, err := files.ReadAll(name, mostNotes)
		if err != nil {
			return err
		}
		var notes []note
		if err := json.Unmarshal(text, &notes); err != nil {
			return fmt.Errorf("%s is damaged: %w; remove it, and its runs are made again", name, err)
		}
		for _, x := range notes {
			if len(x.Row.Due) != n.deadlines || len(x.Row.Missed) != n.deadlines {
				return fmt.Errorf("%s is damaged: run %d of %q tells of %s and %s are asked about; remove it, and its runs are made again", name, x.Rep, x.Set, wording.Plural(len(x.Row.Due), "deadline"), wording.Thousands(n.deadlines))
			}
			n.rows[x.noted] = x.Row
		}
		n.parts++
	}
	return nil
}

// Have is how many runs are noted.
func (n *Notebook) Have() int { return len(n.rows) }

// Offer tells of candidates.
func (n *Notebook) Offer(list []*scenarios.Remedy) {
	n.offered = list
	n.Runner.Offer(list)
}

// Rows makes the runs that are not noted, and notes them.
func (n *Notebook) Rows(jobs []Job) ([]Row, error) {
	keys := make([]noted, len(jobs))
	var todo []int
	for i, j := range jobs {
		keys[i] = noted{j.Set.key(n.offered), j.Rep}
		if _, ok := n.rows[keys[i]]; !ok {
			todo = append(todo, i)
		}
	}
	for part := range slices.Chunk(todo, perPart) {
		some := make([]Job, len(part))
		for k, i := range part {
			some[k] = jobs[i]
		}
		rows, err := n.Runner.Rows(some)
		if err != nil {
			return nil, err
		}
		notes := make([]note, len(part))
		for k, i := range part {
			notes[k] = note{keys[i], rows[k]}
		}
		text, err := json.Marshal(notes)
		if err != nil {
			return nil, err
		}
		if err := n.write(filepath.Join(partsName, n.free()), partKind, append(text, '\n')); err != nil {
			return nil, err
		}
		for k, i := range part {
			n.rows[keys[i]] = rows[k]
		}
	}
	out := make([]Row, len(jobs))
	for i := range jobs {
		out[i] = n.rows[keys[i]]
	}
	return out, nil
}

// free is the name of the next part: none that is there.
func (n *Notebook) free() string {
	for {
		n.parts++
		name := fmt.Sprintf("part-%06d.json", n.parts)
		if _, err := os.Stat(filepath.Join(n.path, partsName, name)); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
}

// write writes one file, whole or not at all.
func (n *Notebook) write(name string, kind files.Kind, data []byte) error {
	return n.store.Write(files.Plan{Folder: true, Targets: []files.Target{{Name: filepath.Join(n.path, name), Kind: kind}}}, data)
}
