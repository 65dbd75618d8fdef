package scenarios

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/sim/journal"
)

// Catalogue is a file of reforms that fit many scenarios.
type Catalogue struct {
	// Version of the grammar; this is 1.
	Entente int64 `yaml:"entente" need:"yes"`
	// Catalogue is its name.
	Catalogue ID `yaml:"catalogue" need:"yes"`
	// Says is a sentence or two for people.
	Says    string        `yaml:"says"`
	Reforms map[ID]*Blank `yaml:"reforms" need:"yes"`
}

// MostCatalogue bounds a catalogue, in bytes.
const MostCatalogue = 4 << 20

// Blank is a reform with blanks, which are filled where a wait is that it answers. Its
// paths and values may hold {object}, the path of what the time went into; {owner} that
// of the agency whose it is; {agency} that of who was to know or to act; {holder} that
// of who held what was missing; each with .name for its name; {agency.id}, a word for an
// id; {relation}, the path of the nations of the two; and {fact}, what was missing.
type Blank struct {
	Answers Answers `yaml:"answers" need:"yes"`
	Reform  `yaml:",inline"`

	id ID
	n  *tree.Node
}

// Answers says which waits a reform is against. What is unset matches all.
type Answers struct {
	// At is the sort of thing that the time went into: desk, channel, rule, action and so on.
	At string `yaml:"at"`
	// Steps and Causes of the time.
	Steps  []string `yaml:"steps"`
	Causes []string `yaml:"causes"`
	// Lacking: a fact was missing that had come so far: elsewhere, stopped, waiting,
	// barred, desk, way, doubted, garbled, noticed, undetected. Unset, time passed.
	Lacking []string `yaml:"lacking"`
	// Reasons why it had stopped there.
	Reasons []string `yaml:"reasons"`
}

// Wait is a stretch of time on the way to a deadline that was missed, or a fact that it
// lacked.
type Wait struct {
	Step    journal.Step
	Cause   journal.Cause
	Sort    string // of what the time went into: desk, channel, rule ...
	Object  string // its name
	Agency  string // that was to know or to act
	Lacking string // how far a missing fact had come; empty: time passed
	Reason  string // why it was stopped
	Fact    string // that was missing
	Holder  string // the agency that had it or sent it
}

// ReadCatalogue reads a catalogue from its text; name is its file's, for problems.
func ReadCatalogue(name string, text []byte) (*Catalogue, error) {
	c := &Catalogue{}
	f := ReadForm(name, text, c)
	if err := f.Err(); err != nil {
		return nil, err
	}
	for _, id := range sorted(c.Reforms) {
		b := c.Reforms[id]
		b.id, b.n = id, f.root.Find("reforms."+string(id))
		at := "reforms." + string(id)
		known := func(key, what string, texts, list []string) {
			for i, w := range texts {
				if !slices.Contains(list, w) {
					where := at + ".answers." + key
					if key != "at" {
						where = tree.Element(where, i)
					}
					f.AddError(where, Named(what, w, list))
				}
			}
		}
		if b.Answers.At != "" {
			known("at", "sort of thing", []string{b.Answers.At}, sortWords())
		}
		known("reasons", "reason", b.Answers.Reasons, journal.ReasonTexts()) // "" among them: none
		known("steps", "step", b.Answers.Steps, stepWords())
		known("causes", "cause", b.Answers.Causes, causeWords())
		known("lacking", "place of a fact", b.Answers.Lacking, lackWords)
		if b.Patch != "" {
			f.Add(at+".patch", "a reform of a catalogue has no patch", "write set, add or remove")
		}
		if len(reformEdits(b.n, "", &f.r)) == 0 && f.Err() == nil {
			f.Add(at, "changes nothing", "give it `set`, `add` or `remove`")
		}
	}
	return c, f.Err()
}

// LibraryCatalogue is the library's own.
func LibraryCatalogue() (*Catalogue, error) {
	name := path.Join("reforms", "usual.yaml")
	return ReadCatalogue(name, library.File(name))
}

// lackWords say how far a missing fact had come.
var lackWords = []string{"barred", "desk", "doubted", "garbled", "way", "waiting", "stopped", "elsewhere", "noticed", "undetected", "unexposed"}

// sortWords are the sorts of things that time can go into.
func sortWords() (out []string) {
	for s := journal.SortNone + 1; s.Exists(); s++ {
		out = append(out, s.String())
	}
	return out
}

func stepWords() (out []string) {
	for s := journal.World; s.Exists(); s++ {
		out = append(out, s.String())
	}
	return out
}

func causeWords() []string { return append([]string(nil), journal.CauseTexts()[1:]...) }

// answers says whether a reform is against a wait.
func (a *Answers) answers(w *Wait) bool {
	any := func(list []string, word string) bool { return len(list) == 0 || slices.Contains(list, word) }
	if (len(a.Lacking) > 0) != (w.Lacking != "") {
		return false
	}
	return (a.At == "" || a.At == w.Sort) && any(a.Steps, w.Step.String()) && any(a.Causes, w.Cause.String()) &&
		any(a.Lacking, w.Lacking) && any(a.Reasons, w.Reason)
}

