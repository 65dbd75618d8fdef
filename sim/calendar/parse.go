package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/sim"
)

// Parse reads opening hours, in local time at a fixed offset from UTC:
//
//	hours = "24/7" | spans | group { ";" group }
//	group = days " " spans
//	days  = day [ "-" day ] { "," day [ "-" day ] }
//	day   = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun"
//	spans = HH:MM "-" HH:MM { "," HH:MM "-" HH:MM }
//
// A span that ends at or before its beginning runs past midnight into the next
// day; 24:00 may end one. Hours that name days are closed on holidays, from
// midnight to midnight; hours of every day ("24/7", "05:00-21:00") are not.
//
// start is T+0 in Unix milliseconds (UTC).
func Parse(hours string, offset sim.Time, start int64, holidays []Date) (Calendar, error) {
	w, err := newWeek(offset, start)
	if err == nil {
		err = w.parse(hours)
	}
	if err == nil {
		err = w.orderSpans(holidays)
	}
	if err != nil {
		return Calendar{}, fmt.Errorf("hours %q: %w", hours, err)
	}
	return Calendar{w}, nil
}

func (w *week) parse(hours string) error {
	if strings.TrimSpace(hours) == "24/7" {
		w.spans = []span{{0, weekLong}}
		return nil
	}
	groups := strings.Split(hours, ";")
	for _, group := range groups {
		words := strings.Fields(group)
		var days [7]bool
		var err error
		switch {
		case len(words) == 2:
			w.named = true
			days, err = parseDays(words[0])
		case len(words) == 1 && len(groups) == 1 && digits(words[0][:1]) >= 0:
			days = [7]bool{true, true, true, true, true, true, true}
		default:
			err = errors.New(`want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`)
		}
		if err != nil {
			return err
		}
		if err := w.addSpans(days, words[len(words)-1]); err != nil {
			return err
		}
	}
	return nil
}

// addSpans opens the listed spans on each of the days.
func (w *week) addSpans(days [7]bool, list string) error {
	for text := range strings.SplitSeq(list, ",") {
		from, to, found := strings.Cut(text, "-")
		begin, errBegin := parseClock(from)
		end, errEnd := parseClock(to)
		switch {
		case !found:
			return fmt.Errorf("%q: want a span of time such as 08:00-17:00", text)
		case errBegin != nil:
			return errBegin
		case errEnd != nil:
			return errEnd
		case begin == int64(sim.Day):
			return fmt.Errorf("%q: 24:00 can only end a span", text)
		case end <= begin:
			end += int64(sim.Day)
		}
		for d, open := range days {
			if open {
				w.days[d] = w.named
				monday := int64(d) * int64(sim.Day)
				w.spans = append(w.spans, span{monday + begin, monday + end})
			}
		}
	}
	return nil
}

var dayNames = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// parseDays reads a list of days and ranges of days; a range may run past
// Sunday.
func parseDays(list string) (days [7]bool, err error) {
	for text := range strings.SplitSeq(list, ",") {
		from, to, found := strings.Cut(text, "-")
		if !found {
			to = from
		}
		first, last := slices.Index(dayNames, from), slices.Index(dayNames, to)
		for _, d := range []string{from, to} {
			if !slices.Contains(dayNames, d) {
				return days, fmt.Errorf("unknown day %q: want one of %s", d, strings.Join(dayNames, ", "))
			}
		}
		for d := first; ; d = (d + 1) % 7 {
			days[d] = true
			if d == last {
				break
			}
		}
	}
	return days, nil
}

// parseClock reads HH:MM, from 00:00 to 24:00.
func parseClock(s string) (int64, error) {
	if len(s) == 5 && s[2] == ':' {
		h, m := digits(s[:2]), digits(s[3:])
		if h >= 0 && m >= 0 && m < 60 && 60*h+m <= 24*60 {
			return int64(h)*int64(sim.Hour) + int64(m)*int64(sim.Minute), nil
		}
	}
	return 0, fmt.Errorf("%q: want a time of day from 00:00 to 24:00", s)
}
