package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// calendar settles zones, the order of dates and the number of the first day.
func (p *proposer) calendar() {
	all := p.moments()
	for _, x := range all {
		name := x.letter
		if _, known := p.m.Zones[name]; known || name == "" {
			continue
		}
		switch offset := usualZones[name]; {
		case name == "L":
			p.m.Zones[name] = local
			p.guess(p.b.Place(x.list.Sheet, x.row, 0), "L after times is taken for local time, not for the zone of the letter (+11:00)")
		case offset != "":
			p.m.Zones[name] = offset
			p.guess(p.b.Place(x.list.Sheet, x.row, 0), fmt.Sprintf("%s after times is taken for %s", name, offset))
		}
	}
	if either, month, day := canSwapDay(all); either && !day {
		p.m.Dates = dayMonth
		if month || p.spanOfOrder(monthDay) < p.spanOfOrder(dayMonth) {
			p.m.Dates = monthDay
		}
		if !month {
			p.guess("", fmt.Sprintf("dates such as 3/1/2027 are taken as %s", p.m.Dates))
		}
	}
	if n := slices.IndexFunc(all, func(x stands) bool { return x.hasNumber && x.number == 0 }); n >= 0 {
		p.m.FirstDay, p.m.first = new(int64), 0
	}
	p.midnight()
	p.zone(all)
}

// canSwapDay says whether dates could be read either way, or only one.
func canSwapDay(all []stands) (either, month, day bool) {
	for _, x := range all {
		either, month, day = either || x.swapped == 1, month || x.swapped == 2, day || x.swapped == 3
	}
	return either, month, day
}

// spanOfOrder is how many days all entries take where dates have one order.
func (p *proposer) spanOfOrder(order string) int64 {
	before := p.m.Dates
	p.m.Dates = order
	defer func() { p.m.Dates = before }()
	first, last := int64(1<<40), int64(0)
	for _, x := range p.moments() {
		if x.hasDate {
			first, last = min(first, x.date), max(last, x.date)
		}
	}
	return last - first
}

// stands is a row of a list as it says when it happens.
type stands struct {
	list *list
	row  *sheet.Row
	moment
}

// moments are those of all entries, by what is settled.
func (p *proposer) moments() (all []stands) {
	r := p.reader()
	for _, x := range p.lists() {
		l := &list{Sheet: x.Sheet, index: x.index, says: x.mappedHead(), dates: map[string]moment{}}
		if s := p.m.Sheets[sheetName(x.Sheet)]; s != nil {
			l.says = s
		}
		heads := x.headRow()
		r.heads(l, &heads)
		below := x.rowsBelow()
		for i := range below {
			row := &below[i]
			filled, only := 0, 0
			for c, cell := range row.Cells {
				if cell.Text != "" && !cell.Spread {
					filled, only = filled+1, c
				}
			}
			if filled == 1 && len(l.columns) > 2 {
				if day := r.dayOf(row.Cells[only]); day.hasDay() {
					l.beginDay(day)
				}
				continue
			}
			if w, _ := r.gatherTimes(l, row); !w.empty() {
				all = append(all, stands{l, row, w})
			}
		}
	}
	return all
}

// zone settles the zone of times that name none.
func (p *proposer) zone(all []stands) {
	p.m.zone, p.m.hasZone = 0, true
	comment := ""
	bare := slices.ContainsFunc(all, func(x stands) bool { return x.hasClock && (!x.hasZone || p.m.Zones[x.letter] == local) })
	switch zone, found := p.titleZone(); {
	case p.world != nil:
		p.m.zone = p.world.Zone
		comment = "that of the scenario"
	case found:
		p.m.zone = zone
		comment = "as the title says"
	case bare:
		comment = "guessed: no zone is named"
		p.guess("", "no zone of the times is named: they are taken as UTC")
	}
	p.m.Zone = offsetText(p.m.zone)
	writeLine(&p.top, 0, "zone", strconv.Quote(p.m.Zone), comment)
	if len(p.m.Zones) > 0 {
		p.top.WriteString("zones:\n")
		for _, name := range sortedKeys(p.m.Zones) {
			writeLine(&p.top, 1, yamlWord(name), yamlOffset(p.m.Zones[name]), guessed)
		}
	}
	if p.m.Dates != "" {
		writeLine(&p.top, 0, "dates", p.m.Dates, "3/1/2027; the other order is "+map[string]string{dayMonth: monthDay, monthDay: dayMonth}[p.m.Dates])
	}
	if p.m.Midnight != "" {
		writeLine(&p.top, 0, "midnight", p.m.Midnight, map[string]string{nextDay: "a time of day far before that of the row above is of the day after; or same-day", sameDay: "times of day go back and forth; next-day takes each step back for a day more"}[p.m.Midnight])
	}
	if p.m.FirstDay != nil {
		writeLine(&p.top, 0, "first_day", "0", "the days are counted from Day 0")
	}
}

// titleZone finds the zone that the rows above the headings name, as in "All times
// UTC+2" or "times are Zulu".
func (p *proposer) titleZone() (sim.Time, bool) {
	for _, l := range p.lists() {
		for _, row := range l.Rows[:l.heads] {
			words := strings.FieldsFunc(strings.ToUpper(firstText(&row)), func(r rune) bool { return strings.ContainsRune(" ,;:()=", r) })
			for i, w := range words {
				rest, utc := strings.CutPrefix(w, "UTC")
				if !utc {
					rest, utc = strings.CutPrefix(w, "GMT")
				}
				if offset, ok := usualZones[w]; ok {
					return mustOffset(offset), true
				}
				if (utc || w == "ZULU") && (i > 0 || len(words) > 1) {
					named := moment{hasClock: true}
					s := &scan{moment: &named, r: p.reader(), rest: strings.ToLower(w)}
					if rest == "" || s.step() && named.hasZone {
						return named.zone, true
					}
				}
			}
		}
	}
	return 0, false
}

// dayText writes a day as a mapping file does.
func dayText(w moment) string {
	switch {
	case w.hasDate:
		return time.Unix(w.date*86400, 0).UTC().Format("2006-01-02")
	case w.hasCount && w.count >= 0:
		return fmt.Sprintf("D+%d", w.count)
	case w.hasCount:
		return fmt.Sprintf("D%d", w.count)
	case w.hasNumber:
		return fmt.Sprintf("Day %d", w.number)
	}
	return fmt.Sprintf("%d %s", w.dom, time.Month(w.month))
}
