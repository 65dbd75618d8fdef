package analysis

import (
	"math"

	"entente/scenarios/estimate"
)

// The shapes of sweep analyze --json. What has no number is null.
type (
	Report struct {
		Level    float64       `json:"level"`    // of every interval
		Measures []MeasureData `json:"measures"` // that the study asks about
		Study    string        `json:"study"`    // its name
		Scenario string        `json:"scenario"` // that its runs are of
		Plan     string        `json:"plan"`     // hash of all that decides the results
		Baseline string        `json:"baseline"` // option that others are compared with
		Runs     int           `json:"runs"`     // of the plan
		Missing  int           `json:"missing"`  // runs that are not made
		Failed   int           `json:"failed"`   // runs that failed
		Failures []FailureData `json:"failures"` // the first of them
		Blocks   []BlockData   `json:"blocks"`   // what the designs can tell
		Courses  []CourseData  `json:"courses"`  // measures over time, of a study that keeps series
		Method   MethodData    `json:"method"`   // how the numbers were made, and which were not
		Enough   *EnoughData   `json:"enough"`   // how well the measure is known that decides the replications; null: none does
	}
	MeasureData struct {
		ID      string       `json:"id"`      // of the figure in the catalogue of measures
		Unit    string       `json:"unit"`    // of all its numbers: ms, share, count, ratio or trust
		Options []OptionData `json:"options"` // of the study, in its order
		Noise   *float64     `json:"noise"`   // share of the variance between points that is chance, under the baseline
	}
	OptionData struct {
		Option string        `json:"option"`        // its id
		Runs   int           `json:"runs"`          // of it that came to their end
		Never  int           `json:"never"`         // runs in which it never happened
		Absent int           `json:"absent"`        // runs with nothing to measure
		P5     *float64      `json:"p5"`            // what 5 % of the runs do not exceed
		Median *IntervalData `json:"median"`        // what half of the runs do not exceed
		P95    *float64      `json:"p95"`           // what 95 % of the runs do not exceed
		Mean   *IntervalData `json:"mean"`          // over the runs
		Less   *IntervalData `json:"less_baseline"` // mean of this option less that of the baseline, run by run
	}
	IntervalData struct {
		Value *float64 `json:"value"` // the estimate
		Low   *float64 `json:"low"`   // lower end of its interval
		High  *float64 `json:"high"`  // upper end of its interval
		Runs  int      `json:"runs"`  // that it rests on
	}
)

