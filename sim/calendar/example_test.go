package calendar_test

import (
	"fmt"
	"time"

	"entente/sim"
	"entente/sim/calendar"
)

// A desk in a zone one hour ahead of UTC, closed on one holiday, and a job of
// ten hours that begins on Monday morning.
func Example() {
	start := time.Date(2027, 3, 1, 7, 0, 0, 0, time.UTC) // T+0 is Monday 08:00 local
	holiday, err := calendar.ParseDate("2027-03-02")
	if err != nil {
		fmt.Println(err)
		return
	}
	desk, err := calendar.Parse("Mon-Fri 08:00-12:00,13:00-17:00", sim.Hour, start.UnixMilli(), []calendar.Date{holiday})
	if err != nil {
		fmt.Println(err)
		return
	}
	done := desk.Add(0, 10*sim.Hour)
	closed := done - desk.OpenWithin(0, done)
	fmt.Println("done at", done.Elapsed(), "- of which closed", closed)
	fmt.Println("third business day at noon:", desk.AddBusinessDays(0, 3, 12*sim.Hour).Elapsed())
	// Output:
	// done at T+2d2h - of which closed 1d16h
	// third business day at noon: T+4d4h
}

// Somebody may be held for 48 hours, and for 24 more if a court says so in
// time.
func ExampleClock() {
	const court = 7 // the caller's number of a role
	clock := calendar.Clock{Limit: calendar.Limit{Len: 48 * sim.Hour}, Extensions: []calendar.Extension{
		{Limit: calendar.Limit{Len: 24 * sim.Hour}, Authority: court, ApplyBefore: 36 * sim.Hour, DecideWithin: 12 * sim.Hour},
	}}
	term := clock.Start(nil, 10*sim.Hour) // takes effect at T+10h; elapsed time needs no calendar
	_, before, _ := clock.Next(term)
	fmt.Println("expires at", term.Expiry.Elapsed(), "and must be extended before", before.Elapsed())
	fmt.Println("applied in time:", clock.Apply(&term, 40*sim.Hour))
	fmt.Println("granted in time:", clock.Decide(nil, &term, 45*sim.Hour, true))
	fmt.Println("expires at", term.Expiry.Elapsed())
	// Output:
	// expires at T+2d10h and must be extended before T+1d22h
	// applied in time: true
	// granted in time: true
	// expires at T+3d10h
}

func ExampleParse_errors() {
	_, err := calendar.Parse("Mon-Fry 08:00-17:00", 0, 0, nil)
	fmt.Println(err)
	// Output:
	// hours "Mon-Fry 08:00-17:00": unknown day "Fry": want one of Mon, Tue, Wed, Thu, Fri, Sat, Sun
}
