package main

import (
	"fmt"
	"strings"
	"time"

	"entente/sim"
)

// ink is a role that text plays. Colour never says anything alone.
type ink uint8

const (
	plain ink = iota
	strong
	faint
	good
	tight
	bad
	lost
	know
	inks
)

// pad fills s with spaces to w columns, or cuts it there.
func pad(s string, w int) string {
	s = clip(s, w)
	return s + strings.Repeat(" ", w-columns(s))
}

// clip cuts plain text that is wider than w columns.
func clip(s string, w int) string {
	if columns(s) <= w {
		return s
	}
	for columns(s) > w-1 && s != "" {
		runes := []rune(s)
		s = string(runes[:len(runes)-1])
	}
	return s + "…"
}

// wrap breaks words into lines of at most w columns.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && columns(line)+1+columns(word) > w {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

// wrapList joins parts into lines of at most w columns.
func wrapList(parts []string, w int) []string {
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], " ", "\u00a0")
	}
	lines := wrap(strings.Join(parts, ", "), w)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], "\u00a0", " ")
	}
	return lines
}

// bar draws part of whole as a bar of at most w columns, in eighths; something
// is never drawn as nothing.
func bar(part, whole sim.Time, w int) string {
	if part <= 0 || whole <= 0 {
		return ""
	}
	eighths := max(int(part*sim.Time(w)*8/whole), 1)
	return strings.Repeat("█", eighths/8) + []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}[eighths%8]
}

// lasting writes a stretch of time for people.
func lasting(t sim.Time) string {
	switch {
	case t < 0:
		return "−" + lasting(-t)
	case t >= 48*sim.Hour:
		return fmt.Sprintf("%d d %d h", t/sim.Day, t%sim.Day/sim.Hour)
	case t >= sim.Hour:
		return fmt.Sprintf("%d h %02d min", t/sim.Hour, t%sim.Hour/sim.Minute)
	case t >= sim.Minute:
		return fmt.Sprintf("%d min", t/sim.Minute)
	case t >= sim.Second || t == 0:
		return fmt.Sprintf("%d s", t/sim.Second)
	}
	return fmt.Sprintf("%d ms", t)
}

// clock tells exercise time.
type clock struct {
	start int64    // T+0 in Unix milliseconds
	zone  sim.Time // of the exercise
}

// at writes an instant as the day since StartEx's date and the time of day.
func (c clock) at(t sim.Time) string {
	if t >= sim.Never {
		return "·"
	}
	local := c.start + int64(c.zone)
	day, clock := floor(local+int64(t), int64(sim.Day))
	first, _ := floor(local, int64(sim.Day))
	return fmt.Sprintf("D%+d %02d:%02d", day-first, clock/int64(sim.Hour), clock%int64(sim.Hour)/int64(sim.Minute))
}

// date writes an instant as a calendar date and the time of day.
func (c clock) date(t sim.Time) string {
	zone := time.FixedZone("", int(c.zone/sim.Second))
	return time.UnixMilli(c.start + int64(t)).In(zone).Format("2 Jan 2006 15:04 -07:00")
}

// floor divides so that the remainder is never negative.
func floor(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

// plural writes a number of things whose name takes an s.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%s %ss", thousands(n), thing)
}

// thousands writes a count with commas.
func thousands[N int | uint64 | uint32](n N) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
