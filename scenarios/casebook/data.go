package casebook

import (
	"slices"

	"entente/scenarios/estimate"
	"entente/sim"
)

// Validation is what any number of cases came to, as data.
type Validation struct {
	Engine       string `json:"engine"`
	Seed         uint64 `json:"seed,string"`
	Replications int    `json:"replications"` // of each case
	Pairs        int    `json:"pairs"`        // of runs for each remedy
	// Set in all runs of all cases, beside what they say themselves.
	Set []string `json:"set"`
	// Predictive rows of all cases; null if there is none.
	Predictive *Coverage `json:"predictive"`
	// Fitted rows of all cases, which say nothing of the model; null if there is none.
	Fitted *Coverage `json:"fitted"`
	// Signs of remedies that came out as expected.
	Signs Tally `json:"signs"`
	// Labels that show as often as they must.
	Labels Tally `json:"labels"`
	// Controls: gaps that no remedy closed, as expected.
	Controls Tally `json:"controls"`
	// Cases, in the order in which they were named.
	Cases []*Result `json:"cases"`
	// Earlier results, of other engines, which stand beside these until better ones are
	// measured.
	Earlier []Earlier `json:"earlier"`
	// Calibration: what figures of the engine and of the library stand on.
	Calibration []Calibration `json:"calibration"`
}

// Coverage says how many places of rows are between 0.05 and 0.95, as nine in ten should be.
type Coverage struct {
	Rows   int `json:"rows"`   // that were measured
	Inside int `json:"inside"` // of them
	// Share of the rows that are inside.
	Share float64 `json:"share"`
	// Low and High bound the share with 95 % certainty, if each row had its own luck
	// (Clopper and Pearson's interval, which is exact).
	Low  float64 `json:"share_low"`
	High float64 `json:"share_high"` // see share_low
	// CasesLow and CasesHigh bound it with 90 % certainty over draws of whole cases, since
	// rows of one case share their causes; null for one case.
	CasesLow  *float64 `json:"share_low_over_cases"`
	CasesHigh *float64 `json:"share_high_over_cases"` // see share_low_over_cases
	Faster    int      `json:"faster"`                // rows that went faster than nineteen in twenty runs
	Slower    int      `json:"slower"`                // rows that took longer than nineteen in twenty runs
	// Histogram of places, in tenths from 0 to 1: flat, if the model is right.
	Histogram []int `json:"histogram"`
	// Unbounded bands: of rows that did not end in more than one run of twenty, or ended
	// before they began. A documented value that is inside such a band shows less.
	Unbounded int `json:"unbounded"`
	// Width of the middle band: how many times 5 % goes into 95 %; null if half of them or
	// more have no bound.
	Width *float64 `json:"median_width"`
	// Off is the mean over the rows of how far off the runs are, in powers of ten: the
	// continuous ranked probability score of the logarithm of the time. It counts both what
	// lies beside a band and what is inside of a wide one, so less is better; 0.3 is as bad
	// as one sure guess that is wrong by a factor of two.
	Off float64 `json:"mean_crps"`
}

// Tally counts what was confirmed.
type Tally struct {
	Confirmed int     `json:"confirmed"`  // of them
	Of        int     `json:"of"`         // all
	Low       float64 `json:"share_low"`  // 95 % bound of the share, if each had its own luck
	High      float64 `json:"share_high"` // 95 % bound of the share, if each had its own luck
}

// Result is what one case came to.
type Result struct {
	Name     string     `json:"name"`     // of the case
	Title    string     `json:"title"`    // of the case
	Scenario string     `json:"scenario"` // that is run
	Fitted   []string   `json:"fitted"`   // figures that were taken from the case
	Remedies int        `json:"remedies"` // that were run
	Rows     []Measured `json:"rows"`     // documented intervals
	Labels   []Labelled `json:"labels"`   // records that must show
	Signs    []Sign     `json:"signs"`    // what remedies did
	Controls []Held     `json:"controls"` // gaps that no remedy should close
}

// Measured is a row over all runs.
type Measured struct {
	ID         string   `json:"id"`                    // of the row
	Says       string   `json:"says"`                  // what lies between its records
	Documented string   `json:"documented"`            // the value of the public record
	Source     string   `json:"source"`                // of that value
	Tag        string   `json:"tag"`                   // how sure it is: S, L, K or C
	Note       string   `json:"note,omitempty"`        // for people
	MayNotEnd  string   `json:"may_not_end,omitempty"` // why a run may never get there, for people
	Role       string   `json:"role"`                  // predictive or fitted
	Measured   bool     `json:"measured"`              // it began in some run
	Never      bool     `json:"documented_open"`       // in the record it had not ended
	Place      float64  `json:"place"`                 // of the documented value among the runs, 0 to 1
	Low        *int64   `json:"p05_ms"`                // 5 % of the runs are no longer; null: never
	Median     *int64   `json:"p50_ms"`                // half of the runs are no longer; null: never
	High       *int64   `json:"p95_ms"`                // 95 % of the runs are no longer; null: never
	Width      *float64 `json:"width"`                 // 95 % by 5 %; null: without bound
	Off        float64  `json:"crps"`                  // in powers of ten; see Coverage.Off
	Counted    float64  `json:"share_counted"`         // of the runs that have what it takes for granted
	Begun      float64  `json:"share_begun"`           // of the counted runs in which it began
	Ended      float64  `json:"share_ended"`           // of the counted runs in which it ended
	Inside     bool     `json:"inside"`                // its place is between 0.05 and 0.95
	Verdict    string   `json:"verdict"`               // in words

	runs       []sim.Time
	documented Documented
}

