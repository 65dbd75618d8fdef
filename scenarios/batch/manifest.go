package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"strings"

	"entente/scenarios/study"
	"entente/sim/files"
)

// Manifest is manifest.json: what a merge came to, and every file that belongs to it.
// Two sweeps of one plan by one build of the program have the same.
type Manifest struct {
	Version  int              `json:"manifest"`
	Plan     string           `json:"plan"`
	Study    string           `json:"study"`
	Scenario string           `json:"scenario"`
	Engine   string           `json:"engine"`
	Builds   []string         `json:"builds"` // of the program, that made rows
	Options  []ManifestOption `json:"options"`
	Factors  []string         `json:"factors"` // by path
	Blocks   []string         `json:"blocks"`
	Configs  int              `json:"configurations"`
	Reps     int              `json:"replications"`
	Seeds    string           `json:"seeds"` // scheme
	Rows     int64            `json:"rows"`
	Failed   int              `json:"failed"`
	Missing  int              `json:"missing"`
	Digest   string           `json:"digest"` // over the rows of runs.parquet
	Files    []ManifestFile   `json:"files"`
	Apart    []string         `json:"apart"` // files that differ from machine to machine
}

// ManifestOption is an option as the study has it.
type ManifestOption struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Set     []string `json:"set,omitempty"`
	Patches []string `json:"patches,omitempty"`
}

// ManifestFile is a file with what proves that nobody changed it.
type ManifestFile struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
	Sum   string `json:"sha256"`
}

// sealed counts and sums up what is written through it.
type sealed struct {
	name string
	out  io.Writer
	sum  hash.Hash
	size int64
}

func seal(name string, out io.Writer) *sealed {
	return &sealed{name: name, out: out, sum: sha256.New()}
}

func (s *sealed) Write(b []byte) (int, error) {
	n, err := s.out.Write(b)
	s.sum.Write(b[:n])
	s.size += int64(n)
	return n, err
}

func (s *sealed) file() ManifestFile {
	return ManifestFile{Name: s.name, Bytes: s.size, Sum: hex.EncodeToString(s.sum.Sum(nil))}
}

// sealOf sums up a file of the folder that is there.
func (f *Folder) sealOf(name string) (ManifestFile, error) {
	in, _, err := files.Open(f.pathOf(name))
	if err != nil {
		return ManifestFile{}, err
	}
	defer in.Close()
	s := seal(name, io.Discard)
	_, err = io.Copy(s, in)
	return s.file(), err
}

// manifest says what a merge came to.
func (f *Folder) manifest(m *Merged, missing int, written []ManifestFile) (*Manifest, error) {
	p := f.Plan
	x := &Manifest{
		Version: 1, Plan: p.Hash, Study: f.Origin.Study, Scenario: f.Origin.Scenario, Engine: f.Origin.Engine, Builds: m.Builds,
		Configs: p.Configs(), Reps: p.Reps, Seeds: string(p.Study.Seeds.Scheme), Rows: m.Rows, Failed: m.Failed, Missing: missing, Digest: m.Digest,
		Files: written, Apart: []string{timingFile}, Factors: []string{}, Blocks: []string{},
	}
	if x.Seeds == "" {
		x.Seeds = "common"
	}
	for _, o := range p.Options {
		x.Options = append(x.Options, ManifestOption{ID: o.ID, Title: o.Title, Set: o.Set, Patches: o.Patches})
	}
	for _, c := range p.Columns {
		x.Factors = append(x.Factors, c.Path)
	}
	for _, l := range p.Layouts {
		x.Blocks = append(x.Blocks, l.ID)
	}
	for _, name := range f.settled() {
		s, err := f.sealOf(name)
		if err != nil {
			return nil, err
		}
		x.Files = append(x.Files, s)
	}
	slices.SortFunc(x.Files, func(a, b ManifestFile) int { return strings.Compare(a.Name, b.Name) })
	return x, nil
}

// settled are the files that say whose results these are.
func (f *Folder) settled() []string {
	list := []string{planFile, f.Origin.File}
	_, all, err := layOutFiles(f.Plan, nil)
	for _, s := range all {
		if err == nil && s.Name != f.Origin.File {
			list = append(list, s.Name)
		}
	}
	return list
}

// write writes it as it stands in its file.
func (x *Manifest) write(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(x)
}

// ReadManifest reads the manifest of a directory; an error that is fs.ErrNotExist says
// that nothing was merged there yet.
func ReadManifest(path string) (*Manifest, error) {
	f := &Folder{Path: path}
	text, err := f.read(manifestFile, study.MostBytes)
	if err != nil {
		return nil, err
	}
	x := &Manifest{}
	if err := json.Unmarshal(text, x); err != nil {
		return nil, fmt.Errorf("%s: %w", f.pathOf(manifestFile), err)
	}
	return x, nil
}

// Changed lists the files that are not as the manifest has them, each with why.
func (x *Manifest) Changed(path string) (list []string) {
	f := &Folder{Path: path}
	for _, want := range x.Files {
		have, err := f.sealOf(want.Name)
		switch {
		case os.IsNotExist(err):
			list = append(list, want.Name+" is missing")
		case err != nil:
			list = append(list, err.Error())
		case have != want:
			list = append(list, want.Name+" was changed")
		}
	}
	return list
}
