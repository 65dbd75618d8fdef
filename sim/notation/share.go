package notation

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Share writes a part of a whole, 0 to 1, in whole percent: "37 %". What rounding would
// make nothing or all of is told as "<1 %" and ">99 %": only none is 0 %, and only all
// is 100 %.
func Share(part float64) string {
	if math.IsNaN(part) {
		return "no share"
	}
	return percent(int64(math.Floor(float64(100*part)+0.5)), part <= 0, part >= 1)
}

// ShareOf writes so many of all as Share does, exactly; of none it is 0 %.
func ShareOf(n, all int64) string {
	if all <= 0 {
		return percent(0, true, false)
	}
	return percent((200*n+all)/(2*all), n <= 0, n >= all)
}

// Shares writes the parts of a whole as Share does, in an order that is theirs. Their
// numbers add up to 100, by the largest remainders.
func Shares(parts []int64) []string {
	all := int64(0)
	for _, p := range parts {
		all += p
	}
	seats := Apportion(parts, 100)
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = percent(seats[i], p <= 0, p >= all)
	}
	return out
}

func percent(n int64, nothing, all bool) string {
	switch {
	case nothing:
		return "0 %"
	case all:
		return "100 %"
	case n < 1:
		return "<1 %"
	case n > 99:
		return ">99 %"
	}
	return strconv.FormatInt(n, 10) + " %"
}

// Tenths writes a part of a whole as Share does, but tells rare and nearly certain things
// to a tenth of a percent: "0.3 %", "99.8 %", "<0.1 %", ">99.9 %".
func Tenths(part float64) string {
	n := int64(math.Floor(float64(1000*part) + 0.5))
	switch {
	case math.IsNaN(part) || part <= 0 || part >= 1 || n >= 100 && n <= 900:
		return Share(part)
	case n < 1:
		return "<0.1 %"
	case n > 999:
		return ">99.9 %"
	}
	return fmt.Sprintf("%d.%d %%", n/10, n%10)
}

// Level writes a percentage exactly, as levels of confidence and the marks of a scale
// are: "95 %", "99.98 %".
func Level(p float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(float64(100*p), 'f', 6, 64), "0"), ".") + " %"
}

// Apportion shares out seats in proportion to parts, so that they add up: each gets the
// whole number below its due, and those with the largest remainders one more. Among
// equals the first get it. Without any part nobody gets a seat.
//
// Products of parts and seats must stay below 1<<63.
func Apportion(parts []int64, seats int64) []int64 {
	all, out := int64(0), make([]int64, len(parts))
	for _, p := range parts {
		all += p
	}
	if all <= 0 {
		return out
	}
	order, rest := make([]int, len(parts)), make([]int64, len(parts))
	left := seats
	for i, p := range parts {
		out[i], rest[i], order[i] = p*seats/all, p*seats%all, i
		left -= out[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return int(min(1, max(-1, rest[j]-rest[i]))) })
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}
