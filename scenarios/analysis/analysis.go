package analysis

import (
	"fmt"
	"math"
	"slices"

	"entente/replay/measure"
	"entente/scenarios/design"
	"entente/scenarios/estimate"
	"entente/scenarios/study"
)

// Analysis is what the runs of a study come to.
type Analysis struct {
	Level    float64
	Baseline int // option
	Measures []Measure
	Blocks   []Block
}

// Measure is what one figure came to under every option.
type Measure struct {
	Figure  *measure.Figure
	Options []Summary
	Noise   float64 // the share of the variance between points that is chance
}

// Summary is what a figure came to under one option, over all points and replications.
type Summary struct {
	Option string
	Runs   int // that have it or never did
	Never  int
	Absent int
	Mean   estimate.Interval // of those that have it
	Low    float64           // 5, 50 and 95 % of all; +Inf or -Inf: never
	Median estimate.Interval
	High   float64
	Less   estimate.Interval // less the baseline, pair by pair; N 0 for the baseline itself
}

// Block is what one design says about what matters.
type Block struct {
	ID, Design string
	Groups     []string
	Options    []Sensitivity
}

// Sensitivity is one option of a block, for one figure.
type Sensitivity struct {
	Option  string
	Figure  *measure.Figure
	Indices *estimate.Indices // of a Saltelli design
	Effects *estimate.Effects // of a Morris design
	Boxes   []estimate.Box    // of scenario discovery
	Best    *estimate.Box
	Hits    int
	Problem string // why there is nothing to say; empty otherwise
}

// Of works out the analysis of a study's runs.
func Of(d *Data) *Analysis {
	a := &Analysis{Level: 0.95}
	set := d.Plan.Study.Analysis
	rounds := estimate.Rounds95
	if set != nil {
		if set.Level != nil {
			a.Level = float64(float64(set.Level.Value) / 1e6)
		}
		if set.Bootstrap != nil {
			rounds.Rounds = int(set.Bootstrap.Value)
		}
		for i, o := range d.Plan.Options {
			if o.ID == string(set.Baseline) {
				a.Baseline = i
			}
		}
	}
	rounds.Level = a.Level
	for i := range d.Columns {
		a.Measures = append(a.Measures, d.measure(a, &d.Columns[i]))
	}
	for b := range d.Plan.Layouts {
		a.Blocks = append(a.Blocks, d.block(b, rounds)...)
	}
	return a
}

// runsOf lists the runs of an option, replication by replication.
func (d *Data) runsOf(option int) (list []int) {
	for run := option; run < d.Plan.Runs(); run += len(d.Plan.Options) {
		list = append(list, run)
	}
	return list
}

func (d *Data) measure(a *Analysis, c *Column) Measure {
	m := Measure{Figure: c.Figure, Noise: d.noise(c)}
	base := d.sample(c, d.runsOf(a.Baseline))
	for o := range d.Plan.Options {
		runs := d.runsOf(o)
		s := d.sample(c, runs)
		x := Summary{Option: d.Plan.Options[o].ID, Mean: estimate.Mean(s, a.Level)}
		var ranked []float64
		for _, run := range runs {
			switch c.States[run] {
			case Has:
				ranked = append(ranked, c.Values[run])
			case Never:
				x.Never++
			default:
				x.Absent++
			}
		}
		x.Runs = len(ranked) + x.Never
		slices.Sort(ranked)
		x.Low, x.High = rank(ranked, x.Never, 0.05, c.Figure.Waits), rank(ranked, x.Never, 0.95, c.Figure.Waits)
		x.Median = median(ranked, x.Never, c.Figure.Waits, a.Level)
		if o != a.Baseline {
			x.Less = estimate.Paired(base, s, a.Level)
		}
		m.Options = append(m.Options, x)
	}
	return m
}

// rank is the q-quantile of sorted numbers and of runs in which it never came, which
// rank above all where the figure waits for something, else below.
func rank(sorted []float64, never int, q float64, above bool) float64 {
	n := len(sorted) + never
	if n == 0 {
		return math.NaN()
	}
	at := min(int(float64(q*float64(n))), n-1)
	if !above {
		at -= never
	}
	switch {
	case at < 0:
		return math.Inf(-1)
	case at >= len(sorted):
		return math.Inf(1)
	}
	return sorted[at]
}

// median is the median with the interval between order statistics.
func median(sorted []float64, never int, above bool, level float64) estimate.Interval {
	n := len(sorted) + never
	i := estimate.Interval{Value: rank(sorted, never, 0.5, above), Low: math.Inf(-1), High: math.Inf(1), Level: level, N: n}
	tail := float64((1 - level) / 2)
	for k := range n {
		if estimate.BinomialUpto(k, n, 0.5) <= tail {
			i.Low = rank(sorted, never, (float64(k)+0.5)/float64(n), above)
		}
		if 1-estimate.BinomialUpto(k, n, 0.5) <= tail {
			i.High = rank(sorted, never, (float64(k)+0.5)/float64(n), above)
			break
		}
	}
	return i
}

