package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/cluster"
)

// Every command of the guide to clusters is one that the program takes.
func TestClusterGuideCommandsParse(t *testing.T) {
	text, err := os.ReadFile("../../scenarios/cluster/README.md")
	require.NoError(t, err)
	e, _, _ := testEdge(t)
	found := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "entente ") {
			continue
		}
		line, _, _ = strings.Cut(strings.TrimSpace(line), " > ")
		given, err := cluster.Words(line)
		require.NoError(t, err)
		c, rest, err := newRoot(&e).Find(given[1:])
		require.NoError(t, err, line)
		require.NotEqual(t, "sweep", c.Name(), line)
		require.NoError(t, c.ParseFlags(rest), line)
		require.NoError(t, c.Args(c, c.Flags().Args()), line)
		found++
	}
	require.Equal(t, 13, found)
}
