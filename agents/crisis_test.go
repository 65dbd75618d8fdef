package agents_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// Crisis mode makes things known as soon or sooner, whenever it begins and whoever works
// in it, where desks have servers for all that comes; also what is not its matter. Hardly
// one in a hundred comes later, as with a reminder: who knows sooner tells sooner, and a
// fact comes to a recipient from whoever is first.
func TestCrisisHardlyHurts(t *testing.T) {
	m, begun := moves{}, 0
	rapid.Check(t, func(t *rapid.T) {
		text := open(t, false)("0")
		_, without := run(t, load(t, text, "model.attention.aside=0.7").Spec, 7)
		who := rapid.SampledFrom([]string{"[arvonia]", "[belmora, cendria]", "[arvonia, belmora, cendria]"}).Draw(t, "who")
		hour := rapid.IntRange(0, 60).Draw(t, "hour")
		msel := fmt.Sprintf("msel:\n  - {number: 1, type: inject, at: T+%dh, effect: {crisis: {for: %s, storyline: story0}}}\n", hour, who)
		_, with := run(t, load(t, text+msel, "model.attention.aside=0.7").Spec, 7)
		begun += with.records(journal.Crisis)
		m.compare(without, with)
	})
	t.Logf("facts: %d as soon, %d sooner, %d later; %d declared", m.same, m.sooner, m.later, begun)
	require.NotZero(t, begun)
	require.NotZero(t, m.sooner, "no crisis made a difference, so this shows nothing")
	require.LessOrEqual(t, m.later*20, m.sooner)
}
