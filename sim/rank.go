package sim

import "math/bits"

// Percent is one hundredth, so that 95*Percent is what is usually meant by it.
const Percent = One / 100

// QuantileIndex is the index of the q-quantile in n values sorted from the least: that of
// the least value which at least the share q of the n do not exceed. It is 0 where n is 0
// or q is not above 0, and n-1 where q is One or more.
//
// This is the inverse of the empirical distribution function (definition 1 of Hyndman and
// Fan, Sample Quantiles in Statistical Packages, The American Statistician 50, 1996). All
// quantiles of samples are taken by it, since it gives a value that occurred: half way
// between a time and one that never came there is none. The median of an even number is
// the lower of the two in the middle.
func QuantileIndex(n int, q PPM) int {
	switch {
	case n <= 0 || q <= 0:
		return 0
	case q >= One:
		return n - 1
	}
	high, low := bits.Mul64(uint64(n), uint64(q))
	low, carry := bits.Add64(low, uint64(One)-1, 0)
	upto, _ := bits.Div64(high+carry, low, uint64(One))
	return int(upto) - 1
}
