package sim

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
