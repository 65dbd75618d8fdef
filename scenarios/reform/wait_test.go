package reform

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
)

// Every place of a missing fact has a word in catalogues, and every word a place.
func TestPlacesHaveWords(t *testing.T) {
	_, err := scenarios.ReadCatalogue("c.yaml", []byte("entente: 1\ncatalogue: c\nsays: s\nreforms:\n  a: {title: A, cost: 1, lead: 1d, set: {model.trust: 1}, answers: {lacking: [nothing-of-the-kind]}}\n"))
	require.ErrorContains(t, err, "one of ")
	_, list, _ := strings.Cut(err.Error(), "one of ")
	list, _, _ = strings.Cut(list, ")")
	require.ElementsMatch(t, strings.Split(list, ", "), placeWords[:])
}
