// Package results stores the results of many runs in files that other programs can read.
//
// # What it gives
//
// A Table is columns with their meaning; a Row has a cell for each. Writer and Reader
// keep rows in Parquet, WriteCSV gives the same as text, Digest sums them up, and Merge
// makes one sorted file of many, a row at a time.
//
// # How to think of it
//
// What a run did not have is a cell without a value, and a status column beside it says
// why; it is never a number. The same rows give the same bytes on one kind of machine; on
// another kind pages may be cut elsewhere, so what is compared is the digest over the
// rows. What depends on a machine, such as how long a run took, has no place here.
package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
)

// Type is what the cells of a column are.
type Type uint8

// The types.
const (
	Whole Type = iota // 64 bits, signed
	Real              // 64 bits
	Text              // UTF-8
)

var typeNames = [...]string{"int64", "double", "string"}

func (t Type) String() string { return typeNames[t] }

// Column is one column of a table and what it means.
type Column struct {
	Name     string `json:"name"`
	Type     Type   `json:"-"`        // Dictionary writes its name
	Optional bool   `json:"optional"` // its cells may have no value
	Unit     string `json:"unit,omitempty"`
	Says     string `json:"says"`
	Source   string `json:"source,omitempty"`
}

// Table is columns in their order. Rows are sorted by the first Keys of them, which are
// whole numbers.
type Table struct {
	Name    string
	Columns []Column
	Keys    int
}

// Cell is one value. The zero Cell has none.
type Cell struct {
	Has bool
	I   int64
	F   float64
	S   string
}

// Int, Float and String make cells that have a value.
func Int(v int64) Cell     { return Cell{Has: true, I: v} }
func Float(v float64) Cell { return Cell{Has: true, F: v} }
func String(v string) Cell { return Cell{Has: true, S: v} }

// Row is a cell for each column.
type Row []Cell

// Find is the place of a column by its name; -1 if there is none.
func (t *Table) Find(name string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
}

// check says what is wrong with a row.
func (t *Table) check(r Row) error {
	if len(r) != len(t.Columns) {
		return fmt.Errorf("results: a row of %d cells for %d columns", len(r), len(t.Columns))
	}
	for i := range r {
		if !r[i].Has && !t.Columns[i].Optional {
			return fmt.Errorf("results: a row has no %s", t.Columns[i].Name)
		}
	}
	return nil
}

// compare orders rows by their keys.
func (t *Table) compare(a, b Row) int {
	for i := range t.Keys {
		switch {
		case a[i].I < b[i].I:
			return -1
		case a[i].I > b[i].I:
			return 1
		}
	}
	return 0
}

// Digest sums up rows, in their order: the names and types of the columns, and of each
// cell whether it has a value and which. It is the same for the same results on every
// machine.
type Digest struct {
	table *Table
	sum   interface {
		Write([]byte) (int, error)
		Sum([]byte) []byte
	}
	text []byte
	Rows int64
}

// NewDigest has no row yet.
func NewDigest(t *Table) *Digest {
	d := &Digest{table: t, sum: sha256.New()}
	for _, c := range t.Columns {
		fmt.Fprintf(d.sum, "%s %s\n", c.Name, c.Type)
	}
	return d
}

// Add takes the next row.
func (d *Digest) Add(r Row) {
	d.text = d.text[:0]
	for i, c := range d.table.Columns {
		switch x := &r[i]; {
		case !x.Has:
			d.text = append(d.text, 0)
		case c.Type == Whole:
			d.text = binary.LittleEndian.AppendUint64(append(d.text, 1), uint64(x.I))
		case c.Type == Real:
			d.text = binary.LittleEndian.AppendUint64(append(d.text, 2), math.Float64bits(x.F))
		default:
			d.text = append(binary.AppendUvarint(append(d.text, 3), uint64(len(x.S))), x.S...)
		}
	}
	d.sum.Write(d.text)
	d.Rows++
}

// String is the digest so far, in 64 hexadecimal digits.
func (d *Digest) String() string { return hex.EncodeToString(d.sum.Sum(nil)) }
