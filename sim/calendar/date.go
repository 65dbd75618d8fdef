package calendar

import (
	"fmt"

	"entente/sim"
)

// Date is a day of the Gregorian calendar.
type Date struct {
	Year, Month, Day int32
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	d := Date{}
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		d = Date{Year: digits(s[:4]), Month: digits(s[5:7]), Day: digits(s[8:])}
	}
	if d.Year < 1 || d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > daysIn(d.Year, d.Month) {
		return Date{}, fmt.Errorf("date %q: want a day that exists, as YYYY-MM-DD", s)
	}
	return d, nil
}

// String gives YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// digits reads a number without sign; -1 if it is none.
func digits(s string) int32 {
	n := int32(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int32(s[i]-'0')
	}
	return n
}

func daysIn(year, month int32) int32 {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// day counts days from Monday 1969-12-29, so that weeks begin at multiples of
// seven.
type day int64

// number is the day of d. The year is taken to begin in March, so that the leap
// day is its last.
func (d Date) number() day {
	y, m := int64(d.Year), int64(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	const epoch = 719465 // of 1969-12-29, from 0000-03-01
	return day(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int64(d.Day) - 1 - epoch)
}

// weekday is 0 on Mondays and 6 on Sundays.
func (d day) weekday() int64 { return mod(int64(d), 7) }

// begins is the midnight with which the day begins.
func (d day) begins() local { return local(int64(d) * int64(sim.Day)) }

// local is wall time at the calendar's offset, in milliseconds since Monday
// 1969-12-29T00:00.
type local int64

func (l local) day() day { return day(div(int64(l), int64(sim.Day))) }

// div is a/b, rounded down.
func div(a, b int64) int64 { return (a - mod(a, b)) / b }

// mod is what div leaves, from 0 to b-1.
func mod(a, b int64) int64 {
	m := a % b
	if m < 0 {
		m += b
	}
	return m
}
