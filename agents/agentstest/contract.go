// Package agentstest has what tests of other packages use of agents: random worlds
// (World), and the contract of agents.Decider as a test, which anybody who writes a
// Decider can run.
package agentstest

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/model"
)

// RunContract puts a Decider into every seat of a scenario and checks at every
// question: asked again, it answers the same; asking changes nothing in the
// world; and it answers the same where everything that the agency does not hold
// is different. fresh gives a new Decider for each nation.
func RunContract(t *testing.T, spec *model.Spec, seed uint64, fresh func() agents.Decider) {
	t.Helper()
	w := agents.New(spec, seed)
	c := &contract{t: t, w: w}
	for n := range spec.Nations {
		w.Seat(model.NationID(n), &judge{c, fresh()})
	}
	require.NoError(t, w.Run())
	for kind, n := range c.asked {
		t.Logf("question %d was asked %d times", kind, n)
	}
	require.NotEmpty(t, c.asked, "no question was asked")
}

type contract struct {
	t     *testing.T
	w     *agents.World
	asked map[agents.Ask]int
	n     int
}

// judge asks the Decider behind it more than once.
type judge struct {
	*contract
	of agents.Decider
}

func (j *judge) Decide(v agents.View, q agents.Question, out *agents.Intents) {
	if j.asked == nil {
		j.asked = map[agents.Ask]int{}
	}
	j.asked[q.Kind]++
	j.n++
	var before []byte
	if j.n%8 == 1 { // a snapshot is dear
		before = j.w.Snapshot()
	}
	j.of.Decide(v, q, out)
	if before != nil {
		require.True(j.t, bytes.Equal(before, j.w.Snapshot()), "question %d changed the world", q.Kind)
	}
	j.same(v, q, out, "asked again")
	j.same(v.WithOtherTruth(), q, out, "asked where the truth it cannot see is different")
}

func (j *judge) same(v agents.View, q agents.Question, want *agents.Intents, when string) {
	var got agents.Intents
	j.of.Decide(v, q, &got)
	require.Equal(j.t, want.Yes, got.Yes, "question %d, %s", q.Kind, when)
	require.True(j.t, slices.Equal(want.To, got.To), "question %d, %s: %v, not %v", q.Kind, when, got.To, want.To)
}
