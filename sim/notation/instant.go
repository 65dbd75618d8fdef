package notation

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/calendar"
)

// Instant is a point in time as it was written; which one it is depends on the clock
// that it is read by. The zero Instant is StartEx.
type Instant struct {
	form  form
	year  spelling
	zoned bool
	zone  sim.Time      // offset of a date that is zoned
	date  calendar.Date // of onDate
	day   int64         // of onDay
	t     sim.Time      // elapsed, or the time of day
}

type form uint8

const (
	elapsed form = iota // since StartEx
	onDay               // at a time on a day D+n
	onDate              // at a time on a date
	ofDay               // at a time on a day that only its reader knows
)

// spelling is how much of its year a date tells.
type spelling uint8

const (
	whole   spelling = iota
	century          // two digits
	none
)

// The years of dates.
const FirstYear, LastYear = 1900, 2100

// ErrCentury says that a date lies outside the years from FirstYear to LastYear.
var ErrCentury = errors.New("is not a date from 1900 to 2100")

// yearsBefore StartEx a date-time group lies at most; else it is of the century that
// StartEx begins: 27 is 2027 where that is in 2026, and 2127 in 2100.
const yearsBefore = 10

const clockForm = `(\d{1,2}):?(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?`

var (
	timeOfDay = regexp.MustCompile(`^` + clockForm + `$`)
	sinceForm = regexp.MustCompile(`^([TtHh])([+-]) ?(.+)$`)
	hoursForm = regexp.MustCompile(`^(?:(\d{1,6}) ?d )?(\d{1,7}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$`)
	dayForm   = regexp.MustCompile(`^[Dd]([+-]\d{1,8})(?:[T ]?(.+))?$`)
	isoForm   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[T ](` + clockForm + `) ?([A-Za-z]|UTC|[+-]\d{2}(?::?\d{2})?)?)?$`)
	wordForm  = regexp.MustCompile(`^(?:[A-Z][a-z]{2},? )?(\d{1,2}) ([A-Za-z]{3,9})(?: (\d{4}))?(?: (` + clockForm + `) ?([A-Za-z]|UTC|[+-]\d{2}(?::?\d{2})?)?)?$`)
	groupForm = regexp.MustCompile(`^(\d{2}) ?(\d{2}:?\d{2}) ?([A-Za-z]?) ?([A-Za-z]{3}) ?(\d{4}|\d{2})?$`)
	slashForm = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b(.*)$`)
	countForm = regexp.MustCompile(`^([TtHhDd]?\+?)(\d{1,6})$`)
)

// Elapsed is the time since StartEx of an instant that was written so, which is the
// same by every clock.
func (i Instant) Elapsed() (sim.Time, bool) { return i.t, i.form == elapsed }

// Parse reads an instant in any form of the package's doc.
func Parse(text string) (Instant, error) {
	i, err := parse(text)
	if err == nil && i.form == ofDay {
		c := Exact(i.t)
		return Instant{}, fmt.Errorf("%q names no day: write D+0 %s for the date of StartEx, or T+%s for that long after StartEx", text, c, c)
	}
	return i, err
}

func parse(text string) (Instant, error) {
	bad := fmt.Errorf("%q is not a time; write D+1 09:00, T+51h or 2027-03-01T08:00+01:00", text)
	s := plainText(text)
	for _, read := range [...]func(string) (Instant, bool, error){readElapsed, readDate, onExerciseDay, readGroup, readNamed, unclear} {
		i, ok, err := read(s)
		switch {
		case errors.Is(err, errForm):
			return Instant{}, bad
		case errors.Is(err, errLong), errors.Is(err, ErrCentury): // told with what it is
			return Instant{}, err
		case err != nil:
			return Instant{}, fmt.Errorf("%q: %w", text, err)
		case ok:
			return i, nil
		}
	}
	if t, ok := readClock(s); ok {
		return Instant{form: ofDay, t: t}, nil
	}
	if t, err := ParseDuration(s); err == nil {
		return Instant{t: t}, nil
	}
	return Instant{}, bad
}

// errForm stands for what a form has no word for but that it is none.
var errForm = errors.New("not a time")

