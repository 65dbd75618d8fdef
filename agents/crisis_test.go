package agents_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios"
	"entente/sim/journal"
)

// Crisis mode makes things known as soon or sooner, whenever it begins and whoever works
// in it, where desks have servers for all that comes; also what is not its matter. Hardly
// one in a hundred comes later, as with a reminder: who knows sooner tells sooner, and a
// fact comes to a recipient from whoever is first. The same holds of what is hastened then.
func TestCrisisHardlyHurts(t *testing.T) {
	m, faster, begun := moves{}, moves{}, 0
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		_, without := run(t, load(t, text, "model.attention.aside=0.7").Spec, 7)
		who := rapid.SampledFrom([]string{"[arvonia]", "[belmora, cendria]", "[arvonia, belmora, cendria]"}).Draw(t, "who")
		hour := rapid.IntRange(0, 60).Draw(t, "hour")
		msel := fmt.Sprintf("msel:\n  - {number: 1, type: inject, at: T+%dh, effect: {crisis: {for: %s, storyline: story0}}}\n", hour, who)
		_, with := run(t, load(t, text+msel, "model.attention.aside=0.7").Spec, 7)
		begun += with.records(journal.Crisis)
		m.compare(without, with)
		_, hastened := run(t, load(t, text+msel, "model.attention.aside=0.7",
			"nations.arvonia.policy.crisis_pace.assess=0.3", "nations.belmora.policy.crisis_pace.release=0.3", "nations.cendria.policy.crisis_pace.read=0.3").Spec, 7)
		faster.compare(with, hastened)
	})
	t.Logf("facts: %d as soon, %d sooner, %d later; %d declared", m.same, m.sooner, m.later, begun)
	require.NotZero(t, begun)
	require.NotZero(t, m.sooner, "no crisis made a difference, so this shows nothing")
	require.LessOrEqual(t, m.later*20, m.sooner)
	t.Logf("hastened: %d as soon, %d sooner, %d later", faster.same, faster.sooner, faster.later)
	require.NotZero(t, faster.sooner, "no pace made a difference, so this shows nothing")
	require.LessOrEqual(t, faster.later*10, faster.sooner)
}

// In zero-hour who is told in time depends on how crises are worked in: the minister on
// the crisis centre's assessment, the neighbour on a release at the point of contact.
func TestCrisisReachesAssessmentAndRelease(t *testing.T) {
	inTime := func(patches ...string) map[string]int {
		s, err := scenarios.Load("zero-hour", scenarios.Options{Patches: patches})
		require.NoError(t, err)
		n := map[string]int{}
		for seed := range uint64(100) {
			_, m := run(t, s.Spec, seed)
			for i := range m.list {
				if r := &m.list[i]; r.Kind == journal.Deadline && journal.Outcome(r.Args[journal.DeadlineOutcome]) == journal.Met {
					n[s.Spec.Names.Text(journal.Ref(r.Args[journal.DeadlineDeadline]))]++
				}
			}
		}
		t.Log(patches, n)
		return n
	}
	const minister, neighbour = "attack.minister-told", "attack.neighbour-told"
	asEver, quick, released := inTime(), inTime("zero-hour/quick-look"), inTime("zero-hour/released-beforehand")
	require.Greater(t, quick[minister], asEver[minister]*3/2, "a first look is sooner done than an assessment")
	require.Greater(t, released[neighbour], asEver[neighbour]+5, "nobody has to release what may go without")
	require.Equal(t, asEver[minister], released[minister], "at home nobody releases")
}
