package analysis

import (
	"fmt"
	"io"

	"entente/replay/measure"
	"entente/scenarios/batch"
	"entente/scenarios/estimate"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim"
)

// Course is a measure over time under one option: at each instant of the study's
// series where nine in ten runs and the middle one are. N is 0 where no run had
// anything to measure; infinite is never.
type Course struct {
	Figure *measure.Figure
	Option int
	Every  sim.Time
	Low    []estimate.Interval
	Middle []estimate.Interval
	High   []estimate.Interval
	Runs   int // that were looked at
}

// mostCourse bounds the runs of an option that a course looks at. The first ones are an
// even sample: all configurations run once, then all once more.
const mostCourse = 2000

// Courses reads the series of a plan.
func Courses(p *study.Plan, r *results.Reader) ([]Course, error) {
	t, track := batch.Series(p), p.Series
	// values[option][figure][instant] of the runs, in their order.
	values := make([][][][]float64, len(p.Options))
	runs := make([]map[int]bool, len(p.Options))
	for o := range values {
		runs[o] = map[int]bool{}
		values[o] = make([][][]float64, len(track.Figures))
		for f := range values[o] {
			values[o][f] = make([][]float64, track.Count)
		}
	}
	row := make(results.Row, len(t.Columns))
	for {
		err := r.Read(row)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		run, at := int(row[0].I), int(row[1].I/int64(track.Every))-1
		if run < 0 || run >= p.Runs() || at < 0 || at >= track.Count {
			return nil, fmt.Errorf("the series have run %d at %s, and the study has none", row[0].I, sim.Time(row[1].I).Elapsed())
		}
		o := p.Run(run).Config % len(p.Options)
		if !runs[o][run] && len(runs[o]) == mostCourse {
			continue
		}
		runs[o][run] = true
		for f, figure := range track.Figures {
			switch v, state := row[2+2*f], row[3+2*f].S; {
			case v.Has:
				values[o][f][at] = append(values[o][f][at], v.F)
			case state == "never":
				values[o][f][at] = append(values[o][f][at], rankOfNever(figure))
			}
		}
	}
	var out []Course
	for f, figure := range track.Figures {
		for o := range p.Options {
			c := Course{Figure: figure, Option: o, Every: track.Every, Runs: len(runs[o])}
			for _, list := range values[o][f] {
				q := func(share float64) estimate.Interval {
					return estimate.Ranked([][]float64{list}, share, levelOf(p.Study))
				}
				c.Low, c.Middle, c.High = append(c.Low, q(0.05)), append(c.Middle, q(0.5)), append(c.High, q(0.95))
			}
			out = append(out, c)
		}
	}
	return out, nil
}
