package results

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// How many cells are in memory before they are written, and again when they are read: of
// a table many, since those who read it read on; of a piece that a merge reads beside
// others few. However wide a table is, that bounds what a merge holds.
const (
	tableCells = 500_000
	pieceCells = 100_000
)

// group is how many rows of the table come to so many cells.
func (t *Table) group(cells int) int64 { return int64(max(ahead, cells/len(t.Columns))) }

// created is what files say wrote them: it must not change with a version, since files
// of the same rows are the same bytes.
const created = "entente"

// schema is the table as Parquet has it. Columns keep their order, which a struct has
// and a group does not.
func (t *Table) schema() *parquet.Schema {
	types := [...]reflect.Type{Whole: reflect.TypeFor[int64](), Real: reflect.TypeFor[float64](), Text: reflect.TypeFor[string]()}
	var fields []reflect.StructField
	for i, c := range t.Columns {
		tag, typ := c.Name, types[c.Type]
		if c.Optional {
			tag += ",optional"
			typ = reflect.PointerTo(typ)
		}
		if c.Type == Text {
			tag += ",dict"
		}
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("C%d", i), Type: typ, Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", tag))})
	}
	return parquet.NewSchema(t.Name, parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()))
}

// Writer writes rows to a Parquet file, packed with zstd. Close it, or the file has no
// end and no reader takes it.
type Writer struct {
	table *Table
	out   *parquet.GenericWriter[any]
	row   parquet.Row
	last  Row
}

// NewWriter writes a table to out, for those who read it.
func NewWriter(out io.Writer, t *Table) (*Writer, error) { return newWriter(out, t, tableCells) }

// NewPiece writes rows of a table to out, for Merge alone.
func NewPiece(out io.Writer, t *Table) (*Writer, error) { return newWriter(out, t, pieceCells) }

func newWriter(out io.Writer, t *Table, cells int) (*Writer, error) {
	for _, c := range t.Columns {
		if strings.ContainsAny(c.Name, ",\"`") {
			return nil, fmt.Errorf("results: no column can be called %q", c.Name)
		}
	}
	pack, err := newPacking()
	if err != nil {
		return nil, err
	}
	return &Writer{table: t, out: parquet.NewGenericWriter[any](out, t.schema(), parquet.Compression(pack),
		parquet.CreatedBy(created, "1", ""), parquet.MaxRowsPerRowGroup(t.group(cells)))}, nil
}

// Write writes the next row; rows come in the order of their keys.
func (w *Writer) Write(r Row) error {
	if err := w.table.check(r); err != nil {
		return err
	}
	if w.last != nil && w.table.compare(w.last, r) >= 0 {
		return errors.New("results: rows out of order")
	}
	w.last = append(w.last[:0], r...)
	w.row = w.row[:0]
	for i, c := range w.table.Columns {
		def := 0
		if c.Optional {
			def = 1
		}
		x := &r[i]
		var v parquet.Value
		switch {
		case !x.Has:
			v, def = parquet.NullValue(), 0
		case c.Type == Whole:
			v = parquet.Int64Value(x.I)
		case c.Type == Real:
			v = parquet.DoubleValue(x.F)
		default:
			v = parquet.ByteArrayValue([]byte(x.S))
		}
		w.row = append(w.row, v.Level(0, def, i))
	}
	_, err := w.out.WriteRows([]parquet.Row{w.row})
	return err
}

// Note keeps a text with the rows, under a key, for those who read the file. It may be
// called until Close.
func (w *Writer) Note(key, text string) { w.out.SetKeyValueMetadata(key, text) }

// Close writes the end of the file.
func (w *Writer) Close() error { return w.out.Close() }

// Reader reads the rows of a Parquet file that a Writer wrote.
type Reader struct {
	table *Table
	rows  parquet.Rows
	group []parquet.RowGroup
	buf   []parquet.Row
	have  int
	at    int
	Rows  int64 // in all
	file  *parquet.File
}

// Note is the text that the file keeps under a key; empty if it keeps none.
func (r *Reader) Note(key string) string {
	text, _ := r.file.Lookup(key)
	return text
}

// ErrOther says that a file has other columns than those asked for.
var ErrOther = errors.New("the file has other columns")

// NewReader opens a file of size bytes. A file of another table is ErrOther; one that is
// cut or damaged another error.
func NewReader(in io.ReaderAt, size int64, t *Table) (r *Reader, err error) {
	defer func() {
		if e := recover(); e != nil { // the library slices on trust
			r, err = nil, fmt.Errorf("results: damaged file: %v", e)
		}
	}()
	f, err := parquet.OpenFile(in, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, err
	}
	if have, want := f.Schema().Fields(), t.schema().Fields(); !sameFields(have, want) {
		return nil, ErrOther
	}
	return &Reader{table: t, group: f.RowGroups(), Rows: f.NumRows(), file: f}, nil
}

// ahead is how many rows are read at a time.
const ahead = 64

// lowerBound gives a first key that no row is below: the file says it, and where it
// does not it is the least number there is.
func (r *Reader) lowerBound() int64 {
	if len(r.group) == 0 || r.Rows == 0 {
		return math.MinInt64
	}
	chunk, ok := r.group[0].ColumnChunks()[0].(*parquet.FileColumnChunk)
	if !ok {
		return math.MinInt64
	}
	least, _, ok := chunk.Bounds()
	if !ok || least.Kind() != parquet.Int64 {
		return math.MinInt64
	}
	return least.Int64()
}

func sameFields(a, b []parquet.Field) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name() != b[i].Name() || a[i].Optional() != b[i].Optional() || !a[i].Leaf() || a[i].Type().Kind() != b[i].Type().Kind() {
			return false
		}
	}
	return true
}

// Read reads the next row into r, which must have room for it; io.EOF at the end.
func (r *Reader) Read(row Row) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("results: damaged file: %v", e)
		}
	}()
	for r.at == r.have {
		if r.rows == nil {
			if len(r.group) == 0 {
				return io.EOF
			}
			r.rows, r.group = r.group[0].Rows(), r.group[1:]
			if r.buf == nil {
				r.buf = make([]parquet.Row, ahead)
			}
		}
		n, err := r.rows.ReadRows(r.buf)
		if err != nil && err != io.EOF {
			return err
		}
		if r.at, r.have = 0, n; err == io.EOF {
			if e := r.rows.Close(); e != nil {
				return e
			}
			r.rows = nil
		}
	}
	values := r.buf[r.at]
	r.at++
	if len(values) != len(row) {
		return errors.New("results: damaged file: a row of another length")
	}
	for i := range row {
		row[i] = cellOf(&values[i], r.table.Columns[i].Type)
	}
	return nil
}

// Close lets go of what is open.
func (r *Reader) Close() error {
	r.buf, r.at, r.have = nil, 0, 0
	if r.rows == nil {
		return nil
	}
	rows := r.rows
	r.rows = nil
	return rows.Close()
}
