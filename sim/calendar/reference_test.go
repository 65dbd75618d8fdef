package calendar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/calendar"
)

// reference walks through time minute by minute. It shares no code with the
// package.
type reference struct {
	groups   []group
	start    int64
	zone     *time.Location
	named    bool
	holidays map[int]bool // by year*1000 + day of the year
	open     []bool       // by minute from first
	first    sim.Time
}

// group opens the same spans, in minutes of the day, on some days of the week.
type group struct {
	days  []time.Weekday
	spans [][2]int
}

// horizon is how far the reference looks to both sides of T+0.
const horizon = 12 * sim.Day

func (r *reference) walk() {
	r.first = -horizon
	for t := -horizon; t < horizon; t += sim.Minute {
		r.open = append(r.open, r.isOpen(t))
	}
}

func (r *reference) isOpen(t sim.Time) bool {
	wall := time.UnixMilli(r.start + int64(t)).In(r.zone)
	if r.named && r.holidays[dayKey(wall)] {
		return false
	}
	minute, day := 60*wall.Hour()+wall.Minute(), wall.Weekday()
	for _, g := range r.groups {
		for _, s := range g.spans {
			today, yesterday := slices.Contains(g.days, day), slices.Contains(g.days, (day+6)%7)
			if s[0] < s[1] && today && minute >= s[0] && minute < s[1] ||
				s[0] >= s[1] && (today && minute >= s[0] || yesterday && minute < s[1]) {
				return true
			}
		}
	}
	return false
}

func dayKey(t time.Time) int { return 1000*t.Year() + t.YearDay() }

func (r *reference) at(t sim.Time) bool { return r.open[(t-r.first)/sim.Minute] }

// within counts open milliseconds by minutes, and by parts of them at both
// ends.
func (r *reference) within(a, b sim.Time) (sum sim.Time) {
	for a < b {
		end := min(b, a-mod(a, sim.Minute)+sim.Minute)
		if r.at(a) {
			sum += end - a
		}
		a = end
	}
	return sum
}

func mod(a, b sim.Time) sim.Time { return ((a % b) + b) % b }

var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// anyHours draws hours and writes them in the grammar of Parse.
func anyHours(t *rapid.T) (text string, groups []group, named bool) {
	spans := func(name string) (list [][2]int) {
		points := rapid.SliceOfNDistinct(rapid.IntRange(0, 96), 2, 6, rapid.ID[int]).Draw(t, name)
		slices.Sort(points)
		for i := 0; i+1 < len(points); i += 2 {
			list = append(list, [2]int{15 * points[i], 15 * points[i+1]})
		}
		return list
	}
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0: // every day
		g := group{weekdays, spans("spans")}
		return write(g), []group{g}, false
	case 1: // two groups on different days
		n := rapid.IntRange(1, 6).Draw(t, "split")
		days := rapid.Permutation(weekdays).Draw(t, "days")
		a, b := group{days[:n], spans("a")}, group{days[n:], spans("b")}
		return names(a.days) + " " + write(a) + " ; " + names(b.days) + " " + write(b), []group{a, b}, true
	case 2: // nights
		points := rapid.SliceOfNDistinct(rapid.IntRange(1, 95), 2, 2, rapid.ID[int]).Draw(t, "night")
		g := group{rapid.Permutation(weekdays).Draw(t, "days")[:rapid.IntRange(1, 7).Draw(t, "n")], [][2]int{{15 * max(points[0], points[1]), 15 * min(points[0], points[1])}}}
		return names(g.days) + " " + write(g), []group{g}, true
	}
	from, to := rapid.IntRange(0, 6).Draw(t, "from"), rapid.IntRange(0, 6).Draw(t, "to")
	g := group{nil, spans("spans")}
	for d := from; ; d = (d + 1) % 7 {
		g.days = append(g.days, weekdays[d])
		if d == to {
			break
		}
	}
	return weekdays[from].String()[:3] + "-" + weekdays[to].String()[:3] + " " + write(g), []group{g}, true
}

func names(days []time.Weekday) string {
	var list []string
	for _, d := range days {
		list = append(list, d.String()[:3])
	}
	return strings.Join(list, ",")
}

