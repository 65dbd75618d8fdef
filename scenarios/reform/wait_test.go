package reform

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
)

// Every place of a missing fact has a word in catalogues, and every word a place.
func TestPlacesHaveWords(t *testing.T) {
	require.ElementsMatch(t, scenarios.LackWords(), placeWords[:])
}
