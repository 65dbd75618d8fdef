// Package notation writes and reads instants and stretches of time: one notation for
// terminals, pages, sheets, windows, flags and scenarios.
//
// # Two counts
//
// D+n counts the dates of the exercise in its zone. D+0 is the date of StartEx, and
// D+1 begins at the midnight after it, whatever hour StartEx had. T+ counts time
// elapsed since StartEx. In an exercise that starts at 08:00, D+1 02:00 and T+18h are
// the same instant. Legend says this in one line, for the head of whatever tells
// times.
//
// # What is read
//
// Parse reads all that Clock and FormatDuration write, and what people write besides:
//
//	D+1   D+1 06:00   D+1T06:00:30   D-1 22:00      a date of the exercise, and a time of day
//	T+51h   T+1d2h   T+26:00   T+1 d 02:00   T-2h   elapsed since StartEx
//	51h   1d2h   18 h 25 min                        likewise
//	H+26   H+26:30   D+2 H+3                        likewise, as staffs write: D+2 H+3 is 51 hours
//	2027-03-01T08:00+01:00   2027-03-01 07:00Z      an instant anywhere
//	2027-03-01   2027-03-01 10:00                   in the zone of the exercise
//	1 Mar 2027 08:00 +01:00   1 Mar 08:00           likewise; without a year the first since StartEx
//	031400ZMAR27   03 1400A MAR 2027                a date-time group, with the letter of its zone
//
// What could be two instants is refused with both: 09:00 on no day, 10/03/2027, the
// letter J, T+26.
package notation
