//go:build !js

package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

// free are the flags that take no name of something that is there: numbers apart, words
// of the user's own, times, and files, which a shell knows.
var free = strings.Fields("output at until from to into frame size view message seed by correct due notes tag withdraw catalogue host every " +
	"figures shard engine image program pvc sbatch max-events workers map zone start name title format columns")

// TestFlagsThatNameAreCompleted: each flag that takes the name of something offers what
// there is, whatever command has it.
func TestFlagsThatNameAreCompleted(t *testing.T) {
	e, _, _ := testEdge(t)
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			kind := f.Value.Type()
			if !strings.HasPrefix(kind, "string") && kind != "SCHOOL" || slices.Contains(free, f.Name) || c.Name() == "note" && (f.Name == "set" || f.Name == "action") {
				return
			}
			_, has := c.GetFlagCompletionFunc(f.Name)
			require.True(t, has, "%s --%s takes a name and offers none", c.CommandPath(), f.Name)
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&e))
}
