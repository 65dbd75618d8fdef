package wording

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// exerciseTypes are the types of exercises in words.
var exerciseTypes = map[string]string{
	"TTX": "table-top exercise", "CPX": "command post exercise", "FE": "functional exercise", "FSE": "full-scale exercise", "CAX": "computer-assisted exercise",
}

// Exercise is what an exercise is called and of which type it is; empty where the
// scenario says neither.
func Exercise(st *journal.Static) string {
	kind := exerciseTypes[st.Type]
	if kind != "" {
		kind += " (" + st.Type + ")"
	}
	return strings.Trim(st.Exercise+", "+kind, ", ")
}

// Threshold is what a task's measure must come to for a rating: "at least 80 %",
// "at most 24 h 00 min". It is empty for a measure that one run does not have.
func Threshold(t *journal.Task, limit float64) string {
	x := measure.RatedFigure(t.Measure)
	if x == nil {
		return ""
	}
	bound := "at least "
	if t.P < t.M {
		bound = "at most "
	}
	switch x.Unit {
	case measure.Duration:
		limit = float64(limit * float64(sim.Hour))
	case measure.Margin:
		if limit == 0 {
			return "in time"
		}
		limit = float64(limit * float64(sim.Hour))
	case measure.Count:
		return bound + fmt.Sprintf("%g", limit)
	}
	return bound + Number(x.Unit, limit)
}

// Records lists numbers of records, of many the first: "records 12, 15 and 4 more".
// It is empty for none.
func Records(list []journal.Num, most int) string {
	var parts []string
	for _, n := range list[:min(len(list), most)] {
		parts = append(parts, fmt.Sprint(n))
	}
	if more := len(list) - most; more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return "record " + parts[0]
	}
	return "records " + Join(parts)
}

// ratingWords say what each rating means.
var ratingWords = map[measure.Rating]string{
	measure.Performed: "performed without challenges: what the objective asks was done, and nothing else suffered from it",
	measure.Some:      "performed with some challenges: done, but not as well, as fast or as safely as planned",
	measure.Major:     "performed with major challenges: done in part, or at the cost of other work, of safety or of the law",
	measure.Unable:    "unable to be performed: what the objective asks was not done",
	measure.Untried:   "not exercised: there was nothing to rate",
}

// Rating says what a rating means.
func Rating(r measure.Rating) string { return ratingWords[r] }

// EntryAwaited says in which window an entry's action is awaited, or when the entry
// is due.
func (s *Speaker) EntryAwaited(x *journal.Entry) string {
	text := s.EntryDue(x)
	if x.Opens > 0 {
		text = "from " + s.Clock.At(sim.Time(x.Opens)) + " " + text
	}
	return text
}
