//go:build !js

package main

import (
	"net"
	"reflect"

	"github.com/spf13/cobra"

	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/casebook"
	"entente/scenarios/reform"
)

// servingHere is what a server has of this machine.
func servingHere(e *edge) *serving {
	return &serving{listen: net.Listen, browse: browse, viewer: e.viewerHere}
}

// atHome are the commands of machines with a disk and a network.
func atHome(e *edge) []*cobra.Command {
	return []*cobra.Command{newServe(e), newSweep(e), newReform(e), newValidate(e)}
}

// shapesAtHome are what --json of these prints.
var shapesAtHome = []shape{
	{of: "reform", says: "which reforms would close a gap", commands: []string{"reform"}, typ: reflect.TypeFor[reform.Data]()},
	{of: "validate", says: "how the engine stands against documented cases", commands: []string{"validate"}, typ: reflect.TypeFor[casebook.Validation]()},
	{of: "plan", says: "what a study comes to", commands: []string{"sweep plan"}, typ: reflect.TypeFor[batch.Outline]()},
	{of: "status", says: "how far a sweep has come", commands: []string{"sweep status"}, typ: reflect.TypeFor[batch.Standing](), each: true},
	{of: "analyze", says: "what a sweep says", commands: []string{"sweep analyze"}, typ: reflect.TypeFor[analysis.Report]()},
}
