package scenarios

import (
	"reflect"

	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// Form is a YAML file of another grammar than a scenario's, such as a study. It is
// read by the same rules: within the same bounds, with the same quantities, strict
// about keys, and with every problem at its place.
type Form struct {
	name string
	root *tree.Node
	r    tree.Report
}

// ReadForm reads the text of a file into a pointer to a struct whose fields have tags
// as those of Document. Problems, of reading and those that Add adds, are kept for Err.
func ReadForm(name string, text []byte, into any) *Form {
	f := &Form{name: name}
	if f.root = tree.Parse(name, text, &f.r); f.root == nil {
		return f
	}
	v := reflect.ValueOf(into).Elem()
	if tellOtherFile(f.root, v.Type(), &f.r) {
		return f // nothing is read of it
	}
	d := decoder{r: &f.r}
	d.decodeInto(f.root, v, "")
	return f
}

// Add notes a problem at the value of a path.
func (f *Form) Add(path, what, hint string) {
	if f.root != nil {
		f.r.Add(f.root.At(path, false), path, what, hint)
	}
}

// AddError notes an error at the value of a path: of Problems each, with what it was
// about.
func (f *Form) AddError(path string, err error) {
	list, ok := err.(Problems)
	if !ok {
		f.Add(path, err.Error(), words.HintOf(err))
		return
	}
	for _, p := range list {
		what := p.What
		if p.Path != "" && p.Path != path {
			what = p.Path + ": " + what
		}
		f.Add(path, what, p.Hint)
	}
}

// Count is how many problems there are so far.
func (f *Form) Count() int { return len(f.r.List) }

// Err is Problems, or nil.
func (f *Form) Err() error {
	if f.root == nil && len(f.r.List) == 0 {
		f.r.Add(tree.Place{File: f.name, Line: 1, Col: 1}, "", "is empty", "")
	}
	return f.r.Err(f.name)
}

// Named gives the hint that offers the known word nearest to a misspelt one, as an
// error: unknown WHAT "WRITTEN".
func Named(what, written string, known []string) error { return words.Unknown(what, written, known) }

// Text is the value as YAML on one line, as a setting takes it.
func (r *Raw) Text() string {
	if r == nil || r.node == nil {
		return ""
	}
	return r.node.Flow()
}
