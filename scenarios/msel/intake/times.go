package intake

import (
	"fmt"
	"time"

	"entente/scenarios/msel/sheet"
	"entente/sim"
	"entente/sim/notation"
)

// times gives an entry its instants, from all columns that say when it happens.
func (r *reader) times(p *put) {
	w, c := r.gatherTimes(p.l, p.row)
	p.from["at"] = c
	at, what := r.since(p.l, w)
	if what != "" {
		r.addFault(p.l, p.row, c, "msel."+p.number, what)
		at = 0
	}
	p.text["at"] = notation.Elapsed(at)
	if w.end != nil && what == "" {
		r.takeRange(p, w, at)
	}
	for _, key := range []string{"opens", "until"} {
		if p.text[key] == "" || p.from[key] == c && w.end != nil {
			continue
		}
		c := p.from[key]
		if !hasWindow(p.text["type"], key) {
			p.notes = append(p.notes, r.field(p.l, c).heading+": "+p.text[key])
			p.text[key] = ""
			continue
		}
		x := r.momentOf(p.row.Cell(c), "time", r.field(p.l, c).zone)
		own := x.hasDay()
		if x = withDay(x, w); key == "until" && !own && x.hasClock && w.hasClock && x.clock < w.clock {
			x.rolled++
		}
		at, what := r.since(p.l, x)
		if what != "" {
			r.addFault(p.l, p.row, c, p.path(key), what)
		}
		p.text[key] = notation.Elapsed(at)
	}
}

// takeRange takes a range of times in: what an entry of its type waits for, it waits for within
// the range; any other happens when the range begins, and its end is noted.
func (r *reader) takeRange(p *put, w moment, at sim.Time) {
	c := p.from["at"]
	last, what := r.since(p.l, w.rangeEnd())
	switch kind := p.text["type"]; {
	case what == "" && last < at:
		what = "this range ends before it begins"
		fallthrough
	case what != "":
		r.addFault(p.l, p.row, c, "msel."+p.number, what)
	case kind == "expected_action":
		p.text["opens"], p.text["at"] = p.text["at"], notation.Elapsed(last)
		p.from["opens"] = c
	case kind == "contingency":
		p.text["until"], p.from["until"] = notation.Elapsed(last), c
	default:
		p.notes = append(p.notes, r.field(p.l, c).heading+": "+oneLine(p.row.Cell(c).Text))
		r.addNote("", "some entries have a range of times: they happen at its beginning, and the range stays in their notes")
	}
}

// hasWindow says whether entries of a type have a beginning or end of their window.
func hasWindow(kind, key string) bool {
	return kind == "expected_action" && key == "opens" || kind == "contingency" && key == "until"
}

// gatherTimes gathers what the columns of a row say of its time, and gives the column that
// says it, for problems. A day that stands only in a row above holds for those below.
func (r *reader) gatherTimes(l *list, row *sheet.Row) (moment, int) {
	whole, where, own := moment{}, -1, false
	for _, field := range []string{"elapsed", "time", "date", "day"} {
		for c, col := range l.columns {
			if col.field != field {
				continue
			}
			w := r.momentOf(row.Cell(c), field, col.zone)
			own = own || w.hasDay()
			if w.hasDay() && (field == "date" || field == "day") {
				l.dates[field] = w
			}
			if w.empty() && (field == "date" || field == "day") {
				w = l.dates[field]
			}
			if where < 0 && (!w.empty() || field == "time") {
				where = c
			}
			if w.fault != "" {
				return w, c
			}
			if what := r.noteDiffering(l, whole, w); what != "" {
				return moment{fault: what}, c
			}
			whole = joinMoments(whole, w)
		}
	}
	if !whole.hasDay() && !whole.hasAfter {
		whole = withDay(whole, l.day)
	}
	r.countDays(l, &whole, own)
	return whole, max(where, 0)
}

// joinMoments adds what another column says to a moment.
func joinMoments(w, more moment) moment {
	if !w.hasDate && w.month == 0 {
		w.date, w.hasDate, w.month, w.dom = more.date, more.hasDate, more.month, more.dom
	}
	if !w.hasCount {
		w.count, w.hasCount = more.count, more.hasCount
	}
	if !w.hasNumber {
		w.number, w.hasNumber = more.number, more.hasNumber
	}
	if !w.hasClock {
		w.clock, w.hasClock, w.zone, w.hasZone, w.letter = more.clock, more.hasClock, more.zone, more.hasZone, more.letter
	}
	if !w.hasAfter {
		w.after, w.hasAfter = more.after, more.hasAfter
	}
	if w.end == nil {
		w.end = more.end
	}
	w.swapped = max(w.swapped, more.swapped)
	return w
}