// plainText takes what only looks: spaces that hold a line together, the sign of a minus,
// the dot between a date and a time.
func plainText(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "−", "-", "·", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// readElapsed reads what is elapsed: T+51h, T+26:00, T+1 d 02:00, H+3.
func readElapsed(s string) (Instant, bool, error) {
	m := sinceForm.FindStringSubmatch(s)
	if m == nil || countForm.MatchString(s) && m[1] != "H" && m[1] != "h" {
		return Instant{}, false, nil
	}
	rest := m[3]
	if _, tail := span(rest, digit); tail == "" {
		rest += "h" // H+3
	}
	t, ok := readHours(rest)
	if !ok {
		var err error
		if t, err = ParseDuration(rest); errors.Is(err, errLong) {
			return Instant{}, false, err
		} else if err != nil {
			return Instant{}, false, errForm
		}
	}
	if m[2] == "-" {
		t = -t
	}
	return Instant{t: t}, true, nil
}

// readHours reads a stretch of time as a clock shows it: 26:00, 1 d 02:00.
func readHours(s string) (sim.Time, bool) {
	m := hoursForm.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	d, h := number(m[1]), number(m[2])
	rest, ok := clockOf([]string{"0", m[3], m[4], m[5]})
	t := sim.Time(d)*sim.Day + sim.Time(h)*sim.Hour + rest
	return t, ok && (m[1] == "" || h < 24) && t <= Longest
}

// onExerciseDay reads D+1, D+1 06:00 and D+2 H+3.
func onExerciseDay(s string) (Instant, bool, error) {
	m := dayForm.FindStringSubmatch(s)
	if m == nil {
		return Instant{}, false, nil
	}
	day, _ := strconv.ParseInt(m[1], 10, 64)
	if h := sinceForm.FindStringSubmatch(m[2]); h != nil && (h[1] == "H" || h[1] == "h") && h[2] == "+" {
		i, ok, err := readElapsed(m[2])
		i.t += sim.Time(day) * sim.Day
		return i, ok, err
	}
	i := Instant{form: onDay, day: day}
	if m[2] == "" {
		return i, true, nil
	}
	t, ok := readClock(m[2])
	if !ok {
		return i, false, errForm
	}
	i.t = t
	return i, true, nil
}

// readDate reads 2027-03-01 and what may follow.
func readDate(s string) (Instant, bool, error) {
	m := isoForm.FindStringSubmatch(s)
	if m == nil {
		return Instant{}, false, nil
	}
	i, err := onDateAt(m[1], m[2], m[7])
	return i, err == nil, err
}

// readNamed reads 1 Mar 2027 08:00 +01:00, with or without its weekday, year and time.
func readNamed(s string) (Instant, bool, error) {
	m := wordForm.FindStringSubmatch(s)
	if m == nil {
		return Instant{}, false, nil
	}
	month := monthOf(m[2])
	if month == 0 { // 14 min
		return Instant{}, false, nil
	}
	year, told := "2000", none // a leap year
	if m[3] != "" {
		year, told = m[3], whole
	}
	i, err := onDateAt(fmt.Sprintf("%s-%02d-%02d", year, month, number(m[1])), m[4], m[9])
	i.year = told
	return i, err == nil, err
}

// readGroup reads a date-time group.
func readGroup(s string) (Instant, bool, error) {
	m := groupForm.FindStringSubmatch(s)
	if m == nil {
		return Instant{}, false, nil
	}
	month := monthOf(m[4])
	switch {
	case month == 0:
		return Instant{}, false, errForm
	case m[3] == "":
		return Instant{}, false, fmt.Errorf("which zone? write its letter after the time: %s", letters)
	case m[5] == "":
		return Instant{}, false, errors.New("which year? write it at the end, as in 031400ZMAR27")
	}
	year, told := m[5], whole
	if len(year) == 2 {
		year, told = "20"+year, century
	}
	i, err := onDateAt(fmt.Sprintf("%s-%02d-%s", year, month, m[1]), m[2], m[3])
	i.year = told
	return i, err == nil, err
}

// unclear refuses what could be two instants.
func unclear(s string) (Instant, bool, error) {
	if m := countForm.FindStringSubmatch(s); m != nil && !(m[1] == "" && len(m[2]) == 4) {
		return Instant{}, false, fmt.Errorf("hours, minutes or days? write T+%sh, T+%sm or D+%s", m[2], m[2], m[2])
	}
	m := slashForm.FindStringSubmatch(s)
	if m == nil {
		return Instant{}, false, nil
	}
	year := m[3]
	if len(year) == 2 {
		year = "20" + year
	}
	a, b := fmt.Sprintf("%s-%02d-%02d%s", year, number(m[2]), number(m[1]), m[4]), fmt.Sprintf("%s-%02d-%02d%s", year, number(m[1]), number(m[2]), m[4])
	_, errA := dateOf(a[:10])
	_, errB := dateOf(b[:10])
	switch {
	case errA != nil && errB != nil:
		return Instant{}, false, errForm
	case errA != nil || a == b:
		return Instant{}, false, fmt.Errorf("write the year first: %s", b)
	case errB != nil:
		return Instant{}, false, fmt.Errorf("write the year first: %s", a)
	}
	return Instant{}, false, fmt.Errorf("which is the month? write %s or %s", a, b)
}

// onDateAt is a time of day, midnight without one, on a date.
func onDateAt(date, time, zone string) (Instant, error) {
	d, err := dateOf(date)
	i := Instant{form: onDate, date: d}
	if err != nil {
		return i, err
	}
	if time != "" {
		t, ok := readClock(time)
		if !ok {
			return i, errForm
		}
		i.t = t
	}
	if zone != "" {
		i.zoned = true
		if i.zone, err = zoneOf(zone); err != nil && !errors.Is(err, errLocal) {
			err = errForm
		}
	}
	return i, err
}

// dateOf reads a date of the years that can be spoken of.
func dateOf(s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(s)
	switch {
	case err != nil:
		return d, errForm
	case d.Year < FirstYear || d.Year > LastYear:
		return d, fmt.Errorf("%q %w", s, ErrCentury)
	}
	return d, nil
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// monthOf reads the first letters of a month's name; 0 if it is none.
func monthOf(s string) int {
	for i, name := range months {
		if len(s) <= len(name) && strings.EqualFold(name[:len(s)], s) {
			return i + 1
		}
	}
	return 0
}

// readClock reads a time of day as people write it: 06:00, 6:30, 0600, 06:00:30.250.
func readClock(s string) (sim.Time, bool) {
	m := timeOfDay.FindStringSubmatch(s)
	if m == nil || !strings.Contains(s, ":") && len(s) != 4 {
		return 0, false
	}
	return clockOf(m[1:])
}

// clockOf is the time of day of hours, minutes, seconds and a fraction of one, each
// of which but the first may be empty.
func clockOf(m []string) (t sim.Time, ok bool) {
	fraction := (m[3] + "000")[:3]
	for i, limit := range [...]int64{24, 60, 60, 1000} {
		n := number([...]string{m[0], m[1], m[2], fraction}[i])
		if n >= limit {
			return 0, false
		}
		t = t*sim.Time(limit) + sim.Time(n)
	}
	return t, true
}

// number reads digits; none are 0.
func number(s string) int64 {
	n, _ := strconv.ParseInt("0"+s, 10, 64)
	return n
}
