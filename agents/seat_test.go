package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/agents/model"
	"entente/sim/journal"
)

func TestRulesKeepTheContract(t *testing.T) {
	for _, name := range []string{"two-nations", "three-nations"} {
		for seed := range uint64(3) {
			agentstest.RunContract(t, load(t, name).Spec, seed, func() agents.Decider { return agents.Rules{} })
		}
	}
}

// closed is a seat that shares nothing.
type closed struct{ agents.Rules }

func (c closed) Decide(v agents.View, q agents.Question, out *agents.Intents) {
	if q.Kind != agents.AskWilling {
		c.Rules.Decide(v, q, out)
	}
}

// A seat decides: where every seat refuses, nothing crosses a border, and the
// refusal is recorded.
func TestSeatsDecide(t *testing.T) {
	s := load(t, "two-nations")
	m := &memory{}
	w := agents.New(s.Spec, 1, m)
	for n := range s.Spec.Nations {
		w.Seat(model.NationID(n), closed{})
	}
	require.NoError(t, w.Run())
	parked := 0
	for i := range m.list {
		require.NotEqual(t, journal.Held, m.list[i].Kind)
		if m.list[i].Kind == journal.Parked {
			parked++
		}
	}
	require.NotZero(t, parked)
}
