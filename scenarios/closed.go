package scenarios

import (
	"fmt"

	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// closed are the words that a field takes which is text, a list of texts or things by
// name, and no others: the field's tag `words` names the row. The decoder refuses any
// other word, and the schema lists them.
type closed struct {
	what string // each of them is
	list []string
	hint string // for another word; empty: the nearest
}

var closedWords = map[string]closed{
	"desk":     {what: "desk", list: deskNames},
	"end":      {what: "end", list: capped},
	"exercise": {what: "type of exercise", list: exerciseTypes},
	"gap":      {what: "measure of gaps", list: gapMeasures},
	"ground":   {what: "ground", list: grounds},
	"measure":  {what: "measure", list: measures(), hint: fmt.Sprintf("one of M1 to M%d", lastMeasure)},
	"notice":   {what: "notice", list: notices},
	"step":     {what: "step", list: stepWords()},
}

// lastMeasure is the number of the last of the catalogue.
const lastMeasure = 20

// measures are those that a critical task may be rated by.
func measures() (list []string) {
	for n := 1; n <= lastMeasure; n++ {
		list = append(list, fmt.Sprintf("M%d", n))
	}
	return list
}

// checkWords holds what was written against the closed words of a field.
func (d *decoder) checkWords(n *tree.Node, f field, path string) {
	w := closedWords[f.words]
	check := func(at *tree.Node, path, word string) {
		for _, known := range w.list {
			if word == known {
				return
			}
		}
		err := words.RefusalOf(words.Unknown(w.what, word, w.list))
		if w.hint != "" {
			err.Hint = w.hint
		}
		d.r.Fail(at.Place, path, err)
	}
	switch n.Kind {
	case tree.Scalar:
		check(n, path, n.Text)
	case tree.Mapping:
		for i, k := range n.Keys {
			check(k, tree.Join(path, n.ID(i)), k.Text)
		}
	case tree.Sequence:
		for i, v := range n.Vals {
			check(v, tree.Join(path, v.ID(i)), v.Text)
		}
	}
}
