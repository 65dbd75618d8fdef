// Package sim stands in for the kernel in the tests of the lint.
package sim

type (
	Time int64
	PPM  int64
)

const Hour Time = 3_600_000
