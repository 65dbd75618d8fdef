package sweep

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// row is one of the mission's systems: a change to a scenario by which it should
// show, on which gauge, with which sign and at least how much, all of it stated
// before anything is run. nothing is a change with the same machinery that must
// change no byte.
type row struct {
	n        int
	system   string
	scenario string
	set      []string
	nothing  []string
	gauge    Gauge
	least    float64 // with its sign
	reps     int     // as few as show it with room to spare; three times as many at long depth
	why      string
}

const twelve = "twelve-nations"

var parked = Kinds(journal.Parked)

// queuesOf is the time for which messages lay in the queues of some nations' desks.
func queuesOf(nations ...string) Gauge {
	return Gauge{Name: "time in their queues", Unit: "h", Read: func(s *measure.Trace) float64 {
		sum := sim.Time(0)
		for _, span := range s.OnTheWay() {
			if nation, _, _ := strings.Cut(s.Name(span.Object), "."); span.Cause == journal.Queue && slices.Contains(nations, nation) {
				sum += span.Ms
			}
		}
		return hours(sum)
	}}
}

// rows are in the order of the mission.
var rows = []row{
	{
		1, "secure channels", twelve,
		[]string{"channels.world-net.mtbf=2d", "channels.world-net.mttr=12h"},
		[]string{"channels.spare={members: [arvonia.court, belmora.court], latency: 1s, class: UNCLASSIFIED}"},
		Hours(journal.NoStep, journal.Outage), 24, 24, "a line that fails more often and longer holds what it carries",
	},
	{
		2, "formats and protocols", twelve,
		[]string{"channels.world-net.format=forms"},
		[]string{"channels.spare={members: [arvonia.court, belmora.court], latency: 1s, format: forms, class: UNCLASSIFIED}"},
		Hours(journal.Convert, journal.Work), 50, 12, "what comes in another format is keyed again",
	},
	{
		3, "sharing platforms", twelve,
		[]string{"stores.wanted-list.biometric=true"},
		[]string{"stores.spare={readers: [arvonia.court], writers: [belmora.court], biometric: true}"},
		Kinds(journal.Hit), 0.5, 60, "a list that always knows a body again has more hits",
	},
	{
		4, "liaison officers", twelve,
		[]string{"routes.galdia.spoc>arvonia.spoc=[[world-net]]", "routes.arvonia.spoc>galdia.spoc=[[world-net]]"},
		[]string{"routes.lumeria.border>dravia.border=[[world-net]]"},
		Hours(journal.Relay), -12, 40, "what does not go through the officer's office waits for no office there",
	},
	{
		5, "agreements", twelve,
		[]string{"agreements.concord-pact.suspended=1"},
		[]string{"agreements.spare={parties: [arvonia, hestria], when: incident == \"signal\" && danger > 1, replies: [{id: x, within: 1d}]}"},
		Kinds(journal.ClockEnd, journal.Met), -5, 12, "no clock of the pact runs while it is suspended",
	},
	{
		6, "joint teams", twelve,
		[]string{"teams.joint={members: [arvonia.police, galdia.police, hestria.police, lumeria.police], from: T+1d, set_up: 1d, storylines: [crossing]}"},
		[]string{"teams.never={members: [arvonia.police, galdia.police]}"},
		Kinds(journal.Held), 10, 24, "what members originate goes to all of them, without consent, will or release",
	},
	{
		7, "command structures", "silence-broken",
		[]string{"nations.lorne.caveats=[]"},
		[]string{"nations.karsia.caveats=[digging]"},
		Kinds(journal.Support, journal.OnStation), 0.3, 24, "without its caveat the ally's force is on station too",
	},
	{
		8, "INTERPOL", "travelling-subject",
		[]string{"motions.red-notice.when=level >= ACTIONABLE && danger > 0.99", "stores.diffusions.lag=60d"},
		[]string{"motions.never={body: interpol, rule: single}"},
		Knowing, 6, 24, "without a notice and a diffusion bureaus and border know whom to look for later",
	},
	{
		9, "United Nations", "listing-held",
		[]string{"motions.listing.hold_max=1d", "motions.listing.at_cap=adopt"},
		[]string{"motions.never={body: un-1267}"},
		Deciding, -48, 60, "where a hold ends after a day, names are listed on the tenth",
	},
	{
		10, "NATO", "silence-broken",
		[]string{"motions.screen.window=2h"},
		[]string{"motions.never={body: council}"},
		Deciding, -12, 16, "in two hours hardly anybody comes to break a silence; of three proposals it is one",
	},
	{
		11, "regional bodies", "strait-region",
		[]string{"motions.exercise-order.first=T+28d"},
		[]string{"motions.never={body: forum}"},
		Trust, -0.005, 30, "an exercise that is ordered four weeks later builds no trust in time",
	},
	{
		12, "Europol and its like", "three-nations",
		[]string{"bodies.europol.policy.distribution=[]"},
		[]string{"motions.never={body: europol}"},
		Kinds(journal.Held), -1, 60, "an office that puts together and tells nobody",
	},
	{
		13, "harmonisation", twelve,
		[]string{"changes.act={kind: harmonisation, at: T+1d, lead: 1d, effects: [{repeal: cendria.money-stays, adopt: cendria.judge-for-names}, {repeal: ilmara.money-stays}]}"},
		[]string{"changes.act={kind: harmonisation, effects: [{repeal: cendria.money-stays}]}"},
		Reasons(journal.RuleBlocks), -3, 16, "a law that is repealed blocks no more",
	},
	{
		14, "confidentiality and hesitancy", twelve,
		[]string{"nations.galdia.policy.marking={controlled: true}", "nations.elstad.policy.marking={controlled: true}"},
		[]string{"nations.galdia.policy.marking.pap=CLEAR"},
		Hours(journal.Consent), 24, 40, "an originator that keeps control is asked, and that takes time",
	},
	{
		15, "tension", twelve,
		[]string{"relations.*.tension=0.7", "model.tension=0.5"},
		[]string{"changes.never={effects: [{set: {model.tension: 0.5}}]}"},
		parked, 20, 16, "tense pairs let messages lie",
	},
	{
		16, "trust", twelve,
		[]string{"relations.*.trust=0.9", "model.trust=0.9"},
		[]string{"changes.never={effects: [{set: {model.trust: 0.9}}]}"},
		parked, -10, 12, "who trusts holds less back",
	},
	{
		17, "capacity", twelve,
		[]string{"nations.*.agencies.*.desks.*.load=0"},
		[]string{"changes.never={effects: [{add: {nations.arvonia.agencies.*.desks.*.servers: 1}}]}"},
		Hours(journal.NoStep, journal.Queue), -250, 120, "without other business less queues; by how much is less since a precedence is heeded, which goes before other business anyway",
	},
	{
		18, "technical assistance", twelve,
		[]string{"changes.aid={kind: programme, at: T+1d, lead: 2d, effects: [{add: {nations.hestria.agencies.*.desks.*.servers: 2, nations.elstad.agencies.*.desks.*.servers: 2, nations.fenmark.agencies.*.desks.*.servers: 2, nations.kastovia.agencies.*.desks.*.servers: 2}}]}"},
		[]string{"changes.aid={kind: programme, effects: [{add: {nations.hestria.agencies.*.desks.*.servers: 2}}]}"},
		queuesOf("hestria", "elstad", "fenmark", "kastovia"), -50, 12, "more people at the desks of the weakest: shorter queues there",
	},
	{
		19, "joint training", twelve,
		[]string{"changes.course={kind: training, at: T+1d, trains: [arvonia, belmora, cendria, dravia, elstad, fenmark, galdia, hestria, ilmara, jorland, kastovia, lumeria], half_life: 365d}"},
		[]string{"changes.course={kind: training, trains: [arvonia, galdia]}"},
		Trust, 0.01, 12, "who trained together trusts more at the end",
	},
	{
		20, "priorities", twelve,
		[]string{"nations.*.priorities.movement=-1", "nations.*.priorities.money=-1", "nations.*.priorities.signal=-1"},
		[]string{"changes.never={effects: [{set: {nations.*.priorities.movement: -1}}]}"},
		parked, 10, 20, "what does not matter to a nation it does not care to send",
	},
	{
		21, "three streams", twelve,
		[]string{"nations.*.agencies.fiu.collects.FIN=0"},
		[]string{"changes.never={effects: [{set: {nations.*.agencies.*.collects.FIN: 0}}]}"},
		Count("levels on the circle", func(s *measure.Trace, r *journal.Record) bool {
			return r.Kind == journal.Level && s.Name(journal.Ref(r.Args[0])) == "ledger" && journal.Grade(r.Args[2]) >= journal.Recognised
		}), -1, 12, "nobody recognises a circle of money without the stream of money",
	},
	{
		22, "summits", twelve,
		[]string{"changes.summit={kind: summit, at: T+1d, effects: [{multiply: {relations.*.tension: 0}, set: {model.tension: 0}}]}", "msel.4.effect={set: {model.veto_at: 0.9}}"},
		[]string{"changes.summit={kind: summit, effects: [{multiply: {relations.arvonia-galdia.tension: 0.1}}]}"},
		Hours(journal.Will), -100, 60, "less tension, and less time for which messages are held back",
	},
	{
		24, "automation", twelve,
		[]string{"stores.wanted-list.completeness=1", "stores.wanted-list.lag=1s", "stores.wanted-list.subscribers=[arvonia.spoc, belmora.spoc, cendria.spoc, dravia.spoc]"},
		[]string{"changes.never={effects: [{set: {stores.wanted-list.completeness: 1}}]}"},
		Kinds(journal.Held), 5, 16, "entries that carry their fields and are pushed spread what is known",
	},
	{
		25, "decision procedures", "listing-held",
		[]string{"motions.listing.rule=majority", "motions.listing.window=10d"},
		[]string{"motions.never={body: un-1267, rule: majority}"},
		Deciding, -48, 20, "a majority does not wait for the one that holds",
	},
	{
		26, "lawful actions", twelve,
		[]string{"model.grant=0.3"},
		[]string{"changes.never={effects: [{set: {model.grant: 0.3}}]}"},
		Kinds(journal.Available), -3, 12, "what no authority grants is not available",
	},
	{
		27, "events list", twelve,
		[]string{"msel.4.effect={set: {model.tension: 0.8, relations.arvonia-galdia.tension: 0.8}}"},
		[]string{"msel.12.at=D+23T09:00"},
		parked, 3, 20, "an incident that sets everybody against everybody",
	},
}

