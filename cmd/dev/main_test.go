package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUnknownStepIsRefused(t *testing.T) {
	require.ErrorContains(t, dev([]string{"vett"}), `no step "vett"`)
	require.ErrorContains(t, dev(nil), "say what to check")
}

func TestMissingToolsAreNamed(t *testing.T) {
	t.Setenv("ENTENTE_REQUIRE", "")
	require.NoError(t, missing("gcc"))
	t.Setenv("ENTENTE_REQUIRE", "all")
	require.ErrorContains(t, missing("gcc"), "gcc is missing")
}
