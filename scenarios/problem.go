package scenarios

import (
	"cmp"
	"entente/scenarios/words"
	"fmt"
	"slices"
	"strings"
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

// place is where something stands in the input.
type place struct {
	file      string
	line, col int
}

// report collects problems. What is wrong in the form of a part makes its
// meaning wrong as well; of a part that is muted nothing more is said.
type report struct {
	list  Problems
	seen  map[Problem]bool
	muted []string // paths
	lost  []string // names of things that could not be read, in small letters
}

// loses notes that a thing could not be read. Who names it is right, and would only
// be told in other words what is told of the thing itself: the cause comes first,
// and alone.
func (r *report) loses(name string) { r.lost = append(r.lost, strings.ToLower(name)) }

// follows says whether a problem is that a name is not known which belongs to a thing
// that could not be read, or to a part of one.
func (r *report) follows(p Problem) bool {
	return p.unknown != "" && slices.ContainsFunc(r.lost, func(name string) bool {
		return p.unknown == name || strings.HasPrefix(p.unknown, name+".")
	})
}

// mute keeps what was said so far from being said in other words: problems
// that follow, at the same paths, inside them or around them, are dropped.
func (r *report) mute() {
	for _, p := range r.list {
		r.muted = append(r.muted, p.Path)
	}
}

func (r *report) isMuted(path string) bool {
	return slices.ContainsFunc(r.muted, func(m string) bool {
		return m == path || strings.HasPrefix(m, path+".") || strings.HasPrefix(path, m+".")
	})
}

// add notes a problem once.
func (r *report) add(at place, path, what, hint string) {
	r.note(at, path, words.Refusal{What: what, Hint: hint})
}

// fail notes an error as a problem, with what it knows besides its text.
func (r *report) fail(at place, path string, err error) {
	r.note(at, path, words.RefusalOf(err))
}

func (r *report) note(at place, path string, h words.Refusal) {
	p := Problem{File: at.file, Line: max(at.line, 1), Col: max(at.col, 1), Path: path, What: h.What, Hint: h.Hint, unknown: h.Unknown}
	if r.seen[p] || len(r.list) >= maxProblems || r.isMuted(path) {
		return
	}
	if r.seen == nil {
		r.seen = map[Problem]bool{}
	}
	r.seen[p] = true
	r.list = append(r.list, p)
}

// err gives the problems in order of place, or nil. The main file comes first.
func (r *report) err(main string) error {
	if len(r.list) == 0 {
		return nil
	}
	r.list = slices.DeleteFunc(r.list, r.follows)
	rank := func(p Problem) int {
		if p.File == main {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(r.list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.What, b.What))
	})
	return r.list
}