// gauges are those of all rows.
func gauges() []Gauge {
	var out []Gauge
	for _, r := range rows {
		out = append(out, r.gauge)
	}
	return out
}

// pick keeps of each run one gauge.
func pick(runs []Run, at int) []Run {
	out := make([]Run, len(runs))
	for i, r := range runs {
		out[i] = Run{Seed: r.Seed, Digest: r.Digest, Values: r.Values[at : at+1]}
	}
	return out
}

// measured says whether the size of a row's effect is measured; at the quick level
// that is every fifth, and of the others it is only seen that there is an effect.
func (r row) measured() bool { return depth.Now() >= depth.Full || r.n%5 == 0 }

// replications is in how many runs the size of an effect is measured.
func (r row) replications() int { return r.reps * depth.Pick(1, 1, 3) }

// glance is in how many runs an effect is seen whose size is not measured: of large
// scenarios few show it.
func (r row) glance() int {
	if r.scenario == twelve {
		return 2
	}
	return 6
}

func digests(runs []Run) (out []journal.Digest) {
	for _, r := range runs {
		out = append(out, r.Digest)
	}
	return out
}

// repsOf is the most that a row of a scenario asks for.
func repsOf(scenario string) int {
	most := 0
	for _, r := range rows {
		switch {
		case r.scenario != scenario:
		case r.measured():
			most = max(most, r.replications())
		default:
			most = max(most, r.glance())
		}
	}
	return most
}