func write(g group) string {
	var list []string
	for _, s := range g.spans {
		list = append(list, fmt.Sprintf("%02d:%02d-%02d:%02d", s[0]/60, s[0]%60, s[1]/60, s[1]%60))
	}
	return strings.Join(list, ",")
}

// anyCalendar draws a calendar and its reference.
func anyCalendar(t *rapid.T) (calendar.Calendar, *reference) {
	text, groups, named := anyHours(t)
	offset := 15 * sim.Minute * sim.Time(rapid.IntRange(-48, 56).Draw(t, "offset"))
	r := &reference{groups: groups, named: named, holidays: map[int]bool{}, zone: time.FixedZone("", int(offset/sim.Second))}
	r.start = monday + int64(rapid.IntRange(-2000, 2000).Draw(t, "start"))*int64(sim.Hour)
	var dates []calendar.Date
	for _, n := range rapid.SliceOfN(rapid.IntRange(-14, 14), 0, 6).Draw(t, "holidays") {
		day := time.UnixMilli(r.start).In(r.zone).AddDate(0, 0, n)
		r.holidays[dayKey(day)] = true
		d, err := calendar.ParseDate(day.Format(time.DateOnly))
		require.NoError(t, err)
		dates = append(dates, d)
	}
	c, err := calendar.Parse(text, offset, r.start, dates)
	require.NoError(t, err)
	r.walk()
	return c, r
}

func TestCalendarAgainstMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, r := anyCalendar(t)
		for m := -horizon; m < horizon; m += sim.Minute {
			if c.Open(m) != r.at(m) || c.Open(m+sim.Minute-1) != r.at(m) {
				t.Fatalf("open at %d: want %v", m, r.at(m))
			}
		}
		for range 20 {
			a := sim.Time(rapid.Int64Range(-int64(horizon), int64(horizon)-1).Draw(t, "a"))
			b := sim.Time(rapid.Int64Range(-int64(horizon), int64(horizon)-1).Draw(t, "b"))
			require.Equal(t, r.within(a, b), c.OpenWithin(a, b))
			r.checkAdd(t, &c, a, sim.Time(rapid.Int64Range(1, int64(4*sim.Day)).Draw(t, "work")))
			r.checkNext(t, &c, a)
		}
	})
}

// checkAdd demands the first instant at which the work is done.
func (r *reference) checkAdd(t *rapid.T, c *calendar.Calendar, a, work sim.Time) {
	done := c.Add(a, work)
	if done > horizon {
		require.Less(t, r.within(a, horizon), work)
		return
	}
	require.Equal(t, work, r.within(a, done))
	require.Equal(t, work-1, r.within(a, done-1), "not earlier")
}

// checkNext demands that nothing changes before NextChange, and that NextOpen
// is now or then.
func (r *reference) checkNext(t *rapid.T, c *calendar.Calendar, a sim.Time) {
	next := c.NextChange(a)
	for m := a; m < min(next, horizon); m += sim.Minute {
		if r.at(a) != r.at(m) {
			t.Fatalf("NextChange(%d) = %d, but it changes by %d", a, next, m)
		}
	}
	if next < horizon {
		require.NotEqual(t, r.at(a), r.at(next))
		require.Equal(t, r.at(a), r.at(next-1))
	}
	if r.at(a) {
		require.Equal(t, a, c.NextOpen(a))
	} else {
		require.Equal(t, next, c.NextOpen(a))
	}
}

// Business days against a walk from day to day, over years.
func TestBusinessDaysAgainstDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, r := anyCalendar(t)
		named := map[time.Weekday]bool{}
		for _, g := range r.groups {
			for _, d := range g.days {
				named[d] = true
			}
		}
		if len(named) == 7 {
			named = map[time.Weekday]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}
		}
		begun := sim.Time(rapid.Int64Range(-int64(horizon), int64(horizon)).Draw(t, "begun"))
		days := rapid.IntRange(0, 700).Draw(t, "days")
		day := time.UnixMilli(r.start + int64(begun)).In(r.zone)
		day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, r.zone)
		for left := days; left > 0; {
			day = day.AddDate(0, 0, 1)
			if named[day.Weekday()] && !r.holidays[dayKey(day)] {
				left--
			}
		}
		want := sim.Time(day.UnixMilli()-r.start) + 17*sim.Hour
		require.Equal(t, want, c.AddBusinessDays(begun, days, 17*sim.Hour))
	})
}
