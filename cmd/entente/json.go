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

// measures are those that exist yet. Over replications each is a range.
type measures struct {
	M3  *share  `json:"M3"`  // deadlines informed or read
	M10 *margin `json:"M10"` // deadlines for an action
}

type share struct {
	Met   int      `json:"met"`
	Of    int      `json:"of"`
	Share *float64 `json:"share"` // null where nothing came due
	Range *spread  `json:"range,omitempty"`
}

type margin struct {
	Minimum     *int64  `json:"minimum_ms"` // null: the action never became available
	Median      *int64  `json:"median_ms"`
	Of          int     `json:"of"`
	Unavailable int     `json:"unavailable"`
	Range       *spread `json:"range,omitempty"` // of the minimum
}

// spread is a range over replications. Null stands for a run in which it did
// not happen: such runs rank below all others.
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
		Measures:  measures{M3: newShare(measure.M3(all)), M10: newMargin(measure.M10(all))},
		Deadlines: make([]deadline, len(all)),
	}
	for i := range all {
		o.Deadlines[i] = r.deadline(&all[i])
	}
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

func newShare(s measure.Share) *share {
	out := &share{Met: s.Of, Of: s.All}
	if s.All > 0 {
		v := float64(s.Of) / float64(s.All)
		out.Share = &v
	}
	return out
}

func newMargin(m measure.Margins) *margin {
	out := &margin{Of: len(m.Known) + m.Unavailable, Unavailable: m.Unavailable}
	if t, ok := m.Quantile(0); ok {
		out.Minimum = instant(t)
	}
	if t, ok := m.Quantile(500); ok {
		out.Median = instant(t)
	}
	return out
}

func printJSON(w io.Writer, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", b)
	return err
}
