package intake

import (
	"regexp"
	"slices"
	"strings"

	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// until is what parts the two ends of a range of times, as in 0900-1000 or 9 to 10 am.
var until = regexp.MustCompile(`(?i)\s*(?:[-–—~]|\b(?:to|till|until|bis)\b)\s*`)

// mayBeRange says whether a text may hold a range of times.
func mayBeRange(text string) bool {
	at := until.FindStringIndex(text)
	return at != nil && strings.ContainsAny(text[:at[0]], "0123456789") && strings.ContainsAny(text[at[1]:], "0123456789")
}

// holdsRanges says whether a list holds ranges of times, for whose ends its table has columns.
func (r *reader) holdsRanges() bool {
	for i := range r.b.Sheets {
		s := &r.b.Sheets[i]
		says := r.m.Sheets[sheetName(s)]
		if says == nil || says.Leave {
			continue
		}
		at := slices.IndexFunc(s.Rows, func(row sheet.Row) bool { return row.Number == int(says.Headings) })
		if at < 0 {
			continue
		}
		for c, head := range headRow(s.Rows, at, int(says.HeadingRows)).Cells {
			field, _ := r.m.says("columns", head.Text)
			if isTime(field) && slices.ContainsFunc(s.Rows[at+1:], func(row sheet.Row) bool {
				return mayBeRange(row.Cell(c).Text) && r.momentOf(row.Cell(c), field, "").end != nil
			}) {
				return true
			}
		}
	}
	return false
}

// between reads a range of times: a moment and, in it, its end. What only one end says of
// the day, the zone and the half of the day holds for the other; an end earlier in the day
// is of the day after.
func (r *reader) between(text, zone string) (moment, bool) {
	if len(text) > longestTime {
		return moment{}, false
	}
	for _, at := range until.FindAllStringIndex(text, -1) {
		last := r.instant(text[at[1]:], zone)
		if !last.hasTime() {
			continue
		}
		first, ok := r.readRangeStart(text[:at[0]], text[at[1]:], zone, last)
		if !ok || first.hasAfter != last.hasAfter {
			continue
		}
		if !first.hasZone && last.hasZone {
			first.zone, first.hasZone, first.letter = last.zone, true, last.letter
		}
		first.end = &last
		return first, true
	}
	return moment{}, false
}

// days is a range of days of one month, such as 14-15 Feb 2028.
var days = regexp.MustCompile(`^\s*(\d{1,2})\.?\s*[-–—]\s*\d{1,2}(\.?\s*\p{L}{3,10}.{0,20}|\.\d{1,2}\.\d{0,4})\s*$`)

// longestTime bounds a text that may be a range of times.
const longestTime = 100

// hasTime says whether a moment says a time and nothing that is wrong.
func (w *moment) hasTime() bool { return w.fault == "" && (w.hasClock || w.hasAfter) }

var half = regexp.MustCompile(`(?i)\b(?:\d{1,2}|\d{1,2}:?\d\d) ?([ap])\.?m\b`)

// groupHead is a date-time group that leaves its month to the other end of a range, and
// groupTail one that has it.
var groupHead, groupTail = regexp.MustCompile(`^\s*\d{6}\s?\p{L}?\s*$`), regexp.MustCompile(`^\s*\d{6}\s?\p{L}?\s?(\p{L}{3} ?\d{2,4})\s*$`)

// readRangeStart reads the first end of a range, which may leave am and pm to the last.
func (r *reader) readRangeStart(text, rest, zone string, last moment) (moment, bool) {
	if m := groupTail.FindStringSubmatch(rest); m != nil && groupHead.MatchString(text) { // 010900Z-011000ZMAR27
		text += m[1]
	}
	m := half.FindStringSubmatch(rest)
	if m == nil || half.MatchString(text) {
		w := r.instant(text, zone)
		return w, w.hasTime()
	}
	for _, h := range []string{strings.ToLower(m[1]), map[string]string{"a": "p", "p": "a"}[strings.ToLower(m[1])]} {
		if w := r.instant(text+" "+h+"m", zone); w.hasTime() && w.clock <= last.clock {
			return w, true
		}
	}
	return moment{}, false
}

// rangeEnd gives the moment at which a range ends that begins at a moment.
func (w *moment) rangeEnd() moment {
	end := *w.end
	own := end.hasDay()
	end = withDay(end, *w)
	if !end.hasZone {
		end.zone, end.hasZone = w.zone, w.hasZone
	}
	if !own && end.hasClock && end.clock < w.clock {
		end.rolled++
	}
	return end
}

// A clock goes back at least so far where midnight lies between two rows, and forth at
// least so far where a row is of the evening before.
const over, under = 12 * sim.Hour, 20 * sim.Hour

// countDays counts the days that have begun since the last row that says its day: a time of day
// far before that of the row above is of the day after, as in 2330 and then 0015.
func (r *reader) countDays(l *list, w *moment, own bool) {
	switch {
	case !w.hasClock || w.hasAfter:
		return
	case own:
		l.rolled = 0
	case l.clocked && l.clock-w.clock > over:
		if r.m.Midnight != nextDay {
			r.addNote(l.Name, "times of day go back over midnight: `midnight: next-day` in the mapping file takes them for the day after")
			break
		}
		l.rolled++
	case l.clocked && l.rolled > 0 && w.clock-l.clock > under:
		l.rolled--
	}
	l.clock, l.clocked = w.clock, true
	w.rolled = l.rolled
}

// midnight settles what times of day are that go back over midnight. Where they do so
// more than once below one day, the rows are in no order and tell nothing.
func (p *proposer) midnight() {
	p.m.Midnight = nextDay
	var crossed []stands
	before := map[*list]int64{}
	for _, x := range p.moments() {
		if x.rolled > before[x.list] {
			crossed = append(crossed, x)
		}
		if before[x.list] = x.rolled; x.rolled > 1 && x.hasDay() {
			p.m.Midnight = sameDay
			p.guess(p.b.Place(x.list.Sheet, x.row, 0), "times of day go back and forth below one day: each is taken for that day")
			return
		}
	}
	for _, x := range crossed {
		p.guess(p.b.Place(x.list.Sheet, x.row, 0), "its time of day is far before that of the row above: it is taken for the day after")
	}
	if len(crossed) == 0 {
		p.m.Midnight = ""
	}
}
