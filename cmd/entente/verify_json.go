package main

import (
	"errors"

	"entente/replay"
)

// proved is what `replay verify --json` says of one file.
type proved struct {
	File        string    `json:"file"`        // as it was named
	Equal       bool      `json:"equal"`       // every byte is what the same run gives again, as far as the file goes
	Exit        int       `json:"exit"`        // code that this file alone would end with: 0, 2 or 4
	Records     int64     `json:"records"`     // of the file that are equal; 0 where it is not
	Of          int64     `json:"of"`          // records of the run made again: more than records where the file was saved from a damaged one
	Digest      string    `json:"digest"`      // of the run made again
	Sources     string    `json:"sources"`     // SHA-256 of what was run
	Engine      string    `json:"engine"`      // version that the file names
	Commit      string    `json:"commit"`      // that the file names; empty where it names none
	SameCommit  bool      `json:"same_commit"` // this program is of that commit: what made the file is proved as well
	Rewritten   string    `json:"rewritten"`   // what another tool did to the file; empty where none did
	Problem     string    `json:"problem"`     // why it is not equal, in words; empty where it is
	Differences []differs `json:"differences"` // what parts the file from the run, up to the first record
}

// differs is one thing in which a file and its run are apart.
type differs struct {
	What   string `json:"what"`   // in a few words
	Record uint32 `json:"record"` // its number; 0 where it is none
	At     *int64 `json:"at_ms"`  // since StartEx; of a record
	Kind   string `json:"kind"`   // of the record; empty for none
	File   string `json:"file"`   // what the file has; empty if nothing
	Rerun  string `json:"rerun"`  // what was made again; empty if nothing
}

// takeInfo takes in what a file says of itself.
func (o *proved) takeInfo(f *replay.File) {
	m := f.Meta()
	o.Sources, o.Engine, o.Commit, o.SameCommit = m.Sources, m.Engine, m.Commit, m.Commit == commit()
	if x := f.Rewritten(); x != nil {
		o.Rewritten = x.Error()
	}
}

// takeResult takes in how it came out.
func (o *proved) takeResult(err error) {
	o.Exit, o.Equal = codeOf(err), err == nil
	if err == nil {
		return
	}
	o.Problem = err.Error()
	var list replay.Differences
	if !errors.As(err, &list) {
		return
	}
	for _, d := range list {
		x := differs{What: d.What, Record: uint32(d.Num), File: d.File, Rerun: d.Rerun}
		if d.Num != 0 {
			at := int64(d.At)
			x.At, x.Kind = &at, d.Kind.String()
		}
		o.Differences = append(o.Differences, x)
	}
}
