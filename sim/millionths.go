package sim

// PPM is a probability, share or factor in millionths. Trust, tension,
// credibility and danger are PPM too: state holds no floating point.
type PPM int64

// One is the whole: certainty, or a factor that changes nothing.
const One PPM = 1_000_000

// Times is p parts of q, rounded half up.
func (p PPM) Times(q PPM) PPM { return (p*q + One/2) / One }

// Scale is t times the factor p, rounded half up to the millisecond.
func (p PPM) Scale(t Time) Time {
	whole, rest := int64(t)/int64(One), int64(t)%int64(One)
	return Time(whole*int64(p) + (rest*int64(p)+int64(One)/2)/int64(One))
}
