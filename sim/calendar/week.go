package calendar

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"entente/sim"
)

// week is what a Calendar computes with: the spans of one week, and sums that
// answer every question by a search instead of a walk.
type week struct {
	shift local   // the wall time of T+0
	spans []span  // disjoint, not touching, in order, within the week
	until []int64 // open milliseconds of the week up to the end of each span
	named bool    // the hours name days, so that holidays close them
	days  [7]bool // the business days
	tells bool    // which days these are: by naming some and not all
	shut  closures
	off   holidays
}

// span is a stretch of a week, in milliseconds from its Monday 00:00.
type span struct{ from, to int64 }

// closures are the holidays that close, in order.
type closures struct {
	day    []day
	before []int64 // open milliseconds before each of them, net of earlier ones
	lost   []int64 // open milliseconds lost by those before each, and by all
}

// holidays are the holidays that would else be business days, in order.
type holidays struct {
	day    []day
	before []int64 // business days before each of them
}

const weekLong = int64(7 * sim.Day)

// never is a wall time that is later than Never in every calendar.
const never = local(sim.Never + sim.Never/2)

// maxStart keeps T+0 within the years of a Date.
const maxStart = 9000 * 366 * int64(sim.Day)

func newWeek(offset sim.Time, start int64) (*week, error) {
	if offset <= -sim.Day || offset >= sim.Day {
		return nil, fmt.Errorf("offset %s: want less than a day", offset)
	}
	if start < -maxStart || start > maxStart {
		return nil, fmt.Errorf("start %d: want Unix milliseconds of a year from 1 to 9999", start)
	}
	const thursday = 3 // 1970-01-01
	return &week{shift: day(thursday).midnight() + local(start) + local(offset)}, nil
}

