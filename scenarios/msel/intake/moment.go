package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/sim"
	"entente/sim/notation"
)

// The orders of dates written in numbers.
const dayMonth, monthDay = "day-month", "month-day"

// moment is what a cell, or several beside each other, say of when something happens.
type moment struct {
	date       int64 // days since 1970
	hasDate    bool
	month, dom int // of a date without a year
	count      int64
	hasCount   bool // D+count
	number     int64
	hasNumber  bool // Day number
	clock      sim.Time
	hasClock   bool
	zone       sim.Time
	hasZone    bool
	after      sim.Time // since StartEx
	hasAfter   bool
	rolled     int64   // midnights since the day, by the times of the rows above
	end        *moment // of a range
	letter     string  // after the time, where it is one that some take for local
	swapped    int     // 1 where a date could be read either way, 2 where only as month-day, 3 only as day-month
	fault      string
}

func (w *moment) hasDay() bool { return w.hasDate || w.hasCount || w.hasNumber || w.month > 0 }

func (w *moment) empty() bool { return !w.hasDay() && !w.hasClock && !w.hasAfter && w.fault == "" }

// scan is a text of a time on its way in.
type scan struct {
	*moment
	r    *reader
	rest string
	text string
}

// rule reads what a text begins with: what it found is given without the whole match.
type rule struct {
	form *regexp.Regexp
	read func(s *scan, m []string) bool
}

func at(form string, read func(s *scan, m []string) bool) rule {
	return rule{regexp.MustCompile("^" + form), read}
}

const letters = `(\p{L}{3,10})\.?`

