package agents_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// TestReferenceLoadIsBalanced: over seeds, twelve-nations brings every outcome
// of deadlines, messages that end for many reasons, and parked ones that go on.
func TestReferenceLoadIsBalanced(t *testing.T) {
	spec := load(t, "twelve-nations").Spec
	outcomes := map[journal.Outcome]int{}
	reasons := map[journal.Reason]int{}
	freed, benign := 0, 0
	for seed := range uint64(12) {
		_, m := run(t, spec, seed)
		parked := map[sim.ID]bool{}
		for i := range m.list {
			r := &m.list[i]
			switch r.Kind {
			case journal.Deadline:
				outcomes[journal.Outcome(r.Args[1])]++
			case journal.Ended:
				reasons[r.Reason]++
			case journal.Parked:
				parked[r.Subject] = true
			case journal.Passed:
				if r.Step == journal.Will && parked[r.Subject] {
					freed++
				}
			case journal.Sent:
				if s := r.Args[4]; s != 0 && spec.Names.Text(journal.Ref(s)) == "orchestra" {
					benign++
				}
			}
		}
	}
	for _, o := range []journal.Outcome{journal.Met, journal.Late, journal.NotMet, journal.Void} {
		require.GreaterOrEqual(t, outcomes[o], 6, "%v: %v", o, outcomes)
	}
	for _, r := range []journal.Reason{
		journal.RuleBlocks, journal.NotGranted, journal.NotWilling, journal.ConsentDenied,
		journal.NothingLeft, journal.OverloadDrop, journal.NoChannel,
	} {
		require.NotZero(t, reasons[r], "%v: %v", r, reasons)
	}
	require.Greater(t, freed, 12)
	require.Greater(t, benign, 12, "the innocent are talked about too")
}

// TestLastMile: who reads a foreign warning inside one state is a matter of
// rules. Each remedy does what was expected of it before any run.
func TestLastMile(t *testing.T) {
	base := lastMile(t)
	tear := lastMile(t, "tear-line")
	duty := lastMile(t, "duty-to-warn")
	council := lastMile(t, "nsc-standing-order")
	sooner, later := 0, 0
	for seed := range base {
		require.Equal(t, sim.Never, base[seed].stations, "no rule tells the stations")
		require.Equal(t, sim.Never, council[seed].stations, "nor does the council")
		require.Less(t, duty[seed].stations, tear[seed].stations)
		require.LessOrEqual(t, duty[seed].stations-duty[seed].holder, 24*sim.Hour, "of the first holder's reading")
		if council[seed].chief < base[seed].chief {
			sooner++
		}
		if council[seed].chief > base[seed].chief {
			later++
		}
	}
	require.Greater(t, sooner, len(base)/3)
	require.Less(t, 2*later, sooner, "what comes by way of the council may be put aside where the other's would not have been")
}

// firstRead is when three offices had understood the first warning, the first of its
// holders and those it is for.
type firstRead struct{ holder, chief, stations sim.Time }

func lastMile(t *testing.T, patches ...string) []firstRead {
	var o scenarios.Options
	for _, p := range patches {
		o.Patches = append(o.Patches, "last-mile-2019/"+p)
	}
	s, err := scenarios.Load("last-mile-2019", o)
	require.NoError(t, err)
	out := make([]firstRead, 20)
	for seed := range out {
		_, m := run(t, s.Spec, uint64(seed))
		out[seed] = firstRead{sim.Never, sim.Never, sim.Never}
		for i := range slices.Backward(m.list) {
			r := &m.list[i]
			if r.Kind != journal.Held || s.Spec.Names.Text(journal.Ref(r.Args[0])) != "warning.first" {
				continue
			}
			switch s.Spec.Names.Text(r.Actor) {
			case "srilanka.sis":
				out[seed].holder = r.At
			case "srilanka.police-chief":
				out[seed].chief = r.At
			case "srilanka.stations":
				out[seed].stations = r.At
			}
		}
	}
	return out
}

// TestTenWorkingDays: a proposal handed in on Wednesday 27 February 2019 is open to
// objections until Wednesday 13 March, 15:00 at the committee's seat, in every run.
func TestTenWorkingDays(t *testing.T) {
	s, err := scenarios.Load("listing-by-consensus-2019", scenarios.Options{})
	require.NoError(t, err)
	for seed := range uint64(5) {
		_, m := run(t, s.Spec, seed)
		seen := 0
		for i := range m.list {
			if r := &m.list[i]; r.Kind == journal.Circulated {
				seen++
				require.Less(t, r.At, 15*sim.Hour, "on the day of the submission, which began at 09:00")
				require.Equal(t, int64(14*sim.Day+6*sim.Hour), r.Args[4])
			}
		}
		require.Equal(t, 1, seen)
	}
}

// TestMisspelledName: nobody tells the case agents of a journey, nor the local
// police of the name, but for a rule or a team; what the lists know again is a
// matter of spelling.
func TestMisspelledName(t *testing.T) {
	base := misspelled(t)
	reopen := misspelled(t, "reopen-on-travel")
	team := misspelled(t, "task-force-sees-all")
	normal := misspelled(t, "names-normalised")
	missed := 0
	for seed := range base {
		b, r, j, n := base[seed], reopen[seed], team[seed], normal[seed]
		require.Equal(t, sim.Never, b["usa.field-office case.departure"])
		require.Equal(t, sim.Never, b["usa.local-police case.identity"])
		if b["usa.entry-desk case.departure"] < sim.Never {
			require.Less(t, r["usa.field-office case.departure"], sim.Never)
			require.Less(t, j["usa.field-office case.departure"], sim.Never)
		}
		if b["usa.field-office case.identity"] < sim.Never { // the name came through the translation
			require.Less(t, j["usa.local-police case.identity"], sim.Never)
		}
		require.Less(t, n["usa.watch-centre case.return"], sim.Never)
		if b["usa.watch-centre case.return"] == sim.Never {
			missed++
		}
	}
	require.NotZero(t, missed)
	require.Less(t, missed, len(base))
}

