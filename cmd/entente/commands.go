//go:build !js

package main

import (
	"net"

	"github.com/spf13/cobra"
)

// servingHere is what a server has of this machine.
func servingHere(e *edge) *serving {
	return &serving{listen: net.Listen, browse: browse, viewer: e.viewerHere}
}

// atHome are the commands of machines with a disk and a network.
func atHome(e *edge) []*cobra.Command {
	return []*cobra.Command{newServe(e), newSweep(e), newReform(e)}
}
