package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

// A stretch of time is free, or a message has it, and no other.
func TestSpansHaveOneOwner(t *testing.T) {
	for _, name := range []string{"three-nations", "five-partners", "two-clocks-2008", "silence-broken"} {
		w := agents.New(load(t, name).Spec, 1)
		for over := false; !over; {
			var err error
			over, err = w.RunEvents(500)
			require.NoError(t, err)
			require.Empty(t, w.StraySpans(), "%s at %d", name, w.Now())
		}
	}
}