// misspelled gives, for each seed, when an agency first understood a fact.
func misspelled(t *testing.T, patches ...string) []map[string]sim.Time {
	var o scenarios.Options
	for _, p := range patches {
		o.Patches = append(o.Patches, "misspelled-name-2011/"+p)
	}
	s, err := scenarios.Load("misspelled-name-2011", o)
	require.NoError(t, err)
	name := func(r journal.Ref) string { return s.Spec.Names.Text(r) }
	out := make([]map[string]sim.Time, 12)
	for seed := range out {
		_, m := run(t, s.Spec, uint64(seed))
		out[seed] = map[string]sim.Time{}
		for _, a := range []string{"usa.field-office", "usa.local-police", "usa.entry-desk", "usa.watch-centre"} {
			for _, f := range []string{"case.departure", "case.identity", "case.return"} {
				out[seed][a+" "+f] = sim.Never
			}
		}
		for i := range slices.Backward(m.list) {
			if r := &m.list[i]; r.Kind == journal.Held && r.Args[3] == 1 {
				out[seed][name(r.Actor)+" "+name(journal.Ref(r.Args[0]))] = r.At
			}
		}
	}
	return out
}

// TestCovertCheck: a hit on an alert without content tells the patrol nothing; an
// alert that says why, or a second file asked beside the first, does so before the
// owner could have answered.
func TestCovertCheck(t *testing.T) {
	base, inquiry, both := patrol(t), patrol(t, "inquiry-check"), patrol(t, "interpol-with-sis")
	for seed := range base {
		require.False(t, base[seed].shown)
		require.True(t, inquiry[seed].shown && both[seed].shown)
		require.Less(t, inquiry[seed].link, base[seed].link)
		require.Less(t, both[seed].link, base[seed].link)
	}
}

// atTheRoadside is when the patrol had understood the link, and whether a hit
// had shown it what one can act on.
type atTheRoadside struct {
	link  sim.Time
	shown bool
}

func patrol(t *testing.T, patches ...string) []atTheRoadside {
	spec := patched(t, "covert-check-2015", patches)
	out := make([]atTheRoadside, 6)
	for seed := range out {
		out[seed].link = sim.Never
		_, m := run(t, spec, uint64(seed))
		for i := range m.list {
			r := &m.list[i]
			if spec.Names.Text(r.Actor) != "france.gendarmes" {
				continue
			}
			switch r.Kind {
			case journal.Hit:
				out[seed].shown = out[seed].shown || r.Args[4] == 1
			case journal.Held:
				if spec.Names.Text(journal.Ref(r.Args[0])) == "roadside.link" {
					out[seed].link = min(out[seed].link, r.At)
				}
			}
		}
	}
	return out
}

func patched(t *testing.T, scenario string, patches []string) *model.Spec {
	var o scenarios.Options
	for _, p := range patches {
		o.Patches = append(o.Patches, scenario+"/"+p)
	}
	s, err := scenarios.Load(scenario, o)
	require.NoError(t, err)
	return s.Spec
}

// TestTwoClocks: an alert that came to nothing wears out the word of those who
// gave it, so that the police read the next one and do not believe it; the force
// is asked for, decided on, in the air and on the ground, in this order.
func TestTwoClocks(t *testing.T) {
	base, memory := warned(t), warned(t, "credibility-memory")
	worn, believed := 0, 0
	for seed := range base {
		require.Less(t, base[seed].read, sim.Never, "the paper arrives")
		require.Equal(t, base[seed].read, memory[seed].read)
		require.Less(t, memory[seed].believed, sim.Never)
		if base[seed].worn {
			worn++
			require.Equal(t, sim.Never, base[seed].believed)
		}
		if base[seed].believed != sim.Never {
			believed++
		}
		require.True(t, slices.IsSorted(base[seed].force[:]), base[seed].force)
		require.NotEqual(t, sim.Never, base[seed].force[2])
	}
	require.Greater(t, worn, believed)
}

// warning is when the police had read and believed the intercept, whether an
// earlier alert had worn out the word of who gave it, and when the force was
// decided on, in the air and on the ground.
type warning struct {
	read, believed sim.Time
	worn           bool
	force          [3]sim.Time
}

func warned(t *testing.T, patches ...string) []warning {
	spec := patched(t, "two-clocks-2008", patches)
	out := make([]warning, 6)
	for seed := range out {
		w := &out[seed]
		*w = warning{read: sim.Never, believed: sim.Never, force: [3]sim.Time{sim.Never, sim.Never, sim.Never}}
		_, m := run(t, spec, uint64(seed))
		for i := range m.list {
			r := &m.list[i]
			about, police := spec.Names.Text(journal.Ref(r.Args[0])), spec.Names.Text(r.Actor) == "maharashtra.police"
			switch {
			case r.Kind == journal.Held && police && about == "plot.intercept":
				w.read = min(w.read, r.At)
			case r.Kind == journal.Credited && police && about == "plot.intercept":
				w.believed = min(w.believed, r.At)
			case r.Kind == journal.Credibility && police && r.Args[2] < r.Args[1]:
				w.worn = true
			case r.Kind == journal.Support && about == "national-force" && r.Nth > 0:
				w.force[r.Nth-1] = r.At
			case r.Kind == journal.Support && about == "on-the-ground" && r.Nth == 1:
				w.force[2] = r.At
			}
		}
	}
	return out
}
