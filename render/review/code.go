package review

import (
	"strings"

	"entente/sim/journal"
)

// codesOf gives every nation a code of three letters, and each its own. Codes are
// made of the letters of names: they are no codes of states.
func codesOf(st *journal.Static) map[journal.Ref]string {
	codes, taken := map[journal.Ref]string{}, map[string]bool{}
	for i, t := range st.Things {
		if t.Sort != journal.SortNation.String() {
			continue
		}
		code := codeOf(strings.ToUpper(t.Name), taken)
		codes[journal.Ref(i)], taken[code] = code, true
	}
	return codes
}

// codeOf is the first letter of a name and the first two later ones that no other
// nation has together.
func codeOf(name string, taken map[string]bool) string {
	var letters []rune
	for _, c := range name {
		if c != '-' && c != '_' && c != '.' && c != ' ' {
			letters = append(letters, c)
		}
	}
	for i := 1; i < len(letters); i++ {
		for j := i + 1; j < len(letters); j++ {
			if code := string([]rune{letters[0], letters[i], letters[j]}); !taken[code] {
				return code
			}
		}
	}
	return string(letters[:min(3, len(letters))])
}

// Code is the code of the nation of a thing; empty for none.
func (r *Run) Code(thing journal.Ref) string { return r.codes[r.nations[thing]] }
