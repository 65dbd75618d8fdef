package msel

import (
	"encoding/csv"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// WriteCells writes rows as comma-separated values for spreadsheets. A text that
// one of them would take for a formula is written after an apostrophe, which
// ReadCSV takes off again; numbers stand as they are. It is the only way by which
// text leaves for a spreadsheet, so that nobody's cell ever runs on another's desk.
func WriteCells(w io.Writer, rows [][]string) error { return WriteRows(w, slices.Values(rows)) }

// WriteRows is WriteCells for rows that come one by one.
func WriteRows(w io.Writer, rows iter.Seq[[]string]) error {
	return writeRows(w, rows, func(_ int, cell string) string { return guard(cell) })
}

// writeRows writes rows whose cells are made safe by their column.
func writeRows(w io.Writer, rows iter.Seq[[]string], safely func(column int, cell string) string) error {
	out := csv.NewWriter(w)
	var safe []string
	for row := range rows {
		safe = safe[:0]
		for c, cell := range row {
			safe = append(safe, safely(c, cell))
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulaMarks are what a cell may begin with that makes a formula of it, or is
// skipped on the way to one. Spreadsheets set to East Asian languages take the wide
// forms for the same.
const formulaMarks = "=+-@\t\r\n＝＋－＠"

// mayBeFormula says whether a spreadsheet might take a cell for a formula. A cell that is
// guarded already counts, or its own apostrophe would be lost on the way back.
func mayBeFormula(cell string) bool {
	if rest, guarded := strings.CutPrefix(cell, "'"); guarded {
		return mayBeFormula(rest) || isReinterpreted(rest)
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune(formulaMarks, first) && !isNumber(cell)
}

func guard(cell string) string {
	if mayBeFormula(cell) {
		return "'" + cell
	}
	return cell
}

// unguard takes off what guard and WriteCSV put on.
func unguard(cell string) string {
	if rest, guarded := strings.CutPrefix(cell, "'"); guarded && (mayBeFormula(rest) || isReinterpreted(rest)) {
		return rest
	}
	return cell
}

// turned are texts that a spreadsheet makes something else of as it opens them, and
// writes otherwise: 001 becomes 1, 5.10 becomes 5.1 or a date, MAR-3 a day in March.
var turned = regexp.MustCompile(`(?i)^(0\d+|\d{16,}|[-+]?0\d+\.\d+|[-+]?\d*\.\d*0|\d+\.?\d*E[-+]?\d+|` +
	`\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?|\d{1,2}:\d\d(:\d\d)?( ?[AP]M)?|TRUE|FALSE|` +
	`(\d{1,2}[-/. ])?(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[-/. ]\d{1,4})$`)

// isReinterpreted says whether a spreadsheet would turn a cell of text into something else. A
// cell with an apostrophe before it counts as the one without.
func isReinterpreted(cell string) bool { return turned.MatchString(strings.TrimLeft(cell, "'")) }

// isNumber says whether a cell is a number with a sign, such as -12 or +0.25.
func isNumber(cell string) bool {
	whole, part, point := strings.Cut(strings.TrimLeft(cell[:1], "+-")+cell[1:], ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!point || digits(part))
}