// rules are tried in this order at each place of a text.
var rules = []rule{
	at(`d ?\+ ?\d+ ?,? ?h ?\+ ?\d+(?::\d\d){0,2}$`, (*scan).dayHour),
	at(`(?:t|startex|s) ?\+ ?(\d+):(\d\d)(?::(\d\d))?`, (*scan).hours),
	at(`h ?\+ ?(\d{1,3})(?::(\d\d))?(?::(\d\d))?\b`, (*scan).hours),
	at(`h ?\+ ?(\d\d)(\d\d)()`, (*scan).hours),
	at(`\+ ?(\d+):(\d\d)(?::(\d\d))?`, (*scan).hours),
	at(`(?:t|startex|s)? ?\+ ?([\d a-z]+)$`, (*scan).span),
	at(`startex\b`, func(s *scan, _ []string) bool { s.hasAfter = true; return true }),
	at(`d[- ]day`, func(s *scan, _ []string) bool { return s.counts("0") }),
	at(`(?:d|day|tag|jour|j) ?(\+|-) ?(\d{1,4})t?`, func(s *scan, m []string) bool { return s.counts(strings.TrimPrefix(m[1], "+") + m[2]) }),
	at(`(?:exercise |ex |ex-)?(?:day|tag|jour|d) ?(\d{1,3}|one|two|three|four|five|six|seven)\b`, (*scan).numbered),
	at(`(\d\d) ?(\d\d):?(\d\d) ?(\p{L}) ?`+letters+` ?((?:19|20)\d\d|\d\d\b)?`, (*scan).group),
	at(`(\d\d)(\d\d)(\d\d)() ?`+letters+` ?((?:19|20)\d\d|\d\d\b)?`, (*scan).group),
	at(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})t?`, func(s *scan, m []string) bool { return s.day(m[1], m[2], m[3]) }),
	at(`(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d\d)\b`, (*scan).numbers),
	at(`(\d{1,2})(\.)(\d{1,2})\.()`, (*scan).numbers),
	at(`(\d{1,2})(/)(\d{1,2})\b()`, (*scan).numbers),
	at(`(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: de)?[- ]?`+letters+`(?: de)?(?:[- ]?((?:19|20)\d\d|\d\d(?:[ ,;]|$)))?`, func(s *scan, m []string) bool { return s.day(strings.TrimRight(m[3], " ,;"), m[2], m[1]) }),
	at(letters+`[- ](\d{1,2})(?:st|nd|rd|th)?\b(?:,? ((?:19|20)\d\d))?`, func(s *scan, m []string) bool { return s.day(m[3], m[1], m[2]) }),
	at(`(?:noon|midday)\b`, func(s *scan, _ []string) bool { return s.time("12", "0", "", "") }),
	at(`midnight\b`, func(s *scan, _ []string) bool { return s.time("0", "0", "", "") }),
	at(`(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)? ?(?:([ap])\.?m\b\.?|(?:hrs?|h|uhr)\b)?`, func(s *scan, m []string) bool { return s.time(m[1], m[2], m[3], m[4]) }),
	at(`(\d{1,2}) ?([ap])\.?m\b\.?`, func(s *scan, m []string) bool { return s.time(m[1], "0", "", m[2]) }),
	at(`(\d{1,2})(\d\d)(\d\d)?(?: ?([ap])\.?m\b\.?| ?(?:hrs?|hours?|h|uhr)\b)?`, func(s *scan, m []string) bool { return s.time(m[1], m[2], m[3], m[4]) }),
	at(`(\d{1,2}) ?(?:h|hrs?|hours?|uhr|heures?)\b`, func(s *scan, m []string) bool { return s.time(m[1], "0", "", "") }),
	at(`(?:utc|gmt) ?([+-]\d\d?)(?::?(\d\d))?`, (*scan).offset),
	at(`(\+\d\d):?(\d\d)`, (*scan).offset), // 06:00-07:00 is from six to seven
	at(`\(?(\p{L}{1,12})\)?`, (*scan).zoneName),
}

var weekday = regexp.MustCompile(`^(?:mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:day|sday|nesday|rsday|urday|s|rs)?\.? ?,? `)

// moment reads a text of a time, or of a range of times. zone is that of its column, such
// as Z; empty where the column names none.
func (r *reader) moment(text, zone string) moment {
	w := r.instant(text, zone)
	if w.fault != "" && mayBeRange(text) {
		if whole, ok := r.between(text, zone); ok {
			return whole
		}
		if m := days.FindStringSubmatch(text); m != nil {
			if first := r.instant(m[1]+m[2], zone); first.fault == "" && first.hasDay() {
				r.addNote("", "some entries have a range of days: they are of its first")
				return first
			}
		}
	}
	return w
}

// instant reads a text of one time.
func (r *reader) instant(text, zone string) moment {
	w := moment{}
	s := &scan{moment: &w, r: r, text: text}
	if named, ok := r.m.says("times", text); ok {
		text = named
	}
	if at, ok := r.readOwnForm(text); ok {
		return at
	}
	s.rest = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "'", "")), " "))
	if lead := meant.FindString(s.rest); lead != "" {
		s.rest = s.rest[len(lead):]
		r.addNote("", fmt.Sprintf("words before a time, such as %q, are left: the time is the one it names", strings.TrimSpace(lead)))
	}
	for s.rest != "" && w.fault == "" {
		if !s.step() {
			w.fault = fmt.Sprintf("%q is not a time that can be told; write it as 010600ZMAR27, 2027-03-01 06:00, D+1 06:00 or 0600, or say under `times` in the mapping file when it is", s.text)
		}
	}
	if w.hasClock && !w.hasZone && zone != "" {
		s.zoneName([]string{"", strings.ToLower(zone)})
	}
	return w
}

// meant are words before a time that only say how it is meant: what an entry waits for, it
// waits for until then or from then on by its type.
var meant = regexp.MustCompile(`^(?:nlt|no later than|not later than|net|no earlier than|not earlier than|not before|by|before|after|from|starting|approx(?:imately)?\.?|about|around|on or about|o/a|ca\.?|circa|~|@|at)\s*\b`)

// step takes what the rest begins with, and what only parts it from more.
func (s *scan) step() bool {
	s.rest = weekday.ReplaceAllString(s.rest, "")
	for _, rule := range rules {
		m := rule.form.FindStringSubmatch(s.rest)
		if m == nil {
			continue
		}
		before := *s.moment
		if rule.read(s, m) {
			s.rest = strings.TrimLeft(s.rest[len(m[0]):], " ,;:/-–—@()")
			return true
		}
		*s.moment = before
	}
	return false
}

// readOwnForm reads what a scenario and our own tables write.
func (r *reader) readOwnForm(text string) (moment, bool) {
	if strings.HasPrefix(text, "T+") || strings.HasPrefix(text, "D+") {
		i, err := notation.Parse(text)
		if t, ok := i.Elapsed(); ok && err == nil {
			return moment{after: t, hasAfter: true}, true
		}
	}
	if len(text) > 16 && text[4] == '-' {
		if t, err := (notation.Clock{}).Read(text); err == nil {
			day := floorDay(int64(t))
			return moment{date: day, hasDate: true, clock: t - sim.Time(day)*sim.Day, hasClock: true, hasZone: true}, true
		}
	}
	return moment{}, false
}

func (s *scan) dayHour(m []string) bool {
	text := strings.ToUpper(strings.NewReplacer(" ", "", ",", "").Replace(m[0]))
	day, hour, _ := strings.Cut(text, "H+")
	i, err := notation.Parse(day + " H+" + hour)
	s.after, s.hasAfter = i.Elapsed()
	return err == nil
}

// hours reads a stretch since StartEx in hours, minutes and seconds.
func (s *scan) hours(m []string) bool {
	if s.hasAfter || s.hasClock {
		return false
	}
	h, min, sec := number(m[1]), number(m[2]), number(m[3])
	s.after, s.hasAfter = sim.Time(h)*sim.Hour+sim.Time(min)*sim.Minute+sim.Time(sec)*sim.Second, true
	return min < 60 && sec < 60
}

// span reads a stretch since StartEx in units.
func (s *scan) span(m []string) bool {
	t, ok := spanOf(m[1])
	s.after, s.hasAfter = t, ok
	return ok && !s.hasClock
}

func spanOf(text string) (total sim.Time, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.TrimSpace(units.ReplaceAllString(text, "")) != "" {
		return 0, false
	}
	for _, m := range units.FindAllStringSubmatch(text, -1) {
		unit := map[byte]sim.Time{'d': sim.Day, 'h': sim.Hour, 'm': sim.Minute, 's': sim.Second}[m[2][0]]
		if total += sim.Time(number(m[1])) * unit; total > 10_000*sim.Day {
			return 0, false
		}
	}
	return total, true
}

// units are what stretches are counted in; in 1h30m no word ends.
var units = regexp.MustCompile(`(\d{1,6}) ?(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s) ?`)

func (s *scan) counts(n string) bool {
	if s.hasCount {
		return false
	}
	s.count, s.hasCount = int64(number(n)), true
	return true
}

func (s *scan) numbered(m []string) bool {
	if s.hasNumber || s.hasCount {
		return false
	}
	n := number(m[1])
	for i, word := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
		if m[1] == word {
			n = i + 1
		}
	}
	s.number, s.hasNumber = int64(n), true
	return true
}

// group reads a date-time group.
func (s *scan) group(m []string) bool {
	if !s.day(m[6], m[5], m[1]) || !s.time(m[2], m[3], "", "") {
		return false
	}
	return m[4] == "" || s.zoneName([]string{"", m[4]})
}

// numbers reads a date written in numbers, in the order that the mapping file says.
func (s *scan) numbers(m []string) bool {
	first, second := number(m[1]), number(m[3])
	d, month := m[1], m[3]
	switch {
	case first > 12 && second > 12:
		return false
	case second > 12:
		s.swapped = 2
	case first > 12:
		s.swapped = 3
	case first != second && m[2] != ".":
		s.swapped = 1
	}
	if s.swapped == 2 || s.swapped == 1 && s.r.m.Dates == monthDay {
		d, month = month, d
	}
	return s.day(m[4], month, d)
}

// months by how their names begin, in the languages of most lists.
var months = []string{
	"jan ene gen", "feb fév fev", "mar mär mrz mae", "apr avr abr", "may mai mag maj", "jun juin giu", "jul juil lug", "aug aoû aou ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic",
}

func monthOf(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	for i, names := range months {
		for name := range strings.FieldsSeq(names) {
			if strings.HasPrefix(word, name) {
				return i + 1
			}
		}
	}
	return 0
}

// day takes a date in; without a year it is of the year of StartEx.
func (s *scan) day(year, month, dom string) bool {
	m, d, y := monthOf(month), number(dom), number(year)
	if s.hasDate || s.month > 0 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	if year == "" {
		s.month, s.dom = m, d
		return true
	}
	if len(year) == 2 {
		y += 2000
		if y > 2079 { // as a spreadsheet would, and no exercise is planned so far ahead
			y -= 100
		}
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || y < 1900 || y > 2100 {
		return false
	}
	s.date, s.hasDate = t.Unix()/86400, true
	return true
}

// time takes a time of day in; half is a or p of a.m. and p.m.
func (s *scan) time(hour, minute, second, half string) bool {
	h, m, sec := number(hour), number(minute), number(second)
	switch {
	case half != "" && (h < 1 || h > 12):
		return false
	case half == "a" && h == 12:
		h = 0
	case half == "p" && h < 12:
		h += 12
	}
	if s.hasClock || h > 24 || m > 59 || sec > 59 || h == 24 && m+sec > 0 {
		return false
	}
	s.clock, s.hasClock = sim.Time(h)*sim.Hour+sim.Time(m)*sim.Minute+sim.Time(sec)*sim.Second, true
	return true
}

// number reads digits; what has none is 0, and what has too many more than anything.
func number(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1 << 20
	}
	return n
}