// Between are the ends of the documented value, which are the same where it is one; null:
// never.
func (m *Measured) Between() (from, to *int64) { return ms(m.documented.Low), ms(m.documented.High) }

// Labelled is a label over all runs.
type Labelled struct {
	ID     string  `json:"id"`     // of the label
	Says   string  `json:"says"`   // what shows
	Source string  `json:"source"` // that it did
	Share  float64 `json:"share"`  // of the runs in which it shows
	Wanted string  `json:"wanted"` // how often it must
	Holds  bool    `json:"holds"`  // it does
}

// Sign is what a remedy did to one thing, pair by pair of runs of one seed.
type Sign struct {
	Remedy    string `json:"remedy"`    // by its name
	Says      string `json:"says"`      // what the remedy is
	On        string `json:"on"`        // what it is read on
	Expected  string `json:"expected"`  // sooner, same or later, said before it was run
	Came      string `json:"came"`      // sooner, same or later
	Sooner    int    `json:"sooner"`    // pairs
	Same      int    `json:"same"`      // pairs
	Later     int    `json:"later"`     // pairs
	Confirmed bool   `json:"confirmed"` // it came as expected
}

// Held is a gap that no remedy should close.
type Held struct {
	ID      string  `json:"id"`            // of the control
	Says    string  `json:"says"`          // what it is about
	On      string  `json:"on"`            // the deadline, or the row and its time
	Closed  float64 `json:"closed_at"`     // the share of runs from which it counts as closed
	Without float64 `json:"share_without"` // of the runs without a remedy in which it is closed
	Best    string  `json:"best"`          // the remedy that does most
	With    float64 `json:"share_with"`    // of the runs under that remedy in which it is closed
	Holds   bool    `json:"holds"`         // nothing closes it
}

// certain is the level of exact intervals.
const certain = 0.95

// Pool puts cases together.
func Pool(done []*Result, engine string, seed uint64, reps int, set ...string) *Validation {
	v := &Validation{Engine: engine, Seed: seed, Replications: reps, Set: slices.Concat([]string{}, set), Pairs: min(reps, MostPairs), Cases: done, Earlier: Known(), Calibration: Calibrations()}
	v.Predictive, v.Fitted = coverage(done, "predictive"), coverage(done, "fitted")
	for _, o := range done {
		for i := range o.Signs {
			v.Signs.add(o.Signs[i].Confirmed)
		}
		for i := range o.Labels {
			v.Labels.add(o.Labels[i].Holds)
		}
		for i := range o.Controls {
			v.Controls.add(o.Controls[i].Holds)
		}
	}
	for _, t := range []*Tally{&v.Signs, &v.Labels, &v.Controls} {
		x := estimate.Exact(t.Confirmed, t.Of, certain)
		t.Low, t.High = x.Low, x.High
	}
	return v
}

func (t *Tally) add(confirmed bool) {
	t.Of++
	if confirmed {
		t.Confirmed++
	}
}

// coverage pools the rows of a role; nil where there is none.
func coverage(done []*Result, role string) *Coverage {
	c := &Coverage{Histogram: make([]int, 10)}
	var byCase [][]float64
	var widths []float64
	for _, o := range done {
		var places []float64
		for i := range o.Rows {
			r := &o.Rows[i]
			if r.Role != role || !r.Measured {
				continue
			}
			c.Rows++
			c.Off += r.Off
			places = append(places, r.Place)
			c.Histogram[min(9, int(float64(r.Place*10)))]++
			switch {
			case r.Inside:
				c.Inside++
			case r.Place < lowest:
				c.Faster++
			default:
				c.Slower++
			}
			if r.Width != nil {
				widths = append(widths, *r.Width)
			} else {
				c.Unbounded++
			}
		}
		if len(places) > 0 {
			byCase = append(byCase, places)
		}
	}
	if c.Rows == 0 {
		return nil
	}
	c.Off /= float64(c.Rows)
	x := estimate.Exact(c.Inside, c.Rows, certain)
	c.Share, c.Low, c.High = x.Value, x.Low, x.High
	if len(byCase) > 1 {
		low, high := overCases(byCase)
		c.CasesLow, c.CasesHigh = &low, &high
	}
	if slices.Sort(widths); len(widths) > c.Rows/2 {
		c.Width = &widths[c.Rows/2] // those without a bound are the widest
	}
	return c
}
