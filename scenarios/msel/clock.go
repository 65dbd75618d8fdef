package msel

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/sim"
)

// DayHour writes an instant as staffs do: D+2 H+3, or D+2 H+3:30 where it is not
// on the hour. Both count from StartEx: D+2 H+3 is 51 hours after it.
func DayHour(t sim.Time) string {
	rest := t % sim.Day
	text := fmt.Sprintf("D+%d H+%d", t/sim.Day, rest/sim.Hour)
	minutes, seconds := rest%sim.Hour/sim.Minute, rest%sim.Minute/sim.Second
	if minutes > 0 || seconds > 0 {
		text += fmt.Sprintf(":%02d", minutes)
	}
	if seconds > 0 {
		text += fmt.Sprintf(":%02d", seconds)
	}
	return text
}

// DTG writes an instant in Unix milliseconds as a date-time group in Zulu time.
func DTG(unix int64) string {
	return strings.ToUpper(time.UnixMilli(unix).UTC().Format("021504ZJan06"))
}

// hoursAndMinutes writes a stretch of play.
func hoursAndMinutes(t sim.Time) string {
	return fmt.Sprintf("%d:%02d", t/sim.Hour, t%sim.Hour/sim.Minute)
}

// parseDayHour reads D+2 H+3 with or without minutes and seconds.
func parseDayHour(s string) (sim.Time, bool) {
	day, clock, ok := strings.Cut(s, " ")
	if !ok || !strings.HasPrefix(day, "D+") || !strings.HasPrefix(strings.TrimSpace(clock), "H+") {
		return 0, false
	}
	d, err := strconv.ParseUint(day[2:], 10, 16)
	if err != nil {
		return 0, false
	}
	t := sim.Time(d) * sim.Day
	unit := [...]sim.Time{sim.Hour, sim.Minute, sim.Second}
	parts := strings.Split(strings.TrimSpace(clock)[2:], ":")
	if len(parts) > len(unit) {
		return 0, false
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && (n > 59 || len(p) != 2) {
			return 0, false
		}
		t += sim.Time(n) * unit[i]
	}
	return t, true
}

// zones are the offsets of a DTG's letter, in hours; J is local time, which says
// nothing to somebody elsewhere.
var zones = func() map[byte]int {
	z := map[byte]int{'Z': 0}
	east, west := "ABCDEFGHIKLM", "NOPQRSTUVWXY"
	for i := range 12 {
		z[east[i]], z[west[i]] = i+1, -(i + 1)
	}
	return z
}()

// before StartEx by so many years at most a date-time group is read; else it is of
// the century that StartEx begins: 27 is 2027 where that is in 2026, and 2127 in 2100.
const yearsBefore = 10

// century gives the year that two digits stand for in a list of an exercise whose
// StartEx, in Unix milliseconds, is start.
func century(digits int, start int64) int {
	first := time.UnixMilli(start).UTC().Year() - yearsBefore
	return first + ((digits-first)%100+100)%100
}

// parseDTG reads 031400ZMAR27, in any zone but J, as Unix milliseconds; start is
// StartEx, which tells the century.
func parseDTG(s string, start int64) (int64, bool) {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(s) != 12 {
		return 0, false
	}
	hours, ok := zones[s[6]]
	if !ok {
		return 0, false
	}
	month := s[7:8] + strings.ToLower(s[8:10])
	year, err := strconv.ParseUint(s[10:], 10, 8)
	if err != nil {
		return 0, false
	}
	t, err := time.Parse("021504Jan2006", fmt.Sprintf("%s%s%04d", s[:6], month, century(int(year), start)))
	if err != nil {
		return 0, false
	}
	return t.UnixMilli() - int64(hours)*int64(sim.Hour), true
}

// timeText turns what a cell says of a time into what a scenario writes; other
// forms than a table's own are left for the scenario to read.
func timeText(s string) string {
	if t, ok := parseDayHour(s); ok {
		return elapsedText(t)
	}
	return s
}

// elapsedText writes a time since StartEx as a scenario does.
func elapsedText(t sim.Time) string {
	if t == 0 {
		return "T+0h"
	}
	text := "T+"
	for _, u := range [...]struct {
		letter byte
		ms     sim.Time
	}{{'d', sim.Day}, {'h', sim.Hour}, {'m', sim.Minute}, {'s', sim.Second}} {
		if n := t / u.ms; n > 0 {
			text += fmt.Sprintf("%d%c", n, u.letter)
			t -= n * u.ms
		}
	}
	return text
}