// The shapes of what sweep analyze --json tells of blocks, of series and of how many
// replications are enough. What has no number is null.
type (
	BlockData struct {
		ID            string            `json:"id"`            // of the block in the study
		Design        string            `json:"design"`        // as the study names it
		Sensitivities []SensitivityData `json:"sensitivities"` // what the design says of each measure under each option
		Responses     []ResponseData    `json:"responses"`     // means by two factors, or by one, of a factorial design
	}
	SensitivityData struct {
		Measure string       `json:"measure"` // id of the figure
		Option  string       `json:"option"`  // of the study
		Noise   *float64     `json:"noise"`   // share of the variance between the block's points that is chance
		Problem string       `json:"problem"` // why nothing can be said; empty otherwise
		Indices []IndexData  `json:"indices"` // Sobol' indices, of a Saltelli design
		Pairs   []PairData   `json:"pairs"`   // those of pairs, where the design has rows for them
		Dropped []int        `json:"dropped"` // base rows of which a run is lacking
		Effects []EffectData `json:"effects"` // elementary effects, of a Morris design
		Lost    int          `json:"lost"`    // steps of a Morris design of which a run is lacking
		Success *SuccessData `json:"success"` // of a design that fills the space, where the study says what success is
	}
	IndexData struct {
		Factor string        `json:"factor"` // or group of factors
		First  *IntervalData `json:"first"`  // share of the variance that it explains alone
		Total  *IntervalData `json:"total"`  // the same with all its interactions
	}
	PairData struct {
		Factor string        `json:"factor"` // or group of factors
		With   string        `json:"with"`   // the other of the pair
		Second *IntervalData `json:"second"` // share of the variance beyond what each explains alone
	}
	EffectData struct {
		Factor string        `json:"factor"`  // or group of factors
		Mu     *IntervalData `json:"mu"`      // mean of the effects, in the unit of the measure
		MuStar *IntervalData `json:"mu_star"` // mean of their sizes
		Sigma  *IntervalData `json:"sigma"`   // how far they differ from place to place
	}
	SuccessData struct {
		Points int       `json:"points"` // at which at least half of the runs succeed
		Best   BoxData   `json:"best"`   // the box that is chosen for both coverage and density
		Boxes  []BoxData `json:"boxes"`  // every box on the way, from all points to the smallest
	}
	BoxData struct {
		Points   int         `json:"points"`   // inside
		Hits     int         `json:"hits"`     // of which succeed
		Coverage float64     `json:"coverage"` // of all that succeed, the share inside
		Density  float64     `json:"density"`  // of those inside, the share that succeeds
		Mass     float64     `json:"mass"`     // of all points, the share inside
		Limits   []LimitData `json:"limits"`   // of the factors that are bound
	}
	LimitData struct {
		Factor string   `json:"factor"` // by path
		From   *string  `json:"from"`   // least value, as a study writes it; null: any
		To     *string  `json:"to"`     // greatest value; null: any
		Chance *float64 `json:"chance"` // how likely so many hits were if the limit did nothing (quasi-p value)
	}
	ResponseData struct {
		Measure string       `json:"measure"` // id of the figure
		Option  string       `json:"option"`  // of the study
		Down    string       `json:"down"`    // factor of the rows
		Across  string       `json:"across"`  // factor of the columns; empty where the block has one factor
		Rows    []string     `json:"rows"`    // its levels
		Columns []string     `json:"columns"` // levels of the other
		Means   [][]*float64 `json:"means"`   // by row and column, in the unit of the measure
	}
	CourseData struct {
		Measure string        `json:"measure"` // id of the figure
		Option  string        `json:"option"`  // of the study
		Runs    int           `json:"runs"`    // that were looked at; the first are an even sample
		Course  []InstantData `json:"course"`  // had runs been stopped there
	}
	InstantData struct {
		At     int64    `json:"at_ms"`  // after StartEx
		Runs   int      `json:"runs"`   // that had something to measure by then
		P5     *float64 `json:"p5"`     // what 5 % of them do not exceed
		Median *float64 `json:"median"` // what half of them do not exceed
		P95    *float64 `json:"p95"`    // what 95 % of them do not exceed
	}
	EnoughData struct {
		Measure string        `json:"measure"` // that decides how many replications there are
		Option  string        `json:"option"`  // under which it is known least
		Widest  *IntervalData `json:"widest"`  // of its mean, or of its difference from the baseline
		Asked   float64       `json:"asked"`   // half of an interval that is narrow enough
		Alike   bool          `json:"alike"`   // too few replications, which all came to the same
		Enough  bool          `json:"enough"`  // no more are asked for
		Next    int           `json:"next"`    // replications to make if it is not; 0: no more are allowed
	}
	MethodData struct {
		Engine       string    `json:"engine"`       // version that made the runs
		Seeds        string    `json:"seeds"`        // common: runs of one replication share their luck; independent: none do
		Root         uint64    `json:"root"`         // that all seeds are derived from
		Replications int       `json:"replications"` // of every point under every option
		Bootstrap    int       `json:"bootstrap"`    // rounds of each
		Intervals    []HowData `json:"intervals"`    // by what the ends of intervals are found
		Luck         string    `json:"luck"`         // the same as seeds, in words
		Ranks        string    `json:"ranks"`        // how what never came counts
		Left         []string  `json:"left"`         // what was not worked out, and why
	}
	HowData struct {
		Of string `json:"of"` // which numbers
		By string `json:"by"` // the method
	}
	FailureData struct {
		Run   int    `json:"run"`   // its number
		Error string `json:"error"` // why it failed
	}
)

// finite is a number; nil for what is none, or beyond all.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func intervalOf(i estimate.Interval) *IntervalData {
	if i.N == 0 {
		return nil
	}
	return &IntervalData{finite(i.Value), finite(i.Low), finite(i.High), i.N}
}

// NewReport is an analysis as data: the shape of `entente sweep analyze --json`. Engine is the
// version that made the runs.
func NewReport(d *Data, a *Analysis, courses []Course, engine string) *Report {
	p := d.Plan
	o := Report{Study: string(p.Study.Name), Scenario: p.Options[0].Family.Scenario().Static.Scenario, Plan: p.Hash, Level: a.Level, Baseline: p.Options[a.Baseline].ID, Runs: p.Runs(), Missing: d.Missing, Failed: d.Fails}
	o.Method = methodOf(d, engine)
	for _, x := range d.Failed {
		o.Failures = append(o.Failures, FailureData(x))
	}
	for _, m := range a.Measures {
		x := MeasureData{ID: m.Figure.ID, Unit: m.Figure.Unit.String(), Noise: finite(m.Noise)}
		for _, s := range m.Options {
			x.Options = append(x.Options, OptionData{s.Option, s.Runs, s.Never, s.Absent, finite(s.Low.Value), intervalOf(s.Median), finite(s.High.Value), intervalOf(s.Mean), intervalOf(s.Less)})
		}
		o.Measures = append(o.Measures, x)
	}
	for i := range a.Blocks {
		o.Blocks = append(o.Blocks, blockOf(d, &a.Blocks[i]))
	}
	for i := range courses {
		o.Courses = append(o.Courses, courseOf(&courses[i], p.Options[courses[i].Option].ID))
	}
	if k := a.Known; k != nil {
		o.Enough = &EnoughData{k.Stop.Figure.ID, k.Option, intervalOf(k.Widest), k.Asked, k.Alike, k.Enough, k.Next}
	}
	return &o
}

