package review

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"entente/replay/measure"
)

// Sample is what many runs of a scenario came to under each option of a study, as
// `entente sweep analyze --json` writes it: what two runs cannot say, since what differs
// between them may be luck.
type Sample struct {
	Study    string
	Scenario string
	Level    float64 // of every interval
	Luck     string  // what runs of one replication share, in words
	Paired   bool    // they share their luck
	Baseline string  // option that the others are held against
	Figures  []SampleFigure
}

// SampleFigure is one figure under every option, the baseline first.
type SampleFigure struct {
	*measure.Figure
	Options []SampleOption
}

// SampleOption is what a figure came to under one option.
type SampleOption struct {
	Name        string
	Runs, Never int
	Low, High   *float64 // what 5 and 95 % of the runs do not exceed; nil: it never came
	Median      *float64
	Less        *SampleInterval // its mean less that of the baseline, run by run; nil for none
}

// SampleInterval is an estimate with what it may be.
type SampleInterval struct {
	Value, Low, High float64
	Runs             int
}

// Differs says whether the interval leaves out that there is no difference.
func (i *SampleInterval) Differs() bool { return i != nil && (i.Low > 0 || i.High < 0) }

// MostSample is how large the result of a study may be that is read, in bytes.
const MostSample = 16 << 20

// ErrNoSample says that a file is no result of a study.
var ErrNoSample = errors.New("this is no result of a study: write one with `entente sweep analyze DIR --json > study.json`")

// sampleFile is what is read of such a file.
type sampleFile struct {
	Level    float64 `json:"level"`
	Study    string  `json:"study"`
	Scenario string  `json:"scenario"`
	Baseline string  `json:"baseline"`
	Method   struct {
		Seeds string `json:"seeds"`
		Luck  string `json:"luck"`
	} `json:"method"`
	Measures []struct {
		ID      string `json:"id"`
		Unit    string `json:"unit"`
		Options []struct {
			Option string        `json:"option"`
			Runs   int           `json:"runs"`
			Never  int           `json:"never"`
			P5     *float64      `json:"p5"`
			Median *intervalFile `json:"median"`
			P95    *float64      `json:"p95"`
			Less   *intervalFile `json:"less_baseline"`
		} `json:"options"`
	} `json:"measures"`
}

type intervalFile struct {
	Value, Low, High *float64
	Runs             int
}

// ReadSample reads the result of a study. Figures that this version does not know are
// left out.
func ReadSample(data []byte) (*Sample, error) {
	var in sampleFile
	if len(data) > MostSample {
		return nil, fmt.Errorf("a result of a study has at most %d MB, this has more", MostSample>>20)
	}
	if err := json.Unmarshal(data, &in); err != nil || in.Study == "" || len(in.Measures) == 0 {
		return nil, ErrNoSample
	}
	s := &Sample{Study: in.Study, Scenario: in.Scenario, Level: in.Level, Luck: in.Method.Luck, Paired: in.Method.Seeds == "common", Baseline: in.Baseline}
	for i := range in.Measures {
		m := &in.Measures[i]
		at := slices.IndexFunc(measure.Catalogue, func(f measure.Figure) bool { return f.ID == m.ID && f.Unit.String() == m.Unit })
		if at < 0 {
			continue
		}
		x := SampleFigure{Figure: &measure.Catalogue[at]}
		for k := range m.Options {
			o := &m.Options[k]
			y := SampleOption{Name: o.Option, Runs: o.Runs, Never: o.Never, Low: o.P5, High: o.P95}
			if o.Median != nil {
				y.Median = o.Median.Value
			}
			if l := o.Less; l != nil && l.Value != nil && l.Low != nil && l.High != nil {
				y.Less = &SampleInterval{*l.Value, *l.Low, *l.High, l.Runs}
			}
			if o.Option == in.Baseline {
				x.Options = slices.Insert(x.Options, 0, y)
				continue
			}
			x.Options = append(x.Options, y)
		}
		if len(x.Options) < 2 || x.Options[0].Name != in.Baseline {
			return nil, fmt.Errorf("study %q has no second option beside %q: two options are compared", s.Study, in.Baseline)
		}
		s.Figures = append(s.Figures, x)
	}
	return s, nil
}

// Join puts the result of a study beside two runs.
func (p *Pair) Join(s *Sample) error {
	if s != nil && s.Scenario != p.A.Static.Scenario {
		return fmt.Errorf("study %q is about %q, and these are runs of %q", s.Study, s.Scenario, p.A.Static.Scenario)
	}
	p.Sample = s
	return nil
}
