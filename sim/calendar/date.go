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
	if !d.Exists() {
		return Date{}, fmt.Errorf("date %q: want a day that exists, as YYYY-MM-DD", s)
	}
	return d, nil
}

// Exists says whether the calendar has the day, from year 1 on.
func (d Date) Exists() bool {
	return d.Year >= 1 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// Since1970 counts the days from 1970-01-01 to d.
func (d Date) Since1970() int64 { return int64(d.dayNumber()) - 3 }

// DateOf is the date that lies so many days after 1970-01-01.
func DateOf(since1970 int64) Date {
	const era = 146097 // days in 400 years
	n := since1970 + 719468
	of := n - div(n, era)*era
	year := (of - of/1460 + of/36524 - of/146096) / 365
	in := of - (365*year + year/4 - year/100)
	month := (5*in + 2) / 153
	d := Date{Year: int32(year + 400*div(n, era)), Month: int32(month + 3), Day: int32(in - (153*month+2)/5 + 1)}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

// Weekday is the name of the day of the week: Mon.
func (d Date) Weekday() string { return dayNames[d.dayNumber().weekday()] }

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

// dayNumber is the day of d. The year is taken to begin in March, so that the leap
// day is its last.
func (d Date) dayNumber() day {
	y, m := int64(d.Year), int64(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	const epoch = 719465 // of 1969-12-29, from 0000-03-01
	return day(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int64(d.Day) - 1 - epoch)
}

// weekday is 0 on Mondays and 6 on Sundays.
func (d day) weekday() int64 { return mod(int64(d), 7) }

// midnight is the midnight with which the day begins.
func (d day) midnight() local { return local(int64(d) * int64(sim.Day)) }

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