func methodOf(d *Data, engine string) MethodData {
	m := d.Method()
	x := MethodData{Engine: engine, Seeds: "common", Root: d.Plan.Root(), Replications: d.Plan.Reps, Bootstrap: m.Rounds, Luck: m.Luck, Ranks: m.Ranks, Left: m.Left}
	if m.Independent {
		x.Seeds = "independent"
	}
	for _, h := range m.Intervals {
		x.Intervals = append(x.Intervals, HowData(h))
	}
	return x
}

func blockOf(d *Data, b *Block) BlockData {
	x := BlockData{ID: b.ID, Design: b.Design}
	for i := range b.Options {
		x.Sensitivities = append(x.Sensitivities, sensitivityOf(d, b, &b.Options[i]))
	}
	for _, r := range b.Responses {
		y := ResponseData{Measure: r.Figure.ID, Option: r.Option, Down: r.A.Path, Across: r.Across(), Rows: r.Levels[0], Columns: r.Levels[1]}
		for _, row := range r.Means {
			means := make([]*float64, len(row))
			for k, v := range row {
				means[k] = finite(v)
			}
			y.Means = append(y.Means, means)
		}
		x.Responses = append(x.Responses, y)
	}
	return x
}

func sensitivityOf(d *Data, b *Block, s *Sensitivity) SensitivityData {
	x := SensitivityData{Measure: s.Figure.ID, Option: s.Option, Noise: finite(s.Noise), Problem: s.Problem}
	if s.Indices != nil {
		x.Dropped = s.Indices.Dropped
		for g, name := range b.Groups {
			x.Indices = append(x.Indices, IndexData{name, intervalOf(s.Indices.First[g]), intervalOf(s.Indices.Total[g])})
		}
		for g, row := range s.Indices.Second {
			for h := g + 1; h < len(row); h++ {
				x.Pairs = append(x.Pairs, PairData{b.Groups[g], b.Groups[h], intervalOf(row[h])})
			}
		}
	}
	if s.Effects != nil {
		x.Lost = s.Effects.Dropped
		for g, name := range b.Groups {
			x.Effects = append(x.Effects, EffectData{name, intervalOf(s.Effects.Mu[g]), intervalOf(s.Effects.MuStar[g]), intervalOf(s.Effects.Sigma[g])})
		}
	}
	if s.Best != nil {
		x.Success = &SuccessData{Points: s.Hits, Best: boxOf(d, b, s.Best)}
		for i := range s.Boxes {
			x.Success.Boxes = append(x.Success.Boxes, boxOf(d, b, &s.Boxes[i]))
		}
	}
	return x
}

func boxOf(d *Data, b *Block, box *estimate.Box) BoxData {
	x := BoxData{Points: box.Runs, Hits: box.Hits, Coverage: box.Coverage, Density: box.Density, Mass: box.Mass}
	for f, c := range d.Factors(b.ID) {
		if !box.Bound(f) {
			continue
		}
		l := LimitData{Factor: c.Path}
		low, high := Limits(c, box, f)
		if low != "" {
			l.From = &low
		}
		if high != "" {
			l.To = &high
		}
		if box.Chance != nil {
			l.Chance = finite(box.Chance[f])
		}
		x.Limits = append(x.Limits, l)
	}
	return x
}

func courseOf(c *Course, option string) CourseData {
	x := CourseData{Measure: c.Figure.ID, Option: option, Runs: c.Runs}
	for k := range c.Middle {
		at := int64(c.Every) * int64(k+1)
		y := InstantData{At: at, Runs: c.Middle[k].N}
		if y.Runs > 0 {
			y.P5, y.Median, y.P95 = finite(c.Low[k].Value), finite(c.Middle[k].Value), finite(c.High[k].Value)
		}
		x.Course = append(x.Course, y)
	}
	return x
}
