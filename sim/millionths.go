package sim

import (
	"fmt"
	"strings"
)

// PPM is a probability, share or factor in millionths. Trust, tension,
// credibility and danger are PPM too: state holds no floating point.
type PPM int64

// One is the whole: certainty, or a factor that changes nothing.
const One PPM = 1_000_000

// String writes millionths as the decimal number that they are: 0.25.
func (p PPM) String() string {
	sign, size := "", uint64(p)
	if p < 0 {
		sign, size = "-", -size
	}
	text := fmt.Sprintf("%s%d.%06d", sign, size/uint64(One), size%uint64(One))
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Times is p parts of q, rounded half up. The product of the two must stay
// below 1<<63: factors up to 3,000 do.
func (p PPM) Times(q PPM) PPM { return PPM(halfUp(int64(p) * int64(q))) }

// Scale is t times the factor p, rounded half up to the millisecond. The
// result must be a Time; neither factor may be beyond Longest.
func (p PPM) Scale(t Time) Time {
	if p == One {
		return t
	}
	whole, rest := int64(t)/int64(One), int64(t)%int64(One)
	return Time(whole*int64(p) + halfUp(rest*int64(p)))
}

// halfUp divides by One; a half is rounded up, also below zero.
func halfUp(millionths int64) int64 {
	shifted := millionths + int64(One)/2
	if shifted < 0 {
		shifted -= int64(One) - 1 // for division rounds towards zero
	}
	return shifted / int64(One)
}

// Bit is 1 for true and 0 for false.
func Bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
