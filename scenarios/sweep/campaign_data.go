package sweep

import (
	"slices"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim/journal"
)

// CampaignData is a campaign as data: the shape of `entente campaign --json`.
type CampaignData struct {
	Scenario    string       `json:"scenario"`
	Title       string       `json:"title,omitempty"`
	Banner      string       `json:"banner,omitempty"`
	Engine      string       `json:"engine"`
	Seed        uint64       `json:"seed,string"`
	Runs        []RoundData  `json:"runs"`        // of the campaign, in order
	Lessons     []LessonData `json:"lessons"`     // of the campaign
	Opened      int          `json:"opened"`      // lessons that were opened
	Closed      int          `json:"closed"`      // lessons whose gap was gone in the run in which they took effect
	Recurrences int          `json:"recurrences"` // times that an agency missed again what it had missed before
	Returns     int          `json:"returns"`     // runs in which the gap of a closed lesson showed again
}

// RoundData is one run of a campaign.
type RoundData struct {
	Seed     uint64    `json:"seed,string"`    // as text: it may have more digits than some readers keep
	Digest   string    `json:"digest"`         // over all records
	InEffect []string  `json:"in_effect"`      // lessons in effect in this run
	Gaps     []GapData `json:"gaps"`           // deadlines missed
	Plain    []GapData `json:"gaps_unlearned"` // deadlines missed in the same run if nobody learns
}

// GapData is a deadline that an agency missed.
type GapData struct {
	Measure string `json:"measure"`        // M3 to know, M10 to act
	Agency  string `json:"agency"`         // that missed it
	Step    string `json:"step,omitempty"` // empty where it never came
}

// LessonData is a lesson of a campaign.
type LessonData struct {
	ID     string   `json:"id"`                 // of the lesson
	Owner  string   `json:"owner,omitempty"`    // who has to learn it
	Text   string   `json:"text,omitempty"`     // of the lesson
	Opened *int     `json:"opened_after_run"`   // run, from 1; null: its gap did not show
	Due    *int     `json:"in_effect_from_run"` // run, from 1; null: it was not opened
	Gap    *GapData `json:"gap,omitempty"`      // that opened it
	Closed bool     `json:"closed"`             // its gap was gone in the run in which it took effect
	Worth  int      `json:"missed_without_it"`  // more deadlines missed in the campaign when this lesson alone is omitted
}

func gapsData(gaps []measure.Gap) []GapData {
	out := make([]GapData, 0, len(gaps))
	for _, g := range gaps {
		row := GapData{Measure: g.Measure, Agency: g.Agency}
		if g.Step != journal.NoStep {
			row.Step = g.Step.String()
		}
		out = append(out, row)
	}
	return out
}

// Data gives a campaign as data. Seed and engine say of which runs.
func (h *Holding) Data(sc *scenarios.Scenario, seed uint64, engine string) *CampaignData {
	st, learned := sc.Static, h.Learned
	out := &CampaignData{
		Scenario: st.Scenario, Title: st.Title, Banner: st.Banner, Engine: engine, Seed: seed,
		Opened: learned.Improvement.All, Closed: learned.Improvement.Of, Recurrences: learned.Improvement.Recurrences,
		Returns: learned.Improvement.Returns,
	}
	for r := range learned.Rounds {
		x := &learned.Rounds[r]
		out.Runs = append(out.Runs, RoundData{x.Seed, x.Digest.String(), append([]string{}, x.InEffect...), gapsData(x.Gaps), gapsData(h.Plain.Rounds[r].Gaps)})
	}
	for i := range sc.Campaign.Lessons {
		l := &sc.Campaign.Lessons[i]
		row := LessonData{ID: l.ID, Owner: l.Owner, Text: l.Text, Worth: h.Worth(i)}
		if at := slices.IndexFunc(learned.Plan, func(c measure.Corrective) bool { return c.ID == l.ID }); at >= 0 {
			c := &learned.Plan[at]
			opened, due, gap := c.Opened+1, c.Due+1, gapsData([]measure.Gap{c.Gap})[0]
			row.Opened, row.Due, row.Gap, row.Closed = &opened, &due, &gap, isGapClosed(c, learned.Rounds)
		}
		out.Lessons = append(out.Lessons, row)
	}
	return out
}

// isGapClosed says whether a lesson's gap was gone in the run in which it took effect.
func isGapClosed(c *measure.Corrective, rounds []Round) bool {
	return c.Due < len(rounds) && !slices.Contains(rounds[c.Due].Gaps, c.Gap)
}
