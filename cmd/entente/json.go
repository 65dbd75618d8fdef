package main

import (
	"encoding/json"
	"fmt"
	"io"

	"entente/agents"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// outcome is the object that `run --json` prints.
type outcome struct {
	Scenario     string         `json:"scenario"`
	Title        string         `json:"title,omitempty"`
	Banner       string         `json:"banner,omitempty"`
	Engine       string         `json:"engine"`
	Seed         uint64         `json:"seed"`
	Until        int64          `json:"until_ms"`
	Set          []string       `json:"set,omitempty"`
	Digest       string         `json:"digest"`
	Records      uint32         `json:"records"`
	Events       uint64         `json:"events"`
	Replay       string         `json:"replay,omitempty"`
	Measures     measures       `json:"measures"`
	Deadlines    []deadline     `json:"deadlines"`
	Replications []*replication `json:"replications,omitempty"`
}

// spread is a range over replications. Null stands for a run in which it did
// not happen: such runs rank below all others, and beyond them where the number
// is a time to wait.
type spread struct {
	P05 *float64 `json:"p05"`
	P50 *float64 `json:"p50"`
	P95 *float64 `json:"p95"`
}

type deadline struct {
	Name      string         `json:"name"`
	Agency    string         `json:"agency"`
	Storyline string         `json:"storyline"`
	Want      string         `json:"want"`
	Outcome   string         `json:"outcome,omitempty"`
	Due       *int64         `json:"due_ms,omitempty"`
	When      *int64         `json:"when_ms,omitempty"`
	Margin    *int64         `json:"margin_ms,omitempty"`
	Reason    string         `json:"reason,omitempty"`
	Outcomes  map[string]int `json:"outcomes,omitempty"` // over replications
	Range     *spread        `json:"range_margin_ms,omitempty"`
}

type replication struct {
	Number  int    `json:"number"`
	Seed    uint64 `json:"seed"`
	Digest  string `json:"digest"`
	Records uint32 `json:"records"`
	Events  uint64 `json:"events"`
}

// outcome tells a run as data.
func (r *result) outcome(j *job) *outcome {
	all := r.story.Deadlines()
	o := &outcome{
		Scenario: j.scenario.Spec.Name, Title: j.scenario.Static.Title, Banner: j.scenario.Static.Banner,
		Engine: agents.Version, Seed: r.seed, Until: int64(j.until), Set: j.sets,
		Digest: r.digest.String(), Records: uint32(r.count), Events: r.events, Replay: r.file,
		Measures:  newMeasures(r.story.Results()),
		Deadlines: make([]deadline, len(all)),
	}
	for i := range all {
		o.Deadlines[i] = r.deadline(&all[i])
	}
	o.Measures.rows(r.story)
	return o
}

func (r *result) deadline(d *measure.Deadline) deadline {
	out := deadline{
		Name: d.Name, Agency: d.Agency, Storyline: d.Due.Storyline, Want: d.Want,
		Outcome: d.Outcome.String(), Due: instant(d.At), When: instant(d.When), Reason: d.Reason.String(),
	}
	if d.When != sim.Never && (d.Outcome == journal.Met || d.Outcome == journal.Late) {
		m := int64(d.Margin())
		out.Margin = &m
	}
	return out
}

func instant(t sim.Time) *int64 {
	if t == sim.Never {
		return nil
	}
	ms := int64(t)
	return &ms
}

func printJSON(w io.Writer, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", b)
	return err
}
