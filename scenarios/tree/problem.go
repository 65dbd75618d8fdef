package tree

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/words"
)

// Problem is one fault of the input, at the place where it is to be mended.
type Problem struct {
	File string `json:"file"`           // as it was named
	Line int    `json:"line"`           // from 1
	Col  int    `json:"col"`            // from 1, in characters
	Path string `json:"path,omitempty"` // in the scenario
	What string `json:"what"`           // is wrong
	Hint string `json:"hint,omitempty"` // the nearest thing that would have been right, or what to do

	unknown string // the name that means nothing here, where that is what is wrong
	whole   bool   // what is inside can be understood all the same
}

func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Col)
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.What)
	if p.Hint != "" {
		b.WriteString(" (" + p.Hint + ")")
	}
	return b.String()
}

// Problems are all the faults of an input, in order of place. As an error they
// are one line each.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// maxProblems bounds what a hostile file can make us say.
const maxProblems = 1000

// Place is where something stands in the input.
type Place struct {
	File      string
	Line, Col int
}

// Report collects problems. What is wrong in the form of a part makes its
// meaning wrong as well; of a part that is muted nothing more is said.
type Report struct {
	List  Problems
	seen  map[Problem]bool
	muted []string // paths
	lost  []string // names of things that could not be read, in small letters
}

// MarkLost notes that a thing could not be read. Who names it is right, and would only
// be told in other words what is told of the thing itself: the cause comes first,
// and alone.
func (r *Report) MarkLost(name string) { r.lost = append(r.lost, strings.ToLower(name)) }

// follows says whether a problem is that a name is not known which belongs to a thing
// that could not be read, or to a part of one.
func (r *Report) follows(p Problem) bool {
	return p.unknown != "" && slices.ContainsFunc(r.lost, func(name string) bool {
		return p.unknown == name || strings.HasPrefix(p.unknown, name+".")
	})
}

// Mute suppresses follow-up problems: those at, inside or around the paths of the
// problems so far. They would say the same in other words.
func (r *Report) Mute() {
	for _, p := range r.List {
		if !p.whole {
			r.muted = append(r.muted, p.Path)
		}
	}
}

func (r *Report) isMuted(path string) bool {
	return slices.ContainsFunc(r.muted, func(m string) bool {
		return m == path || strings.HasPrefix(m, path+".") || strings.HasPrefix(path, m+".")
	})
}

// Full says whether no more problems are taken.
func (r *Report) Full() bool { return len(r.List) >= maxProblems }

// Add notes a problem once.
func (r *Report) Add(at Place, path, what, hint string) {
	r.Note(at, path, words.Refusal{What: what, Hint: hint})
}

// AddTwice notes that a name was given before, what bears it again and where it stands.
// It mutes nothing: a part with the name of another can be read like any other.
func (r *Report) AddTwice(at Place, path, what string, first Place) {
	before := len(r.List)
	r.Add(at, path, what, fmt.Sprintf("first on line %d", first.Line))
	if len(r.List) > before {
		r.List[before].whole = true
	}
}

// CanGoOn says whether what was read can be understood: nothing is wrong with it but
// names that are given twice.
func (r *Report) CanGoOn() bool {
	return !slices.ContainsFunc(r.List, func(p Problem) bool { return !p.whole })
}

// Fail notes an error as a problem, with what it knows besides its text.
func (r *Report) Fail(at Place, path string, err error) {
	r.Note(at, path, words.RefusalOf(err))
}

// Note is Add for a refusal with all that it knows.
func (r *Report) Note(at Place, path string, h words.Refusal) {
	p := Problem{File: at.File, Line: max(at.Line, 1), Col: max(at.Col, 1), Path: path, What: h.What, Hint: h.Hint, unknown: h.Unknown}
	if r.seen[p] || r.Full() || r.isMuted(path) {
		return
	}
	if r.seen == nil {
		r.seen = map[Problem]bool{}
	}
	r.seen[p] = true
	r.List = append(r.List, p)
}

// Err gives the problems in order of place, or nil. The main file comes first.
func (r *Report) Err(main string) error {
	if len(r.List) == 0 {
		return nil
	}
	r.List = slices.DeleteFunc(r.List, r.follows)
	rank := func(p Problem) int {
		if p.File == main {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(r.List, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.What, b.What))
	})
	return r.List
}
