package words

import (
	"fmt"

	"entente/agents/law"
	"entente/sim/journal"
)

// The words of what rules speak of, in the order of their numbers.
var (
	FactKinds   = Texts(journal.FIN, journal.THREATLEVEL)
	Classes     = Texts(journal.Unclassified, journal.TopSecret)
	Labels      = Texts(law.Clear, law.Red)
	Grades      = Texts(journal.Unaware, journal.Actionable)
	Precedences = Texts(journal.Routine, journal.Flash)
)

// SameLabel are other spellings of labels: TLP 2.0 writes AMBER+STRICT, TLP 1.0 WHITE.
var SameLabel = map[string]string{"AMBER+STRICT": "AMBER_STRICT", "WHITE": "CLEAR"}

// Texts lists the words of a closed type from its first value to its last.
func Texts[T interface {
	~uint8
	fmt.Stringer
}](first, last T) []string {
	var out []string
	for w := first; w <= last; w++ {
		out = append(out, w.String())
	}
	return out
}