// Fill makes remedies of the reforms of a catalogue that answer a wait, in order of
// name. One that a scenario cannot have, since a path leads nowhere in it, is left out.
func (f *Family) Fill(c *Catalogue, w Wait) (out []*Remedy) {
	for _, id := range sorted(c.Reforms) {
		b := c.Reforms[id]
		if !b.Answers.answers(&w) {
			continue
		}
		if x := f.fillReform(b, &w); x != nil {
			out = append(out, x)
		}
	}
	return out
}

// fillReform fills the blanks of one reform; nil where one of them has nothing here.
func (f *Family) fillReform(b *Blank, w *Wait) *Remedy {
	blanks := f.blanks(w)
	whole := true
	fill := func(s string) string {
		for _, x := range blanks {
			if whole = whole && (x.text != "" || !strings.Contains(s, x.name)); x.text != "" {
				s = strings.ReplaceAll(s, x.name, x.text)
			}
		}
		return s
	}
	x := remedyOf(string(b.id), &b.Reform)
	used := ""
	var r tree.Report
	for _, e := range reformEdits(b.n, "", &r) {
		used += e.path + " "
		if e.value != nil {
			used += e.value.Flow()
			e.value = e.value.MapTexts(fill)
		}
		e.path = fill(e.path)
		x.edits = append(x.edits, e)
	}
	if !whole {
		return nil
	}
	for _, e := range x.edits {
		if concrete(f.base, f.base.tree, e, &r); len(r.List) > 0 {
			return nil
		}
	}
	x.Catalogued = true
	x.Title, x.Text = fill(x.Title), fill(x.Text)
	x.ID = string(b.id) + ":" + strings.Join(f.about(used, w), ">")
	return x
}

// about names what a reform was made for, so that two waits for the same make one.
func (f *Family) about(used string, w *Wait) (names []string) {
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if strings.Contains(used, "{object}") {
		add(w.Object)
	} else if strings.Contains(used, "{owner}") {
		add(f.owner(w))
	}
	if strings.Contains(used, "{relation}") {
		a, b := nationOf(w.Holder), nationOf(w.Agency)
		add(min(a, b) + "-" + max(a, b))
	}
	if strings.Contains(used, "{holder}") {
		add(w.Holder)
	}
	if strings.Contains(used, "{agency") {
		add(w.Agency)
	}
	return names
}

// blank is a name in braces and what stands there.
type blank struct{ name, text string }

func (f *Family) blanks(w *Wait) []blank {
	relation := ""
	if a, b := nationOf(w.Holder), nationOf(w.Agency); a != b && a != "" && b != "" {
		relation = "relations." + min(a, b) + "-" + max(a, b)
	}
	fact := w.Fact
	if _, after, ok := strings.Cut(fact, "."); ok {
		fact = after
	}
	return []blank{
		{"{object}", f.base.pathOf(w.Sort, w.Object)},
		{"{object.name}", w.Object},
		{"{owner}", f.base.pathOf("agency", f.owner(w))},
		{"{owner.name}", f.owner(w)},
		{"{agency}", f.base.pathOf("agency", w.Agency)},
		{"{agency.name}", w.Agency},
		{"{agency.id}", strings.ReplaceAll(w.Agency, ".", "-")},
		{"{holder}", f.base.pathOf("agency", w.Holder)},
		{"{holder.name}", w.Holder},
		{"{relation}", relation},
		{"{fact}", fact},
	}
}

// owner is the agency whose desk or action it is.
func (f *Family) owner(w *Wait) string {
	if w.Sort == "agency" {
		return w.Object
	}
	if i := strings.LastIndexByte(w.Object, '.'); i >= 0 && (w.Sort == "desk" || w.Sort == "action") {
		return w.Object[:i]
	}
	return ""
}

func nationOf(agency string) string {
	n, _, _ := strings.Cut(agency, ".")
	return n
}

// pathOf is where a thing stands in the document; empty for none that can be changed.
func (c *compiler) pathOf(sort, name string) string {
	head, tail := name, ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		head, tail = name[:i], name[i+1:]
	}
	agency := func(name string) string {
		if id, ok := c.agency[name]; ok {
			return c.agencyPath[id]
		}
		return ""
	}
	switch sort {
	case journal.SortAgency.String():
		return agency(name)
	case journal.SortDesk.String():
		if p := agency(head); p != "" {
			return fmt.Sprintf("%s.desks.%s", p, tail)
		}
	case journal.SortAction.String():
		if p := agency(head); p != "" {
			return fmt.Sprintf("%s.actions.%s", p, tail)
		}
	case journal.SortRule.String():
		if id, ok := c.rule[name]; ok {
			return c.ruleDocs[id].Path
		}
	case journal.SortChannel.String():
		if _, own := c.doc.Channels[ID(name)]; own {
			return "channels." + name
		}
		if n, ok := strings.CutSuffix(name, "-net"); ok && c.doc.Nations[ID(n)] != nil {
			return "nations." + n + ".network"
		}
	case journal.SortNation.String():
		return "nations." + name
	case journal.SortMotion.String(), journal.SortStore.String(), journal.SortAgreement.String():
		return sort + "s." + name
	}
	return ""
}
