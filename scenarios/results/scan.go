package results

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// Scan reads some columns of all rows, by their places in the table, and none of the
// others: of a wide table that is far less. Cells come in the order of columns.
func (r *Reader) Scan(columns []int, visit func(cells []Cell) error) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("results: damaged file: %v", e)
		}
	}()
	cells := make([]Cell, len(columns))
	for _, group := range r.file.RowGroups() {
		chunks := group.ColumnChunks()
		list := make([]*column, len(columns))
		for i, c := range columns {
			list[i] = &column{pages: chunks[c].Pages(), typ: r.table.Columns[c].Type}
			defer list[i].pages.Close()
		}
		for range group.NumRows() {
			for i := range list {
				if cells[i], err = list[i].next(); err != nil {
					return err
				}
			}
			if err := visit(cells); err != nil {
				return err
			}
		}
	}
	return nil
}

// column reads one column of a group of rows, which has a value for each row, or none.
type column struct {
	pages  parquet.Pages
	typ    Type
	values parquet.ValueReader
	buf    [256]parquet.Value
	at, n  int
}

func (c *column) next() (Cell, error) {
	for c.at == c.n {
		if c.values == nil {
			page, err := c.pages.ReadPage()
			if err == io.EOF {
				return Cell{}, errors.New("results: damaged file: a column ends before the others")
			}
			if err != nil {
				return Cell{}, err
			}
			c.values = page.Values()
		}
		n, err := c.values.ReadValues(c.buf[:])
		if c.at, c.n = 0, n; err == io.EOF {
			c.values = nil
		} else if err != nil {
			return Cell{}, err
		}
	}
	v := &c.buf[c.at]
	c.at++
	return cellOf(v, c.typ), nil
}

// cellOf is a value as a cell.
func cellOf(v *parquet.Value, t Type) Cell {
	switch {
	case v.IsNull():
		return Cell{}
	case t == Whole:
		return Int(v.Int64())
	case t == Real:
		return Float(v.Double())
	}
	return String(string(v.ByteArray()))
}
