package scenarios

import (
	"errors"
	"fmt"
	"strings"

	"entente/agents/decide"
	"entente/scenarios/tree"
	"entente/sim"
)

// Fraction is a part of all, exactly: 2/3, or a number such as 0.6.
type Fraction struct {
	decide.Fraction
	Provenance
}

// Threshold is the part of all votes that carries: more than 1/2, or at least 2/3. A
// fraction without these words is to be exceeded.
type Threshold struct {
	decide.Threshold
	Provenance
	says bool // in words which it is
}

// InWords says whether a threshold says which it is, more than or at least.
func (t *Threshold) InWords() bool { return t.says }

func (f *Fraction) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &f.Provenance, false, func(t string) (err error) { f.Fraction, err = parseFraction(t); return })
}

func (t *Threshold) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &t.Provenance, false, func(text string) (err error) {
		t.Threshold, t.says, err = parseThreshold(text)
		return
	})
}

// The words of a threshold.
const moreThan, atLeast = "more than ", "at least "

// parseThreshold reads a fraction, or one after the words that say whether votes
// that meet it carry.
func parseThreshold(s string) (t decide.Threshold, says bool, err error) {
	rest, meets := strings.CutPrefix(s, atLeast)
	rest, exceeds := strings.CutPrefix(rest, moreThan)
	t.Fraction, err = parseFraction(rest)
	t.OrEqual = meets
	switch {
	case err != nil:
		err = fmt.Errorf("%q is not a majority; write more than 1/2, or at least 2/3", s)
	case meets && exceeds:
		err = fmt.Errorf("%q says two things; write %s or %s", s, moreThan+rest, atLeast+rest)
	case meets && t.Num == 0:
		err = errors.New("at least nothing is carried before anybody votes; write more than 0")
	}
	return t, meets || exceeds, err
}

// maxDenominator bounds a fraction, so that it can be compared exactly with any
// weights.
const maxDenominator = 1_000_000

// parseFraction reads 2/3 or 0.6, from 0 to 1.
func parseFraction(s string) (decide.Fraction, error) {
	num, den, fraction := strings.Cut(s, "/")
	var f decide.Fraction
	var err, wrong error
	if fraction {
		f.Num, err = parseCount(num)
		f.Den, wrong = parseCount(den)
	} else {
		f.Num, err = parseDecimal(s)
		f.Den = int64(sim.One)
	}
	switch {
	case err != nil || wrong != nil:
		return decide.Fraction{Den: 1}, fmt.Errorf("%q is not a part such as 2/3 or 0.6", s)
	case f.Den < 1 || f.Den > maxDenominator:
		return decide.Fraction{Den: 1}, fmt.Errorf("%q: the number below the line has to be from 1 to %d", s, maxDenominator)
	case f.Num < 0:
		return decide.Fraction{Den: 1}, fmt.Errorf("%s is below 0", s)
	case f.Num > f.Den:
		return decide.Fraction{Den: 1}, fmt.Errorf("%s is above 1", s)
	}
	return f.Reduced(), nil
}
