package view

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/sim"
	"entente/sim/journal"
)

// Moment writes an instant so that ReadMoment gives it back to the millisecond:
// "D+1T09:00", and where it matters "D+1T09:00:05.250".
func Moment(st *journal.Static, t sim.Time) string {
	day, clock := days(st, t)
	text := fmt.Sprintf("D%+dT%02d:%02d", day, clock/int64(sim.Hour), clock%int64(sim.Hour)/int64(sim.Minute))
	if rest := clock % int64(sim.Minute); rest%int64(sim.Second) != 0 {
		text += fmt.Sprintf(":%02d.%03d", rest/int64(sim.Second), rest%int64(sim.Second))
	} else if rest != 0 {
		text += fmt.Sprintf(":%02d", rest/int64(sim.Second))
	}
	return text
}

// days gives the exercise day of an instant and the milliseconds into it.
func days(st *journal.Static, t sim.Time) (day, clock int64) {
	local := st.Start + st.Zone
	first := floor(local)
	day = floor(local + int64(t))
	return day - first, local + int64(t) - day*int64(sim.Day)
}

// floor is the day of an instant in milliseconds.
func floor(ms int64) int64 {
	day := ms / int64(sim.Day)
	if ms%int64(sim.Day) < 0 {
		day--
	}
	return day
}

var (
	onDay   = regexp.MustCompile(`^[Dd]([+-]\d{1,8})(?:[T ](.+))?$`)
	ofDay   = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$`)
	elapsed = regexp.MustCompile(`^[Tt]([+-])(?:(\d{1,8})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$`)
)

// ReadMoment reads an instant as people write it: "D+1 09:00" on the clock of the
// exercise, "T+51h" since StartEx, "2027-03-01T08:00+01:00", or "09:00" on the day
// of now.
func ReadMoment(st *journal.Static, text string, now sim.Time) (sim.Time, error) {
	bad := fmt.Errorf("%q is not a time; write D+1 09:00, T+51h or 2027-03-01T08:00+01:00", text)
	text = strings.TrimSpace(text)
	if m := elapsed.FindStringSubmatch(text); m != nil && len(text) > 2 {
		t := sim.Time(0)
		for i, unit := range [...]sim.Time{sim.Day, sim.Hour, sim.Minute, sim.Second, 1} {
			n, _ := strconv.ParseInt("0"+m[2+i], 10, 64)
			if t += sim.Time(n) * unit; sim.Time(n) > sim.Longest/unit || t > sim.Longest {
				return 0, bad
			}
		}
		if m[1] == "-" {
			t = -t
		}
		return t, nil
	}
	day, _ := days(st, now)
	hours := text
	if m := onDay.FindStringSubmatch(text); m != nil {
		day, _ = strconv.ParseInt(m[1], 10, 64)
		if hours = m[2]; hours == "" {
			hours = "00:00"
		}
	}
	if m := ofDay.FindStringSubmatch(hours); m != nil {
		clock, ok := clockOf(m)
		if !ok {
			return 0, bad
		}
		local := st.Start + st.Zone
		return sim.Time((floor(local)+day)*int64(sim.Day) - local + clock), nil
	}
	for _, form := range [...]string{"2006-01-02T15:04:05.999Z07:00", "2006-01-02T15:04Z07:00"} {
		if at, err := time.Parse(form, text); err == nil {
			return sim.Time(at.UnixMilli() - st.Start), nil
		}
	}
	return 0, bad
}

// clockOf is the time of day that ofDay found, in milliseconds.
func clockOf(m []string) (ms int64, ok bool) {
	for len(m[4]) > 0 && len(m[4]) < 3 {
		m[4] += "0"
	}
	for i, limit := range [...]int64{24, 60, 60, 1000} {
		n, _ := strconv.ParseInt("0"+m[1+i], 10, 64)
		if n >= limit {
			return 0, false
		}
		ms = ms*limit + n
	}
	return ms, true
}
