package main

import "github.com/spf13/cobra"

// newSweep is nothing in a browser: sweeps are for machines with a disk.
func newSweep(*edge) *cobra.Command { return nil }
