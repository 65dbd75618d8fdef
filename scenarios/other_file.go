package scenarios

import (
	"reflect"
	"slices"

	"entente/scenarios/tree"
)

// fileSorts are the sorts of files that people hand in for one another, by the key that
// says which grammar a file is written in.
var fileSorts = []struct{ key, is, hint string }{
	{"study", "a study", "entente sweep plan finds its problems, entente sweep run runs it"},
	{"case", "a documented case", "entente check finds its problems, entente validate runs it"},
	{"entente", "a scenario or a part of one", "entente check finds its problems, entente run runs it"},
}

// tellOtherFile says of a file that lacks the key of its reader's grammar and has that of
// another what it is, and whether it is one: a single problem, in place of one for each key.
func tellOtherFile(root *tree.Node, reader reflect.Type, r *tree.Report) bool {
	own := keyNames(fields(reader))
	for _, s := range fileSorts {
		if slices.Contains(own, s.key) && root.Get(s.key) != nil {
			return false
		}
	}
	for _, s := range fileSorts {
		if !slices.Contains(own, s.key) && root.Get(s.key) != nil {
			r.Add(root.Keys[root.Index(s.key)].Place, s.key, "this file is "+s.is, s.hint)
			return true
		}
	}
	return false
}
