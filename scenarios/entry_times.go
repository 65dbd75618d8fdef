package scenarios

import (
	"slices"
	"strconv"
	"strings"

	"entente/scenarios/tree"
	"entente/sim/notation"
)

// entryTimes are the keys of an entry that are times.
var entryTimes = [...]string{"at", "after", "until", "by"}

// spelled writes the times that are set as the list writes its own: as
// the entry has it, or else the first of the list.
func (e *entryEditor) spelled(all []EntryEdit, clock notation.Clock) []EntryEdit {
	usual := ""
	for _, v := range e.list.Vals {
		if usual == "" {
			usual = timeOf(v)
		}
	}
	out := make([]EntryEdit, len(all))
	for i, x := range all {
		own := usual
		if at := e.find(x.Number); x.Number != "" && at >= 0 {
			own = timeOf(e.list.Vals[at])
		}
		out[i] = EntryEdit{Number: x.Number, Remove: x.Remove}
		for _, k := range x.Set {
			k.Value = respelled(k, own, clock)
			out[i].Set = append(out[i].Set, k)
		}
	}
	return out
}

// timeOf is the first time that an entry gives; empty for none.
func timeOf(v *tree.Node) string {
	for _, key := range entryTimes {
		if n := v.Get(key); n != nil && n.Kind == tree.Scalar {
			return n.Text
		}
	}
	return ""
}

// respelled writes a time in the form of another: on a date of the exercise, or as
// elapsed since StartEx.
func respelled(k KeyText, like string, clock notation.Clock) string {
	t, err := clock.Read(strings.Trim(k.Value, `"`))
	switch {
	case err != nil || !slices.Contains(entryTimes[:], k.Key):
	case strings.HasPrefix(like, "T+"):
		return notation.Elapsed(t)
	case strings.HasPrefix(like, "D+") && strings.Contains(like, "T"):
		return clock.Moment(t)
	case strings.HasPrefix(like, "D+"):
		return strconv.Quote(clock.Exact(t))
	}
	return k.Value
}
