package scenarios

import (
	"fmt"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"entente/agents/model"
	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// Options change a scenario on its way in.
type Options struct {
	Set     []string // PATH=VALUE, in order, after the patches
	Patches []string // files, or patches of the library by SCENARIO/NAME
	// MaxEvents is how many events a run may have; 0: model.MaxEvents. It is no part
	// of the scenario: a run that has enough is the same with more.
	MaxEvents uint64
}

// Scenario is a scenario ready to run.
type Scenario struct {
	Spec     *model.Spec
	Static   *journal.Static
	Sources  []Source      // main file, includes, patches: enough for LoadSources
	Files    []Source      // those that were read from a disk, by their paths
	Campaign *CampaignPlan // its campaign; nil without one
	Reforms  []*Remedy     // what it says could be done about its deadlines, by name

	compiled *compiler // nil of a variant of a family
}

// Patches are the sources that are patches, in order.
func (s *Scenario) Patches() []Source {
	var list []Source
	for _, x := range s.Sources {
		if strings.HasPrefix(x.Name, patchPrefix) {
			list = append(list, x)
		}
	}
	return list
}

// Paths are those of the files that were read from a disk.
func (s *Scenario) Paths() (list []string) {
	for _, f := range s.Files {
		list = append(list, f.Name)
	}
	return list
}

// Load reads a scenario of the library, by its name, or a file, by a path that
// ends in .yaml or holds a slash. When the input is wrong the error is
// Problems, all of them; any other error is one of reading the file.
func Load(nameOrPath string, o Options) (*Scenario, error) { return loadText(nameOrPath, nil, o, nil) }

// LoadText is Load for a file whose text is not that on disk: an editor's, or one
// that is about to be written.
func LoadText(path string, text []byte, o Options) (*Scenario, error) {
	return loadText(path, text, o, nil)
}

// loadText reads a scenario, and makes a family of it where one is given.
func loadText(nameOrPath string, data []byte, o Options, f *Family) (*Scenario, error) {
	name, fetch := nameOrPath, LibraryFile
	var read []Source
	keep := func(path string, data []byte, err error) ([]byte, error) {
		read = append(read, Source{Name: path, Data: data})
		return data, err
	}
	ofDisk := func(path string) ([]byte, error) {
		data, err := tree.ReadFile(path)
		return keep(path, data, err)
	}
	if strings.HasSuffix(name, ".yaml") || strings.ContainsAny(name, `/\`) {
		dir := filepath.Dir(filepath.FromSlash(name))
		name = filepath.Base(name)
		fetch = func(n string) ([]byte, error) {
			switch at := filepath.Join(dir, filepath.FromSlash(n)); {
			case n == name:
				return ofDisk(at)
			case strings.HasSuffix(n, ".yaml"):
				data, err := tree.ReadWithin(dir, n)
				return keep(at, data, err)
			}
			return LibraryFile(n)
		}
	}
	if data == nil {
		var err error
		if data, err = fetch(name); err != nil {
			return nil, withHint(err)
		}
	}
	shown := nameOrPath
	var patches []Source
	for i, p := range o.Patches {
		data, err := readPatch(p, ofDisk)
		if err != nil {
			return nil, withHint(err)
		}
		patches = append(patches, Source{Name: fmt.Sprintf("%s%d/%s", patchPrefix, i+1, filepath.Base(p)), Data: data})
	}
	first := true
	s, err := load(name, shown, patches, o, f, func(n string) ([]byte, error) {
		if first && n == name {
			first = false
			return data, nil
		}
		return fetch(n)
	})
	if err != nil {
		return nil, err
	}
	s.Files = read
	return s, nil
}

func withHint(err error) error {
	if hint := words.HintOf(err); hint != "" {
		return fmt.Errorf("%w (%s)", err, hint)
	}
	return err
}

// readPatch reads a patch: a file, or one of the library by SCENARIO/NAME.
func readPatch(name string, read func(path string) ([]byte, error)) ([]byte, error) {
	if strings.HasSuffix(name, ".yaml") {
		return read(name)
	}
	if data := library.File(path.Join("patches", name+".yaml")); data != nil {
		return data, nil
	}
	return nil, words.Refusal{What: fmt.Sprintf("no patch %s in the library", name), Hint: words.DidYouMean(name, library.Grouped("patches"))}
}

// LoadSources is Load for files that are at hand, such as those of a replay:
// the main file first, as Scenario.Sources gave them. It reads nothing else.
func LoadSources(srcs []Source, o Options) (*Scenario, error) { return loadSources(srcs, o, nil) }

// loadSources is LoadSources, which makes a family where one is given.
func loadSources(srcs []Source, o Options, f *Family) (*Scenario, error) {
	if len(srcs) == 0 {
		return nil, Problems{{File: "scenario", Line: 1, Col: 1, What: "no source"}}
	}
	at := map[string][]byte{}
	var patches []Source
	for _, s := range srcs {
		if strings.HasPrefix(s.Name, patchPrefix) {
			patches = append(patches, s)
		}
		at[s.Name] = s.Data
	}
	return load(srcs[0].Name, srcs[0].Name, patches, o, f, func(n string) ([]byte, error) {
		if data, ok := at[n]; ok {
			return data, nil
		}
		return nil, fmt.Errorf("%s is not among the sources", n)
	})
}

// load builds a scenario, and a family of it where one is given. Problems name the
// main file as its reader knows it.
func load(name, shown string, patches []Source, o Options, f *Family, fetch func(string) ([]byte, error)) (*Scenario, error) {
	var r tree.Report
	root, read := tree.Read(name, shown, fetch, &r)
	fail := func() (*Scenario, error) { return nil, r.Err(shown) }
	if root == nil || !r.CanGoOn() || tellOtherFile(root, reflect.TypeFor[Document](), &r) || !readsGrammar(root, &r) {
		return fail()
	}
	written := root
	if root = expand(root, &r); root == nil {
		return fail()
	}
	r.Mute()
	doc := decode(root, &r)
	r.Mute()
	c := compile(root, doc, nil, &r)
	c.written = written
	if len(r.List) > 0 {
		return fail()
	}
	var edits []edit
	for i, p := range patches {
		name := strings.TrimPrefix(p.Name, patchPrefix)
		if len(o.Patches) == len(patches) { // else they came with the sources
			name = o.Patches[i]
		}
		edits = append(edits, patchFile(name, p.Data, &r)...)
	}
	for _, s := range o.Set {
		edits = append(edits, setFlag(s, &r)...)
	}
	reforms := c.reforms(false)
	if f != nil {
		f.root, f.edits, c = c, edits, c.fork(&r)
	}
	if len(r.List) == 0 && len(edits) > 0 {
		c = apply(c, edits, &r)
		reforms = c.reforms(true)
	}
	if len(r.List) > 0 {
		return fail()
	}
	chain := c.campaign()
	if len(r.List) > 0 {
		return fail()
	}
	c.spec.MaxEvents = o.MaxEvents
	if f != nil {
		f.base = c
	}
	s := &Scenario{Spec: c.spec, Static: c.static(), Sources: append(read, patches...), Campaign: chain, Reforms: reforms}
	s.compiled = c
	return s, nil
}

// readsGrammar says whether this engine reads the version of the grammar that a file is written
// in. Nothing else is told of one that it does not: another grammar has other words.
func readsGrammar(root *tree.Node, r *tree.Report) bool {
	v := root.Get("entente")
	if v == nil || v.Kind != tree.Scalar {
		return true
	}
	n, err := parseCount(v.Text)
	if err != nil || n == 1 {
		return true // what is no number is refused with all else
	}
	r.Add(v.Place, "entente", fmt.Sprintf("version %d of the grammar is not known: this engine, %s, reads version 1", n, model.Version), "write 1, or use a later engine")
	return false
}

// decode fills the grammar from a tree.
func decode(root *tree.Node, r *tree.Report) *Document {
	d := decoder{r: r}
	var doc Document
	d.decodeInto(root, reflect.ValueOf(&doc).Elem(), "")
	return &doc
}

func (p *Presets) decode(d *decoder, n *tree.Node, path string) {
	type keys Presets
	before := d.partial
	d.partial = true
	d.structure(n, reflect.ValueOf((*keys)(p)).Elem(), path)
	d.partial = before
}

// patchPrefix marks the patches among the sources of a scenario.
const patchPrefix = "patch/"
