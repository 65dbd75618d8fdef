package msel

import (
	"errors"
	"io"
)

var errNoWorkbooks = errors.New("msel: this build writes no workbooks; use .csv")

// WriteXLSX is not there in a browser.
func (t *Table) WriteXLSX(io.Writer) error { return errNoWorkbooks }