// Each of the 27 systems has a row, but for lessons, which take a campaign; and at
// least fifteen matter in the reference load itself.
func TestRowsCoverTheMission(t *testing.T) {
	seen, here := map[int]bool{23: true}, 0
	for _, r := range rows {
		require.False(t, seen[r.n], r.n)
		seen[r.n] = true
		require.NotZero(t, r.least)
		require.NotEmpty(t, r.nothing)
		if r.scenario == twelve {
			here++
		}
	}
	require.Len(t, seen, 27)
	require.GreaterOrEqual(t, here, 15)
}

// Every system that the mission names matters: changed, it moves the number it
// should, with the sign and at least by as much as was said before; and the same
// machinery changing nothing changes no byte.
func TestEverySystemMatters(t *testing.T) {
	bases := map[string][]Run{}
	require.NotEmpty(t, rows)
	for i, r := range rows {
		t.Run(strconv.Itoa(r.n)+" "+r.system, func(t *testing.T) {
			base, variant := load(t, r.scenario), load(t, r.scenario, r.set...)
			before := bases[r.scenario]
			var err error
			if before == nil { // once for all rows of a scenario
				before, err = Many(t.Context(), Pool{Workers: runtime.NumCPU()}, base, 1, repsOf(r.scenario), gauges()...)
				require.NoError(t, err)
				bases[r.scenario] = before
			}
			if r.measured() {
				after, err := Many(t.Context(), Pool{Workers: runtime.NumCPU()}, variant, 1, r.replications(), r.gauge)
				require.NoError(t, err)
				p := Beside(pick(before[:r.replications()], i), after, r.gauge, 0)
				t.Log(p.String())
				require.True(t, p.Shows(r.least), "%s: %s; said before: at least %+g, for %s", r.system, p.String(), r.least, r.why)
			} else {
				after, err := Many(t.Context(), Pool{Workers: runtime.NumCPU()}, variant, 1, r.glance())
				require.NoError(t, err)
				require.NotEqual(t, digests(before[:r.glance()]), digests(after), "the change changes nothing")
			}
			placebo, err := Many(t.Context(), Pool{Workers: 2}, load(t, r.scenario, r.nothing...), 1, depth.Pick(1, 1, 2))
			require.NoError(t, err)
			for i := range placebo {
				require.Equal(t, before[i].Digest, placebo[i].Digest, "a change of nothing changed something")
			}
		})
	}
	t.Run("23 lessons learned", lessonsMatter)
}

