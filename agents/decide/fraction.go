package decide

import "strconv"

// Fraction is a part of a whole, exactly: two thirds are two thirds. Den is above 0.
type Fraction struct{ Num, Den int64 }

// Reduced is the same in lowest terms.
func (f Fraction) Reduced() Fraction {
	a, b := f.Num, f.Den
	for b != 0 {
		a, b = b, a%b
	}
	return Fraction{f.Num / a, f.Den / a}
}

// Of is the part of a whole, rounded up.
func (f Fraction) Of(all int64) int64 { return (f.Num*all + f.Den - 1) / f.Den }

// Threshold is what votes have to exceed, or (OrEqual) at least to meet.
type Threshold struct {
	Fraction
	OrEqual bool
}

// Carries says whether a part of all weights is enough.
func (t Threshold) Carries(part, all int64) bool {
	if has, wants := part*t.Den, t.Num*all; has != wants {
		return has > wants
	}
	return t.OrEqual
}

// String writes a fraction as 2/3.
func (f Fraction) String() string {
	return strconv.FormatInt(f.Num, 10) + "/" + strconv.FormatInt(f.Den, 10)
}
