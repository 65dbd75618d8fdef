package sheet

import (
	"math"
	"strconv"
	"time"
)

// Epoch is the day from which a workbook counts.
type Epoch uint8

// The two epochs. Workbooks of Windows and most others count from 1900, in which they
// believe in a 29 February; old ones of the Macintosh count from 1904.
const (
	From1900 Epoch = iota
	From1904
)

const (
	day     = 86_400_000 // milliseconds
	mostDay = 2_958_465  // 31 December 9999 counted from 1900
)

// Serial reads a count of days as milliseconds since 1970, to the second.
func (e Epoch) Serial(raw string) (ms int64, ok bool) {
	ms, ok = Days(raw)
	if !ok || ms < 0 {
		return 0, false
	}
	switch {
	case e == From1904:
		return ms + time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli(), true
	case ms < 60*day: // before the day that never was
		ms += day
	}
	return ms + time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).UnixMilli(), true
}

// Days reads a count of days as milliseconds, to the second.
func Days(raw string) (ms int64, ok bool) {
	days, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(days) || days > mostDay+1 || days < -mostDay {
		return 0, false
	}
	return int64(math.Round(float64(days*86_400))) * 1000, true
}

// shownText writes a value as people everywhere read it.
func shownText(kind Kind, value int64) string {
	at := time.UnixMilli(value).UTC()
	layout := map[Kind]string{Date: "2006-01-02", DateTime: "2006-01-02 15:04", Clock: "15:04"}[kind]
	switch {
	case kind == Duration:
		return durationText(value)
	case kind != Date && value%60_000 != 0:
		layout += ":05"
	}
	return at.Format(layout)
}

func durationText(value int64) string {
	sign := ""
	if value < 0 {
		sign, value = "-", -value
	}
	two := func(n int64) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
	text := sign + strconv.FormatInt(value/3_600_000, 10) + ":" + two(value/60_000%60)
	if s := value / 1000 % 60; s > 0 {
		text += ":" + two(s)
	}
	return text
}
