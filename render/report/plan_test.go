package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/document"
	"entente/render/report"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
)

// piece is what the improvement plan says for a campaign; empty where it says
// nothing.
func piece(in *report.Input) string {
	for _, s := range report.Build(in).Sections {
		for _, b := range s.Blocks {
			if c, ok := b.(document.Code); ok && s.ID == "plan" {
				return c.Text
			}
		}
	}
	return ""
}

// ownCampaign is the campaign that a scenario has already.
var ownCampaign = regexp.MustCompile(`(?m)^campaign:\n(?:[ #].*\n|\n)*`)

// joined puts a piece into a scenario of the library, as a file of its own.
func joined(t *testing.T, name, yaml string) string {
	t.Helper()
	text, err := scenarios.LibraryFile(name)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), name+".yaml")
	require.NoError(t, os.WriteFile(path, []byte(ownCampaign.ReplaceAllString(string(text), "")+"\n"+yaml), 0o600))
	return path
}

// What the improvement plan of a library scenario says for a campaign can be put into
// the scenario as it stands: it loads, a campaign of it runs, and the lessons are
// opened by the gaps that the report was about.
func TestPlanFeedsACampaign(t *testing.T) {
	fed := 0
	for _, entry := range scenarios.Library() {
		in := input(t, entry.Name, 0)
		yaml := piece(in)
		if yaml == "" {
			continue
		}
		fed++
		t.Run(entry.Name, func(t *testing.T) {
			path := joined(t, entry.Name, yaml)
			sc, err := scenarios.Load(path, scenarios.Options{})
			require.NoError(t, err, yaml)
			require.NotEmpty(t, sc.Campaign.Lessons)
			sc.Campaign.Runs = 2 // one that opens them, one in which they are in effect
			h, err := sweep.Hold(t.Context(), sweep.Pool{Workers: 2}, sc, path, scenarios.Options{}, 1)
			require.NoError(t, err)
			c := h.Learned
			require.Len(t, c.Plan, len(sc.Campaign.Lessons), "every lesson's gap shows in the run that was reported")
			for _, x := range c.Plan {
				require.Zero(t, x.Opened, x.ID)
			}
			require.Len(t, c.Rounds[1].InEffect, len(sc.Campaign.Lessons))
		})
	}
	require.Greater(t, fed, 4)
}

// Every action of a plan sets something that a campaign can try, or the plan says that
// no remedy of the catalogue fits, and what a patch by hand can do.
func TestPlanSaysWhatNoRemedyFits(t *testing.T) {
	with, without := 0, 0
	for _, entry := range scenarios.Library() {
		var table document.Table
		said, yaml := false, ""
		for _, s := range report.Build(input(t, entry.Name, 0)).Sections {
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case document.Table:
					if s.ID == "plan" {
						table = b
					}
				case document.Paragraph:
					said = said || s.ID == "plan" && strings.Contains(b.Text, "no remedy of the catalogue fits")
				case document.Code:
					if s.ID == "plan" {
						yaml = b.Text
					}
				}
			}
		}
		nothing := 0
		for _, row := range table.Rows {
			if row[len(row)-1].Text == "nothing" {
				nothing++
			}
		}
		require.Equal(t, nothing > 0, said, entry.Name)
		require.Equal(t, len(table.Rows) > nothing, yaml != "", entry.Name)
		require.Equal(t, len(table.Rows)-nothing, strings.Count(yaml, "- id: action-"), entry.Name)
		with, without = with+len(table.Rows)-nothing, without+nothing
	}
	require.Greater(t, with, 10)
	require.Positive(t, without)
}

// An action that an evaluator noted is a lesson too, against the gap of the deadline
// it is tied to; one that sets nothing is none. Whatever people write stays text.
func TestNotedActionsAreLessons(t *testing.T) {
	in := input(t, "deportation-notice-2015", 0)
	var missed measure.Deadline
	for _, d := range in.Trace.Deadlines() {
		if d.Counts() && d.Outcome.String() == "LATE" {
			missed = d
		}
	}
	require.NotEmpty(t, missed.Name)
	in.Notes = &notes.Book{Notes: []notes.Note{
		{Kind: notes.Observation, At: int64(sim.Hour), Deadline: missed.Name, Action: "Read it at \"night\": # now", Owner: "head of desk: {x}", Set: "nations.belgium.agencies.djsoc.desks.intake.servers=4; nations.belgium.agencies.djsoc.desks.intake.hours=24/7"},
		{Kind: notes.Observation, At: int64(sim.Hour), Action: "Talk to each other"},
	}}
	yaml := piece(in)
	sc, err := scenarios.Load(joined(t, "deportation-notice-2015", yaml), scenarios.Options{})
	require.NoError(t, err, yaml)
	l := sc.Campaign.Lessons[0]
	require.Equal(t, "Read it at \"night\": # now", l.Text)
	require.Equal(t, "head of desk: {x}", l.Owner)
	require.Equal(t, missed.Agency, l.Agency)
	require.Len(t, l.Set, 2)
	require.False(t, strings.Contains(yaml, "id: action-2"))
}
