package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/sweep"
)

// campaignFlags is what `entente campaign` was asked to do.
type campaignFlags struct {
	name  string
	seed  uint64
	sets  []string
	patch []string
	most  eventBound
	json  bool

	workers crew
}

func newCampaign(e *edge) *cobra.Command {
	o := &campaignFlags{}
	c := &cobra.Command{
		Use:   "campaign SCENARIO",
		Short: "Run an exercise several times and see what is learned",
		Long: `Campaign runs a scenario as often as its ` + "`campaign`" + ` says, each time with other luck.
Missed deadlines open the lessons that address them; once due, a lesson is a change in
every further run. For each run it says what was missed and which lessons were in
effect, and for each lesson whether its gap closed and recurred, which is measure M16.
Beside this it shows the same chain of runs in which nobody learned, and what each
lesson is worth: how many more deadlines are missed when it alone is left out. Runs use
all cores; Ctrl-C lets those under way finish and reports on the exercises that are done.`,
		Example: `  entente campaign lessons-learned
  entente campaign lessons-learned --seed 7 --set campaign.runs=20
  entente campaign mine.yaml --json | jq '.lessons[] | select(.missed_without_it > 0) | .id'`,
		Args:              args(cobra.ExactArgs(1), "one scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			o.name = given[0]
			return playCampaign(e, o)
		},
	}
	f := c.Flags()
	seedFlag(f, &o.seed)
	editFlags(f, &o.sets, &o.patch)
	boundFlag(f, &o.most)
	crewFlag(f, &o.workers)
	f.BoolVar(&o.json, "json", false, "print one JSON object instead of the picture")
	return c
}

func playCampaign(e *edge, o *campaignFlags) error {
	opts := scenarios.Options{Set: o.sets, Patches: o.patch, MaxEvents: uint64(o.most)}
	sc, err := load(o.name, opts)
	if err != nil {
		return err
	}
	if sc.Campaign == nil {
		return wrong(fmt.Errorf("%s has no campaign: give it a `campaign` with runs and lessons", o.name))
	}
	if err := affordable(sc, sc.Spec.End); err != nil {
		return err
	}
	for _, l := range sc.Campaign.Lessons { // what is wrong with one comes up before any run
		with := opts
		with.Set, with.Patches = slices.Concat(opts.Set, l.Set), slices.Concat(opts.Patches, l.Patches)
		if _, err := load(o.name, with); err != nil {
			return err
		}
	}
	ctx, pool, end := e.newPool(sweep.Campaigns(sc)*sc.Campaign.Runs, o.workers, "run")
	h, err := sweep.Hold(ctx, pool, sc, o.name, opts, o.seed)
	end()
	var problems scenarios.Problems
	switch {
	case errors.As(err, &problems):
		return wrong(err)
	case h == nil && errors.Is(err, sweep.ErrStopped):
		return errors.New("stopped in the first two exercises of the campaign, and nothing is told of less")
	case h == nil:
		return err
	}
	var lack error
	if err != nil {
		n := len(h.Learned.Rounds)
		lack = fmt.Errorf("stopped after %s of %s; what is told is of these, as --set campaign.runs=%d tells it", wording.Thousands(n), wording.Plural(sc.Campaign.Runs, "exercise"), n)
	}
	if o.json {
		return cmp.Or(printJSON(e.stdout, h.Data(sc, o.seed, agents.Version)), lack)
	}
	return cmp.Or(showCampaign(h, e, sc, o.seed), lack)
}

// showCampaign prints a campaign: its runs, its lessons, and what they came to.
func showCampaign(h *sweep.Holding, e *edge, sc *scenarios.Scenario, seed uint64) error {
	data := h.Data(sc, seed, agents.Version)
	p := newPicture(e, measure.NewTrace(sc.Static))
	p.printTitle(fmt.Sprintf("a campaign of %d runs from seed %d", len(data.Runs), seed), fmt.Sprintf("%d lessons", len(data.Lessons)))
	p.beginSection("Runs", "deadlines missed, and the step that cost most; beside it the same run if nobody learns")
	var before []string
	for i, r := range data.Runs {
		p.printLine("  ", inColour(strong, pad(fmt.Sprintf("run %d", i+1), 7)), missedMarks(len(r.Gaps)), fmt.Sprintf(" %d missed", len(r.Gaps)), inColour(faint, fmt.Sprintf("   %d if nobody learns", len(r.Plain))))
		for _, g := range r.Gaps {
			p.printLine("           ", gapText(g))
		}
		fresh := slices.DeleteFunc(slices.Clone(r.InEffect), func(id string) bool { return slices.Contains(before, id) })
		if len(fresh) > 0 {
			for _, l := range wrapList(fresh, p.width-25) {
				p.printLine("           from here on: ", l)
			}
		}
		before = r.InEffect
	}
	p.beginSection("Lessons", "a gap is closed when it is gone in the run in which its lesson takes effect; another lesson may have done it")
	for _, l := range data.Lessons {
		p.lesson(&l)
	}
	p.beginSection("What was learned", "measure M16: lessons that closed their gap, and gaps that came back")
	p.printLine("  ", fmt.Sprintf("%d opened, %d closed their gap, which came back in %s", data.Opened, data.Closed, wording.Plural(data.Returns, "later run")))
	p.printLine("  ", fmt.Sprintf("what an agency had missed in an earlier run it missed again %s", wording.Plural(data.Recurrences, "time")))
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

func missedMarks(n int) string {
	if n == 0 {
		return inColour(good, "✓")
	}
	return inColour(bad, strings.Repeat("✗", n))
}

func gapText(g sweep.GapData) string {
	what := map[string]string{"M3": "to know", "M10": "to act"}[g.Measure]
	if g.Step == "" {
		return fmt.Sprintf("%s: %s, never", g.Agency, what)
	}
	return fmt.Sprintf("%s: %s, most of it at %s", g.Agency, what, g.Step)
}

func (p *screen) lesson(l *sweep.LessonData) {
	state, colour := "not opened: its gap did not show", faint
	switch {
	case l.Opened == nil:
	case l.Closed:
		state, colour = fmt.Sprintf("✓ closed: opened after run %d, in effect from run %d, the gap gone there", *l.Opened, *l.Due), good
	default:
		state, colour = fmt.Sprintf("✗ open: opened after run %d, due in run %d, the gap not gone", *l.Opened, *l.Due), bad
	}
	p.printLine("  ", inColour(strong, pad(l.ID, 24)), l.Owner)
	for _, text := range wrap(l.Text, p.width-6) {
		p.printLine("      ", text)
	}
	p.printLine("      ", inColour(colour, state))
	if l.Opened != nil {
		p.printLine("      ", fmt.Sprintf("left out alone: %+d deadlines missed", l.Worth))
	}
	if l.Gap != nil {
		p.printLine("      ", inColour(faint, "against "+gapText(*l.Gap)))
	}
}
