package reference

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// exitChapter lists the exit codes.
func (c Commands) exitChapter() string {
	var b strings.Builder
	b.WriteString("What a command says to a script, as $? has it.\n\n")
	for _, x := range c.ExitCodes {
		item(&b, fmt.Sprint(x.Code), "", x.Says, "")
	}
	return b.String()
}

// licenceChapter says under which terms the program and its letters may be passed on.
func (c Commands) licenceChapter() string {
	return "Entente may be used, changed and passed on under the Apache License 2.0 (the file LICENSE of its source).\n" +
		"The letters in its pictures, pages and windows come with them, under this licence:\n\n" + c.Letters
}

// shapeChapter tells what each --json prints, and what a seed changes in it.
func (c Commands) shapeChapter() string {
	var b strings.Builder
	b.WriteString(`Each --json has a schema: entente library schema --of NAME. Instants are in milliseconds since StartEx, lengths in
milliseconds, and the key ends in _ms; a share lies between 0 and 1. A seed is text. Null says one thing: nothing gave
this a value, for it did not happen or there was nothing to measure. A list of nothing is [].

The object of run is of shape 2: it is the same for one run and for many. Shape 1 had "digest", "records" and "events"
beside "measures"; they now stand in each of "runs", and "measures" at the top are ranges over them.

What a seed changes: every draw, so all that chance decides, such as how long work takes, who notices what, who is willing
and what is lost, and with it "digest", "events", "records", the measures and what came of deadlines and entries. What it
does not change: keys, units and names, the scenario, its objectives, thresholds, deadlines and entries, the engine and
"sources", which say that two runs are of one scenario. The same scenario, engine and seed give the same object, byte by
byte, but for the names of files. In a set, number 0 has the seed itself and each other run a seed made from it, which
stands beside it and runs it alone: entente run SCENARIO --seed THAT.

How entente replay diff A B tells it: records of two runs are matched by their identity (what happened, to whom, about
what, and which one of such records it is), and neither by their number nor by their instant. Its object names the first record that is
not the same in both, the deadlines and measures that came out otherwise, and what came sooner, later or in one
of them only. Two seeds differ from the first draw that fell otherwise; a changed scenario under the same seed differs only
from where the change first matters, since each draw belongs to what it is about and no other moves. So compare a change
under one seed (entente branch), or over many (entente sweep), and never one run of each under two seeds.

`)
	for _, s := range c.Shapes {
		fmt.Fprintf(&b, "%s: %s\n    %s\n", s.Name, s.Says, s.Printers)
		for _, line := range listFields(s.Schema) {
			b.WriteString("    " + line + "\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// schemaNode is the part of a JSON Schema that the manual tells.
type schemaNode struct {
	Ref         string                 `json:"$ref"`
	Description string                 `json:"description"`
	Properties  map[string]*schemaNode `json:"properties"`
	Items       *schemaNode            `json:"items"`
	AnyOf       []*schemaNode          `json:"anyOf"`
	Defs        map[string]*schemaNode `json:"$defs"`
}

// listFields lists the keys of the outermost object of a schema, each with what it says.
// The keys of objects inside it are in the schema alone.
func listFields(schema []byte) (out []string) {
	var root schemaNode
	if err := json.Unmarshal(schema, &root); err != nil {
		panic(err) // a test makes the schemas
	}
	at := &root
	for at.Properties == nil {
		switch {
		case at.Ref != "":
			at = root.Defs[at.Ref[strings.LastIndexByte(at.Ref, '/')+1:]]
		case at.Items != nil:
			at = at.Items
		default:
			at = at.AnyOf[0]
		}
	}
	for _, key := range slices.Sorted(maps.Keys(at.Properties)) {
		out = append(out, key+": "+at.Properties[key].Description)
	}
	return out
}
