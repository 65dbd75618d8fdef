package outcome

import (
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim/journal"
)

// Difference is the object that `replay diff --json` prints: what a second run had
// otherwise than a first.
type Difference struct {
	Scenario  string         `json:"scenario"`
	Banner    string         `json:"banner,omitempty"`
	A         RunName        `json:"a"`
	B         RunName        `json:"b"`
	Verdict   string         `json:"verdict"`          // in one sentence
	First     *PartingRow    `json:"first_difference"` // null: equal
	Equal     int            `json:"records_equal"`    // records that are the same in both
	Moved     []MovedRow     `json:"moved"`            // events that came at another instant
	OnlyA     []RecordRow    `json:"only_a"`           // events that came in the first run alone
	OnlyB     []RecordRow    `json:"only_b"`           // events that came in the second run alone
	Deadlines []DeadlinePair `json:"deadlines"`        // each in both runs
	Figures   []FigurePair   `json:"figures"`          // each in both runs
}

// RunName says which run.
type RunName struct {
	File     string          `json:"file"`               // that holds the run
	Seed     uint64          `json:"seed,string"`        // as text: it may have more digits than some readers keep
	Set      []string        `json:"set,omitempty"`      // settings, PATH=VALUE
	Branches []replay.Branch `json:"branches,omitempty"` // changes on its way
	Digest   string          `json:"digest"`             // over all records
	Records  uint32          `json:"records"`            // that it left
}

// RecordRow names one record.
type RecordRow struct {
	Record uint32 `json:"record"`            // its number
	At     int64  `json:"at_ms"`             // since StartEx
	Kind   string `json:"kind" words:"kind"` // what happened
	Actor  string `json:"actor,omitempty"`   // to whom or by whom
	Thing  string `json:"thing,omitempty"`   // what it is about
}

// PartingRow is the first place at which the runs differ.
type PartingRow struct {
	Record uint32     `json:"record"` // number at which they part
	A      *RecordRow `json:"a"`      // what the first run has there
	B      *RecordRow `json:"b"`      // what the second run has there
}

// MovedRow is an event that came at different instants.
type MovedRow struct {
	RecordRow
	RecordB uint32 `json:"record_b"` // its number in the second run
	Later   int64  `json:"later_ms"` // negative: sooner in B
}

// DeadlinePair is one deadline in both runs.
type DeadlinePair struct {
	A     Deadline `json:"a"`
	B     Deadline `json:"b"`
	Shift string   `json:"shift,omitempty"` // what changed, in words
}

// FigurePair is one figure in both runs; null where it did not happen or there was
// nothing to measure.
type FigurePair struct {
	ID   string   `json:"id"`   // of the figure in the catalogue of measures
	Unit string   `json:"unit"` // ms, share, count, ratio or trust
	A    *float64 `json:"a"`    // in the first run
	B    *float64 `json:"b"`    // in the second run
}

// NewDifference tells the alignment of two files as data.
func NewDifference(f, g *replay.File, al *replay.Alignment, changes []wording.Change, x, y *measure.Results) (*Difference, error) {
	d := &Difference{Equal: al.Equal, Moved: make([]MovedRow, len(al.Moved)), OnlyA: make([]RecordRow, len(al.OnlyA)), OnlyB: make([]RecordRow, len(al.OnlyB))}
	if al.First != nil {
		d.First = &PartingRow{uint32(al.First.Num), row(al.First.A), row(al.First.B)}
	}
	for i, m := range al.Moved {
		if err := named(f, m.A, &d.Moved[i].RecordRow); err != nil {
			return nil, err
		}
		d.Moved[i].RecordB, d.Moved[i].Later = uint32(m.B), int64(m.By)
	}
	for _, only := range []struct {
		file *replay.File
		nums []journal.Num
		rows []RecordRow
	}{{f, al.OnlyA, d.OnlyA}, {g, al.OnlyB, d.OnlyB}} {
		for i, n := range only.nums {
			if err := named(only.file, n, &only.rows[i]); err != nil {
				return nil, err
			}
		}
	}
	for i := range changes {
		c := &changes[i]
		d.Deadlines = append(d.Deadlines, DeadlinePair{newDeadline(c.A), newDeadline(c.B), c.Shift(wording.HSEEP)})
	}
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		d.Figures = append(d.Figures, FigurePair{f.ID, f.Unit.String(), number(f, x), number(f, y)})
	}
	return d, nil
}

// number is a figure of a run; nil where there is none.
func number(f *measure.Figure, r *measure.Results) *float64 {
	v, counts := f.Read(r)
	if !counts || !v.OK {
		return nil
	}
	return &v.V
}

// row is a row as data; nil for none.
func row(r *replay.Row) *RecordRow {
	if r == nil {
		return nil
	}
	return &RecordRow{uint32(r.Num), int64(r.At), r.Kind.String(), r.Actor, r.Thing}
}

// named tells record n of a file.
func named(f *replay.File, n journal.Num, to *RecordRow) error {
	r, err := f.Row(n)
	*to = *row(&r)
	return err
}
