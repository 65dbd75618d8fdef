package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

func newShow(e *edge) *cobra.Command {
	var asJSON, all bool
	var words terms
	c := forFiles(e, &cobra.Command{
		Use:   "show FILE...",
		Short: "Show what came of the run in a replay file",
		Long: `Show prints the picture that run ended with, byte for byte: deadlines, who knew
what when, what was refused or late and why. It reads the file alone; neither the
scenario nor the engine that made it is needed. With --json it prints the object
of run --json. For a large world it shows who needs to know and who mattered, and
counts the rest; --all shows all of it.`,
		Example: `  entente replay show deportation-notice-2015-1.mcap
  entente replay show run.mcap --terms nato
  entente replay show run.mcap --json | jq .deadlines`,
	}, func(name string, f *replay.File) error {
		r, err := resultOf(name, f)
		if err != nil {
			return reading(err)
		}
		return r.show(e, words.Terms, asJSON, all)
	})
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object instead of the picture")
	addAllFlag(c, &all)
	words.addFlag(c)
	return c
}

// addAllFlag adds --all to a command that ends with the picture of a run.
func addAllFlag(c *cobra.Command, all *bool) {
	c.Flags().BoolVar(all, "all", false, "show all of a large world: every agency, reason and number")
}

// longRun is from how many records on it pays to collect garbage more often.
const longRun = 1 << 17

// resultOf reads from a file what its run came to.
func resultOf(name string, f *replay.File) (*result, error) {
	m := f.Meta()
	until, err := untilOf(f)
	if err != nil {
		return nil, err
	}
	r := &result{
		engine: m.Engine, seed: m.Seed, until: until, sets: m.Set, digest: f.Result().Digest.String(), source: m.Sources, recovered: f.Result().Recovered,
		events: f.Result().Events, trace: measure.NewTrace(f.Static()), file: name,
	}
	if f.Truncated != nil {
		r.digest = ""
	}
	r.trace.Expect(f.Likely())
	collect(f)
	err = f.Records(func(x *replay.Entry) error { return r.trace.Record(&x.Record) })
	r.count = journal.Num(len(r.trace.Records))
	return r, err
}

// collect has garbage collected twice as often while a long run is read: what is read
// stays, and garbage may be half as much, not as much again.
func collect(f *replay.File) {
	if f.Likely() > longRun {
		debug.SetGCPercent(50)
	}
}

// untilOf is where the run in a file was to stop.
func untilOf(f *replay.File) (sim.Time, error) {
	st := f.Static()
	if f.Meta().Until == "" {
		return sim.Time(st.EndEx), nil
	}
	s := wording.NewSpeaker(st, wording.HSEEP)
	err := s.ReadStop(f.Meta().Until)
	return min(s.Stop, sim.Time(st.EndEx)), err
}

// show prints what came of a run: the picture, or one object.
func (r *result) show(e *edge, t *wording.Terms, asJSON, all bool) error {
	if !asJSON {
		return showPicture(e, t, r, all)
	}
	one, err := outcome.NewReplication(r.rerunOf(0), r.trace)
	if err != nil {
		return reading(err)
	}
	o := r.heading()
	o.Add(r.trace.Static, []*outcome.Replication{one})
	return printJSON(e.stdout, o)
}

// heading begins what is told of a run as data.
func (r *result) heading() *outcome.Run {
	o := outcome.NewRun(outcome.NewHeading(r.trace.Static, r.engine, r.seed))
	o.Stopped = r.until < sim.Time(r.trace.Static.EndEx)
	o.Until, o.Sources, o.Replay = int64(r.until), r.source, r.file
	o.Set = append(o.Set, r.sets...)
	return o
}

// rerunOf says what makes a run again, as run number i.
func (r *result) rerunOf(i int) outcome.Proof {
	return outcome.Proof{Number: i, Seed: r.seed, Digest: r.digest, Records: uint32(r.count), Events: r.events}
}

// terms is the flag that chooses a terminology.
type terms struct{ *wording.Terms }

// addFlag adds --terms to a command; without it the words are those of HSEEP.
func (t *terms) addFlag(c *cobra.Command) {
	t.Terms = wording.HSEEP
	c.Flags().Var(t, "terms", "words of this `SCHOOL`: hseep, nato or eu")
	if err := c.RegisterFlagCompletionFunc("terms", cobra.FixedCompletions([]string{"hseep", "nato", "eu"}, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is defined above
	}
}

// String, Set and Type make it a flag.
func (t *terms) String() string { return "" }

func (t *terms) Type() string { return "SCHOOL" }

func (t *terms) Set(name string) (err error) {
	t.Terms, err = wording.TermsOf(name)
	return err
}
