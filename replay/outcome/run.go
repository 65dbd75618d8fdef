package outcome

import (
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Heading says what was run.
type Heading struct {
	Scenario string `json:"scenario"`
	Title    string `json:"title,omitempty"`
	Banner   string `json:"banner,omitempty"`
	Engine   string `json:"engine"`
	Seed     uint64 `json:"seed"`
}

// NewHeading is the heading of a run of the scenario that st describes.
func NewHeading(st *journal.Static, engine string, seed uint64) Heading {
	return Heading{st.Scenario, st.Title, st.Banner, engine, seed}
}

// Run is the object that `run --json` prints.
type Run struct {
	Heading
	Until        int64          `json:"until_ms"`
	Set          []string       `json:"set,omitempty"`
	Sources      string         `json:"sources"` // SHA-256 of what was run; see replay.SourceSum
	Digest       string         `json:"digest"`
	Records      uint32         `json:"records"`
	Events       uint64         `json:"events"`
	Replay       string         `json:"replay,omitempty"`
	Measures     Measures       `json:"measures"`
	Deadlines    []Deadline     `json:"deadlines"`
	Replications []*Replication `json:"replications,omitempty"`
	Failed       []Failure      `json:"failed,omitempty"` // replications that did not come to their end
}

// Deadline is one deadline; over replications it has ranges instead of instants.
type Deadline struct {
	Name      string          `json:"name"`
	Agency    string          `json:"agency"`
	Storyline string          `json:"storyline"`
	Want      string          `json:"want"`
	Outcome   string          `json:"outcome,omitempty"`
	Due       *int64          `json:"due_ms,omitempty"`
	When      *int64          `json:"when_ms,omitempty"`
	Margin    *int64          `json:"margin_ms,omitempty"`
	Reason    string          `json:"reason,omitempty"`
	Outcomes  map[string]int  `json:"outcomes,omitempty"` // over replications
	Range     *measure.Spread `json:"range_margin_ms,omitempty"`
}

// Replication is what is told of one replication.
type Replication struct {
	Number  int    `json:"number"`
	Seed    uint64 `json:"seed"`
	Digest  string `json:"digest"`
	Records uint32 `json:"records"`
	Events  uint64 `json:"events"`
}

// Failure is a run of many that did not come to its end.
type Failure struct {
	Number int    `json:"number"`
	Seed   uint64 `json:"seed"`
	Error  string `json:"error"`
}

// AddStory tells what a story came down to: measures with their rows, and
// deadlines.
func (o *Run) AddStory(s *measure.Story) {
	all := s.Deadlines()
	o.Deadlines = make([]Deadline, len(all))
	for i := range all {
		o.Deadlines[i] = newDeadline(&all[i])
	}
	o.Measures = NewMeasures(s.Results())
	o.Measures.AddRows(s)
}

// AddReplications tells many runs: the measures of the first, with their ranges
// over all, and how each deadline came out.
func (o *Run) AddReplications(first *measure.Results, runs []measure.Readings, tallies []measure.Tally) {
	o.Measures = NewMeasures(*first)
	o.Measures.AddRanges(runs)
	for i := range tallies {
		t := &tallies[i]
		d := Deadline{Name: t.Name, Agency: t.Agency, Storyline: t.Storyline, Want: t.Want, Range: t.Margin, Outcomes: map[string]int{}}
		for out, n := range t.Count {
			if n > 0 {
				d.Outcomes[journal.Outcome(out).String()] = n
			}
		}
		o.Deadlines = append(o.Deadlines, d)
	}
}

func newDeadline(d *measure.Deadline) Deadline {
	out := Deadline{
		Name: d.Name, Agency: d.Agency, Storyline: d.Due.Storyline, Want: d.Want,
		Outcome: d.Outcome.String(), Due: instant(d.At), When: instant(d.When), Reason: d.Reason.String(),
	}
	if d.When != sim.Never && (d.Outcome == journal.Met || d.Outcome == journal.Late) {
		m := int64(d.Margin())
		out.Margin = &m
	}
	return out
}

// instant is an instant in milliseconds since StartEx; nil for what never came.
func instant(t sim.Time) *int64 {
	if t == sim.Never {
		return nil
	}
	ms := int64(t)
	return &ms
}
