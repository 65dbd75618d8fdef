package intake

import (
	"fmt"
	"regexp"
	"strings"

	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// momentOf reads a cell of a time, in a column that is a time, a date, a day or
// elapsed.
func (r *reader) momentOf(c sheet.Cell, field, zone string) moment {
	if named, ok := r.m.says("times", c.Text); ok && c.Text != "" {
		return r.moment(named, zone)
	}
	w := moment{}
	switch {
	case c.Text == "":
		return w
	case c.Kind == sheet.Fault:
		w.fault = fmt.Sprintf("the cell holds %s; mend it in the spreadsheet", c.Text)
	case c.Kind == sheet.Duration, c.Kind == sheet.Clock && field == "elapsed":
		w.after, w.hasAfter = sim.Time(c.Value), true
	case c.Kind == sheet.Clock:
		w.clock, w.hasClock = sim.Time(c.Value), true
	case c.Kind == sheet.Date || c.Kind == sheet.DateTime:
		w.date, w.hasDate = floorDay(c.Value), true
		w.clock, w.hasClock = sim.Time(c.Value-w.date*int64(sim.Day)), c.Kind == sheet.DateTime
	case c.Kind == sheet.Number:
		return r.numeral(c, field, zone)
	case field == "elapsed":
		return r.elapsedText(c.Text)
	case field == "day" && isDigits(c.Text) && len(c.Text) <= 3:
		w.number, w.hasNumber = int64(number(c.Text)), true
	default:
		return r.moment(c.Text, zone)
	}
	if w.hasClock && zone != "" {
		s := &scan{moment: &w, r: r, text: c.Text}
		s.zoneName([]string{"", strings.ToLower(zone)})
	}
	return w
}

// numeral reads a number as the time that it is in its column: 600, 0.25 and 46447.25
// are all six in the morning.
func (r *reader) numeral(c sheet.Cell, field, zone string) moment {
	ms, ok := sheet.Days(c.Raw)
	whole := strings.Trim(c.Raw, "0123456789") == ""
	cell := sheet.Cell{Text: c.Text, Value: ms}
	switch {
	case field == "day" && whole && number(c.Raw) < 1000:
		return moment{number: int64(number(c.Raw)), hasNumber: true}
	case field == "elapsed" && whole:
		return moment{fault: fmt.Sprintf("%s of what? write a stretch since StartEx as 1:30 or 90 min", c.Text)}
	case ok && !whole && ms >= 0 && ms < int64(sim.Day):
		cell.Kind = sheet.Clock
	case ok && ms >= 20_000*int64(sim.Day) && ms < 100_000*int64(sim.Day):
		cell.Kind = sheet.DateTime
		if cell.Value, _ = r.b.Epoch.Serial(c.Raw); whole {
			cell.Kind = sheet.Date
		}
	case whole:
		return r.moment(c.Raw, zone)
	default:
		return r.moment(c.Text, zone)
	}
	return r.momentOf(cell, field, zone)
}

// elapsedText reads a stretch since StartEx from its own column.
func (r *reader) elapsedText(text string) moment {
	rest := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, sign := range []string{"startex", "t", "h", "s", "+"} {
		rest = strings.TrimSpace(strings.TrimPrefix(rest, sign))
	}
	if m := stretch.FindStringSubmatch(rest); m != nil {
		w := moment{}
		if (&scan{moment: &w}).hours(m) {
			return w
		}
	}
	if t, ok := spanOf(rest); ok {
		return moment{after: t, hasAfter: true}
	}
	if rest == "" && text != "" {
		return moment{hasAfter: true}
	}
	return r.moment(text, "")
}

// stretch is 1:30 or 1:30:00.
var stretch = regexp.MustCompile(`^(\d{1,4}):(\d\d)(?::(\d\d))?$`)

// floorDay is the day that an instant in milliseconds is of, counted from 1970.
func floorDay(ms int64) int64 {
	day := ms / int64(sim.Day)
	if ms%int64(sim.Day) < 0 {
		day--
	}
	return day
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
