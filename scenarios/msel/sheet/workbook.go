package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
)

// mostUnpacked bounds the parts of a workbook that are read, unpacked, in all.
const mostUnpacked = 8 * MaxBytes

// mostSheets bounds the sheets of a workbook that are read.
const mostSheets = 100

// errTooMuch is told as it stands; all else that is wrong with the form of a workbook
// means nothing to who has it in a spreadsheet.
var errTooMuch = errors.New("holds more than any events list needs; delete what is not part of the list")

func unreadable(name, form string) error {
	return fmt.Errorf("%s: not a workbook that can be read: it is damaged, protected by a password or no %s file; save it again, or as CSV", name, form)
}

// workbook reads the parts of a file.
type workbook struct {
	*Book
	parts   map[string]*zip.File
	left    int64 // bytes that may still be unpacked
	cells   int   // that hold something
	shared  []string
	formats []format // of cells, by their style
}

// readWorkbook reads a workbook as it stands in its file, sheet by sheet and cell by
// cell, so that nothing is made of what is empty.
func readWorkbook(name string, data []byte) (*Book, error) {
	w, err := unpacked(name, data)
	if err != nil {
		return nil, err
	}
	if w.parts[contentPart] != nil && w.parts["xl/workbook.xml"] == nil {
		return readDocument(name, data)
	}
	if err := w.read(); errors.Is(err, errTooMuch) {
		return nil, fmt.Errorf("%s: %w", name, err)
	} else if err != nil {
		return nil, unreadable(name, ".xlsx")
	}
	return w.Book, nil
}

// unpacked finds the parts of a file; nothing of them is read yet.
func unpacked(name string, data []byte) (*workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unreadable(name, strings.ToLower(filepath.Ext(name)))
	}
	w := &workbook{Book: &Book{Name: name}, parts: map[string]*zip.File{}, left: mostUnpacked}
	for _, part := range z.File {
		w.parts[strings.ToLower(strings.TrimPrefix(part.Name, "/"))] = part
	}
	return w, nil
}

func (w *workbook) read() error {
	main := "xl/workbook.xml"
	links, err := w.links("")
	if err != nil {
		return err
	}
	for _, l := range links {
		if strings.HasSuffix(l.kind, "/officeDocument") {
			main = l.target
		}
	}
	if links, err = w.links(main); err != nil {
		return err
	}
	at := map[string]string{}
	for _, l := range links {
		at[l.id] = l.target
		switch {
		case strings.HasSuffix(l.kind, "/sharedStrings"):
			err = w.readShared(l.target)
		case strings.HasSuffix(l.kind, "/styles"):
			err = w.readStyles(l.target)
		}
		if err != nil {
			return err
		}
	}
	var from []string
	err = w.elements(main, func(e *element) error {
		switch {
		case e.end:
		case e.name == "workbookPr":
			if v := e.attr("date1904"); v == "1" || v == "true" {
				w.Epoch = From1904
			}
		case e.name == "sheet":
			if len(from) < mostSheets {
				from = append(from, at[e.attr("id")])
				w.Sheets = append(w.Sheets, Sheet{Name: cleanText(e.attr("name")), Hidden: e.attr("state") != "" && e.attr("state") != "visible"})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(from) == 0 {
		return errors.New("no sheet")
	}
	for i, part := range from {
		if w.parts[part] == nil {
			continue // a chart has none
		}
		if err := w.readSheet(&w.Sheets[i], part); err != nil {
			return err
		}
	}
	return nil
}

// link of one part to another.
type link struct{ id, kind, target string }

// links of a part, with the names of the parts they lead to; of the whole file where
// it is empty.
func (w *workbook) links(from string) (list []link, err error) {
	dir, base := path.Split(from)
	name := dir + "_rels/" + base + ".rels"
	if w.parts[strings.ToLower(name)] == nil {
		return nil, errors.New("no links")
	}
	err = w.elements(name, func(e *element) error {
		if !e.end && e.name == "Relationship" && e.attr("TargetMode") != "External" {
			target := e.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			list = append(list, link{e.attr("Id"), e.attr("Type"), strings.ToLower(strings.TrimPrefix(target, "/"))})
		}
		return nil
	})
	return list, err
}

// readShared reads the texts that cells share.
func (w *workbook) readShared(part string) error {
	in, spoken := false, false
	var b strings.Builder
	return w.elements(part, func(e *element) error {
		switch {
		case e.name == "si" && !e.end:
			in = true
			b.Reset()
		case e.name == "si":
			in = false
			w.shared = append(w.shared, b.String())
		case e.name == "rPh": // how a text is spoken
			spoken = !e.end
		case e.name == "t" && e.end && in && !spoken:
			b.WriteString(e.text)
		}
		return nil
	})
}

// open opens a part within what may still be unpacked.
func (w *workbook) open(name string) (io.ReadCloser, error) {
	part := w.parts[strings.ToLower(name)]
	if part == nil {
		return nil, errors.New("a part is missing")
	}
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{&budget{r, &w.left}, r}, nil
}

// budget reads no more than what is left.
type budget struct {
	r    io.Reader
	left *int64
}

func (b *budget) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}
