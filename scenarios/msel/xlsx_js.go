package msel

import (
	"errors"
	"io"
)

var errNoWorkbooks = errors.New("msel: this build reads and writes no workbooks; use .csv")

// WriteXLSX is not there in a browser.
func (t *Table) WriteXLSX(io.Writer) error { return errNoWorkbooks }

// ReadXLSX is not there in a browser.
func ReadXLSX(string, io.Reader) (*Table, []string, error) { return nil, nil, errNoWorkbooks }

func workbookRows(string, io.Reader) ([][]string, error) { return nil, errNoWorkbooks }
