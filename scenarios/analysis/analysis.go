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
	Known    *Known // nil where the study makes as many replications as it says
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
	Least  float64           // of all that have it; +Inf or -Inf: never
	Most   float64           // likewise
	Mean   estimate.Interval // of those that have it
	Low    estimate.Interval // 5, 50 and 95 % of all; +Inf or -Inf: never
	Median estimate.Interval
	High   estimate.Interval
	Less   estimate.Interval // less the baseline, pair by pair; N 0 for the baseline itself
}

// Block is what one design says about what matters.
type Block struct {
	ID, Design string
	Groups     []string
	Options    []Sensitivity
	Responses  []Response // of a factorial design
}

// Sensitivity is one option of a block, for one figure.
type Sensitivity struct {
	Option  string
	Figure  *measure.Figure
	Indices *estimate.Indices // of a Saltelli design
	Effects *estimate.Effects // of a Morris design
	Boxes   []estimate.Box    // of scenario discovery
	Best    *estimate.Box
	Hits    int     // points of success
	Noise   float64 // the share of the variance between its points that is chance; not a number: one replication
	Problem string  // why there is nothing to say; empty otherwise
}

// Of works out the analysis of a study's runs.
func Of(d *Data) *Analysis {
	a := &Analysis{Level: levelOf(d.Plan.Study), Baseline: baselineOf(d.Plan)}
	rounds := d.bootstrapRounds()
	for i := range d.Columns {
		a.Measures = append(a.Measures, d.measure(a, &d.Columns[i]))
	}
	a.Known = Enough(d)
	for b := range d.Plan.Layouts {
		a.Blocks = append(a.Blocks, d.block(b, rounds)...)
	}
	return a
}

// samples is a figure over the runs of an option, in groups that share their luck.
func (d *Data) samples(c *Column, option int) (groups []estimate.Sample) {
	for _, runs := range d.Plan.Together(option) {
		groups = append(groups, d.sample(c, runs))
	}
	return groups
}

func (d *Data) measure(a *Analysis, c *Column) Measure {
	m := Measure{Figure: c.Figure, Noise: math.NaN()}
	base := d.samples(c, a.Baseline)
	for o := range d.Plan.Options {
		groups := d.samples(c, o)
		x := Summary{Option: d.Plan.Options[o].ID, Least: math.Inf(1), Most: math.Inf(-1), Mean: possible(c.Figure, estimate.Grouped(groups, a.Level))}
		var ranked [][]float64
		for _, runs := range d.Plan.Together(o) {
			var list []float64
			for _, run := range runs {
				switch c.States[run] {
				case Has:
					list = append(list, c.Values[run])
				case Never:
					x.Never++
					list = append(list, rankOfNever(c.Figure))
				default:
					x.Absent++
				}
			}
			for _, v := range list {
				x.Least, x.Most = min(x.Least, v), max(x.Most, v)
			}
			x.Runs += len(list)
			ranked = append(ranked, list)
		}
		x.Median = estimate.Ranked(ranked, 0.5, a.Level)
		x.Low, x.High = estimate.Ranked(ranked, 0.05, a.Level), estimate.Ranked(ranked, 0.95, a.Level)
		if o != a.Baseline {
			x.Less = estimate.PairedGroups(base, groups, a.Level)
		}
		m.Options = append(m.Options, x)
	}
	if d.Plan.Points() > 1 {
		m.Noise = d.noise(c, 0, d.Plan.Points(), a.Baseline)
	}
	return m
}

// possible keeps the interval of a mean to what the figure can be.
func possible(f *measure.Figure, i estimate.Interval) estimate.Interval {
	if !i.Bounded() {
		return i
	}
	switch f.Unit {
	case measure.Fraction:
		i.High = min(i.High, 1)
		i.Low = max(i.Low, 0)
	case measure.Duration, measure.Count, measure.Ratio:
		i.Low = max(i.Low, 0)
	}
	return i
}

// rankOfNever is where a run ranks in which a figure never came: above all others where it
// waits for something, else below.
func rankOfNever(f *measure.Figure) float64 {
	if f.Waits {
		return math.Inf(1)
	}
	return math.Inf(-1)
}

// sample is a figure over some runs.
func (d *Data) sample(c *Column, runs []int) estimate.Sample {
	s := estimate.Sample{Values: make([]float64, len(runs)), Has: make([]bool, len(runs))}
	for i, run := range runs {
		s.Values[i], s.Has[i] = c.Values[run], c.States[run] == Has
	}
	return s
}

// noise is the share of the variance between the points of an option, from first up to
// until, that is chance; not a number where nothing can tell.
func (d *Data) noise(c *Column, first, until, option int) float64 {
	if d.Plan.Reps < 2 {
		return math.NaN()
	}
	points := make([]estimate.Sample, until-first)
	for i := range points {
		var runs []int
		for rep := range d.Plan.Reps {
			runs = append(runs, rep*d.Plan.Configs()+(first+i)*len(d.Plan.Options)+option)
		}
		points[i] = d.sample(c, runs)
	}
	return estimate.NoiseShare(points, d.Plan.Study.Seeds.Scheme != "independent")
}

// points are those of a block, from first to before until.
func (d *Data) points(block int) (first, until int) {
	for _, l := range d.Plan.Layouts[:block] {
		first += l.Rows()
	}
	return first, first + d.Plan.Layouts[block].Rows()
}

// byRow is the mean of a figure over the replications of each row of a block under an
// option.
func (d *Data) byRow(c *Column, block, option int) estimate.Sample {
	first, until := d.points(block)
	rows := until - first
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
			first, until := d.points(b)
			s := Sensitivity{Option: d.Plan.Options[o].ID, Figure: c.Figure, Noise: d.noise(c, first, until, o)}
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
				out.Responses = append(out.Responses, d.responses(b, o, c)...)
				continue
			}
			if err != nil {
				s.Problem = err.Error()
			}
			out.Options = append(out.Options, s)
		}
	}
	if out.Options == nil && out.Responses == nil {
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
	first, until := d.points(block)
	var rows [][]float64
	var hit []bool
	for i := range until - first {
		held, of := d.succeeds(c, want, first+i, option)
		if of == 0 {
			continue
		}
		row := make([]float64, x.Factors())
		x.Row(i, row)
		rows, hit = append(rows, row), append(hit, 2*held >= of)
		if 2*held >= of {
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

// succeeds counts the runs of a point under an option that succeed, of those that can
// tell. One in which the figure never came ranks as everywhere.
func (d *Data) succeeds(c *Column, want *study.Success, point, option int) (held, of int) {
	for rep := range d.Plan.Reps {
		run := rep*d.Plan.Configs() + point*len(d.Plan.Options) + option
		v := c.Values[run]
		switch c.States[run] {
		case Absent:
			continue
		case Never:
			v = rankOfNever(c.Figure)
		}
		if of++; want.Holds(v) {
			held++
		}
	}
	return held, of
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
