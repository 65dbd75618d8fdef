package words

import (
	"fmt"
	"slices"
	"strings"
)

// Refusal is an error that knows what would have been right.
type Refusal struct {
	What, Hint string
	Unknown    string // the name that means nothing, where that is what is wrong
}

func (h Refusal) Error() string { return h.What }

// RefusalOf is an error with all that it knows besides its text.
func RefusalOf(err error) Refusal {
	if h, ok := err.(Refusal); ok {
		return h
	}
	return Refusal{What: err.Error()}
}

// HintOf is what an error says would have been right; empty where it knows nothing.
func HintOf(err error) string { return RefusalOf(err).Hint }

// Unknown is the error for a word that is not among the known ones.
func Unknown(what, written string, known []string) error {
	hint := DidYouMean(written, known)
	if hint == "" && len(known) > 0 && len(known) <= 12 {
		hint = "one of " + strings.Join(known, ", ")
	}
	return Refusal{What: fmt.Sprintf("unknown %s %q", what, written), Hint: hint, Unknown: written}
}

// maxHintWork is what a guess may cost, in letters compared: enough for a word of
// twenty letters among 5,000 names.
const maxHintWork = 2_000_000

// DidYouMean gives the hint that names the known word nearest to what was
// written, or nothing when none is near. It names no class and no label: who follows
// a guess might share more widely than was meant.
func DidYouMean(written string, known []string) string {
	best, near := "", max(1, (len(written)+1)/3)
	if len(known)*len(written)*len(written) > maxHintWork {
		return ""
	}
	for _, k := range known {
		d := distance(strings.ToLower(written), strings.ToLower(k))
		if len(k) > 2 && strings.HasPrefix(written, k) || len(written) > 2 && strings.HasPrefix(k, written) {
			d = 1
		}
		if d > 1 && !sameBegin(written, k) {
			continue // "faster" is no slip of the pen for "later"
		}
		if d < near || d == near && (best == "" || k < best) {
			best, near = k, d
		}
	}
	if best == "" || slices.Contains(Classes, best) || slices.Contains(Labels, best) {
		return ""
	}
	return fmt.Sprintf("did you mean %s?", best)
}

// sameBegin says whether two words begin with the same letter, small or large: few slips
// of the pen are in the first.
func sameBegin(a, b string) bool {
	return a != "" && b != "" && strings.EqualFold(a[:1], b[:1])
}

// distance is the number of letters to insert, drop, change or swap with a
// neighbour that turns a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 64
	}
	older, old, now := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := range x {
		now[0] = i + 1
		for j := range y {
			change := 1
			if x[i] == y[j] {
				change = 0
			}
			now[j+1] = min(old[j]+change, old[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				now[j+1] = min(now[j+1], older[j-1]+1)
			}
		}
		older, old, now = old, now, older
	}
	return old[len(y)]
}
