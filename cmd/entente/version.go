package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"entente/agents"
)

func newVersion(e *edge) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the engine's version and how this program was built",
		Args:  args(cobra.NoArgs, "nothing"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(e.stdout, "entente %s (%s, %s, %s/%s)\n", agents.Version, cmp.Or(commit(), "commit unknown"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// commit is the revision that this program was built from, as far as the build
// knows it; empty if it does not.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	return revision + dirty
}