// orderSpans orders the spans and sums them up.
func (w *week) orderSpans(list []Date) error {
	if err := w.order(); err != nil {
		return err
	}
	sum := int64(0)
	for _, s := range w.spans {
		sum += s.to - s.from
		w.until = append(w.until, sum)
	}
	w.tells = w.named && w.days != [7]bool{true, true, true, true, true, true, true}
	if !w.tells {
		w.days = [7]bool{true, true, true, true, true}
	}
	days := make([]day, len(list))
	for i, d := range list {
		days[i] = d.dayNumber()
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if w.named {
		w.addClosedDays(days)
	}
	for _, d := range days {
		if w.days[d.weekday()] {
			w.off.before = append(w.off.before, w.businessDays(d)-int64(len(w.off.day))-1)
			w.off.day = append(w.off.day, d)
		}
	}
	return nil
}

// order splits the spans at the end of the week, sorts them, refuses overlaps
// and joins neighbours.
func (w *week) order() error {
	var list []span
	for _, s := range w.spans {
		if s.to > weekLong {
			list = append(list, span{0, s.to - weekLong})
			s.to = weekLong
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b span) int {
		if a.from != b.from {
			return int(min(1, max(-1, a.from-b.from)))
		}
		return int(min(1, max(-1, a.to-b.to)))
	})
	w.spans = list[:0]
	for _, s := range list {
		last := len(w.spans) - 1
		switch {
		case last >= 0 && s.from < w.spans[last].to:
			return errors.New("spans overlap on " + dayNames[s.from/int64(sim.Day)])
		case last >= 0 && s.from == w.spans[last].to:
			w.spans[last].to = s.to
		default:
			w.spans = append(w.spans, s)
		}
	}
	return nil
}

// addClosedDays notes the days that close.
func (w *week) addClosedDays(days []day) {
	lost := int64(0)
	for _, d := range days {
		open := w.pattern(d.midnight())
		w.shut.day = append(w.shut.day, d)
		w.shut.before = append(w.shut.before, open-lost)
		w.shut.lost = append(w.shut.lost, lost)
		lost += w.pattern((d + 1).midnight()) - open
	}
	w.shut.lost = append(w.shut.lost, lost)
}

// perWeek is the open time of a week without holidays.
func (w *week) perWeek() int64 { return w.until[len(w.until)-1] }

// pattern is the open time from day 0 up to l, holidays left out of account.
func (w *week) pattern(l local) int64 {
	m := mod(int64(l), weekLong)
	open := div(int64(l), weekLong) * w.perWeek()
	i := sort.Search(len(w.spans), func(i int) bool { return w.spans[i].to > m })
	if i > 0 {
		open += w.until[i-1]
	}
	if i < len(w.spans) {
		open += max(0, m-w.spans[i].from)
	}
	return open
}

// patternAt is the first instant with open milliseconds of pattern before it.
func (w *week) patternAt(open int64) local {
	weeks := div(open-1, w.perWeek())
	if weeks > int64(sim.Never)/weekLong {
		return never
	}
	rest := open - weeks*w.perWeek() // from 1 to perWeek
	i := sort.Search(len(w.until), func(i int) bool { return w.until[i] >= rest })
	return local(weeks*weekLong + w.spans[i].to - (w.until[i] - rest))
}

// hours is the open time from day 0 up to l.
func (w *week) hours(l local) int64 {
	i := sort.Search(len(w.shut.day), func(i int) bool { return w.shut.day[i].midnight() >= l })
	if i == 0 {
		return w.pattern(l)
	}
	if l < (w.shut.day[i-1] + 1).midnight() {
		return w.shut.before[i-1]
	}
	return w.pattern(l) - w.shut.lost[i]
}

// hoursAt is the first instant with open milliseconds of open time before it.
func (w *week) hoursAt(open int64) local {
	if len(w.shut.day) == 0 {
		return w.patternAt(open)
	}
	i := sort.Search(len(w.shut.day), func(i int) bool { return w.shut.before[i] >= open })
	return w.patternAt(open + w.shut.lost[i])
}

// isOpen is true if the millisecond that begins at l is open.
func (w *week) isOpen(l local) bool {
	if _, shut := slices.BinarySearch(w.shut.day, l.day()); shut {
		return false
	}
	m := mod(int64(l), weekLong)
	i := sort.Search(len(w.spans), func(i int) bool { return w.spans[i].to > m })
	return i < len(w.spans) && w.spans[i].from <= m
}

// nextClosed is the first closed instant after l, at which it is open; never if
// there is none.
func (w *week) nextClosed(l local) local {
	end := w.patternEnd(l)
	i := sort.Search(len(w.shut.day), func(i int) bool { return w.shut.day[i].midnight() > l })
	if i < len(w.shut.day) {
		end = min(end, w.shut.day[i].midnight())
	}
	return end
}

// patternEnd is the end of the open stretch that l lies in, holidays left out
// of account.
func (w *week) patternEnd(l local) local {
	if w.perWeek() == weekLong {
		return never
	}
	m := mod(int64(l), weekLong)
	i := sort.Search(len(w.spans), func(i int) bool { return w.spans[i].to > m })
	end := w.spans[i].to
	if end == weekLong && w.spans[0].from == 0 {
		end += w.spans[0].to
	}
	return l + local(end-m)
}

// businessDays counts the business days from day 0 up to and including d,
// holidays left out of account.
func (w *week) businessDays(d day) int64 {
	n := div(int64(d), 7) * w.businessPerWeek()
	for i := range d.weekday() + 1 {
		if w.days[i] {
			n++
		}
	}
	return n
}

func (w *week) businessPerWeek() int64 {
	n := int64(0)
	for _, open := range w.days {
		if open {
			n++
		}
	}
	return n
}

// businessDay is the n-th business day after d.
func (w *week) businessDay(d day, n int64) day {
	i, found := slices.BinarySearch(w.off.day, d)
	if found {
		i++
	}
	count := w.businessDays(d) - int64(i) + n
	i = sort.Search(len(w.off.day), func(i int) bool { return w.off.before[i] >= count })
	count += int64(i)
	weeks := div(count-1, w.businessPerWeek())
	rest := count - weeks*w.businessPerWeek()
	for weekday, open := range w.days {
		if open {
			rest--
		}
		if rest == 0 {
			return day(7*weeks + int64(weekday))
		}
	}
	panic("calendar: no business day")
}
