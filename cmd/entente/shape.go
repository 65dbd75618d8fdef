package main

import (
	"embed"
	"fmt"
	"reflect"
	"strings"

	"entente/replay"
	"entente/replay/outcome"
	"entente/scenarios"
	"entente/scenarios/sweep"
)

// shape is what --json of some commands prints.
type shape struct {
	of       string // its name for library schema --of
	says     string
	commands []string     // below entente
	typ      reflect.Type // that it is written from; nil for records, which the vocabulary describes
	each     bool         // one object a line, or for each file, instead of one in all
	many     bool         // or a list of such objects
}

// shapes are all of them. A test holds that no command with --json is missing, and
// that what each prints fits.
var shapes = append([]shape{
	{of: "run", says: "what came of one run or of many", commands: []string{"run", "replay show"}, typ: reflect.TypeFor[outcome.Run]()},
	{of: "rehearse", says: "what an events list came to over many runs", commands: []string{"rehearse"}, typ: reflect.TypeFor[sweep.RehearsalData]()},
	{of: "check", says: "problems and notes of scenarios", commands: []string{"check"}, typ: reflect.TypeFor[[]checked]()},
	{of: "why", says: "why one thing came when it did; of all deadlines a list", commands: []string{"replay why"}, typ: reflect.TypeFor[outcome.Explanation](), many: true},
	{of: "knew", says: "who knew what at an instant", commands: []string{"replay knew"}, typ: reflect.TypeFor[outcome.Ledger]()},
	{of: "diff", says: "what one run had otherwise than another", commands: []string{"replay diff", "branch"}, typ: reflect.TypeFor[outcome.Difference]()},
	{of: "info", says: "what a replay file holds", commands: []string{"replay info"}, typ: reflect.TypeFor[fileInfo](), each: true},
	{of: "verify", says: "whether a replay file is what its run gives again", commands: []string{"replay verify"}, typ: reflect.TypeFor[proved](), each: true},
	{of: "events", says: "a record of a run", commands: []string{"replay events"}, each: true},
	{of: "campaign", says: "a chain of exercises and what each lesson was worth", commands: []string{"campaign"}, typ: reflect.TypeFor[sweep.CampaignData]()},
	{of: "presets", says: "what scenarios can copy", commands: []string{"library presets"}, typ: reflect.TypeFor[[]scenarios.Preset]()},
	{of: "patches", says: "patches that fit a scenario", commands: []string{"library patches"}, typ: reflect.TypeFor[[]scenarios.LibraryPatch]()},
}, shapesAtHome...)

// fileInfo is what `replay info --json` prints of one file.
type fileInfo struct {
	// File as it was named.
	File string `json:"file"`
	replay.Info
}

// The schemas of shapes are made of the types by a test:
//
//	go run ./cmd/dev schema
//
//go:embed shapes
var shapeFiles embed.FS

// schema is the shape as JSON Schema.
func (s *shape) schema() []byte {
	data, err := shapeFiles.ReadFile("shapes/" + s.of + ".json")
	if err != nil {
		panic(err) // a test makes one for each
	}
	return data
}

// printers are the commands that print it, for people.
func (s *shape) printers() string {
	var list []string
	for _, c := range s.commands {
		list = append(list, fmt.Sprintf("entente %s --json", c))
	}
	return strings.Join(list, ", ")
}
