package replay

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"

	"entente/sim/journal"
)

// Format is the version of the format, of which alone files are written and
// read.
const Format = 2

// Meta is what a run was made of, as the `run` metadata and the /static message
// say it.
type Meta struct {
	Engine   string   `json:"engine"`             // version of the engine
	Commit   string   `json:"commit,omitempty"`   // of the source it was built from
	Scenario string   `json:"scenario"`           // its name
	Seed     uint64   `json:"seed,string"`        // of every draw, as text
	Until    string   `json:"until,omitempty"`    // where the run was stopped; empty: EndEx
	Set      []string `json:"set,omitempty"`      // PATH=VALUE in the order given
	Branches []Branch `json:"branches,omitempty"` // changes made while it went on, in order

	Format  int    `json:"format"`  // set by Create
	Sources string `json:"sources"` // SHA-256 over the attached sources, hexadecimal; set by Create
}

// Branch is a moment at which a run parted from its parent.
type Branch struct {
	Parent string   `json:"parent"` // digest of the run it parted from
	At     int64    `json:"at_ms"`  // after everything that happened at this instant
	Set    []string `json:"set"`    // PATH=VALUE, each of one parameter
}

// Result is what came out of a run: the last `run` metadata has it beside Meta.
type Result struct {
	Records   journal.Num
	Events    uint64 // of the calendar, that the run worked off; 0 where nobody said
	Digest    journal.Digest
	Recovered bool // the file was saved from a damaged one and is only its beginning
}

// Attachment is a file inside the replay file: the scenario's sources and
// patches, inputs, a report. Names are unique and keep their order.
type Attachment struct {
	Name      string
	MediaType string
	Data      []byte
}

// SourceSum is the SHA-256 over all attachments, in order: of each the name and the
// data, both after their length in 8 bytes.
func SourceSum(list []Attachment) string {
	h := sha256.New()
	for _, a := range list {
		for _, part := range [][]byte{[]byte(a.Name), a.Data} {
			h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(part))))
			h.Write(part)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// pairs gives Meta as the strings of a metadata record.
func (m *Meta) pairs() map[string]string {
	p := map[string]string{
		"format":   strconv.Itoa(m.Format),
		"engine":   m.Engine,
		"scenario": m.Scenario,
		"seed":     strconv.FormatUint(m.Seed, 10),
		"sources":  m.Sources,
	}
	if m.Commit != "" {
		p["commit"] = m.Commit
	}
	if m.Until != "" {
		p["until"] = m.Until
	}
	if len(m.Set) > 0 {
		p["set"] = encoded(m.Set)
	}
	if len(m.Branches) > 0 {
		p["branches"] = encoded(m.Branches)
	}
	return p
}

// encoded is a list as one string of metadata.
func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values always encode
	}
	return string(b)
}

// add puts the result beside Meta's pairs.
func (r *Result) add(p map[string]string) map[string]string {
	p["records"] = strconv.FormatUint(uint64(r.Records), 10)
	p["digest"] = r.Digest.String()
	if r.Events > 0 {
		p["events"] = strconv.FormatUint(r.Events, 10)
	}
	if r.Recovered {
		p["recovered"] = "true"
	}
	return p
}

// resultOf reads a `run` metadata record, which must belong to the run m.
func resultOf(p map[string]string, m *Meta) (Result, error) {
	n, err := strconv.ParseUint(p["records"], 10, 32)
	if err != nil {
		return Result{}, fmt.Errorf("%q is no number of records", p["records"])
	}
	d, err := journal.ParseDigest(p["digest"])
	if err != nil {
		return Result{}, err
	}
	events := uint64(0)
	if text := p["events"]; text != "" {
		if events, err = strconv.ParseUint(text, 10, 64); err != nil {
			return Result{}, fmt.Errorf("%q is no number of events", text)
		}
	}
	r := Result{Records: journal.Num(n), Events: events, Digest: d, Recovered: p["recovered"] == "true"}
	if !maps.Equal(p, r.add(m.pairs())) {
		return Result{}, fmt.Errorf("the run it names is not the one of /static")
	}
	return r, nil
}
