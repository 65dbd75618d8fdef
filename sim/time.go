package sim

import "strconv"

// Time is an instant or a stretch of time in whole milliseconds. Instants
// count from StartEx (T+0); the warm-up before it is negative.
type Time int64

// Units of Time.
const (
	Millisecond Time = 1
	Second           = 1000 * Millisecond
	Minute           = 60 * Second
	Hour             = 60 * Minute
	Day              = 24 * Hour
)

// Never is later than every instant a run can reach.
const Never Time = 1 << 62

// units of durations, longest first: they are written in this order.
var units = [...]struct {
	letter string
	length Time
}{{"d", Day}, {"h", Hour}, {"m", Minute}, {"s", Second}, {"ms", Millisecond}}

// String writes a stretch of time exactly, as scenarios do: 1d12h, 90s as 1m30s,
// nothing as 0s. For people who wait, wording rounds it.
func (t Time) String() string {
	if t == 0 {
		return "0s"
	}
	var b []byte
	size := uint64(t)
	if t < 0 {
		b = append(b, '-')
		size = -size
	}
	for _, u := range units {
		if n := size / uint64(u.length); n > 0 {
			b = append(strconv.AppendUint(b, n, 10), u.letter...)
			size -= n * uint64(u.length)
		}
	}
	return string(b)
}

// Elapsed writes an instant exactly as the time since StartEx, as scenarios do:
// "T+51h".
func (t Time) Elapsed() string {
	switch {
	case t == 0:
		return "T+0h"
	case t < 0:
		return "T" + t.String()
	}
	return "T+" + t.String()
}
