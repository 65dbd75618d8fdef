package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readText reads a text with separators.
func readText(name string, data []byte) (*Book, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, fmt.Errorf("%s: a workbook under another name; name it .xlsx", name)
	}
	text, code, err := decoded(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	separator, skip := separatorOf(text)
	b := &Book{Name: name, Sheets: make([]Sheet, 1), Separator: separator, Encoding: code}
	return b, b.rows(text[skip:], bytes.Count([]byte(text[:skip]), []byte("\n")))
}

// rows reads the rows of a text, which begins after so many lines of the file.
func (b *Book) rows(text string, before int) error {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord = b.Separator, -1
	s := &b.Sheets[0]
	for {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if fault := (*csv.ParseError)(nil); errors.As(err, &fault) {
			what := "a quote inside a cell; write it twice, and quotes around the cell"
			if errors.Is(fault.Err, csv.ErrQuote) {
				what = "a quote is not closed, or something follows it; inside a cell in quotes, write each quote twice"
			}
			return fmt.Errorf("%s:%d:%d: %s", b.Name, fault.StartLine+before, fault.Column, what)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
		row := Row{Cells: make([]Cell, 0, min(len(fields), MaxColumns))}
		for i, field := range fields {
			line, column := in.FieldPos(i)
			cell := textCell(field)
			cell.line, cell.column = line+before, column
			if row.Number = line + before; i > 0 {
				row.Number = row.Cells[0].line
			}
			switch {
			case i >= MaxColumns && cell.Text != "":
				s.Stray = append(s.Stray, fmt.Sprintf("%s:%d:%d", b.Name, line+before, column))
			case i >= MaxColumns:
			case len(cell.Text) > MaxCell:
				return fmt.Errorf("%s:%d:%d: a cell longer than %d bytes", b.Name, line+before, column, MaxCell)
			default:
				row.Cells = append(row.Cells, cell)
			}
		}
		if !s.add(row) {
			return nil
		}
	}
}

// decoded gives the text of a file in one of the usual encodings, and the name of it.
func decoded(data []byte) (text, code string, err error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data, code = data[3:], "UTF-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")), looksWide(data, 1):
		from, code = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")), looksWide(data, 0):
		from, code = unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16"
	case utf8.Valid(data):
		code = "UTF-8"
	case bytes.IndexByte(data, 0) >= 0:
		return "", "", errors.New("not a text; save it as .xlsx or as CSV in UTF-8")
	default:
		from, code = charmap.Windows1252, "Windows-1252"
	}
	if from != nil {
		if data, err = from.NewDecoder().Bytes(data); err != nil {
			return "", "", fmt.Errorf("it begins as %s text and goes on as something else: save it as CSV in UTF-8", code)
		}
	}
	switch {
	case !utf8.Valid(data):
		return "", "", fmt.Errorf("it begins as %s text and goes on as something else: save it as CSV in UTF-8", code)
	case bytes.IndexByte(data, 0) >= 0:
		return "", "", errors.New("not a text; save it as .xlsx or as CSV in UTF-8")
	}
	// Old Macintosh lines end in a carriage return alone.
	text = string(data)
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, code, nil
}

// looksWide says whether the bytes at odd or even places are mostly zero, as in UTF-16
// without its mark.
func looksWide(data []byte, odd int) bool {
	n := min(len(data)&^1, 512)
	zero := 0
	for i := odd; i < n; i += 2 {
		if data[i] == 0 {
			zero++
		}
	}
	return n >= 4 && zero > n/4
}

// usualSeparators in the order in which they are preferred where all fit alike.
const usualSeparators = ",;\t|"

// sniffed is how much of a text its separator is told from.
const sniffed = 64 << 10

// separatorOf tells the separator of a text: that with which the most rows have the
// same number of cells, and the more the better. A first line sep=; says so itself and
// is skipped, by so many bytes.
func separatorOf(text string) (separator rune, skip int) {
	first, _, _ := strings.Cut(text, "\n")
	if rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(first, "\r")), "sep="); ok && len(rest) == 1 && strings.Contains(usualSeparators, rest) {
		return rune(rest[0]), min(len(first)+1, len(text))
	}
	head := text[:min(len(text), sniffed)]
	if cut := strings.LastIndexByte(head, '\n'); cut > 0 && len(head) < len(text) {
		head = head[:cut]
	}
	best := 0
	separator = ','
	for _, c := range usualSeparators {
		in := csv.NewReader(strings.NewReader(head))
		in.Comma, in.FieldsPerRecord, in.LazyQuotes, in.ReuseRecord = c, -1, true, true
		var widths [21]int // rows by their number of cells, all wide ones together
		for {
			fields, err := in.Read()
			if err != nil {
				break
			}
			widths[min(len(fields), len(widths)-1)]++
		}
		score := 0
		for width, rows := range widths {
			if width > 1 {
				score = max(score, rows*width)
			}
		}
		if score > best {
			best, separator = score, c
		}
	}
	return separator, skip
}
