package scenarios

import (
	"fmt"
	"strings"

	"entente/sim"
)

// entryTimes are the keys of an entry that are times.
var entryTimes = [...]string{"at", "after", "until", "by"}

// spelled writes the times that are set as the list writes its own: on the clock of the
// exercise where the entry, or else the first of the list, has D+2T09:00.
func (e *entryEditor) spelled(all []EntryEdit, start int64, zone sim.Time) []EntryEdit {
	usual := ""
	for _, v := range e.list.vals {
		if usual == "" {
			usual = timeOf(v)
		}
	}
	out := make([]EntryEdit, len(all))
	for i, x := range all {
		own := usual
		if at := e.find(x.Number); x.Number != "" && at >= 0 {
			own = timeOf(e.list.vals[at])
		}
		out[i] = EntryEdit{Number: x.Number, Remove: x.Remove}
		for _, k := range x.Set {
			k.Value = respelled(k, own, start, zone)
			out[i].Set = append(out[i].Set, k)
		}
	}
	return out
}

// timeOf is the first time that an entry gives; empty for none.
func timeOf(v *node) string {
	for _, key := range entryTimes {
		if n := v.get(key); n != nil && n.kind == scalar {
			return n.text
		}
	}
	return ""
}

// respelled writes a time since StartEx in the form of another.
func respelled(k KeyText, like string, start int64, zone sim.Time) string {
	isTime := false
	for _, key := range entryTimes {
		isTime = isTime || k.Key == key
	}
	i, err := parseInstant(strings.Trim(k.Value, `"`))
	if !isTime || !strings.HasPrefix(like, "D+") || err != nil || i.form != elapsed {
		return k.Value
	}
	if clock, ok := OnTheClock(i.t, start, zone); ok {
		return clock
	}
	return k.Value
}

// OnTheClock writes a time since StartEx as D+2T09:00, on the clock of the exercise; ok
// is false where it is not on a minute of that.
func OnTheClock(at sim.Time, start int64, zone sim.Time) (text string, ok bool) {
	local := start + int64(zone)
	sinceMidnight := sim.Time(local-floorDiv(local, int64(sim.Day))*int64(sim.Day)) + at
	rest := sinceMidnight % sim.Day
	text = fmt.Sprintf("D+%dT%02d:%02d", sinceMidnight/sim.Day, rest/sim.Hour, rest%sim.Hour/sim.Minute)
	again, err := parseInstant(text)
	return text, err == nil && again.resolve(start, zone) == at
}