// Row 23, lessons learned: a campaign beside the same chain of runs in which
// nobody learns. Said beforehand: from the run on in which lessons can be in
// effect, at least two deadlines fewer are missed in a campaign of eight, of at
// most twelve. A lesson against a gap that never shows changes no byte.
func lessonsMatter(t *testing.T) {
	const name = "lessons-learned"
	campaigns := depth.Pick(10, 16, 40)
	s := load(t, name)
	gauge := Gauge{Name: "deadlines missed from run 3 on", Unit: "deadlines"}
	var before, after []Run
	missed := func(c *Campaign) []float64 {
		n := 0
		for _, r := range c.Rounds[2:] {
			n += len(r.Gaps)
		}
		return []float64{float64(n)}
	}
	for i := range campaigns {
		seed := sim.Replication(1, uint64(i))
		both, err := playChains(t.Context(), Pool{Workers: 2}, s, reload(name), scenarios.Options{}, seed, all, none)
		require.NoError(t, err)
		plain, learned := both[0], both[1]
		require.Equal(t, plain.Rounds[:2], learned.Rounds[:2], "a lesson that is not due changes nothing")
		before, after = append(before, Run{Values: missed(plain)}), append(after, Run{Values: missed(learned)})
	}
	p := Beside(before, after, gauge, 0)
	t.Log(p.String())
	require.True(t, p.Shows(-2), p.String())

	idle := load(t, name, "campaign.lessons.court-at-weekends.against.agency=osmara.border",
		"campaign.lessons.analysts-at-weekends.against.agency=osmara.border", "campaign.lessons.translator-on-call.against.agency=osmara.border",
		"campaign.lessons.faster-line.against.agency=osmara.border")
	placebo, err := playChains(t.Context(), Pool{}, idle, reload(name), scenarios.Options{}, 1, none)
	require.NoError(t, err)
	plain, err := playChains(t.Context(), Pool{}, s, reload(name), scenarios.Options{}, 1, all)
	require.NoError(t, err)
	require.Empty(t, placebo[0].Plan)
	require.Equal(t, plain[0].Rounds, placebo[0].Rounds, "a change of nothing changed something")
}

func load(t *testing.T, name string, set ...string) *scenarios.Scenario {
	s, err := scenarios.Load(name, scenarios.Options{Set: set})
	require.NoError(t, err)
	return s
}