// withDay gives a moment that says no day the day of another.
func withDay(w, day moment) moment {
	if w.hasDay() || w.hasAfter {
		return w
	}
	day.hasClock, day.hasAfter, day.end = false, false, nil
	w.rolled = day.rolled
	return joinMoments(w, day)
}

// noteDiffering says that two columns speak of two times, where each says the whole.
func (r *reader) noteDiffering(l *list, a, b moment) string {
	whole := func(w moment) bool { return w.hasAfter || w.hasDay() && w.hasClock }
	if !whole(a) || !whole(b) {
		return ""
	}
	x, bad1 := r.since(l, a)
	y, bad2 := r.since(l, b)
	if bad1 != "" || bad2 != "" || max(x, y)-min(x, y) < sim.Minute {
		return ""
	}
	return fmt.Sprintf("this column says %s and another one %s; leave one of them", r.instantText(y), r.instantText(x))
}

// instantText writes an instant for a problem.
func (r *reader) instantText(t sim.Time) string {
	return time.UnixMilli(r.out.StartEx + int64(t) + int64(r.out.Zone)).UTC().Format("2006-01-02 15:04")
}

// since gives the time since StartEx at which a moment is.
func (r *reader) since(l *list, w moment) (at sim.Time, fault string) {
	if w.fault != "" {
		return 0, w.fault
	}
	if w.hasAfter {
		return bounded(w.after)
	}
	if !w.hasDay() && !w.hasClock {
		return 0, "no time; say when it happens, or empty the row"
	}
	unix := r.unix(w)
	at = sim.Time(unix - r.out.StartEx)
	switch {
	case !w.hasDay():
		r.addNote("", "no day stands beside the times of some entries: they are taken for the day of StartEx")
	case !w.hasClock:
		r.addNote("", "some entries have a day and no time of day: they are taken for the beginning of the day")
		if at > -sim.Day && at < 0 {
			at = 0
		}
	}
	if at < 0 && at > -sim.Minute {
		at = 0
	}
	return bounded(at)
}

// unix is a moment of a day or a time of day in Unix milliseconds.
func (r *reader) unix(w moment) int64 {
	first := floorDay(r.out.StartEx + int64(r.out.Zone))
	zone, day := r.out.Zone, first
	if w.hasZone {
		zone = w.zone
	}
	switch {
	case w.hasDate:
		day = w.date
	case w.month > 0:
		day = nearest(first, w.month, w.dom)
	case w.hasCount:
		day = first + w.count
	case w.hasNumber:
		day = first + w.number - r.m.first
	}
	day += w.rolled
	return day*int64(sim.Day) + int64(w.clock) - int64(zone)
}

// bounded refuses what is before StartEx, or too far from it.
func bounded(at sim.Time) (sim.Time, string) {
	switch {
	case at < 0:
		return 0, fmt.Sprintf("%s before StartEx; move `startex` in the mapping file, or the entry", hoursMinutes(-at))
	case at > elapsedLimit:
		return 0, "more than 10,000 days after StartEx"
	}
	return at, ""
}

func hoursMinutes(t sim.Time) string {
	if t >= sim.Day {
		return fmt.Sprintf("%d d %d h", t/sim.Day, t%sim.Day/sim.Hour)
	}
	return fmt.Sprintf("%d h %d min", t/sim.Hour, t%sim.Hour/sim.Minute)
}

// nearest is the day of a month that is nearest to another, in days since 1970.
func nearest(day int64, month, dom int) int64 {
	year := time.Unix(day*86400, 0).UTC().Year()
	best := int64(0)
	for i := -1; i <= 1; i++ {
		d := time.Date(year+i, time.Month(month), dom, 0, 0, 0, 0, time.UTC).Unix() / 86400
		if i < 0 || abs(d-day) < abs(best-day) {
			best = d
		}
	}
	return best
}

func abs(n int64) int64 { return max(n, -n) }
