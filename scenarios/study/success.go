package study

import (
	"fmt"
	"strings"

	"entente/replay/measure"
)

// Success is a comparison of a figure: "M10 > 0".
type Success struct {
	Figure *measure.Figure
	Sign   string
	Than   float64
}

// ReadSuccess reads a comparison.
func ReadSuccess(text string) (*Success, error) {
	for _, sign := range []string{">=", "<=", ">", "<"} {
		id, than, ok := strings.Cut(text, sign)
		if !ok {
			continue
		}
		f := measure.FigureOf(strings.TrimSpace(id))
		if f == nil {
			break
		}
		v, err := readAmount(f, strings.TrimSpace(than))
		if err != nil {
			break
		}
		return &Success{f, sign, v}, nil
	}
	return nil, fmt.Errorf("%q is no comparison of a measure: write M10 > 0, or M1 < 6h", text)
}

// Holds says whether a value succeeds.
func (s *Success) Holds(v float64) bool {
	switch s.Sign {
	case ">":
		return v > s.Than
	case "<":
		return v < s.Than
	case ">=":
		return v >= s.Than
	}
	return v <= s.Than
}
