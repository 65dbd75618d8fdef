package main

import "github.com/spf13/cobra"

// serving is nothing: a browser does not serve.
type serving struct{}

func servingHere(*edge) *serving { return nil }

// atHome are the commands of machines with a disk and a network; in a browser there are
// none.
func atHome(*edge) []*cobra.Command { return nil }

// shapesAtHome are what --json of these prints.
var shapesAtHome []shape