// sample is a figure over some runs.
func (d *Data) sample(c *Column, runs []int) estimate.Sample {
	s := estimate.Sample{Values: make([]float64, len(runs)), Has: make([]bool, len(runs))}
	for i, run := range runs {
		s.Values[i], s.Has[i] = c.Values[run], c.States[run] == Has
	}
	return s
}

// noise is the share of the variance between configurations that is chance.
func (d *Data) noise(c *Column) float64 {
	if d.Plan.Reps < 2 {
		return math.NaN()
	}
	n := d.Plan.Configs()
	points := make([]estimate.Sample, n)
	for config := range n {
		var runs []int
		for rep := range d.Plan.Reps {
			runs = append(runs, rep*n+config)
		}
		points[config] = d.sample(c, runs)
	}
	return estimate.NoiseShare(points)
}

// byRow is the mean of a figure over the replications of each row of a block under an
// option.
func (d *Data) byRow(c *Column, block, option int) estimate.Sample {
	first := 0
	for _, l := range d.Plan.Layouts[:block] {
		first += l.Rows()
	}
	rows := d.Plan.Layouts[block].Rows()
	s := estimate.Sample{Values: make([]float64, rows), Has: make([]bool, rows)}
	for row := range rows {
		config, sum, n := (first+row)*len(d.Plan.Options)+option, 0.0, 0
		for rep := range d.Plan.Reps {
			if run := rep*d.Plan.Configs() + config; c.States[run] == Has {
				sum += c.Values[run]
				n++
			}
		}
		if n > 0 {
			s.Values[row], s.Has[row] = sum/float64(n), true
		}
	}
	return s
}

// block is what a design can tell.
func (d *Data) block(b int, rounds estimate.Resample) []Block {
	l := d.Plan.Layouts[b]
	out := Block{ID: l.ID, Design: l.Name, Groups: l.Groups}
	for _, c := range d.sensitive() {
		for o := range d.Plan.Options {
			s := Sensitivity{Option: d.Plan.Options[o].ID, Figure: c.Figure}
			var err error
			switch x := l.Design.(type) {
			case *design.Saltelli:
				s.Indices, err = estimate.Sobol(x, d.byRow(c, b, o), rounds)
			case *design.Morris:
				s.Effects, err = estimate.Morris(x, d.byRow(c, b, o), rounds)
			case *design.Latin, *design.Sobol:
				if err = d.discover(&s, c, b, o, l.Design); err == errNoSuccess {
					continue
				}
			default:
				continue
			}
			if err != nil {
				s.Problem = err.Error()
			}
			out.Options = append(out.Options, s)
		}
	}
	if out.Options == nil {
		return nil
	}
	return []Block{out}
}

// sensitive are the figures whose sensitivity is asked for.
func (d *Data) sensitive() (list []*Column) {
	set := d.Plan.Study.Analysis
	for i := range d.Columns {
		c := &d.Columns[i]
		if set == nil || len(set.Sensitivity) == 0 || slices.Contains(set.Sensitivity, c.Figure.ID) {
			list = append(list, c)
		}
	}
	return list
}

var errNoSuccess = fmt.Errorf("the study says of no success")

// discover looks for boxes of success in a design that fills the space evenly.
func (d *Data) discover(s *Sensitivity, c *Column, block, option int, x design.Design) error {
	set := d.Plan.Study.Analysis
	if set == nil || set.Success == "" {
		return errNoSuccess
	}
	want, err := study.ReadSuccess(set.Success)
	if err != nil {
		return err
	}
	if want.Figure != c.Figure {
		return errNoSuccess
	}
	y := d.byRow(c, block, option)
	var rows [][]float64
	var hit []bool
	for i := range y.Values {
		if !y.Has[i] {
			continue
		}
		row := make([]float64, x.Factors())
		x.Row(i, row)
		rows, hit = append(rows, row), append(hit, want.Holds(y.Values[i]))
		if hit[len(hit)-1] {
			s.Hits++
		}
	}
	if s.Boxes, err = estimate.Peel(rows, hit, estimate.Usual); err != nil {
		return err
	}
	best := estimate.Best(rows, hit, s.Boxes)
	s.Best = &best
	return nil
}

// Limits are the ends of a box on a factor, as values of the factor.
func Limits(c *study.Column, b *estimate.Box, f int) (low, high string) {
	if !math.IsInf(b.Low[f], 0) {
		low = c.Value(b.Low[f])
	}
	if !math.IsInf(b.High[f], 0) {
		high = c.Value(b.High[f])
	}
	return low, high
}
