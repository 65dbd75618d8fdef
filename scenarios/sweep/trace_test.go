package sweep

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// The traces in testdata show a campaign run by run: what was missed, which lessons
// were in effect, and in the records of each run the parameters that they set and
// the deadlines that came of it.
func TestCampaignTraces(t *testing.T) {
	datadriven.RunTest(t, "testdata/campaign.txt", func(t *testing.T, d *datadriven.TestData) string {
		load := func(o scenarios.Options) (*scenarios.Scenario, error) {
			return scenarios.LoadText("campaign.yaml", []byte(d.Input), o)
		}
		s, err := load(scenarios.Options{})
		require.NoError(t, err)
		list, err := playChains(t.Context(), Pool{}, s, load, scenarios.Options{}, 1, none)
		require.NoError(t, err)
		c := list[0]
		var b strings.Builder
		for i, r := range c.Rounds {
			fmt.Fprintf(&b, "run %d%s\n", i+1, strings.TrimSuffix("  in effect: "+strings.Join(r.InEffect, ", "), "  in effect: "))
			var sets []string
			for _, l := range s.Campaign.Lessons {
				for _, id := range r.InEffect {
					if id == l.ID {
						sets = append(sets, l.Set...)
					}
				}
			}
			now, err := load(scenarios.Options{Set: sets})
			require.NoError(t, err)
			trace := measure.NewTrace(now.Static)
			require.NoError(t, agents.New(now.Spec, r.Seed, trace).Run())
			for k := range trace.Records {
				switch x := &trace.Records[k]; x.Kind {
				case journal.Set:
					fmt.Fprintf(&b, "  set %s from %d to %d\n", trace.Name(journal.Ref(x.Args[0])), x.Args[1], x.Args[2])
				case journal.Deadline:
					fmt.Fprintf(&b, "  deadline %s %s, due at hour %d\n", trace.Name(journal.Ref(x.Args[0])), journal.Outcome(x.Args[1]), sim.Time(x.Args[2])/sim.Hour)
				}
			}
			for _, g := range r.Gaps {
				fmt.Fprintf(&b, "  gap %s %s %s\n", g.Measure, g.Agency, g.Step)
			}
		}
		fmt.Fprintf(&b, "%d opened, %d closed, %d returns, %d recurrences\n", c.Improvement.All, c.Improvement.Of, c.Improvement.Returns, c.Improvement.Recurrences)
		return b.String()
	})
}
